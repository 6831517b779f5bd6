"""Tongcheng: meetings 50, proposals 25, activities 10, opinion items 15; 60 passes.

The extra points (publicity and so on) are cut off in the source; the preset has none.
"""

import pytest

from core.activities.models import Presence
from core.contributions.models import ContributionKind
from core.matters.models import Consent
from core.proposals.models import Nature
from tests.core.assessment.presets.city import City


def test_the_best_member_has_a_hundred(city: City) -> None:
    member = city.member()
    city.attended(member, "plenary")  # 50
    city.proposed(member)  # 10 + 15
    city.attended(member, "survey", times=5)  # 10
    city.adopted(city.wrote(member))  # 10 + 5

    found = city.result("tongcheng", member)

    assert found.sections == {"meetings": 50, "proposals": 25, "activities": 10, "opinions": 15}
    assert (found.total, found.grade) == (100, "passed")


def test_more_than_enough_of_all_is_still_a_hundred(city: City) -> None:
    member = city.member()
    city.attended(member, "plenary", times=3)
    for _ in range(2):
        city.proposed(member)  # 50, no more than 25
        city.adopted(city.wrote(member))  # 30, no more than 15
    city.attended(member, "survey", times=4)  # 8
    city.gave(ContributionKind.WRITTEN_SPEECH, member)  # and 5, no more than 10

    found = city.result("tongcheng", member)

    assert found.items["taken_part"] + found.items["written_speeches"] == 8 + 5
    assert found.sections == {"meetings": 50, "proposals": 25, "activities": 10, "opinions": 15}


def test_a_typical_member(city: City) -> None:
    member = city.member()
    city.attended(member, "plenary", Presence.ON_LEAVE)  # 30
    city.proposed(member)  # 25
    city.attended(member, "clinic", times=2)  # 4
    city.wrote(member)  # 10

    found = city.result("tongcheng", member)

    assert (found.total, found.grade) == (30 + 25 + 4 + 10, "passed")


def test_the_worst_member_has_nothing(city: City) -> None:
    member = city.member(standing=True)
    city.attended(member, "plenary", Presence.ABSENT)
    city.attended(member, "standing_meeting", Presence.ABSENT, times=3)  # -15, not below 0

    found = city.result("tongcheng", member)

    assert found.items["standing_meetings"] == -15
    assert found.sections["meetings"] == 0
    assert (found.total, found.grade) == (0, "failed")


@pytest.mark.parametrize(
    ("presence", "points"),
    [
        (Presence.PRESENT, 50),
        (Presence.LATE, 50),
        (Presence.LEFT_EARLY, 50),
        (Presence.ON_LEAVE, 30),
        (Presence.ABSENT, 0),
    ],
)
def test_the_plenary_pays_by_presence(city: City, presence: Presence, points: float) -> None:
    member = city.member()
    city.attended(member, "plenary", presence)

    assert city.result("tongcheng", member).total == points


def test_the_plenary_pays_once_a_year_by_the_best_of_its_sittings(city: City) -> None:
    member = city.member()
    city.attended(member, "plenary", Presence.ON_LEAVE)
    city.attended(member, "plenary", Presence.PRESENT)
    city.attended(member, "plenary", Presence.ABSENT)

    assert city.result("tongcheng", member).total == 50


@pytest.mark.parametrize(("standing", "points"), [(True, 50 - 2 - 2 - 5), (False, 50)])
def test_only_standing_members_lose_points_at_standing_meetings(
    city: City, standing: bool, points: float
) -> None:
    member = city.member(standing=standing)
    city.attended(member, "plenary")
    city.attended(member, "standing_meeting", Presence.ON_LEAVE, times=2)
    city.attended(member, "standing_meeting", Presence.ABSENT)
    city.attended(member, "standing_meeting", Presence.PRESENT)

    assert city.result("tongcheng", member).total == points


def test_the_first_proposer_takes_half_and_three_others_split_the_rest(city: City) -> None:
    first, *others = (city.member() for _ in range(4))
    city.proposed(first, *others)

    assert city.result("tongcheng", first).total == 5 + 7.5
    for other in others:
        found = city.result("tongcheng", other)
        assert found.items["submitted"] == 1.67  # 5 / 3, rounded
        assert found.items["registered"] == 2.5  # 7.5 / 3
        assert found.total == 4.17


def test_who_was_asked_and_did_not_agree_has_no_part(city: City) -> None:
    first, agreed, declined = (city.member() for _ in range(3))
    row = city.proposed(first, agreed)
    city.make.author(row, declined, role="co_signer", consent=Consent.DECLINED)

    assert city.result("tongcheng", agreed).total == 5 + 7.5
    assert city.result("tongcheng", declined).total == 0


def test_an_individual_proposal_belongs_to_its_member_alone(city: City) -> None:
    member = city.member()
    city.proposed(member, registered=False)

    assert city.result("tongcheng", member).total == 10


def test_a_collective_proposal_pays_each_of_its_main_members_in_full(city: City) -> None:
    members = [city.member() for _ in range(3)]
    city.proposed(*members, nature=Nature.COLLECTIVE)

    assert [city.result("tongcheng", one).total for one in members] == [25, 25, 25]


@pytest.mark.parametrize(
    ("activities", "shared", "total", "grade"),
    [
        (5, False, 50 + 10, "passed"),  # 60, just enough
        (4, True, 50 + 8 + 1.67, "failed"),  # 59.67
        (4, False, 50 + 8, "failed"),
    ],
)
def test_sixty_passes(city: City, activities: int, shared: bool, total: float, grade: str) -> None:
    member = city.member()
    city.attended(member, "plenary")
    city.attended(member, "salon", times=activities)
    if shared:  # 5 / 3
        city.proposed(city.member(), member, city.member(), city.member(), registered=False)

    found = city.result("tongcheng", member)

    assert (found.total, found.grade) == (total, grade)


def test_equal_points_share_a_place(city: City) -> None:
    ahead, *equals = (city.member() for _ in range(3))
    city.attended(ahead, "plenary")
    for one in equals:
        city.attended(one, "plenary", Presence.ON_LEAVE)

    found = city.results("tongcheng")

    assert [found[one.id].place for one in (ahead, *equals)] == [1, 2, 2]
