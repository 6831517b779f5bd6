"""Assignments that wait: for a unit what it has in hand, for the office what went wrong."""

import streamlit as st

from core.handling import listing
from core.handling.listing import AssignmentRow, Desk, Filters
from core.permissions import Actor, Permission
from pages._ui.desk.waiting import card
from pages._ui.edge import reading
from pages._ui.words import _, day, plain, word

SCREEN = "pages/desk/handling.py"
SHOWN = 6
# What the office is asked for, or has to ask about itself.
OFFICE = (Desk.HANDED_BACK, Desk.ASKED, Desk.OVERDUE)


def show(actor: Actor) -> int:
    """All that waits, each line a way there; how much it is."""
    if actor.may(Permission.HANDLING_REPLY):
        return _in_hand(actor)
    return _of_the_office(actor) if actor.may(Permission.HANDLING_ASSIGN) else 0


def _in_hand(actor: Actor) -> int:
    """What a unit has to answer, the most pressing first."""
    with reading() as session:
        number = listing.counts(session, actor, Filters()).get(Desk.OPEN, 0)
        rows = listing.listing(session, actor, Filters(), limit=SHOWN) if number else []
    if number:
        with card(_("To answer"), number, ":material/assignment:"):
            for row in rows:
                _line(row)
            if number > SHOWN:
                _pile(Desk.OPEN, _("See all"))
    return number


def _line(row: AssignmentRow) -> None:
    label = f"{day(row.due_on)} {plain(row.title)}　{word(row.light)}"
    st.page_link(SCREEN, label=label, query_params={"id": str(row.id)})


def _of_the_office(actor: Actor) -> int:
    with reading() as session:
        found = listing.counts(session, actor, Filters())
    waiting = {pile: found[pile] for pile in OFFICE if pile in found}
    if waiting:
        with card(_("Handling"), sum(waiting.values()), ":material/assignment_late:"):
            for pile, number in waiting.items():
                _pile(pile, f"{word(pile)}　{number}")
    return sum(waiting.values())


def _pile(pile: Desk, label: str) -> None:
    asked = {"pile": pile.value}
    st.page_link(SCREEN, label=label, icon=":material/arrow_forward:", query_params=asked)
