"""One assessment as it stands: its book, and all who are scored, each with place and grade."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from core.assessment import keeping
from core.assessment.book.shape import Book, Grade, Scores
from core.assessment.keeping import Kept
from core.assessment.models import Assessment, AssessmentState, RuleBook
from core.assessment.scoring import grading
from core.assessment.scoring.subjects import of_span
from core.committees import scope
from core.errors import NotFound
from core.permissions import Actor, Permission, require
from core.reports.assessed import subjects
from core.reports.assessed.subjects import Subject

_LOOKED_AT = "assessments looked at"


@dataclass(frozen=True, slots=True)
class Option:
    """An assessment that can be chosen."""

    id: int
    committee_id: int
    name: str
    name_en: str
    scores: Scores
    year: int
    first: date
    last: date
    state: AssessmentState


@dataclass(frozen=True, slots=True)
class One:
    """One who is scored. Neither place nor grade where too few months were served."""

    subject: Subject
    kept: Kept
    place: int | None
    grade: Grade | None


@dataclass(frozen=True, slots=True)
class Look:
    """All of one assessment, the highest first. `months` are those of its span."""

    option: Option
    book: Book
    ones: tuple[One, ...]
    months: int

    @property
    def by_id(self) -> dict[int, One]:
        """Each who is scored, by id."""
        return {one.subject.id: one for one in self.ones}


def options(session: Session, actor: Actor, committee_id: int) -> list[Option]:
    """The assessments of a committee, the latest first; members before all others."""
    require(actor, Permission.BOARD_READ)
    if not scope.covers(session, actor, Permission.BOARD_READ, committee_id):
        raise NotFound
    order = [scores.value for scores in Scores]
    found = _options(session, committee_id)
    return sorted(found, key=lambda one: (-one.last.toordinal(), order.index(one.scores), one.id))


def find(session: Session, actor: Actor, assessment_id: int) -> Assessment:
    """One assessment; that of a committee out of reach is not found."""
    require(actor, Permission.BOARD_READ)
    row = session.get(Assessment, assessment_id)
    if row is None or not scope.covers(session, actor, Permission.BOARD_READ, row.committee_id):
        raise NotFound
    return row


def look(session: Session, actor: Actor, assessment_id: int) -> Look:
    """All of an assessment as it is kept.

    It is remembered for this session, whose look at the database is one: panels share it.
    """
    known: dict[int, tuple[Actor, Look]] = session.info.setdefault(_LOOKED_AT, {})
    if assessment_id in known and known[assessment_id][0] is actor:
        return known[assessment_id][1]
    found = _look(session, find(session, actor, assessment_id))
    known[assessment_id] = (actor, found)
    return found


def ranked(
    book: Book, rows: Sequence[Kept], *, closed: bool
) -> Mapping[int, tuple[int | None, Grade | None]]:
    """Place and grade of each; those of a closed assessment are the ones it was closed with."""
    if closed:
        named = {grade.key: grade for grade in book.grades}
        return {row.subject_id: (row.place, named.get(row.grade)) for row in rows}
    graded = grading.grade(book, [row.standing for row in rows])
    return {one.id: (one.place, one.grade) for one in graded}


def _look(session: Session, row: Assessment) -> Look:
    book = keeping.book(session, row)
    rows = keeping.read(session, row.id)
    known = subjects.of(session, book.scores, row.committee_id, row.last_on)
    graded = ranked(book, rows, closed=row.state is AssessmentState.CLOSED)
    ones = tuple(
        One(known[kept.subject_id], kept, *graded[kept.subject_id])
        for kept in rows
        if kept.subject_id in known
    )
    return Look(_option(row, book), book, ones, of_span(row.first_on, row.last_on))


def _option(row: Assessment, book: Book) -> Option:
    days = (row.first_on, row.last_on)
    name = (book.name, book.name_en)
    return Option(row.id, row.committee_id, *name, book.scores, row.year, *days, row.state)


def _options(session: Session, committee_id: int) -> list[Option]:
    asked = (
        select(
            *(col(Assessment.id), col(Assessment.committee_id)),
            *(col(RuleBook.name), col(RuleBook.name_en), col(RuleBook.scores)),
            *(col(Assessment.year), col(Assessment.first_on), col(Assessment.last_on)),
            col(Assessment.state),
        )
        .join(RuleBook, col(RuleBook.id) == col(Assessment.book_id))
        .where(col(Assessment.committee_id) == committee_id)
    )
    return [Option(*row) for row in session.execute(asked)]
