"""Lists of budgets with what was spent and what is left, totals, and coverage of townships."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    ScalarSelect,
    Select,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
)
from sqlmodel import Session, col

from core.committees import scope
from core.committees.models import Committee, Level
from core.errors import NotFound
from core.funds.drafts import BudgetOwner, Holder
from core.funds.models import Budget, Expense
from core.funds.queries import reach
from core.groups.models import SectorGroup
from core.i18n import N_
from core.permissions import Actor, Permission, require
from core.plans import subjects
from core.plans.drafts import SubjectKind
from core.studios.models import Studio, StudioKind
from db.base import Choice


class Sort(Choice):
    """The order of a list of budgets."""

    NAME = "name", N_("By name")
    LARGEST = "largest", N_("Largest first")
    SPENT = "spent", N_("Most spent first")
    LEFT = "left", N_("Least left first")


@dataclass(frozen=True, slots=True)
class FundFilter:
    """Which budgets a list asks for; None means all."""

    year: int
    committee_id: int | None = None
    owner: BudgetOwner | None = None
    search: str = ""
    over_only: bool = False
    sort: Sort = Sort.NAME
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A budget with what was spent of it, in fen."""

    id: int
    owner: BudgetOwner
    name: str
    name_en: str
    year: int
    amount_fen: int
    spent_fen: int
    source: str
    version: int
    studio_kind: StudioKind | None = None

    @property
    def kind(self) -> Choice:
        """What the owner is: the kind of studio, or a sector group."""
        return self.studio_kind or BudgetOwner.GROUP

    @property
    def left_fen(self) -> int:
        """What is left; less than nothing where more was spent."""
        return self.amount_fen - self.spent_fen

    @property
    def over_fen(self) -> int:
        """How much more was spent than there was."""
        return max(-self.left_fen, 0)


@dataclass(frozen=True, slots=True)
class Totals:
    """All budgets of a list together; `over` counts those that were overspent."""

    budgets: int
    amount_fen: int
    spent_fen: int
    over: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many townships there are, and how many have money for their work office."""

    covered: int
    townships: int


@dataclass(frozen=True, slots=True)
class HolderOption:
    """Somebody who has no budget for a year yet."""

    holder: Holder
    name: str
    name_en: str


def listing(session: Session, actor: Actor, wanted: FundFilter) -> list[BudgetRow]:
    """The budgets of a list, in one statement."""
    require(actor, Permission.FUND_READ)
    orders: dict[Sort, ColumnElement[Any]] = {
        Sort.NAME: func.coalesce(col(Studio.name), col(SectorGroup.name)),
        Sort.LARGEST: col(Budget.amount_fen).desc(),
        Sort.SPENT: _spent().desc(),
        Sort.LEFT: (col(Budget.amount_fen) - _spent()).asc(),
    }
    asked = _rows().where(_asked(actor, wanted)).order_by(orders[wanted.sort], col(Budget.id))
    rows = session.execute(asked.offset(wanted.offset).limit(wanted.limit))
    return [_row(row) for row in rows]


def one(session: Session, actor: Actor, budget_id: int) -> BudgetRow:
    """One budget as lists show it."""
    require(actor, Permission.FUND_READ)
    asked = _rows().where(col(Budget.id) == budget_id, reach(actor, Permission.FUND_READ))
    row = session.execute(asked).first()
    if row is None:
        raise NotFound
    return _row(row)


def totals(session: Session, actor: Actor, wanted: FundFilter) -> Totals:
    """The sums of all budgets of a list, whatever its page, in one statement."""
    require(actor, Permission.FUND_READ)
    rows = (
        select(col(Budget.amount_fen).label("amount"), _spent().label("spent"))
        .outerjoin(Studio, col(Studio.id) == col(Budget.studio_id))
        .outerjoin(SectorGroup, col(SectorGroup.id) == col(Budget.sector_group_id))
        .where(_asked(actor, wanted))
        .subquery()
    )
    over = func.sum(case((rows.c.spent > rows.c.amount, 1), else_=0))
    asked = select(func.count(), func.sum(rows.c.amount), func.sum(rows.c.spent), over)
    found = session.execute(asked.select_from(rows)).one()
    return Totals(*(int(number or 0) for number in found))


def coverage(session: Session, actor: Actor, committee_id: int, year: int) -> Coverage:
    """How many townships of a committee have a budget for their work office in a year."""
    require(actor, Permission.FUND_READ)
    if not scope.covers(session, actor, Permission.FUND_READ, committee_id):
        raise NotFound
    funded = exists().where(
        col(Studio.township_id) == col(Committee.id),
        col(Studio.kind) == StudioKind.TOWNSHIP_OFFICE,
        col(Studio.binned_at).is_(None),
        col(Budget.studio_id) == col(Studio.id),
        col(Budget.year) == year,
    )
    asked = select(
        func.coalesce(func.sum(case((funded, 1), else_=0)), 0),
        func.count(),
    ).where(
        col(Committee.id).in_(scope.below([committee_id])),
        col(Committee.level) == Level.TOWNSHIP,
    )
    return Coverage(*(int(number) for number in session.execute(asked).one()))


def without_budget(
    session: Session, actor: Actor, committee_id: int, year: int
) -> list[HolderOption]:
    """The studios at work, township offices and groups of a committee with no budget yet."""
    require(actor, Permission.FUND_WRITE)
    rows = [
        row
        for kind in (SubjectKind.STUDIO, SubjectKind.GROUP)
        for row in session.execute(_unfunded(actor, kind, committee_id, year))
    ]
    return [HolderOption(Holder(BudgetOwner(row[2]), row[0]), row[1], row[3]) for row in rows]


def _unfunded(
    actor: Actor, kind: SubjectKind, committee_id: int, year: int
) -> Select[int, str, str, str]:
    whose = col(Budget.studio_id if kind is SubjectKind.STUDIO else Budget.sector_group_id)
    funded = exists().where(whose == subjects.id_of(kind), col(Budget.year) == year)
    committee = subjects.committee_of(kind)
    columns = (
        select(col(Studio.id), col(Studio.name), _owner(), literal(""))
        if kind is SubjectKind.STUDIO
        else select(
            col(SectorGroup.id),
            col(SectorGroup.name),
            literal(BudgetOwner.GROUP.value),
            col(SectorGroup.name_en),
        )
    )
    return columns.where(
        scope.within(actor, Permission.FUND_WRITE, committee),
        committee.in_(scope.below([committee_id])),
        subjects.is_kept(kind),
        subjects.at_work(kind, year),
        ~funded,
    ).order_by(subjects.name_of(kind))


def _owner() -> ColumnElement[str]:
    """What kind of owner a budget has; `Studio` is joined or chosen from."""
    return case(
        (col(Studio.id).is_(None), BudgetOwner.GROUP.value),
        (col(Studio.kind) == StudioKind.TOWNSHIP_OFFICE, BudgetOwner.TOWNSHIP_OFFICE.value),
        else_=BudgetOwner.STUDIO.value,
    )


def _spent() -> ScalarSelect[int]:
    return (
        select(func.coalesce(func.sum(col(Expense.amount_fen)), 0))
        .where(col(Expense.budget_id) == col(Budget.id), col(Expense.binned_at).is_(None))
        .scalar_subquery()
    )


def _rows() -> Select[int, str, str, str, int, int, int, str, int, StudioKind]:
    return (
        select(
            col(Budget.id),
            _owner(),
            func.coalesce(col(Studio.name), col(SectorGroup.name)),
            func.coalesce(col(SectorGroup.name_en), ""),
            col(Budget.year),
            col(Budget.amount_fen),
            _spent(),
            col(Budget.source),
            col(Budget.version),
            col(Studio.kind),
        )
        .outerjoin(Studio, col(Studio.id) == col(Budget.studio_id))
        .outerjoin(SectorGroup, col(SectorGroup.id) == col(Budget.sector_group_id))
    )


def _row(row: Row[int, str, str, str, int, int, int, str, int, StudioKind]) -> BudgetRow:
    budget_id, owner, name, name_en, year, amount, spent, source, version, kind = row
    return BudgetRow(
        id=budget_id,
        owner=BudgetOwner(owner),
        name=name,
        name_en=name_en,
        year=year,
        amount_fen=amount,
        spent_fen=int(spent),
        source=source,
        version=version,
        studio_kind=kind,
    )


def _asked(actor: Actor, wanted: FundFilter) -> ColumnElement[bool]:
    parts = [reach(actor, Permission.FUND_READ), col(Budget.year) == wanted.year]
    if wanted.committee_id is not None:
        parts.append(col(Budget.committee_id).in_(scope.below([wanted.committee_id])))
    if wanted.owner is BudgetOwner.GROUP:
        parts.append(col(Budget.sector_group_id).is_not(None))
    elif wanted.owner is not None:
        office = col(Studio.kind) == StudioKind.TOWNSHIP_OFFICE
        parts.append(office if wanted.owner is BudgetOwner.TOWNSHIP_OFFICE else ~office)
    if wanted.search:
        names = (col(Studio.name), col(SectorGroup.name), col(SectorGroup.name_en))
        parts.append(or_(*(name.icontains(wanted.search, autoescape=True) for name in names)))
    if wanted.over_only:
        parts.append(_spent() > col(Budget.amount_fen))
    return and_(*parts)
