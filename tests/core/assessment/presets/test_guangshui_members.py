"""Guangshui, members: duty 80, attendance 10, study 10, commendations 4 to 10.

Grades and approval are cut off in the source; the preset has none.
"""

import pytest

from core.activities.models import Presence
from core.commendations.models import HonourLevel
from core.members.models import AppointmentKind
from tests.core.assessment.presets.city import City

BOOK = "guangshui_members"
UNTOUCHED = 10  # attendance starts full


def test_the_best_member_has_a_hundred_and_ten(city: City) -> None:
    member = city.member()
    city.proposed(member)
    city.wrote(member)
    city.appointed(member, AppointmentKind.PROJECT)
    city.attended(member, "paired_aid")
    city.claimed(member, "notebook")
    city.claimed(member, "essay")
    city.honoured(member, HonourLevel.NATION)

    found = city.result(BOOK, member)

    assert found.total == 20 + 20 + 20 + 20 + 10 + 5 + 5 + 10
    assert (found.place, found.grade) == (1, None)


def test_a_typical_member(city: City) -> None:
    member = city.member()
    city.proposed(city.member(), member)  # signed too: 15
    city.wrote(member)  # 20
    city.attended(member, "plenary", Presence.LATE)  # 10 - 1
    city.claimed(member, "notebook")  # 5

    assert city.result(BOOK, member).total == 15 + 20 + 9 + 5


def test_the_worst_member_missed_all_there_was(city: City) -> None:
    member = city.member()
    city.attended(member, "standing_meeting", Presence.ABSENT, times=5)  # -15, not below 0

    found = city.result(BOOK, member)

    assert found.items["standing_meetings"] == -15
    assert found.sections["attendance"] == 0
    assert found.total == 0


@pytest.mark.parametrize(
    ("code", "presence", "lost"),
    [
        ("plenary", Presence.LATE, 1),
        ("plenary", Presence.LEFT_EARLY, 1),
        ("plenary", Presence.ABSENT, 1.5),
        ("plenary", Presence.ON_LEAVE, 0),
        ("standing_meeting", Presence.LATE, 2),
        ("standing_meeting", Presence.LEFT_EARLY, 2),
        ("standing_meeting", Presence.ABSENT, 3),
        ("survey", Presence.LATE, 1),
        ("survey", Presence.ABSENT, 1.5),
        ("survey", Presence.PRESENT, 0),
    ],
)
def test_attendance_loses_points(city: City, code: str, presence: Presence, lost: float) -> None:
    member = city.member()
    city.attended(member, code, presence)

    assert city.result(BOOK, member).total == UNTOUCHED - lost


def test_deductions_of_all_meetings_come_from_one_pool(city: City) -> None:
    member = city.member()
    city.attended(member, "plenary", Presence.ABSENT, times=2)  # 3
    city.attended(member, "standing_meeting", Presence.LATE)  # 2
    city.attended(member, "salon", Presence.ABSENT)  # 1.5

    assert city.result(BOOK, member).total == 10 - 3 - 2 - 1.5


def test_one_registered_proposal_is_enough_and_the_best_of_them_counts(city: City) -> None:
    member = city.member()
    city.proposed(city.member(), member)  # 15
    city.proposed(member)  # 20

    assert city.result(BOOK, member).sections["proposals"] == 20


def test_a_proposal_turned_into_an_opinion_item_pays_fifteen_and_ten(city: City) -> None:
    first, other = city.member(), city.member()
    row = city.proposed(first, other, registered=False)
    city.turned_into_an_opinion_item(row)  # the item has no authors of its own

    assert city.result(BOOK, first).total == UNTOUCHED + 15
    assert city.result(BOOK, other).total == UNTOUCHED + 10


def test_a_proposal_and_the_opinion_item_made_of_it_pay_once_at_the_higher(city: City) -> None:
    member = city.member()
    row = city.proposed(member, registered=False)
    city.turned_into_an_opinion_item(row, member)

    found = city.result(BOOK, member)

    assert (found.items["proposal"], found.items["opinion"]) == (0, 20)  # not 15 + 20
    assert (found.amounts["proposal"], found.amounts["opinion"]) == (1, 1)


def test_another_opinion_item_is_paid_beside_a_proposal_that_was_turned_into_one(
    city: City,
) -> None:
    member = city.member()
    row = city.proposed(member, registered=False)
    city.turned_into_an_opinion_item(row, member)  # 20 of the two
    city.proposed(member)  # 20

    assert city.result(BOOK, member).total == UNTOUCHED + 20 + 20


def test_an_opinion_item_or_a_history_article_is_enough(city: City) -> None:
    member = city.member()
    city.wrote(member)
    city.claimed(member, "history")

    found = city.result(BOOK, member)

    assert (found.items["opinion"], found.items["history"]) == (20, 20)
    assert found.sections["words"] == 20


def test_one_enterprise_and_one_family_are_enough(city: City) -> None:
    member = city.member()
    for _ in range(2):
        city.appointed(member, AppointmentKind.PROJECT)
        city.attended(member, "paired_aid")
    city.appointed(member, AppointmentKind.HEARING)

    assert city.result(BOOK, member).sections["service"] == 20 + 20


def test_notebook_and_essay_pay_five_each_once(city: City) -> None:
    member = city.member()
    city.claimed(member, "notebook")
    city.claimed(member, "notebook")
    city.claimed(member, "essay", quantity=3)

    assert city.result(BOOK, member).sections["study"] == 5 + 5


@pytest.mark.parametrize(
    ("level", "points"),
    [
        (HonourLevel.NATION, 10),
        (HonourLevel.PROVINCE, 8),
        (HonourLevel.PREFECTURE, 6),
        (HonourLevel.COUNTY, 4),
    ],
)
def test_commendations_pay_by_level(city: City, level: HonourLevel, points: float) -> None:
    member = city.member()
    city.honoured(member, level)
    city.honoured(member, level, year=2025)

    assert city.result(BOOK, member).items["commended"] == points


def test_equal_points_share_a_place(city: City) -> None:
    best = city.member()
    city.wrote(best)
    equals = [city.member(), city.member()]
    late = city.member()
    city.attended(late, "plenary", Presence.LATE)

    found = city.results(BOOK)

    assert [found[one.id].place for one in (best, *equals, late)] == [1, 2, 2, 4]
