"""Whose targets there are: studios, groups and members, asked for in one way."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, literal, or_, select
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from core.committees.models import Term
from core.errors import NotFound
from core.groups import queries as groups
from core.groups.models import SectorGroup
from core.members.models import Liaison, Member
from core.members.reach import reached
from core.permissions import Actor, Permission, require
from core.plans.drafts import Subject, SubjectKind
from core.plans.models import PlanTarget
from core.studios.models import STUDIOS_PROPER, Studio, StudioKind, StudioState
from core.studios.reach import in_scope

# Studios that are at work, and so have something to plan.
AT_WORK = (StudioState.OPENED, StudioState.RECTIFYING)


@dataclass(frozen=True, slots=True)
class Named:
    """A subject with what a list shows of it."""

    id: int
    name: str
    name_en: str
    committee_id: int


def column(kind: SubjectKind) -> Mapped[int | None]:
    """The column of a target that names a subject of a kind."""
    columns = {
        SubjectKind.STUDIO: col(PlanTarget.studio_id),
        SubjectKind.GROUP: col(PlanTarget.sector_group_id),
        SubjectKind.MEMBER: col(PlanTarget.member_id),
    }
    return columns[kind]


def column_name(kind: SubjectKind) -> str:
    """The name of that column."""
    names = {
        SubjectKind.STUDIO: "studio_id",
        SubjectKind.GROUP: "sector_group_id",
        SubjectKind.MEMBER: "member_id",
    }
    return names[kind]


def statement(kind: SubjectKind) -> Select[int, str, str, int]:
    """The columns of `Named` for each subject of a kind; narrow it before use."""
    if kind is SubjectKind.STUDIO:
        return select(
            col(Studio.id), col(Studio.name), literal(""), col(Studio.committee_id)
        ).where(is_kept(kind))
    if kind is SubjectKind.GROUP:
        group = SectorGroup
        return select(
            col(group.id), col(group.name), col(group.name_en), col(group.committee_id)
        ).where(is_kept(kind))
    return select(col(Member.id), col(Member.name), literal(""), col(Member.committee_id)).where(
        col(Member.binned_at).is_(None)
    )


def is_kept(kind: SubjectKind) -> ColumnElement[bool]:
    """Whether a subject of a kind is not in the bin."""
    columns = {
        SubjectKind.STUDIO: col(Studio.binned_at),
        SubjectKind.GROUP: col(SectorGroup.binned_at),
        SubjectKind.MEMBER: col(Member.binned_at),
    }
    return columns[kind].is_(None)


def within(actor: Actor, permission: Permission, kind: SubjectKind) -> ColumnElement[bool]:
    """Whether a subject of a kind lies in the scopes of an actor's permission."""
    if kind is SubjectKind.STUDIO:
        return in_scope(actor, permission)
    if kind is SubjectKind.GROUP:
        return groups.reach(actor, permission)
    return reached(actor, permission)


def at_work(kind: SubjectKind, year: int) -> ColumnElement[bool]:
    """Whether a subject of a kind has something to plan in a year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    if kind is SubjectKind.STUDIO:
        return col(Studio.state).in_(AT_WORK)
    if kind is SubjectKind.GROUP:
        return col(SectorGroup.term_id).in_(select(col(Term.id)).where(_meets(Term, first, last)))
    return and_(
        col(Member.joined_on) <= last,
        or_(col(Member.left_on).is_(None), col(Member.left_on) > first),
    )


def meant_by_presets(
    kind: SubjectKind, year: int, kinds: tuple[StudioKind, ...] = STUDIOS_PROPER
) -> ColumnElement[bool]:
    """Whether a plan for all means a subject: studios of some kinds, members with a liaison."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    if kind is SubjectKind.STUDIO:
        return and_(at_work(kind, year), col(Studio.kind).in_(kinds))
    if kind is SubjectKind.GROUP:
        return at_work(kind, year)
    tied = select(col(Liaison.member_id)).where(_meets(Liaison, first, last))
    return and_(at_work(kind, year), col(Member.id).in_(tied))


def committee_of(kind: SubjectKind) -> Mapped[int]:
    """The column of a subject's committee."""
    columns = {
        SubjectKind.STUDIO: col(Studio.committee_id),
        SubjectKind.GROUP: col(SectorGroup.committee_id),
        SubjectKind.MEMBER: col(Member.committee_id),
    }
    return columns[kind]


def id_of(kind: SubjectKind) -> Mapped[int]:
    """The column of a subject's id."""
    columns = {
        SubjectKind.STUDIO: col(Studio.id),
        SubjectKind.GROUP: col(SectorGroup.id),
        SubjectKind.MEMBER: col(Member.id),
    }
    return columns[kind]


def name_of(kind: SubjectKind) -> Mapped[str]:
    """The column of a subject's name."""
    columns = {
        SubjectKind.STUDIO: col(Studio.name),
        SubjectKind.GROUP: col(SectorGroup.name),
        SubjectKind.MEMBER: col(Member.name),
    }
    return columns[kind]


def find(
    session: Session,
    actor: Actor,
    subject: Subject,
    permission: Permission = Permission.PLAN_READ,
    *,
    lock: bool = False,
) -> Named:
    """A subject within the actor's scope; NotFound otherwise."""
    require(actor, permission)
    asked = statement(subject.kind).where(
        id_of(subject.kind) == subject.id, within(actor, permission, subject.kind)
    )
    row = session.execute(asked.with_for_update() if lock else asked).first()
    if row is None:
        raise NotFound
    return Named(*row)


def _meets(dated: type[Term | Liaison], first: date, last: date) -> ColumnElement[bool]:
    return and_(
        col(dated.starts_on) <= last,
        or_(col(dated.ends_on).is_(None), col(dated.ends_on) >= first),
    )
