"""Whether a sheet meets the conditions of its book, and what it still lacks. Pure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from core.assessment.book.shape import (
    HUNDREDTHS,
    About,
    Book,
    Joint,
    Part,
    Reference,
    Test,
)
from core.assessment.scoring.sheet import Sheet

_SAYS: dict[About, Callable[[Sheet, str], int]] = {
    About.AMOUNT: lambda sheet, key: sheet.amounts[key],
    About.ITEM: lambda sheet, key: sheet.items[key],
    About.SECTION: lambda sheet, key: sheet.sections[key],
    About.TOTAL: lambda sheet, _: sheet.rated,
    About.MONTHS: lambda sheet, _: sheet.months * HUNDREDTHS,
}


@dataclass(frozen=True, slots=True)
class Lacking:
    """A test that is not met, and how far off it is: below zero is too much."""

    test: Test
    has: int
    lacks: int


def holds(book: Book, part: Part, sheet: Sheet) -> bool:
    """Whether a part of a condition holds."""
    if isinstance(part, Test):
        return within(part, value(part, sheet))
    if isinstance(part, Reference):
        return holds(book, _named(book, part.condition), sheet)
    each = (holds(book, one, sheet) for one in part.parts)
    return all(each) if part.by is Joint.ALL else any(each)


def met(book: Book, key: str, sheet: Sheet) -> bool:
    """Whether a condition of the book holds."""
    return holds(book, _named(book, key), sheet)


def failed(book: Book, sheet: Sheet) -> tuple[str, ...]:
    """The minimum conditions that are not met and the vetoes that are, by the condition's key."""
    unmet = [one.condition for one in book.minimums if not met(book, one.condition, sheet)]
    hit = [one.condition for one in book.vetoes if met(book, one.condition, sheet)]
    return tuple(dict.fromkeys([*unmet, *hit]))


def lacking(book: Book, part: Part, sheet: Sheet) -> Iterator[Lacking]:
    """The tests that keep a part from holding; of alternatives all that would do."""
    if holds(book, part, sheet):
        return
    if isinstance(part, Test):
        has = value(part, sheet)
        yield Lacking(part, has, _off(part, has))
    elif isinstance(part, Reference):
        yield from lacking(book, _named(book, part.condition), sheet)
    else:
        for one in part.parts:
            yield from lacking(book, one, sheet)


def value(test: Test, sheet: Sheet) -> int:
    """What a test looks at."""
    return _SAYS[test.about](sheet, test.key)


def within(test: Test, number: int) -> bool:
    """Whether a number lies within the bounds of a test."""
    return (
        (test.at_least is None or number >= test.at_least)
        and (test.at_most is None or number <= test.at_most)
        and (test.below is None or number < test.below)
    )


def part_of(book: Book, key: str) -> Part:
    """What a condition of the book says."""
    return _named(book, key)


def _named(book: Book, key: str) -> Part:
    return next(one.part for one in book.conditions if one.key == key)


def _off(test: Test, has: int) -> int:
    if test.at_least is not None and has < test.at_least:
        return test.at_least - has
    tops = [test.at_most, None if test.below is None else test.below - 1]
    return min(top for top in tops if top is not None) - has
