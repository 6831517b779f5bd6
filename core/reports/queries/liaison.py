"""Members in liaison, and which villages and communities somebody visited."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, SelectBase, Subquery, and_, func, union
from sqlalchemy import select as columns
from sqlmodel import Session, col

from core.activities.models import Activity, Attendance, Category
from core.committees.models import Committee, Community, CommunityKind
from core.members.models import Liaison, Member
from core.permissions import Actor
from core.plans.models import Measure
from core.reports.periods import Period
from core.reports.queries import parts


@dataclass(frozen=True, slots=True)
class LiaisonFigures:
    """Who is tied to what on the period's last day. `covered` have a member in liaison."""

    members: int
    villages: int
    villages_covered: int
    urban: int
    urban_covered: int


@dataclass(frozen=True, slots=True)
class QuarterVisits:
    """How many of all communities of one kind were visited in a quarter (year * 10 + quarter)."""

    quarter: int
    kind: CommunityKind
    total: int
    visited: int


@dataclass(frozen=True, slots=True)
class Unvisited:
    """A village or community that nobody visited in the period."""

    community_id: int
    kind: CommunityKind
    name: str
    name_en: str
    township: str
    township_en: str
    members: int


@parts.answers(LiaisonFigures)
def figures() -> SelectBase:
    """Members in liaison, and the villages and communities that they cover."""
    tied = and_(
        col(Member.committee_id).in_(parts.WITHIN),
        col(Member.binned_at).is_(None),
        parts.in_force(col(Liaison.starts_on), col(Liaison.ends_on), parts.LAST),
    )
    members = (
        columns(func.count(func.distinct(Liaison.member_id)))
        .join(Member, col(Member.id) == col(Liaison.member_id))
        .where(tied)
        .scalar_subquery()
    )
    covered = (
        columns(col(Liaison.id))
        .join(Member, col(Member.id) == col(Liaison.member_id))
        .where(col(Liaison.community_id) == col(Community.id), tied)
        .correlate(Community)
        .exists()
    )
    village = col(Community.kind) == CommunityKind.VILLAGE
    return columns(
        members,
        parts.count_if(village),
        parts.count_if(and_(village, covered)),
        parts.count_if(~village),
        parts.count_if(and_(~village, covered)),
    ).where(col(Community.township_id).in_(parts.WITHIN))


def by_quarter(
    session: Session, actor: Actor, committee_id: int, period: Period
) -> tuple[QuarterVisits, ...]:
    """Each quarter of the period with what was visited in it, in the order of time."""
    visited = dict(_visited(session, actor, committee_id, period))
    totals = _totals(session, actor, committee_id, period)
    return tuple(
        QuarterVisits(number, kind, count, visited.get((number, kind), 0))
        for number in period.quarters()
        for kind, count in totals
    )


@parts.answers(lambda quarter, kind, communities: ((quarter, kind), communities))
def _visited() -> SelectBase:
    visits = _visits()
    quarter = parts.quarter_of(visits.c.day)
    seen = columns(quarter.label("quarter"), visits.c.community_id).distinct().subquery()
    return (
        columns(seen.c.quarter, col(Community.kind), func.count())
        .join(Community, col(Community.id) == seen.c.community_id)
        .group_by(seen.c.quarter, col(Community.kind))
    )


@parts.answers(lambda kind, communities: (kind, communities))
def _totals() -> SelectBase:
    return (
        columns(col(Community.kind), func.count())
        .where(col(Community.township_id).in_(parts.WITHIN))
        .group_by(col(Community.kind))
        .order_by(col(Community.kind).desc())
    )


@parts.answers(Unvisited)
def unvisited() -> SelectBase:
    """Villages and communities without a visit in the period, with the members tied to each."""
    visits = _visits()
    tied = (
        columns(func.count(func.distinct(Liaison.member_id)))
        .where(
            col(Liaison.community_id) == col(Community.id),
            parts.in_force(col(Liaison.starts_on), col(Liaison.ends_on), parts.LAST),
        )
        .correlate(Community)
        .scalar_subquery()
    )
    return (
        columns(
            col(Community.id),
            col(Community.kind),
            col(Community.name),
            col(Community.name_en),
            col(Committee.name),
            col(Committee.name_en),
            tied,
        )
        .join(Committee, col(Committee.id) == col(Community.township_id))
        .where(
            col(Community.township_id).in_(parts.WITHIN),
            col(Community.id).not_in(columns(visits.c.community_id)),
        )
        .order_by(col(Committee.code), col(Community.name))
    )


def last_quarter(period: Period, today: date) -> Period:
    """The quarter that a list of unvisited villages is about: the last one that has begun."""
    return Period.quarter(min(period.last, max(today, period.first)))


def _visits() -> Subquery:
    """Days on which a community was visited: by an activity there, or by its member in liaison."""
    there: Select[Any, Any] = columns(
        col(Activity.community_id).label("community_id"), col(Activity.held_on).label("day")
    ).where(parts.held(), col(Activity.community_id).is_not(None))
    by_member = (
        columns(col(Liaison.community_id), col(Activity.held_on))
        .join(Attendance, col(Attendance.activity_id) == col(Activity.id))
        .join(Liaison, col(Liaison.member_id) == col(Attendance.member_id))
        .where(
            parts.held(),
            col(Activity.category_id).in_(_listening()),
            parts.was_there(),
            parts.in_force(col(Liaison.starts_on), col(Liaison.ends_on), col(Activity.held_on)),
        )
    )
    return union(there, by_member).subquery()


def _listening() -> Select[int]:
    return columns(col(Category.id)).where(col(Category.measure) == Measure.LISTENING_VISIT)
