"""The targets in force, and how far the sector groups are with theirs."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, SelectBase, case, func, or_, union_all
from sqlalchemy import select as columns
from sqlmodel import Session, col

from core import clock
from core.activities.models import Activity, Category
from core.committees.models import Term
from core.groups.models import SectorGroup
from core.matters.models import Matter
from core.permissions import Actor
from core.plans.drafts import SubjectKind
from core.plans.models import Every, Measure, PlanTarget
from core.reports import progress
from core.reports.periods import Period
from core.reports.queries import parts


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
def in_force() -> SelectBase:
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
    year = Period.year(period.last.year)
    done = progress.tally(_recorded(session, actor, committee_id, year))
    passed = _share_passed(period.last.year, clock.today())
    targets: dict[tuple[int, str, str], list[_Target]] = defaultdict(list)
    for group_id, name, name_en, *target in _targets(session, actor, committee_id, year):
        targets[group_id, name, name_en].append(_Target(*target))
    found = [_group(group, asked, done[group[0]], passed) for group, asked in targets.items()]
    return tuple(sorted(found, key=lambda row: (-row.rate, row.name)))


class _Target(NamedTuple):
    measure: Measure
    every: Every
    target: int


@parts.answers(lambda *row: row)
def _targets() -> SelectBase:
    """The targets of the groups of terms that run in the year."""
    group = (col(SectorGroup.id), col(SectorGroup.name), col(SectorGroup.name_en))
    return (
        columns(*group, col(PlanTarget.measure), col(PlanTarget.every), col(PlanTarget.target))
        .join(SectorGroup, col(SectorGroup.id) == col(PlanTarget.sector_group_id))
        .join(Term, col(Term.id) == col(SectorGroup.term_id))
        .where(
            col(SectorGroup.committee_id).in_(parts.WITHIN),
            col(SectorGroup.binned_at).is_(None),
            col(Term.starts_on) <= parts.LAST,
            or_(col(Term.ends_on).is_(None), col(Term.ends_on) >= parts.FIRST),
            col(PlanTarget.year) == parts.LAST_YEAR,
        )
    )


@parts.answers(lambda *row: row)
def _recorded() -> SelectBase:
    """What groups held and raised, as `progress.tally` takes it."""
    return union_all(_held(), _raised())


def _held() -> Select[*tuple[Any, ...]]:
    quarter = progress.quarter_of(Activity.held_month)
    figures = (func.count(), parts.total(Activity.served), progress.NONE)
    return (
        columns(col(Activity.sector_group_id), quarter, col(Category.measure), *figures)
        .join(Category, col(Category.id) == col(Activity.category_id))
        .where(parts.held_by_groups())
        .group_by(col(Activity.sector_group_id), quarter, col(Category.measure))
    )


def _raised() -> Select[*tuple[Any, ...]]:
    quarter, measure = progress.quarter_of(Matter.received_month), progress.raised_as()
    mine = columns(col(SectorGroup.id)).where(col(SectorGroup.committee_id).in_(parts.WITHIN))
    none = progress.NONE
    return (
        columns(progress.GROUP_OF, quarter, measure, none, none, func.count())
        .where(progress.of_groups(mine), progress.handed_in(parts.FIRST, parts.LAST))
        .group_by(progress.GROUP_OF, quarter, measure)
    )


def _group(
    group: tuple[int, str, str],
    targets: Sequence[_Target],
    done: Mapping[Measure, list[int]],
    passed: float,
) -> GroupPlan:
    goal = sum(row.target * (4 if row.every is Every.QUARTER else 1) for row in targets)
    reached = sum(_reached(row, done[row.measure]) for row in targets)
    return GroupPlan(*group, goal, reached, round(goal * passed))


def _reached(row: _Target, quarters: list[int]) -> int:
    if row.every is Every.QUARTER:
        return sum(min(number, row.target) for number in quarters)
    return min(sum(quarters), row.target)


def _share_passed(year: int, day: date) -> float:
    passed = (day - date(year, 1, 1)).days + 1
    return min(max(passed / 365, 0.0), 1.0)
