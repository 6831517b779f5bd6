"""What a studio, sector group or special committee held."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlmodel import Session, col

from core.activities.models import Activity, Attendance, Category, Stage
from core.permissions import Actor
from core.reports.levels import spots
from core.reports.levels.spots import Level, Spot
from core.reports.periods import Period
from core.reports.queries import parts

HOLDERS: dict[Level, Any] = {
    Level.STUDIO: Activity.studio_id,
    Level.GROUP: Activity.sector_group_id,
    Level.SPECIAL_COMMITTEE: Activity.special_committee_id,
}


@dataclass(frozen=True, slots=True)
class HeldFigures:
    """What came of the activities held in a period. Money and goods together, in fen."""

    activities: int = 0
    served: int = 0
    opinions_heard: int = 0
    problems_solved: int = 0
    given_fen: int = 0


@dataclass(frozen=True, slots=True)
class MonthHeld:
    """The activities held in a month (year * 100 + month)."""

    month: int
    activities: int
    served: int


@dataclass(frozen=True, slots=True)
class HeldRow:
    """An activity, and how many members were there."""

    id: int
    held_on: date
    title: str
    category: str
    category_en: str
    served: int
    came: int


def figures(session: Session, actor: Actor, spot: Spot, period: Period) -> HeldFigures:
    """All in one row; nothing for a level that holds no activities."""
    spots.find(session, actor, spot)
    if spot.level not in HOLDERS:
        return HeldFigures()
    summed = [Activity.served, Activity.opinions_heard, Activity.problems_solved]
    given = parts.total(col(Activity.money_fen) + col(Activity.goods_fen))
    asked = select(func.count(), *map(parts.total, summed), given).where(_held(spot, period))
    return HeldFigures(*session.execute(asked).one())


def by_month(session: Session, actor: Actor, spot: Spot, period: Period) -> list[MonthHeld]:
    """The months with activities, in the order of time."""
    spots.find(session, actor, spot)
    if spot.level not in HOLDERS:
        return []
    month = col(Activity.held_month)
    asked = (
        select(month, func.count(), parts.total(Activity.served))
        .where(_held(spot, period))
        .group_by(month)
        .order_by(month)
    )
    return [MonthHeld(*row) for row in session.execute(asked)]


def listing(
    session: Session, actor: Actor, spot: Spot, period: Period, offset: int = 0
) -> list[HeldRow]:
    """One page of the activities, the latest first."""
    spots.find(session, actor, spot)
    if spot.level not in HOLDERS:
        return []
    came = (
        select(func.count())
        .where(col(Attendance.activity_id) == col(Activity.id), parts.was_there())
        .correlate(Activity)
        .scalar_subquery()
    )
    asked = (
        select(
            col(Activity.id),
            col(Activity.held_on),
            col(Activity.title),
            col(Category.name),
            col(Category.name_en),
            col(Activity.served),
            came,
        )
        .join(Category, col(Category.id) == col(Activity.category_id))
        .where(_held(spot, period))
        .order_by(col(Activity.held_on).desc(), col(Activity.id).desc())
        .offset(offset)
        .limit(PAGE)
    )
    return [HeldRow(*row) for row in session.execute(asked)]


PAGE = 50


def _held(spot: Spot, period: Period) -> ColumnElement[bool]:
    return and_(
        col(HOLDERS[spot.level]) == spot.id,
        col(Activity.held_on).between(period.first, period.last),
        col(Activity.stage) == Stage.DONE,
        col(Activity.binned_at).is_(None),
    )
