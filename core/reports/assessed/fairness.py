"""Whether all are measured alike: months served, leave, how little is recorded of whom."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import ColumnElement, Select, func, select, union_all
from sqlmodel import Session, col

from core.activities.models import WAS_THERE, Activity, Attendance, LeaveKind, Presence, Stage
from core.assessment.book.shape import Grade, Scores
from core.assessment.models import Score
from core.contributions.models import Contribution, Contributor
from core.matters.models import Author, Consent, Matter
from core.permissions import Actor
from core.reports.assessed.look import Look, One, look
from core.reports.assessed.spread import average

Counted: TypeAlias = Select[int, int]
FEW = 3  # fewer records than so many say little of anybody


@dataclass(frozen=True, slots=True)
class MadeUp:
    """One who was not there all the time. `without` is the grade by the bare total."""

    one: One
    of_months: int
    without: Grade | None


@dataclass(frozen=True, slots=True)
class OnLeave:
    """Leave of one kind (None: not said which), and what those who took it have on average."""

    kind: LeaveKind | None
    times: int
    members: int
    average: int
    average_of_others: int


@dataclass(frozen=True, slots=True)
class Records:
    """One of whom little is recorded: activities attended, matters raised, contributions."""

    one: One
    records: int


def made_up(session: Session, actor: Actor, assessment_id: int) -> tuple[MadeUp, ...]:
    """Those who joined or left within the span, in order of their points."""
    found = look(session, actor, assessment_id)
    return tuple(
        MadeUp(one, found.months, _by_total(found, one))
        for one in found.ones
        if one.kept.months < found.months
    )


def on_leave(session: Session, actor: Actor, assessment_id: int) -> tuple[OnLeave, ...]:
    """Leave by kind, with the points of those who took it beside those of all others."""
    found = look(session, actor, assessment_id)
    by_kind: dict[LeaveKind | None, dict[int, int]] = defaultdict(dict)
    if found.option.scores is Scores.MEMBERS:
        for member_id, kind, times in session.execute(_leave(found)):
            by_kind[kind][member_id] = times
    told = [_on_leave(found, kind, took) for kind, took in by_kind.items()]
    return tuple(sorted(told, key=lambda one: (-one.times, str(one.kind))))


def few(session: Session, actor: Actor, assessment_id: int) -> tuple[Records, ...]:
    """Those with fewer than three records, whatever the book counts; the fewest first."""
    counted = _records(session, actor, assessment_id)
    return tuple(one for one in counted if one.records < FEW)


def idle(session: Session, actor: Actor, assessment_id: int) -> tuple[Records, ...]:
    """Those of whom nothing at all is recorded."""
    counted = _records(session, actor, assessment_id)
    return tuple(one for one in counted if not one.records)


def _records(session: Session, actor: Actor, assessment_id: int) -> list[Records]:
    found = look(session, actor, assessment_id)
    if found.option.scores is not Scores.MEMBERS:
        return []
    known: dict[int, dict[int, int]] = session.info.setdefault("records of assessments", {})
    if assessment_id not in known:
        known[assessment_id] = {row[0]: int(row[1]) for row in session.execute(_counted(found))}
    counted = known[assessment_id]
    told = [Records(one, counted.get(one.subject.id, 0)) for one in found.ones]
    return sorted(told, key=lambda each: (each.records, each.one.kept.rated))


def scored_in(assessment_id: int) -> Select[int]:
    """The ids of those whom an assessment has scored."""
    return select(col(Score.subject_id)).where(col(Score.assessment_id) == assessment_id)


def _counted(found: Look) -> Counted:
    days = (found.option.first, found.option.last)
    mine = scored_in(found.option.id)
    attended = _attended(found, col(Attendance.counted).in_(WAS_THERE))
    raised: Counted = (
        select(col(Author.member_id).label("member_id"), func.count().label("n"))
        .join(Matter, col(Matter.id) == col(Author.matter_id))
        .where(
            col(Author.member_id).in_(mine),
            col(Author.consent) == Consent.AGREED,
            col(Matter.binned_at).is_(None),
            col(Matter.received_on).between(*days),
        )
        .group_by(col(Author.member_id))
    )
    gave: Counted = (
        select(col(Contributor.member_id).label("member_id"), func.count().label("n"))
        .join(Contribution, col(Contribution.id) == col(Contributor.contribution_id))
        .where(
            col(Contributor.member_id).in_(mine),
            col(Contribution.binned_at).is_(None),
            col(Contribution.given_on).between(*days),
        )
        .group_by(col(Contributor.member_id))
    )
    each = union_all(attended, raised, gave).subquery("each")
    return select(each.c.member_id, func.sum(each.c.n)).group_by(each.c.member_id)


def _attended(found: Look, how: ColumnElement[bool]) -> Counted:
    return (
        select(col(Attendance.member_id).label("member_id"), func.count().label("n"))
        .join(Activity, col(Activity.id) == col(Attendance.activity_id))
        .where(
            col(Attendance.member_id).in_(scored_in(found.option.id)),
            col(Attendance.held_on).between(found.option.first, found.option.last),
            col(Activity.stage) == Stage.DONE,
            col(Activity.binned_at).is_(None),
            how,
        )
        .group_by(col(Attendance.member_id))
    )


def _leave(found: Look) -> Select[int, LeaveKind | None, int]:
    kind = col(Attendance.leave_kind)
    counted = _attended(found, col(Attendance.counted) == Presence.ON_LEAVE)
    return counted.with_only_columns(col(Attendance.member_id), kind, func.count()).group_by(kind)


def _on_leave(found: Look, kind: LeaveKind | None, took: Mapping[int, int]) -> OnLeave:
    return OnLeave(
        kind,
        sum(took.values()),
        len(took),
        average(_points(found, took.keys(), among=True)),
        average(_points(found, took.keys(), among=False)),
    )


def _points(found: Look, ids: Collection[int], *, among: bool) -> list[int]:
    return [one.kept.rated for one in found.ones if (one.subject.id in ids) is among]


def _by_total(found: Look, one: One) -> Grade | None:
    """The grade that the bare total would give: by points at most, and none above the real one."""
    grades = found.book.grades
    reached = [
        grade
        for grade in grades
        if grade.from_points is None or one.kept.total >= grade.from_points
    ]
    return max(reached[0], one.grade, key=grades.index) if reached and one.grade else None
