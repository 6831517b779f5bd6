"""What was done of what was planned: counted from activities whenever it is asked."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from core import clock
from core.activities.models import WAS_THERE, Activity, Attendance, Category, Stage
from core.permissions import Actor
from core.plans import queries, rules
from core.plans.drafts import Line, Subject, SubjectKind
from core.plans.models import Measure
from core.plans.queries import PlanFilter, TargetRow
from core.plans.rules import Light

# Kept nowhere yet, so nothing can be said of them: never nought.
NOT_RECORDED = frozenset({Measure.PROPOSAL})

Quarters = tuple[int | None, int | None, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Progress:
    """A target with what was done in each quarter; None where it is not recorded here."""

    line: Line
    quarters: Quarters
    light: Light

    @property
    def done(self) -> int | None:
        """What was done in the year."""
        known = [number for number in self.quarters if number is not None]
        return sum(known) if len(known) == len(self.quarters) else None

    @property
    def quarters_reached(self) -> int | None:
        """In how many quarters a quarterly target was reached."""
        if self.done is None:
            return None
        return sum((number or 0) >= self.line.target for number in self.quarters)


@dataclass(frozen=True, slots=True)
class SubjectProgress:
    """A subject with the progress of each of its targets."""

    subject_id: int
    name: str
    name_en: str
    targets: dict[Measure, Progress] = field(default_factory=dict)


def of_subject(
    session: Session, actor: Actor, subject: Subject, year: int, day: date | None = None
) -> list[Progress]:
    """The progress of one subject's targets for a year, as it stands on a day (today)."""
    rows = queries.targets(session, actor, subject, year)
    done = recorded(session, subject.kind, [subject.id], year)
    return [_progress(row, done[subject.id], year, day or clock.today()) for row in rows]


def matrix(
    session: Session, actor: Actor, wanted: PlanFilter, day: date | None = None
) -> list[SubjectProgress]:
    """Subjects of a list with the progress of all their targets, in three statements."""
    named = queries.listing(session, actor, wanted)
    ids = [each.id for each in named]
    targets: dict[int, dict[Measure, Progress]] = defaultdict(dict)
    done = recorded(session, wanted.kind, ids, wanted.year)
    for row in queries.of_subjects(session, wanted.kind, ids, wanted.year):
        progress = _progress(row, done[row.subject_id], wanted.year, day or clock.today())
        targets[row.subject_id][row.measure] = progress
    return [SubjectProgress(each.id, each.name, each.name_en, targets[each.id]) for each in named]


def recorded(
    session: Session, kind: SubjectKind, ids: Sequence[int], year: int
) -> Mapping[int, Mapping[Measure, list[int]]]:
    """What some subjects have done of each measure in the quarters of a year, in one statement.

    An activity counts once it was held and unless it lies in the bin: for its category's
    measure, for "activities", and with the people and opinions that its record states. A
    member's activities are those that the member attended. Asks nobody's permission.
    """
    return tally(session.connection().execute(_counted(kind, ids, year)).all())


def tally(rows: Sequence[Sequence[Any]]) -> Mapping[int, Mapping[Measure, list[int]]]:
    """What is done of each measure in each quarter, by subject.

    Of rows that say: subject, number of the quarter, measure of the category, activities,
    people served, opinions heard.
    """
    done: dict[int, dict[Measure, list[int]]] = defaultdict(
        lambda: {measure: [0, 0, 0, 0] for measure in Measure}
    )
    for subject_id, number, measure, activities, served, opinions in rows:
        of_subject, quarter = done[subject_id], number - 1
        of_subject[Measure.ACTIVITY][quarter] += activities
        of_subject[Measure.PEOPLE_SERVED][quarter] += served
        of_subject[Measure.OPINION][quarter] += opinions
        if measure in BY_CATEGORY:
            of_subject[measure][quarter] += activities
    return done


# Measures that are counted by the category of an activity.
BY_CATEGORY = frozenset(Measure) - {Measure.ACTIVITY, Measure.PEOPLE_SERVED, Measure.OPINION}


def _counted(
    kind: SubjectKind, ids: Sequence[int], year: int
) -> Select[int | None, int, Measure | None, int, int, int]:
    whose = {
        SubjectKind.STUDIO: col(Activity.studio_id),
        SubjectKind.GROUP: col(Activity.sector_group_id),
        SubjectKind.MEMBER: col(Attendance.member_id),
    }[kind]
    quarter = (col(Activity.held_month) % 100 + 2) // 3
    days = Attendance.held_on if kind is SubjectKind.MEMBER else Activity.held_on
    counted = (
        select(
            whose,
            quarter,
            col(Category.measure),
            func.count(),
            func.sum(col(Activity.served)),
            func.sum(col(Activity.opinions_heard)),
        )
        .join(Category, col(Category.id) == col(Activity.category_id))
        .where(
            whose.in_(ids),
            col(days).between(date(year, 1, 1), date(year, 12, 31)),
            col(Activity.stage) == Stage.DONE,
            col(Activity.binned_at).is_(None),
        )
        .group_by(whose, quarter, col(Category.measure))
    )
    if kind is not SubjectKind.MEMBER:
        return counted
    there = col(Attendance.counted).in_(WAS_THERE)
    return counted.join(Attendance, col(Attendance.activity_id) == col(Activity.id)).where(there)


def _progress(row: TargetRow, done: Mapping[Measure, list[int]], year: int, day: date) -> Progress:
    quarters: Quarters = (None, None, None, None)
    if row.measure not in NOT_RECORDED:
        first, second, third, fourth = done[row.measure]
        quarters = (first, second, third, fourth)
    return Progress(row.line, quarters, rules.light(row.line, quarters, year, day))
