"""From amounts to points: steps, caps, floors, pools, sections and the total. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from core.assessment.book.most import most_of_item
from core.assessment.book.shape import Book, Item, Section, Span
from core.assessment.scoring.rounding import WHOLE, rounded

N = TypeVar("N", int, Fraction)


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
    earned = book.base + sum(sections.values())
    return Sheet(
        amounts={item.key: found.get(item.key, NOTHING).count for item in book.items},
        items=items,
        sections=sections,
        total=_corrected(book, earned, corrections),
        rated=_corrected(book, _made_up(book, items, sections, time), corrections),
        months=time.months,
        corrections=corrections,
    )


def _corrected(book: Book, earned: int, corrections: int) -> int:
    """A total within cap and floor, and, moved by what people gave or took, within them again.

    So points that are taken are taken even from who earned more than the cap.
    """
    bounded = _within(earned, book.floor, book.cap)
    return _within(bounded + corrections, book.floor, book.cap)


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
    """The total with what was earned divided by the share of months, item by item.

    Base, pools, rates and what was lost stay; no item, no section comes to more than it could
    within a whole span.
    """
    if book.pro_rata.by != "month" or not 0 < time.months < time.of:
        return book.base + sum(sections.values())
    parts = [_section_made_up(one, items, book.span, time) for one in book.sections]
    return rounded(Fraction(book.base) + sum(parts))


def _section_made_up(
    section: Section, items: Mapping[str, int], span: Span, time: Time
) -> Fraction:
    if section.start is not None:
        return Fraction(_section(section, items))
    whole = sum(_item_made_up(one, items[one.key], span, time) for one in section.items)
    return _within(Fraction(whole), section.floor, section.cap)


def _item_made_up(item: Item, points: int, span: Span, time: Time) -> Fraction:
    """What an item would have paid; a pool and a rate do not ask how long it took."""
    if points <= 0 or item.start is not None or item.out_of is not None:
        return Fraction(points)
    made_up = Fraction(points * time.of, time.months)
    most = most_of_item(item, span)
    return made_up if made_up <= most else Fraction(max(points, int(most)))


def _within(points: N, floor: int | None, cap: int | None) -> N:
    points = points if floor is None else max(points, type(points)(floor))
    return points if cap is None else min(points, type(points)(cap))
