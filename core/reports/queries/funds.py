"""Which places and groups have money for the year, and what was spent of it."""

from dataclasses import dataclass

from sqlalchemy import func
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
    within = parts.area(session, actor, committee_id)
    spent = (
        columns(col(Expense.budget_id), parts.total(Expense.amount_fen).label("spent"))
        .where(
            col(Expense.committee_id).in_(within),
            col(Expense.binned_at).is_(None),
            col(Expense.spent_on).between(period.first, period.last),
        )
        .group_by(col(Expense.budget_id))
        .subquery()
    )
    figures = (
        func.count(),
        parts.count_if(col(Budget.id).is_not(None)),
        parts.total(Budget.amount_fen),
        parts.total(spent.c.spent),
    )
    year = col(Budget.year) == period.last.year
    of_studios = (
        columns(col(Studio.kind), *figures)
        .outerjoin(Budget, (col(Budget.studio_id) == col(Studio.id)) & year)
        .outerjoin(spent, spent.c.budget_id == col(Budget.id))
        .where(col(Studio.committee_id).in_(within), open_on(period.last))
        .group_by(col(Studio.kind))
        .order_by(func.count().desc(), col(Studio.kind))
    )
    of_groups = (
        columns(*figures)
        .select_from(SectorGroup)
        .join(Term, col(Term.id) == col(SectorGroup.term_id))
        .outerjoin(Budget, (col(Budget.sector_group_id) == col(SectorGroup.id)) & year)
        .outerjoin(spent, spent.c.budget_id == col(Budget.id))
        .where(
            col(SectorGroup.committee_id).in_(within),
            col(SectorGroup.binned_at).is_(None),
            parts.in_force(col(Term.starts_on), col(Term.ends_on), period.last),
        )
    )
    found = [BudgetFigures(*row) for row in parts.rows(session, of_studios)]
    groups = BudgetFigures(None, *parts.one(session, of_groups))
    return (*found, groups) if groups.owners else tuple(found)
