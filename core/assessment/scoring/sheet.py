"""From amounts to points: steps, caps, floors, pools, sections and the total. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from core.assessment.book.shape import Book, Item, Section
from core.assessment.scoring.rounding import WHOLE, rounded


@dataclass(frozen=True, slots=True)
class Amount:
    """How much there is of an item, and what its facts pay before any cap. In hundredths."""

    count: int = 0
    points: int = 0


NOTHING = Amount()


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one subject has: the amount and the points of each item, its sections, the total.

    `rated` is the total as it is graded: made up for months that were not served.
    """

    amounts: Mapping[str, int]
    items: Mapping[str, int]
    sections: Mapping[str, int]
    total: int
    rated: int
    months: int
    corrections: int = 0


@dataclass(frozen=True, slots=True)
class Time:
    """The months that somebody served of those that the span has."""

    months: int
    of: int


def sheet(book: Book, found: Mapping[str, Amount], time: Time, corrections: int = 0) -> Sheet:
    """The sheet of one subject from the amounts of its facts."""
    items = {item.key: points_of(item, found.get(item.key, NOTHING)) for item in book.items}
    sections = {section.key: _section(section, items) for section in book.sections}
    earned = book.base + sum(sections.values()) + corrections
    return Sheet(
        amounts={item.key: found.get(item.key, NOTHING).count for item in book.items},
        items=items,
        sections=sections,
        total=_within(earned, book.floor, book.cap),
        rated=_within(_made_up(book, items, sections, time) + corrections, book.floor, book.cap),
        months=time.months,
        corrections=corrections,
    )


def points_of(item: Item, found: Amount) -> int:
    """What an item pays, within its cap and floor."""
    paid = _stepped(item, found.count) if item.steps else found.points
    return _within((item.start or 0) + paid, item.floor, item.cap)


def percent(part: int, whole: int) -> int:
    """A part of a whole as hundredths of a percent; nothing of nothing is nothing."""
    return (2 * WHOLE * part + whole) // (2 * whole) if whole else 0


def _stepped(item: Item, count: int) -> int:
    reached = [step for step in item.steps if count >= step.from_amount]
    return max(reached, key=lambda step: step.from_amount).points if reached else 0


def _section(section: Section, items: Mapping[str, int]) -> int:
    whole = (section.start or 0) + sum(items[item.key] for item in section.items)
    return _within(whole, section.floor, section.cap)


def _made_up(book: Book, items: Mapping[str, int], sections: Mapping[str, int], time: Time) -> int:
    """The total with what was earned above base and pools divided by the share of months."""
    whole = book.base + sum(sections.values())
    if book.pro_rata.by != "month" or not 0 < time.months < time.of:
        return whole
    fixed = book.base + sum(_pool(section, items, sections) for section in book.sections)
    if whole <= fixed:
        return whole
    return fixed + rounded(Fraction((whole - fixed) * time.of, time.months))


def _pool(section: Section, items: Mapping[str, int], sections: Mapping[str, int]) -> int:
    """What of a section was there from the start and only lost."""
    if section.start is not None:
        return sections[section.key]
    pools = sum(items[item.key] for item in section.items if item.start is not None)
    return min(pools, sections[section.key])


def _within(points: int, floor: int | None, cap: int | None) -> int:
    points = points if floor is None else max(points, floor)
    return points if cap is None else min(points, cap)
