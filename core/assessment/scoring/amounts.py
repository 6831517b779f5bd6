"""Runs what was compiled: how much each subject has of each item, and what that pays."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from core.assessment.book.shape import Book, Item
from core.assessment.scoring import compiling, ranking
from core.assessment.scoring.facts import Asked
from core.assessment.scoring.sheet import Amount, percent

Told = dict[str, int]
Amounts = dict[int, dict[str, Amount]]


def amounts(session: Session, book: Book, asked: Asked) -> Amounts:
    """By subject and item; subjects and items without any fact are left out."""
    found: Amounts = defaultdict(dict)
    places = tuple(item.key for item in book.items)
    paid = _ranked(session, book, asked)
    for items in compiling.by_source(book).values():
        by_key = {item.key: item for item in items}
        compiled = compiling.sums(items, asked, book)
        for row in session.execute(compiled.statement):
            mine = found[row[0]]
            for key, told in _told(compiled.columns, tuple(row)).items():
                picked = paid.get((row[0], places.index(key)))
                mine[key] = _amount(by_key[key], told, picked, book)
    return found


def _ranked(session: Session, book: Book, asked: Asked) -> dict[tuple[int, int], int]:
    """The points of ranked items by subject and the item's place in the book."""
    items = [item for items in compiling.by_source(book).values() for item in items]
    statement = ranking.ranked(items, asked, book)
    if statement is None:
        return {}
    rows = statement.subquery("picked")
    whole = select(rows.c.subject, rows.c.place, func.sum(rows.c.paid)).group_by(
        rows.c.subject, rows.c.place
    )
    return {(row[0], row[1]): int(row[2]) for row in session.execute(whole)}


def _told(columns: tuple[tuple[str, str], ...], row: Sequence[Any]) -> dict[str, Told]:
    told: dict[str, Told] = {}
    for (key, what), value in zip(columns, row[1:], strict=True):
        told.setdefault(key, {})[what] = int(value or 0)
    return told


def _amount(item: Item, told: Mapping[str, int], picked: int | None, book: Book) -> Amount:
    count = told["amount"]
    if item.out_of is not None:
        return Amount(percent(count, told["out_of"]), 0)
    if compiling.is_ranked(item, book):
        return Amount(count * 100, picked or 0)
    if "points" in told:
        return Amount(count * 100, told["points"])
    return Amount(count * 100, item.points * _paying(item, count))


def _paying(item: Item, count: int) -> int:
    """How many of so many alike pay: from the nth on, at most so many."""
    late = max(count - item.from_nth + 1, 0) if item.from_nth > 1 else count
    return late if item.at_most is None else min(late, item.at_most)
