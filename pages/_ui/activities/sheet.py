"""The table of who attended while it is being filled, apart from what is kept."""

from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from core.activities.detail import ActivityDetail, AttendanceRow
from core.activities.drafts import AttendanceDraft
from core.activities.models import WAS_THERE, AttendanceRole, LeaveKind, Presence
from core.errors import DomainError
from core.members.pasted import MemberName

COLUMNS = ("number", "name", "role", "presence", "share")
OF_LEAVE = ("leave", "reason", "approver")
LAST = ("out",)


@dataclass
class Sheet:
    """The table as it is being filled. `version` is that of the record it began from."""

    version: int
    rows: list[dict[str, Any]]
    base: list[AttendanceRow]
    edition: int = 0
    doubts: str = ""
    refused: DomainError | None = None
    members: dict[int, MemberName] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """What is asked of each row: of leave only where somebody is on leave."""
        leave = OF_LEAVE if any(_on_leave(row) for row in self.rows) else ()
        return (*COLUMNS, *leave, *LAST)


def of(record: ActivityDetail, kept: list[AttendanceRow]) -> Sheet:
    """The table of this record as it is being filled; as it is kept, at first."""
    key = key_of(record)
    if key not in st.session_state:
        st.session_state[key] = Sheet(record.version, [_row(one) for one in kept], kept)
    sheet: Sheet = st.session_state[key]
    if sheet.base == kept:
        sheet.version = record.version  # what else changed of the record does not matter here
    return sheet


def key_of(record: ActivityDetail) -> str:
    """Where the table of a record is kept while it is being filled."""
    return f"activities.roll.{record.id}"


def editor(record: ActivityDetail, sheet: Sheet) -> str:
    """The key of the table shown; another one begins from what was typed so far."""
    return f"{key_of(record)}.table.{sheet.edition}"


def forget(record: ActivityDetail) -> None:
    """Begin anew from what is kept."""
    st.session_state.pop(key_of(record), None)


def extend(sheet: Sheet, record: ActivityDetail, members: list[MemberName]) -> None:
    """Add members; what was typed into the table before stays."""
    merge(sheet, record)
    listed = {row["id"] for row in sheet.rows}
    sheet.rows += [_new(one) for one in members if one.id not in listed]


def merge(sheet: Sheet, record: ActivityDetail) -> None:
    """Take what was typed into the table over into the sheet, and begin a new table from it."""
    for place, changed in _typed(sheet, record).items():
        sheet.rows[int(place)] |= changed
    sheet.rows = [row for row in sheet.rows if not row["out"]]
    sheet.edition += 1


def follow(record: ActivityDetail) -> None:
    """Show what is asked of leave as soon as somebody is on leave, and else not."""
    sheet: Sheet = st.session_state[key_of(record)]
    edits = _typed(sheet, record)
    now = (row | edits.get(place, {}) for place, row in enumerate(sheet.rows))
    if any(_on_leave(row) for row in now) != (OF_LEAVE[0] in sheet.columns):
        for place, changed in edits.items():
            sheet.rows[int(place)] |= changed
        sheet.edition += 1


def draft(row: dict[str, Any]) -> AttendanceDraft:
    """A row of the table as it is handed in."""
    return AttendanceDraft(
        row["id"],
        AttendanceRole(row["role"]),
        Presence(row["presence"]),
        100 if row["share"] is None else int(row["share"]),
        row["reason"] or "",
        row["approver"] or "",
        LeaveKind(row["leave"]) if row["leave"] else None,
    )


def _typed(sheet: Sheet, record: ActivityDetail) -> dict[int, dict[str, Any]]:
    edits = st.session_state.get(editor(record, sheet), {}).get("edited_rows", {})
    return {int(place): changed for place, changed in edits.items()}


def _on_leave(row: dict[str, Any]) -> bool:
    return bool(row["presence"] == Presence.ON_LEAVE.value)


def _row(one: AttendanceRow) -> dict[str, Any]:
    return {
        "id": one.member_id,
        "number": one.number,
        "name": one.name,
        "role": one.role.value,
        "presence": one.presence.value,
        "share": one.share_percent if one.presence in WAS_THERE else None,
        "leave": one.leave_kind.value if one.leave_kind else None,
        "reason": one.leave_reason,
        "approver": one.leave_approved_by,
        "out": False,
    }


def _new(member: MemberName) -> dict[str, Any]:
    return {
        "id": member.id,
        "number": member.number,
        "name": member.name,
        "role": AttendanceRole.PARTICIPANT.value,
        "presence": Presence.PRESENT.value,
        "share": 100,
        "leave": None,
        "reason": "",
        "approver": "",
        "out": False,
    }
