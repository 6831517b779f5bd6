"""All facts behind all scores of an assessment, one at a time: nothing grows with them.

A line tells subject, measure, record, day, item (its place in the book), units, units of what
it is measured against, stretch of time, points, and kind, id and title of the record. Where
only some facts of an item pay, lines of their own follow that say which: `PAID` as measure.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Executable, Integer, Select, case, cast, null, or_, select
from sqlmodel import Session

from core.assessment.book.shape import Book, Item
from core.assessment.book.vocabulary import STRETCHES
from core.assessment.scoring import compiling
from core.assessment.scoring.amounts import paying
from core.assessment.scoring.facts import Column, Facts, fits, stretch
from core.assessment.scoring.plans import Plan, plan

PAID = "paid"
AT_ONCE = 2_000  # rows that are fetched at a time
Line = list[Any]
_OWN = 5  # columns of a fact itself; then each item has four
_EACH = 4


@dataclass(frozen=True, slots=True)
class _Asked:
    """A statement with all facts of one source, and its items with their place in the book."""

    statement: Select[Any]
    items: tuple[tuple[int, Item], ...]
    measure: str
    link: str


def stream(session: Session, book: Book, given: Mapping[str, Any]) -> Iterator[Line]:
    """The lines of all whom the book scores, source by source, in order of subjects and days."""
    for asked in _statements(book):
        alike = {place: _Alike(item) for place, item in asked.items if _is_alike(item, book)}
        for row in _rows(session, asked.statement, given):
            yield from _lines(asked, row, alike)
    ranked = plan(book, narrowed=False).ranked
    if ranked is not None:
        for row in _rows(session, _ordered(ranked), given):
            yield [row[0], PAID, row[2], None, row[1], int(row[3]), None, None, int(row[4])]


def _rows(
    session: Session, statement: Executable, given: Mapping[str, Any]
) -> Iterator[Sequence[Any]]:
    found = session.connection().execute(
        statement, dict(given), execution_options={"yield_per": AT_ONCE}
    )
    yield from found


def _ordered(ranked: Select[Any]) -> Select[Any]:
    rows = ranked.subquery("picked")
    return select(rows).order_by(rows.c.subject, rows.c.place, rows.c.record)


@lru_cache(maxsize=8)
def _statements(book: Book) -> tuple[_Asked, ...]:
    """One statement a source, with all that its items say of each fact."""
    found = plan(book, narrowed=False)
    return tuple(_statement(book, items, found) for items in compiling.by_source(book).values())


def _statement(book: Book, items: Sequence[Item], found: Plan) -> _Asked:
    facts = compiling.source(items[0], found.asked)
    columns: list[Column] = [facts.subject, facts.record, facts.day, facts.link_id, facts.title]
    for item in items:
        columns += _columns(book, item, facts)
    told = [column.label(f"column_{number}") for number, column in enumerate(columns)]
    counted = or_(*(_looked_at(item, facts) for item in items))
    statement = (
        select(*told)
        .select_from(facts.rows)
        .where(*facts.fits, counted)
        .order_by(facts.subject, facts.day, facts.record)
    )
    places = {item.key: place for place, item in enumerate(book.items)}
    placed = tuple((places[item.key], item) for item in items)
    return _Asked(statement, placed, items[0].counts, facts.link)


def _looked_at(item: Item, facts: Facts) -> ColumnElement[bool]:
    where = fits(facts, item.where)
    return where if item.out_of is None else or_(where, fits(facts, item.out_of))


def _columns(book: Book, item: Item, facts: Facts) -> tuple[Column, ...]:
    """Units, units of what is measured against, what each unit pays, the stretch of time."""
    nothing = cast(null(), Integer)
    units = compiling.amount(item, facts)
    whole = nothing if item.out_of is None else case((fits(facts, item.out_of), units))
    pays = not item.steps and item.out_of is None and not compiling.is_ranked(item, book)
    each = compiling.paid(item, facts) if pays else nothing
    by = stretch(facts, item.unit) if item.unit in STRETCHES else nothing
    return case((fits(facts, item.where), units)), whole, each, by


def _lines(asked: _Asked, row: Sequence[Any], alike: Mapping[int, "_Alike"]) -> Iterator[Line]:
    subject, record, day, link_id, title = row[:_OWN]
    for number, (place, _item) in enumerate(asked.items):
        at = _OWN + number * _EACH
        units, whole, each, by = row[at : at + _EACH]
        if units is None and whole is None:
            continue
        paid = None if each is None or units is None else int(each) * int(units)
        if place in alike and each is not None:
            paid = int(each) * alike[place].paying(subject, int(units or 0), by)
        when = day.isoformat() if day else None
        told = [subject, asked.measure, record, when, place, units, whole, by, paid]
        yield [*told, asked.link, link_id, title]


def _is_alike(item: Item, book: Book) -> bool:
    """Whether it takes those before a fact to know whether it pays."""
    if compiling.is_ranked(item, book):
        return False
    return item.unit in STRETCHES or item.from_nth > 1 or item.at_most is not None


class _Alike:
    """Counts the units of one item that pay, subject after subject."""

    def __init__(self, item: Item) -> None:
        self._item = item
        self._subject: int | None = None
        self._seen: set[int] = set()
        self._so_far = 0

    def paying(self, subject: int, units: int, by: int | None) -> int:
        """How many units of the next fact pay."""
        if subject != self._subject:
            self._subject, self._seen, self._so_far = subject, set(), 0
        if by is not None:
            units = int(by not in self._seen)
            self._seen.add(by)
        before = self._so_far
        self._so_far += units
        return paying(self._item, self._so_far) - paying(self._item, before)
