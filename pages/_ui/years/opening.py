"""The form that opens an assessment."""

import streamlit as st

from core import clock
from core.assessment import assessments, queries
from core.assessment.drafts import OpeningDraft
from core.permissions import Actor
from pages._ui.edge import action, fresh, input_key, problem, reading
from pages._ui.pickers import name_in_language
from pages._ui.words import _, word

FORM = "year.opening"


def show(actor: Actor, committee_id: int) -> None:
    """Which adopted book, for which year; other days where the year is not the calendar's."""
    with reading() as session:
        books = {row.id: row for row in queries.adopted(session, actor, committee_id)}
    if not books:
        st.info(
            _("No rule book is adopted yet. Adopt one under “Rule books” first."),
            icon=":material/info:",
        )
        return
    names = {
        key: _(
            "{name} (version {n}) · {whom}",
            name=name_in_language(row.name, row.name_en),
            n=row.version_number,
            whom=word(row.scores),
        )
        for key, row in books.items()
    }
    with st.form(fresh(FORM), border=False):
        draft = _inputs(names)
        problem(FORM)
        sent = st.form_submit_button(
            _("Open the assessment"), type="primary", icon=":material/play_arrow:"
        )
    if sent:
        with action(_("Assessment opened: all are scored."), FORM) as session:
            assessments.open_assessment(session, actor, committee_id, draft)


def _inputs(names: dict[int, str]) -> OpeningDraft:
    left, right = st.columns([3, 1])
    with left:
        book_id = st.selectbox(
            _("Rule book"),
            list(names),
            format_func=names.__getitem__,
            key=input_key(FORM, "book_id"),
            required=True,
        )
        problem(FORM, "book_id")
    with right:
        this = clock.today().year
        year = st.number_input(
            _("Year"), 1990, 2100, this, 1, key=input_key(FORM, "year"), required=True
        )
        problem(FORM, "year")
    st.caption(_("Leave the days open for the whole year, or the whole term where the book says."))
    left, right = st.columns(2)
    with left:
        first = st.date_input(
            _("First day"), None, format="YYYY-MM-DD", key=input_key(FORM, "first_on")
        )
        problem(FORM, "first_on")
    with right:
        last = st.date_input(
            _("Last day"), None, format="YYYY-MM-DD", key=input_key(FORM, "last_on")
        )
        problem(FORM, "last_on")
    return OpeningDraft(book_id, int(year), first, last)
