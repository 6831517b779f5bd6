"""A committee whose year is written down in a few words, and scored by a book.

Nothing here computes a score.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session

from core.assessment.book.shape import Book
from core.assessment.scoring import limits, scoring
from core.assessment.scoring.scoring import Case, Scored
from core.members.models import Member
from tests.core.assessment.presets.matters import Matters
from tests.core.assessment.presets.records import YEAR, Records, Subject
from tests.core.assessment.presets.results import Result, preset
from tests.factories import Make


class City(Records, Matters):
    """A county's committee."""

    def __init__(self, session: Session, make: Make) -> None:
        Records.__init__(self, session, make)
        Matters.__init__(self, session, make)

    def member(self, **given: Any) -> Member:
        """A member since 2022."""
        return self.make.member(**given)

    def member_who_did_the_basics(self, **given: Any) -> Member:
        """One who was at the plenary, raised an opinion item and went on a survey."""
        found = self.make.member(**given)
        self.attended(found, "plenary")
        self.wrote(found)
        self.attended(found, "survey")
        return found

    def results(
        self, book: str | Book, year: int = YEAR, corrections: Mapping[int, int] | None = None
    ) -> dict[int, Result]:
        """All who are scored by a preset or by a book, by their ids."""
        rules = book if isinstance(book, Book) else preset(book)
        found = self.scored(rules, year, corrections)
        graded = scoring.graded(rules, found)
        return {one.id: Result.of(one, graded[one.id]) for one in found}

    def result(self, book: str | Book, subject: Subject, year: int = YEAR) -> Result:
        """One of them."""
        return self.results(book, year)[subject.id]

    def scored(
        self, book: Book, year: int = YEAR, corrections: Mapping[int, int] | None = None
    ) -> list[Scored]:
        """All who are scored, as the program has them."""
        self.session.flush()
        case = Case(
            self.make.home().id,
            date(year, 1, 1),
            date(year, 12, 31),
            corrections=corrections or {},
        )
        return scoring.score(self.session, book, case)

    def limits_reached(self, book: str, member: Member, years: range) -> list[str]:
        """The names of the limits that a member reached in the last of the years."""
        sheets = {
            year: one.sheet
            for year in years
            for one in self.scored(preset(book), year)
            if one.id == member.id
        }
        known = limits.Years(decided=sheets, counted=sheets)
        found = limits.reached(preset(book), known, years[-1], term_began=years[0])
        return [limit.name for limit in found]
