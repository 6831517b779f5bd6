"""Objecting to one's points on the days for it, and what became of it."""

from typing import Literal

import streamlit as st

from core.assessment import entries, objections
from core.assessment.drafts import ObjectionDraft
from core.assessment.entries import ObjectionRow
from core.assessment.models import ObjectionState
from core.assessment.points import Points
from core.permissions import Actor
from pages._ui.edge import action, fresh, input_key, problem, reading
from pages._ui.points import items, saying
from pages._ui.words import _, day, moment, plain, word

FORM = "mine.object"
_COLOURS: dict[ObjectionState, Literal["orange", "green", "gray"]] = {
    ObjectionState.OPEN: "orange",
    ObjectionState.UPHELD: "green",
    ObjectionState.REJECTED: "gray",
    ObjectionState.WITHDRAWN: "gray",
}


def show(actor: Actor, found: Points) -> None:
    """The days for objections, the form on these days, and the objections raised."""
    _tell_days(found)
    if found.objects:
        _ask(actor, found)
    with reading() as session:
        rows = entries.objections(session, actor, found.assessment.id)
    mine = [row for row in rows if row.subject_id == found.kept.subject_id]
    for row in mine:
        _one(actor, found, row)
    for one in found.corrections:
        with st.container(border=True):
            st.markdown(
                f"**{saying.signed(one.hundredths)}**　{_item(found, one.item_key)}　"
                f"{plain(one.reason)}"
            )
            st.caption(_("Corrected by {name}, {at}", name=plain(one.by), at=moment(one.at)))
    if not mine and not found.corrections and not found.objects:
        st.info(_("No objections or corrections."), icon=":material/info:")


def _tell_days(found: Points) -> None:
    first, last = found.assessment.objections_from, found.assessment.objections_until
    if first and last:
        days = _(
            "Objections can be raised from {first} to {last}.", first=day(first), last=day(last)
        )
        st.caption(days)
    elif not found.is_closed:
        st.caption(_("You may object once the office has put the points up for review."))


def _ask(actor: Actor, found: Points) -> None:
    names = {"": _("The whole"), **items.names(found.book.items)}
    with st.form(fresh(FORM), enter_to_submit=False):
        key = st.selectbox(
            _("What you object to"),
            list(names),
            format_func=names.__getitem__,
            key=input_key(FORM, "item_key"),
        )
        problem(FORM, "item_key")
        words = st.text_area(
            _("Why"),
            key=input_key(FORM, "words"),
            placeholder=_("Such as: I attended the visit of 5 March; the roll says absent"),
            required=True,
        )
        problem(FORM, "words")
        problem(FORM)
        sent = st.form_submit_button(_("Object"), type="primary", icon=":material/gavel:")
    if sent:
        draft = ObjectionDraft(found.kept.subject_id, key, words)
        with action(_("Objection raised. The office answers it."), FORM) as session:
            objections.raise_objection(session, actor, found.assessment.id, draft)


def _one(actor: Actor, found: Points, row: ObjectionRow) -> None:
    with st.container(border=True, key=f"mine.objection.{row.id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.badge(word(row.state), color=_COLOURS[row.state])
            st.caption(f"{_item(found, row.item_key)} · {moment(row.recorded_at)}")
        st.markdown(plain(row.words))
        if row.answer:
            st.markdown(_("**Answer:** {words}", words=plain(row.answer)))
            st.caption(saying.answered(row))
        if row.state is not ObjectionState.OPEN or not found.objects:
            return
        if st.button(_("Take it back"), type="tertiary", key=f"mine.withdraw.{row.id}"):
            with action(_("Objection taken back.")) as session:
                objections.withdraw(session, actor, row.id, row.version)


def _item(found: Points, key: str) -> str:
    item = found.book.by_key.get(key)
    return saying.name(item) if item else _("The whole")
