"""Each way of grading at its boundaries and with ties: by points, by order, by quota, by both."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.assessment.book.shape import Book, Grade, Scores
from core.assessment.scoring.grading import Standing, grade


def book(*grades: Grade) -> Book:
    return Book("示例", Scores.MEMBERS, (), grades=grades)


BY_POINTS = book(
    Grade("a", "优", from_points=8500), Grade("b", "中", from_points=6000), Grade("c", "差")
)
BY_COUNT = book(Grade("a", "优", top_count=2), Grade("b", "中", top_count=3), Grade("c", "差"))
BY_PERCENT = book(
    Grade("a", "优", top_percent=2000), Grade("b", "中", top_percent=3000), Grade("c", "差")
)
BY_BOTH = book(
    Grade("a", "优", from_points=8500, top_percent=2000),
    Grade("b", "中", from_points=6000),
    Grade("c", "差"),
)


def grades(rules: Book, *points: float) -> str:
    """The grades of so many points, in one word."""
    rows = [Standing(n, round(one * 100), 12) for n, one in enumerate(points)]
    return "".join(one.grade.key if one.grade else "-" for one in grade(rules, rows))


def places(*points: float) -> list[int | None]:
    rows = [Standing(n, round(one * 100), 12) for n, one in enumerate(points)]
    return [one.place for one in grade(BY_POINTS, rows)]


class TestPlaces:
    def test_those_tied_share_a_place_and_the_next_one_follows_after_all_of_them(self) -> None:
        assert places(90, 90, 80) == [1, 1, 3]
        assert places(70, 80, 70, 80, 70) == [3, 1, 3, 1, 3]

    def test_a_hundredth_is_no_tie(self) -> None:
        assert places(80, 80.01) == [2, 1]

    def test_who_has_points_below_zero_has_a_place(self) -> None:
        assert places(-3, 0, -2.5) == [3, 1, 2]

    @given(st.lists(st.integers(-50, 50), min_size=1, max_size=30))
    def test_a_place_is_one_more_than_those_ahead(self, points: list[int]) -> None:
        assert places(*points) == [1 + sum(other > one for other in points) for one in points]


class TestByPoints:
    @pytest.mark.parametrize(
        ("points", "key"),
        [(120, "a"), (85, "a"), (84.99, "b"), (60, "b"), (59.99, "c"), (0, "c"), (-30, "c")],
    )
    def test_a_grade_begins_with_its_points(self, points: float, key: str) -> None:
        assert grades(BY_POINTS, points) == key

    def test_others_do_not_matter(self) -> None:
        assert grades(BY_POINTS, 85, 85, 100, 60, 59) == "aaabc"


class TestByOrder:
    def test_the_first_two_then_the_next_three_then_the_rest(self) -> None:
        assert grades(BY_COUNT, 9, 8, 7, 6, 5, 4, 3) == "aabbbcc"

    def test_those_tied_at_the_last_place_are_all_in(self) -> None:
        assert grades(BY_COUNT, 9, 8, 8, 8, 5, 4, 3) == "aaaabcc"

    def test_more_in_the_first_grade_are_fewer_in_the_next(self) -> None:
        assert grades(BY_COUNT, 9, 9, 9, 9, 9, 8) == "aaaaac"

    def test_fewer_people_than_places(self) -> None:
        assert grades(BY_COUNT, 1) == "a"
        assert grades(BY_COUNT) == ""

    def test_all_tied_are_all_in_the_first(self) -> None:
        assert grades(BY_COUNT, *[0] * 9) == "a" * 9


class TestByQuota:
    def test_a_fifth_then_three_tenths_then_the_rest(self) -> None:
        assert grades(BY_PERCENT, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1) == "aabbbccccc"

    @pytest.mark.parametrize(
        ("people", "expected"),
        [(4, "bccc"), (5, "abccc"), (9, "abbcccccc"), (10, "aabbbccccc"), (14, "aabbbb" + "c" * 8)],
    )
    def test_a_share_is_rounded_down(self, people: int, expected: str) -> None:
        # of 9: 1.8 and 2.7; of 14: 2.8 and 4.2
        assert grades(BY_PERCENT, *range(people, 0, -1)) == expected

    def test_those_tied_at_the_last_place_are_all_in(self) -> None:
        assert grades(BY_PERCENT, 10, 9, 9, 7, 6, 6, 6, 3, 2, 1) == "aaabbbbccc"

    def test_the_whole_is_a_hundred_percent(self) -> None:
        rules = book(Grade("a", "优", top_percent=10_000), Grade("c", "差"))

        assert grades(rules, 3, 2, 1) == "aaa"


class TestByPointsAndQuota:
    def test_both_are_needed(self) -> None:
        assert grades(BY_BOTH, 99, 98, 97, 70, 60, 59, 1, 1, 1, 1) == "aabbbccccc"

    def test_the_quota_lifts_nobody(self) -> None:
        assert grades(BY_BOTH, 84.99, 84, 70, 70, 70) == "bbbbb"

    def test_those_tied_at_the_last_place_are_all_in_with_the_points(self) -> None:
        assert grades(BY_BOTH, 85, 85, 85, 84, 1) == "aaabc"


def test_a_book_without_grades_has_places_only() -> None:
    (first, second) = grade(book(), [Standing(1, 0, 12), Standing(2, 100, 12)])

    assert (first.place, first.grade, second.place, second.grade) == (2, None, 1, None)


@given(st.lists(st.integers(0, 12_000), min_size=1, max_size=40, unique=True))
def test_without_ties_no_more_are_in_than_the_quota_says(points: list[int]) -> None:
    word = grades(BY_PERCENT, *(one / 100 for one in points))

    assert word.count("a") == len(points) * 20 // 100
    assert word.count("b") == len(points) * 30 // 100
