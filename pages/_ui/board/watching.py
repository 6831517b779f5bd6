"""What both boards share: the committee and period chosen, and the look for changes."""

from functools import partial

import streamlit as st

from core import clock
from core.committees import queries as committees
from core.committees import trail
from core.committees.queries import CommitteeOption, TermRow
from core.permissions import Actor, Permission
from pages._ui import pickers
from pages._ui.board import choice
from pages._ui.charts.panel import View
from pages._ui.charts.say import Say
from pages._ui.edge import reading
from pages._ui.login import live
from pages._ui.words import _, language

EVERY = "5s"
JUST_ASKED = "board.just_asked"  # the run that draws the board knows its revision already


def choose(actor: Actor, *, compares: bool = False, townships: bool = False) -> View | None:
    """The committee and the period, kept in the address; None without a committee in reach.

    What the period is compared with is asked on boards that compare.
    """
    with st.container(horizontal=True, vertical_alignment="bottom"):
        with st.container(width=320):
            committee: CommitteeOption | None = pickers.committee(
                actor, Permission.BOARD_READ, townships=townships
            )
        if committee is None:
            return None
        chosen = choice.compared(partial(terms, actor, committee.id), asks=compares)
    return View(committee.id, chosen.period, Say(language()), against=chosen.against)


def terms(actor: Actor, committee_id: int) -> list[TermRow]:
    """The terms of a committee, the latest first."""
    with reading() as session:
        return committees.terms(session, actor, committee_id, Permission.BOARD_READ)


def revision_of(committee_id: int) -> int:
    """The number of changes so far within the committee."""
    with reading() as session:
        return trail.revision(session, committee_id)


@live(EVERY, Permission.BOARD_READ)
def watch(committee_id: int, shown: int) -> None:
    """Look every few seconds whether something changed, and draw the board again if so."""
    st.caption(_("Live, as of {time}.", time=f"{clock.local(clock.now()):%Y-%m-%d %H:%M:%S}"))
    just_asked = st.session_state.pop(JUST_ASKED, False)
    if not just_asked and revision_of(committee_id) != shown:
        st.rerun()


def begin(view: View) -> int:
    """Watch a board from now on; the revision that it is drawn at."""
    revision = revision_of(view.committee_id)
    st.session_state[JUST_ASKED] = True
    watch(view.committee_id, revision)
    return revision
