"""Runs what was compiled: how much each subject has of each item, and what that pays."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session

from core.assessment.book.shape import Book, Item
from core.assessment.scoring import compiling
from core.assessment.scoring.compiling import Told
from core.assessment.scoring.plans import Plan
from core.assessment.scoring.sheet import Amount, percent

Amounts = dict[int, dict[str, Amount]]
Picked = dict[int, dict[int, int]]


def amounts(session: Session, book: Book, plan: Plan, given: Mapping[str, Any]) -> Amounts:
    """By subject and item; subjects and items without any fact are left out."""
    found: Amounts = defaultdict(dict)
    ranked = _ranked(book)
    picked = _picked(session, plan, given)
    for sums in plan.sums:
        for row in session.execute(sums.statement, dict(given)):
            mine, paid = found[row[0]], picked.get(row[0], {})
            for told in sums.told:
                place = ranked.get(told.item.key)
                known = None if place is None else paid.get(place, 0)
                mine[told.item.key] = _amount(told, row, known)
    return found


def paying(item: Item, count: int) -> int:
    """How many of so many alike pay: from the nth on, at most so many."""
    late = max(count - item.from_nth + 1, 0)
    return late if item.at_most is None else min(late, item.at_most)


def _ranked(book: Book) -> dict[str, int]:
    """The ranked items with their place in the book."""
    return {
        item.key: place
        for place, item in enumerate(book.items)
        if compiling.is_ranked(compiling.as_counted(item), book)
    }


def _picked(session: Session, plan: Plan, given: Mapping[str, Any]) -> Picked:
    """The points of ranked items by subject and the item's place in the book."""
    found: Picked = defaultdict(dict)
    if plan.paid is not None:
        for subject, place, points in session.execute(plan.paid, dict(given)):
            found[subject][place] = int(points)
    return found


def _amount(told: Told, row: Sequence[Any], picked: int | None) -> Amount:
    count = int(row[told.amount])
    if told.out_of is not None:
        return Amount(percent(count, int(row[told.out_of])), 0)
    if picked is not None:
        return Amount(count * 100, picked)
    if told.points is not None:
        return Amount(count * 100, int(row[told.points]))
    return Amount(count * 100, told.item.points * paying(told.item, count))
