"""What people hand in about money. Amounts are texts in yuan, as typed."""

from dataclasses import dataclass
from datetime import date

from core.i18n import N_
from db.base import Choice


class BudgetOwner(Choice):
    """Who has a budget."""

    STUDIO = "studio", N_("Studio")
    TOWNSHIP_OFFICE = "township_office", N_("Township work office")
    GROUP = "group", N_("Sector group")


@dataclass(frozen=True, slots=True)
class BudgetDraft:
    """What an owner may spend in a year, and where the money comes from."""

    amount: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """A studio, township office (which is kept as a studio) or group."""

    owner: BudgetOwner
    id: int


@dataclass(frozen=True, slots=True)
class ExpenseDraft:
    """Money spent on an activity. `over` says that going over the budget is meant."""

    activity_id: int
    spent_on: date
    amount: str
    purpose: str
    over: bool = False
