"""Replacing the rule book of an assessment under way by a newer version of it."""

import streamlit as st

from core.assessment import queries, switching
from core.assessment.drafts import BookChangeDraft
from core.assessment.queries import AssessmentRow
from core.permissions import Actor
from pages._ui.edge import action, fresh, input_key, problem, reading, version_of
from pages._ui.pickers import name_in_language
from pages._ui.words import _


def show(actor: Actor, row: AssessmentRow) -> None:
    """The way to a newer version, where one is adopted."""
    with reading() as session:
        books = {one.id: one for one in queries.newer(session, actor, row.id)}
    if not books:
        return
    names = {
        key: _(
            "{name} (version {n})",
            name=name_in_language(one.name, one.name_en),
            n=one.version_number,
        )
        for key, one in books.items()
    }
    key = fresh("year.steps.book")
    with st.popover(
        _("Apply a newer version of the book"), icon=":material/published_with_changes:", key=key
    ):
        _form(actor, row, names)


def _form(actor: Actor, row: AssessmentRow, names: dict[int, str]) -> None:
    form = f"year.book.{row.id}"
    version = version_of(form, row.version)
    st.caption(
        _("All are scored anew by it at once, and told why. The version before stays in the trail.")
    )
    with st.form(fresh(form), border=False):
        book_id = st.selectbox(
            _("Version"), list(names), format_func=names.__getitem__, key=input_key(form, "book_id")
        )
        problem(form, "book_id")
        reason = st.text_area(
            _("Reason"), key=input_key(form, "reason"), height=80, max_chars=400, required=True
        )
        problem(form, "reason")
        problem(form)
        sent = st.form_submit_button(_("Apply this version"), type="primary")
    if sent:
        with action(_("Newer version applied: all are scored anew."), form) as session:
            draft = BookChangeDraft(book_id, reason)
            switching.change_book(session, actor, row.id, draft, version)
