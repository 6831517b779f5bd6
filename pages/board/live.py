"""The chair's live board: key figures and charts of a committee and a period."""

import streamlit as st

from core import clock
from core.committees import trail
from core.committees.queries import CommitteeOption
from core.permissions import Actor, Permission
from pages._ui import pickers
from pages._ui.board import choice, drawing
from pages._ui.charts.panel import View
from pages._ui.charts.say import Say
from pages._ui.edge import reading
from pages._ui.login import live, require_actor
from pages._ui.words import _, language

EVERY = "5s"
JUST_ASKED = "board.just_asked"  # the run that draws the board knows its revision already


def choose(actor: Actor) -> View | None:
    """The committee and the period, kept in the address; None without a committee in reach."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        with st.container(width=320):
            committee: CommitteeOption | None = pickers.committee(actor, Permission.BOARD_READ)
        period = choice.period()
    return View(committee.id, period, Say(language())) if committee else None


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


def show(actor: Actor, view: View) -> None:
    """The board, and what it is compared with."""
    revision = revision_of(view.committee_id)
    against = view.period.before_so_far(clock.today())
    asked = drawing.key(revision, actor, view, against)
    st.session_state[JUST_ASKED] = True
    watch(view.committee_id, revision)
    point_to_records(drawing.last_year(actor, view, asked), view)
    drawing.board(actor, view, against, asked)


def point_to_records(last: int | None, view: View) -> None:
    """Where nothing was held, say so and show the way to the last year with records."""
    if last is None:
        st.info(
            _("Nothing was recorded up to this period. The board fills with each activity."),
            icon=":material/info:",
        )
    elif last < view.period.first.year:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.info(_("Nothing was recorded in this period."), icon=":material/info:")
            st.button(_("Show {year}", year=last), on_click=choice.show_year, args=(last,))


actor = require_actor(Permission.BOARD_READ)
st.title(_("Live board"))
if view := choose(actor):
    show(actor, view)
else:
    st.info(_("Your role reaches no committee. Ask the administrator."))
