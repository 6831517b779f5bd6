"""Draws the board, once for each change of the records however many look on.

What is drawn is kept by revision, reach, period and language, and shown again from there.
It holds totals only, nothing personal.
"""

from collections.abc import Sequence
from html import escape
from typing import Any, Literal
from urllib.parse import urlencode

import streamlit as st

from core.permissions import Actor, Permission, ScopeKind
from core.reports.periods import Period
from core.reports.queries import activities, groups, kpis, liaison, studios
from pages._ui.board import tiles
from pages._ui.board.panels import SECTIONS
from pages._ui.charts import arrow, bars
from pages._ui.charts.panel import Panel, Rows, View
from pages._ui.edge import reading

KEPT = 64
NARROWEST = 360
Days = tuple[str, str]
Key = tuple[int, tuple[int, ...], int, Days, Days, str, bool]


@st.cache_data(max_entries=KEPT, show_spinner=False)
def board(
    _actor: Actor,
    _view: View,
    _against: Period,
    asked: Key,
) -> None:
    """Draw the board. `asked` is all that what is drawn depends on, see `key`."""
    with reading() as session:
        found = kpis.kpis(session, _actor, _view.committee_id, _view.period, _against)
        asked_of = (session, _actor, _view.committee_id, _view.period)
        stands = (
            groups.counts(*asked_of)[0],
            studios.station_coverage(*asked_of)[0],
            liaison.figures(*asked_of)[0],
        )
        rows = _all_rows(asked_of)
    st.markdown(f"**{tiles.headline(found, _view)}**")
    tiles.draw(tiles.flowing(found, _view))
    tiles.draw(tiles.standing(found, stands, _view))
    for title, panels in SECTIONS:
        _section(title, [(panel, rows[panel.key]) for panel in panels], _view, export=asked[-1])


def key(revision: int, actor: Actor, view: View, against: Period) -> Key:
    """All that the drawn board depends on."""
    return (
        revision,
        actor.reach(Permission.BOARD_READ, ScopeKind.COMMITTEE),
        view.committee_id,
        _days(view.period),
        _days(against),
        view.say.language,
        actor.may(Permission.EXPORT),
    )


@st.cache_data(max_entries=KEPT, show_spinner=False)
def key_figures(
    _actor: Actor,
    _view: View,
    _against: Period,
    asked: Key,  # noqa: ARG001  what the answer is kept by
) -> kpis.Kpis:
    """The key figures alone; `asked` as for the board."""
    with reading() as session:
        return kpis.kpis(session, _actor, _view.committee_id, _view.period, _against)


@st.cache_data(max_entries=KEPT, show_spinner=False)
def last_year(
    _actor: Actor,
    _view: View,
    asked: Key,  # noqa: ARG001  what the answer is kept by
) -> int | None:
    """The last year up to the period in which anything was held; `asked` as for the board."""
    with reading() as session:
        day = activities.last_held(session, _actor, _view.committee_id, _view.period)
    return day.year if day else None


def _all_rows(asked_of: tuple[Any, ...]) -> dict[str, Rows]:
    """The rows of each panel; two panels over the same figures ask once."""
    found: dict[object, Rows] = {}
    rows: dict[str, Rows] = {}
    for _title, panels in SECTIONS:
        for panel in panels:
            if panel.ask not in found:
                found[panel.ask] = panel.ask(*asked_of)
            rows[panel.key] = found[panel.ask]
    return rows


def _section(title: str, panels: Sequence[tuple[Panel, Rows]], view: View, *, export: bool) -> None:
    st.subheader(view.say(title), divider="gray")
    with st.grid(4, min_column_width=NARROWEST):
        for panel, rows in panels:
            with st.container(border=True, height="stretch"):
                _card(panel, rows, view, export=export)


def _card(panel: Panel, rows: Rows, view: View, *, export: bool) -> None:
    _ = view.say
    if not rows:
        st.markdown(f"**{_(panel.title)}**")
        st.caption(_(panel.empty))
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{_(panel.title)}**", width="stretch")
        if panel.draw:
            with st.popover(_("Figures"), icon=":material/table:", width="content"):
                _table(panel, rows, view, export=export, width="content")
    told = panel.tell(rows, view)
    st.text(told)
    if panel.draw:
        spec = panel.draw(rows, view)
        _keys(bars.keys(spec))
        figures = {name: arrow.table(drawn) for name, drawn in spec["datasets"].items()}
        st.vega_lite_chart(spec | {"datasets": figures}, key=f"board.{panel.key}", alt=told)
    else:
        _table(panel, rows, view, export=export)


def _keys(colours: dict[str, str]) -> None:
    """The keys to the colours, in lines as wide as the screen."""
    if colours:
        marks = (
            f'<span style="white-space:nowrap;margin-right:0.9em">'
            f'<span style="color:{colour}" aria-hidden="true">■</span> {escape(name)}</span>'
            for name, colour in colours.items()
        )
        st.html(f'<div style="font-size:0.85rem">{" ".join(marks)}</div>')


def _table(
    panel: Panel,
    rows: Rows,
    view: View,
    *,
    export: bool,
    width: Literal["content", "stretch"] = "stretch",
) -> None:
    st.dataframe(arrow.table(panel.table(rows, view)), hide_index=True, width=width)
    if export:
        kinds = {"Excel": "xlsx", "CSV": "csv"}
        links = [f"[{name}]({_export_url(panel, view, kind)})" for name, kind in kinds.items()]
        st.markdown(f":material/download: {' · '.join(links)}")


def _export_url(panel: Panel, view: View, kind: str) -> str:
    asked = {
        "c": view.committee_id,
        "from": view.period.first.isoformat(),
        "to": view.period.last.isoformat(),
        "as": kind,
    }
    return f"/export/board/{panel.key}?{urlencode(asked)}"


def _days(period: Period) -> Days:
    return period.first.isoformat(), period.last.isoformat()
