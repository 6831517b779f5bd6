"""The board drawn from figures that are ready: what the drawing alone costs at each run."""

import streamlit as st
from sqlmodel import Session, col, select

from core.accounts.models import RoleGrant
from core.permissions import Actor, Grant, Role
from core.reports.periods import Period
from db.session import engine
from pages._ui.board import drawing, tiles
from pages._ui.board.look import STYLE
from pages._ui.board.panels import WORK
from pages._ui.charts.panel import View
from pages._ui.charts.say import Say
from tests.bench import YEAR, first_draw


@st.cache_resource
def ready() -> tuple[first_draw.Figures, View]:
    """All figures of the board, asked once."""
    with Session(engine()) as session:
        granted = session.exec(select(RoleGrant).where(col(RoleGrant.account_id) == 1)).one()
        grant = Grant(Role.CHAIR_OFFICE, granted.committee_id, granted.committee_id)
        actor = Actor(1, "", "zh_CN", (grant,))
        view = View(granted.committee_id, Period.year(YEAR), Say("zh_CN"))
        return first_draw.ask(session, actor, view), view


st.set_page_config(layout="wide")
figures, view = ready()
told = tiles.opening(figures.found, view, view.period.before(), figures.reason)
st.html(STYLE + told)
tiles.draw(tiles.flowing(figures.found, view))
st.html(tiles.listed(tiles.standing(figures.found, figures.stands, view)))
drawing.sections(WORK, figures.rows, view, export=True)
