"""What must hold of budgets and expenses. Values in, verdict out."""

from datetime import date

from core.errors import RuleBroken
from core.i18n import N_
from core.text import read_money

FIRST_YEAR, LAST_YEAR = 2000, 2100


def check_year(year: int) -> None:
    """Budgets are made for years that an office may mean."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise RuleBroken(
            N_("Choose a year between {first} and {last}."),
            "year",
            first=FIRST_YEAR,
            last=LAST_YEAR,
        )


def budget_fen(amount: str) -> int:
    """The fen of a budget; nothing at all is written as 0, never left empty."""
    return read_money(amount, "amount")


def expense_fen(amount: str) -> int:
    """The fen of an expense, which is more than nothing."""
    fen = read_money(amount, "amount")
    if fen == 0:
        raise RuleBroken(N_("Write how much was spent."), "amount")
    return fen


def check_day(spent_on: date, year: int) -> None:
    """Money of a year's budget is spent in that year."""
    if spent_on.year != year:
        raise RuleBroken(
            N_("This budget is for {year}. Choose a day of that year."), "spent_on", year=year
        )


def check_over(amount: int, left: int, *, meant: bool) -> None:
    """Going over the budget is allowed, but only when it is meant, and it says by how much."""
    if amount > left and not meant:
        raise RuleBroken(
            N_("This goes over the budget by {over} yuan. Tick the box to record it all the same."),
            "over",
            over=f"{(amount - max(left, 0)) / 100:,.2f}",
        )
