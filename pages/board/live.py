"""The chair's live board: key figures and charts of a committee and a period, or of one level
below it that its address names."""

import streamlit as st

from core.permissions import Actor, Permission
from pages._ui.board import choice, drawing, into, level, noting, watching, ways
from pages._ui.board.panels import WORK
from pages._ui.charts.panel import View
from pages._ui.login import require_actor
from pages._ui.words import _


def show(actor: Actor, view: View) -> None:
    """The board, and what it is compared with."""
    ways.above(actor, view)
    into.bar(actor, view)
    against = view.against or view.period.before()
    asked = drawing.key(watching.begin(view), actor, view, against)
    point_to_records(drawing.last_year(actor, view, asked), view)
    noting.show(actor, view, WORK)
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
if spot := ways.asked():
    level.show(actor, spot)
elif view := watching.choose(actor, compares=True):
    show(actor, view)
else:
    st.info(_("Your role reaches no committee. Ask the administrator."))
