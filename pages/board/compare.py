"""Sector groups side by side on the measures chosen: a chart, and a table to sort."""

from collections.abc import Sequence

import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from core.permissions import Actor, Permission
from core.reports.queries.compare import GroupMeasures
from pages._ui import lists
from pages._ui.board import drawing, watching
from pages._ui.board.look import STYLE
from pages._ui.charts import compare
from pages._ui.charts.compare import Compared
from pages._ui.charts.panel import View
from pages._ui.edge import reading
from pages._ui.login import require_actor
from pages._ui.words import _, word

MEASURES = "m"


def show(actor: Actor, view: View) -> None:
    """The choice of measures, the chart and the table."""
    chosen = choose()
    watching.begin(view)
    panel = compare.panel(chosen)
    with reading() as session:
        rows = panel.ask(session, actor, view.committee_id, view.period)
    st.html(STYLE)
    with st.container(border=True):
        drawing.card(panel, rows, view, export=actor.may(Permission.EXPORT))
    if rows:
        table(chosen, rows, view)


def choose() -> list[Compared]:
    """What groups are compared by, kept in the address."""
    names = {one.value: word(one) for one in Compared}
    usual = [one.value for one in compare.USUAL]
    return [Compared(value) for value in lists.several(_("Measures"), names, MEASURES, usual)]


def table(chosen: list[Compared], rows: Sequence[GroupMeasures], view: View) -> None:
    """Each group with a small bar for each measure; a click on a heading sorts."""
    st.subheader(_("In numbers"))
    ordered = compare.ordered(rows, chosen[0])
    several = len({row.committee for row in rows}) > 1
    hidden = () if several else (_("Committee"),)
    lines = [line(row, chosen, view) for row in ordered]
    st.dataframe(
        [{name: cell for name, cell in one.items() if name not in hidden} for one in lines],
        column_config={word(one): bar(one, rows) for one in chosen},
        hide_index=True,
        width="stretch",
    )


def line(row: GroupMeasures, chosen: list[Compared], view: View) -> dict[str, str | float | None]:
    """A group with what it has of each measure; shares as percentages."""
    cells: dict[str, str | float | None] = {
        _("Sector group"): view.say.name(row),
        _("Committee"): view.say.either(row.committee, row.committee_en),
        _("Members"): row.members,
    }
    return cells | {word(one): percent(compare.number(row, one), one) for one in chosen}


def bar(one: Compared, rows: Sequence[GroupMeasures]) -> ColumnConfig:
    """How a measure is drawn in the table: as long as its share of the best."""
    best = max((percent(compare.number(row, one), one) or 0 for row in rows), default=0)
    kind = "%d%%" if one in compare.SHARES else "%d"
    return st.column_config.ProgressColumn(
        format=kind, min_value=0, max_value=best or 1, color="blue"
    )


def percent(found: float | None, one: Compared) -> float | None:
    """A number as it stands in the table."""
    if found is None:
        return None
    return round(found * 100, 1) if one in compare.SHARES else found


actor = require_actor(Permission.BOARD_READ)
st.title(_("Groups compared"))
if view := watching.choose(actor):
    show(actor, view)
else:
    st.info(_("Your role reaches no committee. Ask the administrator."))
