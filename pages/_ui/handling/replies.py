"""What was answered, and what was said to it."""

from collections.abc import Callable
from typing import Literal

import streamlit as st

from core.files import queries as files
from core.files.models import FileOwner
from core.handling import rules
from core.handling.drafts import FeedbackDraft
from core.handling.models import Feedback, Satisfaction
from core.handling.queries import Whole
from core.handling.reading import FeedbackRow, ReplyRow
from core.permissions import Actor
from db.session import Session
from pages._ui import photos
from pages._ui.edge import action, fresh, problem, reading
from pages._ui.words import _, day, plain, word

_COLOURS: dict[Satisfaction, Literal["green", "blue", "red"]] = {
    Satisfaction.SATISFIED: "green",
    Satisfaction.BASICALLY: "blue",
    Satisfaction.DISSATISFIED: "red",
}


def show(whole: Whole) -> None:
    """The replies with their documents and the feedback of each round, the newest first."""
    if not whole.replies:
        return
    st.subheader(_("Replies and feedback"), anchor=False)
    with reading() as session:
        kept = files.of_all(session, FileOwner.REPLY, [one.id for one in whole.replies])
    for one in whole.replies:
        with st.container(border=True):
            _reply(one)
            photos.show([file for file in kept if file.owner_id == one.id])
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
