"""Which places and groups have money for the year, and what was spent of it."""

from dataclasses import dataclass
from functools import partial

from sqlalchemy import ColumnElement, SelectBase, Subquery, and_, func
from sqlalchemy import select as columns
from sqlmodel import Session, col

from core.committees.models import Term
from core.funds.models import Budget, Expense
from core.groups.models import SectorGroup
from core.permissions import Actor
from core.reports.periods import Period
from core.reports.queries import parts
from core.reports.queries.studios import open_on
from core.studios.models import Studio, StudioKind


@dataclass(frozen=True, slots=True)
class BudgetFigures:
    """Those of one kind that have a budget for the year; `kind` is None for sector groups."""

    kind: StudioKind | None
    owners: int
    with_budget: int
    amount_fen: int
    spent_fen: int

    @property
    def rate(self) -> float:
        """The share that has a budget; 0 when there are none."""
        return self.with_budget / self.owners if self.owners else 0.0


def coverage(
    session: Session, actor: Actor, committee_id: int, period: Period
) -> tuple[BudgetFigures, ...]:
    """Budgets of the year of the period's last day by kind, and what was spent in the period."""
    studios = _of_studios(session, actor, committee_id, period)
    groups = _of_groups(session, actor, committee_id, period)
    return (*studios, *(row for row in groups if row.owners))


@parts.answers(BudgetFigures)
def _of_studios() -> SelectBase:
    spent = _spent()
    return (
        columns(col(Studio.kind), *_figures(spent))
        .outerjoin(Budget, and_(col(Budget.studio_id) == col(Studio.id), _of_the_year()))
        .outerjoin(spent, spent.c.budget_id == col(Budget.id))
        .where(col(Studio.committee_id).in_(parts.WITHIN), open_on(parts.LAST))
        .group_by(col(Studio.kind))
        .order_by(func.count().desc(), col(Studio.kind))
    )


@parts.answers(partial(BudgetFigures, None))
def _of_groups() -> SelectBase:
    spent = _spent()
    return (
        columns(*_figures(spent))
        .select_from(SectorGroup)
        .join(Term, col(Term.id) == col(SectorGroup.term_id))
        .outerjoin(Budget, and_(col(Budget.sector_group_id) == col(SectorGroup.id), _of_the_year()))
        .outerjoin(spent, spent.c.budget_id == col(Budget.id))
        .where(
            col(SectorGroup.committee_id).in_(parts.WITHIN),
            col(SectorGroup.binned_at).is_(None),
            parts.in_force(col(Term.starts_on), col(Term.ends_on), parts.LAST),
        )
    )


def _of_the_year() -> ColumnElement[bool]:
    return col(Budget.year) == parts.LAST_YEAR


def _figures(spent: Subquery) -> list[ColumnElement[int]]:
    return [
        func.count(),
        parts.count_if(col(Budget.id).is_not(None)),
        parts.total(Budget.amount_fen),
        parts.total(spent.c.spent),
    ]


def _spent() -> Subquery:
    """What was spent of each budget in the period."""
    return (
        columns(col(Expense.budget_id), parts.total(Expense.amount_fen).label("spent"))
        .where(
            col(Expense.committee_id).in_(parts.WITHIN),
            col(Expense.binned_at).is_(None),
            col(Expense.spent_on).between(parts.FIRST, parts.LAST),
        )
        .group_by(col(Expense.budget_id))
        .subquery()
    )
