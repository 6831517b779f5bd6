"""The chain of approval: who agreed when and with what words, and whose turn it is."""

import streamlit as st

from core.assessment import closing, entries, queries
from core.assessment.closing import Stands, Turn
from core.assessment.models import Approval, AssessmentState
from core.assessment.queries import AssessmentRow
from core.permissions import Actor, Role
from pages._ui.edge import action, fresh, input_key, problem, reading, version_of
from pages._ui.pickers import name_in_language
from pages._ui.words import _, moment, plain, word

AGREE, BACK = "agree", "back"


def show(actor: Actor, row: AssessmentRow) -> None:
    """The steps of the book with their state, the form for who may, and all that was said."""
    with reading() as session:
        book = queries.book(session, actor, row.id)
        taken = entries.approvals(session, actor, row.id)
        stands = closing.stands(session, actor, row.id)
    steps = closing.chain(book)
    now = closing.turn(book, row.approval_step)
    done = len(steps) if row.state is AssessmentState.CLOSED else now.done
    for number, step in enumerate(steps):
        who = next((one for one in reversed(taken) if one.step == step.key and one.agreed), None)
        name = plain(name_in_language(step.name, step.name_en))
        _step(number + 1, name, step.role, who if number < done else None)
    if stands.moved and row.state is AssessmentState.REVIEW:
        st.warning(
            _("Scores have changed since a step agreed. Send them back before the last step."),
            icon=":material/sync_problem:",
        )
    _act(actor, row, now, stands)
    _history(taken)


def _step(number: int, name: str, role: str, who: Approval | None) -> None:
    icon = ":material/check_circle:" if who else ":material/radio_button_unchecked:"
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f"{icon} **{number}. {name}**", width="content")
        if who:
            st.caption(f"{plain(who.by)} · {moment(who.at)}", width="content")
            if who.words:
                st.markdown(plain(who.words), width="content")
        else:
            st.caption(word(Role(role)), width="content")


def _act(actor: Actor, row: AssessmentRow, now: Turn, stands: Stands) -> None:
    """The form of whose turn it is; whom to ask where nobody can."""
    if row.state is AssessmentState.OPEN:
        st.info(_("The approval begins with the review."), icon=":material/info:")
    if row.state is not AssessmentState.REVIEW:
        return
    if closing.has_role(actor, now.step) and not stands.twice:
        _form(actor, row, now)
        return
    _tell_next(now, stands)
    if stands.keeps and now.done:
        with st.popover(_("Send back"), icon=":material/undo:", key=fresh("year.approve.back")):
            _back(actor, row)


def _tell_next(now: Turn, stands: Stands) -> None:
    name = plain(name_in_language(now.step.name, now.step.name_en))
    role = word(Role(now.step.role))
    if stands.twice:
        st.info(
            _(
                "You agreed to the step before. “{step}” is taken by somebody else: {role}.",
                step=name,
                role=role,
            ),
            icon=":material/group:",
        )
        return
    st.info(_("“{step}” is next: {role}.", step=name, role=role), icon=":material/schedule:")
    if not stands.holders and stands.keeps:
        st.warning(
            _("Nobody has the role “{role}” here. The administrator gives it.", role=role),
            icon=":material/person_off:",
        )


def _back(actor: Actor, row: AssessmentRow) -> None:
    """The office takes the results back, whosever turn it is."""
    form = f"year.back.{row.id}"
    version = version_of(form, row.version)
    st.caption(_("The approval begins again at its first step. All who agreed are told."))
    with st.form(fresh(form), border=False):
        words = st.text_area(
            _("What has to be looked at again"),
            key=input_key(form, "words"),
            height=80,
            required=True,
        )
        problem(form, "words")
        problem(form)
        sent = st.form_submit_button(_("Send back"), type="primary")
    if sent:
        with action(_("Sent back; all who agreed were told."), form) as session:
            closing.send_back(session, actor, row.id, words, version)


def _form(actor: Actor, row: AssessmentRow, now: Turn) -> None:
    form = f"year.approve.{row.id}.{now.step.key}"
    version = version_of(form, row.version)
    name = plain(name_in_language(now.step.name, now.step.name_en))
    st.subheader(_("Your turn: {step}", step=name), anchor=False)
    if now.closes:
        st.caption(_("This is the last step: agreeing closes the assessment for good."))
    with st.form(fresh(form)):
        words = st.text_area(_("Words"), key=input_key(form, "words"), height=80)
        problem(form, "words")
        problem(form)
        label = _("Agree and close") if now.closes else _("Agree")
        with st.container(horizontal=True):
            agreed = st.form_submit_button(label, type="primary", icon=":material/check:")
            back = st.form_submit_button(_("Send back"), icon=":material/undo:")
    if agreed:
        done = _("Closed. Everything was frozen.") if now.closes else _("Agreed.")
        with action(done, form) as session:
            closing.agree(session, actor, row.id, words, version)
    if back:
        with action(_("Sent back; all who agreed were told."), form) as session:
            closing.send_back(session, actor, row.id, words, version)


def _history(taken: list[Approval]) -> None:
    if not any(not one.agreed for one in taken):
        return
    st.subheader(_("All steps taken"), anchor=False)
    rows = [
        {
            _("At"): moment(one.at),
            _("Step"): one.name,
            _("By"): one.by,
            _("Answer"): _("Agreed") if one.agreed else _("Sent back"),
            _("Words"): one.words,
        }
        for one in reversed(taken)
    ]
    st.dataframe(rows, hide_index=True)
