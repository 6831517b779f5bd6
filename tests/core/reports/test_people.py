"""Members, groups, liaison, plans, money and honours."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from core import clock
from core.activities.models import OwnerKind
from core.commendations.models import Commendation, Honour, HonourLevel, SubjectKind
from core.committees.models import CommunityKind
from core.funds.models import Budget, Expense
from core.groups.models import ExceptionKind, GroupException, GroupSector, ThemeDay
from core.members.models import Appointment, AppointmentKind, Liaison
from core.permissions import Actor, Role
from core.plans.drafts import SubjectKind as PlannedKind
from core.plans.models import Every, Measure, PlanTarget
from core.reports.periods import Period
from core.reports.queries import awards, funds, groups, kpis, liaison, members, plans
from core.studios.models import StudioKind
from tests.factories import Make

YEAR = Period.year(2026)


@pytest.fixture
def actor(make: Make) -> Actor:
    return make.actor(Role.CHAIR_OFFICE)


def test_members_are_those_of_the_last_day(session: Session, make: Make, actor: Actor) -> None:
    make.member()
    make.member(left_on=date(2026, 6, 30))
    make.member(joined_on=date(2027, 1, 1))
    make.member(binned_at=clock.now())

    assert members.count(session, actor, make.home().id, YEAR) == 1
    assert members.count(session, actor, make.home().id, Period.year(2025)) == 2


def test_a_member_sent_to_two_units_counts_once(session: Session, make: Make, actor: Actor) -> None:
    standing, other = make.member(standing=True), make.member()
    sent: dict[str, Any] = {"committee_id": make.home().id, "kind": AppointmentKind.PROJECT}
    for member, unit in ((standing, "法院"), (other, "法院"), (other, "检察院")):
        make.save(Appointment(member_id=member.id, unit=unit, starts_on=date(2025, 1, 1), **sent))
    make.save(
        Appointment(
            member_id=make.member().id,
            unit="法院",
            starts_on=date(2024, 1, 1),
            ends_on=date(2025, 12, 31),
            **sent,
        )
    )

    (row,) = members.appointments(session, actor, make.home().id, YEAR)

    assert (row.kind, row.standing, row.others, row.units) == (AppointmentKind.PROJECT, 1, 1, 2)


def test_groups_are_compared_by_members_activities_and_attendance(
    session: Session, make: Make, actor: Actor
) -> None:
    group, quiet = make.group(), make.group()
    sector = make.sector()
    make.save(GroupSector(sector_group_id=group.id, sector_id=sector.id))
    member, taken_out, added = (
        make.member(sector_id=sector.id),
        make.member(sector_id=sector.id),
        make.member(),
    )
    for person, kind in ((taken_out, ExceptionKind.REMOVED), (added, ExceptionKind.ADDED)):
        make.save(GroupException(sector_group_id=group.id, member_id=person.id, kind=kind))
    activity = make.activity(owner_kind=OwnerKind.GROUP, sector_group_id=group.id, served=30)
    make.attendance(activity, member)

    first, second = groups.comparison(session, actor, make.home().id, YEAR)

    assert (first.name, first.members, first.activities, first.served) == (group.name, 2, 1, 30)
    assert (first.called, first.came, first.rate) == (1, 1, 1.0)
    assert (second.name, second.activities, second.rate) == (quiet.name, 0, 0.0)


def test_groups_sectors_and_special_committees_are_counted_in_the_term_that_runs(
    session: Session, make: Make, actor: Actor
) -> None:
    over = make.term(number=14, starts_on=date(2017, 1, 1), ends_on=date(2021, 12, 31))
    make.group(term_id=over.id)
    make.group()
    make.sector()
    make.special_committee()

    (row,) = groups.counts(session, actor, make.home().id, YEAR)

    assert (row.groups, row.sectors, row.special_committees) == (1, 1, 1)


def test_theme_days_count_by_name(session: Session, make: Make, actor: Actor) -> None:
    for group, name in ((make.group(), "委员阅读日"), (make.group(), "委员阅读日")):
        make.save(ThemeDay(sector_group_id=group.id, name=name))

    (row,) = groups.theme_days(session, actor, make.home().id, YEAR)

    assert (row.name, row.groups) == ("委员阅读日", 2)


def test_a_village_is_visited_by_an_activity_there_or_by_its_member_in_liaison(
    session: Session, make: Make, actor: Actor
) -> None:
    township = make.township()
    by_activity, by_member, never = (make.community(township_id=township.id) for _ in range(3))
    make.activity(community_id=by_activity.id, held_on=date(2026, 2, 1))
    member = make.member()
    make.save(Liaison(member_id=member.id, community_id=by_member.id, starts_on=date(2025, 1, 1)))
    listening = make.category(measure=Measure.LISTENING_VISIT)
    make.attendance(make.activity(category_id=listening.id, held_on=date(2026, 3, 1)), member)
    first_quarter = Period.quarter(date(2026, 1, 1))

    rows = liaison.by_quarter(session, actor, make.home().id, Period.year(2026))
    left = liaison.unvisited(session, actor, make.home().id, first_quarter)

    assert [(row.quarter, row.total, row.visited) for row in rows] == [
        (20261, 3, 2),
        (20262, 3, 0),
        (20263, 3, 0),
        (20264, 3, 0),
    ]
    assert [(row.name, row.members) for row in left] == [(never.name, 0)]


def test_a_visit_before_the_liaison_began_is_not_one(
    session: Session, make: Make, actor: Actor
) -> None:
    village, member = make.community(), make.member()
    make.save(Liaison(member_id=member.id, community_id=village.id, starts_on=date(2026, 4, 1)))
    listening = make.category(measure=Measure.LISTENING_VISIT)
    make.attendance(make.activity(category_id=listening.id, held_on=date(2026, 3, 1)), member)

    rows = liaison.by_quarter(session, actor, make.home().id, YEAR)

    assert sum(row.visited for row in rows) == 0


def test_liaison_counts_members_and_what_they_cover(
    session: Session, make: Make, actor: Actor
) -> None:
    township, member = make.township(), make.member()
    village = make.community(township_id=township.id)
    make.community(township_id=township.id, kind=CommunityKind.URBAN)
    make.save(Liaison(member_id=member.id, community_id=village.id, starts_on=date(2026, 1, 1)))

    (row,) = liaison.figures(session, actor, make.home().id, YEAR)

    assert (row.members, row.villages, row.villages_covered) == (1, 1, 1)
    assert (row.urban, row.urban_covered) == (1, 0)


def test_targets_are_told_by_measure_with_how_many_have_them(
    session: Session, make: Make, actor: Actor
) -> None:
    for studio in (make.studio(), make.studio()):
        make.save(
            PlanTarget(
                committee_id=make.home().id,
                studio_id=studio.id,
                year=2026,
                measure=Measure.CONSULTATION,
                target=2,
            )
        )

    (row,) = plans.in_force(session, actor, make.home().id, YEAR)

    assert (row.planned, row.measure, row.every, row.target, row.subjects) == (
        PlannedKind.STUDIO,
        Measure.CONSULTATION,
        Every.YEAR,
        2,
        2,
    )


def test_budgets_are_told_by_kind_with_what_was_spent(
    session: Session, make: Make, actor: Actor
) -> None:
    funded = make.studio(kind=StudioKind.TOWNSHIP_OFFICE)
    make.studio(kind=StudioKind.TOWNSHIP_OFFICE)
    budget = make.save(
        Budget(committee_id=make.home().id, studio_id=funded.id, year=2026, amount_fen=1000)
    )
    activity = make.activity()
    for day, amount in ((date(2026, 3, 1), 300), (date(2027, 1, 1), 50)):
        make.save(
            Expense(
                committee_id=make.home().id,
                budget_id=budget.id,
                activity_id=activity.id,
                spent_on=day,
                amount_fen=amount,
                purpose="场地",
            )
        )

    (row,) = funds.coverage(session, actor, make.home().id, YEAR)

    assert (row.kind, row.owners, row.with_budget, row.rate) == (
        StudioKind.TOWNSHIP_OFFICE,
        2,
        1,
        0.5,
    )
    assert (row.amount_fen, row.spent_fen) == (1000, 300)


def test_honours_are_those_of_the_year(session: Session, make: Make, actor: Actor) -> None:
    for year in (2025, 2026, 2026):
        make.save(
            Commendation(
                committee_id=make.home().id,
                subject_kind=SubjectKind.MEMBER,
                member_id=make.member().id,
                honour=Honour.EXCELLENT_MEMBER,
                level=HonourLevel.COUNTY,
                year=year,
            )
        )

    (row,) = awards.by_honour(session, actor, make.home().id, YEAR)

    assert (row.honour, row.commendations) == (Honour.EXCELLENT_MEMBER, 2)


def test_key_figures_tell_the_period_the_one_before_and_the_months(
    session: Session, make: Make, actor: Actor
) -> None:
    make.studio(standard_items=5, standard_met=5)
    make.studio(kind=StudioKind.MEMBER_HOME)
    make.member()
    make.activity(held_on=date(2025, 5, 1), served=4)
    activity = make.activity(held_on=date(2026, 5, 1), served=10, money_fen=5, goods_fen=6)
    make.attendance(activity, make.member())

    found = kpis.kpis(session, actor, make.home().id, YEAR)

    assert (found.now.activities, found.now.served, found.now.given_fen) == (1, 10, 11)
    assert (found.now.studios, found.now.places, found.now.standard_rate) == (1, 2, 1.0)
    assert (found.now.attendance_rate, found.now.members) == (1.0, 2)
    assert (found.before.activities, found.before.served) == (1, 4)
    assert [(row.month, row.served) for row in found.months if row.served] == [(202605, 10)]
