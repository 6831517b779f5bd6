"""The ladder of adoption of an item: its rungs, and the form for one more."""

from collections.abc import Sequence

import streamlit as st

from core import clock
from core.handling.models import AuthorityLevel
from core.matters.detail import MatterDetail
from core.matters.links import SHARED
from core.matters.models import State
from core.matters.parts import LinkRow
from core.opinions import adoptions, rules
from core.opinions.adoptions import AdoptionDraft, AdoptionRow
from core.opinions.models import AdoptionKind
from core.permissions import Actor
from pages._ui import days
from pages._ui.edge import action, fresh, problem
from pages._ui.matters import likeness
from pages._ui.words import _, day, plain, word

_KINDS = [kind for kind in AdoptionKind if kind is not AdoptionKind.INSTRUCTION]


def show(
    actor: Actor, record: MatterDetail, ladder: Sequence[AdoptionRow], links: Sequence[LinkRow]
) -> None:
    """The rungs from the county up; statistics count one item once on each level."""
    st.caption(_("An item counts once on each level, however often it was used there."))
    for level in reversed(AuthorityLevel):
        rungs = [one for one in ladder if one.level is level]
        if rungs:
            with st.container(border=True, gap="xsmall"):
                st.markdown(f":material/stairs: **{word(level)}**")
                for one in rungs:
                    _rung(actor, one, changes=record.desk)
    if not ladder:
        st.info(_("Not adopted anywhere yet."), icon=":material/stairs:")
    if record.state is State.MERGED:
        _tell_where(links)
    elif record.desk and record.state not in rules.NOT_ADOPTED:
        _ask(actor, record)


def _tell_where(links: Sequence[LinkRow]) -> None:
    """What was merged climbs with what it went into."""
    st.caption(_("It was merged. Further adoptions are recorded with what it went into:"))
    for one in links:
        if one.outgoing and one.kind in SHARED and one.state is not State.MERGED:
            likeness.link(one.matter_kind, one.matter_id, one.title)


def _rung(actor: Actor, one: AdoptionRow, *, changes: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(word(one.kind), color="green")
        told = [day(one.adopted_on), plain(one.product), plain(one.issue)]
        st.markdown(" · ".join(part for part in told if part), width="content")
        if (
            changes
            and one.instruction_id is None
            and st.button(
                _("Remove"),
                key=f"opinions.rung.{one.id}",
                type="tertiary",
                icon=":material/delete:",
            )
        ):
            with action(_("Removed from the ladder.")) as session:
                adoptions.remove(session, actor, one.id)


def _ask(actor: Actor, record: MatterDetail) -> None:
    form, levels = f"opinions.adopt.{record.id}", list(AuthorityLevel)
    with st.form(fresh(form)):
        st.markdown(_("**Record an adoption**"))
        first, second = st.columns(3), st.columns(2)
        with first[0]:
            level = st.selectbox(_("Level"), levels, 0, format_func=word)
        with first[1]:
            kind = st.selectbox(_("How it was used"), _KINDS, 0, format_func=word)
            problem(form, "kind")
        with first[2]:
            on = days.ask(_("Adopted on"), clock.today(), form, "adopted_on", required=True)
        with second[0]:
            product = st.text_input(
                _("Product"), placeholder=_("The bulletin or report that used it")
            )
            problem(form, "product")
        with second[1]:
            issue = st.text_input(_("Issue of the product"), placeholder=_("Such as No. 12"))
            problem(form, "issue")
        problem(form)
        sent = st.form_submit_button(_("Record"), type="primary")
    if sent:
        draft = AdoptionDraft(level, kind, on or clock.today(), product, issue)
        with action(_("Adoption recorded. Who raised it was told."), form) as session:
            adoptions.record(session, actor, record.id, draft)
