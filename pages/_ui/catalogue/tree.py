"""The two levels of the catalogue as one table; a click on a row says what may be done with it."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from core.activities.catalogue import service as catalogue
from core.activities.catalogue.queries import CategoryRow
from core.permissions import Actor
from pages._ui.catalogue import forms
from pages._ui.edge import action, fresh
from pages._ui.words import _, name_of, plain, word

CHOSEN = "catalogue.chosen"
_INDENT = "\u3000\u3000"
_ROWS_SHOWN = 16


def show(actor: Actor, tree: Sequence[CategoryRow], *, writes: bool) -> None:
    """Each heading with its categories below it."""
    rows = [row for heading in tree for row in (heading, *heading.below)]
    if not rows:
        return
    chosen = _table(rows, writes=writes)
    if not writes:
        return
    if chosen is None:
        st.caption(_("Click a row to change, move or retire it, or to add one below a heading."))
    else:
        _panel(actor, chosen)


def _table(rows: Sequence[CategoryRow], *, writes: bool) -> CategoryRow | None:
    """The table; the row chosen stays chosen while it moves."""
    shown = [_cells(row) for row in rows]
    height = min(len(rows), _ROWS_SHOWN) * 35 + 38
    if not writes:
        st.dataframe(shown, hide_index=True, height=height)
        return None
    ids = [row.id for row in rows]
    kept = st.session_state.get(CHOSEN)
    start: Any = {"selection": {"rows": [ids.index(kept)] if kept in ids else []}}
    event = st.dataframe(
        shown,
        key=f"{fresh('catalogue.rows')}.{len(rows)}",
        hide_index=True,
        height=height,
        on_select="rerun",
        selection_mode="single-row",
        selection_default=start,
    )
    picked = event.selection.rows
    row = rows[picked[0]] if picked and picked[0] < len(rows) else None
    st.session_state[CHOSEN] = row.id if row else None
    return row


def _cells(row: CategoryRow) -> dict[str, str]:
    heading = row.parent_id is None
    return {
        _("Category"): name_of(row) if heading else f"{_INDENT}{name_of(row)}",
        _("Level"): _("First") if heading else _("Second"),
        _("Counts in plans as"): word(row.measure),
        _("State"): _("No longer in use") if row.retired else _("In use"),
    }


def _panel(actor: Actor, row: CategoryRow) -> None:
    """What may be done with the row chosen."""
    with st.container(border=True):
        st.subheader(plain(name_of(row)), anchor=False)
        with st.container(horizontal=True):
            _buttons(actor, row)
        forms.change(actor, row)
        if row.parent_id is None and not row.retired:
            forms.add_below(actor, row)


def _buttons(actor: Actor, row: CategoryRow) -> None:
    if st.button(_("Move up"), icon=":material/arrow_upward:"):
        _move(actor, row, -1)
    if st.button(_("Move down"), icon=":material/arrow_downward:"):
        _move(actor, row, 1)
    if row.retired:
        if st.button(_("Take into use again"), icon=":material/undo:"):
            with action(_("Taken into use again.")) as session:
                catalogue.bring_back(session, actor, row.id)
    elif st.button(_("Retire"), icon=":material/block:"):
        with action(_("Retired. Activities that bear it keep it.")) as session:
            catalogue.retire(session, actor, row.id)


def _move(actor: Actor, row: CategoryRow, steps: int) -> None:
    with action(_("Moved.")) as session:
        catalogue.move(session, actor, row.id, steps)
