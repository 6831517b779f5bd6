"""Who attended: a table to fill, by picking members and by pasting names from a spreadsheet."""

from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import streamlit as st

from core.activities import attendance, pickers, queries
from core.activities.detail import ActivityDetail, AttendanceRow
from core.activities.drafts import AttendanceDraft
from core.activities.models import WAS_THERE, AttendanceRole, Presence
from core.errors import DomainError, EditConflict
from core.members.pasted import Matched, MemberName
from core.permissions import Actor
from db.session import Session
from pages._ui import login
from pages._ui.edge import action, problem, reading
from pages._ui.words import _, plain, refusal, word

_COLUMNS = ("number", "name", "role", "presence", "share", "reason", "approver", "out")
_FIXED = ("number", "name")


@dataclass
class Sheet:
    """The table as it is being filled, apart from what is kept, until it is saved."""

    version: int
    rows: list[dict[str, Any]]
    base: list[AttendanceRow]
    edition: int = 0
    doubts: str = ""
    refused: DomainError | None = None
    members: dict[int, MemberName] = field(default_factory=dict)


def show(actor: Actor, record: ActivityDetail) -> None:
    """The table: to fill for who may change the record, to read for all others."""
    with reading() as session:
        kept = queries.attendance(session, actor, record.id)
    _count(kept)
    if not record.rights.change:
        _read(kept)
        return
    sheet = _sheet(record, kept)
    _add(actor, record, sheet)
    _fill(actor, record, sheet)


def doubts(matched: Matched) -> str:
    """What a paste could not tell, in words; "" where all was found."""
    told = [plain(word_) for word_ in matched.unknown]
    for unclear in matched.ambiguous:
        who = "、".join(f"{one.name} {one.number}" for one in unclear.candidates)
        several = _("several of this name")
        told.append(f"{plain(unclear.text)}（{several}：{plain(who)}）")
    return "；".join(told)


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
    st.dataframe(
        [
            {
                _("Number"): row.number,
                _("Full name"): row.name,
                _("Role"): word(row.role),
                _("Presence"): word(row.presence),
                _("Counts as"): word(row.counted),
                _("Reason for leave"): row.leave_reason,
                _("Leave approved by"): row.leave_approved_by,
            }
            for row in kept
        ],
        hide_index=True,
    )


def _sheet(record: ActivityDetail, kept: list[AttendanceRow]) -> Sheet:
    """The table of this record as it is being filled; as it is kept, at first."""
    key = _key(record)
    if key not in st.session_state:
        st.session_state[key] = Sheet(record.version, [_row(one) for one in kept], kept)
    sheet: Sheet = st.session_state[key]
    if sheet.base == kept:
        sheet.version = record.version  # what else changed of the record does not matter here
    return sheet


def _key(record: ActivityDetail) -> str:
    return f"activities.roll.{record.id}"


def _row(one: AttendanceRow) -> dict[str, Any]:
    return {
        "id": one.member_id,
        "number": one.number,
        "name": one.name,
        "role": one.role.value,
        "presence": one.presence.value,
        "share": one.share_percent if one.presence in WAS_THERE else None,
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
        "reason": "",
        "approver": "",
        "out": False,
    }


def _add(actor: Actor, record: ActivityDetail, sheet: Sheet) -> None:
    """Two ways to fill the table: pick, or paste."""
    with reading() as session:
        sheet.members = {one.id: one for one in pickers.attendable(session, actor, record.id)}
    left, right = st.columns(2)
    with left:
        picked = f"{_key(record)}.pick.{sheet.edition}"
        st.multiselect(
            _("Pick members"),
            [one for one in sheet.members if one not in {row["id"] for row in sheet.rows}],
            format_func=lambda one: " ".join(
                (sheet.members[one].number, sheet.members[one].name, sheet.members[one].employer)
            ).strip(),
            placeholder=_("Name or number"),
            key=picked,
        )
        st.button(_("Add"), icon=":material/person_add:", on_click=_take, args=(record, picked))
    with right:
        pasted = f"{_key(record)}.paste.{sheet.edition}"
        st.text_area(
            _("Or paste names or numbers"),
            key=pasted,
            height=68,
            placeholder=_("One to a line or from a spreadsheet"),
        )
        st.button(
            _("Find and add"),
            icon=":material/content_paste_search:",
            on_click=_paste,
            args=(record, pasted),
        )
    if sheet.refused:
        st.error(refusal(sheet.refused), icon=":material/error:")
    if sheet.doubts:
        st.warning(_("Not found: {words}", words=sheet.doubts), icon=":material/person_search:")


def _take(record: ActivityDetail, picked: str) -> None:
    sheet: Sheet = st.session_state[_key(record)]
    ids = st.session_state.get(picked, [])
    _extend(sheet, record, [sheet.members[one] for one in ids])
    sheet.doubts = ""


def _paste(record: ActivityDetail, pasted: str) -> None:
    actor = login.current()
    if actor is None:
        return  # the frame shows the form
    sheet: Sheet = st.session_state[_key(record)]
    typed, sheet.refused = st.session_state.get(pasted, ""), None
    try:
        with reading() as session:
            matched = pickers.pasted(session, actor, record.id, typed)
    except DomainError as error:
        sheet.refused = error
        return
    _extend(sheet, record, matched.found)
    sheet.doubts = doubts(matched)


def _extend(sheet: Sheet, record: ActivityDetail, members: list[MemberName]) -> None:
    """Add members; what was typed into the table before stays."""
    _merge(sheet, record)
    listed = {row["id"] for row in sheet.rows}
    sheet.rows += [_new(one) for one in members if one.id not in listed]


def _merge(sheet: Sheet, record: ActivityDetail) -> None:
    """Take what was typed into the table over into the sheet, and begin a new table from it."""
    edits = st.session_state.get(_editor(record, sheet), {}).get("edited_rows", {})
    for place, changed in edits.items():
        sheet.rows[int(place)] |= changed
    sheet.rows = [row for row in sheet.rows if not row["out"]]
    sheet.edition += 1


def _editor(record: ActivityDetail, sheet: Sheet) -> str:
    return f"{_key(record)}.table.{sheet.edition}"


def _fill(actor: Actor, record: ActivityDetail, sheet: Sheet) -> None:
    form = f"activities.roll.save.{record.id}"
    if sheet.rows:
        st.data_editor(
            pd.DataFrame(sheet.rows, columns=_COLUMNS),
            key=_editor(record, sheet),
            num_rows="fixed",
            hide_index=True,
            placeholder="—",
            disabled=_FIXED,
            column_config=_config(),
        )
    else:
        st.info(_("Nobody is listed yet. Pick members above, or paste their names."))
    problem(form)
    with st.container(horizontal=True):
        save = st.button(_("Save attendance"), type="primary", icon=":material/save:")
        st.button(
            _("Discard what was typed"),
            type="tertiary",
            on_click=lambda: st.session_state.pop(_key(record), None),
        )
    if save:
        _merge(sheet, record)
        with action(_("Attendance saved."), form) as session:
            rows = [_draft(row) for row in sheet.rows]
            _keep(session, actor, record, sheet, rows)
            st.session_state.pop(_key(record), None)


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


def _draft(row: dict[str, Any]) -> AttendanceDraft:
    return AttendanceDraft(
        row["id"],
        AttendanceRole(row["role"]),
        Presence(row["presence"]),
        100 if row["share"] is None else int(row["share"]),
        row["reason"] or "",
        row["approver"] or "",
    )


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
        "reason": st.column_config.TextColumn(_("Reason for leave"), max_chars=200),
        "approver": st.column_config.TextColumn(_("Leave approved by"), max_chars=60),
        "out": st.column_config.CheckboxColumn(
            _("Take out"), width="small", help=_("Taken out when the table is saved.")
        ),
    }
