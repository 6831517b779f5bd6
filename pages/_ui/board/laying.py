"""Laying out the map of squares: a table of rows and columns, or by itself."""

from typing import Any

import streamlit as st

from core.committees.squares import queries, service
from core.committees.squares.drafts import SquareDraft
from core.committees.squares.queries import Place
from core.committees.squares.rules import MOST
from core.permissions import Actor
from pages._ui.edge import action, fresh, problem, reading, version_of
from pages._ui.words import _, name_of

FORM = "board.map"


def show(actor: Actor, committee_id: int) -> None:
    """The table, and the buttons below it."""
    form = f"{FORM}.{committee_id}"
    with reading() as session:
        places = queries.places(session, actor, committee_id)
        version = queries.version(session, actor, committee_id)
    version = version_of(form, version)
    st.caption(_("Row 1 is above, column 1 at the left. Without a row a place is not shown."))
    typed = _table(places, form)
    problem(form, "squares")
    problem(form)
    with st.container(horizontal=True):
        save = st.button(_("Save the map"), type="primary", key=f"{form}.save")
        alone = st.button(_("Arrange by itself"), key=f"{form}.alone")
    if save:
        with action(_("Map saved."), form) as session:
            service.lay_out(session, actor, committee_id, _read(places, typed), version)
    elif alone:
        with action(_("Map arranged by code."), form) as session:
            service.arrange(session, actor, committee_id, version)


def _table(places: list[Place], form: str) -> list[dict[str, Any]]:
    row, column = _("Row"), _("Column")
    number = st.column_config.NumberColumn(min_value=1, max_value=MOST, step=1)
    typed: list[dict[str, Any]] = st.data_editor(
        [
            {_("Name"): name_of(one), row: one.row or None, column: one.column or None}
            for one in places
        ],
        column_config={row: number, column: number},
        disabled=[_("Name")],
        hide_index=True,
        width="stretch",
        key=fresh(form),
    )
    return typed


def _read(places: list[Place], typed: list[dict[str, Any]]) -> list[SquareDraft]:
    """The squares that were typed; what has neither row nor column stands beside the map."""
    row, column = _("Row"), _("Column")
    return [
        place.at(int(line[row] or 0), int(line[column] or 0))
        for place, line in zip(places, typed, strict=True)
        if line[row] or line[column]
    ]
