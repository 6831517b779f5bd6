"""One assessment: where it stands, what the office can do now, and its parts."""

from collections.abc import Callable

import streamlit as st

from core.assessment import queries
from core.assessment.models import AssessmentState
from core.assessment.queries import AssessmentRow
from core.errors import DomainError
from core.permissions import Actor, Permission
from pages._ui import lists
from pages._ui.edge import reading
from pages._ui.pickers import name_in_language
from pages._ui.words import _, day, moment, plain, refusal, word
from pages._ui.years import approval, archive, corrections, objections, register, scores, steps
from pages._ui.years.scores import Badge

COLOURS: dict[AssessmentState, Badge] = {
    AssessmentState.OPEN: "blue",
    AssessmentState.REVIEW: "orange",
    AssessmentState.CLOSED: "green",
}


def show(actor: Actor, assessment_id: int) -> None:
    """The record that the address asks for."""
    if st.button(_("Back"), icon=":material/arrow_back:", type="tertiary", key="year.back"):
        lists.close_record()
    try:
        with reading() as session:
            row = queries.detail(session, actor, assessment_id)
    except DomainError as error:
        st.error(refusal(error), icon=":material/error:")
        return
    _head(row)
    steps.show(actor, row)
    _tabs(actor, row)


def _head(row: AssessmentRow) -> None:
    st.header(plain(register.named(row)), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.badge(word(row.state), color=COLOURS[row.state])
        st.badge(word(row.scores), color="gray")
        st.badge(_("{n} scored", n=f"{row.scored:,}"), color="gray")
        if row.waiting:
            st.badge(_("{n} objections waiting", n=row.waiting), color="red")
    told = [
        plain(name_in_language(row.committee, row.committee_en)),
        _("{first} to {last}", first=day(row.first_on), last=day(row.last_on)),
        _("Version {n}", n=row.book_version),
    ]
    if row.objections_from and row.objections_until:
        days = _(
            "Objections from {first} to {last}",
            first=day(row.objections_from),
            last=day(row.objections_until),
        )
        told.append(days)
    if row.closed_at:
        told.append(_("Closed on {at}", at=moment(row.closed_at)))
    st.caption(" · ".join(told))


def _tabs(actor: Actor, row: AssessmentRow) -> None:
    shown: dict[str, Callable[[Actor, AssessmentRow], None]] = {
        _("Points"): scores.show,
        _("Objections"): objections.show,
        _("Corrections"): corrections.show,
        _("Approval"): approval.show,
    }
    if row.state is AssessmentState.CLOSED and actor.may(Permission.ASSESSMENT_APPROVE):
        shown[_("Archive")] = archive.show
    opened = st.tabs(list(shown), on_change="rerun", key=f"year.tabs.{row.id}")
    for tab, part in zip(opened, shown.values(), strict=True):
        if tab.open:
            with tab:
                part(actor, row)
