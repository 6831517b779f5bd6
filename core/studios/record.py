"""One studio to look at: its facts, members and life."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from core.accounts.models import Account
from core.audit.models import AuditEntry
from core.committees.models import Committee, Level, Sector
from core.errors import NotFound
from core.members.models import Member
from core.permissions import Actor, Permission, require
from core.studios.models import (
    Studio,
    StudioKind,
    StudioMember,
    StudioState,
    StudioStep,
)
from core.studios.reach import in_scope, of_studio

MOST_HISTORY = 200
Township = aliased(Committee)


@dataclass(frozen=True, slots=True)
class Detail:
    """The facts of a studio with the names of what it refers to."""

    id: int
    version: int
    committee_id: int
    committee: str
    committee_en: str
    kind: StudioKind
    level: Level
    code: str
    name: str
    lead_id: int | None
    lead: str | None
    sector_id: int | None
    sector: str | None
    sector_en: str | None
    township_id: int | None
    township: str | None
    township_en: str | None
    address: str
    serves: str
    brand: str
    demonstration: bool
    state: StudioState
    opened_on: date | None
    plaque_number: str
    plaque_on: date | None
    standard_items: int
    standard_met: int
    binned_at: datetime | None


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member's stretch of work in a studio."""

    id: int
    member_id: int
    number: str
    name: str
    sector: str | None
    sector_en: str | None
    employer: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step in a studio's life. `by` is None where nobody's account stands for it."""

    before: StudioState
    after: StudioState
    taken_on: date
    reason: str
    by: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One entry of the trail about a studio."""

    at: datetime
    by: str
    action: str
    before: dict[str, Any]
    after: dict[str, Any]


_DETAIL: tuple[Any, ...] = (
    col(Studio.id),
    col(Studio.version),
    col(Studio.committee_id),
    col(Committee.name),
    col(Committee.name_en),
    col(Studio.kind),
    col(Studio.level),
    col(Studio.code),
    col(Studio.name),
    col(Studio.lead_id),
    col(Member.name),
    col(Studio.sector_id),
    col(Sector.name),
    col(Sector.name_en),
    col(Studio.township_id),
    Township.name,
    Township.name_en,
    col(Studio.address),
    col(Studio.serves),
    col(Studio.brand),
    col(Studio.demonstration),
    col(Studio.state),
    col(Studio.opened_on),
    col(Studio.plaque_number),
    col(Studio.plaque_on),
    col(Studio.standard_items),
    col(Studio.standard_met),
    col(Studio.binned_at),
)


def detail(session: Session, actor: Actor, studio_id: int) -> Detail:
    """A studio's facts. One in the bin is found by those who decide on studios."""
    require(actor, Permission.STUDIO_READ)
    found = (
        select_columns(*_DETAIL)
        .join(Committee, col(Committee.id) == col(Studio.committee_id))
        .outerjoin(Member, col(Member.id) == col(Studio.lead_id))
        .outerjoin(Sector, col(Sector.id) == col(Studio.sector_id))
        .outerjoin(Township, col(Studio.township_id) == Township.id)
        .where(
            col(Studio.id) == studio_id,
            in_scope(actor, Permission.STUDIO_READ),
            col(Studio.binned_at).is_(None) | in_scope(actor, Permission.STUDIO_DECIDE),
        )
    )
    row = session.execute(found).first()
    if row is None:
        raise NotFound
    return Detail(*row)


def members(session: Session, actor: Actor, studio_id: int) -> list[MemberRow]:
    """Who works in a studio and who did, those who still do first."""
    columns = (
        col(StudioMember.id),
        col(Member.id),
        col(Member.number),
        col(Member.name),
        col(Sector.name),
        col(Sector.name_en),
        col(Member.employer),
        col(StudioMember.starts_on),
        col(StudioMember.ends_on),
    )
    found = (
        of_studio(actor, studio_id, *columns)
        .join(StudioMember, col(StudioMember.studio_id) == col(Studio.id))
        .join(Member, col(Member.id) == col(StudioMember.member_id))
        .outerjoin(Sector, col(Sector.id) == col(Member.sector_id))
        .order_by(col(StudioMember.ends_on).is_not(None), col(Member.number), col(StudioMember.id))
    )
    return [MemberRow(*row) for row in session.execute(found)]


def steps(session: Session, actor: Actor, studio_id: int) -> list[StepRow]:
    """A studio's life, the newest step first."""
    columns = (
        col(StudioStep.before),
        col(StudioStep.after),
        col(StudioStep.taken_on),
        col(StudioStep.reason),
        col(Account.name),
        col(StudioStep.at),
    )
    found = (
        of_studio(actor, studio_id, *columns)
        .join(StudioStep, col(StudioStep.studio_id) == col(Studio.id))
        .outerjoin(Account, col(Account.id) == col(StudioStep.account_id))
        .order_by(col(StudioStep.id).desc())
    )
    return [StepRow(*row) for row in session.execute(found)]


def history(session: Session, actor: Actor, studio_id: int) -> list[ChangeRow]:
    """What was changed about a studio, the newest change first."""
    columns = (
        col(AuditEntry.at),
        col(AuditEntry.account_name),
        col(AuditEntry.action),
        col(AuditEntry.before),
        col(AuditEntry.after),
    )
    about = (col(AuditEntry.subject_kind) == "studio") & (
        col(AuditEntry.subject_id) == col(Studio.id)
    )
    found = (
        of_studio(actor, studio_id, *columns)
        .join(AuditEntry, about)
        .order_by(col(AuditEntry.id).desc())
        .limit(MOST_HISTORY)
    )
    return [
        ChangeRow(at, by, action, json.loads(before), json.loads(after))
        for at, by, action, before, after in session.execute(found)
    ]
