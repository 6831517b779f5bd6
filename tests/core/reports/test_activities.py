from datetime import date

import pytest
from sqlmodel import Session

from core import clock
from core.activities.models import AttendanceRole, OwnerKind, Presence, Stage
from core.permissions import Actor, Role
from core.reports.periods import Period
from core.reports.queries import activities, attendance
from core.studios.models import StudioKind
from tests.factories import Make

YEAR = Period.year(2026)


@pytest.fixture
def actor(make: Make) -> Actor:
    return make.actor(Role.CHAIR_OFFICE)


def test_activities_are_counted_by_month_and_heading(
    session: Session, make: Make, actor: Actor
) -> None:
    reading = make.category(code="reading_event")
    make.activity(category_id=reading.id, held_on=date(2026, 3, 1), served=10)
    make.activity(category_id=reading.id, held_on=date(2026, 3, 31), served=5)
    make.activity(category_id=reading.id, held_on=date(2026, 4, 1))

    rows = activities.by_month(session, actor, make.home().id, YEAR)

    assert [(row.month, row.activities, row.served) for row in rows] == [
        (202603, 2, 15),
        (202604, 1, 0),
    ]
    assert rows[0].name.startswith("大类")


def test_what_is_planned_or_binned_or_outside_the_period_does_not_count(
    session: Session, make: Make, actor: Actor
) -> None:
    make.activity(stage=Stage.PLANNED)
    make.activity(binned_at=clock.now())
    make.activity(held_on=date(2025, 12, 31))
    make.activity(held_on=date(2026, 12, 31))

    rows = activities.by_category(session, actor, make.home().id, YEAR)

    assert sum(row.activities for row in rows) == 1


def test_the_figures_of_committees_below_are_included_and_those_beside_are_not(
    session: Session, make: Make, actor: Actor
) -> None:
    reading = make.category(code="reading_event")
    make.activity(category_id=reading.id, committee_id=make.township().id)
    beside = make.committee()
    make.activity(committee_id=beside.id)

    (row,) = activities.by_category(session, actor, make.home().id, YEAR)

    assert (row.code, row.activities) == ("reading_event", 1)


def test_one_code_stands_for_the_same_thing_in_each_committee(
    session: Session, make: Make, actor: Actor
) -> None:
    below = make.committee(make.home())
    make.activity(category_id=make.category(code="plenary").id)
    theirs = make.category(code="plenary", committee_id=below.id)
    make.activity(category_id=theirs.id, committee_id=below.id, lecturers=6, money_fen=100)

    (row,) = activities.by_category(session, actor, make.home().id, YEAR)

    assert (row.activities, row.lecturers, row.money_fen) == (2, 6, 100)


def test_visits_count_each_time_a_member_was_there_in_a_role(
    session: Session, make: Make, actor: Actor
) -> None:
    visits = make.category(code="member_visit")
    member = make.member()
    for day in (1, 2):
        activity = make.activity(category_id=visits.id, held_on=date(2026, 3, day))
        make.attendance(activity, member, role=AttendanceRole.VISITED)
    make.attendance(activity, make.member(), role=AttendanceRole.VISITED, presence=Presence.ABSENT)

    (row,) = activities.visits_by_role(session, actor, make.home().id, YEAR)

    assert (row.code, row.role, row.visits, row.members) == (
        "member_visit",
        AttendanceRole.VISITED,
        2,
        1,
    )


def test_organisers_are_told_apart_down_to_the_kind_of_studio(
    session: Session, make: Make, actor: Actor
) -> None:
    group = make.studio(kind=StudioKind.LIAISON_GROUP)
    make.activity(owner_kind=OwnerKind.STUDIO, studio_id=group.id)
    make.activity(owner_kind=OwnerKind.STUDIO, studio_id=group.id)
    make.activity()

    rows = activities.by_owner(session, actor, make.home().id, YEAR)

    assert [(row.owner, row.studio_kind, row.activities) for row in rows] == [
        (OwnerKind.STUDIO, StudioKind.LIAISON_GROUP, 2),
        (OwnerKind.COMMITTEE, None, 1),
    ]


def test_attendance_is_counted_by_month_and_by_meeting(
    session: Session, make: Make, actor: Actor
) -> None:
    activity = make.activity(category_id=make.category(code="plenary").id)
    make.attendance(activity, make.member())
    make.attendance(activity, make.member(), presence=Presence.ABSENT)
    binned = make.activity(binned_at=clock.now())
    make.attendance(binned, make.member())
    planned = make.activity(stage=Stage.PLANNED)
    make.attendance(planned, make.member())

    by_month = attendance.by_month(session, actor, make.home().id, YEAR)
    (meeting,) = attendance.by_meeting(session, actor, make.home().id, YEAR)

    assert {(row.month, row.presence): row.members for row in by_month} == {
        (202605, Presence.PRESENT): 1,
        (202605, Presence.ABSENT): 1,
    }
    assert (meeting.code, meeting.called, meeting.came, meeting.rate) == ("plenary", 2, 1, 0.5)


def test_the_plenary_that_reviews_a_year_is_the_years_own(
    session: Session, make: Make, actor: Actor
) -> None:
    term_session = make.term_session(reviews_year=2026, starts_on=date(2027, 2, 10))
    plenary = make.activity(
        category_id=make.category(code="plenary").id,
        term_session_id=term_session.id,
        held_on=date(2027, 2, 10),
    )
    make.attendance(plenary, make.member())
    make.attendance(plenary, make.member(), presence=Presence.ABSENT)

    assert attendance.at_plenary(session, actor, make.home().id, YEAR) == 1
    assert attendance.at_plenary(session, actor, make.home().id, Period.year(2027)) == 0


def test_the_last_day_with_records_is_told_up_to_the_end_of_the_period(
    session: Session, make: Make, actor: Actor
) -> None:
    for day in (date(2022, 3, 1), date(2024, 3, 1)):
        make.activity(held_on=day)

    found = [
        activities.last_held(session, actor, make.home().id, Period.year(year))
        for year in (2021, 2023, 2026)
    ]

    assert found == [None, date(2022, 3, 1), date(2024, 3, 1)]
