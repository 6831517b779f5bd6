"""Figures of opinion items: the way from the voice to the answer, and who is adopted."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    SelectBase,
    Subquery,
    case,
    distinct,
    func,
    literal,
    union,
)
from sqlalchemy import select as columns
from sqlalchemy.orm import aliased
from sqlmodel import col

from core.committees.models import Committee, Sector
from core.handling.models import AuthorityLevel, Instruction
from core.informants.models import Informant
from core.matters import credit
from core.matters.links import SHARED
from core.matters.models import Author, Consent, Matter, MatterKind, MatterLink, State, Submitter
from core.matters.queries import SAME_DAY
from core.members.models import Member
from core.reports.queries import parts
from core.reports.queries.branches import Joined
from core.reports.queries.matters import received
from core.studios.models import Studio

MOST = 15
OPINION = MatterKind.OPINION


@dataclass(frozen=True, slots=True)
class Funnel:
    """How many opinion items that came in in the period reached each state so far."""

    received: int
    screened: int
    signed: int
    issued: int
    reported: int
    instructed: int
    adopted: int
    assigned: int
    replied: int
    fed_back: int
    closed: int
    same_day: int
    micro: int
    of_organisations: int

    @property
    def adoption_rate(self) -> float:
        """Adopted of received, 0 to 1; 0 where nothing came in."""
        return self.adopted / self.received if self.received else 0.0


@dataclass(frozen=True, slots=True)
class Adopted:
    """Opinion items received and adopted, of one committee, studio, sector or month."""

    id: int
    name: str
    name_en: str
    received: int
    adopted: int

    @property
    def rate(self) -> float:
        """Adopted of received, 0 to 1."""
        return self.adopted / self.received if self.received else 0.0


@dataclass(frozen=True, slots=True)
class MonthOpinions:
    """The opinion items of a month (year * 100 + month), and how many of them were adopted."""

    month: int
    received: int
    adopted: int


@dataclass(frozen=True, slots=True)
class InformantFigures:
    """What an informant handed in, and what of it was adopted."""

    informant_id: int
    name: str
    committee: str
    submitted: int
    adopted: int


@dataclass(frozen=True, slots=True)
class Instructions:
    """Instructions given at a level, and by how many of them main leaders."""

    level: AuthorityLevel
    instructions: int
    by_main_leaders: int


@parts.answers(Funnel, Joined(key=lambda *_: "", sums=tuple(Funnel.__match_args__)))
def funnel() -> SelectBase:
    """All in one row."""
    days = ("screened", "signed", "issued", "reported", "instructed", "adopted")
    later = ("assigned", "replied", "fed_back", "closed")
    return columns(
        func.count(),
        *[func.count(getattr(Matter, f"{name}_on")) for name in (*days, *later)],
        parts.count_if(SAME_DAY),
        parts.count_if(col(Matter.is_micro).is_(True)),
        parts.count_if(col(Matter.submitter) == Submitter.ORGANISATION),
    ).where(received(OPINION))


@parts.answers(
    MonthOpinions,
    Joined(
        key=lambda month, *_: month,
        sums=("received", "adopted"),
        order=lambda row: row.month,
    ),
)
def by_month() -> SelectBase:
    """Received and adopted by the month they came in."""
    month = col(Matter.received_month)
    return (
        columns(month, func.count(), func.count(col(Matter.adopted_on)))
        .where(received(OPINION))
        .group_by(month)
        .order_by(month)
    )


@parts.answers(Adopted)
def by_committee() -> SelectBase:
    """Received and adopted by committee, the most adopted first."""
    return _adopted(Committee, func.max(col(Committee.name_en))).join(
        Committee, col(Committee.id) == col(Matter.committee_id)
    )


@parts.answers(Adopted)
def by_studio() -> SelectBase:
    """Received and adopted by the studio where the voice was heard."""
    return _adopted(Studio, literal("")).join(Studio, col(Studio.id) == col(Matter.studio_id))


@parts.answers(Adopted)
def by_sector() -> SelectBase:
    """Received and adopted by the sectors of those who are credited, each item once a sector."""
    own = _credited(col(Author.member_id)).join(Author, col(Author.matter_id) == col(Matter.id))
    shared = (
        _credited(col(Author.member_id))
        .join(MatterLink, col(MatterLink.to_id) == col(Matter.id))
        .join(Author, col(Author.matter_id) == col(MatterLink.from_id))
        .where(col(MatterLink.kind).in_(SHARED))
    )
    agreed = col(Author.consent) == Consent.AGREED
    credited = union(own.where(agreed), shared.where(agreed)).subquery()
    came, adopted = _counted(credited)
    names = (func.max(col(Sector.name)), func.max(col(Sector.name_en)))
    return (
        columns(col(Sector.id), *names, came, adopted)
        .select_from(credited)
        .join(Member, col(Member.id) == credited.c.who)
        .join(Sector, col(Sector.id) == col(Member.sector_id))
        .group_by(col(Sector.id))
        .order_by(adopted.desc(), came.desc(), col(Sector.id))
        .limit(MOST)
    )


@parts.answers(InformantFigures)
def by_informant() -> SelectBase:
    """The most active informants: by what was adopted, not by what was handed in."""
    first = aliased(Matter)
    own = _credited(col(Matter.informant_id)).where(col(Matter.informant_id).is_not(None))
    shared = (
        _credited(col(first.informant_id))
        .join(MatterLink, col(MatterLink.to_id) == col(Matter.id))
        .join(first, col(first.id) == col(MatterLink.from_id))
        .where(col(MatterLink.kind).in_(SHARED), col(first.informant_id).is_not(None))
    )
    credited = union(own, shared).subquery()
    came, adopted = _counted(credited)
    names = (func.max(col(Informant.name)), func.max(col(Committee.name)))
    return (
        columns(col(Informant.id), *names, came, adopted)
        .select_from(credited)
        .join(Informant, col(Informant.id) == credited.c.who)
        .join(Committee, col(Committee.id) == col(Informant.committee_id))
        .group_by(col(Informant.id))
        .order_by(adopted.desc(), came, col(Informant.id))
        .limit(MOST)
    )


@parts.answers(Instructions)
def instructions() -> SelectBase:
    """Instructions given in the period by level."""
    return (
        columns(
            col(Instruction.level),
            func.count(),
            parts.count_if(col(Instruction.is_main_leader).is_(True)),
        )
        .join(Matter, col(Matter.id) == col(Instruction.matter_id))
        .where(
            col(Instruction.committee_id).in_(parts.WITHIN),
            col(Instruction.given_on).between(parts.FIRST, parts.LAST),
            col(Matter.binned_at).is_(None),
        )
        .group_by(col(Instruction.level))
        .order_by(func.count().desc(), col(Instruction.level))
    )


def _adopted(
    of: type[Committee | Studio | Sector], name_en: ColumnElement[str]
) -> Select[*tuple[Any, ...]]:
    adopted = func.count(col(Matter.adopted_on))
    return (
        columns(col(of.id), func.max(col(of.name)), name_en, func.count(), adopted)
        .select_from(Matter)
        .where(received(OPINION))
        .group_by(col(of.id))
        .order_by(adopted.desc(), func.count().desc(), col(of.id))
        .limit(MOST)
    )


def _credited(who: parts.Column) -> Select[*tuple[Any, ...]]:
    """Items of the period, with whom to credit; what was merged counts in what it went into."""
    gone = credit.carried()
    adopted_on = func.coalesce(col(Matter.adopted_on), gone.c.adopted_on).label("adopted_on")
    return (
        columns(col(Matter.id).label("item"), who.label("who"), adopted_on)
        .select_from(Matter)
        .outerjoin(gone, gone.c.into_id == col(Matter.id))
        .where(received(OPINION), col(Matter.state) != State.MERGED)
    )


def _counted(credited: Subquery) -> tuple[ColumnElement[int], ColumnElement[int]]:
    """How many items are credited, and how many of them are adopted; each counts once."""
    adopted = case((credited.c.adopted_on.is_not(None), credited.c.item))
    return func.count(distinct(credited.c.item)), func.count(distinct(adopted))
