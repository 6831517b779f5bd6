"""What was answered, and what was said to it."""

from collections.abc import Callable, Sequence
from typing import Literal

import streamlit as st

from core.files import queries as files
from core.files.models import FileOwner
from core.handling import queries, rules
from core.handling.drafts import FeedbackDraft
from core.handling.models import Feedback, Satisfaction
from core.handling.queries import Whole
from core.handling.reading import FeedbackRow
from core.handling.replies import EarlierRow, ReplyRow
from core.permissions import Actor, Permission
from db.session import Session
from pages._ui import photos
from pages._ui.edge import action, fresh, problem, reading
from pages._ui.words import _, day, moment, plain, word

_COLOURS: dict[Satisfaction, Literal["green", "blue", "red"]] = {
    Satisfaction.SATISFIED: "green",
    Satisfaction.BASICALLY: "blue",
    Satisfaction.DISSATISFIED: "red",
}


def show(actor: Actor, matter_id: int, whole: Whole) -> None:
    """The replies with their documents and the feedback of each round, the newest first.

    The office can look up how a reply read before it was corrected.
    """
    if not whole.replies:
        return
    st.subheader(_("Replies and feedback"), anchor=False)
    with reading() as session:
        kept = files.of_all(session, FileOwner.REPLY, [one.id for one in whole.replies])
        office = actor.may(Permission.HANDLING_ASSIGN)
        before = queries.earlier_replies(session, actor, matter_id) if office else []
    for one in whole.replies:
        with st.container(border=True):
            _reply(one)
            photos.show([file for file in kept if file.owner_id == one.id])
            _before([row for row in before if row.reply_id == one.id])
    for said in whole.feedback:
        _feedback(said)


def ask_feedback(
    actor: Actor,
    matter_id: int,
    whole: Whole,
    give: Callable[[Session, Actor, int, FeedbackDraft], Feedback],
) -> None:
    """The form to say whether the reply satisfies, once all have answered."""
    round_ = whole.round
    answered = rules.is_answered([(one.role, one.state, one.settled or None) for one in round_])
    if not answered or any(said.round == round_[0].round for said in whole.feedback):
        return
    form = f"handling.feedback.{matter_id}.{round_[0].round}"
    with st.form(fresh(form)):
        title = _("What do you say to the reply?")
        st.markdown(f"**{title}**")
        said = st.segmented_control(
            _("Satisfaction"),
            list(Satisfaction),
            default=Satisfaction.SATISFIED,
            format_func=word,
            key=f"{fresh(form)}.said",
            required=True,
        )
        met = st.checkbox(_("The unit met us in person"), key=f"{fresh(form)}.met")
        words = st.text_area(
            _("Remarks"),
            key=f"{fresh(form)}.words",
            height=80,
            help=_("Dissatisfied, say what is missing: the units get it once more."),
        )
        problem(form, "words")
        problem(form)
        sent = st.form_submit_button(_("Give feedback"), type="primary")
    if sent:
        with action(_("Feedback recorded."), form) as session:
            draft = FeedbackDraft(said or Satisfaction.SATISFIED, met, words)
            give(session, actor, matter_id, draft)


def _reply(row: ReplyRow) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        names = _(", ").join(row.units) or row.unit
        st.markdown(f"**{plain(names)}**", width="content")
        st.badge(word(row.result), color="green")
        if len(row.units) > 1:
            st.badge(_("Joint reply"), color="violet")
        st.caption(day(row.replied_on), width="content")
    _words(row)
    if row.corrected_at:
        told = {"at": moment(row.corrected_at), "name": plain(row.corrected_by)}
        st.caption(_("Corrected {at} by {name}", **told))


def _before(rows: Sequence[EarlierRow]) -> None:
    """The wordings that were corrected, the last one first."""
    if not rows:
        return
    with st.expander(_("Before the correction"), icon=":material/history:"):
        for row in reversed(rows):
            at = _("Until {at}", at=moment(row.corrected_at))
            st.markdown(f"**{at}** · {word(row.result)}")
            _words(row)


def _words(row: ReplyRow | EarlierRow) -> None:
    st.text(row.words)
    told = []
    if row.contact:
        told.append(f"{word(row.contact)} {day(row.contacted_on)}".strip())
    if row.signed_by:
        told.append(_("Signed by {name}", name=plain(row.signed_by)))
    if told:
        st.caption(" · ".join(told))


def _feedback(row: FeedbackRow) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_("Feedback to round {n}", n=row.round), width="content")
        st.badge(word(row.satisfaction), color=_COLOURS[row.satisfaction])
        if row.met_in_person:
            st.badge(_("Met in person"), color="gray")
        st.caption(day(row.given_on), width="content")
    if row.words:
        st.text(row.words)
