"""How much of one measure a subject has."""

from datetime import date
from typing import Any

from core.assessment.book.shape import Book, Item, Match, Records, Scores, Section
from core.assessment.scoring import scoring
from tests.core.assessment.presets.city import City

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
BEFORE, AFTER = date(2025, 12, 31), date(2027, 1, 1)
BOUNDS = [(BEFORE, 0), (FIRST, 1), (LAST, 1), (AFTER, 0)]


def counted(
    city: City,
    scores: Scores,
    measure: str,
    subject_id: int,
    unit: str = "time",
    records: Records = Records.ALL,
    last: date = LAST,
    **where: Any,
) -> float:
    """How much of a measure a subject has in 2026 up to a day, of what fits."""
    matches = tuple(Match(name, (value,)) for name, value in where.items())
    item = Item("one", "", counts=measure, where=matches, unit=unit, points=100)
    book = Book("示例", scores, (Section("s", "", items=(item,)),), records=records)
    city.session.flush()
    found = scoring.score(city.session, book, scoring.Case(city.make.home().id, FIRST, last))
    return next(one.sheet.amounts["one"] for one in found if one.id == subject_id) / 100
