"""How a matter is handled, on its own page: units with their clocks, replies and feedback.

What the office may do is offered here too. Other concepts hang on through `Hooks`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from core.handling import feedback, queries, rules
from core.handling.drafts import FeedbackDraft
from core.handling.models import Feedback, Instruction
from core.handling.queries import Whole
from core.matters import flow
from core.matters.models import MatterKind, State, Verb
from core.permissions import Actor, Permission
from db.session import Session
from pages._ui.edge import reading
from pages._ui.handling import assigning, instructions, parts, replies, units
from pages._ui.words import _


def _nothing(_session: Session, _actor: Actor, _instruction: Instruction) -> object:
    return None


@dataclass(frozen=True, slots=True)
class Hooks:
    """What happens besides: when an instruction is recorded, and how feedback is given.

    `off` are the states that the committee does without.
    """

    instructed: Callable[[Session, Actor, Instruction], object] = _nothing
    judge: Callable[[Session, Actor, int, FeedbackDraft], Feedback] = feedback.give
    off: frozenset[State] = frozenset()


_USUAL = Hooks()


def show(
    actor: Actor, matter_id: int, kind: MatterKind, state: State, hooks: Hooks = _USUAL
) -> None:
    """Instructions, units, replies and feedback, and the forms of those who may."""
    with reading() as session:
        whole = queries.of_matter(session, actor, matter_id)
        judges = bool(whole.replies) and queries.may_judge(session, actor, matter_id)
    office = actor.may(Permission.HANDLING_ASSIGN)
    if office:
        instructions.show(whole, lambda row: instructions.correct(actor, row, hooks.instructed))
    else:
        instructions.show(whole)
    if office and _may_be_instructed(kind, state, hooks):
        instructions.ask(actor, matter_id, hooks.instructed)
    offer = _offers(kind, state, hooks) if office else assigning.Offer.NOTHING
    names = {} if offer is assigning.Offer.NOTHING else units.offered(actor, matter_id)
    _units(actor, whole, names)
    assigning.show(actor, matter_id, whole, offer, names)
    replies.show(actor, matter_id, whole)
    if judges:
        replies.ask_feedback(actor, matter_id, whole, hooks.judge)


def _units(actor: Actor, whole: Whole, names: Mapping[int, str]) -> None:
    st.subheader(_("Handling units"), anchor=False)
    if not whole.parts and whole.replies:
        st.info(_("It went up into another: what follows is the answer to that one."))
    elif not whole.parts:
        st.info(_("It was not assigned to any unit yet."), icon=":material/info:")
    newest = whole.parts[0].round if whole.parts else 0
    for one in whole.parts:
        if one.round == newest:
            parts.show(actor, one, whole, names)
    before = [one for one in whole.parts if one.round < newest]
    if before:
        with st.expander(_("Earlier rounds"), icon=":material/history:"):
            for one in before:
                parts.show(actor, one, whole, {})


def _offers(kind: MatterKind, state: State, hooks: Hooks) -> assigning.Offer:
    """Which of the forms that give a matter to units fit where it stands."""
    if Verb.ASSIGN in flow.steps(kind, state, hooks.off):
        return assigning.Offer.ASSIGN
    if state in rules.WITH_UNITS:
        return assigning.Offer.ADD
    return assigning.Offer.NOTHING


def _may_be_instructed(kind: MatterKind, state: State, hooks: Hooks) -> bool:
    leads_on = Verb.INSTRUCT in flow.steps(kind, state, hooks.off)
    return leads_on or state not in rules.NOT_INSTRUCTED
