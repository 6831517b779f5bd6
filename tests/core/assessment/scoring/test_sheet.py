"""From amounts to points, without any records: caps, pools, steps, months, rounding."""

from datetime import date
from fractions import Fraction

import pytest

from core.assessment.book import shape
from core.assessment.book.shape import (
    About,
    Book,
    Condition,
    Item,
    Joined,
    Joint,
    ProRata,
    ProRataBy,
    Reference,
    Scores,
    Section,
    Step,
)
from core.assessment.scoring.amounts import paying
from core.assessment.scoring.conditions import lacking
from core.assessment.scoring.rounding import rounded
from core.assessment.scoring.sheet import Amount, Time, percent, points_of, sheet
from core.assessment.scoring.subjects import months, of_span

SPAN = (date(2026, 1, 1), date(2026, 12, 31))
WHOLE_YEAR = Time(12, 12)
HALF = Time(6, 12)
BY_MONTH = ProRata(ProRataBy.MONTH)


def book(*sections: Section, **given: object) -> Book:
    return Book("示例", Scores.MEMBERS, sections, **given)  # type: ignore[arg-type]  # the keys are Book's


def section(*items: Item, cap: int | None = None, **given: int) -> Section:
    return Section("all", "", items=items, cap=cap, **given)  # type: ignore[arg-type]  # points


def rated(rules: Book, time: Time, corrections: int = 0, **points: int) -> int:
    return sheet(rules, _paid(points), time, corrections).rated


def _paid(points: dict[str, int]) -> dict[str, Amount]:
    return {key: Amount(100, one) for key, one in points.items()}


@pytest.mark.parametrize(
    ("value", "whole"),
    [
        (Fraction(5, 2), 3),
        (Fraction(-5, 2), -3),
        (Fraction(249, 100), 2),
        (Fraction(-249, 100), -2),
        (Fraction(1, 3), 0),
        (Fraction(2, 3), 1),
        (Fraction(0), 0),
        (Fraction(7), 7),
    ],
)
def test_a_half_is_rounded_away_from_zero(value: Fraction, whole: int) -> None:
    assert rounded(value) == whole


@pytest.mark.parametrize(
    ("part", "whole", "hundredths"),
    [(2, 3, 6667), (1, 3, 3333), (1, 2, 5000), (3, 3, 10_000), (0, 3, 0), (0, 0, 0), (1, 800, 13)],
)
def test_a_part_of_a_whole_in_hundredths_of_a_percent(
    part: int, whole: int, hundredths: int
) -> None:
    assert percent(part, whole) == hundredths


@pytest.mark.parametrize(
    ("count", "from_nth", "at_most", "pay"),
    [
        (0, 1, None, 0),
        (5, 1, None, 5),
        (5, 2, None, 4),
        (1, 2, None, 0),
        (0, 3, None, 0),
        (5, 1, 3, 3),
        (5, 4, 3, 2),
        (2, 1, 3, 2),
    ],
)
def test_how_many_of_those_alike_pay(
    count: int, from_nth: int, at_most: int | None, pay: int
) -> None:
    assert paying(Item("x", "", from_nth=from_nth, at_most=at_most), count) == pay


class TestItem:
    @pytest.mark.parametrize(("paid", "points"), [(-700, -500), (-100, -100), (900, 800)])
    def test_stays_between_floor_and_cap(self, paid: int, points: int) -> None:
        assert points_of(Item("x", "", floor=-500, cap=800), Amount(0, paid)) == points

    @pytest.mark.parametrize(("paid", "points"), [(0, 1000), (-300, 700), (-1200, 0), (50, 1000)])
    def test_a_pool_starts_full(self, paid: int, points: int) -> None:
        item = Item("x", "", start=1000, floor=0, cap=1000)

        assert points_of(item, Amount(0, paid)) == points

    @pytest.mark.parametrize(
        ("count", "points"), [(0, 0), (199, 0), (200, 300), (299, 300), (300, 800), (9900, 800)]
    )
    def test_the_highest_step_reached_pays(self, count: int, points: int) -> None:
        item = Item("x", "", steps=(Step(200, 300), Step(300, 800)))

        assert points_of(item, Amount(count, 77)) == points

    def test_a_step_from_nothing_pays_who_has_nothing(self) -> None:
        item = Item("x", "", steps=(Step(0, 500), Step(100, 0)))

        assert [points_of(item, Amount(count)) for count in (0, 100)] == [500, 0]


class TestSection:
    def test_stays_between_floor_and_cap(self) -> None:
        rules = book(section(Item("x", ""), Item("y", ""), floor=-400, cap=900))

        assert [
            sheet(rules, _paid({"x": x, "y": 100}), WHOLE_YEAR).sections["all"]
            for x in (-900, 200, 1000)
        ] == [-400, 300, 900]

    def test_a_pool_loses_what_its_items_cost(self) -> None:
        rules = book(section(Item("x", ""), Item("y", ""), start=1000, floor=0, cap=1000))

        assert sheet(rules, _paid({"x": -250, "y": -100}), WHOLE_YEAR).total == 650


class TestTotal:
    def test_is_base_and_sections_and_corrections_within_floor_and_cap(self) -> None:
        rules = book(section(Item("x", "")), base=2000, floor=1000, cap=5000)

        assert [
            sheet(rules, _paid({"x": x}), WHOLE_YEAR, correction).total
            for x, correction in ((500, 50), (-3000, 0), (9000, 0), (3000, -200))
        ] == [2550, 1000, 5000, 4800]

    @pytest.mark.parametrize(
        ("earned", "correction", "total"),
        [
            (11_000, -2000, 8000),  # 90 and 40 are 130, at most 100, of which 20 are taken
            (11_000, 500, 10_000),
            (700, 500, 3200),
            (-5000, 500, 1500),
            (-5000, -500, 1000),
        ],
    )
    def test_a_correction_moves_what_cap_and_floor_leave(
        self, earned: int, correction: int, total: int
    ) -> None:
        rules = book(section(Item("x", "")), base=2000, floor=1000, cap=10_000)

        found = sheet(rules, _paid({"x": earned}), WHOLE_YEAR, correction)

        assert (found.total, found.rated) == (total, total)

    def test_a_correction_moves_what_was_made_up_as_much(self) -> None:
        rules = book(section(X), cap=5000, pro_rata=BY_MONTH)

        assert rated(rules, HALF, -700, x=4000) == 5000 - 700

    def test_what_is_told_beside_it(self) -> None:
        found = sheet(book(section(Item("x", ""), Item("y", ""))), _paid({"x": 300}), HALF, -50)

        assert (found.amounts, found.items) == ({"x": 100, "y": 0}, {"x": 300, "y": 0})
        assert (found.months, found.corrections) == (6, -50)


X = Item("x", "", points=100)


class TestMadeUp:
    PLAIN = book(section(X), base=2000, cap=9000, floor=500, pro_rata=BY_MONTH)

    def test_what_was_earned_is_divided_by_the_share_of_months(self) -> None:
        assert rated(self.PLAIN, HALF, x=1000) == 2000 + 2 * 1000

    def test_one_month_is_enough_and_so_is_a_hundredth_of_a_point(self) -> None:
        assert rated(self.PLAIN, Time(1, 12), x=100) == 2000 + 12 * 100
        assert rated(self.PLAIN, HALF, x=1) == 2000 + 2 * 1

    def test_what_was_lost_is_not(self) -> None:
        assert rated(self.PLAIN, HALF, x=-1000) == 1000

    def test_nothing_is_made_up_for_a_whole_year_nor_for_no_month_at_all(self) -> None:
        assert rated(self.PLAIN, WHOLE_YEAR, x=1000) == 3000
        assert rated(self.PLAIN, Time(0, 12), x=1000) == 3000

    def test_it_stays_between_floor_and_cap(self) -> None:
        assert rated(self.PLAIN, HALF, x=8000) == 9000
        assert rated(self.PLAIN, HALF, x=-8000) == 500

    def test_corrections_are_added_as_they_are(self) -> None:
        assert rated(self.PLAIN, HALF, 300, x=1000) == 2000 + 2 * 1000 + 300

    def test_an_item_makes_up_no_more_than_its_own_cap(self) -> None:
        rules = book(section(Item("x", "", points=100, cap=1500)), pro_rata=BY_MONTH)

        assert [rated(rules, HALF, x=x) for x in (700, 800, 1500)] == [1400, 1500, 1500]

    def test_nor_more_than_its_points_can_come_to_in_a_whole_span(self) -> None:
        thrice = Item("x", "", points=500, at_most=3)
        ladder = Item("x", "", steps=(Step(100, 1000), Step(300, 3000)))
        quarters = Item("x", "", points=200, unit="quarter", from_nth=2)
        made_up = [
            sheet(book(section(one), pro_rata=BY_MONTH), {"x": Amount(100, paid)}, HALF).rated
            for one, paid in ((thrice, 1000), (ladder, 0), (quarters, 400))
        ]

        assert made_up == [3 * 500, 2 * 1000, 3 * 200]

    def test_a_section_makes_up_no_more_than_its_cap(self) -> None:
        # base 60, at most 40 in the section, here in two months of twelve with all 40 earned
        rules = book(section(X, cap=4000), base=6000, pro_rata=BY_MONTH)

        assert rated(rules, Time(2, 12), x=4000) == 10_000
        assert rated(rules, Time(2, 12), x=500) == 6000 + 6 * 500

    def test_what_one_item_lost_is_taken_off_once_what_another_earned_is_made_up(self) -> None:
        rules = book(section(X, Item("y", "", points=-100)), pro_rata=BY_MONTH)

        assert rated(rules, HALF, x=1000, y=-300) == 2 * 1000 - 300

    def test_a_rate_does_not_ask_how_long_it_took(self) -> None:
        rate = Item("x", "", out_of=(), steps=(Step(5000, 1000),))
        rules = book(section(rate), pro_rata=BY_MONTH)

        assert sheet(rules, {"x": Amount(6000)}, HALF).rated == 1000

    def test_a_book_that_does_not_say_so_makes_nothing_up(self) -> None:
        assert rated(book(section(X)), HALF, x=1000) == 1000

    def test_it_is_rounded_once(self) -> None:
        # 100 * 12 / 7 = 171.43
        assert rated(book(section(X), pro_rata=BY_MONTH), Time(7, 12), x=100) == 171

    def test_a_section_that_starts_full_is_left_as_it_is(self) -> None:
        pool = Section("pool", "", items=(Item("late", ""),), start=1000, floor=0, cap=1000)
        rules = book(pool, section(X), pro_rata=BY_MONTH)

        assert rated(rules, HALF, late=-400, x=300) == 600 + 2 * 300

    def test_so_is_an_item_that_starts_full(self) -> None:
        pool = Item("late", "", start=1000, floor=0, cap=1000)
        rules = book(section(pool, X), pro_rata=BY_MONTH)

        assert rated(rules, HALF, late=-400, x=300) == 600 + 2 * 300

    def test_no_more_starts_full_than_its_section_allows(self) -> None:
        pool = Item("late", "", start=1000, floor=0, cap=1000)
        inner = Section("inner", "", items=(pool,), cap=500)
        rules = book(inner, section(X), pro_rata=BY_MONTH)

        assert rated(rules, HALF, x=300) == 500 + 2 * 300


class TestMonths:
    @pytest.mark.parametrize(
        ("joined", "left", "served"),
        [
            (None, None, 12),
            (date(2020, 5, 1), None, 12),
            (date(2026, 1, 31), None, 12),
            (date(2026, 2, 1), None, 11),
            (date(2026, 12, 31), None, 1),
            (date(2027, 1, 1), None, 0),
            (date(2027, 3, 1), None, 0),
            (None, date(2026, 12, 31), 12),
            (None, date(2026, 12, 1), 11),
            (None, date(2026, 1, 2), 1),
            (None, date(2026, 1, 1), 0),
            (None, date(2027, 6, 1), 12),
            (date(2026, 3, 31), date(2026, 4, 2), 2),
            (date(2026, 3, 31), date(2026, 3, 31), 1),
        ],
    )
    def test_a_month_counts_with_any_day_of_it(
        self, joined: date | None, left: date | None, served: int
    ) -> None:
        assert months(SPAN, joined, left) == served

    def test_a_span_may_cross_the_turn_of_the_year(self) -> None:
        assert of_span(date(2025, 11, 30), date(2026, 2, 1)) == 4
        assert of_span(date(2022, 1, 1), date(2026, 12, 31)) == 60


class TestLacking:
    """What a condition still asks for."""

    SHEET = sheet(book(section(Item("x", ""), Item("y", ""))), _paid({"x": 300}), HALF)

    @pytest.mark.parametrize(
        ("bounds", "lacks"),
        [
            ({"at_least": 400}, [100]),
            ({"at_least": 301}, [1]),
            ({"at_least": 300}, []),
            ({"at_most": 300}, []),
            ({"at_most": 250}, [-50]),
            ({"below": 301}, []),
            ({"below": 300}, [-1]),
            ({"at_most": 280, "below": 260}, [-41]),
            ({"at_least": 100, "at_most": 200}, [-100]),
            ({"at_least": 350, "at_most": 900}, [50]),
        ],
    )
    def test_is_how_far_off_the_bound_is(self, bounds: dict[str, int], lacks: list[int]) -> None:
        test = shape.Test(About.ITEM, "x", **bounds)

        found = list(lacking(book(), test, self.SHEET))

        assert [one.lacks for one in found] == lacks
        assert all((one.test, one.has) == (test, 300) for one in found)

    def test_of_alternatives_is_all_that_would_do(self) -> None:
        much = shape.Test(About.ITEM, "x", at_least=900)
        many = shape.Test(About.AMOUNT, "y", at_least=100)
        long = shape.Test(About.MONTHS, at_least=600)
        rules = book(
            conditions=(
                Condition("either", "", Joined(Joint.ANY, (much, many))),
                Condition("both", "", Joined(Joint.ALL, (long, many))),
            )
        )

        def of(key: str) -> list[tuple[int, int]]:
            return [(one.has, one.lacks) for one in lacking(rules, Reference(key), self.SHEET)]

        assert of("either") == [(300, 600), (0, 100)]
        assert of("both") == [(0, 100)]
