"""Who attended."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from core.activities import pickers, rules
from core.activities.attendance import set_attendance
from core.activities.drafts import AttendanceDraft
from core.activities.models import (
    ActivityState,
    Attendance,
    AttendanceRole,
    LeaveKind,
    Presence,
)
from core.audit.models import AuditEntry
from core.committees import trail
from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.permissions import Permission, Role, lacking
from tests.factories import DAY, Make


def kept(session: Session) -> list[Attendance]:
    return list(session.exec(select(Attendance).order_by(col(Attendance.member_id))))


def test_the_table_becomes_exactly_what_was_typed(session: Session, make: Make) -> None:
    clerk, activity = make.actor(Role.CLERK), make.activity()
    a, b, c = make.member(), make.member(), make.member()
    make.attendance(activity, a)
    make.attendance(activity, b)
    rows = [
        AttendanceDraft(b.id, AttendanceRole.LECTURER, Presence.LATE, 80),
        AttendanceDraft(c.id, presence=Presence.PRESENT, share_percent=66),
    ]

    set_attendance(session, clerk, activity.id, rows, activity.version)

    second, third = kept(session)
    assert (second.member_id, second.role, second.counted, second.share_percent) == (
        b.id,
        AttendanceRole.LECTURER,
        Presence.LATE,
        80,
    )
    assert (third.member_id, third.presence, third.counted) == (
        c.id,
        Presence.PRESENT,
        Presence.ABSENT,
    )
    assert (third.held_on, third.category_id, third.committee_id) == (
        activity.held_on,
        activity.category_id,
        activity.committee_id,
    )
    assert activity.version == 2
    assert trail.revision(session, activity.committee_id) == 1


def test_the_trail_names_only_the_rows_that_changed(session: Session, make: Make) -> None:
    clerk, activity = make.actor(Role.CLERK), make.activity()
    same, gone = make.member(), make.member()
    for member in (same, gone):
        make.attendance(activity, member)

    set_attendance(session, clerk, activity.id, [AttendanceDraft(same.id)], 1)

    entry = session.exec(select(AuditEntry)).one()
    assert entry.action == "activity:attendance_set"
    assert gone.number in entry.before
    assert same.number not in entry.before + entry.after


def test_leave_is_told_of_who_was_on_leave_only(session: Session, make: Make) -> None:
    clerk, activity = make.actor(Role.CLERK), make.activity()
    a, b = make.member(), make.member()
    rows = [
        AttendanceDraft(
            a.id, presence=Presence.ON_LEAVE, leave_reason=" 出差 ", leave_approved_by="秘书长"
        ),
        AttendanceDraft(b.id, leave_reason="出差", leave_approved_by="秘书长"),
    ]

    set_attendance(session, clerk, activity.id, rows, 1)

    first, second = kept(session)
    assert (first.leave_reason, first.leave_approved_by, first.counted, first.share_percent) == (
        "出差",
        "秘书长",
        Presence.ON_LEAVE,
        0,
    )
    assert (second.leave_reason, second.leave_approved_by) == ("", "")


def test_leave_without_a_reason_names_the_member(session: Session, make: Make) -> None:
    activity, member = make.activity(), make.member()

    with pytest.raises(RuleBroken, match=member.name):
        set_attendance(
            session,
            make.actor(Role.CLERK),
            activity.id,
            [AttendanceDraft(member.id, presence=Presence.ON_LEAVE)],
            1,
        )


def test_only_members_of_that_day_are_listed_but_those_listed_stay(
    session: Session, make: Make
) -> None:
    clerk, activity = make.actor(Role.CLERK), make.activity()
    left = make.member(left_on=date(2026, 5, 1))
    not_yet = make.member(joined_on=date(2026, 6, 1))
    foreign = make.member(committee_id=make.committee().id)

    for member, words in ((left, left.name), (not_yet, not_yet.name), (foreign, "roster")):
        with pytest.raises(RuleBroken, match=words):
            set_attendance(session, clerk, activity.id, [AttendanceDraft(member.id)], 1)
    make.attendance(activity, left)
    set_attendance(session, clerk, activity.id, [AttendanceDraft(left.id)], 1)

    assert [row.member_id for row in kept(session)] == [left.id]


def test_a_township_lists_the_members_of_its_county(session: Session, make: Make) -> None:
    activity = make.activity(committee_id=make.township().id)
    member = make.member()

    set_attendance(session, make.actor(Role.CLERK), activity.id, [AttendanceDraft(member.id)], 1)

    assert len(kept(session)) == 1


def test_a_paste_without_bounds_is_refused_before_it_is_searched(
    session: Session, make: Make
) -> None:
    activity = make.activity()

    with pytest.raises(RuleBroken, match="too much"):
        pickers.pasted(session, make.actor(Role.CLERK), activity.id, "甲 " * 50_000)


def test_the_slower_of_two_is_told(session: Session, make: Make) -> None:
    clerk, activity = make.actor(Role.CLERK), make.activity()
    set_attendance(session, clerk, activity.id, [], 1)

    with pytest.raises(EditConflict):
        set_attendance(session, clerk, activity.id, [], 1)


@pytest.mark.parametrize("role", lacking(Permission.ACTIVITY_WRITE))
def test_refuses_roles_that_do_not_write(role: Role, session: Session, make: Make) -> None:
    with pytest.raises(NotPermitted):
        set_attendance(session, make.actor(role), make.activity().id, [], 1)


def test_an_activity_of_another_committee_is_not_found(session: Session, make: Make) -> None:
    foreign = make.activity(committee_id=make.committee().id)

    with pytest.raises(NotFound):
        set_attendance(session, make.actor(Role.CLERK), foreign.id, [], 1)


def test_once_confirmed_a_lead_changes_nothing(session: Session, make: Make) -> None:
    studio = make.studio()
    lead = make.actor(Role.STUDIO_LEAD, studio)
    activity = make.activity(
        owner_kind="studio", studio_id=studio.id, state=ActivityState.CONFIRMED
    )

    with pytest.raises(RuleBroken, match="confirmed"):
        set_attendance(session, lead, activity.id, [], 1)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    told=st.lists(
        st.tuples(st.sampled_from(AttendanceRole), st.sampled_from(Presence), st.integers(0, 100)),
        max_size=6,
    )
)
def test_whatever_is_typed_the_kept_rows_repeat_the_activity_and_obey_two_thirds(
    told: list[tuple[AttendanceRole, Presence, int]], session: Session, make: Make
) -> None:
    clerk, activity = make.actor(Role.CLERK), make.activity()
    rows = [
        AttendanceDraft(make.member().id, role, presence, share, "出差", "秘书长")
        for role, presence, share in told
    ]

    set_attendance(session, clerk, activity.id, rows, activity.version)

    mine = session.exec(select(Attendance).where(Attendance.activity_id == activity.id)).all()
    assert len(mine) == len(told)
    for row in mine:
        assert row.counted is rules.counted(row.presence, row.share_percent)
        assert (row.held_on, row.category_id) == (DAY, activity.category_id)


def test_why_somebody_was_on_leave_is_kept_of_who_was(session: Session, make: Make) -> None:
    clerk, activity = make.actor(Role.CLERK), make.activity(half_days=3)
    a, b = make.member(), make.member()
    away = AttendanceDraft(
        a.id,
        presence=Presence.ON_LEAVE,
        leave_reason="上级会议",
        leave_approved_by="秘书长",
        leave_kind=LeaveKind.OFFICIAL_DUTY,
    )
    there = AttendanceDraft(b.id, leave_kind=LeaveKind.ILLNESS)

    set_attendance(session, clerk, activity.id, [away, there], activity.version)

    first, second = kept(session)
    assert (first.leave_kind, first.half_days) == (LeaveKind.OFFICIAL_DUTY, 3)
    assert (second.leave_kind, second.half_days) == (None, 3)
