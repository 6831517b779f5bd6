"""The panels of the board of an assessment, and how it is drawn: as the other boards are.

What is drawn is kept by revision and reach, so whoever sees it may see the names in it.
"""

from collections.abc import Mapping
from html import escape

import streamlit as st

from core.i18n import N_
from core.permissions import Actor, Permission, ScopeKind
from core.reports.assessed.look import Option
from pages._ui.board import drawing, taking
from pages._ui.board.look import STYLE
from pages._ui.board.panels import Sections
from pages._ui.charts import fair, grades, ranks, roll, sections
from pages._ui.charts.panel import Rows, View
from pages._ui.edge import reading

ASSESSED: Sections = (
    (
        N_("Points and grades"),
        (grades.BANDS, grades.GRADES, sections.SECTIONS, sections.ITEMS),
    ),
    (N_("Who leads"), ranks.SIDES),
    (
        N_("Quality and fairness"),
        (fair.QUALITY, ranks.MOVED, grades.BELOW, fair.LEAVE),
    ),
    (
        N_("Where to look twice"),
        (fair.LIMITS, fair.IDLE, fair.FEW, fair.MADE_UP, fair.RINGS),
    ),
    (N_("Sector groups and studios"), (ranks.GROUPS, ranks.STUDIOS)),
)
PANELS = {panel.key: panel for _title, panels in ASSESSED for panel in panels} | {
    roll.ALL.key: roll.ALL
}
Key = tuple[int, tuple[int, ...], int, bool, str, bool]


def key(revision: int, actor: Actor, view: View) -> Key:
    """All that the drawn board depends on."""
    return (
        revision,
        actor.reach(Permission.BOARD_READ, ScopeKind.COMMITTEE),
        view.assessment_id,
        view.hidden,
        view.say.language,
        actor.may(Permission.EXPORT),
    )


@st.cache_data(max_entries=drawing.KEPT, show_spinner=False)
def board(_actor: Actor, _view: View, _option: Option, asked: Key) -> None:
    """Draw the board. `asked` is all that what is drawn depends on, see `key`."""
    with reading() as session:
        rows: Mapping[str, Rows] = {
            panel.key: panel.ask(session, _actor, _view.assessment_id)
            for _title, panels in ASSESSED
            for panel in panels
        }
    away = taking.links("assessment", _view, export=asked[-1])
    st.html(f'{STYLE}<p class="opening">{escape(opening(_option, _view))}</p>{away}')
    drawing.sections(ASSESSED, rows, _view, export=asked[-1])


def opening(option: Option, view: View) -> str:
    """By which book, for which days, and how it stands."""
    _ = view.say
    return _(
        "By “{book}”, {days}: {state}.",
        book=_.name(option),
        days=_.days(option.first, option.last),
        state=_.word(option.state),
    )
