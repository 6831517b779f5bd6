"""Minhang: no ceiling. Plenary 5 a half-day, others 5, a registered proposal once, extras.

What follows excellent proposals is cut off in the source, so are grades: the preset only
tells who did the basics.
"""

import pytest

from core.activities.models import Presence
from core.assessment.models import ClaimState
from core.members.models import Member
from core.proposals.models import Nature
from tests.core.assessment.presets.city import City


def who_did_the_basics(city: City) -> Member:
    """5 + 3 * 5 + 15."""
    member = city.member()
    city.attended(member, "plenary")
    city.attended(member, "survey", times=3)
    city.proposed(member)
    city.wrote(member)
    return member


def test_the_basics(city: City) -> None:
    found = city.result("minhang", who_did_the_basics(city))

    assert (found.total, found.grade, found.failed) == (5 + 15 + 15, "met", ())


def test_the_plenary_pays_five_a_half_day(city: City) -> None:
    member = city.member()
    city.attended(member, "plenary", half_days=2)
    city.attended(member, "plenary", Presence.LATE, half_days=3)
    city.attended(member, "plenary", Presence.ON_LEAVE, half_days=2)

    found = city.result("minhang", member)

    assert (found.items["plenary"], found.amounts["plenary"]) == (25, 5)


def test_any_other_meeting_or_activity_pays_five_however_long(city: City) -> None:
    member = city.member()
    for code in ("standing_meeting", "chair_meeting", "inspection", "group_session", "salon"):
        city.attended(member, code, half_days=4)
    city.attended(member, "survey", Presence.ABSENT)
    city.attended(member, "training_course", half_days=2)  # is claimed, not counted

    assert city.result("minhang", member).items["others"] == 5 * 5


def test_training_outside_pays_ten_in_full_and_five_in_part(city: City) -> None:
    member = city.member()
    city.claimed(member, "training", "全程参加")
    city.claimed(member, "training", "部分参加")
    city.claimed(member, "training", "全程参加", state=ClaimState.CLAIMED)
    city.claimed(city.member(), "training", "全程参加")

    assert city.result("minhang", member).total == 10 + 5


def test_registered_proposals_count_once(city: City) -> None:
    member = city.member()
    for _ in range(3):
        city.proposed(member)

    assert city.result("minhang", member).total == 15


def test_individual_and_collective_count_at_the_higher_only(city: City) -> None:
    member, lead = city.member(), city.member()
    city.proposed(lead, member, nature=Nature.COLLECTIVE)  # 15 for the lead writer, 3
    city.proposed(member)  # 15

    assert city.result("minhang", lead).items["registered"] == 15
    assert city.result("minhang", member).items["registered"] == 15


def test_a_participant_has_three(city: City) -> None:
    lead, member = city.member(), city.member()
    for _ in range(2):
        city.proposed(lead, member, nature=Nature.COLLECTIVE)

    assert city.result("minhang", member).total == 3


def test_the_best_writer_of_key_and_excellent_proposals(city: City) -> None:
    lead, member = city.member(), city.member()
    city.proposed(lead, member, is_key=True, is_excellent=True)
    city.proposed(lead, member, is_key=True)

    assert city.result("minhang", lead).total == 15 + 2 * 15 + 10
    assert city.result("minhang", member).total == 3 + 2 * 3 + 2


def test_a_proposal_that_was_not_registered_pays_nothing_but_is_one(city: City) -> None:
    member = city.member()
    city.proposed(member, registered=False)

    found = city.result("minhang", member)

    assert (found.total, found.amounts["submitted_proposals"]) == (0, 1)


@pytest.mark.parametrize("missing", ["plenary", "third meeting", "proposal", "opinion item"])
def test_each_of_the_basics_is_needed_whatever_the_points(city: City, missing: str) -> None:
    member = city.member()
    if missing != "plenary":
        city.attended(member, "plenary", half_days=6)
    city.attended(member, "survey", times=2 if missing == "third meeting" else 3)
    if missing != "proposal":
        city.proposed(member, is_key=True, is_excellent=True)
    if missing != "opinion item":
        city.wrote(member)

    found = city.result("minhang", member)

    assert (found.failed, found.grade) == (("basics",), "below")


def test_the_worst_member_has_nothing_and_is_below(city: City) -> None:
    found = city.result("minhang", city.member())

    assert (found.total, found.grade) == (0, "below")


def test_there_is_no_ceiling(city: City) -> None:
    member = who_did_the_basics(city)
    city.attended(member, "salon", times=30)

    assert city.result("minhang", member).total == 35 + 150


def test_equal_points_share_a_place(city: City) -> None:
    one, other = who_did_the_basics(city), who_did_the_basics(city)
    behind = city.member()

    found = city.results("minhang")

    assert [found[each.id].place for each in (one, other, behind)] == [1, 1, 3]
