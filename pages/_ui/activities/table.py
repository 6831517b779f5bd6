"""The list of activities."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from core.activities import queries
from core.activities import service as activities
from core.activities.queries import ActivityFilter, ActivityRow
from core.exports.models import ExportKind
from core.permissions import Actor, Permission
from pages._ui import exporting, lists
from pages._ui.activities import naming
from pages._ui.edge import action, reading
from pages._ui.words import _, day

ROWS_SHOWN = 20


def show(actor: Actor, wanted: ActivityFilter) -> None:
    """One page of the list; a click opens a record."""
    window = lists.window("page")
    wanted = replace(wanted, offset=window.offset, limit=window.limit)
    with reading() as session:
        rows = queries.listing(session, actor, wanted)
        total = queries.total(session, actor, wanted)
    if lists.is_empty(total):
        st.info(_empty(actor, wanted), icon=":material/event_busy:")
        return
    picked = table(rows, "activities.rows")
    lists.pager(total, "page")
    with st.container(horizontal=True):
        exporting.button(actor, ExportKind.ACTIVITIES, wanted.committee_id, wanted)
        exporting.button(actor, ExportKind.ATTENDANCE, wanted.committee_id, wanted)
    if picked is None:
        return
    if not wanted.bin:
        lists.open_record(picked)
    if st.button(_("Restore from the bin"), type="primary", icon=":material/restore_from_trash:"):
        with action(_("Activity restored.")) as session:
            activities.restore(session, actor, picked)


def table(rows: Sequence[ActivityRow], key: str) -> int | None:
    """Activities as a table; the id of the one clicked."""
    several = len({row.committee for row in rows}) > 1
    event = st.dataframe(
        [_cells(row, several) for row in rows],
        key=key,
        hide_index=True,
        height=min(len(rows), ROWS_SHOWN) * 35 + 38,
        on_select="rerun",
        selection_mode="single-row",
        column_config=_columns(),
    )
    picked = event.selection.rows
    return rows[picked[0]].id if picked and picked[0] < len(rows) else None


def _cells(row: ActivityRow, several: bool) -> dict[str, object]:
    committee = {_("Committee"): naming.either(row.committee, row.committee_en)} if several else {}
    return {
        _("Date"): day(row.held_on),
        _("State"): naming.standing(row),
        _("Activity title"): row.title,
        _("Category"): naming.either(row.category, row.category_en),
        _("Organised by"): naming.either(row.owner, row.owner_en),
        **committee,
        _("Members"): row.attendees,
        _("People served"): row.served,
        _("Held at"): row.place,
    }


def _columns() -> dict[str, Any]:
    return {
        _("Date"): st.column_config.TextColumn(width=100),
        _("State"): st.column_config.TextColumn(width=76),
        _("Activity title"): st.column_config.TextColumn(width=260),
        _("Members"): st.column_config.NumberColumn(width=70),
    }


def _empty(actor: Actor, wanted: ActivityFilter) -> str:
    if wanted.bin:
        return _("The bin is empty.")
    if actor.may(Permission.ACTIVITY_WRITE):
        return _("No activity fits. Clear the filters, choose another year, or record one above.")
    return _("No activity fits. Clear the filters or choose another year.")
