"""Draws the board, once for each change of the records however many look on.

What is drawn is kept by revision, reach, period and language, and shown again from there.
It holds totals only, nothing personal.
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from core.annotations import queries as annotations
from core.annotations.queries import Note
from core.permissions import Actor, Permission, ScopeKind
from core.reports import why
from core.reports.periods import Period
from core.reports.queries import activities, groups, kpis, liaison, studios
from pages._ui.board import cards, taking, tiles
from pages._ui.board.look import STYLE
from pages._ui.board.panels import VOICES, WORK, Sections
from pages._ui.charts import arrow, bars, marks
from pages._ui.charts.panel import Panel, Rows, View
from pages._ui.edge import reading

KEPT = 64
NARROWEST = 360
Days = tuple[str, str]
Notes = Mapping[str, Sequence[Note]]
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
        rows = _all_rows(asked_of, WORK)
        notes = annotations.of_panels(*asked_of)
        reason = why.why(*asked_of, _against, found)
    away = taking.links("work", _view, _against, export=asked[-1])
    st.html(STYLE + tiles.opening(found, _view, _against, reason) + away)
    tiles.draw(tiles.flowing(found, _view))
    st.html(tiles.listed(tiles.standing(found, stands, _view)))
    sections(WORK, rows, _view, export=asked[-1], notes=notes)


@st.cache_data(max_entries=KEPT, show_spinner=False)
def voices(_actor: Actor, _view: View, asked: Key) -> None:
    """Draw the board of opinion items and proposals; `asked` as for the other."""
    with reading() as session:
        asked_of = (session, _actor, _view.committee_id, _view.period)
        rows = _all_rows(asked_of, VOICES)
        notes = annotations.of_panels(*asked_of)
    _ = _view.say
    days = _.days(_view.period.first, _view.period.last)
    told = _("What came in from {days}, and what came of it.", days=days)
    away = taking.links("voices", _view, export=asked[-1])
    st.html(f'{STYLE}<p class="opening">{escape(told)}</p>{away}')
    sections(VOICES, rows, _view, export=asked[-1], notes=notes)


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


def _all_rows(asked_of: tuple[Any, ...], sections: Sections) -> dict[str, Rows]:
    """The rows of each panel; two panels over the same figures ask once."""
    found: dict[object, Rows] = {}
    rows: dict[str, Rows] = {}
    for _title, panels in sections:
        for panel in panels:
            if panel.ask not in found:
                found[panel.ask] = panel.ask(*asked_of)
            rows[panel.key] = found[panel.ask]
    return rows


def sections(
    asked: Sections,
    rows: Mapping[str, Rows],
    view: View,
    *,
    export: bool,
    notes: Notes | None = None,
) -> None:
    """Draw sections of panels with their rows, and what the office notes on them."""
    for title, panels in asked:
        st.subheader(view.say(title), divider="gray")
        with st.grid(4, min_column_width=NARROWEST):
            for panel in panels:
                pinned = (notes or {}).get(panel.key, ())
                with st.container(border=True, height="stretch"):
                    card(panel, rows[panel.key], view, export=export, notes=pinned)


def card(panel: Panel, rows: Rows, view: View, *, export: bool, notes: Sequence[Note] = ()) -> None:
    """Draw one panel: what it says, and its chart."""
    told = panel.tell(rows, view) if rows else ""
    spec = panel.draw(rows, view) if rows and panel.draw else None
    colours = bars.keys(spec) if spec else {}
    said = cards.Card(panel, rows, view, export, told, colours, notes=notes)
    st.html(cards.says(said))
    if spec:
        marked = marks.marked(spec, notes, view)
        figures = {name: arrow.table(drawn) for name, drawn in marked["datasets"].items()}
        st.vega_lite_chart(marked | {"datasets": figures}, key=f"board.{panel.key}", alt=told)


def _days(period: Period) -> Days:
    return period.first.isoformat(), period.last.isoformat()
