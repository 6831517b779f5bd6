"""The bar on a committee's board that leads down: choose a level, see its list with figures."""

import streamlit as st

from core.permissions import Actor
from core.reports.levels import inside
from core.reports.levels.spots import Level
from pages._ui import lists
from pages._ui.board import rows, ways
from pages._ui.board.look import STYLE
from pages._ui.charts.panel import View
from pages._ui.edge import reading
from pages._ui.words import _, word

INTO, KEY = "into", "board.into"
NAMES = {one.value: one for one in inside.BELOW}


def bar(actor: Actor, view: View) -> None:
    """The levels to go into; the one chosen is in the address, and its list stands below."""
    asked = st.query_params.get(INTO)
    st.session_state[KEY] = asked if asked in NAMES else None
    chosen: str | None = st.pills(
        _("Go into"),
        list(NAMES),
        format_func=_named,
        key=KEY,
        on_change=_keep,
    )
    if chosen:
        st.html(STYLE + ways.STYLE)
        _list(actor, view, NAMES[chosen])


def _named(value: str) -> str:
    return _("Committees below") if value == Level.COMMITTEE else word(NAMES[value])


def _list(actor: Actor, view: View, level: Level) -> None:
    window = lists.window(lists.PAGE)
    with reading() as session:
        of = (session, actor, view.committee_id, level, view.period)
        total = inside.count(*of)
        if lists.is_empty(total):
            st.info(_("There are none here."), icon=":material/info:")
            return
        found = inside.listing(*of, window.offset)
    table = rows.inside(found, level, rows.Links(actor, view))
    rows.show(_title(level), table)
    lists.pager(total, lists.PAGE)


def _title(level: Level) -> str:
    if level is Level.SECTOR:
        return _("Sectors by the activities that their members came to")
    return _("The most active first")


def _keep() -> None:
    st.query_params.pop(lists.PAGE, None)
    if chosen := st.session_state[KEY]:
        st.query_params[INTO] = chosen
    else:
        st.query_params.pop(INTO, None)
