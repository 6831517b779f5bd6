"""What must not happen over several years, from the sheets of those years. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.assessment.book.shape import About, Book, Limit
from core.assessment.scoring import conditions
from core.assessment.scoring.sheet import Sheet

# What must hold in each of the years; all else is added up over them.
_EACH_YEAR = (About.TOTAL, About.MONTHS)


@dataclass(frozen=True, slots=True)
class Years:
    """The sheets of one subject by year: as they were decided, and as the records give them.

    Totals and months are asked of what was decided; amounts and points of the records, which
    are there for years before the first assessment too.
    """

    decided: Mapping[int, Sheet]
    counted: Mapping[int, Sheet]


def reached(book: Book, years: Years, last: int, term_began: int) -> list[Limit]:
    """The limits that a subject reached in the year `last`. A year without a sheet had none."""
    return [limit for limit in book.limits if _reached(limit, years, last, term_began)]


def looks_at_records(book: Book) -> bool:
    """Whether some limit adds up what the records of earlier years give."""
    return any(limit.test.about not in _EACH_YEAR for limit in book.limits)


def first_year(book: Book, last: int, term_began: int) -> int:
    """The first year that the book's limits look back to."""
    return min((_first(limit, last, term_began) for limit in book.limits), default=last)


def _reached(limit: Limit, years: Years, last: int, term_began: int) -> bool:
    looked_at = range(_first(limit, last, term_began), last + 1)
    each = limit.test.about in _EACH_YEAR
    known = years.decided if each else years.counted
    sheets = [known[year] for year in looked_at if year in known]
    if each:
        return len(sheets) == len(looked_at) and all(_holds(limit, [one]) for one in sheets)
    return bool(sheets) and _holds(limit, sheets)


def _holds(limit: Limit, sheets: Sequence[Sheet]) -> bool:
    summed = sum(conditions.value(limit.test, sheet) for sheet in sheets)
    return conditions.within(limit.test, summed)


def _first(limit: Limit, last: int, term_began: int) -> int:
    return min(term_began, last) if limit.years is None else last - limit.years + 1
