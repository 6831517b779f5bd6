"""What counts for members: the days, the marks, what is in force, and whose it is."""

from datetime import date
from typing import Any

import pytest

from core import clock
from core.activities.models import ActivityState, Stage
from core.assessment.book.shape import Records, Scores
from core.commendations.models import HonourLevel
from core.contributions.models import ContributionKind
from core.handling.models import Result, Satisfaction
from core.matters.models import Consent, Matter, State, Urgency
from core.members.models import AppointmentKind, Liaison, Member, Post, PostKind
from core.opinions.models import AdoptionKind
from core.proposals.models import Nature
from tests.core.assessment.presets.city import City
from tests.core.assessment.presets.conftest import city as city
from tests.core.assessment.scoring.counting import AFTER, BEFORE, BOUNDS, FIRST, LAST, counted


class TestMembers:
    def counted(self, city: City, measure: str, member: Member, **where: Any) -> float:
        return counted(city, Scores.MEMBERS, measure, member.id, **where)

    @pytest.mark.parametrize(
        ("starts_on", "ends_on", "counts"),
        [
            (BEFORE, None, 1),
            (LAST, None, 1),
            (AFTER, None, 0),
            (BEFORE, FIRST, 1),
            (BEFORE, BEFORE, 0),
        ],
    )
    def test_appointments_ties_and_posts_in_force(
        self, city: City, starts_on: date, ends_on: date | None, counts: int
    ) -> None:
        member, other = city.member(), city.member(standing=True)
        dates: dict[str, Any] = {"starts_on": starts_on, "ends_on": ends_on}
        village = city.make.community().id
        for one in (member, other):
            city.appointed(one, AppointmentKind.HEARING, **dates)
            city.make.save(Liaison(member_id=one.id, community_id=village, **dates))
            city.make.save(Post(member_id=one.id, kind=PostKind.CONVENER, **dates))

        for measure in ("appointment", "liaison", "post"):
            assert self.counted(city, measure, member) == counts
            assert self.counted(city, measure, member, standing=True) == 0
            assert self.counted(city, measure, other, standing=True) == counts
        assert self.counted(city, "appointment", member, kind="hearing") == counts
        assert self.counted(city, "appointment", member, kind="project") == 0
        assert self.counted(city, "post", member, kind="convener") == counts
        assert self.counted(city, "post", member, kind="chair") == 0

    def test_a_member_is_one_fact(self, city: City) -> None:
        member = city.member(terms_served=2)

        assert self.counted(city, "member", member) == 1
        assert self.counted(city, "member", member, terms=2) == 1
        assert self.counted(city, "member", member, terms=3) == 0
        assert self.counted(city, "member", member, standing=True) == 0

    @pytest.mark.parametrize(("day", "counts"), BOUNDS)
    def test_the_first_and_the_last_day_are_in(self, city: City, day: date, counts: int) -> None:
        member = city.member()
        city.attended(member, "survey", on=day)
        city.gave(ContributionKind.SPEECH, member, on=day)
        city.honoured(member, HonourLevel.COUNTY, given_on=day, year=2026)
        city.wrote(member, on=day)
        city.adopted(city.wrote(member, on=day))
        city.claimed(member, "one", done_on=day)

        assert self.counted(city, "attendance", member) == counts
        assert self.counted(city, "contribution", member) == counts
        assert self.counted(city, "honour", member) == counts
        assert self.counted(city, "opinion", member) == 2 * counts
        assert self.counted(city, "adoption", member) == counts
        assert self.counted(city, "", member) == counts

    def test_a_commendation_without_a_day_is_of_its_year(self, city: City) -> None:
        member = city.member()
        for year in (2025, 2026, 2027):
            city.honoured(member, HonourLevel.COUNTY, year=year)

        assert self.counted(city, "honour", member) == 1
        assert self.counted(city, "honour", member, level="county", honour="other") == 1
        assert self.counted(city, "honour", member, level="nation") == 0

    def test_that_year_is_over_with_its_last_day_only(self, city: City) -> None:
        member = city.member()
        for year in (2025, 2026):
            city.honoured(member, HonourLevel.COUNTY, year=year)

        assert self.counted(city, "honour", member, last=date(2026, 12, 30)) == 0

    def test_it_lies_in_december(self, city: City) -> None:
        member = city.member()
        city.honoured(member, HonourLevel.COUNTY)
        city.honoured(member, HonourLevel.COUNTY, given_on=date(2026, 12, 5))
        assert self.counted(city, "honour", member, unit="month") == 1

        city.honoured(member, HonourLevel.COUNTY, given_on=date(2026, 11, 5))
        assert self.counted(city, "honour", member, unit="month") == 2
        assert self.counted(city, "honour", member, unit="quarter") == 1

    def test_a_rung_beyond_the_year_does_not_count_beside_one_within(self, city: City) -> None:
        member = city.member()
        item = city.wrote(member)
        city.adopted(item)
        city.adopted(item).adopted_on = AFTER

        assert self.counted(city, "adoption", member) == 1

    def test_only_what_the_main_leader_wrote_upon_is_a_main_leaders(self, city: City) -> None:
        member = city.member()
        item = city.wrote(member)
        city.adopted(item, kind=AdoptionKind.INSTRUCTION, is_main_leader=True)
        city.adopted(item)
        city.adopted(city.wrote(member), kind=AdoptionKind.INSTRUCTION)

        assert self.counted(city, "adoption", member, main_leader=True) == 1
        assert self.counted(city, "adoption", member, main_leader=False) == 2

    def test_months_and_quarters_of_a_day(self, city: City) -> None:
        member = city.member()
        for month in (1, 3, 4, 6, 12):
            city.attended(member, "survey", on=date(2026, month, 9))

        for unit, count in {"month": 5, "quarter": 3, "year": 1}.items():
            assert self.counted(city, "attendance", member, unit=unit) == count

    def test_what_was_entered_for_a_studio_is_not_a_members_of_the_same_number(
        self, city: City
    ) -> None:
        member = city.member()
        city.claimed(city.make.studio(id=member.id), "one")

        assert self.counted(city, "", member) == 0

    def test_own_categories_are_those_of_the_catalogue_that_the_committee_uses(
        self, city: City
    ) -> None:
        member = city.member()
        for committee in (city.make.home(), city.make.committee()):
            category = city.make.category(committee_id=committee.id, code="own_1")
            activity = city.make.activity(committee_id=committee.id, category_id=category.id)
            city.make.attendance(activity, member)

        assert self.counted(city, "attendance", member, activity="own_1") == 1

    def test_what_is_in_the_bin_does_not_count(self, city: City) -> None:
        member = city.member()
        city.gave(ContributionKind.SPEECH, member).binned_at = clock.now()
        city.honoured(member, HonourLevel.COUNTY).binned_at = clock.now()
        city.claimed(member, "one").binned_at = clock.now()
        item = city.wrote(member)
        city.adopted(item)
        item.binned_at = clock.now()
        city.make.attendance(city.held("survey", binned_at=clock.now()), member)

        for measure in ("contribution", "honour", "", "opinion", "adoption", "attendance"):
            assert self.counted(city, measure, member) == 0

    @pytest.mark.parametrize(
        ("stage", "state", "of_all", "of_confirmed"),
        [
            (Stage.DONE, ActivityState.DRAFT, 1, 0),
            (Stage.DONE, ActivityState.CONFIRMED, 1, 1),
            (Stage.PLANNED, ActivityState.CONFIRMED, 0, 0),
        ],
    )
    def test_what_was_held_counts_or_only_what_was_confirmed(
        self, city: City, stage: Stage, state: ActivityState, of_all: int, of_confirmed: int
    ) -> None:
        member = city.member()
        city.make.attendance(city.held("survey", stage=stage, state=state), member)

        assert self.counted(city, "attendance", member) == of_all
        assert (
            counted(city, Scores.MEMBERS, "attendance", member.id, records=Records.CONFIRMED)
            == of_confirmed
        )

    @pytest.mark.parametrize("state", [State.DRAFT, State.GATHERING, State.WITHDRAWN, State.MERGED])
    def test_what_was_not_said_or_went_up_into_another_does_not_count(
        self, city: City, state: State
    ) -> None:
        member = city.member()
        city.wrote(member).state = state
        city.proposed(member).state = state

        assert self.counted(city, "opinion", member) == 0
        assert self.counted(city, "proposal", member) == 0

    @pytest.mark.parametrize("consent", [Consent.ASKED, Consent.DECLINED])
    def test_who_did_not_agree_is_not_credited(self, city: City, consent: Consent) -> None:
        first, other = city.member(), city.member()
        item = city.wrote(first)
        city.make.author(item, other, role="co_signer", consent=consent)
        city.adopted(item)

        for measure in ("opinion", "adoption"):
            assert self.counted(city, measure, other) == 0
            assert self.counted(city, measure, first, co_signed=False) == 1

    @pytest.mark.parametrize("consent", [Consent.ASKED, Consent.DECLINED])
    def test_nor_with_what_the_matter_went_up_into(self, city: City, consent: Consent) -> None:
        first, other = city.member(), city.member()
        item = city.wrote(first)
        city.make.author(item, other, role="co_signer", consent=consent)
        city.merged(item, city.wrote(city.member()))

        assert self.counted(city, "opinion", other) == 0
        assert self.counted(city, "opinion", first) == 1

    def test_who_signed_a_proposal_only_is_not_credited_with_the_item_made_of_it(
        self, city: City
    ) -> None:
        first, other = city.member(), city.member()
        city.turned_into_an_opinion_item(city.proposed(first, other), first)

        assert self.counted(city, "opinion", first) == 1
        assert self.counted(city, "opinion", other) == 0

    @pytest.mark.parametrize(
        ("mark", "change"),
        [
            ("signed", {"signed_on": FIRST}),
            ("issued", {"issued_on": FIRST}),
            ("reported", {"reported_on": FIRST}),
            ("adopted", {"adopted_on": FIRST}),
            ("instructed", {"instructed_on": FIRST}),
            ("micro", {"is_micro": True}),
            ("screened", {"state": State.KEPT}),
        ],
    )
    def test_marks_of_opinion_items(self, city: City, mark: str, change: dict[str, Any]) -> None:
        member = city.member()
        city.wrote(member)
        for _ in range(2):
            changed(city.wrote(member), change)

        assert self.counted(city, "opinion", member, **{mark: True}) == 2
        assert self.counted(city, "opinion", member, **{mark: False}) == 1

    @pytest.mark.parametrize("state", [State.SUBMITTED, State.RETURNED])
    def test_what_waits_or_came_back_was_not_screened_in(self, city: City, state: State) -> None:
        member = city.member()
        city.wrote(member).state = state

        assert self.counted(city, "opinion", member, screened=True) == 0

    def test_urgency_role_and_standing(self, city: City) -> None:
        first, other = city.member(standing=True), city.member()
        city.wrote(first, other).urgency = Urgency.URGENT

        for one, role in ((first, "first"), (other, "co_signer")):
            assert self.counted(city, "opinion", one, urgency="urgent", role=role) == 1
        assert self.counted(city, "opinion", first, urgency="normal") == 0
        assert self.counted(city, "opinion", first, role="co_signer") == 0
        assert self.counted(city, "opinion", first, standing=True) == 1
        assert self.counted(city, "opinion", other, standing=True) == 0
        assert self.counted(city, "opinion", other, co_signed=True) == 1

    def test_who_sat_then_and_no_more_today_counts_as_standing(self, city: City) -> None:
        member = city.member()
        post = Post(member_id=member.id, kind=PostKind.STANDING_MEMBER, starts_on=BEFORE)
        post.ends_on = date(2026, 3, 1)
        city.make.save(post)
        city.attended(member, "standing_meeting")
        city.wrote(member)

        for measure in ("attendance", "opinion", "member", "post"):
            assert self.counted(city, measure, member, standing=True) == 1
            assert self.counted(city, measure, member, standing=False) == 0

    @pytest.mark.parametrize(
        ("mark", "value", "marks"),
        [
            ("key", True, {"is_key": True}),
            ("excellent", True, {"is_excellent": True}),
            ("number_one", True, {"is_number_one": True}),
            ("result", "a", {"result": Result.A}),
            ("satisfaction", "satisfied", {"satisfaction": Satisfaction.SATISFIED}),
            ("nature", "collective", {"nature": Nature.COLLECTIVE}),
        ],
    )
    def test_marks_of_proposals(
        self, city: City, mark: str, value: Any, marks: dict[str, Any]
    ) -> None:
        member = city.member()
        city.proposed(member)
        city.proposed(member, **marks)

        assert self.counted(city, "proposal", member, **{mark: value}) == 1

    def test_steps_of_proposals(self, city: City) -> None:
        member = city.member()
        city.proposed(member, registered=False)
        city.proposed(member).replied_on = LAST
        city.turned_into_an_opinion_item(city.proposed(member, registered=False))
        city.merged(city.proposed(city.member()), city.proposed(member))

        for mark, count in {"registered": 2, "replied": 1, "converted": 1, "merged": 1}.items():
            assert self.counted(city, "proposal", member, **{mark: True}) == count
            assert self.counted(city, "proposal", member, **{mark: False}) == 4 - count

    def test_organiser_of_attendance(self, city: City) -> None:
        member, studio = city.member(), city.make.studio()
        city.make.attendance(city.held("survey", studio), member)
        city.attended(member, "survey", times=2)

        assert self.counted(city, "attendance", member, owner="studio") == 1
        assert self.counted(city, "attendance", member, owner="committee") == 2

    def test_contributions_by_kind_and_role(self, city: City) -> None:
        lead, other = city.member(standing=True), city.member()
        city.gave(ContributionKind.BULLETIN, lead, other)

        assert self.counted(city, "contribution", lead, kind="bulletin", role="lead") == 1
        assert self.counted(city, "contribution", other, role="participant") == 1
        assert self.counted(city, "contribution", other, role="lead") == 0
        assert self.counted(city, "contribution", other, kind="speech") == 0
        assert self.counted(city, "contribution", lead, standing=True) == 1
        assert self.counted(city, "contribution", other, standing=True) == 0


def changed(row: Matter, columns: dict[str, Any]) -> None:
    for name, value in columns.items():
        setattr(row, name, value)
