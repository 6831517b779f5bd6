"""Reading the trail, within the scope of who asks."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, column, exists, func, table, union_all
from sqlalchemy import select as choose
from sqlmodel import Session, col

from core import clock, reach
from core.audit import service as audit
from core.audit.models import AuditEntry
from core.permissions import Actor, Permission, ScopeKind, require

_COMMITTEE = table("committee", column("id"), column("parent_id"))


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """Which entries to list. `concept` is the first part of an action, such as "studio"."""

    person: str = ""
    subject: str = ""
    concept: str = ""
    first: date | None = None
    last: date | None = None
    oldest_first: bool = False


@dataclass(frozen=True, slots=True)
class TrailRow:
    """One entry, told without what changed."""

    id: int
    at: datetime
    account_name: str
    action: str
    subject_kind: str
    subject_name: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that an entry tells to have changed."""

    field: str
    before: Any
    after: Any


def listing(
    session: Session, actor: Actor, only: TrailFilter, offset: int = 0, limit: int = 50
) -> list[TrailRow]:
    """Entries in scope, the newest first unless the oldest are asked for."""
    newest = col(AuditEntry.id).desc()
    order = col(AuditEntry.id) if only.oldest_first else newest
    found = _in_scope(actor, only, *_COLUMNS).order_by(order)
    return [TrailRow(*row) for row in session.execute(found.offset(offset).limit(limit))]


def total(session: Session, actor: Actor, only: TrailFilter) -> int:
    """How many entries a filter lets through."""
    return int(session.execute(_in_scope(actor, only, func.count())).scalar_one())


def changes(session: Session, actor: Actor, entry_id: int) -> list[Change]:
    """What one entry in scope tells to have changed; [] where it is not there."""
    columns = col(AuditEntry.before), col(AuditEntry.after)
    found = _in_scope(actor, TrailFilter(), *columns).where(col(AuditEntry.id) == entry_id)
    row = session.execute(found).first()
    before, after = (json.loads(row[0]), json.loads(row[1])) if row else ({}, {})
    return [Change(field, before.get(field), after.get(field)) for field in sorted(before | after)]


def first_broken(session: Session, actor: Actor) -> int | None:
    """The first entry that does not fit the chain, over the whole house; see `audit.verify`."""
    require(actor, Permission.AUDIT_READ)
    return audit.verify(session)


def broken_entry(session: Session, entry_id: int) -> TrailRow | None:
    """An entry that `first_broken` names. Whose it is does not matter any more."""
    row = session.execute(choose(*_COLUMNS).where(col(AuditEntry.id) == entry_id)).first()
    return TrailRow(*row) if row else None


_COLUMNS = (
    col(AuditEntry.id),
    col(AuditEntry.at),
    col(AuditEntry.account_name),
    col(AuditEntry.action),
    col(AuditEntry.subject_kind),
    col(AuditEntry.subject_name),
)


def _in_scope(actor: Actor, only: TrailFilter, *columns: Any) -> Select[*tuple[Any, ...]]:  # noqa: ANN401  columns of any kind
    require(actor, Permission.AUDIT_READ)
    # A union, not an "or": each half is then read from the index of the committees.
    own = choose(col(AuditEntry.id))
    mine = col(AuditEntry.id).in_(
        union_all(
            own.where(reach.within(actor, Permission.AUDIT_READ, col(AuditEntry.committee_id))),
            own.where(col(AuditEntry.committee_id).is_(None), _reaches_the_root(actor)),
        )
    )
    return choose(*columns).select_from(AuditEntry).where(mine, *_filters(only))


def _reaches_the_root(actor: Actor) -> ColumnElement[bool]:
    """What belongs to no committee, such as a failed sign-in, is told to the root's auditor."""
    held = actor.reach(Permission.AUDIT_READ, ScopeKind.COMMITTEE)
    return exists().where(_COMMITTEE.c.parent_id.is_(None), _COMMITTEE.c.id.in_(held))


def _filters(only: TrailFilter) -> list[ColumnElement[bool]]:
    parts: list[ColumnElement[bool]] = []
    if only.person:
        parts.append(col(AuditEntry.account_name).contains(only.person, autoescape=True))
    if only.subject:
        parts.append(col(AuditEntry.subject_name).contains(only.subject, autoescape=True))
    if only.concept:
        parts.append(col(AuditEntry.action).startswith(f"{only.concept}:", autoescape=True))
    if only.first:
        parts.append(col(AuditEntry.at) >= _midnight(only.first))
    if only.last:
        parts.append(col(AuditEntry.at) < _midnight(only.last + timedelta(days=1)))
    return parts


def _midnight(day: date) -> datetime:
    return clock.moment(datetime.combine(day, time()))
