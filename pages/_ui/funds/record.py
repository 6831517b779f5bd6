"""One budget: what is left, its expenses, and the forms."""

import streamlit as st

from core.errors import NotFound
from core.funds import listing, service
from core.funds.drafts import BudgetDraft
from core.funds.listing import BudgetRow
from core.permissions import Actor, Permission, ScopeKind
from pages._ui import lists
from pages._ui.edge import action, fresh, problem, reading, start_of, version_of
from pages._ui.funds import expenses
from pages._ui.funds.budgets import share, standing
from pages._ui.words import _, name_of, plain, word, yuan


def show(actor: Actor, budget_id: int) -> None:
    """A budget that the actor reaches."""
    if st.button(_("Back to the budgets"), icon=":material/arrow_back:", type="tertiary"):
        lists.close_record()
    try:
        with reading() as session:
            row = listing.one(session, actor, budget_id)
    except NotFound as missing:
        st.info(_(missing.message), icon=":material/search_off:")
        return
    _head(row)
    if actor.may(Permission.FUND_WRITE):
        with st.expander(_("Record an expense"), icon=":material/receipt_long:"):
            expenses.ask_new(actor, row)
    if actor.reach(Permission.FUND_WRITE, ScopeKind.COMMITTEE):
        with st.expander(_("Change the budget"), icon=":material/edit:"):
            _ask(actor, row)
    expenses.show(actor, row)


def _head(row: BudgetRow) -> None:
    st.header(plain(name_of(row)), anchor=False)
    with st.container(horizontal=True):
        st.badge(str(row.year), color="gray")
        st.badge(word(row.kind), color="blue")
        if row.source:
            st.badge(plain(row.source), color="gray")
    with st.container(horizontal=True):
        st.metric(_("Budget (yuan)"), yuan(row.amount_fen), border=True)
        st.metric(_("Spent (yuan)"), yuan(row.spent_fen), border=True)
        st.metric(_("Left (yuan)"), yuan(row.left_fen), border=True)
    st.progress(min(share(row), 1.0), standing(row))
    if row.over_fen:
        st.warning(
            _("This budget is overspent by {over} yuan.", over=yuan(row.over_fen)),
            icon=":material/warning:",
        )


def _ask(actor: Actor, row: BudgetRow) -> None:
    form = f"funds.edit.{row.id}"
    version, row = version_of(form, row.version), start_of(form, row)
    with st.form(fresh(form), border=False):
        first, second = st.columns(2)
        with first:
            amount = st.text_input(
                _("Amount in yuan"), yuan(row.amount_fen).replace(",", ""), required=True
            )
            problem(form, "amount")
        with second:
            source = st.text_input(_("Source of the money"), row.source)
            problem(form, "source")
        problem(form)
        sent = st.form_submit_button(_("Save"), type="primary")
    if sent:
        with action(_("Budget saved."), form) as session:
            service.edit_budget(session, actor, row.id, BudgetDraft(amount, source), version)
