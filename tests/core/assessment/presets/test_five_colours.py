"""Five colours in the manner of Fengjie: dimensions and colours are the source's.

Points, quota, pro rata and limits are those of the preset: the source does not have them.
"""

import pytest

from core.activities.models import LeaveKind, Presence
from core.commendations.models import HonourLevel
from core.contributions.models import ContributionKind
from core.handling.models import AuthorityLevel
from core.handling.models import Result as Reply
from core.opinions.models import AdoptionKind
from tests.core.assessment.presets.city import City

BOOK = "five_colours"
NATION, PROVINCE = AuthorityLevel.NATION, AuthorityLevel.PROVINCE
PREFECTURE, COUNTY = AuthorityLevel.PREFECTURE, AuthorityLevel.COUNTY


def test_the_best_member_has_all_and_no_more_than_a_hundred_and_ten(city: City) -> None:
    member = city.member()
    city.attended(member, "plenary", times=2)
    city.attended(member, "group_session", times=2)
    for _ in range(2):
        city.proposed(member)  # 10 each
    city.adopted(city.screened(member), NATION)  # 4 + 20, no more than 20
    for _ in range(4):
        city.claimed(member, "action")  # 20, no more than 15
    city.honoured(member, HonourLevel.NATION)

    found = city.result(BOOK, member)

    assert found.sections == {
        "meetings": 30,
        "proposals": 20,
        "opinions": 20,
        "actions": 15,
        "sector": 15,
        "bonus": 10,
        "counted": 0,
    }
    assert found.total == 110


def test_a_typical_member(city: City) -> None:
    member = city.member()
    city.attended(member, "plenary", times=2)
    city.attended(member, "group_session")  # 8 for one
    city.attended(member, "survey", Presence.ABSENT)  # 3 of 4: 75 percent, 20
    city.proposed(member, result=Reply.A)  # 10 + 5
    city.proposed(city.member(), member)  # 3
    city.screened(member)  # 4
    city.claimed(member, "action")  # 5

    found = city.result(BOOK, member)

    assert (found.total, found.grade) == (20 + 8 + 15 + 3 + 4 + 5, "basically_qualified")


def test_the_worst_member_has_nothing(city: City) -> None:
    found = city.result(BOOK, city.member())

    assert (found.total, found.grade) == (0, "unqualified")


@pytest.mark.parametrize(
    ("there", "of", "points"),
    [(1, 3, 0), (1, 2, 10), (13, 20, 10), (2, 3, 20), (8, 9, 20), (9, 10, 30), (4, 4, 30)],
)
def test_presence_pays_from_a_half_two_thirds_and_nine_tenths(
    city: City, there: int, of: int, points: float
) -> None:
    member = city.member()
    city.attended(member, "survey", times=there)
    city.attended(member, "survey", Presence.ABSENT, times=of - there)

    assert city.result(BOOK, member).items["presence"] == points


@pytest.mark.parametrize(
    ("leave", "points"),
    [
        (LeaveKind.OFFICIAL_DUTY, 30),  # 1 of 1
        (LeaveKind.POSTED_AWAY, 30),
        (LeaveKind.ILLNESS, 10),  # 1 of 2
        (LeaveKind.PERSONAL, 10),
    ],
)
def test_leave_for_official_duty_is_not_counted_against_anybody(
    city: City, leave: LeaveKind, points: float
) -> None:
    member = city.member()
    city.attended(member, "survey")
    city.attended(member, "survey", Presence.ON_LEAVE, leave=leave)

    assert city.result(BOOK, member).total == points


class TestOpinionItems:
    @pytest.mark.parametrize(
        ("level", "points"), [(NATION, 20), (PROVINCE, 12), (PREFECTURE, 8), (COUNTY, 5)]
    )
    def test_adoption_pays_by_level(self, city: City, level: AuthorityLevel, points: float) -> None:
        member = city.member()
        city.adopted(city.wrote(member), level)

        assert city.result(BOOK, member).items["adopted"] == points

    def test_of_one_item_only_the_highest_rung_pays(self, city: City) -> None:
        member = city.member()
        item = city.wrote(member)
        for level in (COUNTY, PROVINCE, PREFECTURE):
            city.adopted(item, level)

        assert city.result(BOOK, member).items["adopted"] == 12

    def test_an_instruction_on_an_adopted_item_is_not_paid_beside_it(self, city: City) -> None:
        member = city.member()
        item = city.wrote(member)
        city.adopted(item, PREFECTURE)
        city.adopted(item, COUNTY, AdoptionKind.INSTRUCTION)
        city.adopted(city.wrote(member), COUNTY, AdoptionKind.INSTRUCTION)  # another, 5

        assert city.result(BOOK, member).items["adopted"] == 8 + 5

    def test_a_composite_pays_half_and_so_does_a_co_signed_item(self, city: City) -> None:
        member, other = city.member(), city.member()
        city.adopted(city.wrote(member), PROVINCE, AdoptionKind.COMPOSITE)  # 6
        city.adopted(city.wrote(member, other), PROVINCE, AdoptionKind.COMPOSITE)  # 3
        city.adopted(city.screened(member, other), COUNTY)  # 2.5, and 4 / 2 for being screened

        assert city.result(BOOK, member).items["adopted"] == 6 + 3 + 2.5
        assert city.result(BOOK, other).sections["opinions"] == 3 + 2.5 + 2

    def test_the_highest_is_the_one_that_pays_most_not_the_one_of_the_highest_level(
        self, city: City
    ) -> None:
        member = city.member()
        item = city.wrote(member)
        city.adopted(item, PROVINCE, AdoptionKind.COMPOSITE)  # 6
        city.adopted(item, PREFECTURE)  # 8

        assert city.result(BOOK, member).items["adopted"] == 8

    def test_one_that_was_not_screened_in_pays_nothing(self, city: City) -> None:
        member = city.member()
        city.wrote(member)

        assert city.result(BOOK, member).total == 0


@pytest.mark.parametrize(("times", "points"), [(0, 0), (1, 8), (2, 15), (5, 15)])
def test_two_sector_activities_give_all_fifteen(city: City, times: int, points: float) -> None:
    member = city.member()
    city.attended(member, "theme_day", times=times)

    assert city.result(BOOK, member).sections["sector"] == points


def test_reports_pay_the_writer_five_and_the_others_two(city: City) -> None:
    writer, other = city.member(), city.member()
    city.gave(ContributionKind.RESEARCH_REPORT, writer, other)
    city.gave(ContributionKind.SPEECH, writer)

    assert city.result(BOOK, writer).total == 5
    assert city.result(BOOK, other).total == 2


# Grades

COLOURS = [
    (80, "good"),
    (79.99, "qualified"),
    (60, "qualified"),
    (59.99, "basically_qualified"),
    (40, "basically_qualified"),
    (39.99, "unqualified"),
    (0, "unqualified"),
]


@pytest.mark.parametrize(("total", "grade"), COLOURS)
def test_a_hundredth_decides(city: City, total: float, grade: str) -> None:
    member = city.member()

    found = city.results(BOOK, corrections={member.id: round(total * 100)})

    assert (found[member.id].total, found[member.id].grade) == (total, grade)


def grades_of(city: City, *totals: float) -> list[str | None]:
    """The grades of members with these totals."""
    members = [city.member() for _ in totals]
    given = zip(members, totals, strict=True)
    found = city.results(BOOK, corrections={one.id: round(points * 100) for one, points in given})
    return [found[one.id].grade for one in members]


def test_fifteen_percent_are_excellent_rounded_down(city: City) -> None:
    # 13 members: 1.95, so one
    assert grades_of(city, 99, 98, *[50] * 11)[:2] == ["excellent", "good"]


def test_of_fourteen_two_are_excellent(city: City) -> None:
    # 14 members: 2.1
    assert grades_of(city, 99, 98, 97, *[50] * 11)[:3] == ["excellent", "excellent", "good"]


def test_of_six_nobody_is_excellent(city: City) -> None:
    # 6 members: 0.9
    assert grades_of(city, 110, 99, 90, 40, 40, 40)[:3] == ["good", "good", "good"]


def test_those_tied_at_the_last_place_are_all_excellent(city: City) -> None:
    # 7 members: 1.05, and three share the first place
    found = grades_of(city, 95, 95, 95, 94, 0, 0, 0)

    assert found[:4] == ["excellent", "excellent", "excellent", "good"]


def test_the_quota_does_not_lift_anybody_above_their_points(city: City) -> None:
    assert grades_of(city, 90, *[0] * 6)[0] == "excellent"
    assert grades_of(city, *[0] * 7)[0] == "unqualified"


def test_the_best_of_all_is_not_excellent_below_ninety(city: City) -> None:
    assert grades_of(city, 89.99, *[0] * 6)[0] == "good"


def test_a_plenary_missed_without_leave_is_basically_qualified_at_best(city: City) -> None:
    member, idle = city.member(), city.member()
    for one in (member, idle):
        city.attended(one, "plenary", Presence.ABSENT)

    found = city.results(BOOK, corrections={member.id: 9900})

    assert (found[member.id].total, found[member.id].grade) == (99, "basically_qualified")
    assert found[member.id].failed == ("stayed_away",)
    assert found[idle.id].grade == "unqualified"  # not lifted


def test_a_matter_that_was_merged_into_another_pays_where_it_went(
    city: City,
) -> None:

    first, other = city.member(), city.member()
    one, into = city.proposed(first), city.proposed(other)
    city.merged(one, into)

    assert city.result(BOOK, first).items["registered"] == 10
    assert city.result(BOOK, other).items["registered"] == 10
