"""How an item is handled, and what that means for its picture and its ladder."""

import streamlit as st

from core.errors import DomainError
from core.handling import queries
from core.handling.queries import Whole
from core.matters import steps
from core.matters.detail import MatterDetail
from core.matters.models import MatterKind
from core.opinions import adoptions
from core.permissions import Actor
from pages._ui.edge import reading
from pages._ui.handling import panel
from pages._ui.handling.panel import Hooks
from pages._ui.words import _, word


def outcome(actor: Actor, record: MatterDetail) -> tuple[str, str]:
    """What came of it and who handles it, in a few words for the picture of its way."""
    whole = _whole(actor, record.id)
    if whole is None or not whole.parts:
        return "", ""
    told = word(whole.replies[0].result) if whole.replies else ""
    if whole.feedback:
        told = word(max(whole.feedback, key=lambda one: one.round).satisfaction)
    newest = whole.parts[0].round
    units = [one.unit for one in whole.parts if one.round == newest and one.is_open]
    units = units or [one.unit for one in whole.parts if one.round == newest and one.reply_id]
    return told, _(", ").join(units)


def show(actor: Actor, record: MatterDetail) -> None:
    """Everything from the instruction to what is said to the reply."""
    kind = MatterKind.OPINION
    with reading() as session:
        off = steps.off(session, record.committee_id, kind)
    hooks = Hooks(instructed=adoptions.count, off=off)
    try:
        panel.show(actor, record.id, kind, record.state, hooks)
    except DomainError:
        st.caption(_("Nothing to be seen here."))


def _whole(actor: Actor, matter_id: int) -> Whole | None:
    try:
        with reading() as session:
            return queries.of_matter(session, actor, matter_id)
    except DomainError:
        return None
