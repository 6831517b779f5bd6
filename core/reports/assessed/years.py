"""An assessment beside the one before it, and beside those of groups and studios."""

from dataclasses import dataclass
from functools import partial

from sqlalchemy import select
from sqlmodel import Session, col

from core.assessment.book.shape import Scores
from core.assessment.models import Assessment, RuleBook
from core.permissions import Actor
from core.reports.assessed.look import Look, One, find, look


@dataclass(frozen=True, slots=True)
class Moved:
    """One who was scored both times. `of_before` says what each point was out of then."""

    now: One
    before: One
    year: int
    year_before: int

    @property
    def change(self) -> int:
        """Points gained or lost, in hundredths."""
        return self.now.kept.rated - self.before.kept.rated


@dataclass(frozen=True, slots=True)
class Result:
    """One who is scored in another assessment of the same committee and time."""

    one: One
    look: Look


def moved(session: Session, actor: Actor, assessment_id: int) -> tuple[Moved, ...]:
    """Those who were scored before too, the one first who gained most."""
    now = look(session, actor, assessment_id)
    number = _before(session, find(session, actor, assessment_id), now.option.scores)
    if number is None:
        return ()
    before = look(session, actor, number)
    known, years = before.by_id, (now.option.year, before.option.year)
    told = [
        Moved(one, known[one.subject.id], *years) for one in now.ones if one.subject.id in known
    ]
    return tuple(sorted(told, key=lambda each: (-each.change, each.now.subject.id)))


def beside(
    session: Session, actor: Actor, assessment_id: int, scores: Scores
) -> tuple[Result, ...]:
    """All of the latest assessment of another kind whose days meet those of this one."""
    row = find(session, actor, assessment_id)
    asked = (
        select(col(Assessment.id))
        .join(RuleBook, col(RuleBook.id) == col(Assessment.book_id))
        .where(
            col(Assessment.committee_id) == row.committee_id,
            col(RuleBook.scores) == scores,
            col(Assessment.first_on) <= row.last_on,
            col(Assessment.last_on) >= row.first_on,
        )
        .order_by(col(Assessment.last_on).desc(), col(Assessment.id).desc())
    )
    number = session.execute(asked.limit(1)).scalar()
    if number is None:
        return ()
    found = look(session, actor, number)
    return tuple(Result(one, found) for one in found.ones)


groups = partial(beside, scores=Scores.GROUPS)
studios = partial(beside, scores=Scores.STUDIOS)


def _before(session: Session, row: Assessment, scores: Scores) -> int | None:
    """The last assessment of the same kind that ended before this one began.

    One by the same book is taken before one by another.
    """
    code = select(col(RuleBook.code)).where(col(RuleBook.id) == row.book_id).scalar_subquery()
    asked = (
        select(col(Assessment.id))
        .join(RuleBook, col(RuleBook.id) == col(Assessment.book_id))
        .where(
            col(Assessment.committee_id) == row.committee_id,
            col(RuleBook.scores) == scores,
            col(Assessment.last_on) < row.first_on,
        )
        .order_by(
            (col(RuleBook.code) == code).desc(),
            col(Assessment.last_on).desc(),
            col(Assessment.id).desc(),
        )
    )
    number: int | None = session.execute(asked.limit(1)).scalar()
    return number
