"""Opinion items, proposals, revisits and box entries that wait for the person."""

from collections.abc import Mapping

import streamlit as st

from core import clock
from core.box import queries as box
from core.matters import nodes, queries, reach
from core.matters.concerns import Concern
from core.matters.models import MatterKind, State
from core.matters.queries import MatterFilter, MatterRow, Order
from core.permissions import Actor, Permission
from core.proposals import revisits
from pages._ui.desk.notices import SCREENS
from pages._ui.desk.waiting import card
from pages._ui.edge import reading
from pages._ui.matters import naming
from pages._ui.words import _, day, plain, word

BOX = "pages/work/box.py"
SHOWN = 6


def show(actor: Actor) -> int:
    """All that waits, each line a way to the record; how much it is."""
    return sum(_matters(actor, kind) for kind in MatterKind) + _revisits(actor) + _entries(actor)


def _matters(actor: Actor, kind: MatterKind) -> int:
    if not actor.may(reach.READ[kind]):
        return 0
    wanted = MatterFilter(kind, concern=Concern.WAITS, order=Order.WAITING, limit=SHOWN)
    with reading() as session:
        number = queries.waiting(session, actor, kind)
        rows = queries.listing(session, actor, wanted) if number else []
        own = nodes.names_of(session, [row.id for row in rows])
    if number:
        with card(word(kind), number, ":material/record_voice_over:"):
            for row in rows:
                _line(row, own.get(row.id, {}))
            if number > SHOWN:
                _all(SCREENS[kind.value], {"for": Concern.WAITS.value})
    return number


def _line(row: MatterRow, own: Mapping[State, str]) -> None:
    label = f"{day(row.received_on)} {plain(row.title)}　{plain(naming.state(row.state, own))}"
    st.page_link(SCREENS[row.kind.value], label=label, query_params={"id": str(row.id)})


def _revisits(actor: Actor) -> int:
    """What was promised a year ago waits for those who see what became of it."""
    if not actor.may(Permission.PROPOSAL_REVIEW):
        return 0
    today = clock.today()
    with reading() as session:
        number = revisits.waiting(session, actor, today)
        rows = revisits.due(session, actor, None, today, SHOWN) if number else []
    screen = SCREENS[MatterKind.PROPOSAL.value]
    if number:
        with card(_("Revisits that are due"), number, ":material/event_repeat:"):
            for row in rows:
                label = f"{day(row.revisit_on)} {plain(row.title)}"
                st.page_link(screen, label=label, query_params={"id": str(row.id)})
            if number > SHOWN:
                _all(screen, {"view": "due"})
    return number


def _entries(actor: Actor) -> int:
    """Box entries wait for those who screen them."""
    if not actor.may(Permission.BOX_WRITE):
        return 0
    with reading() as session:
        number = box.waiting(session, actor)
    if number:
        with card(_("Public box"), number, ":material/inbox:"):
            st.page_link(BOX, label=_("Screen what citizens wrote"))
    return number


def _all(screen: str, asked: dict[str, str]) -> None:
    st.page_link(screen, label=_("See all"), icon=":material/arrow_forward:", query_params=asked)
