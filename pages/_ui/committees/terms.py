"""The terms of a committee."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from core import clock
from core.committees import queries
from core.committees import terms as service
from core.committees.drafts import TermDraft
from core.committees.queries import TermRow
from core.permissions import Actor
from pages._ui import days
from pages._ui.committees import editing, sessions
from pages._ui.committees.sessions import term_name
from pages._ui.edge import action, fresh, input_key, problem, reading, version_of
from pages._ui.words import _, day

ADD, EDIT = "committees.term.add", "committees.term.edit"
UNKNOWN = 0  # nobody can guess the number of the first term that is entered


def show(actor: Actor, committee_id: int, *, writes: bool) -> None:
    """The terms, then their sessions, each with the forms to add and to change."""
    with reading() as session:
        terms = queries.terms(session, actor, committee_id)
    _show_terms(actor, terms, writes=writes)
    if writes:
        with st.expander(_("Add a term"), icon=":material/add:", expanded=not terms):
            _add_term(actor, committee_id, terms)
    if terms:
        st.subheader(_("Plenary sessions"))
        sessions.show(actor, committee_id, terms, writes=writes)


def _show_terms(actor: Actor, terms: Sequence[TermRow], *, writes: bool) -> None:
    if not terms:
        st.info(_("No term yet. Add the present one: sectors and groups belong to it."))
        return
    shown = [
        {
            _("Term"): term_name(term.number),
            _("First day"): day(term.starts_on),
            _("Last day"): day(term.ends_on) or _("still running"),
        }
        for term in terms
    ]
    if chosen := editing.table("term", terms, shown, writes=writes):
        _edit_term(actor, chosen)


def _add_term(actor: Actor, committee_id: int, terms: Sequence[TermRow]) -> None:
    number = min(terms[0].number + 1, 99) if terms else UNKNOWN
    draft = _ask_term(ADD, TermDraft(number, clock.today()), _("Add"))
    if draft:
        with action(_("Term added."), ADD) as session:
            service.add(session, actor, committee_id, draft)


def _edit_term(actor: Actor, row: TermRow) -> None:
    form = f"{EDIT}.{row.id}"
    version = version_of(form, row.version)
    draft = _ask_term(form, TermDraft(row.number, row.starts_on, row.ends_on), _("Save"))
    editing.close_button("term")
    if draft:
        with action(_("Term saved."), form) as session:
            service.edit(session, actor, row.id, draft, version)


def _ask_term(form: str, usual: TermDraft, sent: str) -> TermDraft | None:
    with st.form(fresh(form)):
        columns = st.columns(3)
        with columns[0]:
            number = st.number_input(
                _("Number of the term"),
                1,
                99,
                usual.number or None,
                step=1,
                key=input_key(form, "number"),
                required=True,
            )
            problem(form, "number")
        with columns[1]:
            starts_on = days.ask(_("First day"), usual.starts_on, form, "starts_on", required=True)
        with columns[2]:
            ends_on = days.ask(_("Last day"), usual.ends_on, form, "ends_on")
            st.caption(_("Empty while it is running."))
        problem(form)
        if not st.form_submit_button(sent, type="primary"):
            return None
    return TermDraft(number or UNKNOWN, starts_on or date.min, ends_on)
