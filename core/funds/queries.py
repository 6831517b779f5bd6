"""Looking up budgets and expenses, one at a time or as what belongs to a budget."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlmodel import Session, col

from core.activities.models import Activity
from core.committees import scope
from core.errors import NotFound
from core.funds.models import Budget, Expense
from core.permissions import Actor, Permission, ScopeKind, require


@dataclass(frozen=True, slots=True)
class ExpenseRow:
    """Money spent, with the activity that it was spent on."""

    id: int
    spent_on: date
    amount_fen: int
    purpose: str
    activity_id: int
    activity: str
    version: int


@dataclass(frozen=True, slots=True)
class ActivityOption:
    """An activity that money of a budget may be spent on."""

    id: int
    title: str
    held_on: date


def reach(actor: Actor, permission: Permission) -> ColumnElement[bool]:
    """Whether a budget lies in the scopes of an actor's permission."""
    parts: list[ColumnElement[bool]] = []
    if actor.reach(permission, ScopeKind.COMMITTEE):
        parts.append(scope.within(actor, permission, col(Budget.committee_id)))
    if studios := actor.reach(permission, ScopeKind.STUDIO):
        parts.append(col(Budget.studio_id).in_(studios))
    if groups := actor.reach(permission, ScopeKind.GROUP):
        parts.append(col(Budget.sector_group_id).in_(groups))
    return or_(*parts) if parts else false()


def find(
    session: Session,
    actor: Actor,
    budget_id: int,
    permission: Permission = Permission.FUND_READ,
    *,
    lock: bool = False,
) -> Budget:
    """A budget within the actor's scope; NotFound otherwise."""
    require(actor, permission)
    asked = select(Budget).where(col(Budget.id) == budget_id, reach(actor, permission))
    found = session.scalars(asked.with_for_update() if lock else asked).first()
    if found is None:
        raise NotFound
    return found


def find_expense(
    session: Session,
    actor: Actor,
    expense_id: int,
    permission: Permission = Permission.FUND_READ,
    *,
    binned: bool = False,
) -> Expense:
    """An expense within the actor's scope; NotFound otherwise. `binned` looks in the bin only."""
    require(actor, permission)
    in_bin = col(Expense.binned_at).is_not(None)
    asked = (
        select(Expense)
        .join(Budget, col(Budget.id) == col(Expense.budget_id))
        .where(col(Expense.id) == expense_id, in_bin if binned else ~in_bin)
        .where(reach(actor, permission))
    )
    if permission is Permission.FUND_WRITE:
        asked = asked.with_for_update(of=Expense)
    found = session.scalars(asked).first()
    if found is None:
        raise NotFound
    return found


def expenses(
    session: Session, actor: Actor, budget_id: int, *, binned: bool = False
) -> list[ExpenseRow]:
    """The expenses of a budget, the latest first."""
    find(session, actor, budget_id)
    in_bin = col(Expense.binned_at).is_not(None)
    asked = (
        select(
            col(Expense.id),
            col(Expense.spent_on),
            col(Expense.amount_fen),
            col(Expense.purpose),
            col(Expense.activity_id),
            col(Activity.title),
            col(Expense.version),
        )
        .join(Activity, col(Activity.id) == col(Expense.activity_id))
        .where(col(Expense.budget_id) == budget_id, in_bin if binned else ~in_bin)
        .order_by(col(Expense.spent_on).desc(), col(Expense.id).desc())
    )
    return [ExpenseRow(*row) for row in session.execute(asked)]


def activities_of(session: Session, actor: Actor, budget_id: int) -> list[ActivityOption]:
    """The activities of a budget's owner in its year, the latest first, for pickers."""
    budget = find(session, actor, budget_id)
    year = (date(budget.year, 1, 1), date(budget.year, 12, 31))
    asked = (
        select(col(Activity.id), col(Activity.title), col(Activity.held_on))
        .where(is_of_owner(budget), col(Activity.held_on).between(*year))
        .order_by(col(Activity.held_on).desc(), col(Activity.id).desc())
        .limit(500)
    )
    return [ActivityOption(*row) for row in session.execute(asked)]


def spent_of(session: Session, budget_id: int) -> int:
    """The fen spent of a budget so far. Asks nobody's permission."""
    asked = select(func.coalesce(func.sum(col(Expense.amount_fen)), 0)).where(
        col(Expense.budget_id) == budget_id, col(Expense.binned_at).is_(None)
    )
    return int(session.scalar(asked) or 0)


def is_of_owner(budget: Budget) -> ColumnElement[bool]:
    """Whether an activity, not in the bin, is held by the owner of a budget."""
    held_by = (
        col(Activity.studio_id) == budget.studio_id
        if budget.studio_id is not None
        else col(Activity.sector_group_id) == budget.sector_group_id
    )
    return and_(held_by, col(Activity.binned_at).is_(None))


def same_owner(budget: Budget) -> ColumnElement[bool]:
    """Whether another budget has the same owner."""
    if budget.studio_id is not None:
        return col(Budget.studio_id) == budget.studio_id
    return col(Budget.sector_group_id) == budget.sector_group_id
