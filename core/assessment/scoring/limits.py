"""What must not happen over several years, from the sheets of those years. Pure."""

from collections.abc import Mapping, Sequence

from core.assessment.book.shape import About, Book, Limit
from core.assessment.scoring import conditions
from core.assessment.scoring.sheet import Sheet

# What must hold in each of the years; all else is added up over them.
_EACH_YEAR = (About.TOTAL, About.MONTHS)


def reached(book: Book, years: Mapping[int, Sheet], last: int, term_began: int) -> list[Limit]:
    """The limits that a subject reached in the year `last`. A year without a sheet had none."""
    return [limit for limit in book.limits if _reached(limit, years, last, term_began)]


def first_year(book: Book, last: int, term_began: int) -> int:
    """The first year that the book's limits look back to."""
    return min((_first(limit, last, term_began) for limit in book.limits), default=last)


def _reached(limit: Limit, years: Mapping[int, Sheet], last: int, term_began: int) -> bool:
    looked_at = range(_first(limit, last, term_began), last + 1)
    sheets = [years[year] for year in looked_at if year in years]
    if limit.test.about in _EACH_YEAR:
        return len(sheets) == len(looked_at) and all(_holds(limit, [one]) for one in sheets)
    return bool(sheets) and _holds(limit, sheets)


def _holds(limit: Limit, sheets: Sequence[Sheet]) -> bool:
    summed = sum(conditions.value(limit.test, sheet) for sheet in sheets)
    return conditions.within(limit.test, summed)


def _first(limit: Limit, last: int, term_began: int) -> int:
    return min(term_began, last) if limit.years is None else last - limit.years + 1
