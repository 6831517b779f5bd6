"""Items of which only some facts pay, all in one statement of ranked rows.

Of an affair, of a stretch of time and of items that exclude each other the best paid fact
stays. Of what is left, units pay from the nth on in order of days, and of those the best
paid n. Of one day the lower paid comes first, so that the order of entry never matters.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Integer,
    Select,
    String,
    Subquery,
    case,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)

from core.assessment.book.shape import Book, Item
from core.assessment.book.vocabulary import STRETCHES
from core.assessment.scoring.compiling import amount, is_ranked, paid, source
from core.assessment.scoring.facts import Asked, Column, Facts, fits, stretch


def ranked(items: Sequence[Item], asked: Asked, book: Book) -> Select[Any] | None:
    """Subject, item (its place in the book), record, units and points of each fact left.

    None where no item of the book is ranked.
    """
    wanted = [item for item in items if is_ranked(item, book)]
    if not wanted:
        return None
    places = {item.key: place for place, item in enumerate(book.items)}
    rows = union_all(*(_rows(item, places[item.key], asked, book) for item in wanted))
    best = _best(rows.subquery("facts"), book, wanted)
    picks = any(item.from_nth > 1 or item.at_most is not None for item in wanted)
    return _picked(best) if picks else _all(best)


def _rows(item: Item, place: int, asked: Asked, book: Book) -> Select[Any]:
    """The facts of one item, with all that they are ranked by."""
    facts = source(item, asked)
    columns = {
        "subject": facts.subject,
        "place": literal(place, Integer),
        "record": facts.record,
        "day": facts.day,
        "units": cast(_units(item, facts), Integer),
        "each": cast(paid(item, facts), BigInteger),
        "namespace": literal(facts.namespace, String),
        "affair": facts.record if facts.affair is None else facts.affair,
        "best": literal(int(item.best), Integer),
        "stretch": cast(_stretch(item, facts), Integer),
        "from_nth": literal(item.from_nth, Integer),
        "at_most": cast(literal(item.at_most, Integer), Integer),
    }
    onces = {f"once_{n}": item.key in once.items for n, once in enumerate(book.onces)}
    flags = [literal(int(named), Integer).label(name) for name, named in onces.items()]
    told = [column.label(name) for name, column in columns.items()]
    where = (*facts.fits, fits(facts, item.where))
    return select(*told, *flags).select_from(facts.rows).where(*where)


def _units(item: Item, facts: Facts) -> Column:
    return literal(1, Integer) if item.unit in STRETCHES else amount(item, facts)


def _stretch(item: Item, facts: Facts) -> Column:
    return stretch(facts, item.unit) if item.unit in STRETCHES else null()


def _best(facts: Subquery, book: Book, items: Sequence[Item]) -> Subquery:
    """Of what excludes each other, the best paid; the item named first wins a tie."""
    c = facts.c
    order = ((c.each * c.units).desc(), c.place, c.day, c.each, c.record)
    affair = (c.subject, c.namespace, c.affair)
    ranks: dict[str, tuple[Sequence[Column], Column]] = {}
    if any(item.best for item in items):
        ranks["of_item"] = ((*affair, c.place), c.best == 0)
    if any(item.unit in STRETCHES for item in items):
        ranks["of_stretch"] = ((c.subject, c.place, c.stretch), c.stretch.is_(None))
    for n, _once in enumerate(book.onces):
        flag = c[f"once_{n}"]
        ranks[f"of_once_{n}"] = ((*affair, flag), flag == 0)
    if not ranks:
        return facts
    numbers = [
        case((free, 1), else_=func.row_number().over(partition_by=by, order_by=order)).label(name)
        for name, (by, free) in ranks.items()
    ]
    numbered = select(facts, *numbers).subquery("numbered")
    return select(numbered).where(*(numbered.c[name] == 1 for name in ranks)).subquery("best")


def _all(best: Subquery) -> Select[Any]:
    """What each fact pays, where all that are left do."""
    c = best.c
    return select(c.subject, c.place, c.record, c.units, (c.units * c.each).label("paid"))


def _picked(best: Subquery) -> Select[Any]:
    """The units from the nth on, and of those the best paid n."""
    c = best.c
    so_far = _running(c.units, (c.subject, c.place), (c.day, c.each, c.record))
    counted = select(best, so_far.label("so_far")).subquery("counted")
    c = counted.c
    late = _between(c.so_far - c.from_nth + 1, c.units)
    kept = select(counted, late.label("late")).subquery("kept")
    c = kept.c
    by_points = _running(c.late, (c.subject, c.place), (c.each.desc(), c.day, c.record))
    topped = select(kept, by_points.label("top")).subquery("topped")
    c = topped.c
    units = case((c.at_most.is_(None), c.late), else_=_between(c.at_most - c.top + c.late, c.late))
    return select(
        c.subject, c.place, c.record, units.label("units"), (units * c.each).label("paid")
    )


def _running(units: Column, by: Sequence[Column], order: Sequence[Column]) -> Column:
    """The units up to and with this one."""
    return func.sum(units).over(partition_by=by, order_by=order, rows=(None, 0))


def _between(units: Column, most: Column) -> Column:
    """So many units, at least none and at most so many."""
    return case((units <= 0, 0), (units < most, units), else_=most)
