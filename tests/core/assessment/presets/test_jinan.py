"""Jinan: 70 + at most 50. The three ones; plenary missed -30, on leave -10; 85 and 60.

From the second registered proposal on 5 each, key 5, excellent 10; welfare 2 each up to 10.
"""

from datetime import date

import pytest

from core.activities.models import Presence
from core.matters.models import State
from core.members.models import Member
from tests.core.assessment.presets.city import City
from tests.core.assessment.presets.results import Result, preset


def result(city: City, member: Member) -> Result:
    return city.result("jinan", member)


def test_the_three_ones_alone_give_the_base_of_seventy(city: City) -> None:
    member = city.member_who_did_the_basics()

    found = result(city, member)

    assert (found.total, found.grade, found.failed) == (70, "competent", ())


def test_a_typical_member(city: City) -> None:
    member = city.member_who_did_the_basics()
    for _ in range(3):
        city.proposed(member)
    city.attended(member, "volunteering", times=3)

    found = result(city, member)

    assert found.items["further_proposals"] == 2 * 5  # of three, the second and the third
    assert found.items["welfare"] == 3 * 2
    assert (found.total, found.grade) == (70 + 10 + 6, "excellent")


def test_the_best_member_has_the_bonus_up_to_fifty(city: City) -> None:
    member = city.member_who_did_the_basics()
    for _ in range(5):
        city.proposed(member)  # four of them pay, 20
    city.proposed(member, is_key=True, is_excellent=True)  # the sixth, 5 + 5 + 10
    city.proposed(member, is_excellent=True)  # the seventh, 5 + 10
    city.attended(member, "clinic", times=7)  # 14, no more than 10

    found = result(city, member)

    assert found.items["further_proposals"] == 6 * 5
    assert found.items["key_proposals"] == 5
    assert found.items["excellent_proposals"] == 2 * 10
    assert found.items["welfare"] == 10
    assert found.sections["bonus"] == 50  # 30 + 5 + 20 + 10 = 65
    assert found.total == 120


def test_the_worst_member_did_nothing_and_was_absent(city: City) -> None:
    member = city.member()
    city.attended(member, "plenary", Presence.ABSENT)

    found = result(city, member)

    assert (found.total, found.grade) == (70 - 30, "not_competent")
    assert found.failed == ("three_ones",)


def test_several_sittings_of_the_plenary_missed_cost_once_a_year(city: City) -> None:
    member = city.member()
    city.attended(member, "plenary", Presence.ABSENT, times=4)
    city.attended(member, "plenary", Presence.ON_LEAVE, times=2)

    assert result(city, member).sections["deductions"] == -30 - 10


def test_only_the_first_proposer_has_the_bonus(city: City) -> None:
    first, other = city.member(), city.member()
    for _ in range(2):
        city.proposed(first, other, is_key=True)

    assert result(city, first).sections["bonus"] == 5 + 2 * 5
    assert result(city, other).sections["bonus"] == 0


def test_proposals_that_were_not_registered_do_not_count_as_the_second(city: City) -> None:
    member = city.member()
    city.proposed(member)
    refused = city.proposed(member, registered=False)
    refused.state = State.REFUSED

    found = result(city, member)

    assert found.items["further_proposals"] == 0
    assert found.amounts["proposals"] == 2


@pytest.mark.parametrize(
    ("proposals", "welfare", "total", "grade"),
    [
        (4, 0, 70 + 3 * 5, "excellent"),  # 85, just enough
        (3, 2, 70 + 2 * 5 + 2 * 2, "competent"),  # 84
        (2, 5, 70 + 5 + 10, "excellent"),  # 85
    ],
)
def test_eighty_five_is_excellent(
    city: City, proposals: int, welfare: int, total: float, grade: str
) -> None:
    member = city.member_who_did_the_basics()
    for _ in range(proposals):
        city.proposed(member)
    city.attended(member, "clinic", times=welfare)

    found = result(city, member)

    assert (found.total, found.grade) == (total, grade)


@pytest.mark.parametrize(
    ("proposals", "welfare", "total", "grade"),
    [
        (5, 0, 70 - 30 + 4 * 5, "competent"),  # 60, just enough
        (4, 2, 70 - 30 + 3 * 5 + 2 * 2, "not_competent"),  # 59
    ],
)
def test_sixty_is_competent(
    city: City, proposals: int, welfare: int, total: float, grade: str
) -> None:
    member = city.member_who_did_the_basics()
    city.attended(member, "plenary", Presence.ABSENT)
    for _ in range(proposals):
        city.proposed(member)
    city.attended(member, "clinic", times=welfare)

    found = result(city, member)

    assert (found.total, found.grade) == (total, grade)


@pytest.mark.parametrize(
    ("total", "grade"),
    [(85, "excellent"), (84.99, "competent"), (60, "competent"), (59.99, "not_competent")],
)
def test_a_hundredth_decides(city: City, total: float, grade: str) -> None:
    member = city.member_who_did_the_basics()  # 70

    found = city.results("jinan", corrections={member.id: round((total - 70) * 100)})

    assert (found[member.id].total, found[member.id].grade) == (total, grade)


@pytest.mark.parametrize("missing", ["plenary", "voice", "survey"])
def test_each_of_the_three_ones_is_needed_whatever_the_points(city: City, missing: str) -> None:
    member = city.member()
    if missing != "plenary":
        city.attended(member, "plenary")
    if missing != "survey":
        city.attended(member, "site_inspection")
    if missing != "voice":
        for _ in range(9):
            city.proposed(member)
    city.attended(member, "clinic", times=9)

    found = result(city, member)

    assert found.total >= 80
    assert (found.failed, found.grade) == (("three_ones",), "not_competent")


def test_a_proposal_takes_the_place_of_an_opinion_item(city: City) -> None:
    member = city.member()
    city.attended(member, "plenary", Presence.LATE)
    city.attended(member, "inspection", Presence.LEFT_EARLY)
    city.proposed(member)

    assert (result(city, member).failed, result(city, member).total) == ((), 70)


def test_ties_share_a_place(city: City) -> None:
    better = city.member_who_did_the_basics()
    for _ in range(2):
        city.proposed(better)
    equals = [city.member_who_did_the_basics() for _ in range(2)]
    last = city.member()
    city.attended(last, "plenary", Presence.ON_LEAVE)

    found = city.results("jinan")

    assert [found[one.id].place for one in (better, *equals, last)] == [1, 2, 2, 4]


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (Presence.ABSENT, Presence.ABSENT, ["连续两年不足 60 分"]),  # 40 and 40
        (Presence.ON_LEAVE, Presence.ABSENT, []),  # 60 and 40
        (Presence.ABSENT, Presence.ON_LEAVE, []),  # 40 and 60
    ],
)
def test_two_years_below_sixty(
    city: City, before: Presence, now: Presence, told: list[str]
) -> None:
    member = city.member()
    city.attended(member, "plenary", before, on=date(2025, 2, 1))
    city.attended(member, "plenary", now)

    assert city.limits_reached("jinan", member, range(2025, 2027)) == told


def test_one_who_joined_within_the_year_is_not_made_up_as_the_rule_says_nothing_of_it(
    city: City,
) -> None:
    member = city.member_who_did_the_basics(joined_on=date(2026, 10, 8))
    city.proposed(member)
    city.proposed(member)

    found = result(city, member)

    assert (found.total, found.rated) == (75, 75)


def test_who_is_not_scored_has_no_result(city: City) -> None:
    member = city.member(scored=False, not_scored_reason="专职干部")

    assert member.id not in city.results("jinan")


def test_a_second_year_below_sixty_is_told_with_its_consequence() -> None:
    (limit,) = preset("jinan").limits

    assert limit.consequence == "talk_by_committee"
