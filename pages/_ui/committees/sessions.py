"""The plenary sessions of a committee's terms."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from core import clock
from core.committees import queries
from core.committees import terms as service
from core.committees.drafts import SessionDraft
from core.committees.queries import SessionRow, TermRow
from core.permissions import Actor
from pages._ui import days
from pages._ui.committees import editing
from pages._ui.edge import action, fresh, input_key, problem, reading, version_of
from pages._ui.words import _, day

FIRST_YEAR, LAST_YEAR = 1949, 2100
ADD, EDIT = "committees.session.add", "committees.session.edit"


def show(actor: Actor, committee_id: int, terms: Sequence[TermRow], *, writes: bool) -> None:
    """The sessions of all terms, and the forms to add and to change."""
    with reading() as session:
        sessions = queries.sessions(session, actor, committee_id)
    _show_table(actor, sessions, writes=writes)
    if writes:
        with st.expander(_("Add a plenary session"), icon=":material/add:"):
            _add(actor, terms, sessions)


def term_name(number: int) -> str:
    """What a term is called: 第15届."""
    return _("Term {number}", number=number)


def _show_table(actor: Actor, sessions: Sequence[SessionRow], *, writes: bool) -> None:
    if not sessions:
        st.info(_("No plenary session yet."))
        return
    shown = [
        {
            _("Term"): term_name(one.term),
            _("Session"): _("Session {number}", number=one.number),
            _("First day"): day(one.starts_on),
            _("Last day"): day(one.ends_on),
            _("Hears the work of"): str(one.reviews_year),
        }
        for one in sessions
    ]
    if chosen := editing.table("session", sessions, shown, writes=writes):
        _edit(actor, chosen)


def _add(actor: Actor, terms: Sequence[TermRow], sessions: Sequence[SessionRow]) -> None:
    numbers = {term.id: term_name(term.number) for term in terms}
    term_id = st.selectbox(
        _("Term"), list(numbers), format_func=numbers.__getitem__, key="committees.session.term"
    )
    taken = [one.number for one in sessions if one.term_id == term_id]
    today = clock.today()
    usual = SessionDraft(max(taken, default=0) + 1, today, today, today.year - 1)
    form = f"{ADD}.{term_id}"  # each term has its next number
    draft = _ask(form, usual, _("Add"))
    if draft:
        with action(_("Plenary session added."), form) as session:
            service.add_session(session, actor, term_id or 0, draft)


def _edit(actor: Actor, row: SessionRow) -> None:
    form = f"{EDIT}.{row.id}"
    version = version_of(form, row.version)
    usual = SessionDraft(row.number, row.starts_on, row.ends_on, row.reviews_year)
    draft = _ask(form, usual, _("Save"))
    editing.close_button("session")
    if draft:
        with action(_("Plenary session saved."), form) as session:
            service.edit_session(session, actor, row.id, draft, version)


def _ask(form: str, usual: SessionDraft, sent: str) -> SessionDraft | None:
    with st.form(fresh(form)):
        columns = st.columns(4)
        with columns[0]:
            number = st.number_input(
                _("Number of the session"),
                1,
                99,
                usual.number,
                step=1,
                key=input_key(form, "number"),
            )
            problem(form, "number")
        with columns[1]:
            starts_on = days.ask(_("First day"), usual.starts_on, form, "starts_on", required=True)
        with columns[2]:
            ends_on = days.ask(_("Last day"), usual.ends_on, form, "ends_on", required=True)
        with columns[3]:
            year = st.number_input(
                _("Hears the work of"),
                FIRST_YEAR,
                LAST_YEAR,
                usual.reviews_year,
                step=1,
                key=input_key(form, "year"),
            )
            problem(form, "reviews_year")
        problem(form)
        if not st.form_submit_button(sent, type="primary"):
            return None
    return SessionDraft(number, starts_on or date.min, ends_on or date.min, year)
