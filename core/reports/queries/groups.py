"""Sector groups, special committees and sectors, and how the groups compare."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, SelectBase, Subquery, and_, func, or_
from sqlalchemy import select as columns
from sqlmodel import col

from core.activities.models import Activity, Attendance
from core.committees.models import Committee, Sector, SpecialCommittee, Term
from core.groups.models import (
    ExceptionKind,
    GroupException,
    GroupSector,
    SectorGroup,
    ThemeDay,
)
from core.members.models import Member
from core.reports.queries import parts
from core.reports.queries.branches import Joined
from core.reports.queries.members import on_roster


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are on the period's last day."""

    groups: int
    special_committees: int
    sectors: int


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """One group: its members, and what it held. `called` and `came` count rows of attendance."""

    group_id: int
    name: str
    name_en: str
    committee: str
    committee_en: str
    members: int
    activities: int
    served: int
    called: int
    came: int

    @property
    def rate(self) -> float:
        """The share of those called that came; 0 when nobody was called."""
        return self.came / self.called if self.called else 0.0


@dataclass(frozen=True, slots=True)
class ThemeDayKind:
    """A day that groups keep regularly, and how many keep it."""

    name: str
    name_en: str
    groups: int


@parts.answers(Counts)
def counts() -> SelectBase:
    """Groups and sectors of the terms that run on the last day, and special committees."""
    sectors = (
        columns(func.count())
        .select_from(Sector)
        .join(Term, col(Term.id) == col(Sector.term_id))
        .where(col(Sector.committee_id).in_(parts.WITHIN), _runs())
        .scalar_subquery()
    )
    groups = (
        columns(func.count())
        .select_from(SectorGroup)
        .join(Term, col(Term.id) == col(SectorGroup.term_id))
        .where(_mine())
        .scalar_subquery()
    )
    special = (
        columns(func.count())
        .where(col(SpecialCommittee.committee_id).in_(parts.WITHIN))
        .select_from(SpecialCommittee)
        .scalar_subquery()
    )
    return columns(groups, special, sectors)


@parts.answers(
    GroupFigures,
    Joined(
        lambda group_id, *_: group_id, sums=(), order=lambda row: (-row.activities, row.group_id)
    ),
)
def comparison() -> SelectBase:
    """The groups of the terms that run on the last day, the most active first."""
    held = _held()
    came = _came()
    members = _members()
    activities = func.coalesce(held.c.activities, 0)
    return (
        columns(
            col(SectorGroup.id),
            col(SectorGroup.name),
            col(SectorGroup.name_en),
            col(Committee.name),
            col(Committee.name_en),
            func.coalesce(members.c.members, 0),
            activities,
            func.coalesce(held.c.served, 0),
            func.coalesce(came.c.called, 0),
            func.coalesce(came.c.came, 0),
        )
        .join(Term, col(Term.id) == col(SectorGroup.term_id))
        .join(Committee, col(Committee.id) == col(SectorGroup.committee_id))
        .outerjoin(held, held.c.group_id == col(SectorGroup.id))
        .outerjoin(came, came.c.group_id == col(SectorGroup.id))
        .outerjoin(members, members.c.group_id == col(SectorGroup.id))
        .where(_mine())
        .order_by(activities.desc(), col(SectorGroup.id))
    )


@parts.answers(ThemeDayKind)
def theme_days() -> SelectBase:
    """The kinds of theme days that are kept, by name."""
    groups = func.count(func.distinct(ThemeDay.sector_group_id))
    return (
        columns(col(ThemeDay.name), func.max(ThemeDay.name_en), groups)
        .join(SectorGroup, col(SectorGroup.id) == col(ThemeDay.sector_group_id))
        .join(Term, col(Term.id) == col(SectorGroup.term_id))
        .where(_mine())
        .group_by(col(ThemeDay.name))
        .order_by(groups.desc(), col(ThemeDay.name))
    )


def _runs() -> ColumnElement[bool]:
    return parts.in_force(col(Term.starts_on), col(Term.ends_on), parts.LAST)


def _mine() -> ColumnElement[bool]:
    return and_(
        col(SectorGroup.committee_id).in_(parts.WITHIN),
        col(SectorGroup.binned_at).is_(None),
        _runs(),
    )


def _held() -> Subquery:
    return (
        columns(
            col(Activity.sector_group_id).label("group_id"),
            func.count().label("activities"),
            parts.total(Activity.served).label("served"),
        )
        .where(parts.held_by_groups())
        .group_by(col(Activity.sector_group_id))
        .subquery()
    )


def _came() -> Subquery:
    return (
        columns(
            col(Activity.sector_group_id).label("group_id"),
            func.count().label("called"),
            parts.count_if(parts.was_there()).label("came"),
        )
        .join(Attendance, col(Attendance.activity_id) == col(Activity.id))
        .where(parts.held_by_groups())
        .group_by(col(Activity.sector_group_id))
        .subquery()
    )


def _members() -> Subquery:
    """Members by group: those of its sectors unless taken out, and those added by hand."""
    mine = and_(
        col(GroupException.sector_group_id) == col(SectorGroup.id),
        col(GroupException.member_id) == col(Member.id),
    )
    in_sector = and_(
        col(GroupSector.sector_group_id) == col(SectorGroup.id),
        col(GroupSector.sector_id) == col(Member.sector_id),
    )
    return (
        columns(
            col(SectorGroup.id).label("group_id"),
            func.count(func.distinct(Member.id)).label("members"),
        )
        .select_from(SectorGroup)
        .join(Member, col(Member.committee_id) == col(SectorGroup.committee_id))
        .outerjoin(GroupSector, in_sector)
        .outerjoin(GroupException, mine)
        .where(
            col(SectorGroup.committee_id).in_(parts.WITHIN),
            on_roster(parts.LAST),
            or_(
                col(GroupException.kind) == ExceptionKind.ADDED,
                and_(col(GroupSector.id).is_not(None), col(GroupException.id).is_(None)),
            ),
        )
        .group_by(col(SectorGroup.id))
        .subquery()
    )
