"""The piles on a desk: what is new, due soon, overdue, handed back or replied."""

from collections.abc import Mapping, Sequence
from typing import Literal

import streamlit as st

from core.handling import listing, rules
from core.handling.deadlines import Light
from core.handling.listing import AssignmentRow, Desk, Filters
from core.handling.models import HandlingRole
from core.matters.models import MatterKind, Urgency
from core.permissions import Actor, Permission
from pages._ui import lists
from pages._ui.edge import reading
from pages._ui.handling import clocks
from pages._ui.words import _, day, plain, word

PAGE = "page"
Colour = Literal["red", "orange", "blue", "green", "violet", "gray"]
_COLOURS: dict[Desk, Colour] = {
    Desk.OVERDUE: "red",
    Desk.DUE_SOON: "orange",
    Desk.NEW: "blue",
    Desk.OPEN: "gray",
    Desk.REPLIED: "green",
}
_OF_UNITS = (Desk.OPEN, Desk.NEW, Desk.DUE_SOON, Desk.OVERDUE, Desk.REPLIED, Desk.GONE)


def show(actor: Actor, committee_id: int | None) -> None:
    """How many lie on each pile, and the one chosen."""
    filters = _filters(committee_id)
    window = lists.window(PAGE)
    with reading() as session:
        counts = listing.counts(session, actor, filters)
        rows = listing.listing(session, actor, filters, offset=window.offset, limit=window.limit)
    _tell(counts)
    total = counts.get(filters.desk, 0)
    if lists.is_empty(total):
        st.info(_empty(actor, filters), icon=":material/info:")
        return
    named = committee_id is not None or len({row.unit for row in rows}) > 1
    for row in rows:
        _line(row, named=named)
    lists.pager(total, PAGE)


def _filters(committee_id: int | None) -> Filters:
    first, second, third = st.columns([1, 1, 2])
    with first:
        offered = list(Desk) if committee_id else list(_OF_UNITS)
        desk = lists.one_of(_("Pile"), offered, "pile")
    with second:
        kind = lists.pick(_("Kind"), list(MatterKind), "kind")
    with third:
        search = lists.search("q", _("Words of the title"))
    return Filters(desk, committee_id, None, kind, search)


def _tell(counts: Mapping[Desk, int]) -> None:
    """What presses first, in one line that wraps on a phone."""
    with st.container(horizontal=True):
        for desk, colour in _COLOURS.items():
            number = counts.get(desk, 0)
            st.badge(f"{word(desk)} {number}", color=colour if number else "gray")


def _line(row: AssignmentRow, *, named: bool) -> None:
    """One assignment as a card: it reads well on a phone too."""
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button(plain(row.title), key=f"handling.open.{row.id}", type="tertiary"):
                lists.open_record(row.id)
            for label, colour in _badges(row):
                st.badge(label, color=colour)
        st.caption(_facts(row, named=named))


def _badges(row: AssignmentRow) -> Sequence[tuple[str, Colour]]:
    found: list[tuple[str, Colour]] = [(word(row.kind), "gray"), (word(row.state), "blue")]
    if row.light is not Light.IN_TIME:
        found.append((word(row.light), clocks.COLOURS[row.light]))
    if row.role is HandlingRole.CO:
        found.append((word(row.role), "gray"))
    if row.urgency is not Urgency.NORMAL:
        found.append((word(row.urgency), "red"))
    if row.supervised:
        found.append((_("Supervised"), "violet"))
    return found


def _facts(row: AssignmentRow, *, named: bool) -> str:
    told = [plain(row.unit)] if named else []
    if row.replied_on:
        told.append(_("Replied on {day}", day=day(row.replied_on)))
    if row.state not in rules.GONE:
        told.append(_("Due on {day}", day=day(row.due_on)))
    if row.round > 1:
        told.append(_("Round {n}", n=row.round))
    return " · ".join(told)


def _empty(actor: Actor, filters: Filters) -> str:
    if filters.search or filters.kind or filters.desk is not Desk.OPEN:
        return _("Nothing lies here.")
    if actor.may(Permission.HANDLING_ASSIGN):
        return _("Nothing is in hand. Matters are assigned on their own pages.")
    return _("Nothing is in hand. What the office assigns to you appears here.")
