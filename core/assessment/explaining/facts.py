"""The facts behind each item of one subject, read from the same sources as the sums."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, case, cast, null, select
from sqlmodel import Session

from core.assessment.book.shape import Book, Item
from core.assessment.book.vocabulary import STRETCHES
from core.assessment.scoring import compiling
from core.assessment.scoring.facts import Column, Facts, fits, stretch
from core.assessment.scoring.plans import Plan, plan


@dataclass(frozen=True, slots=True)
class Fact:
    """One record behind an item. `paid` is None where the item pays by the whole amount.

    `units` is 0 for what is only measured against. `link` and `link_id` say what to open.
    """

    title: str
    day: date | None
    units: int
    paid: int | None
    link: str
    link_id: int
    record: int


@dataclass(frozen=True, slots=True)
class _Asked:
    """A statement with all facts of one source, and its items in the order of their columns."""

    statement: Select[Any]
    items: tuple[Item, ...]
    link: str


@dataclass(frozen=True, slots=True)
class _Found:
    """A fact as it was read: what each unit of it would pay, and the stretch it lies in."""

    fact: Fact
    each: int
    stretch: int | None


_FIRST = 4  # the columns of a fact itself; then each item has three
_EACH = 3


def of(session: Session, book: Book, given: Mapping[str, Any]) -> dict[str, tuple[Fact, ...]]:
    """The facts of each item in the order of days, with what each of them pays."""
    found = plan(book, narrowed=True)
    ranked = _ranked(session, book, found, given)
    told: dict[str, tuple[Fact, ...]] = {}
    for asked in _statements(book):
        rows = session.execute(asked.statement, dict(given)).all()
        for number, item in enumerate(asked.items):
            mine = _read(rows, number, asked.link)
            told[item.key] = _paid(item, mine, ranked.get(item.key))
    return told


@lru_cache(maxsize=64)
def _statements(book: Book) -> tuple[_Asked, ...]:
    """One statement a source, with all that its items say of each fact."""
    found = plan(book, narrowed=True)
    return tuple(_statement(items, found) for items in compiling.by_source(book).values())


def _statement(items: Sequence[Item], found: Plan) -> _Asked:
    facts = compiling.source(items[0], found.asked)
    columns: list[Column] = [facts.record, facts.day, facts.title, facts.link_id]
    for item in items:
        columns += _columns(item, facts)
    told = [column.label(f"column_{number}") for number, column in enumerate(columns)]
    statement = (
        select(*told).select_from(facts.rows).where(*facts.fits).order_by(facts.day, facts.record)
    )
    return _Asked(statement, tuple(items), facts.link)


def _columns(item: Item, facts: Facts) -> tuple[Column, ...]:
    """Units (nothing where it does not fit), what each pays, and the stretch of time."""
    where = fits(facts, item.where)
    whens: list[tuple[ColumnElement[bool], Any]] = [(where, compiling.amount(item, facts))]
    if item.out_of is not None:
        whens.append((fits(facts, item.out_of), 0))
    pays = not item.steps and item.out_of is None
    each = compiling.paid(item, facts) if pays else cast(null(), Integer)
    by = stretch(facts, item.unit) if item.unit in STRETCHES else cast(null(), Integer)
    return case(*whens), each, by


def _read(rows: Sequence[Any], number: int, link: str) -> list[_Found]:
    at = _FIRST + number * _EACH
    return [
        _Found(
            Fact(row[2], row[1], int(row[at]), None, link, row[3], row[0]),
            int(row[at + 1] or 0),
            None if row[at + 2] is None else int(row[at + 2]),
        )
        for row in rows
        if row[at] is not None
    ]


def _ranked(
    session: Session, book: Book, found: Plan, given: Mapping[str, Any]
) -> dict[str, dict[int, int]]:
    """What each record pays of the items of which only some facts do."""
    told: dict[str, dict[int, int]] = {
        item.key: {} for item in book.items if compiling.is_ranked(compiling.as_counted(item), book)
    }
    if found.ranked is not None:
        for row in session.execute(found.ranked, dict(given)).mappings():
            told[book.items[row["place"]].key][row["record"]] = int(row["paid"])
    return told


def _paid(
    item: Item, found: Sequence[_Found], ranked: Mapping[int, int] | None
) -> tuple[Fact, ...]:
    if item.steps or item.out_of is not None:
        return tuple(one.fact for one in found)
    if ranked is not None:
        return tuple(_with(one.fact, ranked.get(one.fact.record, 0)) for one in found)
    if item.unit in STRETCHES:
        return _stretched(item, found)
    if item.from_nth > 1 or item.at_most is not None:
        return _counted(item, found)
    return tuple(_with(one.fact, one.each * one.fact.units) for one in found)


def _stretched(item: Item, found: Sequence[_Found]) -> tuple[Fact, ...]:
    """Of each stretch the first fact pays, from the nth stretch on, of so many."""
    seen: set[int | None] = set()
    told = []
    for one in found:
        new = one.stretch not in seen
        seen.add(one.stretch)
        told.append(_with(one.fact, one.each * (new and _pays(item, len(seen)))))
    return tuple(told)


def _counted(item: Item, found: Sequence[_Found]) -> tuple[Fact, ...]:
    """Unit by unit in order of days, from the nth on, so many."""
    so_far = 0
    told = []
    for one in found:
        units = range(so_far + 1, so_far + one.fact.units + 1)
        so_far += one.fact.units
        told.append(_with(one.fact, one.each * sum(_pays(item, unit) for unit in units)))
    return tuple(told)


def _pays(item: Item, number: int) -> bool:
    late = number - item.from_nth + 1
    return late >= 1 and (item.at_most is None or late <= item.at_most)


def _with(fact: Fact, paid: int) -> Fact:
    return Fact(fact.title, fact.day, fact.units, paid, fact.link, fact.link_id, fact.record)
