"""What follows for whom: from a grade, and from limits over several years.

In words only: nothing is done to anybody by itself.
"""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlmodel import Session, col

from core.assessment import keeping, reach
from core.assessment.archive import documents, limits
from core.assessment.book.shape import Book, Consequence
from core.assessment.keeping import past
from core.assessment.keeping.past import Reached
from core.assessment.models import Assessment, AssessmentState, Score
from core.assessment.reach import READ
from core.permissions import Actor

__all__ = ["Reached", "following", "of", "reached"]


def reached(
    session: Session, actor: Actor, assessment_id: int, only: Collection[int] | None = None
) -> dict[int, tuple[Reached, ...]]:
    """The limits reached by those whom the actor may see, of all or of some; none is left out."""
    row = reach.find(session, actor, assessment_id)
    book = book_of(session, row)
    if not book.limits:
        return {}
    asked = select(col(Score.subject_id)).where(
        col(Score.assessment_id) == row.id,
        reach.subject_reached(actor, READ, book.scores, col(Score.subject_id)),
    )
    if only is not None:
        asked = asked.where(col(Score.subject_id).in_(only))
    seen = set(session.execute(asked).scalars())
    found = of(session, row, book, None if only is None else seen)
    return {one: hit for one, hit in found.items() if one in seen}


def of(
    session: Session, assessment: Assessment, book: Book, only: Collection[int] | None = None
) -> dict[int, tuple[Reached, ...]]:
    """The same of all or of some: as closed, or as it would be now. Asks nobody's permission."""
    if not book.limits or (only is not None and not only):
        return {}
    if assessment.state is not AssessmentState.CLOSED:
        return past.reached(session, assessment, only)
    found = limits.reached(session, assessment, book)
    return {one: hit for one, hit in found.items() if only is None or one in only}


def book_of(session: Session, assessment: Assessment) -> Book:
    """The rule book of an assessment: as it was closed with, or as it is applied now."""
    if assessment.state is AssessmentState.CLOSED:
        return keeping.book_of(documents.text(session, assessment.id, documents.BOOK))
    return keeping.book(session, assessment)


def following(book: Book, grade_key: str, hits: Sequence[Reached]) -> tuple[Consequence, ...]:
    """What follows from a grade and from limits, each once, in the order of the book."""
    grade = next((one for one in book.grades if one.key == grade_key), None)
    keys = {grade.consequence if grade else "", *(hit.limit.consequence for hit in hits)}
    return tuple(one for one in book.consequences if one.key in keys)
