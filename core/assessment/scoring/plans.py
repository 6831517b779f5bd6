"""All statements of one book, built once."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, func, select

from core.assessment.book.shape import Book, Match, Records, Scores
from core.assessment.scoring import compiling, ranking, subjects
from core.assessment.scoring.compiling import Sums
from core.assessment.scoring.facts import Asked
from core.assessment.scoring.sources.groups import belonging
from core.assessment.scoring.subjects import Rows


@dataclass(frozen=True, slots=True)
class Plan:
    """Who is scored, the sums of each source, and the rows of ranked items, if there are any.

    `paid` sums those rows by subject and item. `codes` are the codes of activities named.
    """

    subjects: Rows
    asked: Asked
    sums: tuple[Sums, ...]
    ranked: Select[Any] | None
    paid: Select[Any] | None
    codes: frozenset[str]


@lru_cache(maxsize=64)
def plan(book: Book, *, narrowed: bool) -> Plan:
    """The statements of a book, of all whom it scores or, narrowed, of some."""
    rows = subjects.statement(book.scores, book.kinds, narrowed=narrowed)
    ids = rows.with_only_columns(rows.selected_columns[0]).correlate(None)
    belongs = belonging(ids) if book.scores is Scores.GROUPS else None
    confirmed = book.records is Records.CONFIRMED
    asked = Asked(book.scores, ids, confirmed, belongs, whole=not narrowed and not confirmed)
    by_source = compiling.by_source(book)
    items = [item for found in by_source.values() for item in found]
    ranked = ranking.ranked(items, asked, book)
    return Plan(
        subjects=rows,
        asked=asked,
        sums=tuple(compiling.sums(found, asked, book) for found in by_source.values()),
        ranked=ranked,
        paid=None if ranked is None else _summed(ranked),
        codes=frozenset(codes(book)),
    )


def codes(book: Book) -> set[str]:
    """The codes of activities that a book names anywhere."""
    return {
        str(value)
        for match in _matches(book)
        if match.attribute == "activity"
        for value in match.values
    }


def _summed(ranked: Select[Any]) -> Select[Any]:
    rows = ranked.subquery("picked")
    whose = (rows.c.subject, rows.c.place)
    return select(*whose, func.sum(rows.c.paid)).group_by(*whose)


def _matches(book: Book) -> list[Match]:
    return [
        match
        for item in book.items
        for where in (
            item.where,
            item.out_of or (),
            *(one.when for one in item.cases),
            *(one.when for one in item.times),
        )
        for match in where
    ]
