"""Corrections of scores: those made, and the form of a new one."""

import streamlit as st

from core.assessment import corrections, entries, queries
from core.assessment.book.faults import shown
from core.assessment.drafts import CorrectionDraft
from core.assessment.entries import CorrectionRow
from core.assessment.models import AssessmentState
from core.assessment.queries import AssessmentRow, ScoreFilter
from core.permissions import Actor, Permission
from pages._ui import lists
from pages._ui.edge import action, fresh, input_key, problem, reading
from pages._ui.pickers import name_in_language
from pages._ui.words import _, moment, word

FOUND = 30


def show(actor: Actor, row: AssessmentRow) -> None:
    """The form for the office, and all corrections below it."""
    if actor.may(Permission.ASSESSMENT_WRITE):
        with st.expander(_("Correct a score"), icon=":material/edit_note:", key="year.correct"):
            _form(actor, row)
    with reading() as session:
        rows = entries.corrections(session, actor, row.id)
        book = queries.book(session, actor, row.id)
    if not rows:
        st.info(_("No corrections."), icon=":material/info:")
        return
    names = {one.key: name_in_language(one.name, one.name_en) for one in book.items}
    st.dataframe([_line(row, one, names) for one in rows], hide_index=True)


def _line(row: AssessmentRow, one: CorrectionRow, names: dict[str, str]) -> dict[str, object]:
    sign = "+" if one.hundredths > 0 else ""
    told: dict[str, object] = {
        word(row.scores): one.name,
        _("Item"): names.get(one.item_key, _("The whole")),
        _("Points"): f"{sign}{shown(one.hundredths)}",
        _("Reason"): one.reason,
        _("By"): one.by,
        _("At"): moment(one.at),
    }
    if row.closed_at:
        after = one.at > row.closed_at
        told[_("Counts")] = _("Beside the closed result") if after else _("In the closed result")
    return told


def _form(actor: Actor, row: AssessmentRow) -> None:
    form = f"year.correction.{row.id}"
    if row.state is AssessmentState.CLOSED:
        st.caption(_("The closed result stays as it is. The correction is shown beside it."))
    typed = st.text_input(
        _("Find whom to correct"),
        type="search",
        key=f"{fresh(form)}.find",
        placeholder=_("Name or number"),
    )
    with reading() as session:
        filters = ScoreFilter(row.id, lists.sought(typed))
        found = queries.scores(session, actor, filters, limit=FOUND)
        book = queries.book(session, actor, row.id)
    people = {one.subject_id: f"{one.number} {one.name}".strip() for one in found}
    items = {"": _("The whole")} | {
        one.key: name_in_language(one.name, one.name_en) for one in book.items
    }
    with st.form(fresh(form), border=False):
        draft = _inputs(form, people, items)
        problem(form)
        sent = st.form_submit_button(_("Correct"), type="primary")
    if sent and draft:
        with action(_("Corrected; whose score it is was told."), form) as session:
            corrections.correct(session, actor, row.id, draft)


def _inputs(form: str, people: dict[int, str], items: dict[str, str]) -> CorrectionDraft | None:
    left, middle, right = st.columns([2, 2, 1])
    with left:
        subject = st.selectbox(
            _("Whose score"),
            list(people),
            None,
            format_func=people.__getitem__,
            key=input_key(form, "subject_id"),
            placeholder=_("Choose") if people else _("Nothing found"),
            required=True,
        )
        problem(form, "subject_id")
    with middle:
        item = st.selectbox(
            _("Item"), list(items), format_func=items.__getitem__, key=input_key(form, "item_key")
        )
    with right:
        points = st.number_input(
            _("Points"), -1000.0, 1000.0, 0.0, 0.5, "%g", key=input_key(form, "hundredths")
        )
        problem(form, "hundredths")
    reason = st.text_input(
        _("Reason"), max_chars=corrections.REASON, key=input_key(form, "reason"), required=True
    )
    problem(form, "reason")
    if subject is None:
        return None
    return CorrectionDraft(subject, item, round(points * 100), reason)
