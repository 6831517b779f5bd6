"""The duty form of one member: what was recorded, and what the member writes about it."""

import streamlit as st

from core.assessment.duty import facts, queries, service
from core.assessment.duty.drafts import FormDraft
from core.assessment.duty.facts import Facts, Line
from core.assessment.duty.queries import FormDetail
from core.assessment.models import DutyForm
from core.permissions import Actor
from pages._ui.edge import (
    action,
    fresh,
    input_key,
    persist,
    problem,
    reading,
    start_of,
    version_of,
)
from pages._ui.papers import members
from pages._ui.points import opening
from pages._ui.words import _, day, moment, plain


def show(actor: Actor, assessment_id: int, member_id: int) -> None:
    """To write for the member, to read for all others."""
    with reading() as session:
        found = queries.form_of(session, actor, assessment_id, member_id)
    _tell_state(found)
    members.of_form(actor, assessment_id, member_id)
    _recorded(actor, found)
    if found.own and not found.is_submitted:
        _write(actor, found)
    elif found.form:
        _read(found.form)
    if found.is_submitted and found.returns and found.form:
        _give_back(actor, found.form)


def _tell_state(found: FormDetail) -> None:
    if found.is_submitted and found.form:
        at = moment(found.form.submitted_at)
        st.success(_("Handed in on {at}.", at=at), icon=":material/check_circle:")
    elif found.form and found.form.returned:
        words = plain(found.form.returned)
        st.warning(_("Given back: {words}", words=words), icon=":material/undo:")
    elif not found.own:
        st.info(_("Not handed in yet."), icon=":material/hourglass_empty:")


def _recorded(actor: Actor, found: FormDetail) -> None:
    """What was recorded, part by part; those with nothing in one line at the end."""
    st.subheader(_("What was recorded"), anchor=False)
    st.caption(
        _("As it was when the form was handed in.")
        if found.is_submitted
        else _("Read from the records. If something is missing, tell whoever organised it.")
    )
    for key, label in facts.LABELS.items():
        part = found.facts.get(key)
        if part is not None and part.number:
            title = f"{_(label)}　**{part.number}**"
            with st.expander(title, key=f"mine.duty.part.{key}"):
                for line in part.lines:
                    _line(actor, line)
    if nothing := _nothing(found.facts):
        st.caption(_("Nothing recorded: {parts}", parts=nothing))


def _nothing(told: Facts) -> str:
    empty = [_(label) for key, label in facts.LABELS.items() if not _number(told, key)]
    return _(", ").join(empty)


def _number(told: Facts, key: str) -> int:
    part = told.get(key)
    return part.number if part else 0


def _line(actor: Actor, line: Line) -> None:
    label = "　".join(part for part in (day(line.day), plain(line.title)) if part)
    opening.link(actor, line.link, line.link_id, label)


def _write(actor: Actor, found: FormDetail) -> None:
    form = f"mine.duty.{found.assessment.id}"
    version = version_of(form, found.form.version if found.form else 0)
    row = start_of(form, found.form)
    st.subheader(_("In your own words"), anchor=False)
    with st.form(fresh(form), enter_to_submit=False):
        draft = _ask(form, row)
        problem(form)
        with st.container(horizontal=True):
            send = st.form_submit_button(
                _("Hand in"), type="primary", icon=":material/send:", key=f"{form}.send"
            )
            keep = st.form_submit_button(
                _("Save the draft"), icon=":material/save:", key=f"{form}.keep"
            )
        st.caption(_("Once it is handed in, only the office can give it back."))
    if send:
        with action(_("Duty form handed in."), form) as session:
            service.submit(session, actor, found.assessment.id, draft, version)
    if keep:
        with action(_("Draft saved."), form) as session:
            service.save(session, actor, found.assessment.id, draft, version)


def _ask(form: str, row: DutyForm | None) -> FormDraft:
    summary = st.text_area(
        _("Summary of the year"),
        row.summary if row else "",
        key=input_key(form, "summary"),
        height=220,
        max_chars=service.LONG,
        placeholder=_("What you did as a member, what came of it, and what could be better"),
        persist_state=persist(form),
    )
    problem(form, "summary")
    further = st.text_area(
        _("What the records do not show"),
        row.further if row else "",
        key=input_key(form, "further"),
        height=120,
        max_chars=service.LONG,
        placeholder=_("Such as merits in your own job, or service without a record"),
        persist_state=persist(form),
    )
    problem(form, "further")
    suggestions = st.text_area(
        _("Suggestions for the committee's work"),
        row.suggestions if row else "",
        key=input_key(form, "suggestions"),
        height=96,
        max_chars=service.SHORT,
        persist_state=persist(form),
    )
    problem(form, "suggestions")
    return FormDraft(summary, further, suggestions)


def _read(row: DutyForm) -> None:
    told = {
        _("Summary of the year"): row.summary,
        _("What the records do not show"): row.further,
        _("Suggestions for the committee's work"): row.suggestions,
    }
    for label, text in told.items():
        if text:
            st.subheader(label, anchor=False)
            st.markdown("  \n".join(plain(line) for line in text.split("\n")))


def _give_back(actor: Actor, row: DutyForm) -> None:
    form = f"mine.duty.back.{row.id}"
    with st.expander(_("Give it back"), icon=":material/undo:"):
        with st.form(fresh(form), border=False):
            words = st.text_input(_("What is to be reworked"), key=input_key(form, "words"))
            problem(form, "words")
            problem(form)
            sent = st.form_submit_button(_("Give it back"))
        if sent:
            with action(_("Given back; the member is told."), form) as session:
                service.give_back(session, actor, row.id, words)
