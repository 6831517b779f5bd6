"""On which days something was held, and how far the year is with what is planned."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, SelectBase, Subquery, case, func, or_
from sqlalchemy import select as columns
from sqlmodel import Session, col

from core.activities.models import Activity, Stage
from core.permissions import Actor
from core.plans.models import Every, Measure, PlanTarget
from core.reports.periods import Period
from core.reports.queries import parts
from core.reports.queries.branches import Joined

QUARTERS = 4


@dataclass(frozen=True, slots=True)
class DayFigures:
    """What was held on one day."""

    day: date
    activities: int
    served: int


@dataclass(frozen=True, slots=True)
class MonthPlan:
    """One month (year * 100 + month) of a year: what was held, and what is planned still.

    `aimed` is what of it studios and groups held that set themselves a number of activities,
    `goal` what they all set themselves for the year.
    """

    month: int
    held: int
    aimed: int
    planned: int
    goal: int


@dataclass(frozen=True, slots=True)
class _MonthStages:
    month: int
    held: int
    aimed: int
    planned: int


@parts.answers(DayFigures)
def by_day() -> SelectBase:
    """Activities by the day they were held on, in the order of time; only days with some.

    Putting the days of all branches together would take longer than counting them anew.
    """
    return (
        columns(col(Activity.held_on), func.count(), parts.total(Activity.served))
        .where(parts.held())
        .group_by(col(Activity.held_on))
        .order_by(col(Activity.held_on))
    )


def against_plan(
    session: Session, actor: Actor, committee_id: int, period: Period
) -> tuple[MonthPlan, ...]:
    """The months of the year of the period's last day; none where nothing is held or planned."""
    year = Period.year(period.last.year)
    asked = (session, actor, committee_id, year)
    found = {row.month: row for row in _stages(*asked)}
    goal = _goal(*asked)[0]
    if not found and not goal:
        return ()
    rows = (found.get(month) or _MonthStages(month, 0, 0, 0) for month in year.months())
    return tuple(MonthPlan(row.month, row.held, row.aimed, row.planned, goal) for row in rows)


@parts.answers(
    _MonthStages,
    Joined(
        key=lambda month, *_: month,
        sums=("held", "aimed", "planned"),
        order=lambda row: row.month,
    ),
)
def _stages() -> SelectBase:
    by_owner = _by_owner()
    count, held = by_owner.c.activities, by_owner.c.stage == Stage.DONE
    studios = columns(col(PlanTarget.studio_id)).where(_asks(), _is(PlanTarget.studio_id))
    groups = columns(col(PlanTarget.sector_group_id)).where(
        _asks(), _is(PlanTarget.sector_group_id)
    )
    aims = or_(by_owner.c.studio_id.in_(studios), by_owner.c.group_id.in_(groups))
    return (
        columns(
            by_owner.c.month,
            parts.total(case((held, count), else_=0)),
            parts.total(case((held & aims, count), else_=0)),
            parts.total(case((held, 0), else_=count)),
        )
        .group_by(by_owner.c.month)
        .order_by(by_owner.c.month)
    )


def _by_owner() -> Subquery:
    """Activities by month, stage and who organises, as the index of the board has them."""
    told: tuple[ColumnElement[Any], ...] = (
        col(Activity.held_month).label("month"),
        col(Activity.stage).label("stage"),
        col(Activity.studio_id).label("studio_id"),
        col(Activity.sector_group_id).label("group_id"),
    )
    return (
        columns(*told, func.count().label("activities"))
        .where(
            col(Activity.committee_id).in_(parts.WITHIN),
            col(Activity.stage).in_((Stage.DONE, Stage.PLANNED)),
            col(Activity.binned_at).is_(None),
            col(Activity.held_on).between(parts.FIRST, parts.LAST),
        )
        .group_by(*told)
        .subquery()
    )


@parts.answers(int)
def _goal() -> SelectBase:
    """How many activities all studios and groups set themselves for the year."""
    times = case((col(PlanTarget.every) == Every.QUARTER, QUARTERS), else_=1)
    owned = or_(_is(PlanTarget.studio_id), _is(PlanTarget.sector_group_id))
    return columns(parts.total(col(PlanTarget.target) * times)).where(_asks(), owned)


def _asks() -> ColumnElement[bool]:
    return (
        col(PlanTarget.committee_id).in_(parts.WITHIN)
        & (col(PlanTarget.year) == parts.LAST_YEAR)
        & (col(PlanTarget.measure) == Measure.ACTIVITY)
    )


def _is(owner: parts.Column) -> ColumnElement[bool]:
    given: ColumnElement[bool] = col(owner).is_not(None)
    return given
