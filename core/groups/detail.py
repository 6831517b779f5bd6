"""Reading what belongs to one sector group, and the sectors that groups are made of."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlmodel import Session, col

from core import clock
from core.committees import scope
from core.committees.models import Sector
from core.groups.membership import pairs
from core.groups.models import Convener, ExceptionKind, GroupException, GroupSector, ThemeDay
from core.groups.queries import find
from core.members.models import Member
from core.members.reach import serving
from core.permissions import Actor, Permission, require


@dataclass(frozen=True, slots=True)
class SectorSeat:
    """A sector of a term with its members today and the group that holds it, if any."""

    sector_id: int
    name: str
    name_en: str
    members: int
    group_id: int | None


@dataclass(frozen=True, slots=True)
class GroupMember:
    """A member of a group. `by_hand` tells that the sector alone would not say so."""

    member_id: int
    number: str
    name: str
    sector: str
    sector_en: str
    by_hand: bool


@dataclass(frozen=True, slots=True)
class ConvenerRow:
    """A convener, past or present."""

    convener_id: int
    member_id: int
    name: str
    deputy: bool
    starts_on: date
    ends_on: date | None

    @property
    def serves_today(self) -> bool:
        """Whether today is one of the convener's days."""
        return self.starts_on <= clock.today() <= (self.ends_on or date.max)


@dataclass(frozen=True, slots=True)
class ExceptionRow:
    """A member who departs from what the sectors say."""

    member_id: int
    number: str
    name: str
    kind: ExceptionKind


def board_of_sectors(session: Session, actor: Actor, term_id: int) -> list[SectorSeat]:
    """Each sector of a term with its members today and its group: what composing starts from."""
    require(actor, Permission.GROUP_READ)
    statement = _seats().where(
        col(Sector.term_id) == term_id,
        scope.within(actor, Permission.GROUP_READ, col(Sector.committee_id)),
    )
    return [SectorSeat(*row) for row in session.execute(statement)]


def sectors_of(session: Session, actor: Actor, group_id: int) -> list[SectorSeat]:
    """The sectors of a group with the members that each has today."""
    group = find(session, actor, group_id)
    statement = _seats().where(col(GroupSector.sector_group_id) == group.id)
    return [SectorSeat(*row) for row in session.execute(statement)]


def members_of(
    session: Session, actor: Actor, group_id: int, day: date | None = None
) -> list[GroupMember]:
    """The members of a group on a day (today), in order of sector and number."""
    find(session, actor, group_id)
    pair = pairs([group_id], day or clock.today())
    statement = (
        select(
            col(Member.id),
            col(Member.number),
            col(Member.name),
            func.coalesce(col(Sector.name), ""),
            func.coalesce(col(Sector.name_en), ""),
            pair.c.by_hand == 1,
        )
        .join(pair, pair.c.member_id == col(Member.id))
        .outerjoin(Sector, col(Sector.id) == col(Member.sector_id))
        .order_by(pair.c.by_hand, col(Sector.position), col(Member.number))
    )
    return [GroupMember(*row) for row in session.execute(statement)]


def exceptions(session: Session, actor: Actor, group_id: int) -> list[ExceptionRow]:
    """The members added to a group by hand or taken out of it."""
    find(session, actor, group_id)
    statement = (
        select(col(Member.id), col(Member.number), col(Member.name), col(GroupException.kind))
        .join(GroupException, col(GroupException.member_id) == col(Member.id))
        .where(col(GroupException.sector_group_id) == group_id)
        .order_by(col(GroupException.kind), col(Member.number))
    )
    return [ExceptionRow(*row) for row in session.execute(statement)]


def conveners(session: Session, actor: Actor, group_id: int) -> list[ConvenerRow]:
    """The conveners of a group, past ones too: the lead first, the newest first."""
    find(session, actor, group_id)
    statement = (
        select(
            col(Convener.id),
            col(Convener.member_id),
            col(Member.name),
            col(Convener.deputy),
            col(Convener.starts_on),
            col(Convener.ends_on),
        )
        .join(Member, col(Member.id) == col(Convener.member_id))
        .where(col(Convener.sector_group_id) == group_id)
        .order_by(col(Convener.deputy), col(Convener.starts_on).desc(), col(Convener.id))
    )
    return [ConvenerRow(*row) for row in session.execute(statement)]


def theme_days(session: Session, actor: Actor, group_id: int) -> list[ThemeDay]:
    """The theme days of a group."""
    find(session, actor, group_id)
    asked = select(ThemeDay).where(col(ThemeDay.sector_group_id) == group_id)
    return list(session.scalars(asked.order_by(col(ThemeDay.id))))


def _seats() -> Select[int, str, str, int, int]:
    members: ColumnElement[bool] = and_(
        col(Member.sector_id) == col(Sector.id), serving(clock.today())
    )
    return (
        select(
            col(Sector.id),
            col(Sector.name),
            col(Sector.name_en),
            select(func.count(col(Member.id))).where(members).scalar_subquery(),
            col(GroupSector.sector_group_id),
        )
        .outerjoin(GroupSector, col(GroupSector.sector_id) == col(Sector.id))
        .order_by(col(Sector.position), col(Sector.id))
    )
