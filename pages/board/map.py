"""The map of squares: what lies right below a committee, coloured by a measure."""

from collections.abc import Sequence

import streamlit as st

from core.permissions import Actor, Permission
from core.reports.queries.places import PlaceFigures
from pages._ui import lists
from pages._ui.board import drawing, laying, noting, watching
from pages._ui.board.look import STYLE
from pages._ui.charts import squares
from pages._ui.charts.panel import View
from pages._ui.charts.squares import Shown
from pages._ui.edge import reading
from pages._ui.login import require_actor
from pages._ui.words import _, name_of, plain

SHOWN, EDIT = "show", "edit"
WIDE = 320


def show(actor: Actor, view: View) -> None:
    """The map, what stands beside it, and the way to lay it out."""
    watching.begin(view)
    with st.container(width=WIDE):
        panel = squares.PANELS[lists.one_of(_("Coloured by"), list(Shown), SHOWN)]
    noting.show(actor, view, ((panel.title, (panel,)),))
    with reading() as session:
        rows = panel.ask(session, actor, view.committee_id, view.period)
        notes = noting.of(session, actor, view, panel)
    st.html(STYLE)
    with st.container(border=True):
        drawing.card(panel, rows, view, export=actor.may(Permission.EXPORT), notes=notes)
    if rows:
        beside(rows)
        lay_out(actor, view)


def beside(rows: Sequence[PlaceFigures]) -> None:
    """What has no square yet."""
    if not any(row.row for row in rows):
        st.caption(_("The map is not laid out yet: places stand in the order of their codes."))
        return
    names = [plain(name_of(row)) for row in rows if not row.row]
    if names:
        st.caption(_("Not on the map yet: {names}.", names=_("; ").join(names)))


def lay_out(actor: Actor, view: View) -> None:
    """The table of rows and columns, for whoever may change committees (`?edit=1`)."""
    if not actor.may(Permission.COMMITTEE_WRITE):
        return
    if lists.tick(_("Lay out the map"), EDIT):
        laying.show(actor, view.committee_id)


actor = require_actor(Permission.BOARD_READ)
st.title(_("Map of squares"))
if view := watching.choose(actor, townships=True):
    show(actor, view)
else:
    st.info(_("Your role reaches no committee. Ask the administrator."))
