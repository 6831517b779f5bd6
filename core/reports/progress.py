"""What was done of what was planned: counted from the records whenever it is asked."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlmodel import Session, col

from core import clock
from core.activities.models import WAS_THERE, Activity, Attendance, Category, Stage
from core.matters.models import Author, Consent, Matter, MatterKind
from core.permissions import Actor
from core.plans import queries, rules
from core.plans.drafts import Line, Subject, SubjectKind
from core.plans.models import Measure
from core.plans.queries import PlanFilter, TargetRow
from core.plans.rules import Light
from core.reports.queries.matters import UNSAID

Quarters = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Progress:
    """A target with what was done in each quarter."""

    line: Line
    quarters: Quarters
    light: Light

    @property
    def done(self) -> int:
        """What was done in the year."""
        return sum(self.quarters)

    @property
    def quarters_reached(self) -> int:
        """In how many quarters a quarterly target was reached."""
        return sum(number >= self.line.target for number in self.quarters)


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
    measure, for "activities", and with the people that its record states. An opinion item or a
    proposal counts once it was handed in. A member's activities are those that the member
    attended, a member's matters those that the member signed. Asks nobody's permission.
    """
    asked = union_all(_held(kind, ids, year), _raised(kind, ids, year))
    return tally(session.connection().execute(asked).all())


def tally(rows: Sequence[Sequence[Any]]) -> Mapping[int, Mapping[Measure, list[int]]]:
    """What is done of each measure in each quarter, by subject.

    Of rows that say: subject, number of the quarter, measure (of the category, or of what was
    raised), activities, people served, opinion items and proposals.
    """
    done: dict[int, dict[Measure, list[int]]] = defaultdict(
        lambda: {measure: [0, 0, 0, 0] for measure in Measure}
    )
    for subject_id, number, measure, activities, served, raised in rows:
        of_subject, quarter = done[subject_id], number - 1
        of_subject[Measure.ACTIVITY][quarter] += activities
        of_subject[Measure.PEOPLE_SERVED][quarter] += served
        if measure in BY_CATEGORY:
            of_subject[measure][quarter] += activities
        if measure in RAISED:
            of_subject[measure][quarter] += raised
    return done


# Measures that are counted by what was raised, and those by the category of an activity.
RAISED = frozenset({Measure.OPINION, Measure.PROPOSAL})
BY_CATEGORY = frozenset(Measure) - RAISED - {Measure.ACTIVITY, Measure.PEOPLE_SERVED}
NONE = literal(0)


def raised_as() -> ColumnElement[str]:
    """The measure that a matter counts for, as it is stored."""
    return case(
        (col(Matter.kind) == MatterKind.OPINION, Measure.OPINION.value),
        else_=Measure.PROPOSAL.value,
    )


def handed_in(first: Any, last: Any) -> ColumnElement[bool]:  # noqa: ANN401  days, or their places
    """Matters that came in between two days and were not taken back."""
    return and_(
        col(Matter.received_on).between(first, last),
        col(Matter.binned_at).is_(None),
        col(Matter.state).not_in(UNSAID),
    )


def quarter_of(month: Any) -> ColumnElement[int]:  # noqa: ANN401  a mapped column
    """The quarter of a month (year * 100 + month)."""
    return (col(month) % 100 + 2) // 3


def of_groups(groups: Any) -> ColumnElement[bool]:  # noqa: ANN401  ids, or a select of them
    """Matters that count for groups: what one raised, else what was heard in one."""
    raised, heard = col(Matter.raising_group_id), col(Matter.sector_group_id)
    return or_(raised.in_(groups), and_(raised.is_(None), heard.in_(groups)))


GROUP_OF = func.coalesce(col(Matter.raising_group_id), col(Matter.sector_group_id))


def _raised(kind: SubjectKind, ids: Sequence[int], year: int) -> Select[*tuple[Any, ...]]:
    whose: Any = {
        SubjectKind.STUDIO: col(Matter.studio_id),
        SubjectKind.GROUP: GROUP_OF,
        SubjectKind.MEMBER: col(Author.member_id),
    }[kind]
    theirs = of_groups(ids) if kind is SubjectKind.GROUP else whose.in_(ids)
    quarter, measure = quarter_of(Matter.received_month), raised_as()
    counted: Select[*tuple[Any, ...]] = (
        select(whose, quarter, measure, NONE, NONE, func.count())
        .select_from(Matter)
        .where(theirs, handed_in(date(year, 1, 1), date(year, 12, 31)))
        .group_by(whose, quarter, measure)
    )
    if kind is not SubjectKind.MEMBER:
        return counted
    signed = col(Author.consent) == Consent.AGREED
    return counted.join(Author, col(Author.matter_id) == col(Matter.id)).where(signed)


def _held(kind: SubjectKind, ids: Sequence[int], year: int) -> Select[*tuple[Any, ...]]:
    whose = {
        SubjectKind.STUDIO: col(Activity.studio_id),
        SubjectKind.GROUP: col(Activity.sector_group_id),
        SubjectKind.MEMBER: col(Attendance.member_id),
    }[kind]
    quarter = quarter_of(Activity.held_month)
    days = Attendance.held_on if kind is SubjectKind.MEMBER else Activity.held_on
    counted: Select[*tuple[Any, ...]] = (
        select(
            whose,
            quarter,
            col(Category.measure),
            func.count(),
            func.sum(col(Activity.served)),
            NONE,
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
    first, second, third, fourth = done[row.measure]
    quarters = (first, second, third, fourth)
    return Progress(row.line, quarters, rules.light(row.line, quarters, year, day))
