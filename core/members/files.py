"""One member's file: who it is, and what the member holds and held."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from core.committees.models import Committee, Community, CommunityKind, Sector, SpecialCommittee
from core.members import phones, queries
from core.members.models import Appointment, AppointmentKind, Liaison, Member, Post, PostKind
from core.permissions import Actor, Permission


@dataclass(frozen=True, slots=True)
class Name:
    """A name with its English one, "" where there is none."""

    name: str = ""
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post held now or before."""

    id: int
    kind: PostKind
    title: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class LiaisonRow:
    """A village or community that the member is or was tied to."""

    id: int
    community: str
    community_en: str
    kind: CommunityKind
    township: str
    township_en: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """Where the member is or was sent."""

    id: int
    version: int
    kind: AppointmentKind
    unit: str
    starts_on: date
    ends_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class MemberFile:
    """One member's file. The phone is masked; the sealed one is not in it."""

    member: Member
    phone: str
    committee: Name
    sector: Name
    special_committee: Name
    posts: list[PostRow]
    liaisons: list[LiaisonRow]
    appointments: list[AppointmentRow]


def file_of(session: Session, actor: Actor, member_id: int) -> MemberFile:
    """One member's file. Five statements, whatever it holds."""
    member = queries.find(session, actor, member_id, Permission.MEMBER_READ)
    return MemberFile(
        member,
        phones.masked(member.phone),
        *_bodies(session, member),
        posts_of(session, member_id),
        liaisons_of(session, member_id),
        appointments_of(session, member_id),
    )


def _bodies(session: Session, member: Member) -> tuple[Name, Name, Name]:
    """The names of the committee, the sector and the special committee."""
    found = session.exec(
        select(Committee, Sector, SpecialCommittee)
        .select_from(Committee)
        .join(Sector, col(Sector.id) == member.sector_id, isouter=True)
        .join(
            SpecialCommittee, col(SpecialCommittee.id) == member.special_committee_id, isouter=True
        )
        .where(col(Committee.id) == member.committee_id)
    ).one()
    committee, sector, special = (Name(row.name, row.name_en) if row else Name() for row in found)
    return committee, sector, special


def posts_of(session: Session, member_id: int) -> list[PostRow]:
    """Posts, the newest first. For a member that was fetched within a scope."""
    rows = session.execute(
        select(Post.id, Post.kind, Post.title, Post.starts_on, Post.ends_on)  # type: ignore[call-overload]  # SQLModel types up to four columns
        .where(col(Post.member_id) == member_id)
        .order_by(col(Post.starts_on).desc(), col(Post.id).desc())
    )
    return [PostRow(*row) for row in rows]


def liaisons_of(session: Session, member_id: int) -> list[LiaisonRow]:
    """Villages and communities, open ones first. For a member fetched within a scope."""
    rows = session.execute(
        select(  # type: ignore[call-overload]  # SQLModel types up to four columns
            Liaison.id,
            Community.name,
            Community.name_en,
            Community.kind,
            Committee.name,
            Committee.name_en,
            Liaison.starts_on,
            Liaison.ends_on,
        )
        .join(Community, col(Community.id) == col(Liaison.community_id))
        .join(Committee, col(Committee.id) == col(Community.township_id))
        .where(col(Liaison.member_id) == member_id)
        .order_by(col(Liaison.ends_on).is_not(None), col(Liaison.starts_on).desc(), col(Liaison.id))
    )
    return [LiaisonRow(*row) for row in rows]


def appointments_of(session: Session, member_id: int) -> list[AppointmentRow]:
    """Appointments, the newest first. For a member that was fetched within a scope."""
    rows = session.execute(
        select(  # type: ignore[call-overload]  # SQLModel types up to four columns
            Appointment.id,
            Appointment.version,
            Appointment.kind,
            Appointment.unit,
            Appointment.starts_on,
            Appointment.ends_on,
            Appointment.note,
        )
        .where(col(Appointment.member_id) == member_id)
        .order_by(col(Appointment.starts_on).desc(), col(Appointment.id).desc())
    )
    return [AppointmentRow(*row) for row in rows]
