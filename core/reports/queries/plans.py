"""The targets in force, and how far the sector groups are with theirs."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Executable, case, func
from sqlalchemy import select as columns
from sqlmodel import Session, col

from core import clock
from core.permissions import Actor
from core.plans.drafts import SubjectKind
from core.plans.models import Every, Measure, PlanTarget
from core.plans.queries import PlanFilter
from core.reports import progress
from core.reports.periods import Period
from core.reports.queries import parts

MOST_GROUPS = 60


@dataclass(frozen=True, slots=True)
class TargetFigures:
    """How many of one kind have the same target for one measure in the year."""

    planned: SubjectKind
    measure: Measure
    every: Every
    target: int
    subjects: int


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """How much of all that a group set itself for a year is done; nothing counts twice over.

    `done` counts each target up to its goal only, so much of one thing cannot hide little
    of another. `due` is what would be done by now, evenly through the year.
    """

    group_id: int
    name: str
    name_en: str
    goal: int
    done: int
    due: int

    @property
    def rate(self) -> float:
        """The share of the goal that is done."""
        return self.done / self.goal if self.goal else 0.0


@parts.answers(lambda planned, *row: TargetFigures(SubjectKind(planned), *row))
def in_force() -> Executable:
    """The targets of the year of the period's last day, the most common first."""
    planned = case(
        (col(PlanTarget.studio_id).is_not(None), SubjectKind.STUDIO.value),
        (col(PlanTarget.sector_group_id).is_not(None), SubjectKind.GROUP.value),
        else_=SubjectKind.MEMBER.value,
    )
    asked = [col(PlanTarget.measure), col(PlanTarget.every), col(PlanTarget.target)]
    return (
        columns(planned, *asked, func.count())
        .where(
            col(PlanTarget.committee_id).in_(parts.WITHIN), col(PlanTarget.year) == parts.LAST_YEAR
        )
        .group_by(planned, *asked)
        .order_by(func.count().desc(), planned, *asked)
    )


def groups_done(
    session: Session, actor: Actor, committee_id: int, period: Period
) -> tuple[GroupPlan, ...]:
    """The plan of each group for the year of the period's last day, the furthest first."""
    parts.check(session, actor, committee_id)
    year = period.last.year
    wanted = PlanFilter(
        SubjectKind.GROUP, year, committee_id=committee_id, planned=True, limit=MOST_GROUPS
    )
    passed = _share_passed(year, clock.today())
    found = [_group(row, passed) for row in progress.matrix(session, actor, wanted)]
    return tuple(sorted((row for row in found if row.goal), key=lambda row: (-row.rate, row.name)))


def _group(row: progress.SubjectProgress, passed: float) -> GroupPlan:
    known = [each for each in row.targets.values() if each.done is not None]
    goal = sum(_goal(each) for each in known)
    done = sum(_done(each) for each in known)
    return GroupPlan(row.subject_id, row.name, row.name_en, goal, done, round(goal * passed))


def _goal(one: progress.Progress) -> int:
    return one.line.target * (4 if one.line.every is Every.QUARTER else 1)


def _done(one: progress.Progress) -> int:
    if one.line.every is Every.QUARTER:
        return sum(min(number or 0, one.line.target) for number in one.quarters)
    return min(one.done or 0, one.line.target)


def _share_passed(year: int, day: date) -> float:
    passed = (day - date(year, 1, 1)).days + 1
    return min(max(passed / 365, 0.0), 1.0)
