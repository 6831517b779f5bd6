"""The steps of a record: submit, confirm, return, mark as held, bin."""

from datetime import date
from typing import Literal

import streamlit as st

from core import clock
from core.activities import service as activities
from core.activities.detail import ActivityDetail
from core.activities.models import ActivityState, Stage
from core.permissions import Actor
from pages._ui import lists
from pages._ui.edge import action, fresh, problem, version_of_all
from pages._ui.words import _, plain


def show(actor: Actor, record: ActivityDetail) -> None:
    """What this person may do next."""
    if record.state is ActivityState.RETURNED:
        st.warning(
            _("Returned: {reason}", reason=plain(record.returned_reason)), icon=":material/undo:"
        )
    form = f"activities.steps.{record.id}"
    with st.container(horizontal=True):
        _forward(actor, record, form)
        if record.rights.change:
            _bin(actor, record)
    problem(form)
    if record.rights.return_:
        _return(actor, record)


def _version(record: ActivityDetail) -> int:
    """The version of the record that the person sees."""
    forms = (f"activities.{what}.{record.id}" for what in ("steps", "return"))
    return version_of_all(forms, record.version)


def _forward(actor: Actor, record: ActivityDetail, form: str) -> None:
    version = _version(record)
    if _may_be_held(record) and st.button(
        _("Mark as held"), type="primary", icon=":material/event_available:"
    ):
        with action(_("Marked as held."), form) as session:
            activities.mark_done(session, actor, record.id, version)
    if record.rights.submit and st.button(_("Submit"), type="primary", icon=":material/send:"):
        with action(_("Activity submitted."), form) as session:
            activities.submit(session, actor, record.id, version)
    if record.rights.confirm and st.button(
        _("Confirm"), icon=":material/verified:", type=_weight(record)
    ):
        with action(_("Activity confirmed."), form) as session:
            activities.confirm(session, actor, record.id, version)


def _weight(record: ActivityDetail) -> Literal["primary", "secondary"]:
    """Confirming comes first once the record was handed in."""
    return "primary" if record.state is ActivityState.SUBMITTED else "secondary"


def _may_be_held(record: ActivityDetail) -> bool:
    day: date = clock.local(record.starts_at, record.time_zone).date()
    planned = record.stage is Stage.PLANNED
    return record.rights.change and planned and day <= clock.today(record.time_zone)


def _bin(actor: Actor, record: ActivityDetail) -> None:
    if st.button(_("Move to the bin"), type="tertiary", icon=":material/delete:"):
        with action(_("Moved to the bin. It can be restored from there.")) as session:
            activities.bin_(session, actor, record.id)
            st.query_params.pop("id", None)


def _return(actor: Actor, record: ActivityDetail) -> None:
    form, version = f"activities.return.{record.id}", _version(record)
    with (
        st.expander(_("Return for correction"), icon=":material/undo:"),
        st.form(fresh(form), border=False),
    ):
        reason = st.text_area(
            _("What is to be corrected"),
            height=80,
            placeholder=_("The number of people served does not fit the photos."),
        )
        problem(form, "reason")
        problem(form)
        sent = st.form_submit_button(_("Return"), icon=":material/undo:")
    if sent:
        with action(_("Activity returned."), form) as session:
            activities.return_(session, actor, record.id, reason, version)


def close() -> None:
    """Back to the list, with its filters."""
    if st.button(_("Back to the list"), icon=":material/arrow_back:", type="tertiary"):
        lists.close_record()
