"""Recording commendations."""

from typing import Any

from sqlmodel import Session, col, select

from core import clock
from core.audit import service as audit
from core.audit.service import Changes, Entry
from core.commendations import queries, rules, subjects
from core.commendations.drafts import CommendationDraft
from core.commendations.models import Commendation
from core.committees import trail
from core.permissions import Actor, Permission, require
from core.text import clean

GIVEN_BY = 120
WRITE = Permission.COMMENDATION_WRITE


def record(session: Session, actor: Actor, draft: CommendationDraft) -> Commendation:
    """Record that somebody or something within the actor's scope was commended."""
    require(actor, WRITE)
    rules.check(draft, clock.today())
    columns = _columns(session, actor, draft)
    rules.check_unique(_same(session, columns))
    row = Commendation(**columns)
    session.add(row)
    session.flush()  # the trail names the new id
    _tell(session, actor, "commendation:recorded", row, Changes({}, columns))
    return row


def edit(
    session: Session, actor: Actor, commendation_id: int, draft: CommendationDraft, version: int
) -> Commendation:
    """Correct a commendation, its subject too."""
    require(actor, WRITE)
    row = queries.find(session, actor, commendation_id, WRITE, lock=True)
    rules.check(draft, clock.today())
    columns = _columns(session, actor, draft)
    rules.check_unique(_same(session, columns, row.id))
    before = row.committee_id
    changes = audit.apply(row, columns, version)
    if before != row.committee_id:
        trail.raise_revision(session, before)
    _tell(session, actor, "commendation:edited", row, changes)
    return row


def bin_commendation(session: Session, actor: Actor, commendation_id: int) -> Commendation:
    """Put a commendation into the bin: it counts no more, and can be restored."""
    require(actor, WRITE)
    row = queries.find(session, actor, commendation_id, WRITE, lock=True)
    row.binned_at = clock.now()
    row.version += 1
    _tell(session, actor, "commendation:binned", row, Changes({}, {}))
    return row


def restore(session: Session, actor: Actor, commendation_id: int) -> Commendation:
    """Take a commendation out of the bin, unless it was recorded again meanwhile."""
    require(actor, WRITE)
    row = queries.find_binned(session, actor, commendation_id)
    rules.check_unique(_same(session, row.model_dump(), row.id))
    row.binned_at = None
    row.version += 1
    _tell(session, actor, "commendation:restored", row, Changes({}, {}))
    return row


def _columns(session: Session, actor: Actor, draft: CommendationDraft) -> dict[str, Any]:
    return subjects.columns(session, actor, draft.subject) | {
        "honour": draft.honour,
        "level": draft.level,
        "year": draft.year,
        "given_by": clean(draft.given_by, GIVEN_BY, "given_by"),
        "given_on": draft.given_on,
    }


def _same(session: Session, columns: dict[str, Any], own_id: int = 0) -> int | None:
    """The id of the same honour of the same subject, level and year."""
    alike = ("committee_id", "subject_kind", "honour", "level", "year")
    whose = ("member_id", "sector_group_id", "studio_id")
    named = next((key for key in whose if columns[key] is not None), "subject")
    wanted = select(Commendation.id).where(
        *(getattr(Commendation, key) == columns[key] for key in (*alike, named)),
        Commendation.id != own_id,
        col(Commendation.binned_at).is_(None),
    )
    return session.exec(wanted).first()


def _tell(session: Session, actor: Actor, action: str, row: Commendation, told: Changes) -> None:
    entry = Entry(
        action, "commendation", row.id, row.subject, row.committee_id, told.before, told.after
    )
    trail.record(session, actor, entry)
