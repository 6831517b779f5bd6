"""What the office can do with an assessment as a whole, until it is closed."""

from datetime import timedelta

import streamlit as st

from core import clock
from core.assessment import assessments
from core.assessment.drafts import WindowDraft
from core.assessment.models import AssessmentState
from core.assessment.queries import AssessmentRow
from core.permissions import Actor, Permission
from pages._ui import lists
from pages._ui.edge import action, fresh, input_key, problem, version_of
from pages._ui.words import _
from pages._ui.years import changing

USUAL = 7  # days that are offered for objections


def show(actor: Actor, row: AssessmentRow) -> None:
    """The next step in full view; what is done rarely stands behind a button.

    The keys change with each action: without them the box that stood open at the last one
    stays open as whatever takes its place, its button under the same pointer.
    """
    if not actor.may(Permission.ASSESSMENT_WRITE) or row.state is AssessmentState.CLOSED:
        return
    with st.container(horizontal=True):
        if row.state is AssessmentState.OPEN:
            key = fresh("year.steps.begin")
            icon = ":material/rate_review:"
            with st.popover(_("Begin the review"), icon=icon, type="primary", key=key):
                _begin(actor, row)
            changing.show(actor, row)
            with st.popover(_("Take back"), icon=":material/undo:", key=fresh("year.steps.drop")):
                _drop(actor, row)
        else:
            key = fresh("year.steps.move")
            icon = ":material/date_range:"
            with st.popover(_("Move the days for objections"), icon=icon, key=key):
                _move(actor, row)
            if not row.approval_step:
                key = fresh("year.steps.reopen")
                with st.popover(_("Take out of review"), icon=":material/undo:", key=key):
                    _reopen(actor, row)


def _begin(actor: Actor, row: AssessmentRow) -> None:
    form = f"year.review.{row.id}"
    version = version_of(form, row.version)
    st.caption(_("All who are scored are told these days. Scores still follow the records."))
    draft = _window(form, row, _("Begin the review"))
    if draft:
        with action(_("The review has begun; all who are scored were told."), form) as session:
            assessments.begin_review(session, actor, row.id, draft, version)


def _move(actor: Actor, row: AssessmentRow) -> None:
    form = f"year.window.{row.id}"
    version = version_of(form, row.version)
    st.caption(_("All who are scored are told the new days."))
    draft = _window(form, row, _("Set the days"))
    if draft:
        with action(_("Days set; all who are scored were told."), form) as session:
            assessments.set_window(session, actor, row.id, draft, version)


def _window(form: str, row: AssessmentRow, label: str) -> WindowDraft | None:
    today = clock.today()
    with st.form(fresh(form), border=False):
        first = st.date_input(
            _("Objections from"),
            row.objections_from or today,
            format="YYYY-MM-DD",
            key=input_key(form, "objections_from"),
        )
        problem(form, "objections_from")
        last = st.date_input(
            _("Objections until"),
            row.objections_until or today + timedelta(days=USUAL - 1),
            format="YYYY-MM-DD",
            key=input_key(form, "objections_until"),
        )
        problem(form, "objections_until")
        problem(form)
        sent = st.form_submit_button(label, type="primary")
    return WindowDraft(first, last) if sent and first and last else None


def _reopen(actor: Actor, row: AssessmentRow) -> None:
    st.markdown(_("Nobody can object until the review begins again."))
    if st.button(_("Take out of review"), key=f"year.reopen.{row.id}", type="primary"):
        with action(_("Taken out of review.")) as session:
            assessments.reopen(session, actor, row.id, row.version)


def _drop(actor: Actor, row: AssessmentRow) -> None:
    st.markdown(_("For one opened by mistake: it goes as long as nothing was entered for it."))
    if st.button(_("Take back"), key=f"year.drop.{row.id}", type="primary"):
        with action(_("Assessment taken back.")) as session:
            assessments.drop(session, actor, row.id)
        lists.close_record()
