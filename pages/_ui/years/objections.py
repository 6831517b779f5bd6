"""The objections of an assessment, and the office's answers."""

import streamlit as st

from core.assessment import entries, objections, queries
from core.assessment.book.shape import Book
from core.assessment.drafts import AnswerDraft
from core.assessment.entries import ObjectionRow
from core.assessment.models import AssessmentState, ObjectionState
from core.assessment.queries import AssessmentRow
from core.permissions import Actor, Permission
from pages._ui.edge import action, fresh, input_key, problem, reading, version_of
from pages._ui.pickers import name_in_language
from pages._ui.points import saying
from pages._ui.words import _, moment, plain, word
from pages._ui.years.scores import MINE, Badge

COLOURS: dict[ObjectionState, Badge] = {
    ObjectionState.OPEN: "orange",
    ObjectionState.UPHELD: "green",
    ObjectionState.REJECTED: "gray",
    ObjectionState.WITHDRAWN: "gray",
}


def show(actor: Actor, row: AssessmentRow) -> None:
    """Those that wait first, each with the form of its answer."""
    with reading() as session:
        rows = entries.objections(session, actor, row.id)
        book = queries.book(session, actor, row.id)
    if not rows:
        st.info(_empty(row), icon=":material/info:")
    answers = actor.may(Permission.ASSESSMENT_WRITE) and row.state is not AssessmentState.CLOSED
    for one in rows:
        _one(actor, book, one, row.id, answers=answers)


def item_name(book: Book, key: str) -> str:
    """What an item is called, safe for Markdown; the whole where there is none."""
    item = book.by_key.get(key)
    return plain(name_in_language(item.name, item.name_en)) if item else _("The whole")


def _empty(row: AssessmentRow) -> str:
    if row.state is AssessmentState.OPEN:
        return _("Objections can be raised once the review has begun.")
    return _("No objections.")


def _one(actor: Actor, book: Book, row: ObjectionRow, assessment_id: int, *, answers: bool) -> None:
    with st.container(border=True, key=f"year.objection.{row.id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{plain(row.name)}**", width="content")
            st.badge(item_name(book, row.item_key), color="blue")
            st.badge(word(row.state), color=COLOURS[row.state])
            st.caption(moment(row.recorded_at), width="content")
            asked = {"a": str(assessment_id), "id": str(row.subject_id)}
            label = _("Points and records")
            st.page_link(MINE, label=label, icon=":material/fact_check:", query_params=asked)
        st.markdown(plain(row.words))
        if row.answer:
            st.markdown(_("**Answer:** {words}", words=plain(row.answer)))
            st.caption(saying.answered(row))
        if answers and row.state is ObjectionState.OPEN:
            _answer(actor, row)


def _answer(actor: Actor, row: ObjectionRow) -> None:
    form = f"year.answer.{row.id}"
    version = version_of(form, row.version)
    upheld = st.segmented_control(
        _("Answer"),
        [True, False],
        format_func={True: _("Uphold"), False: _("Reject")}.__getitem__,
        default=True,
        required=True,
        key=f"{fresh(form)}.upheld",
        label_visibility="collapsed",
    )
    with st.form(fresh(form), border=False):
        points = _points(form) if upheld else 0
        words = st.text_area(
            _("Reason"),
            key=input_key(form, "words"),
            height=80,
            placeholder=_("Such as: checked against the sign-in sheet"),
            required=True,
        )
        problem(form, "words")
        problem(form)
        label = _("Uphold") if upheld else _("Reject")
        sent = st.form_submit_button(label, type="primary")
    if sent:
        draft = AnswerDraft(bool(upheld), words, points)
        with action(_("Answered. Whoever objected was told."), form) as session:
            objections.answer(session, actor, row.id, draft, version)


def _points(form: str) -> int:
    typed = st.number_input(
        _("Points to add, or with a minus to take"),
        -1000.0,
        1000.0,
        0.0,
        0.5,
        "%g",
        key=input_key(form, "hundredths"),
        help=_("Leave it at 0 where a record itself is put right: the score follows by itself."),
    )
    problem(form, "hundredths")
    return round(typed * 100)
