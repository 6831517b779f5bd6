"""The most that a book, its sections and its items can come to. Pure.

What nothing holds is infinite.
"""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, inf

from core.assessment.book.lines import Path
from core.assessment.book.shape import HUNDREDTHS, Book, Item, Section, Span
from core.assessment.book.vocabulary import Unit

MONTHS = 12
# How many stretches of time a year holds.
IN_A_YEAR = {Unit.MONTH: MONTHS, Unit.QUARTER: 4, Unit.YEAR: 1}


def most(book: Book) -> float:
    """The highest total that a book allows."""
    found = book.base + sum(most_of_section(section, book.span) for section in book.sections)
    return _within(found, book.floor, book.cap)


def most_of_section(section: Section, span: Span) -> float:
    """The highest that a section can come to."""
    found = (section.start or 0) + sum(max(most_of_item(item, span), 0) for item in section.items)
    return _within(found, section.floor, section.cap)


def most_of_item(item: Item, span: Span) -> float:
    """The highest that an item can come to."""
    times = 1 if item.steps else _times(item, span)
    best = most_of_one(item)
    found = (item.start or 0) + (best * times if best > 0 and times > 0 else 0)
    return _within(found, item.floor, item.cap)


def most_of_one(item: Item) -> int:
    """The highest that one unit of a fact can pay."""
    best = Fraction(max((points for points, _ in pays(item)), default=0))
    for multiplier in item.times:
        best *= Fraction(max(multiplier.by, HUNDREDTHS), HUNDREDTHS)
    return ceil(best)


def pays(item: Item) -> Iterator[tuple[int, Path]]:
    """What one fact (or a step) can pay, with where the item says so."""
    yield item.points, ("points",)
    for place, case in enumerate(item.cases):
        yield case.points, ("cases", place, "points")
    for place, step in enumerate(item.steps):
        yield step.points, ("steps", place, "points")
    for choice in item.choices:
        yield choice.points, ("choices", choice.name)


def _times(item: Item, span: Span) -> float:
    times = inf if item.at_most is None else item.at_most
    if item.unit in IN_A_YEAR and span is Span.YEAR:
        times = min(times, IN_A_YEAR[Unit(item.unit)] - item.from_nth + 1)
    return min(times, 1) if item.counts == "member" else times


def _within(points: float, floor: int | None, cap: int | None) -> float:
    points = points if floor is None else max(points, floor)
    return points if cap is None else min(points, cap)
