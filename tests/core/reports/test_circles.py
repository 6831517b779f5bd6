"""Circles in a net of ways."""

import time

from hypothesis import given
from hypothesis import strategies as st

from core.reports.assessed import circles


def test_a_circle_is_told_once_whichever_way_of_it_is_looked_at_first() -> None:
    assert list(circles.within([(2, 3), (3, 1), (1, 2), (1, 9), (8, 1)])) == [(2, 3, 1)]


def test_there_and_back_is_no_circle() -> None:
    assert list(circles.within([(1, 2), (2, 1)])) == []


def test_one_of_which_two_sign_each_other_is() -> None:
    assert list(circles.within([(1, 2), (2, 1), (2, 3), (3, 1)])) == [(2, 3, 1)]


def test_two_circles_that_share_a_member_are_two() -> None:
    ways = [(1, 2), (2, 3), (3, 1), (1, 4), (4, 5), (5, 1)]

    assert list(circles.within(ways)) == [(1, 2, 3), (1, 4, 5)]


def test_longer_ones_are_left_out() -> None:
    def round_of(length: int) -> list[tuple[int, int]]:
        return [(n, (n + 1) % length) for n in range(length)]

    assert len(list(circles.within(round_of(circles.LONGEST)))) == 1
    assert list(circles.within(round_of(circles.LONGEST + 1))) == []


@given(st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda w: w[0] != w[1])))
def test_each_one_told_is_a_circle_of_the_ways_given(ways: set[tuple[int, int]]) -> None:
    for circle in circles.within(sorted(ways)):
        assert 3 <= len(set(circle)) == len(circle) <= circles.LONGEST
        assert set(zip(circle, circle[1:] + circle[:1], strict=True)) <= ways


def test_a_dense_net_is_looked_through_in_a_moment() -> None:
    count = 400
    ways = [(n, (n + step) % count) for n in range(count) for step in range(1, 60)]
    began = time.process_time()

    found = list(circles.within(ways))

    assert len(found) <= circles.MOST
    assert time.process_time() - began < 2
