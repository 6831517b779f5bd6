"""Days, plans, seats, flows, rungs and comparisons: counted by hand."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from core import clock
from core.activities.models import OwnerKind, Presence, Stage
from core.handling.models import (
    Assignment,
    AssignmentState,
    AuthorityLevel,
    HandlingRole,
    Reply,
    Result,
)
from core.matters.models import Author, AuthorRole, Matter, MatterKind, State, Submitter
from core.members.models import Liaison
from core.opinions.models import Adoption, AdoptionKind
from core.permissions import Actor, Role
from core.plans.models import Every, Measure, PlanTarget
from core.reports.periods import Period
from core.reports.queries import calendar, compare, flow, ladder, places, presence
from core.studios.models import StudioState
from tests.factories import DAY, Make

YEAR = Period.year(DAY.year)


@pytest.fixture
def home(make: Make) -> int:
    return make.home().id


@pytest.fixture
def office(make: Make, home: int) -> Actor:
    return make.actor(Role.CHAIR_OFFICE)


class TestDays:
    def test_only_what_was_held_counts_on_its_day(
        self, session: Session, make: Make, home: int, office: Actor
    ) -> None:
        make.activity(held_on=date(2026, 3, 1), served=10)
        make.activity(held_on=date(2026, 3, 1), served=5)
        make.activity(held_on=date(2026, 4, 2))
        make.activity(held_on=date(2026, 4, 2), stage=Stage.PLANNED)
        make.activity(held_on=date(2026, 4, 2), binned_at=clock.now())
        make.activity(held_on=date(2025, 4, 2))

        rows = calendar.by_day(session, office, home, YEAR)

        assert [(row.day, row.activities, row.served) for row in rows] == [
            (date(2026, 3, 1), 2, 15),
            (date(2026, 4, 2), 1, 0),
        ]


class TestPlan:
    def target(self, make: Make, target: int, **given: Any) -> None:
        usual: dict[str, Any] = {"measure": Measure.ACTIVITY, "every": Every.YEAR, "year": 2026}
        make.save(PlanTarget(committee_id=make.home().id, target=target, **usual | given))

    def test_what_is_held_by_those_with_a_target_is_counted_apart(
        self, session: Session, make: Make, home: int, office: Actor
    ) -> None:
        studio, other = make.studio(), make.studio()
        group = make.group()
        self.target(make, 6, studio_id=studio.id)
        self.target(make, 3, sector_group_id=group.id, every=Every.QUARTER)
        self.target(make, 9, studio_id=other.id, measure=Measure.READING_EVENT)
        of_group = {"owner_kind": OwnerKind.GROUP, "sector_group_id": group.id}
        make.activity(held_on=date(2026, 3, 1), studio_id=studio.id, owner_kind=OwnerKind.STUDIO)
        make.activity(held_on=date(2026, 3, 2), studio_id=other.id, owner_kind=OwnerKind.STUDIO)
        make.activity(held_on=date(2026, 4, 1), **of_group)
        make.activity(held_on=date(2026, 12, 1), stage=Stage.PLANNED, **of_group)

        rows = calendar.against_plan(session, office, home, Period.month(date(2026, 3, 1)))

        found = {row.month: (row.held, row.aimed, row.planned) for row in rows if row.held}
        assert [row.month for row in rows] == YEAR.months()
        assert found == {202603: (2, 1, 0), 202604: (1, 1, 0)}
        assert rows[-1].planned == 1
        assert {row.goal for row in rows} == {6 + 3 * 4}

    def test_a_year_without_anything_has_no_rows(
        self, session: Session, home: int, office: Actor
    ) -> None:
        assert calendar.against_plan(session, office, home, YEAR) == ()


class TestSeats:
    def meeting(self, make: Make, **given: Any) -> Any:
        heading = make.category(code="meeting", parent_id=None)
        category = make.category(code=f"kind{heading.id}", parent_id=heading.id)
        given = {"category_id": category.id, "owner_kind": OwnerKind.COMMITTEE} | given
        return make.activity(studio_id=None, **given)

    def test_who_missed_most_comes_first_and_leave_is_no_miss(
        self, session: Session, make: Make, home: int, office: Actor
    ) -> None:
        meeting = self.meeting(make)
        later = make.activity(
            category_id=meeting.category_id,
            owner_kind=OwnerKind.COMMITTEE,
            studio_id=None,
            held_on=date(2026, 6, 1),
        )
        good, bad, ill = make.member(), make.member(), make.member()
        make.attendance(meeting, good)
        make.attendance(later, good)
        make.attendance(meeting, bad, presence=Presence.ABSENT, counted=Presence.ABSENT)
        make.attendance(later, bad, presence=Presence.ABSENT, counted=Presence.ABSENT)
        leave = {"presence": Presence.ON_LEAVE, "counted": Presence.ON_LEAVE}
        make.attendance(later, ill, leave_reason="事由", **leave)

        rows = presence.matrix(session, office, home, YEAR)

        assert [(row.name, row.activity_id, row.missed, row.called) for row in rows] == [
            (bad.name, meeting.id, 2, 2),
            (bad.name, later.id, 2, 2),
            (ill.name, later.id, 0, 1),
            (good.name, meeting.id, 0, 2),
            (good.name, later.id, 0, 2),
        ]
        assert rows[2].presence is Presence.ON_LEAVE

    def test_other_activities_and_meetings_of_committees_below_are_left_out(
        self, session: Session, make: Make, home: int, office: Actor
    ) -> None:
        make.attendance(make.activity(), make.member())
        below = make.township()
        meeting = self.meeting(make)
        meeting.committee_id = below.id
        make.attendance(meeting, make.member())

        assert presence.matrix(session, office, home, YEAR) == ()


class TestFlow:
    def assigned(self, make: Make, matter: Matter, unit: Any, **given: Any) -> Assignment:
        usual: dict[str, Any] = {
            "matter_id": matter.id,
            "committee_id": matter.committee_id,
            "kind": MatterKind.OPINION,
            "unit_id": unit.id,
            "role": HandlingRole.LEAD,
            "counted_from": DAY,
            "first_due_on": DAY,
            "due_on": DAY,
        }
        return make.save(Assignment(**usual | given))

    def test_each_item_goes_one_way(
        self, session: Session, make: Make, home: int, office: Actor
    ) -> None:
        sector, unit, other = make.sector(), make.unit(), make.unit()
        member = make.member(sector_id=sector.id)
        solved, waiting = make.matter(), make.matter()
        for matter in (solved, waiting):
            make.save(Author(matter_id=matter.id, member_id=member.id, role=AuthorRole.FIRST))
        make.matter(submitter=Submitter.CITIZEN)
        reply = make.save(
            Reply(
                matter_id=solved.id, unit_id=unit.id, result=Result.A, words="答复", replied_on=DAY
            )
        )
        replied = {"state": AssignmentState.REPLIED, "reply_id": reply.id, "replied_on": DAY}
        self.assigned(make, solved, other, role=HandlingRole.CO)
        self.assigned(make, solved, unit, **replied)
        self.assigned(make, waiting, other, state=AssignmentState.HANDED_BACK)
        self.assigned(make, waiting, unit)

        rows = flow.streams(session, office, home, YEAR)

        found = {(row.sector, row.submitter, row.unit, row.result): row.items for row in rows}
        assert found == {
            (sector.name, Submitter.MEMBER, unit.name, Result.A): 1,
            (sector.name, Submitter.MEMBER, unit.name, None): 1,
            (None, Submitter.CITIZEN, None, None): 1,
        }


class TestLadder:
    def test_what_climbed_on_is_told_and_the_highest_stands_first(
        self, session: Session, make: Make, home: int, office: Actor
    ) -> None:
        high, low = make.matter(), make.matter()
        county, nation = AuthorityLevel.COUNTY, AuthorityLevel.NATION
        for matter, level in ((high, county), (high, nation), (low, county)):
            make.save(
                Adoption(
                    matter_id=matter.id,
                    committee_id=home,
                    level=level,
                    kind=AdoptionKind.SINGLE,
                    adopted_on=DAY,
                )
            )

        rows = ladder.by_level(session, office, home, YEAR)

        assert [(row.level, row.items, row.higher) for row in rows] == [
            (nation, 1, 0),
            (county, 2, 1),
        ]


class TestCompare:
    def test_groups_are_told_with_what_they_held_and_raised(
        self, session: Session, make: Make, home: int, office: Actor
    ) -> None:
        group, quiet = make.group(), make.group()
        make.save(
            PlanTarget(
                committee_id=home,
                sector_group_id=group.id,
                year=2026,
                measure=Measure.ACTIVITY,
                every=Every.YEAR,
                target=4,
            )
        )
        make.activity(owner_kind=OwnerKind.GROUP, studio_id=None, sector_group_id=group.id)
        make.matter(sector_group_id=group.id)
        make.matter(raising_group_id=group.id, sector_group_id=quiet.id)
        make.matter(kind=MatterKind.PROPOSAL, raising_group_id=group.id)

        first, second = compare.side_by_side(session, office, home, YEAR)

        assert (first.group_id, first.opinions, first.proposals) == (group.id, 2, 1)
        assert (first.activities, first.rate, first.plan_rate) == (1, None, 0.25)
        assert (second.opinions, second.plan_rate) == (0, None)


class TestPlaces:
    def test_what_is_done_counts_in_its_township(
        self, session: Session, make: Make, home: int, office: Actor
    ) -> None:
        town, other = make.township(), make.township()
        studio = make.studio(township_id=town.id, state=StudioState.OPENED, opened_on=DAY)
        village = make.community(township_id=other.id)
        make.activity(studio_id=studio.id, owner_kind=OwnerKind.STUDIO)
        make.activity(community_id=village.id)
        make.activity(committee_id=other.id)
        make.activity()
        make.matter(studio_id=studio.id)
        make.save(Liaison(member_id=make.member().id, community_id=village.id, starts_on=DAY))

        first, second = places.right_below(session, office, home, YEAR)

        counted = [
            (one.child_id, one.activities, one.opinions, one.studios, one.liaison)
            for one in (first, second)
        ]
        assert counted == [(town.id, 1, 1, 1, 0), (other.id, 2, 0, 0, 1)]
        assert (first.row, first.column) == (0, 0)

    def test_a_township_shows_its_communities(
        self, session: Session, make: Make, home: int, office: Actor
    ) -> None:
        town = make.township()
        village = make.community(township_id=town.id)
        held = make.activity(community_id=village.id)
        make.matter(activity_id=held.id)
        make.save(Liaison(member_id=make.member().id, community_id=village.id, starts_on=DAY))

        (found,) = places.right_below(session, office, town.id, YEAR)

        assert (found.community_id, found.name) == (village.id, village.name)
        assert (found.activities, found.opinions, found.liaison) == (1, 1, 1)

    def test_what_nobody_handed_in_yet_counts_in_no_community(
        self, session: Session, make: Make, office: Actor
    ) -> None:
        town = make.township()
        held = make.activity(community_id=make.community(township_id=town.id).id)
        make.matter(activity_id=held.id, state=State.DRAFT)

        (found,) = places.right_below(session, office, town.id, YEAR)

        assert found.opinions == 0

    def test_who_is_in_liaison_with_two_townships_of_a_county_counts_once_in_it(
        self, session: Session, make: Make, home: int, office: Actor
    ) -> None:
        county, member = make.committee(make.home()), make.member().id
        for _ in range(2):
            village = make.community(township_id=make.township(county).id)
            make.save(Liaison(member_id=member, community_id=village.id, starts_on=DAY))

        (found,) = places.right_below(session, office, home, YEAR)

        assert found.liaison == 1

    def test_a_studio_counts_where_it_was_open_on_the_last_day(
        self, session: Session, make: Make, home: int, office: Actor
    ) -> None:
        town = make.township()
        make.studio(township_id=town.id, state=StudioState.OPENED, opened_on=DAY)

        (found,) = places.right_below(session, office, home, Period.year(DAY.year - 1))

        assert found.studios == 0
