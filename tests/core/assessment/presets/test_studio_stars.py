"""Stars of studios: the six haves of Hubin and the 1+123 of Hengshan.

The points are those of the preset: no rubric of stars was found.
"""

from datetime import date

import pytest

from core.handling.models import AuthorityLevel
from core.studios.models import Studio, StudioKind, StudioState
from tests.core.assessment.presets.city import City

BOOK = "studio_stars"
QUARTERS = (date(2026, 2, 1), date(2026, 5, 1), date(2026, 8, 1), date(2026, 11, 1))


def the_year_of_1_123(city: City, studio: Studio) -> None:
    """One service, one proposal, two consultations, three opinion items; all four quarters."""
    city.held("clinic", studio, on=QUARTERS[0])
    city.proposed(city.member(), studio=studio)
    city.held("micro_consultation", studio, on=QUARTERS[1])
    city.held("sector_consultation", studio, on=QUARTERS[2])
    city.held("salon", studio, on=QUARTERS[3])
    for _ in range(3):
        city.wrote(studio=studio)


def test_the_best_studio_has_a_hundred_and_five_stars(city: City) -> None:
    studio = city.make.studio()
    city.standard_met(studio, "six_haves", met=6, of=6)  # 30
    the_year_of_1_123(city, studio)  # 15 + 15 + 10 + 10
    city.held("salon", studio, on=QUARTERS[3], problems_solved=20)  # 10, no more than 6
    city.adopted(city.wrote(studio=studio))  # 3
    for _ in range(5):
        city.printed(studio)  # 5, no more than 4

    found = city.result(BOOK, studio)

    assert found.sections == {"standard": 30, "tasks": 50, "results": 20}  # 8 + 6 + 3 + 4 = 21
    assert (found.total, found.grade) == (100, "five_stars")


def test_a_typical_studio(city: City) -> None:
    studio = city.make.studio()
    city.standard_met(studio, "six_haves", met=6, of=6)  # 30
    city.held("clinic", studio, on=QUARTERS[0], problems_solved=3)  # 15, 1.5
    city.held("advice_day", studio, on=QUARTERS[1])  # 4 for one consultation
    for _ in range(2):
        city.wrote(studio=studio)  # 6 for two
    city.printed(studio)  # 1

    found = city.result(BOOK, studio)

    assert found.items["every_quarter"] == 2 * 2
    assert found.total == 30 + 15 + 4 + 6 + 4 + 1.5 + 1
    assert found.grade == "three_stars"  # 61.5


def test_the_worst_studio_was_built_and_not_used(city: City) -> None:
    studio = city.make.studio()
    city.standard_met(studio, "six_haves", met=6, of=6)

    found = city.result(BOOK, studio)

    assert (found.total, found.failed, found.grade) == (30, ("idle",), "none")


def test_without_activities_there_is_no_star_whatever_the_points(city: City) -> None:
    studio = city.make.studio()
    city.standard_met(studio, "six_haves", met=6, of=6)

    found = city.results(BOOK, corrections={studio.id: 6000})[studio.id]

    assert (found.total, found.grade) == (90, "none")


@pytest.mark.parametrize(("met", "grade"), [(6, "five_stars"), (5, "three_stars")])
def test_who_has_not_all_six_haves_has_three_stars_at_best(
    city: City, met: int, grade: str
) -> None:
    studio = city.make.studio()
    city.standard_met(studio, "six_haves", met=met, of=6)
    city.held("salon", studio)

    found = city.results(BOOK, corrections={studio.id: 7000})[studio.id]

    assert found.sections["standard"] == met * 5
    assert found.grade == grade


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        (90, "five_stars"),
        (89.99, "four_stars"),
        (80, "four_stars"),
        (79.99, "three_stars"),
        (60, "three_stars"),
        (59.99, "none"),
    ],
)
def test_a_hundredth_decides(city: City, total: float, grade: str) -> None:
    studio = city.make.studio()
    city.standard_met(studio, "six_haves", met=6, of=6)  # 30
    city.held("salon", studio)  # 2

    found = city.results(BOOK, corrections={studio.id: round((total - 32) * 100)})[studio.id]

    assert (found.total, found.grade) == (total, grade)


@pytest.mark.parametrize(("times", "points"), [(0, 0), (1, 4), (2, 10), (3, 10)])
def test_two_consultations(city: City, times: int, points: float) -> None:
    studio = city.make.studio()
    for _ in range(times):
        city.held("thematic_consultation", studio)

    assert city.result(BOOK, studio).items["consultations"] == points


@pytest.mark.parametrize(("times", "points"), [(0, 0), (1, 3), (2, 6), (3, 10), (4, 10)])
def test_three_opinion_items(city: City, times: int, points: float) -> None:
    studio = city.make.studio()
    for _ in range(times):
        city.wrote(studio=studio)

    assert city.result(BOOK, studio).items["opinions"] == points


def test_one_service_and_one_registered_proposal_are_enough(city: City) -> None:
    studio = city.make.studio()
    for _ in range(3):
        city.held("clinic", studio)
        city.proposed(city.member(), studio=studio)
        city.proposed(city.member(), studio=studio, registered=False)

    found = city.result(BOOK, studio)

    assert (found.items["service"], found.items["proposal"]) == (15, 15)


def test_quarters_end_with_their_last_day(city: City) -> None:
    studio = city.make.studio()
    for day in (date(2026, 3, 31), date(2026, 4, 1), date(2026, 6, 30), date(2026, 7, 1)):
        city.held("salon", studio, on=day)

    assert city.result(BOOK, studio).items["every_quarter"] == 3 * 2


def test_an_item_that_was_adopted_twice_pays_once(city: City) -> None:
    studio = city.make.studio()
    item = city.wrote(studio=studio)
    city.adopted(item)
    city.adopted(item, AuthorityLevel.NATION)
    city.adopted(city.wrote(studio=studio))

    assert city.result(BOOK, studio).items["adopted"] == 3 + 3


def test_activities_of_another_studio_or_another_year_do_not_count(city: City) -> None:
    studio, other = city.make.studio(), city.make.studio()
    city.held("clinic", other)
    city.held("clinic")
    city.held("clinic", studio, on=date(2025, 12, 31))
    city.held("clinic", studio, on=date(2027, 1, 1))

    assert city.result(BOOK, studio).total == 0


def test_equal_points_share_a_place(city: City) -> None:
    ahead, *equals = (city.make.studio() for _ in range(3))
    city.held("clinic", ahead)

    found = city.results(BOOK)

    assert [found[one.id].place for one in (ahead, *equals)] == [1, 2, 2]


def test_only_studios_at_work_are_scored_and_stations_have_a_book_of_their_own(
    city: City,
) -> None:
    scored = [
        city.make.studio(),
        city.make.studio(kind=StudioKind.MEMBER_HOME, state=StudioState.SUSPENDED),
    ]
    city.make.studio(kind=StudioKind.LIAISON_STATION)
    city.make.studio(state=StudioState.WITHDRAWN)
    city.make.studio(opened_on=date(2027, 1, 1))

    assert sorted(city.results(BOOK)) == [one.id for one in scored]
