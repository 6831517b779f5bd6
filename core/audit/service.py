"""Writing the trail."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from core import clock
from core.audit.models import AuditEntry, AuditHead
from core.errors import Difference, EditConflict
from core.permissions import Actor
from db.base import Versioned

# Columns whose values never enter the trail in the clear.
SECRET = {"phone", "password_hash"}


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry tells besides who and when. `action` is `concept:past tense`."""

    action: str
    subject_kind: str
    subject_id: int
    subject_name: str = ""
    committee_id: int | None = None
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


def record(session: Session, actor: Actor | None, entry: Entry) -> AuditEntry:
    """Add an entry in the transaction of the change. `actor` is None for the system itself."""
    head = _head(session)
    row = AuditEntry(
        at=clock.now(),
        account_id=actor.account_id if actor else None,
        account_name=actor.name if actor else "",
        committee_id=entry.committee_id,
        action=entry.action,
        subject_kind=entry.subject_kind,
        subject_id=entry.subject_id,
        subject_name=entry.subject_name[:200],
        before=_as_json(entry.before),
        after=_as_json(entry.after),
        previous_hash=head.hash,
        hash="",
    )
    row.hash = seal(row)
    head.hash = row.hash
    session.add(row)
    return row


def queue(session: Session) -> None:
    """Wait for other writers until they are done: each sees what the one before it kept."""
    session.connection().execute(select(col(AuditHead.id)).with_for_update())


def seal(row: AuditEntry) -> str:
    """The hash of an entry over all that it tells and the seal before it."""
    told = [
        row.at.isoformat(),
        row.account_id,
        row.account_name,
        row.committee_id,
        row.action,
        row.subject_kind,
        row.subject_id,
        row.subject_name,
        row.before,
        row.after,
        row.previous_hash,
    ]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Changes:
    """The columns that an edit changed, before and after."""

    before: dict[str, Any]
    after: dict[str, Any]


def apply(row: Versioned, new: dict[str, Any], version: int) -> Changes:
    """Set columns of a row that was read at `version`, and raise its version.

    Raises EditConflict, with what differs, when somebody saved it meanwhile.
    """
    changed = {key: value for key, value in new.items() if getattr(row, key) != value}
    if row.version != version:
        raise EditConflict(
            [Difference(key, getattr(row, key), value) for key, value in changed.items()],
            row.version,
        )
    before = {key: getattr(row, key) for key in changed}
    for key, value in changed.items():
        setattr(row, key, value)
    row.version += 1
    return Changes(before, changed)


def _head(session: Session) -> AuditHead:
    """The head row, locked until the transaction ends, so that entries form one chain."""
    head = session.exec(select(AuditHead).with_for_update()).first()
    if head is None:
        head = AuditHead()
        session.add(head)
    return head


def _as_json(columns: dict[str, Any]) -> str:
    shown = {key: "***" if key in SECRET else value for key, value in columns.items()}
    return json.dumps(shown, ensure_ascii=False, default=_plain, sort_keys=True)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def verify(session: Session) -> int | None:
    """The id of the first entry that was changed, or follows one taken away; None if all is well.

    0 means that entries at the end are missing. Reads the trail in slices, not whole.
    """
    seal_before, last = "", 0
    while rows := _slice(session, last):
        for row in rows:
            if row.previous_hash != seal_before or seal(row) != row.hash:
                return row.id
            seal_before, last = row.hash, row.id
        session.expunge_all()
    head = session.exec(select(AuditHead.hash)).first() or ""
    return None if head == seal_before else 0


def _slice(session: Session, last: int) -> Sequence[AuditEntry]:
    after = select(AuditEntry).where(col(AuditEntry.id) > last).order_by(col(AuditEntry.id))
    return session.exec(after.limit(2_000)).all()
