"""The rules once more, in plain Python over a list of facts: what the statements must equal.

Shares no code with the product but the shape of a book.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, TypeVar

from core.assessment.book.shape import Book, Item, Match

STRETCHES = {"month": 1, "quarter": 3, "year": 12}
N = TypeVar("N", int, Fraction)


@dataclass(frozen=True)
class Fact:
    """One fact of one subject. `values` has each attribute's values, several for codes."""

    measure: str
    subject: int
    day: date
    number: int
    affair: tuple[str, int]
    values: dict[str, tuple[Any, ...]]
    units: dict[str, int] = field(default_factory=dict)
    first: bool = True
    others: int = 0


@dataclass(frozen=True)
class Paid:
    """So many units of a fact, each with its points."""

    fact: Fact
    place: int
    units: int
    each: int

    @property
    def whole(self) -> int:
        return self.units * self.each


def amounts(book: Book, facts: Sequence[Fact], subject: int) -> dict[str, tuple[int, int]]:
    """Amount and points (before caps) of each item, in hundredths."""
    mine = [fact for fact in facts if fact.subject == subject]
    paid = {
        item.key: [
            Paid(fact, place, units_of(item, fact), each(item, fact))
            for fact in mine
            if fact.measure == item.counts and fits(fact, item.where)
        ]
        for place, item in enumerate(book.items)
    }
    left = excluded(book, paid)
    return {
        item.key: (count(item, paid[item.key], mine), points(item, left[item.key]))
        for item in book.items
    }


def fits(fact: Fact, where: Iterable[Match]) -> bool:
    return all(
        bool(set(one.values) & set(fact.values[one.attribute])) != one.negated for one in where
    )


def units_of(item: Item, fact: Fact) -> int:
    return 1 if item.unit in STRETCHES else fact.units.get(item.unit, 1)


def each(item: Item, fact: Fact) -> int:
    found = Fraction(item.points)
    if item.cases:
        found = Fraction(next((one.points for one in item.cases if fits(fact, one.when)), 0))
    for one in item.times:
        found *= Fraction(one.by, 100) if fits(fact, one.when) else 1
    return half_up(found * share(item, fact))


def share(item: Item, fact: Fact) -> Fraction:
    if item.share is None or (fact.first and not fact.others):
        return Fraction(1)
    if fact.first:
        return Fraction(item.share.first, 10_000)
    if item.share.others is not None:
        return Fraction(item.share.others, 10_000)
    return Fraction(10_000 - item.share.first, 10_000) / max(fact.others, 1)


def half_up(value: Fraction) -> int:
    exact = Decimal(value.numerator * 10**6 // value.denominator) / 10**6
    if value * 2 == int(value * 2):  # a half, or whole: told exactly
        exact = Decimal(int(value * 2)) / 2
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def excluded(book: Book, paid: dict[str, list[Paid]]) -> dict[str, list[Paid]]:
    """What is left once of an affair, or of a stretch of time, only the best pays."""
    lost: set[tuple[int, int]] = set()
    for item in book.items:
        alike: dict[Any, list[Paid]] = defaultdict(list)
        for one in paid[item.key]:
            if item.best:
                alike["affair", one.fact.affair].append(one)
            if item.unit in STRETCHES:
                alike["stretch", stretch(item, one.fact.day)].append(one)
        lost |= losers(alike.values())
    for once in book.onces:
        affairs: dict[Any, list[Paid]] = defaultdict(list)
        for key in once.items:
            for one in paid[key]:
                affairs[one.fact.affair].append(one)
        lost |= losers(affairs.values())
    return {
        key: [one for one in found if (one.place, one.fact.number) not in lost]
        for key, found in paid.items()
    }


def losers(groups: Iterable[list[Paid]]) -> set[tuple[int, int]]:
    return {
        (one.place, one.fact.number)
        for group in groups
        for one in sorted(
            group, key=lambda p: (-p.whole, p.place, p.fact.day, p.each, p.fact.number)
        )[1:]
    }


def points(item: Item, left: list[Paid]) -> int:
    if item.steps or item.out_of is not None:
        return 0
    single = [
        one.each
        for one in sorted(left, key=lambda p: (p.fact.day, p.each, p.fact.number))
        for _ in range(one.units)
    ]
    late = sorted(single[item.from_nth - 1 :], reverse=True)
    return sum(late if item.at_most is None else late[: item.at_most])


def count(item: Item, found: list[Paid], mine: list[Fact]) -> int:
    part = how_many(item, [one.fact for one in found])
    if item.out_of is None:
        return part * 100
    against = [f for f in mine if f.measure == item.counts and fits(f, item.out_of)]
    whole = how_many(item, against)
    return half_up(Fraction(part * 10_000, whole)) if whole else 0


def how_many(item: Item, facts: list[Fact]) -> int:
    if item.unit in STRETCHES:
        return len({stretch(item, fact.day) for fact in facts})
    return sum(units_of(item, fact) for fact in facts)


def stretch(item: Item, day: date) -> tuple[int, int]:
    return day.year, (day.month - 1) // STRETCHES[item.unit]


def total(book: Book, found: dict[str, tuple[int, int]]) -> int:
    whole = book.base
    for section in book.sections:
        inner = section.start or 0
        for item in section.items:
            amount, paid = found[item.key]
            for step in item.steps:  # upwards
                paid = step.points if amount >= step.from_amount else paid
            inner += clamp((item.start or 0) + paid, item.floor, item.cap)
        whole += clamp(inner, section.floor, section.cap)
    return clamp(whole, book.floor, book.cap)


def rated(book: Book, found: dict[str, tuple[int, int]], months: int, of: int) -> int:
    """The total made up, item by item: at most what each could come to in a whole year."""
    if book.pro_rata.by != "month":
        return total(book, found)
    whole = Fraction(book.base)
    for section in book.sections:
        inner = Fraction(section.start or 0)
        for item in section.items:
            amount, paid = found[item.key]
            for step in item.steps:  # upwards
                paid = step.points if amount >= step.from_amount else paid
            has = Fraction(clamp((item.start or 0) + paid, item.floor, item.cap))
            stays = section.start is not None or item.start is not None or item.out_of is not None
            if has > 0 and not stays:
                has = max(has, min(has * of / months, ceiling(item)))
            inner += has
        whole += clamp(inner, section.floor, section.cap)
    return clamp(half_up(whole), book.floor, book.cap)


def ceiling(item: Item) -> Fraction:
    """What an item could pay at most in a year; very much where nothing holds it."""
    much = Fraction(10**12)
    caps = [much if item.cap is None else Fraction(item.cap)]
    if item.steps:
        return min(*caps, Fraction(max(0, *(step.points for step in item.steps))))
    most = Fraction(max(0, item.points, *(one.points for one in item.cases)))
    for one in item.times:
        most *= Fraction(max(one.by, 100), 100)
    most = Fraction(-((-most.numerator) // most.denominator))
    if item.at_most is not None:
        caps.append(most * item.at_most)
    if item.unit in STRETCHES:
        caps.append(most * max(12 // STRETCHES[item.unit] - item.from_nth + 1, 0))
    return min(caps)


def clamp(number: N, floor: int | None, cap: int | None) -> N:
    if floor is not None and number < floor:
        return type(number)(floor)
    return type(number)(cap) if cap is not None and number > cap else number
