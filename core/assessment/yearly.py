"""What the assessments of some years came to for one member."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from core.assessment import consequences, reach
from core.assessment.book.shape import Grade
from core.assessment.models import Assessment, AssessmentState, RuleBook, Score, Scores
from core.permissions import Actor, require

READ = reach.READ


@dataclass(frozen=True, slots=True)
class YearResult:
    """The result of one assessment. Points are hundredths; what is not closed has no result yet.

    `grade` and `place` are there only for who served long enough to be graded.
    """

    assessment_id: int
    year: int
    book: str
    book_en: str
    state: AssessmentState
    points: int
    grade: Grade | None
    place: int | None


def results(
    session: Session, actor: Actor, member_id: int, days: tuple[date, date]
) -> list[YearResult]:
    """The assessments of a member that end on some days, the earliest first."""
    require(actor, READ)
    asked = (
        select(Assessment, Score, col(RuleBook.name), col(RuleBook.name_en))
        .join(Score, col(Score.assessment_id) == col(Assessment.id))
        .join(RuleBook, col(RuleBook.id) == col(Assessment.book_id))
        .where(
            col(Score.subject_kind) == Scores.MEMBERS,
            col(Score.subject_id) == member_id,
            reach.subject_reached(actor, READ, Scores.MEMBERS, col(Score.subject_id)),
            col(Assessment.first_on) <= days[1],
            col(Assessment.last_on) >= days[0],
        )
        .order_by(col(Assessment.last_on), col(Assessment.id))
    )
    return [_result(session, *row) for row in session.execute(asked)]


def _result(session: Session, row: Assessment, score: Score, name: str, name_en: str) -> YearResult:
    closed = row.state is AssessmentState.CLOSED
    grade = _grade(session, row, score.grade) if closed and score.grade else None
    place = score.place if closed else None
    return YearResult(row.id, row.year, name, name_en, row.state, score.rated, grade, place)


def _grade(session: Session, row: Assessment, key: str) -> Grade | None:
    grades = consequences.book_of(session, row).grades
    return next((grade for grade in grades if grade.key == key), None)
