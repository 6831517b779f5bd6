"""Who attended: written as one table."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlmodel import Session, col, or_, select

from core.activities import rules
from core.activities.drafts import AttendanceDraft
from core.activities.finding import changeable
from core.activities.models import WAS_THERE, Activity, Attendance, Presence
from core.audit import service as audit
from core.audit.service import Changes, Entry
from core.committees import trail
from core.errors import Difference, EditConflict, RuleBroken
from core.i18n import N_
from core.members.models import Member
from core.permissions import Actor, Permission, require
from core.studios.reach import eligible
from core.text import clean, clean_name


def set_attendance(
    session: Session,
    actor: Actor,
    activity_id: int,
    rows: Sequence[AttendanceDraft],
    version: int,
) -> Activity:
    """Make the attendance of an activity exactly these rows."""
    require(actor, Permission.ACTIVITY_WRITE)
    activity = changeable(session, actor, activity_id)
    rules.check_attendance(rows)
    kept = _kept(session, activity.id)
    members = _members(session, activity, [row.member_id for row in rows], set(kept))
    drafts = {row.member_id: _cleaned(row, members[row.member_id].name) for row in rows}
    before = {member: _told(row) for member, row in kept.items()}
    if activity.version != version:
        wanted = {member: _told(draft) for member, draft in drafts.items()}
        raise _conflict(activity, _difference(before, wanted, members))
    audit.apply(activity, {}, version)
    _write(session, activity, kept, drafts)
    session.flush()  # what is told next is what is kept
    after = {member: _told(row) for member, row in _kept(session, activity.id).items()}
    _tell(session, actor, activity, _difference(before, after, members))
    return activity


def _write(
    session: Session,
    activity: Activity,
    kept: dict[int, Attendance],
    drafts: dict[int, AttendanceDraft],
) -> None:
    for member_id, row in kept.items():
        if member_id not in drafts:
            session.delete(row)
    for member_id, draft in drafts.items():
        told = _columns(draft)
        if member_id not in kept:
            session.add(_new(activity, member_id, told))
            continue
        for name, value in told.items():
            setattr(kept[member_id], name, value)


def _new(activity: Activity, member_id: int, told: dict[str, Any]) -> Attendance:
    return Attendance(
        activity_id=activity.id,
        committee_id=activity.committee_id,
        member_id=member_id,
        category_id=activity.category_id,
        held_on=activity.held_on,
        half_days=activity.half_days,
        **told,
    )


def _columns(draft: AttendanceDraft) -> dict[str, Any]:
    return {
        "role": draft.role,
        "presence": draft.presence,
        "counted": rules.counted(draft.presence, draft.share_percent),
        "share_percent": draft.share_percent,
        "leave_reason": draft.leave_reason,
        "leave_approved_by": draft.leave_approved_by,
        "leave_kind": draft.leave_kind,
    }


def _cleaned(draft: AttendanceDraft, name: str) -> AttendanceDraft:
    """Leave is only told of who was on leave, and a share only of who came."""
    on_leave = draft.presence is Presence.ON_LEAVE
    row = replace(
        draft,
        share_percent=draft.share_percent if draft.presence in WAS_THERE else 0,
        leave_reason=clean(draft.leave_reason, 200) if on_leave else "",
        leave_approved_by=clean_name(draft.leave_approved_by, 60) if on_leave else "",
        leave_kind=draft.leave_kind if on_leave else None,
    )
    rules.check_leave(name, row)
    return row


def _kept(session: Session, activity_id: int) -> dict[int, Attendance]:
    rows = session.exec(select(Attendance).where(Attendance.activity_id == activity_id))
    return {row.member_id: row for row in rows}


def _members(
    session: Session, activity: Activity, ids: Sequence[int], kept: set[int]
) -> dict[int, Member]:
    """The members named: those listed before, and those on the roster that day."""
    known = col(Member.id).in_(kept)
    wanted = col(Member.id).in_(ids) & eligible(activity.committee_id)
    found = {row.id: row for row in session.exec(select(Member).where(or_(known, wanted)))}
    for member_id in ids:
        if member_id not in found:
            raise RuleBroken(N_("One of these members is not on the roster of this committee."))
        if member_id not in kept:
            _check_serving(found[member_id], activity.held_on)
    return found


def _check_serving(member: Member, day: date) -> None:
    if member.joined_on <= day and (member.left_on is None or day <= member.left_on):
        return
    raise RuleBroken(
        N_("{name} was not a member on {day}. Take the row out, or check the roster."),
        name=member.name,
        day=day.isoformat(),
    )


def _told(row: Attendance | AttendanceDraft) -> list[str]:
    """A row as the trail tells it: choices by value, so that a screen can name them."""
    share = f"{row.share_percent}%" if row.presence in WAS_THERE else ""
    kind = row.leave_kind.value if row.leave_kind else ""
    told = (row.role.value, row.presence.value, share)
    parts = [*told, kind, row.leave_reason, row.leave_approved_by]
    return [part for part in parts if part]


def _difference(
    before: dict[int, list[str]], after: dict[int, list[str]], members: dict[int, Member]
) -> Changes:
    """The rows that changed, by the member's number and name."""
    changed = [one for one in before.keys() | after.keys() if before.get(one) != after.get(one)]
    called = {one: f"{members[one].number} {members[one].name}" for one in changed}
    return Changes(
        {called[one]: before[one] for one in changed if one in before},
        {called[one]: after[one] for one in changed if one in after},
    )


def _conflict(activity: Activity, changes: Changes) -> EditConflict:
    """What somebody else has kept of the rows, beside what was typed."""
    named = changes.before | changes.after
    rows = [Difference(one, changes.before.get(one), changes.after.get(one)) for one in named]
    return EditConflict(rows, activity.version)


def _tell(session: Session, actor: Actor, activity: Activity, changes: Changes) -> None:
    entry = Entry(
        "activity:attendance_set",
        "activity",
        activity.id,
        activity.title,
        activity.committee_id,
        changes.before,
        changes.after,
    )
    trail.record(session, actor, entry)
