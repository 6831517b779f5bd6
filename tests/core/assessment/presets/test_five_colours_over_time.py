"""Five colours: who joined or left within the year, and limits over several years.

Pro rata and limits are those of the preset: the source does not have them.
"""

from datetime import date

import pytest

from core.activities.models import Presence
from core.contributions.models import ContributionKind
from core.handling.models import AuthorityLevel
from tests.core.assessment.presets.city import City

BOOK = "five_colours"
PROVINCE = AuthorityLevel.PROVINCE


# Joined or left within the year


@pytest.mark.parametrize(
    ("joined", "left", "months", "rated"),
    [
        (date(2026, 7, 1), None, 6, 2 * 9),
        (date(2026, 7, 31), None, 6, 2 * 9),  # a month counts with one day
        (date(2022, 1, 1), date(2026, 5, 1), 4, 3 * 9),  # on the day of leaving no more
        (date(2022, 1, 1), date(2026, 5, 2), 5, 21.6),  # 9 * 12 / 5
        (date(2022, 1, 1), None, 12, 9),
    ],
)
def test_what_was_earned_is_made_up_by_months(
    city: City, joined: date, left: date | None, months: int, rated: float
) -> None:
    member = city.member(joined_on=joined, left_on=left)
    city.proposed(city.member(), member, on=date(2026, 4, 1))  # 3
    city.screened(member)  # 4
    city.gave(ContributionKind.RESEARCH_REPORT, city.member(), member)  # 2

    found = city.result(BOOK, member)

    assert (found.total, found.sheet.months, found.rated) == (9, months, rated)


def test_what_is_made_up_is_no_more_than_each_section_allows(city: City) -> None:
    member = city.member(joined_on=date(2026, 10, 1))  # 3 months: four times as much
    city.attended(member, "group_session", times=2)  # a rate of 30, and 15 of 15
    city.proposed(member)  # 10 of 20
    city.adopted(city.screened(member), PROVINCE)  # 4 + 12 of 20

    found = city.result(BOOK, member)

    assert (found.total, found.rated) == (30 + 15 + 10 + 16, 30 + 15 + 20 + 20)


@pytest.mark.parametrize(("joined", "graded"), [(10, True), (11, False)])
def test_below_three_months_one_is_scored_but_not_graded(
    city: City, joined: int, graded: bool
) -> None:
    member = city.member(joined_on=date(2026, joined, 1))
    city.attended(member, "group_session", on=date(2026, 12, 1))

    found = city.result(BOOK, member)

    assert found.total == 30 + 8
    assert (found.grade is not None, found.place is not None) == (graded, graded)


def test_who_is_not_graded_does_not_count_for_the_quota(city: City) -> None:
    # 7 members and 7 who joined in November: 15 percent of 7, one; of 14 it would be two
    for _ in range(7):
        city.member(joined_on=date(2026, 11, 1))
    best, second, *_ = (city.member() for _ in range(7))

    found = city.results(BOOK, corrections={best.id: 9900, second.id: 9800})

    assert [found[one.id].grade for one in (best, second)] == ["excellent", "good"]


# Several years


def test_below_forty_two_years_running(city: City) -> None:
    member = city.member()

    assert city.limits_reached(BOOK, member, range(2025, 2027)) == ["连续两年不足 40 分"]


def test_one_year_of_forty_breaks_the_row(city: City) -> None:
    member = city.member()
    city.attended(member, "group_session", times=2, on=date(2025, 6, 1))  # 30 + 15

    assert city.limits_reached(BOOK, member, range(2025, 2027)) == []


@pytest.mark.parametrize(("years", "told"), [((2022, 2024, 2026), True), ((2022, 2026), False)])
def test_three_plenaries_missed_within_the_term(
    city: City, years: tuple[int, ...], told: bool
) -> None:
    member = city.member()
    for year in years:
        city.attended(member, "plenary", Presence.ABSENT, times=2, on=date(year, 2, 1))

    found = city.limits_reached(BOOK, member, range(2022, 2027))

    assert ("一届内三次缺席全体会议" in found) == told
