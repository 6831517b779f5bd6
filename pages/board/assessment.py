"""The board of an assessment: how points and grades are spread, in which order, and why."""

import streamlit as st

from core.permissions import Actor, Permission
from core.reports.assessed.look import Option
from core.reports.periods import Period
from pages._ui import lists
from pages._ui.board import assessed, ranking, trying, watching
from pages._ui.board.choosing import HIDE, choose
from pages._ui.charts.panel import View
from pages._ui.charts.say import Say
from pages._ui.login import require_actor
from pages._ui.words import _, language

BOARD, LIST, WHAT_IF = "board", "list", "what_if"


def show(actor: Actor, option: Option) -> None:
    """The board, the list or the trial of one assessment."""
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        view_name = choose_view()
        hidden = hide_names()
    period = Period(option.first, option.last)
    view = View(option.committee_id, period, Say(language()), option.id, hidden)
    if view_name == LIST:
        ranking.show(actor, view)
    elif view_name == WHAT_IF:
        trying.show(actor, view)
    else:
        revision = watching.begin(view)
        assessed.board(actor, view, option, assessed.key(revision, actor, view))


def choose_view() -> str:
    """Charts, the list of all, or a trial with another value."""
    names = {BOARD: _("Charts"), LIST: _("Order list"), WHAT_IF: _("What if")}
    return lists.view(names, "assessment.view")


def hide_names() -> bool:
    """Whether names are left out, as for a public display; kept in the address."""
    hidden = st.toggle(
        _("Hide names"),
        value=st.query_params.get(HIDE) == "1",
        help=_("For a wall or a public display: places and grades stay, names do not show."),
    )
    if hidden:
        st.query_params[HIDE] = "1"
    else:
        st.query_params.pop(HIDE, None)
    return hidden


actor = require_actor(Permission.BOARD_READ)
st.title(_("Board of the assessment"))
if option := choose(actor):
    show(actor, option)
