"""Instructions on an item, who handles it, what was answered, and what is said to that."""

import streamlit as st

from core import clock
from core.errors import DomainError
from core.handling import feedback, instructions, queries
from core.handling.drafts import FeedbackDraft, InstructionDraft
from core.handling.models import AuthorityLevel, Satisfaction
from core.handling.queries import Whole
from core.handling.reading import FeedbackRow, InstructionRow, ReplyRow
from core.matters.detail import MatterDetail
from core.matters.models import State
from core.opinions import instructing
from core.permissions import Actor, Permission
from pages._ui import days
from pages._ui.edge import action, fresh, problem, reading
from pages._ui.photos import TYPES
from pages._ui.words import _, day, plain, word

_INSTRUCTED = (
    *(State.SIGNED, State.ISSUED, State.REPORTED, State.INSTRUCTED, State.ASSIGNED),
    *(State.HANDLING, State.REPLIED, State.FED_BACK, State.CLOSED),
)


def outcome(actor: Actor, record: MatterDetail) -> tuple[str, str]:
    """What came of it and who handles it, in a few words for the picture of its way."""
    whole = _whole(actor, record.id)
    if whole is None:
        return "", ""
    told = word(whole.replies[0].result) if whole.replies else ""
    if whole.feedback:
        told = word(max(whole.feedback, key=lambda one: one.round).satisfaction)
    units = [one.unit for one in whole.parts if one.round == whole.parts[0].round]
    return told, "、".join(units)


def show(actor: Actor, record: MatterDetail) -> None:
    """Everything from the instruction to what is said to the reply."""
    whole = _whole(actor, record.id)
    if whole is None:
        return
    st.subheader(_("Instructions"), anchor=False)
    _instructions(whole.instructions)
    if actor.may(Permission.HANDLING_ASSIGN) and record.desk and record.state in _INSTRUCTED:
        _instruct(actor, record)
    st.subheader(_("Replies"), anchor=False)
    _replies(whole.replies)
    for said in whole.feedback:
        _said(said)
    writes = actor.may(Permission.OPINION_WRITE)
    if record.state is State.REPLIED and writes:
        _feed_back(actor, record)


def _whole(actor: Actor, matter_id: int) -> Whole | None:
    try:
        with reading() as session:
            return queries.of_matter(session, actor, matter_id)
    except DomainError:
        return None


def _instructions(rows: list[InstructionRow]) -> None:
    if not rows:
        st.caption(_("No instruction yet."))
    for row in rows:
        with st.container(border=True, gap="xsmall"):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f"**{plain(row.leader)}** {plain(row.post)}", width="content")
                st.badge(word(row.level), color="red")
                st.caption(day(row.given_on), width="content")
            st.markdown("  \n".join(plain(line) for line in row.words.split("\n")))


def _instruct(actor: Actor, record: MatterDetail) -> None:
    form, levels = f"opinions.instruct.{record.id}", list(AuthorityLevel)
    with (
        st.expander(_("Record an instruction"), icon=":material/edit_note:"),
        st.form(fresh(form), border=False),
    ):
        first, second = st.columns(2), st.columns(2)
        with first[0]:
            leader = st.text_input(_("Leader"), required=True)
            problem(form, "leader")
        with first[1]:
            post = st.text_input(_("Post of the leader"))
            problem(form, "post")
        with second[0]:
            level = st.selectbox(_("Level"), levels, 0, format_func=word)
            main = st.toggle(_("Main leader of the party committee or government"))
        with second[1]:
            on = days.ask(_("Given on"), clock.today(), form, "given_on", required=True)
        words = st.text_area(_("Words of the instruction"), height=100)
        problem(form, "words")
        scan = st.file_uploader(_("Scan"), TYPES, max_upload_size=20)
        problem(form, "file")
        problem(form)
        sent = st.form_submit_button(_("Record"), type="primary")
    if sent:
        draft = InstructionDraft(leader, on or clock.today(), words, post, level, main)
        with action(_("Instruction recorded. It counts as an adoption."), form) as session:
            row = instructing.record(session, actor, record.id, draft)
            if scan:
                instructions.attach_scan(session, actor, row.id, scan.name, scan.getvalue())


def _replies(rows: list[ReplyRow]) -> None:
    if not rows:
        st.caption(_("No reply yet."))
    for row in rows:
        with st.container(border=True, gap="xsmall"):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f"**{plain('、'.join(row.units) or row.unit)}**", width="content")
                st.badge(word(row.result), color="green")
                st.caption(day(row.replied_on), width="content")
            st.markdown("  \n".join(plain(line) for line in row.words.split("\n")))


def _said(row: FeedbackRow) -> None:
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(_("Said to the reply:"), width="content")
            dissatisfied = row.satisfaction is Satisfaction.DISSATISFIED
            st.badge(word(row.satisfaction), color="red" if dissatisfied else "green")
            st.caption(day(row.given_on), width="content")
        if row.words:
            st.markdown(plain(row.words))


def _feed_back(actor: Actor, record: MatterDetail) -> None:
    form = f"opinions.feedback.{record.id}"
    with st.form(fresh(form)):
        st.markdown(_("**What who raised it says to the reply**"))
        said: Satisfaction = st.segmented_control(
            _("Satisfaction"),
            list(Satisfaction),
            default=Satisfaction.SATISFIED,
            format_func=word,
            required=True,
            help=_("Dissatisfied: the units get it once more, with a new clock."),
        )
        met = st.toggle(_("The unit met them in person"))
        words = st.text_area(_("In their words"), height=80)
        problem(form, "words")
        problem(form)
        sent = st.form_submit_button(_("Record"), type="primary")
    if sent:
        with action(_("Recorded. Who raised it was told."), form) as session:
            feedback.give(session, actor, record.id, FeedbackDraft(said, met, words))
