"""Circles in a net of ways that go from one to the next. Pure; bounded, however dense the net."""

from collections import deque
from collections.abc import Iterator, Sequence

Way = tuple[int, int]
LONGEST = 6  # members of a circle
MOST = 50  # circles told
LOOKS = 20_000  # steps taken in all in search of them


def within(ways: Sequence[Way]) -> Iterator[tuple[int, ...]]:
    """The shortest circle through each way, of three or more, each once.

    The ways named first are looked at first. A way there and back is no circle.
    """
    kept = _on_circles(set(ways))
    onward: dict[int, list[int]] = {}
    for one, other in sorted(kept):
        onward.setdefault(one, []).append(other)
    looks = [LOOKS]
    known: set[frozenset[int]] = set()
    for way in ways:
        if way not in kept or (way[1], way[0]) in kept or len(known) == MOST:
            continue
        circle = _shortest(way, onward, looks)
        if circle and frozenset(circle) not in known:
            known.add(frozenset(circle))
            yield circle


def _on_circles(ways: set[Way]) -> set[Way]:
    """The ways left once those are gone, again and again, that nothing leads to or on from."""
    while True:
        begin, end = {way[0] for way in ways}, {way[1] for way in ways}
        left = {way for way in ways if way[0] in end and way[1] in begin}
        if len(left) == len(ways):
            return left
        ways = left


def _shortest(way: Way, onward: dict[int, list[int]], looks: list[int]) -> tuple[int, ...]:
    """The shortest circle that goes this way, () where there is none so short."""
    start, then = way
    routes: deque[tuple[int, ...]] = deque([way])
    seen = {then}
    while routes and looks[0] > 0:
        route = routes.popleft()
        for one in onward.get(route[-1], ()):
            looks[0] -= 1
            if one == start:
                return route
            if one not in seen and len(route) < LONGEST:
                seen.add(one)
                routes.append((*route, one))
    return ()
