"""From the items of a rule book to statements: one for each source, with conditional sums.

Items of which only some facts pay have their amount here, their points in `ranking`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    and_,
    case,
    func,
    literal,
    select,
)

from core.assessment.book.shape import Book, Case, Item, Match
from core.assessment.book.vocabulary import STRETCHES
from core.assessment.scoring.facts import Asked, Column, Facts, fits, stretch
from core.assessment.scoring.measures import ENTERED, SOURCES
from core.assessment.scoring.rounding import WHOLE, product
from core.assessment.scoring.sources.claims import CHOICE, ITEM


@dataclass(frozen=True, slots=True)
class Told:
    """Which columns of a row tell of an item: its amount, and where there are such, its points
    and the amount that it is measured against."""

    item: Item
    amount: int
    points: int | None = None
    out_of: int | None = None


@dataclass(frozen=True, slots=True)
class Sums:
    """A statement that gives a row for each subject (the first column) with facts."""

    statement: Select[Any]
    told: tuple[Told, ...]


def by_source(book: Book) -> dict[str, list[Item]]:
    """The items of each measure, in the order of the book, as they are counted."""
    found: dict[str, list[Item]] = {}
    for item in book.items:
        found.setdefault(item.counts or ENTERED, []).append(as_counted(item))
    return found


def as_counted(item: Item) -> Item:
    """An entered item is one that counts the claims of its key; its choices are its cases."""
    if not item.entered:
        return item
    cases = tuple(Case((Match(CHOICE, (choice.name,)),), choice.points) for choice in item.choices)
    return replace(item, counts=ENTERED, where=(Match(ITEM, (item.key,)),), cases=cases)


def varies(item: Item) -> bool:
    """Whether facts of the item pay differently."""
    return bool(item.cases or item.share or item.times)


def is_ranked(item: Item, book: Book) -> bool:
    """Whether only some facts of the item pay, and which ones must be asked of each."""
    if item.steps or not _pays(item):
        return False
    if item.best or any(item.key in once.items for once in book.onces):
        return True
    picks = item.from_nth > 1 or item.at_most is not None
    return varies(item) and (picks or item.unit in STRETCHES)


def sums(items: Sequence[Item], asked: Asked, book: Book) -> Sums:
    """The statement of one source for all its items."""
    facts = source(items[0], asked)
    columns: list[Column] = [facts.subject]
    told = tuple(_summed(item, facts, book, columns) for item in items)
    statement = select(*columns).select_from(facts.rows).where(*facts.fits).group_by(facts.subject)
    return Sums(statement, told)


def source(item: Item, asked: Asked) -> Facts:
    """The facts that an item, as it is counted, looks at."""
    return SOURCES[asked.scores][item.counts](asked)


def amount(item: Item, facts: Facts) -> Column:
    """How many units one fact is; a stretch of time is counted once however many there are."""
    return facts.units.get(item.unit, literal(1, Integer))


def paid(item: Item, facts: Facts) -> Column:
    """What each unit of a fact pays, in hundredths."""
    points: Column = literal(item.points, BigInteger)
    if item.cases:
        ways = [(fits(facts, one.when), one.points) for one in item.cases]
        points = case(*ways, else_=0)
    if not (item.share or item.times):
        return points
    times: list[tuple[Column, int]] = [_factor(fits(facts, one.when), one.by) for one in item.times]
    turned = any(one.by < 0 for one in item.times)
    if item.share is None:
        return product(points, times, turned=turned)
    share, divided = _share(item, facts)
    return product(points, [*times, (share, WHOLE)], divided, turned=turned)


def _pays(item: Item) -> bool:
    return bool(item.points or any(one.points for one in item.cases))


def _summed(item: Item, facts: Facts, book: Book, columns: list[Column]) -> Told:
    """Add the columns of one item; where they are."""

    def add(column: Column) -> int:
        columns.append(column)
        return len(columns) - 1

    where = fits(facts, item.where)
    amounts = add(_total(item, where, facts))
    if item.out_of is not None:
        return Told(item, amounts, out_of=add(_total(item, fits(facts, item.out_of), facts)))
    if not varies(item) or item.steps or is_ranked(item, book):
        return Told(item, amounts)
    points = paid(item, facts)
    if item.unit in facts.units:
        points = points * amount(item, facts)
    return Told(item, amounts, add(func.sum(case((where, points), else_=0))))


def _total(item: Item, where: ColumnElement[bool], facts: Facts) -> Column:
    if item.unit in STRETCHES:
        return func.count(case((where, stretch(facts, item.unit))).distinct())
    return func.sum(case((where, amount(item, facts)), else_=0))


def _factor(holds: ColumnElement[bool], by: int) -> tuple[Column, int]:
    """A multiplier as a fraction in its lowest terms, one where it does not hold."""
    times = Fraction(by, 100)
    return case((holds, times.numerator), else_=times.denominator), times.denominator


def _share(item: Item, facts: Facts) -> tuple[Column, Column]:
    """The percentage of a fact's points, and among how many it is divided."""
    if item.share is None or facts.is_first is None or facts.co_signers is None:
        raise ValueError(item.key)  # a checked book shares only what has authors
    alone = and_(facts.is_first, facts.co_signers == 0)
    others = WHOLE - item.share.first if item.share.others is None else item.share.others
    percent = case((alone, WHOLE), (facts.is_first, item.share.first), else_=others)
    if item.share.others is not None:
        return percent, literal(1, Integer)
    several = and_(~facts.is_first, facts.co_signers > 1)
    return percent, case((several, facts.co_signers), else_=1)
