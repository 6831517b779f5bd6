"""What counts for studios, groups and committees, and on which days."""

from datetime import date
from typing import Any

import pytest

from core import clock
from core.activities.models import OwnerKind, Presence
from core.assessment.book.shape import Scores
from core.commendations.models import Commendation, Honour, HonourLevel, SubjectKind
from core.contributions.models import ContributionKind
from core.groups.models import GroupSector, SectorGroup
from core.handling.models import AuthorityLevel
from core.members.models import Member
from core.studios.models import StudioState, StudioStep
from tests.core.assessment.presets.city import City
from tests.core.assessment.presets.conftest import city as city
from tests.core.assessment.scoring.counting import AFTER, BEFORE, BOUNDS, FIRST, LAST, counted


class TestStudios:
    def test_activities_by_what_was_done_there(self, city: City) -> None:
        studio = city.make.studio()
        figures: dict[str, Any] = {
            "served": 5,
            "opinions_heard": 6,
            "problems_solved": 7,
            "half_days": 2,
        }
        city.held("clinic", studio, **figures)
        city.held("clinic", studio, on=date(2026, 9, 1))
        city.held("salon", studio, on=AFTER)

        units = {
            "time": 2,
            "person": 5,
            "opinion": 6,
            "problem_solved": 7,
            "half_day": 3,
            "month": 2,
            "quarter": 2,
            "year": 1,
        }
        for unit, count in units.items():
            assert counted(city, Scores.STUDIOS, "activity", studio.id, unit) == count
        for code, count in {"clinic": 2, "service": 2, "salon": 0}.items():
            assert counted(city, Scores.STUDIOS, "activity", studio.id, activity=code) == count

    def test_standards_as_they_stand(self, city: City) -> None:
        studio = city.make.studio()
        city.standard_met(studio, "six_haves", met=2, of=6)

        expected: list[tuple[dict[str, Any], int]] = [
            ({"set": "six_haves", "verdict": "met"}, 2),
            ({"set": "six_haves", "verdict": "unmet"}, 4),
            ({"set": "five_haves"}, 0),
            ({"item": "第1条"}, 1),
        ]
        for where, count in expected:
            assert counted(city, Scores.STUDIOS, "standard", studio.id, **where) == count

    def test_voices_commendations_and_reports(self, city: City) -> None:
        studio, other = city.make.studio(), city.make.studio()
        city.adopted(city.wrote(studio=studio), AuthorityLevel.PROVINCE)
        city.proposed(city.member(), studio=studio, is_key=True)
        commended(city, SubjectKind.STUDIO, studio_id=studio.id)
        city.printed(studio)
        city.printed(activity_id=city.held("salon", studio).id)

        for measure, count in {
            "opinion": 1,
            "proposal": 1,
            "adoption": 1,
            "honour": 1,
            "press": 2,
        }.items():
            assert counted(city, Scores.STUDIOS, measure, studio.id) == count
            assert counted(city, Scores.STUDIOS, measure, other.id) == 0
        assert counted(city, Scores.STUDIOS, "proposal", studio.id, key=True) == 1
        assert counted(city, Scores.STUDIOS, "adoption", studio.id, level="county") == 0
        assert counted(city, Scores.STUDIOS, "press", studio.id, level="county") == 2
        assert counted(city, Scores.STUDIOS, "honour", studio.id, level="nation") == 0

    @pytest.mark.parametrize(("day", "counts"), BOUNDS)
    def test_the_first_and_the_last_day_are_in(self, city: City, day: date, counts: int) -> None:
        studio = city.make.studio()
        city.held("clinic", studio, on=day)
        city.adopted(city.wrote(studio=studio, on=day))
        city.proposed(city.member(), studio=studio, on=day)
        city.printed(studio, on=day)
        commended(city, SubjectKind.STUDIO, studio_id=studio.id, given_on=day)

        for measure in ("activity", "opinion", "adoption", "proposal", "press", "honour"):
            assert counted(city, Scores.STUDIOS, measure, studio.id) == counts

    def test_what_is_in_the_bin_does_not_count(self, city: City) -> None:
        studio = city.make.studio()
        city.held("clinic", studio).binned_at = clock.now()
        item = city.wrote(studio=studio)
        city.adopted(item)
        item.binned_at = clock.now()
        city.printed(studio).binned_at = clock.now()

        for measure in ("activity", "opinion", "adoption", "press"):
            assert counted(city, Scores.STUDIOS, measure, studio.id) == 0


class TestGroups:
    def group(self, city: City, *members: Member) -> SectorGroup:
        """A group of a sector with these members."""
        sector, group = city.make.sector(), city.make.group()
        city.make.save(GroupSector(sector_group_id=group.id, sector_id=sector.id))
        for member in members:
            member.sector_id = sector.id
        return group

    def counted(self, city: City, measure: str, group: SectorGroup, **where: Any) -> float:
        return counted(city, Scores.GROUPS, measure, group.id, **where)

    def test_what_its_members_did(self, city: City) -> None:
        one, two = city.member(standing=True), city.member()
        group, other = self.group(city, one, two), self.group(city, city.member())
        for member in (one, two):
            city.attended(member, "survey")
        city.attended(one, "survey", Presence.ABSENT)
        city.wrote(two, one)  # one item, though both signed it
        city.proposed(two, one)
        city.gave(ContributionKind.SPEECH, two, one)

        expected = {"attendance": 3, "opinion": 1, "proposal": 1, "contribution": 1}
        for measure, count in expected.items():
            assert self.counted(city, measure, group) == count
            assert self.counted(city, measure, other) == 0
        assert self.counted(city, "attendance", group, presence="present") == 2
        for measure in ("opinion", "proposal", "contribution"):
            assert self.counted(city, measure, group, standing=True) == 1
        for measure in ("opinion", "proposal"):
            assert self.counted(city, measure, group, role="first") == 1
        assert self.counted(city, "contribution", group, role="lead", kind="speech") == 1

    def test_where_none_of_them_is_the_first_it_signed_too(self, city: City) -> None:
        member = city.member()
        group = self.group(city, member)
        city.wrote(city.member(), member)
        city.gave(ContributionKind.SPEECH, city.member(), member)

        assert self.counted(city, "opinion", group, role="co_signer") == 1
        assert self.counted(city, "opinion", group, standing=False) == 1
        assert self.counted(city, "contribution", group, role="participant") == 1
        assert self.counted(city, "contribution", group, standing=True) == 0

    def test_a_matter_shared_by_two_groups_counts_for_both(self, city: City) -> None:
        one, two = city.member(), city.member()
        groups = [self.group(city, one), self.group(city, two)]
        city.wrote(one, two)
        city.gave(ContributionKind.SPEECH, one, two)

        for measure in ("opinion", "contribution"):
            assert [self.counted(city, measure, group) for group in groups] == [1, 1]

    def test_each_of_several_counts(self, city: City) -> None:
        member = city.member()
        group = self.group(city, member)
        for _ in range(2):
            city.wrote(member)
            city.proposed(member)
            city.gave(ContributionKind.SPEECH, member)

        for measure in ("opinion", "proposal", "contribution"):
            assert self.counted(city, measure, group) == 2

    def test_its_own_activities_commendations_and_reports(self, city: City) -> None:
        group, other = self.group(city), self.group(city)
        activity = city.held("group_session", owner_kind=OwnerKind.GROUP, sector_group_id=group.id)
        commended(city, SubjectKind.GROUP, sector_group_id=group.id)
        city.printed(activity_id=activity.id)

        for measure in ("activity", "honour", "press"):
            assert self.counted(city, measure, group) == 1
            assert self.counted(city, measure, other) == 0

    @pytest.mark.parametrize(("day", "counts"), BOUNDS)
    def test_the_first_and_the_last_day_are_in(self, city: City, day: date, counts: int) -> None:
        member = city.member()
        group = self.group(city, member)
        city.wrote(member, on=day)
        city.proposed(member, on=day)
        city.gave(ContributionKind.SPEECH, member, on=day)

        for measure in ("opinion", "proposal", "contribution"):
            assert self.counted(city, measure, group) == counts

    def test_a_contribution_in_the_bin_does_not_count(self, city: City) -> None:
        member = city.member()
        group = self.group(city, member)
        city.gave(ContributionKind.SPEECH, member).binned_at = clock.now()

        assert self.counted(city, "contribution", group) == 0


class TestCommittees:
    def counted(self, city: City, measure: str, committee_id: int, **where: Any) -> float:
        return counted(city, Scores.COMMITTEES, measure, committee_id, **where)

    DATED = ("activity", "opinion", "proposal", "adoption", "honour")

    def test_what_it_and_those_below_it_have(self, city: City) -> None:
        county = city.make.committee(city.make.home())
        other = city.make.committee(city.make.home())
        township = city.make.township(county)
        for committee in (county, township):
            city.make.activity(committee_id=committee.id)
            item = city.make.matter(committee_id=committee.id)
            item.adopted_on = item.received_on
            city.adopted(item)
            proposal = city.proposed(city.member())
            proposal.committee_id = committee.id
            commended(city, SubjectKind.PROPOSAL, committee_id=committee.id, subject="示例")
            city.make.studio(committee_id=committee.id)

        for measure in (*self.DATED, "studio"):
            assert self.counted(city, measure, county.id) == 2
            assert self.counted(city, measure, other.id) == 0
        assert self.counted(city, "opinion", county.id, adopted=True) == 2
        assert self.counted(city, "proposal", county.id, registered=True) == 2

    @pytest.mark.parametrize(("day", "counts"), BOUNDS)
    def test_the_first_and_the_last_day_are_in(self, city: City, day: date, counts: int) -> None:
        county = city.make.committee(city.make.home())
        whose: dict[str, Any] = {"committee_id": county.id}
        city.make.activity(held_on=day, **whose)
        city.adopted(city.make.matter(received_on=day, **whose))
        city.proposed(city.member(), on=day).committee_id = county.id
        commended(city, SubjectKind.PROPOSAL, subject="示例", given_on=day, **whose)

        for measure in self.DATED:
            assert self.counted(city, measure, county.id) == counts

    @pytest.mark.parametrize(
        ("given", "there", "opened"),
        [
            ({}, 1, 0),
            ({"opened_on": BEFORE}, 1, 0),
            ({"opened_on": FIRST}, 1, 1),
            ({"opened_on": LAST}, 1, 1),
            ({"opened_on": AFTER}, 0, 0),
            ({"state": StudioState.WITHDRAWN}, 0, 0),
            ({"state": StudioState.SUSPENDED}, 1, 0),
            ({"state": StudioState.RECTIFYING}, 1, 0),
            ({"binned_at": clock.now()}, 0, 0),
        ],
    )
    def test_studios_that_are_open_and_those_that_opened(
        self, city: City, given: dict[str, Any], there: int, opened: int
    ) -> None:
        county = city.make.committee(city.make.home())
        city.make.studio(committee_id=county.id, **given)

        assert self.counted(city, "studio", county.id) == there
        assert self.counted(city, "studio", county.id, opened=True) == opened
        assert self.counted(city, "studio", county.id, kind="sector") == there
        assert self.counted(city, "studio", county.id, demonstration=True) == 0

    def test_a_studio_withdrawn_since_was_open_then(self, city: City) -> None:
        county = city.make.committee(city.make.home())
        studio = city.make.studio(committee_id=county.id, state=StudioState.WITHDRAWN)
        step = StudioStep(
            studio_id=studio.id,
            before=StudioState.OPENED,
            after=StudioState.WITHDRAWN,
            taken_on=AFTER,
        )
        city.make.save(step)

        assert self.counted(city, "studio", county.id) == 1


def commended(city: City, kind: SubjectKind, **whose: Any) -> None:
    usual: dict[str, Any] = {"committee_id": city.make.home().id}
    city.make.save(
        Commendation(
            subject_kind=kind,
            honour=Honour.OTHER,
            level=HonourLevel.COUNTY,
            year=2026,
            **usual | whose,
        )
    )
