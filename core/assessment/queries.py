"""Lists of assessments and of the scores within them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlmodel import Session, col

from core.assessment import consequences, entries, keeping, reach
from core.assessment.archive import subjects
from core.assessment.book.shape import Book
from core.assessment.corrections import after_closing
from core.assessment.models import (
    Assessment,
    AssessmentState,
    BookState,
    Objection,
    ObjectionState,
    RuleBook,
    Score,
    Scores,
)
from core.assessment.reach import READ, WRITE
from core.assessment.scoring import grading
from core.assessment.scoring.grading import Standing
from core.committees import scope
from core.committees.models import Committee
from core.errors import NotFound
from core.permissions import Actor, require

Part = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class AssessmentFilter:
    """Which assessments a list asks for: of a committee and those below it."""

    committee_id: int
    search: str = ""
    year: int | None = None
    scores: Scores | None = None
    state: AssessmentState | None = None


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """An assessment as lists show it. `waiting`: objections without an answer."""

    id: int
    version: int
    committee_id: int
    committee: str
    committee_en: str
    book_id: int
    book: str
    book_en: str
    book_version: int
    scores: Scores
    year: int
    first_on: date
    last_on: date
    state: AssessmentState
    approval_step: str
    objections_from: date | None
    objections_until: date | None
    closed_at: datetime | None
    scored: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class ScoreFilter:
    """Which scores of an assessment. Grades and places are looked up beside it.

    `limited`: only of those who reached a limit over several years.
    """

    assessment_id: int
    search: str = ""
    limited: bool = False


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One who is scored, by name; the points are `kept`, what came after the closing `later`."""

    subject_id: int
    name: str
    number: str
    kept: keeping.Kept
    later: int = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """Place and key of the grade; neither where too few months were served."""

    place: int | None
    grade: str


@dataclass(frozen=True, slots=True)
class BookOption:
    """An adopted rule book that can be applied."""

    id: int
    name: str
    name_en: str
    version_number: int
    scores: Scores


def listing(
    session: Session, actor: Actor, filters: AssessmentFilter, *, offset: int = 0, limit: int = 50
) -> list[AssessmentRow]:
    """A page of assessments, the latest first."""
    require(actor, READ)
    asked = (
        _rows()
        .where(*_parts(actor, filters))
        .order_by(col(Assessment.last_on).desc(), col(Assessment.id).desc())
        .offset(offset)
        .limit(limit)
    )
    return [AssessmentRow(*row) for row in session.execute(asked)]


def total(session: Session, actor: Actor, filters: AssessmentFilter) -> int:
    """How many assessments filters ask for."""
    require(actor, READ)
    asked = (
        select(func.count(col(Assessment.id)))
        .join(RuleBook, col(RuleBook.id) == col(Assessment.book_id))
        .where(*_parts(actor, filters))
    )
    number: int = session.execute(asked).scalar_one()
    return number


def detail(session: Session, actor: Actor, assessment_id: int) -> AssessmentRow:
    """One assessment as lists show it."""
    reach.find(session, actor, assessment_id)
    row = session.execute(_rows().where(col(Assessment.id) == assessment_id)).one()
    return AssessmentRow(*row)


def scores(
    session: Session, actor: Actor, filters: ScoreFilter, *, offset: int = 0, limit: int = 50
) -> list[ScoreRow]:
    """The scores that the actor may see, the highest first."""
    kind = entries.kind_of(session, actor, filters.assessment_id)
    model, name, number = subjects.known_as(kind)
    asked = (
        select(col(Score.subject_id), name, number)
        .join(model, col(model.id) == col(Score.subject_id))
        .where(*_scored(session, actor, kind, filters))
        .order_by(col(Score.rated).desc(), col(Score.subject_id))
        .offset(offset)
        .limit(limit)
    )
    rows = session.execute(asked).all()
    ids = [row[0] for row in rows]
    kept = {one.subject_id: one for one in keeping.read(session, filters.assessment_id, ids)}
    later = _later(session, filters.assessment_id, ids)
    return [ScoreRow(row[0], row[1], row[2], kept[row[0]], later.get(row[0], 0)) for row in rows]


def scored(session: Session, actor: Actor, filters: ScoreFilter) -> int:
    """How many scores the actor may see."""
    kind = entries.kind_of(session, actor, filters.assessment_id)
    model, _name, _number = subjects.known_as(kind)
    asked = (
        select(func.count(col(Score.id)))
        .join(model, col(model.id) == col(Score.subject_id))
        .where(*_scored(session, actor, kind, filters))
    )
    number: int = session.execute(asked).scalar_one()
    return number


def book(session: Session, actor: Actor, assessment_id: int) -> Book:
    """The rule book of an assessment: as it was closed with, or as it is applied now."""
    return consequences.book_of(session, reach.find(session, actor, assessment_id))


def places(session: Session, actor: Actor, assessment_id: int) -> dict[int, Placed]:
    """Place and grade of all who are scored: as closed, or as they would be now."""
    row = reach.find(session, actor, assessment_id)
    names = ("subject_id", "rated", "months", "failed", "place", "grade")
    asked = select(*(col(getattr(Score, name)) for name in names)).where(
        col(Score.assessment_id) == assessment_id
    )
    found = session.execute(asked).all()
    if row.state is AssessmentState.CLOSED:
        return {one[0]: Placed(one[4], one[5]) for one in found}
    standings = [Standing(one[0], one[1], one[2], tuple(json.loads(one[3]))) for one in found]
    return {
        one.id: Placed(one.place, one.grade.key if one.grade else "")
        for one in grading.grade(keeping.book(session, row), standings)
    }


def adopted(session: Session, actor: Actor, committee_id: int) -> list[BookOption]:
    """The adopted books of a committee and of those above it, which it may apply."""
    require(actor, WRITE)
    if not scope.covers(session, actor, WRITE, committee_id):
        raise NotFound
    names = ("id", "name", "name_en", "version_number", "scores")
    asked = (
        select(*(col(getattr(RuleBook, name)) for name in names))
        .where(
            col(RuleBook.state) == BookState.ADOPTED,
            col(RuleBook.committee_id).in_(scope.above(committee_id)),
        )
        .order_by(col(RuleBook.name), col(RuleBook.version_number).desc(), col(RuleBook.id))
    )
    return [BookOption(*row) for row in session.execute(asked)]


def newer(session: Session, actor: Actor, assessment_id: int) -> list[BookOption]:
    """The adopted versions of an assessment's book that are newer than the one it goes by."""
    row = reach.find(session, actor, assessment_id, WRITE)
    used = session.get_one(RuleBook, row.book_id)
    names = ("id", "name", "name_en", "version_number", "scores")
    asked = (
        select(*(col(getattr(RuleBook, name)) for name in names))
        .where(
            col(RuleBook.committee_id) == used.committee_id,
            col(RuleBook.code) == used.code,
            col(RuleBook.state) == BookState.ADOPTED,
            col(RuleBook.version_number) > used.version_number,
        )
        .order_by(col(RuleBook.version_number).desc())
    )
    return [BookOption(*one) for one in session.execute(asked)]


def _rows() -> Select[*tuple[Any, ...]]:
    """An assessment with its book and committee, and how many it scores and how many wait."""
    scored = (
        select(func.count(col(Score.id)))
        .where(col(Score.assessment_id) == col(Assessment.id))
        .scalar_subquery()
    )
    waiting = (
        select(func.count(col(Objection.id)))
        .where(
            col(Objection.assessment_id) == col(Assessment.id),
            col(Objection.state) == ObjectionState.OPEN,
        )
        .scalar_subquery()
    )
    own = ("year", "first_on", "last_on", "state", "approval_step")
    window = ("objections_from", "objections_until", "closed_at")
    return (
        select(
            *(col(Assessment.id), col(Assessment.version), col(Committee.id)),
            *(col(Committee.name), col(Committee.name_en), col(RuleBook.id), col(RuleBook.name)),
            *(col(RuleBook.name_en), col(RuleBook.version_number), col(RuleBook.scores)),
            *(col(getattr(Assessment, name)) for name in (*own, *window)),
            *(scored, waiting),
        )
        .select_from(Assessment)
        .join(RuleBook, col(RuleBook.id) == col(Assessment.book_id))
        .join(Committee, col(Committee.id) == col(Assessment.committee_id))
    )


def _parts(actor: Actor, filters: AssessmentFilter) -> list[Part]:
    exact = {
        Assessment.year: filters.year,
        Assessment.state: filters.state,
        RuleBook.scores: filters.scores,
    }
    of = col(Assessment.committee_id)
    near = or_(
        of.in_(scope.below([filters.committee_id])), of.in_(scope.above(filters.committee_id))
    )
    wanted = [reach.visible(actor), near]
    wanted += [col(column) == value for column, value in exact.items() if value is not None]
    if filters.search:
        wanted.append(col(RuleBook.name).icontains(filters.search, autoescape=True))
    return wanted


def _scored(session: Session, actor: Actor, kind: Scores, filters: ScoreFilter) -> list[Part]:
    wanted = [
        col(Score.assessment_id) == filters.assessment_id,
        reach.subject_reached(actor, READ, kind, col(Score.subject_id)),
    ]
    if filters.limited:
        hit = consequences.reached(session, actor, filters.assessment_id)
        wanted.append(col(Score.subject_id).in_(list(hit)))
    if filters.search:
        _model, name, number = subjects.known_as(kind)
        told = (name, number)
        wanted.append(or_(*(one.icontains(filters.search, autoescape=True) for one in told)))
    return wanted


def _later(session: Session, assessment_id: int, ids: Sequence[int]) -> dict[int, int]:
    found = after_closing(session, session.get_one(Assessment, assessment_id))
    return {one: found[one] for one in ids if one in found}
