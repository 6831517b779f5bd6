"""Scoring: one book over the records of one committee and one span of days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session

from core.assessment.book.shape import Book, Match, Records, Scores
from core.assessment.scoring import categories, conditions, grading, subjects
from core.assessment.scoring.amounts import amounts
from core.assessment.scoring.facts import Asked
from core.assessment.scoring.grading import Graded, Standing
from core.assessment.scoring.sheet import Sheet, Time, sheet
from core.assessment.scoring.sources.groups import belonging
from core.assessment.scoring.subjects import Wanted


@dataclass(frozen=True, slots=True)
class Case:
    """What is scored: a committee's subjects over a span, all of them or only some.

    `corrections` are points that people gave or took, by subject.
    """

    committee_id: int
    first: date
    last: date
    only: tuple[int, ...] | None = None
    corrections: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scored:
    """The sheet of one subject, and the conditions that hold it down."""

    id: int
    sheet: Sheet
    failed: tuple[str, ...]

    @property
    def standing(self) -> Standing:
        """What grading looks at."""
        return Standing(self.id, self.sheet.rated, self.sheet.months, self.failed)


def score(session: Session, book: Book, case: Case) -> list[Scored]:
    """The sheets of those whom the book scores, in order of their ids. Asks no permission.

    Who has no fact at all has a sheet too.
    """
    wanted = wanted_of(book, case)
    served = subjects.served(session, wanted)
    if case.only is not None:
        wanted = subjects.narrowed(wanted, [one.id for one in served])
    found = amounts(session, book, asked_of(session, book, wanted)) if served else {}
    of = subjects.of_span(case.first, case.last)
    return [
        _scored(book, one.id, sheet(book, found.get(one.id, {}), Time(one.months, of), given))
        for one in served
        for given in [case.corrections.get(one.id, 0)]
    ]


def graded(book: Book, scored: Sequence[Scored]) -> dict[int, Graded]:
    """Place and grade of all who were scored, by subject. Give it all of them: order counts."""
    return {one.id: one for one in grading.grade(book, [row.standing for row in scored])}


def wanted_of(book: Book, case: Case) -> Wanted:
    """Whom a book scores."""
    return Wanted(book.scores, book.kinds, case.committee_id, case.first, case.last, case.only)


def asked_of(session: Session, book: Book, wanted: Wanted) -> Asked:
    """What is asked of the sources, with the codes of activities as ids."""
    ids = subjects.ids(wanted)
    return Asked(
        scores=book.scores,
        committee_id=wanted.committee_id,
        subjects=ids,
        first=wanted.first,
        last=wanted.last,
        confirmed=book.records is Records.CONFIRMED,
        categories=categories.ids_of(session, _codes(book), wanted.committee_id),
        belongs=belonging(ids, wanted.last) if book.scores is Scores.GROUPS else None,
    )


def _codes(book: Book) -> set[str]:
    """The codes of activities that a book names anywhere."""
    return {
        str(value)
        for match in _matches(book)
        if match.attribute == "activity"
        for value in match.values
    }


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


def _scored(book: Book, subject_id: int, found: Sheet) -> Scored:
    return Scored(subject_id, found, conditions.failed(book, found))
