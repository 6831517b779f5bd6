"""What a committee has on one level, with figures: where a board can go down into."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, literal, select, true
from sqlalchemy.orm import aliased
from sqlmodel import Session, col
from sqlmodel.sql.expression import SelectOfScalar

from core import clock
from core.activities.models import Activity, Attendance, Stage
from core.committees import scope
from core.committees.models import Committee, CommitteeTree, Sector, SpecialCommittee, Term
from core.committees.models import Level as Rank
from core.groups.models import SectorGroup
from core.members.models import Member
from core.members.reach import serving
from core.permissions import Actor
from core.reports.levels.spots import Level
from core.reports.periods import Period
from core.reports.queries import parts, studios
from core.studios.models import Studio

PAGE = 50
Within = SelectOfScalar[int]
# The levels that are listed below a committee.
BELOW = (
    Level.STUDIO,
    Level.GROUP,
    Level.SECTOR,
    Level.SPECIAL_COMMITTEE,
    Level.COMMITTEE,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One of a level. Sectors count what their members came to, all others what they held."""

    id: int
    name: str
    name_en: str
    committee: str
    committee_en: str
    activities: int
    served: int


@dataclass(frozen=True, slots=True)
class _Way:
    """How one level is found and counted."""

    table: Any
    owner: Any
    counted: Any
    only: ColumnElement[bool]


def listing(  # noqa: PLR0913  which level, which page
    session: Session,
    actor: Actor,
    committee_id: int,
    level: Level,
    period: Period,
    offset: int = 0,
) -> list[Row]:
    """One page of what a committee and those below it have on a level, the most active first."""
    parts.check(session, actor, committee_id)
    if level not in BELOW:
        return []
    way, within = _way(level, period, committee_id), scope.below([committee_id])
    counted = (
        _came(within, period)
        if level is Level.SECTOR
        else _held(_of(way.counted, committee_id), within, period)
    )
    activities, owner = func.coalesce(counted.c.activities, 0), aliased(Committee)
    asked = (
        select(
            col(way.table.id),
            col(way.table.name),
            way.table.name_en if hasattr(way.table, "name_en") else literal(""),
            col(owner.name),
            col(owner.name_en),
            activities,
            func.coalesce(counted.c.served, 0),
        )
        .join(owner, col(owner.id) == way.owner)
        .outerjoin(counted, counted.c.of == col(way.table.id))
        .where(way.owner.in_(within), way.only)
        .order_by(activities.desc(), col(way.table.id))
        .offset(offset)
        .limit(PAGE)
    )
    return [Row(*row) for row in session.execute(asked)]


def count(session: Session, actor: Actor, committee_id: int, level: Level, period: Period) -> int:
    """How many there are in all."""
    parts.check(session, actor, committee_id)
    if level not in BELOW:
        return 0
    way = _way(level, period, committee_id)
    asked = select(func.count(col(way.table.id)))
    within = scope.below([committee_id])
    return session.scalar(asked.where(way.owner.in_(within), way.only)) or 0


def _way(level: Level, period: Period, committee_id: int) -> _Way:
    day = literal(min(period.last, clock.today()))
    match level:
        case Level.STUDIO:
            return _Way(Studio, col(Studio.committee_id), Activity.studio_id, _open(day))
        case Level.GROUP:
            only = col(SectorGroup.binned_at).is_(None) & _in_term(SectorGroup, day)
            return _Way(SectorGroup, col(SectorGroup.committee_id), Activity.sector_group_id, only)
        case Level.SECTOR:
            return _Way(Sector, col(Sector.committee_id), None, _in_term(Sector, day))
        case Level.SPECIAL_COMMITTEE:
            owner = col(SpecialCommittee.committee_id)
            return _Way(SpecialCommittee, owner, Activity.special_committee_id, true())
    right_below = col(Committee.parent_id) == committee_id
    only = right_below & (col(Committee.level) != Rank.TOWNSHIP)
    return _Way(Committee, col(Committee.id), Activity.committee_id, only)


def _open(day: Any) -> ColumnElement[bool]:  # noqa: ANN401  a day as a value of a statement
    return studios.open_on(day)


def _in_term(table: Any, day: Any) -> ColumnElement[bool]:  # noqa: ANN401  a table with terms
    runs = parts.in_force(col(Term.starts_on), col(Term.ends_on), day)
    return col(table.term_id).in_(select(col(Term.id)).where(runs))


def _of(owner: Any, committee_id: int) -> Any:  # noqa: ANN401  a column or an expression
    """What an activity counts for: its holder, or the committee right below another."""
    return _county(committee_id) if owner is Activity.committee_id else col(owner)


def _held(of: Any, within: Within, period: Period) -> Subquery:  # noqa: ANN401  as above
    asked = select(
        of.label("of"),
        func.count().label("activities"),
        parts.total(Activity.served).label("served"),
    )
    mine = col(Activity.committee_id).in_(within)
    return asked.where(_done(period), mine).group_by(of).subquery()


def _came(within: Within, period: Period) -> Subquery:
    """Activities that members of a sector came to, each counted once, and whom they served."""
    day = min(period.last, clock.today())
    visits: Select[*tuple[Any, ...]] = (
        select(col(Member.sector_id).label("of"), col(Activity.id), col(Activity.served))
        .join(Attendance, col(Attendance.member_id) == col(Member.id))
        .join(Activity, col(Activity.id) == col(Attendance.activity_id))
        .where(
            col(Member.committee_id).in_(within),
            serving(day),
            parts.was_there(),
            _done(period),
        )
        .distinct()
    )
    seen = visits.subquery()
    return (
        select(
            seen.c.of, func.count().label("activities"), parts.total(seen.c.served).label("served")
        )
        .group_by(seen.c.of)
        .subquery()
    )


def _county(committee_id: int) -> Any:  # noqa: ANN401  a scalar subquery
    """The committee right below another that a committee belongs to."""
    above = select(col(CommitteeTree.ancestor_id)).join(
        Committee, col(Committee.id) == col(CommitteeTree.ancestor_id)
    )
    return (
        above.where(
            col(CommitteeTree.descendant_id) == col(Activity.committee_id),
            col(Committee.parent_id) == committee_id,
        )
        .correlate(Activity)
        .scalar_subquery()
    )


def _done(period: Period) -> ColumnElement[bool]:
    return and_(
        col(Activity.stage) == Stage.DONE,
        col(Activity.binned_at).is_(None),
        col(Activity.held_on).between(period.first, period.last),
    )
