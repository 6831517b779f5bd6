"""What the form of a matter chooses from: where it is written, by whom, heard where."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Executable, or_
from sqlalchemy import select as columns
from sqlmodel import Session, col

from core import clock
from core.activities.models import Activity
from core.committees import scope
from core.committees.models import Committee, SpecialCommittee
from core.errors import NotFound
from core.groups.models import SectorGroup
from core.informants.models import Informant
from core.matters.models import MatterKind
from core.matters.reach import WRITE
from core.members.models import Member
from core.permissions import Actor, ScopeKind, require
from core.studios.models import Studio
from core.studios.reach import around, eligible

MOST = 2_000
RECENT = 200


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody writes matters: an office, the own studio or body, or for oneself."""

    kind: ScopeKind
    id: int
    name: str
    name_en: str
    committee_id: int


def places(session: Session, actor: Actor, kind: MatterKind) -> list[Place]:
    """Where an actor may write matters of a kind, offices first."""
    require(actor, WRITE[kind])
    found = []
    for scope_kind, (table, name, name_en) in _PLACES.items():
        ids = actor.reach(WRITE[kind], scope_kind)
        if not ids:
            continue
        own = table.id.in_(scope.below(ids) if scope_kind is ScopeKind.COMMITTEE else ids)
        of = table.id if scope_kind is ScopeKind.COMMITTEE else table.committee_id
        asked = columns(table.id, name, name_en, of).where(own).order_by(table.id).limit(MOST)
        found += [Place(scope_kind, *row) for row in session.execute(asked)]
    return found


def members(session: Session, actor: Actor, committee_id: int, kind: MatterKind) -> dict[int, str]:
    """The members who may raise matters of a committee, by name and number."""
    left = col(Member.left_on)
    asked = (
        columns(col(Member.id), col(Member.name), col(Member.number))
        .where(eligible(committee_id), or_(left.is_(None), left >= clock.today()))
        .order_by(col(Member.name_pinyin), col(Member.number), col(Member.id))
    )
    rows = _told(session, actor, committee_id, kind, asked)
    return {row[0]: f"{row[1]} {row[2]}" for row in rows}


def members_of(
    session: Session, actor: Actor, committee_id: int, kind: MatterKind, special_committee_id: int
) -> set[int]:
    """Of the members who may raise matters, those of a special committee."""
    asked = columns(col(Member.id)).where(
        eligible(committee_id), col(Member.special_committee_id) == special_committee_id
    )
    return {row[0] for row in _told(session, actor, committee_id, kind, asked)}


def informants(
    session: Session, actor: Actor, committee_id: int, kind: MatterKind
) -> dict[int, str]:
    """The informants who report to a committee today."""
    ends = col(Informant.ends_on)
    asked = (
        columns(col(Informant.id), col(Informant.name), col(Informant.number))
        .where(
            col(Informant.committee_id).in_(scope.below([committee_id])),
            col(Informant.binned_at).is_(None),
            or_(ends.is_(None), ends >= clock.today()),
        )
        .order_by(col(Informant.name), col(Informant.id))
    )
    rows = _told(session, actor, committee_id, kind, asked)
    return {row[0]: f"{row[1]} {row[2]}" for row in rows}


def studios(session: Session, actor: Actor, committee_id: int, kind: MatterKind) -> dict[int, str]:
    """The studios where a voice of a committee may have been heard."""
    asked = (
        columns(col(Studio.id), col(Studio.name))
        .where(around(committee_id), col(Studio.binned_at).is_(None))
        .order_by(col(Studio.name), col(Studio.id))
    )
    return dict(_told(session, actor, committee_id, kind, asked))


def groups(session: Session, actor: Actor, committee_id: int, kind: MatterKind) -> dict[int, str]:
    """The sector groups where a voice of a committee may have been heard."""
    asked = (
        columns(col(SectorGroup.id), col(SectorGroup.name))
        .where(
            col(SectorGroup.committee_id).in_(scope.below([committee_id])),
            col(SectorGroup.binned_at).is_(None),
        )
        .order_by(col(SectorGroup.term_id).desc(), col(SectorGroup.position), col(SectorGroup.id))
    )
    return dict(_told(session, actor, committee_id, kind, asked))


def special_committees(
    session: Session, actor: Actor, committee_id: int, kind: MatterKind
) -> dict[int, str]:
    """The special committees that may raise matters of a committee, in the office's order."""
    asked = (
        columns(col(SpecialCommittee.id), col(SpecialCommittee.name))
        .where(col(SpecialCommittee.committee_id).in_(scope.below([committee_id])))
        .order_by(col(SpecialCommittee.position), col(SpecialCommittee.id))
    )
    return dict(_told(session, actor, committee_id, kind, asked))


def activities(
    session: Session, actor: Actor, committee_id: int, kind: MatterKind
) -> dict[int, str]:
    """The latest activities within a committee, by day and title."""
    asked = (
        columns(col(Activity.id), col(Activity.held_on), col(Activity.title))
        .where(
            col(Activity.committee_id).in_(scope.below([committee_id])),
            col(Activity.binned_at).is_(None),
        )
        .order_by(col(Activity.held_on).desc(), col(Activity.id).desc())
        .limit(RECENT)
    )
    rows = _told(session, actor, committee_id, kind, asked)
    return {row[0]: f"{row[1]} {row[2]}" for row in rows}


def _told(
    session: Session, actor: Actor, committee_id: int, kind: MatterKind, asked: Executable
) -> list[Any]:
    """The rows, for who writes matters of the committee."""
    require(actor, WRITE[kind])
    own = any(
        grant.scope is not ScopeKind.INFORMANT  # who names nobody and no place
        and grant.committee_id == committee_id
        and grant.scope_id in actor.reach(WRITE[kind], grant.scope)
        for grant in actor.grants
    )
    if not own and not scope.covers(session, actor, WRITE[kind], committee_id):
        raise NotFound
    return [tuple(row) for row in session.execute(asked)]


_PLACES: dict[ScopeKind, tuple[Any, Any, Any]] = {
    ScopeKind.COMMITTEE: (Committee, col(Committee.name), col(Committee.name_en)),
    ScopeKind.STUDIO: (Studio, col(Studio.name), col(Studio.name)),
    ScopeKind.GROUP: (SectorGroup, col(SectorGroup.name), col(SectorGroup.name_en)),
    ScopeKind.MEMBER: (Member, col(Member.name), col(Member.name)),
    ScopeKind.SPECIAL_COMMITTEE: (
        SpecialCommittee,
        col(SpecialCommittee.name),
        col(SpecialCommittee.name_en),
    ),
    ScopeKind.INFORMANT: (Informant, col(Informant.name), col(Informant.name)),
}
