"""Questions to colleagues about a matter, which stays where it is meanwhile."""

from collections.abc import Sequence

import streamlit as st

from core.errors import DomainError
from core.matters import inquiries
from core.matters.parts import InquiryRow
from core.permissions import Actor
from pages._ui.edge import action, fresh, problem, reading
from pages._ui.words import _, moment, plain, word


def show(actor: Actor, matter_id: int, rows: Sequence[InquiryRow], *, asks: bool) -> None:
    """What was asked and answered; the form to answer, and to ask for who may."""
    for row in rows:
        with st.container(border=True, gap="xsmall"):
            st.caption(
                _(
                    "{by} asked {asked}, {at}",
                    by=plain(row.by),
                    asked=plain(row.asked),
                    at=moment(row.asked_at),
                )
            )
            st.markdown(plain(row.words))
            if row.answered_at:
                st.markdown(f":material/reply: {plain(row.answer)}")
                st.caption(moment(row.answered_at))
            elif row.mine:
                _answer(actor, row)
            else:
                st.badge(_("Not answered yet"), color="orange")
    if asks:
        _ask(actor, matter_id)
    elif not rows:
        st.caption(_("Nobody was asked."))


def _answer(actor: Actor, row: InquiryRow) -> None:
    form = f"inquiries.answer.{row.inquiry_id}"
    with st.form(fresh(form), border=False):
        words = st.text_area(_("Your answer"), height=80)
        problem(form, "words")
        problem(form)
        sent = st.form_submit_button(_("Answer"), type="primary")
    if sent:
        with action(_("Answered."), form) as session:
            inquiries.answer(session, actor, row.inquiry_id, words)


def _ask(actor: Actor, matter_id: int) -> None:
    form = f"inquiries.ask.{matter_id}"
    try:
        with reading() as session:
            found = inquiries.colleagues(session, actor, matter_id)
    except DomainError:
        return
    names = {one.account_id: f"{one.name}（{word(one.role)}）" for one in found}
    with st.form(fresh(form)):
        st.caption(_("The matter stays on your desk while a colleague is asked."))
        asked = st.selectbox(
            _("Ask a colleague"),
            list(names),
            None,
            format_func=names.__getitem__,
            placeholder=_("Choose") if names else _("Nobody else of the office reads this"),
        )
        words = st.text_area(_("Question"), height=80)
        problem(form, "words")
        problem(form)
        sent = st.form_submit_button(_("Ask"), type="primary", disabled=not names)
    if sent and asked:
        with action(_("Asked. It stays on your desk."), form) as session:
            inquiries.ask(session, actor, matter_id, asked, words)
