"""Grades by points, by order and by quota: ties, edges, and what holds somebody down."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from core.assessment.book.shape import (
    About,
    Book,
    Condition,
    Grade,
    Limit,
    Minimum,
    ProRata,
    Scores,
    Veto,
)
from core.assessment.book.shape import Test as Compared
from core.assessment.scoring import conditions, grading, limits
from core.assessment.scoring.grading import Standing
from core.assessment.scoring.limits import Years
from core.assessment.scoring.sheet import Sheet

BY_POINTS = (Grade("a", "", from_points=8500), Grade("b", "", from_points=6000), Grade("c", ""))
BY_COUNT = (Grade("a", "", top_count=2), Grade("b", "", top_count=2), Grade("c", ""))
BY_SHARE = (Grade("a", "", top_percent=2000), Grade("b", "", top_percent=5000), Grade("c", ""))
BOTH = (Grade("a", "", from_points=8500, top_percent=2000), *BY_POINTS[1:])


def book(*grades: Grade, **given: object) -> Book:
    return Book("", Scores.MEMBERS, (), grades=grades, **given)  # type: ignore[arg-type]  # as named


def graded(rules: Book, *rated: int) -> list[tuple[int | None, str]]:
    """Place and grade of members with so many points."""
    rows = [Standing(n, points, 12) for n, points in enumerate(rated)]
    return [(one.place, one.grade.key if one.grade else "") for one in grading.grade(rules, rows)]


class TestByPoints:
    def test_the_line_itself_is_in(self) -> None:
        found = graded(book(*BY_POINTS), 8500, 8499, 6000, 5999)

        assert found == [(1, "a"), (2, "b"), (3, "b"), (4, "c")]

    def test_ties_share_a_place_and_the_next_one_is_left_out(self) -> None:
        found = graded(book(*BY_POINTS), 7000, 9000, 7000, 7000, 6000)

        assert [place for place, _ in found] == [2, 1, 2, 2, 5]

    def test_below_the_last_line_there_is_no_grade(self) -> None:
        assert graded(book(*BY_POINTS[:2]), 5999) == [(1, "")]

    def test_points_below_nothing_have_their_place_too(self) -> None:
        assert graded(book(*BY_POINTS), -100, -200) == [(1, "c"), (2, "c")]


class TestByOrder:
    def test_who_ties_at_the_cut_is_in(self) -> None:
        found = graded(book(*BY_COUNT), 90, 80, 80, 70, 60)

        assert [key for _, key in found] == ["a", "a", "a", "b", "c"]

    def test_a_quota_counts_from_where_the_one_above_ended(self) -> None:
        found = graded(book(*BY_COUNT), 90, 80, 70, 60, 50)

        assert [key for _, key in found] == ["a", "a", "b", "b", "c"]

    def test_a_share_is_rounded_down(self) -> None:
        assert [key for _, key in graded(book(*BY_SHARE), 9, 8, 7, 6)] == ["b", "b", "c", "c"]

    def test_a_share_of_nearly_one_place_is_none(self) -> None:
        ninth = book(Grade("a", "", top_percent=1111), Grade("b", ""))

        assert {key for _, key in graded(ninth, *range(9))} == {"b"}  # 0.9999 of a place

    def test_a_tie_may_take_the_places_of_several_grades(self) -> None:
        single = [Grade(key, "", top_count=1) for key in "abc"]

        found = graded(book(*single, Grade("d", "")), 90, 90, 90, 80)

        assert [key for _, key in found] == ["a", "a", "a", "d"]
        assert [key for _, key in graded(book(*BY_SHARE), 9, 8, 7, 6, 5)] == [
            *("a", "b", "b", "c", "c")
        ]

    def test_points_and_quota_must_both_let_in(self) -> None:
        found = graded(book(*BOTH), 8400, 9000, 8600, 100, 50)

        assert [key for _, key in found] == ["b", "a", "b", "c", "c"]

    def test_nobody_is_a_grade_of_nobody(self) -> None:
        assert graded(book(*BY_SHARE)) == []


class TestQuotas:
    """Quotas beside points, as cities write them: at most 15 of 100 excellent, 30 good."""

    SHARES = (
        Grade("a", "", from_points=9000, top_percent=1500),
        Grade("b", "", from_points=8000, top_percent=3000),
        Grade("c", ""),
    )

    def test_places_that_nobody_has_the_points_for_are_not_passed_down(self) -> None:
        found = graded(book(*self.SHARES), *(8900 - n for n in range(20)))

        assert [key for _, key in found] == ["b"] * 6 + ["c"] * 14  # 30 percent of 20

    def test_who_has_the_points_but_no_place_left_takes_one_of_the_next_grade(self) -> None:
        found = graded(book(*self.SHARES), *(9500 - n for n in range(20)))

        assert [key for _, key in found] == ["a"] * 3 + ["b"] * 6 + ["c"] * 11

    def test_a_quota_not_used_up_is_the_same_in_the_next_grade(self) -> None:
        # two of three reach 90; 30 percent are six more
        found = graded(book(*self.SHARES), 9200, 9100, *(8900 - n for n in range(18)))

        assert [key for _, key in found] == ["a"] * 2 + ["b"] * 6 + ["c"] * 12

    def test_those_who_tie_beyond_a_quota_are_taken_off_the_next(self) -> None:
        found = graded(book(*self.SHARES), *[9500] * 5, *(8900 - n for n in range(15)))

        assert [key for _, key in found] == ["a"] * 5 + ["b"] * 4 + ["c"] * 11

    def test_more_ties_than_two_quotas_leave_the_second_empty(self) -> None:
        found = graded(book(*BY_COUNT), 90, 90, 90, 90, 90, 80)

        assert [key for _, key in found] == ["a"] * 5 + ["c"]


class TestHeldDown:
    ONE = book(
        Grade("a", "", from_points=8000, top_count=1),
        Grade("b", "", top_count=1),
        Grade("c", ""),
        minimums=(Minimum("ones", "b"),),
        vetoes=(Veto("struck", "c"),),
    )

    def test_who_is_struck_takes_no_place_and_the_next_one_gets_it(self) -> None:
        rows = [Standing(1, 9000, 12, ("struck",)), Standing(2, 8500, 12), Standing(3, 8000, 12)]

        found = grading.grade(self.ONE, rows)

        assert [(one.place, one.grade.key) for one in found if one.grade] == [
            (1, "c"),
            (2, "a"),
            (3, "b"),
        ]

    def test_who_lacks_the_minimum_takes_a_place_of_the_grade_below(self) -> None:
        rows = [Standing(1, 9000, 12, ("ones",)), Standing(2, 8500, 12), Standing(3, 8000, 12)]

        found = grading.grade(self.ONE, rows)

        assert [one.grade.key for one in found if one.grade] == ["b", "a", "c"]

    def test_a_share_is_one_of_all_who_are_graded_those_held_down_included(self) -> None:
        rules = book(*BY_SHARE, vetoes=(Veto("struck", "c"),))
        rows = [Standing(n, 9000 - n, 12, ("struck",) if n < 2 else ()) for n in range(10)]

        found = [one.grade.key for one in grading.grade(rules, rows) if one.grade]

        assert found == ["c", "c", "a", "a", "b", "b", "b", "b", "b", "c"]

    RULES = book(
        *BY_POINTS,
        minimums=(Minimum("ones", "b"),),
        vetoes=(Veto("struck", "c"),),
        pro_rata=ProRata(at_least_months=3),
    )

    def test_without_the_minimum_the_grade_is_at_best_the_one_named(self) -> None:
        rows = [Standing(1, 9000, 12, ("ones",)), Standing(2, 100, 12, ("ones",))]

        found = grading.grade(self.RULES, rows)

        assert [one.grade.key for one in found if one.grade] == ["b", "c"]

    def test_a_veto_holds_further_down(self) -> None:
        rows = [Standing(1, 9000, 12, ("ones", "struck"))]

        assert [one.grade for one in grading.grade(self.RULES, rows)] == [BY_POINTS[2]]

    def test_who_served_too_short_has_neither_place_nor_grade(self) -> None:
        rows = [Standing(1, 9000, 2), Standing(2, 8000, 3)]

        short, other = grading.grade(self.RULES, rows)

        assert (short.place, short.grade) == (None, None)
        assert (other.place, other.grade) == (1, BY_POINTS[1])


@given(
    rated=st.lists(st.integers(-5, 5), max_size=30),
    counts=st.lists(st.integers(1, 9), max_size=3),
)
def test_whoever_has_as_many_points_has_the_same_place_and_grade(
    rated: list[int], counts: list[int]
) -> None:
    grades = [Grade(f"g{n}", "", top_count=count) for n, count in enumerate(counts)]

    found = graded(book(*grades, Grade("rest", "")), *rated)

    by_points = dict(zip(rated, found, strict=True))
    assert [by_points[points] for points in rated] == found
    for points, (place, _) in by_points.items():
        assert place == 1 + sum(other > points for other in rated)


@given(st.lists(st.integers(0, 100), min_size=1, max_size=30), st.integers(0, 10_000))
def test_more_points_are_never_a_lower_grade(rated: list[int], share: int) -> None:
    rules = book(Grade("a", "", from_points=50, top_percent=share), *BY_POINTS[1:])

    found = sorted(zip(rated, graded(rules, *rated), strict=True), reverse=True)

    keys = [key for _, (_, key) in found]
    assert keys == sorted(keys)


@given(
    rated=st.lists(st.tuples(st.integers(0, 12), st.booleans()), min_size=1, max_size=30),
    counts=st.lists(st.integers(1, 9), min_size=1, max_size=3),
    least=st.integers(0, 12),
)
def test_a_quota_is_passed_by_ties_only_and_used_up_where_enough_may_have_it(
    rated: list[tuple[int, bool]], counts: list[int], least: int
) -> None:
    grades = [Grade(f"g{n}", "", from_points=least, top_count=c) for n, c in enumerate(counts)]
    rules = book(*grades, Grade("rest", ""), vetoes=(Veto("struck", "rest"),))
    rows = [Standing(n, p, 12, ("struck",) * struck) for n, (p, struck) in enumerate(rated)]

    found = grading.grade(rules, rows)

    given_to: dict[str, list[int]] = {one.key: [] for one in rules.grades}
    for row, one in zip(rows, found, strict=True):
        assert one.grade is not None
        given_to[one.grade.key].append(row.rated)
    may = [points for points, struck in rated if not struck and points >= least]
    in_all = [points for one in grades for points in given_to[one.key]]
    assert len(in_all) >= min(sum(counts), len(may))
    assert sum(points > min(in_all) for points in in_all) < sum(counts) if in_all else not may


class TestLimits:
    LOW = Limit("连续两年", Compared(About.TOTAL, below=6000), "talk", years=2)
    ABSENT = Limit("全会缺席", Compared(About.AMOUNT, "absent", at_least=300), "resign")

    def test_each_of_the_years_must_fall_short(self) -> None:
        rules = book(limits=(self.LOW,))

        assert limits.reached(rules, decided({2025: sheet(5999), 2026: sheet(10)}), 2026, 2022)
        assert not limits.reached(rules, decided({2025: sheet(6000), 2026: sheet(10)}), 2026, 2022)

    def test_a_year_without_a_score_breaks_the_row(self) -> None:
        years = decided({2024: sheet(1), 2026: sheet(1)})

        assert not limits.reached(book(limits=(self.LOW,)), years, 2026, 2022)

    def test_over_a_term_amounts_add_up(self) -> None:
        rules = book(limits=(self.ABSENT,))
        years = Years({}, {year: sheet(0, 100) for year in (2022, 2024, 2025)})

        assert limits.reached(rules, years, 2025, 2022) == [self.ABSENT]
        assert not limits.reached(rules, years, 2025, 2023)
        assert not limits.reached(rules, years, 2024, 2022)

    def test_months_are_asked_of_each_year_too(self) -> None:
        short = Limit("任职", Compared(About.MONTHS, below=600), "talk", years=2)
        five = replace(sheet(0), months=5)

        assert limits.reached(
            book(limits=(short,)), decided({2025: five, 2026: five}), 2026, 2022
        ) == [short]

    def test_records_are_looked_at_where_some_limit_adds_them_up(self) -> None:
        assert limits.looks_at_records(book(limits=(self.LOW, self.ABSENT)))
        assert not limits.looks_at_records(book(limits=(self.LOW,)))

    def test_it_is_known_how_far_back_to_look(self) -> None:
        assert limits.first_year(book(limits=(self.LOW, self.ABSENT)), 2026, 2022) == 2022
        assert limits.first_year(book(limits=(self.LOW,)), 2026, 2022) == 2025
        assert limits.first_year(book(), 2026, 2022) == 2026


def decided(years: dict[int, Sheet]) -> Years:
    return Years(years, {})


def sheet(total: int, absent: int = 0) -> Sheet:
    return Sheet({"absent": absent}, {"absent": 0}, {}, total, total, 12)


def test_a_condition_is_asked_of_the_whole_sheet() -> None:
    one = Condition("ones", "", Compared(About.AMOUNT, "absent", at_most=0))
    rules = book(conditions=(one,), minimums=(Minimum("ones", "b"),))

    assert conditions.failed(rules, sheet(0)) == ()
    assert conditions.failed(rules, sheet(0, 100)) == ("ones",)
    assert [one.lacks for one in conditions.lacking(rules, one.part, sheet(0, 300))] == [-300]
