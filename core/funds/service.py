"""Setting budgets and recording what was spent. Never commits."""

from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from core import clock
from core.activities.models import Activity
from core.audit import service as audit
from core.audit.service import Changes, Entry
from core.committees import scope, trail
from core.errors import NotFound, RuleBroken
from core.files import service as files
from core.files.models import Attachment, FileOwner
from core.files.service import Owner
from core.funds import queries, rules
from core.funds.drafts import BudgetDraft, BudgetOwner, ExpenseDraft, Holder
from core.funds.models import Budget, Expense
from core.i18n import N_
from core.permissions import Actor, Permission, require
from core.plans import subjects
from core.plans.drafts import Subject, SubjectKind
from core.text import clean, required


def set_budget(
    session: Session, actor: Actor, holder: Holder, year: int, draft: BudgetDraft
) -> Budget:
    """Give a studio, township office or group a budget for a year. Only an office may."""
    require(actor, Permission.FUND_WRITE)
    rules.check_year(year)
    kind = SubjectKind.GROUP if holder.owner is BudgetOwner.GROUP else SubjectKind.STUDIO
    subject = Subject(kind, holder.id)
    named = subjects.find(session, actor, subject, Permission.FUND_WRITE, lock=True)
    _check_office(session, actor, named.committee_id)
    budget = Budget(committee_id=named.committee_id, year=year, **_columns(draft))
    setattr(budget, subjects.column_name(kind), holder.id)
    _check_first(session, budget)
    session.add(budget)
    _tell(session, actor, budget, "budget_set", Changes({}, {"year": year, **_columns(draft)}))
    return budget


def edit_budget(
    session: Session, actor: Actor, budget_id: int, draft: BudgetDraft, version: int
) -> Budget:
    """Change the amount or the source of a budget, as it was seen at a version."""
    budget = queries.find(session, actor, budget_id, Permission.FUND_WRITE, lock=True)
    _check_office(session, actor, budget.committee_id)
    changes = audit.apply(budget, _columns(draft), version)
    _tell(session, actor, budget, "budget_edited", changes)
    return budget


def record_expense(session: Session, actor: Actor, budget_id: int, draft: ExpenseDraft) -> Expense:
    """Write down money spent on an activity of the budget's owner."""
    budget = queries.find(session, actor, budget_id, Permission.FUND_WRITE, lock=True)
    columns = _checked(session, budget, draft, already=0)
    expense = Expense(committee_id=budget.committee_id, budget_id=budget.id, **columns)
    session.add(expense)
    _tell(session, actor, expense, "expense_recorded", Changes({}, columns))
    return expense


def edit_expense(
    session: Session, actor: Actor, expense_id: int, draft: ExpenseDraft, version: int
) -> Expense:
    """Correct an expense, as it was seen at a version."""
    expense = queries.find_expense(session, actor, expense_id, Permission.FUND_WRITE)
    budget = queries.find(session, actor, expense.budget_id, Permission.FUND_WRITE, lock=True)
    columns = _checked(session, budget, draft, already=expense.amount_fen)
    changes = audit.apply(expense, columns, version)
    _tell(session, actor, expense, "expense_edited", changes)
    return expense


def bin_expense(session: Session, actor: Actor, expense_id: int) -> Expense:
    """Throw an expense into the bin; it is counted no more."""
    expense = queries.find_expense(session, actor, expense_id, Permission.FUND_WRITE)
    expense.binned_at = clock.now()
    expense.version += 1
    _tell(session, actor, expense, "expense_binned", Changes({"purpose": expense.purpose}, {}))
    return expense


def restore_expense(session: Session, actor: Actor, expense_id: int) -> Expense:
    """Take an expense out of the bin; it counts again."""
    expense = queries.find_expense(session, actor, expense_id, Permission.FUND_WRITE, binned=True)
    expense.binned_at = None
    expense.version += 1
    _tell(session, actor, expense, "expense_restored", Changes({}, {"purpose": expense.purpose}))
    return expense


def add_voucher(
    session: Session, actor: Actor, expense_id: int, name: str, data: bytes
) -> Attachment:
    """Keep the photo or scan of an expense's voucher."""
    return files.add(session, actor, _voucher_owner(session, actor, expense_id), name, data)


def bin_voucher(session: Session, actor: Actor, expense_id: int, attachment_id: int) -> Attachment:
    """Put a voucher of an expense into the bin."""
    return files.bin_(session, actor, _voucher_owner(session, actor, expense_id), attachment_id)


def restore_voucher(
    session: Session, actor: Actor, expense_id: int, attachment_id: int
) -> Attachment:
    """Take a voucher of an expense out of the bin."""
    return files.restore(session, actor, _voucher_owner(session, actor, expense_id), attachment_id)


def _voucher_owner(session: Session, actor: Actor, expense_id: int) -> Owner:
    expense = queries.find_expense(session, actor, expense_id, Permission.FUND_WRITE)
    return Owner(FileOwner.EXPENSE, expense.id, expense.committee_id)


def _checked(
    session: Session, budget: Budget, draft: ExpenseDraft, *, already: int
) -> dict[str, Any]:
    """The columns of an expense that may be written. `already` is what it counted before."""
    amount = rules.expense_fen(draft.amount)
    rules.check_day(draft.spent_on, budget.year)
    purpose = required(draft.purpose, 120, "purpose", N_("Say what the money was for."))
    _check_activity(session, budget, draft.activity_id)
    left = budget.amount_fen - queries.spent_of(session, budget.id) + already
    rules.check_over(amount, left, meant=draft.over)
    return {
        "activity_id": draft.activity_id,
        "spent_on": draft.spent_on,
        "amount_fen": amount,
        "purpose": purpose,
    }


def _check_activity(session: Session, budget: Budget, activity_id: int) -> None:
    found = session.scalar(
        select(col(Activity.id)).where(col(Activity.id) == activity_id, queries.is_of_owner(budget))
    )
    if found is None:
        raise RuleBroken(
            N_("Choose an activity of the studio or group that this budget belongs to."),
            "activity_id",
        )


def _check_office(session: Session, actor: Actor, committee_id: int) -> None:
    """Those who spend a budget do not set it themselves."""
    if not scope.covers(session, actor, Permission.FUND_WRITE, committee_id):
        raise NotFound(N_("Budgets are set by the committee's office. Ask a clerk there."))


def _check_first(session: Session, budget: Budget) -> None:
    same = select(col(Budget.id)).where(col(Budget.year) == budget.year, queries.same_owner(budget))
    if session.scalar(same) is not None:
        raise RuleBroken(
            N_("There is a budget for {year} already. Open it in the list to change it."),
            "owner",
            year=budget.year,
        )


def _columns(draft: BudgetDraft) -> dict[str, Any]:
    return {
        "amount_fen": rules.budget_fen(draft.amount),
        "source": clean(draft.source, 120, "source"),
    }


def _tell(
    session: Session, actor: Actor, row: Budget | Expense, done: str, changes: Changes
) -> None:
    session.flush()  # the entry names the id of a row only just added
    kind = "budget" if isinstance(row, Budget) else "expense"
    entry = Entry(
        action=f"fund:{done}",
        subject_kind=kind,
        subject_id=row.id,
        subject_name=row.purpose if isinstance(row, Expense) else str(row.year),
        committee_id=row.committee_id,
        before=changes.before,
        after=changes.after,
    )
    trail.record(session, actor, entry)
