"""Where the bands of a picture of flows lie: computed here, drawn by whoever draws it.

Things stand in columns, the largest first, and between two columns a band as wide as what
flows. Heights are shares of the tallest column.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

GAP = 0.05
MOST = 8


@dataclass(frozen=True, slots=True)
class Way:
    """So many items went through these stops, the first column first, as one series."""

    stops: tuple[str, ...]
    series: str
    items: int


@dataclass(frozen=True, slots=True)
class Stop:
    """A thing of a column, from `top` to `bottom` (0 is above)."""

    column: int
    name: str
    items: int
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Band:
    """What flows from a stop of a column to one of the next, and where it begins and ends."""

    column: int
    source: str
    target: str
    series: str
    items: int
    top: float
    bottom: float
    far_top: float
    far_bottom: float


@dataclass(frozen=True, slots=True)
class Flow:
    """All stops and bands."""

    stops: tuple[Stop, ...]
    bands: tuple[Band, ...]


def flow(ways: Sequence[Way], series: Sequence[str], other: str, last: Sequence[str] = ()) -> Flow:
    """The picture of some ways; small stops of a column together are called `other`.

    Bands beside each other, and stops that are series, stand in the order of `series`. Stops
    named in `last` stand at the end of their column, and are never put among the others.
    """
    kept = frozenset(last)
    ways = _gathered(ways, other, kept)
    columns = [_order(ways, column, [*series, other, *last]) for column in range(_width(ways))]
    tall = max(sum(column.values()) for column in columns)
    gaps = GAP * (max(map(len, columns)) - 1)
    scale = (1 - gaps) / tall
    stops = [stop for n, column in enumerate(columns) for stop in _stacked(n, column, scale)]
    return Flow(tuple(stops), tuple(_bands(ways, stops, series, scale)))


def _width(ways: Sequence[Way]) -> int:
    return max(len(way.stops) for way in ways)


def _gathered(ways: Sequence[Way], other: str, kept: frozenset[str]) -> list[Way]:
    """The ways with the small stops of each column under one name."""
    large = [
        {name for name, _n in _weights(ways, column).most_common() if name not in kept}
        for column in range(_width(ways))
    ]
    for column, names in enumerate(large):
        weights = _weights(ways, column)
        ranked = sorted(names, key=lambda name: (-weights[name], name))
        if len(ranked) > MOST:
            names.intersection_update(ranked[:MOST])
    summed: Counter[tuple[tuple[str, ...], str]] = Counter()
    for way in ways:
        stops = tuple(
            name if name in kept or name in large[column] else other
            for column, name in enumerate(way.stops)
        )
        summed[stops, way.series] += way.items
    return [Way(stops, series, items) for (stops, series), items in summed.items()]


def _weights(ways: Sequence[Way], column: int) -> Counter[str]:
    weights: Counter[str] = Counter()
    for way in ways:
        if column < len(way.stops):
            weights[way.stops[column]] += way.items
    return weights


def _order(ways: Sequence[Way], column: int, named: Sequence[str]) -> Mapping[str, int]:
    """The stops of a column with what goes through them: the largest first, then those named."""
    weights = _weights(ways, column)
    places = {name: place for place, name in enumerate(named, start=1)}
    order = sorted(weights, key=lambda name: (places.get(name, 0), -weights[name], name))
    return {name: weights[name] for name in order}


def _stacked(column: int, weights: Mapping[str, int], scale: float) -> list[Stop]:
    stops, top = [], 0.0
    for name, items in weights.items():
        bottom = top + items * scale
        stops.append(Stop(column, name, items, top, bottom))
        top = bottom + GAP
    return stops


Key = tuple[str, str, str]  # from where, to where, and as which series


def _bands(
    ways: Sequence[Way], stops: Sequence[Stop], series: Sequence[str], scale: float
) -> list[Band]:
    """The bands between each two columns, in the order of the stops on both of their sides."""
    columns = [[stop for stop in stops if stop.column == n] for n in range(_width(ways))]
    return [
        Band(column, *key, items, *ends)
        for column, sides in enumerate(pairwise(columns))
        for key, items, ends in _placed(_summed(ways, column), *sides, series, scale)
    ]


def _summed(ways: Sequence[Way], column: int) -> Counter[Key]:
    summed: Counter[Key] = Counter()
    for way in ways:
        if len(way.stops) > column + 1:
            summed[way.stops[column], way.stops[column + 1], way.series] += way.items
    return summed


def _placed(
    summed: Mapping[Key, int],
    near: Sequence[Stop],
    far: Sequence[Stop],
    series: Sequence[str],
    scale: float,
) -> Iterator[tuple[Key, int, tuple[float, float, float, float]]]:
    """Each band with its items, and where it begins and ends: below those before it."""
    begins = {stop.name: stop.top for stop in near}
    ends = {stop.name: stop.top for stop in far}
    order = [list(begins), list(ends), list(series)]
    for key in sorted(summed, key=lambda key: [order[n].index(name) for n, name in enumerate(key)]):
        source, target, _series = key
        high = summed[key] * scale
        top, far_top = begins[source], ends[target]
        begins[source], ends[target] = top + high, far_top + high
        yield key, summed[key], (top, top + high, far_top, far_top + high)
