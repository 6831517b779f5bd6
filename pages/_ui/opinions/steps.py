"""The steps of an item: only those that lead on, and that the person may take."""

from collections.abc import Sequence

import streamlit as st

from core.handling.rules import WITH_UNITS
from core.matters import attachments
from core.matters.detail import MatterDetail
from core.matters.flow import OPINION
from core.matters.models import State, Verb
from core.matters.parts import HistoryRow
from core.opinions import rules, service
from core.opinions.service import Move
from core.permissions import Actor, Permission
from pages._ui.edge import action, fresh, problem, version_of_all
from pages._ui.photos import TYPES
from pages._ui.words import _, word

# Steps that take an item on, as opposed to those that send it aside.
_ASIDE = (Verb.RETURN, Verb.KEEP, Verb.WITHDRAW)
_ICONS = {
    Verb.SUBMIT: ":material/send:",
    Verb.SCREEN: ":material/filter_alt:",
    Verb.EDIT: ":material/edit:",
    Verb.CHECK: ":material/fact_check:",
    Verb.SIGN: ":material/draw:",
    Verb.REPORT: ":material/upload:",
    Verb.FEED_BACK: ":material/forward_to_inbox:",
    Verb.CLOSE: ":material/task_alt:",
}


def show(actor: Actor, record: MatterDetail) -> None:
    """A button for each step that needs no words, and a form for those that do."""
    verbs = [verb for verb in record.steps if _is_here(record, verb)]
    on = [verb for verb in verbs if verb not in _ASIDE]
    form, version = f"opinions.step.{record.id}", _version(record)
    with st.container(horizontal=True):
        for place, verb in enumerate(on):
            if st.button(
                word(verb),
                key=f"{form}.{verb.value}",
                type="primary" if place == 0 else "secondary",
                icon=_ICONS.get(verb),
            ):
                _take(actor, record, Move(verb, "", version), form)
        _bin(actor, record)
    problem(form)
    if Verb.ISSUE in record.steps:
        _issue(actor, record)
    aside = [verb for verb in verbs if verb in _ASIDE]
    if aside or on:
        _with_words(actor, record, [*aside, *on])


def _version(record: MatterDetail) -> int:
    """The version of the text that the person sees."""
    forms = (f"opinions.{what}.{record.id}" for what in ("step", "words", "issue"))
    return version_of_all(forms, record.version)


def _is_here(record: MatterDetail, verb: Verb) -> bool:
    """Feeding back a reply asks for what is said to it, see the handling of the item."""
    handled = record.state in (State.REPLIED, *WITH_UNITS)
    return verb in rules.PLAIN and not (verb is Verb.FEED_BACK and handled)


def _take(actor: Actor, record: MatterDetail, move: Move, form: str) -> None:
    with action(_("Done. Who raised it was told."), form) as session:
        service.take(session, actor, record.id, move)


def _with_words(actor: Actor, record: MatterDetail, verbs: Sequence[Verb]) -> None:
    """A step with a reason or note, and papers."""
    form, version = f"opinions.words.{record.id}", _version(record)
    label = _("With a reason, note or document: {steps}", steps=_(", ").join(map(word, verbs)))
    with st.expander(label, icon=":material/edit_note:"), st.form(fresh(form), border=False):
        verb: Verb = st.segmented_control(
            _("Step to take"), verbs, default=verbs[0], format_func=word, required=True
        )
        needed = [word(one) for one in verbs if OPINION[one].reasoned]
        words = st.text_area(
            _("Reason or note"),
            height=80,
            help=_("Who raised it reads this. Needed for: {steps}", steps=_(", ").join(needed))
            if needed
            else None,
        )
        problem(form, "words")
        sent_files = st.file_uploader(
            _("Photos and documents"), TYPES, accept_multiple_files=True, max_upload_size=20
        )
        problem(form, "file")
        problem(form)
        sent = st.form_submit_button(_("Take the step"), type="primary")
    if sent:
        with action(_("Done. Who raised it was told."), form) as session:
            step = service.take(session, actor, record.id, Move(verb, words, version))
            for one in sent_files:
                attachments.attach_to_step(session, actor, step.id, one.name, one.getvalue())


def _issue(actor: Actor, record: MatterDetail) -> None:
    form, version = f"opinions.issue.{record.id}", _version(record)
    with (
        st.expander(_("Issue"), icon=":material/print:", expanded=True),
        st.form(fresh(form), border=False),
    ):
        number = st.number_input(
            _("Number of the issue"),
            1,
            9999,
            None,
            step=1,
            help=_("Empty: the next number of the year."),
            placeholder=_("The next one"),
        )
        problem(form, "number")
        problem(form)
        sent = st.form_submit_button(_("Issue"), type="primary", icon=":material/print:")
    if sent:
        with action(_("Issued. Who raised it was told."), form) as session:
            service.issue(session, actor, record.id, number, version)


def _bin(actor: Actor, record: MatterDetail) -> None:
    own = record.state in (State.DRAFT, State.WITHDRAWN) and record.may_change
    desk = record.desk and actor.may(Permission.OPINION_WRITE)
    if (own or desk) and st.button(_("Move to the bin"), type="tertiary", icon=":material/delete:"):
        with action(_("Moved to the bin. It can be restored from there.")) as session:
            service.bin_(session, actor, record.id)
            st.query_params.pop("id", None)


def attach(actor: Actor, rows: Sequence[HistoryRow]) -> None:
    """Papers to the last step, for who took it."""
    if not rows or rows[-1].by != actor.name:
        return
    form = f"opinions.step_files.{rows[-1].step_id}"
    with (
        st.expander(_("Add documents to the last step"), icon=":material/attach_file:"),
        st.form(fresh(form), border=False),
    ):
        files = st.file_uploader(
            _("Photos and documents"), TYPES, accept_multiple_files=True, max_upload_size=20
        )
        problem(form, "file")
        problem(form)
        sent = st.form_submit_button(_("Upload files"), type="primary")
    if sent and files:
        with action(_("Files added."), form) as session:
            for one in files:
                step_id = rows[-1].step_id
                attachments.attach_to_step(session, actor, step_id, one.name, one.getvalue())
