"""Scoring: one book over the records of one committee and one span of days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlmodel import Session

from core.assessment.book.shape import Book
from core.assessment.scoring import categories, conditions, grading, parameters, subjects
from core.assessment.scoring.amounts import amounts
from core.assessment.scoring.grading import Graded, Standing
from core.assessment.scoring.plans import Plan, plan
from core.assessment.scoring.sheet import Amount, Sheet, Time, sheet
from core.assessment.scoring.subjects import Served


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
    found = plan(book, narrowed=case.only is not None)
    return scored(session, book, case, values(session, found, case))


def scored(session: Session, book: Book, case: Case, given: Mapping[str, Any]) -> list[Scored]:
    """The same, with what the statements leave open at hand: see `values`."""
    found = plan(book, narrowed=case.only is not None)
    served = subjects.served(session, found.subjects, given)
    if not served:
        return []
    counted = amounts(session, book, found, given)
    of = subjects.of_span(case.first, case.last)
    return [_scored(book, one, counted.get(one.id, {}), of, case) for one in served]


def values(session: Session, found: Plan, case: Case) -> dict[str, Any]:
    """What the statements of a plan leave open, for one case."""
    ids = categories.ids_of(session, found.codes, case.committee_id)
    return {
        **parameters.span(case.first, case.last),
        "committee_id": case.committee_id,
        "only": list(case.only or ()),
        **{parameters.name_of(code): list(of) for code, of in ids.items()},
    }


def graded(book: Book, rows: Sequence[Scored]) -> dict[int, Graded]:
    """Place and grade of all who were scored, by subject. Give it all of them: order counts."""
    return {one.id: one for one in grading.grade(book, [row.standing for row in rows])}


def _scored(book: Book, one: Served, counted: Mapping[str, Amount], of: int, case: Case) -> Scored:
    corrected = case.corrections.get(one.id, 0)
    found = sheet(book, counted, Time(one.months, of), corrected)
    return Scored(one.id, found, conditions.failed(book, found))
