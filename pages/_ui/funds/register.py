"""The form that gives an owner a budget."""

import streamlit as st

from core.funds import listing, service
from core.funds.drafts import BudgetDraft
from core.permissions import Actor
from pages._ui.edge import action, fresh, problem, reading
from pages._ui.words import _, name_of, word

SET = "funds.set"


def show(actor: Actor, committee_id: int, year: int) -> None:
    """Those who have no budget for the year yet, and the form."""
    with reading() as session:
        options = listing.without_budget(session, actor, committee_id, year)
    if not options:
        st.info(_("Everybody has a budget for {year}.", year=year))
        return
    names = [f"{name_of(one)} · {word(one.holder.owner)}" for one in options]
    with st.form(fresh(SET), border=False):
        first, second, third = st.columns([2, 1, 1])
        with first:
            chosen = st.selectbox(
                _("Owner"),
                range(len(options)),
                format_func=names.__getitem__,
                help=_("Only those without a budget for {year} are offered.", year=year),
            )
            problem(SET, "owner")
        with second:
            amount = st.text_input(_("Amount in yuan"), required=True, placeholder="12000")
            problem(SET, "amount")
        with third:
            source = st.text_input(
                _("Source of the money"), placeholder=_("Such as the county budget")
            )
            problem(SET, "source")
        problem(SET)
        sent = st.form_submit_button(_("Set this budget"), type="primary")
    if sent:
        with action(_("Budget set."), SET) as session:
            holder = options[chosen].holder
            service.set_budget(session, actor, holder, year, BudgetDraft(amount, source))
