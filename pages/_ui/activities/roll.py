"""Who attended: a table to fill for who may change the record, and to read for all others."""

from typing import Any

import pandas as pd
import streamlit as st

from core.activities import attendance, queries
from core.activities.detail import ActivityDetail, AttendanceRow
from core.activities.drafts import AttendanceDraft
from core.activities.models import WAS_THERE, AttendanceRole, LeaveKind, Presence
from core.errors import EditConflict
from core.permissions import Actor
from db.session import Session
from pages._ui.activities import listing
from pages._ui.activities import sheet as sheets
from pages._ui.activities.sheet import Sheet
from pages._ui.edge import action, problem, reading
from pages._ui.words import _, word

_FIXED = ("number", "name")


def show(actor: Actor, record: ActivityDetail) -> None:
    """The table: to fill for who may change the record, to read for all others."""
    with reading() as session:
        kept = queries.attendance(session, actor, record.id)
    _count(kept)
    if not record.rights.change:
        _read(kept)
        return
    sheet = sheets.of(record, kept)
    listing.show(actor, record, sheet)
    _fill(actor, record, sheet)


def _count(kept: list[AttendanceRow]) -> None:
    if not kept:
        return
    there = sum(row.counted in WAS_THERE for row in kept)
    leave = sum(row.counted is Presence.ON_LEAVE for row in kept)
    with st.container(horizontal=True):
        for label, number in (
            (_("Listed"), len(kept)),
            (_("Attended"), there),
            (word(Presence.ON_LEAVE), leave),
            (word(Presence.ABSENT), len(kept) - there - leave),
        ):
            st.metric(label, number, border=True, width=110)
    if any(row.counted is not row.presence for row in kept):
        st.caption(_("Who was there for less than two thirds counts as absent."))


def _read(kept: list[AttendanceRow]) -> None:
    if not kept:
        st.info(_("Nobody is listed yet."))
        return
    leave = any(row.presence is Presence.ON_LEAVE for row in kept)
    st.dataframe(
        [
            {
                _("Number"): row.number,
                _("Full name"): row.name,
                _("Role"): word(row.role),
                _("Presence"): word(row.presence),
                _("Counts as"): word(row.counted),
                **(_of_leave(row) if leave else {}),
            }
            for row in kept
        ],
        hide_index=True,
    )


def _of_leave(row: AttendanceRow) -> dict[str, str]:
    return {
        _("Kind of leave"): word(row.leave_kind),
        _("Reason for leave"): row.leave_reason,
        _("Leave approved by"): row.leave_approved_by,
    }


def _fill(actor: Actor, record: ActivityDetail, sheet: Sheet) -> None:
    form = f"activities.roll.save.{record.id}"
    if sheet.rows:
        st.data_editor(
            pd.DataFrame(sheet.rows, columns=sheet.columns),
            key=sheets.editor(record, sheet),
            num_rows="fixed",
            hide_index=True,
            placeholder="—",
            disabled=_FIXED,
            column_config=_config(),
            on_change=sheets.follow,
            args=(record,),
        )
    else:
        st.info(_("Nobody is listed yet. Pick members above, or paste their names."))
    problem(form)
    with st.container(horizontal=True):
        save = st.button(_("Save attendance"), type="primary", icon=":material/save:")
        st.button(
            _("Discard what was typed"),
            type="tertiary",
            on_click=sheets.forget,
            args=(record,),
        )
    if save:
        sheets.merge(sheet, record)
        with action(_("Attendance saved."), form) as session:
            rows = [sheets.draft(row) for row in sheet.rows]
            _keep(session, actor, record, sheet, rows)
            sheets.forget(record)


def _keep(
    session: Session,
    actor: Actor,
    record: ActivityDetail,
    sheet: Sheet,
    rows: list[AttendanceDraft],
) -> None:
    """Save the table; where somebody was first, the next saving is meant, for it was seen."""
    try:
        attendance.set_attendance(session, actor, record.id, rows, sheet.version)
    except EditConflict as conflict:
        sheet.version = conflict.version
        raise


def _config() -> dict[str, Any]:
    return {
        "number": st.column_config.TextColumn(_("Number"), width="small"),
        "name": st.column_config.TextColumn(_("Full name"), width="small"),
        "role": st.column_config.SelectboxColumn(
            _("Role"),
            options=[role.value for role in AttendanceRole],
            format_func=lambda value: word(AttendanceRole(str(value))),
            required=True,
        ),
        "presence": st.column_config.SelectboxColumn(
            _("Presence"),
            options=[presence.value for presence in Presence],
            format_func=lambda value: word(Presence(str(value))),
            required=True,
        ),
        "share": st.column_config.NumberColumn(
            _("Share attended"),
            min_value=0,
            max_value=100,
            step=1,
            format="%d%%",
            help=_("Who was there for less than two thirds counts as absent."),
        ),
        "leave": st.column_config.SelectboxColumn(
            _("Kind of leave"),
            options=[kind.value for kind in LeaveKind],
            format_func=lambda value: word(LeaveKind(str(value))) if value else "",
            help=_("Only of those on leave. The rule book tells what it excuses."),
        ),
        "reason": st.column_config.TextColumn(_("Reason for leave"), max_chars=200),
        "approver": st.column_config.TextColumn(_("Leave approved by"), max_chars=60),
        "out": st.column_config.CheckboxColumn(
            _("Take out"), width="small", help=_("Taken out when the table is saved.")
        ),
    }
