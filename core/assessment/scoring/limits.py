"""What must not happen over several years, from the sheets of those years. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.assessment.book.shape import About, Book, Limit
from core.assessment.scoring import conditions
from core.assessment.scoring.sheet import Sheet

# What must hold in each of the years; all else is added up over them.
EACH_YEAR = (About.TOTAL, About.MONTHS)


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
    return any(limit.test.about not in EACH_YEAR for limit in book.limits)


def first_year(book: Book, last: int, term_began: int) -> int:
    """The first year that the book's limits look back to."""
    return min((_first(limit, last, term_began) for limit in book.limits), default=last)


def given(limit: Limit, years: Years, last: int, term_began: int) -> dict[int, int]:
    """What a limit's test looks at in each of its years that has a sheet, in hundredths."""
    known = years.decided if limit.test.about in EACH_YEAR else years.counted
    looked_at = range(_first(limit, last, term_began), last + 1)
    return {year: conditions.value(limit.test, known[year]) for year in looked_at if year in known}


def _reached(limit: Limit, years: Years, last: int, term_began: int) -> bool:
    found = given(limit, years, last, term_began)
    if limit.test.about in EACH_YEAR:
        whole = len(found) == last + 1 - _first(limit, last, term_began)
        return whole and all(conditions.within(limit.test, one) for one in found.values())
    return bool(found) and conditions.within(limit.test, sum(found.values()))


def _first(limit: Limit, last: int, term_began: int) -> int:
    return min(term_began, last) if limit.years is None else last - limit.years + 1
