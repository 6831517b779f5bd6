"""The month in key figures, for those who read the board, and the way there."""

import streamlit as st

from core import clock
from core.committees import queries as committees
from core.committees import trail
from core.permissions import Actor, Permission
from core.reports.periods import Period
from pages._ui.board import drawing, tiles
from pages._ui.charts.panel import View
from pages._ui.charts.say import Say
from pages._ui.edge import reading
from pages._ui.words import _, language, name_of, plain

BOARD = "pages/board/live.py"


def show(actor: Actor) -> None:
    """This month against the last, as far as it has gone."""
    with reading() as session:
        reached = committees.options(session, actor, Permission.BOARD_READ)
        revision = trail.revision(session, reached[0].id) if reached else 0
    if not reached:
        return
    today = clock.today()
    view = View(reached[0].id, Period.month(today), Say(language()))
    against = view.period.before_so_far(today)
    found = drawing.key_figures(actor, view, against, drawing.key(revision, actor, view, against))
    with st.container(horizontal=True, vertical_alignment="center"):
        title = _("{committee}: this month", committee=plain(name_of(reached[0])))
        st.subheader(title, anchor=False, width="stretch")
        st.page_link(BOARD, label=_("To the live board"), icon=":material/monitoring:")
    tiles.draw(tiles.flowing(found, view))
