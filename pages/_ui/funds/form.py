"""The inputs of an expense, for recording and for correcting."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from core import clock
from core.funds.drafts import ExpenseDraft
from core.funds.listing import BudgetRow
from core.funds.queries import ActivityOption, ExpenseRow
from pages._ui.edge import input_key, problem
from pages._ui.words import _, day, yuan


def ask(
    form: str, budget: BudgetRow, held: Sequence[ActivityOption], row: ExpenseRow | None
) -> ExpenseDraft:
    """The inputs, filled where an expense is corrected; the draft as typed so far."""
    titles = {one.id: f"{day(one.held_on)} {one.title}" for one in held}
    if row:
        titles.setdefault(row.activity_id, row.activity)
    first, second = st.columns(2)
    with first:
        activity = st.selectbox(
            _("Activity"),
            list(titles),
            list(titles).index(row.activity_id) if row else 0,
            format_func=titles.__getitem__,
            key=input_key(form, "activity_id"),
        )
        problem(form, "activity_id")
        purpose = st.text_input(
            _("Purpose"),
            row.purpose if row else "",
            required=True,
            placeholder=_("Such as printing or the venue"),
        )
        problem(form, "purpose")
    with second:
        amount = st.text_input(
            _("Amount in yuan"),
            yuan(row.amount_fen).replace(",", "") if row else "",
            required=True,
            placeholder="350.50",
        )
        problem(form, "amount")
        spent_on = st.date_input(
            _("Spent on"), row.spent_on if row else _usual_day(budget.year), format="YYYY-MM-DD"
        )
        problem(form, "spent_on")
    over = st.checkbox(
        _("Record it even if it goes over the budget"),
        key=input_key(form, "over"),
        help=_(
            "{left} yuan are left. What is overspent stays visible.", left=yuan(budget.left_fen)
        ),
    )
    problem(form, "over")
    return ExpenseDraft(activity, spent_on, amount, purpose, over)


def _usual_day(year: int) -> date:
    """Today where the budget is this year's, else the last day of its year."""
    today = clock.today()
    return today if today.year == year else date(year, 12, 31)
