"""Small cases worked by hand, one for each rule that picks or divides."""

import pytest
from sqlmodel import Session

from core.activities.models import AttendanceRole, Presence
from core.assessment.book.shape import (
    Book,
    Case,
    Item,
    Match,
    Multiplier,
    Once,
    Scores,
    Section,
    Share,
    Step,
)
from core.commendations.models import HonourLevel
from core.contributions.models import ContributionKind
from core.handling.models import AuthorityLevel
from core.matters.models import MatterKind, State
from core.opinions.models import AdoptionKind
from tests.core.assessment.scoring.records import Place, Told
from tests.core.assessment.scoring.test_rules_in_sql import scored
from tests.factories import Make

FIRST = (Match("role", ("first",)),)
LEVELS = tuple(
    Case((Match("level", (level,)),), points)
    for level, points in (("nation", 1000), ("province", 800), ("prefecture", 600))
)


def points(
    session: Session, make: Make, items: list[Item], *told: Told, **given: object
) -> list[int]:
    """What each item pays the three members, one item after the other."""
    place = Place.opened(session, make)
    for one in told:
        place.record(one)
    book = Book("", Scores.MEMBERS, (Section("s", "", items=tuple(items)),), **given)  # type: ignore[arg-type]  # as named
    found = scored(place, book)
    return [found[who].sheet.items[item.key] for item in items for who in range(3)]


def proposal(others: int, day: int = 30, who: int = 0) -> Told:
    return ("matter", MatterKind.PROPOSAL, who, others, day, State.REGISTERED, False)


@pytest.mark.parametrize(
    ("share", "others", "expected"),
    [
        (Share(5000), 0, [2500, 0, 0]),
        (Share(5000), 1, [1250, 1250, 0]),
        (Share(5000), 2, [1250, 625, 625]),
        (Share(3333), 2, [833, 833, 833]),
        (Share(5000, 0), 2, [1250, 0, 0]),
        (Share(5000, 2500), 2, [1250, 625, 625]),
    ],
)
def test_the_first_takes_a_share_and_the_rest_is_divided(
    session: Session, make: Make, share: Share, others: int, expected: list[int]
) -> None:
    item = Item("p", "", counts="proposal", points=2500, share=share)

    assert points(session, make, [item], proposal(others)) == expected


@pytest.mark.parametrize(("paid", "expected"), [(1, 1), (3, 2), (-1, -1), (-3, -2), (2, 1)])
def test_a_half_goes_away_from_nothing(
    session: Session, make: Make, paid: int, expected: int
) -> None:
    item = Item("p", "", counts="proposal", points=paid, times=(Multiplier(FIRST, 50),))

    assert points(session, make, [item], proposal(0)) == [expected, 0, 0]


def test_of_one_affair_the_highest_rung_pays(session: Session, make: Make) -> None:
    told = ("adoption", AuthorityLevel.PROVINCE, AdoptionKind.SINGLE, 0, 0, 9, State.SCREENED, True)
    item = Item("a", "", counts="adoption", cases=LEVELS)
    best = Item("b", "", counts="adoption", cases=LEVELS, best=True)

    assert points(session, make, [item, best], told) == [1800, 0, 0, 1000, 0, 0]


@pytest.mark.parametrize(
    ("onces", "expected"),
    [((), [500, 0, 0, 700, 0, 0]), ((Once(("p", "o")),), [0, 0, 0, 700, 0, 0])],
)
def test_what_was_converted_pays_once_as_what_pays_more(
    session: Session, make: Make, onces: tuple[Once, ...], expected: list[int]
) -> None:
    items = [
        Item("p", "", counts="proposal", points=500),
        Item("o", "", counts="opinion", points=700),
    ]
    told = ("converted", 0, 0, 9, State.SCREENED, False)

    assert points(session, make, items, told, onces=onces) == expected


def test_the_best_paid_pay_where_only_some_do(session: Session, make: Make) -> None:
    levels = (HonourLevel.PREFECTURE, HonourLevel.NATION, HonourLevel.PROVINCE)
    told = [("honour", 0, level, day) for day, level in enumerate(levels)]
    most = Item("m", "", counts="honour", cases=LEVELS, at_most=2)
    late = Item("l", "", counts="honour", cases=LEVELS, from_nth=2)
    both = Item("b", "", counts="honour", cases=LEVELS, from_nth=2, at_most=1)

    assert points(session, make, [most, late, both], *told)[::3] == [1800, 1800, 1000]


def test_alike_facts_pay_from_the_second_on(session: Session, make: Make) -> None:
    late = Item("l", "", counts="proposal", points=500, from_nth=2)
    most = Item("m", "", counts="proposal", points=500, from_nth=2, at_most=1)

    assert points(session, make, [late, most], *(proposal(0, day) for day in (3, 2, 1)))[::3] == [
        *(1000, 500)
    ]


@pytest.mark.parametrize(("paid", "expected"), [(100, -1), (50, -1), (49, 0), (-100, 1)])
def test_a_factor_below_nothing_turns_the_points(
    session: Session, make: Make, paid: int, expected: int
) -> None:
    item = Item("p", "", counts="proposal", points=paid, times=(Multiplier(FIRST, -1),))

    assert points(session, make, [item], proposal(0)) == [expected, 0, 0]


def test_the_amount_is_told_whatever_pays(session: Session, make: Make) -> None:
    place = Place.opened(session, make)
    for day in (3, 9):
        place.record(("honour", 0, HonourLevel.NATION, day))
    items = (
        Item("plain", "", counts="honour", points=100),
        Item("cases", "", counts="honour", cases=LEVELS),
        Item("picked", "", counts="honour", cases=LEVELS, at_most=1),
        Item("rate", "", counts="honour", out_of=(), steps=(Step(100, 5),)),
    )

    found = scored(place, Book("", Scores.MEMBERS, (Section("s", "", items=items),)))

    assert found[0].sheet.amounts == {"plain": 200, "cases": 200, "picked": 200, "rate": 10_000}


@pytest.mark.parametrize(
    "levels",
    [(HonourLevel.NATION, HonourLevel.PREFECTURE), (HonourLevel.PREFECTURE, HonourLevel.NATION)],
)
def test_of_one_day_the_lower_paid_comes_first(
    session: Session, make: Make, levels: tuple[HonourLevel, ...]
) -> None:
    late = Item("l", "", counts="honour", cases=LEVELS, from_nth=2)

    assert points(session, make, [late], *(("honour", 0, level, 9) for level in levels))[0] == 1000


def test_each_item_and_each_member_has_a_row_of_its_own(session: Session, make: Make) -> None:
    told = [("honour", who, HonourLevel.NATION, day) for who in (0, 1) for day in (8, 9)]
    late = [Item(key, "", counts="honour", cases=LEVELS, from_nth=2) for key in "ab"]
    most = [Item(key, "", counts="honour", cases=LEVELS, at_most=1) for key in "cd"]
    monthly = [Item(key, "", counts="honour", cases=LEVELS, unit="month") for key in "ef"]
    best = [Item(key, "", counts="honour", cases=LEVELS, best=True) for key in "gh"]

    found = points(session, make, [*late, *most, *monthly, *best], *told)

    assert found == [1000, 1000, 0] * 6 + [2000, 2000, 0] * 2


def test_what_pays_once_pays_as_what_pays_more_in_all(session: Session, make: Make) -> None:
    items = [
        Item("day", "", counts="attendance", points=200),
        Item("half", "", counts="attendance", points=100, unit="half_day"),
        Item("beside", "", counts="attendance", points=7),
    ]
    told = ("attendance", 0, 9, 0, Presence.PRESENT, AttendanceRole.PARTICIPANT, 3)

    assert points(session, make, items, told, onces=(Once(("day", "half")),))[::3] == [0, 300, 7]


def test_a_speech_and_an_opinion_item_of_the_same_number_are_two_affairs(
    session: Session, make: Make
) -> None:
    items = [
        Item("s", "", counts="contribution", points=300),
        Item("o", "", counts="opinion", points=700),
    ]
    told: list[Told] = [
        ("contribution", 0, 9, ContributionKind.SPEECH, 0),
        ("matter", MatterKind.OPINION, 0, 0, 9, State.SCREENED, False),
    ]

    assert points(session, make, items, *told, onces=(Once(("s", "o")),))[::3] == [300, 700]
