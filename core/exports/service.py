"""Asking for a list as a file, and fetching it. The writing itself is `core.transfer.lists`."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlmodel import Session, col, select

from core import clock
from core.audit.service import Entry
from core.committees import scope, trail
from core.errors import NotFound, RuleBroken
from core.exports import files
from core.exports.models import ExportJob, ExportKind, ExportState
from core.i18n import N_
from core.permissions import Actor, Permission, require
from core.text import clean

KEPT = timedelta(days=7)
MOST_WAITING = 5
REASON = 200
# The permission to read what a list tells, beside that to export.
READS = {
    ExportKind.ACTIVITIES: Permission.ACTIVITY_READ,
    ExportKind.ATTENDANCE: Permission.ACTIVITY_READ,
    ExportKind.MEMBERS: Permission.MEMBER_READ,
    ExportKind.OPINIONS: Permission.OPINION_READ,
    ExportKind.PROPOSALS: Permission.PROPOSAL_READ,
}
# Lists of people: why they are needed is kept in the trail.
PERSONAL = frozenset({ExportKind.MEMBERS, ExportKind.ATTENDANCE})
STOPPED = N_("The server was restarted meanwhile. Ask for the file again.")


@dataclass(frozen=True, slots=True)
class ExportDraft:
    """What is asked for: a list, its filters as JSON, and for what it is needed."""

    kind: ExportKind
    committee_id: int
    asked: str = "{}"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that is ready."""

    path: Path
    kind: ExportKind
    made_at_day: str


def ask(session: Session, actor: Actor, draft: ExportDraft) -> ExportJob:
    """Ask for a list as a file. It is written once those before it are."""
    require(actor, Permission.EXPORT)
    require(actor, READS[draft.kind])
    if not scope.covers(session, actor, Permission.EXPORT, draft.committee_id):
        raise NotFound
    reason = clean(draft.reason, REASON, "reason")
    if draft.kind in PERSONAL and not reason:
        raise RuleBroken(N_("Say for what the list is needed."), "reason")
    _check_room(session, actor)
    given = {"committee_id": draft.committee_id, "kind": draft.kind, "asked": draft.asked}
    row = ExportJob(account_id=actor.account_id, reason=reason, **given)  # type: ignore[arg-type]
    session.add(row)
    session.flush()
    _tell(session, actor, row)
    return row


def again(session: Session, actor: Actor, job_id: int) -> ExportJob:
    """Ask once more for what was not made."""
    row = find(session, actor, job_id)
    return ask(session, actor, ExportDraft(row.kind, row.committee_id, row.asked, row.reason))


def find(session: Session, actor: Actor, job_id: int) -> ExportJob:
    """An export of the actor's own; that of anybody else is not found."""
    require(actor, Permission.EXPORT)
    row = session.get(ExportJob, job_id)
    if row is None or row.account_id != actor.account_id:
        raise NotFound
    return row


def listing(session: Session, actor: Actor) -> list[ExportJob]:
    """The actor's own exports, the newest first."""
    require(actor, Permission.EXPORT)
    own = select(ExportJob).where(col(ExportJob.account_id) == actor.account_id)
    return list(session.exec(own.order_by(col(ExportJob.id).desc()).limit(50)))


def fetch(session: Session, actor: Actor, job_id: int) -> Fetched:
    """The file of an export that is ready, for who asked for it and still may."""
    row = find(session, actor, job_id)
    require(actor, READS[row.kind])
    if not scope.covers(session, actor, Permission.EXPORT, row.committee_id):
        raise NotFound
    path = files.path_of(row.file) if row.file else None
    if row.state is not ExportState.DONE or path is None or not path.is_file():
        raise NotFound
    return Fetched(path, row.kind, f"{clock.local(row.made_at):%Y-%m-%d}")


def remove(session: Session, actor: Actor, job_id: int) -> str:
    """Take an export off the list; returns the file to be deleted once this is kept."""
    row = find(session, actor, job_id)
    session.delete(row)
    return row.file


def _check_room(session: Session, actor: Actor) -> None:
    waiting = select(ExportJob.id).where(
        col(ExportJob.account_id) == actor.account_id,
        col(ExportJob.state).in_([ExportState.QUEUED, ExportState.RUNNING]),
    )
    if len(session.exec(waiting).all()) >= MOST_WAITING:
        raise RuleBroken(N_("Several files of yours are being written. Wait for them first."))


def _tell(session: Session, actor: Actor, row: ExportJob) -> None:
    told = {"kind": row.kind.value, "words": row.asked, "reason": row.reason}
    home = row.committee_id
    entry = Entry("export:made", "export_job", row.id, row.kind.label, home, {}, told)
    trail.record(session, actor, entry)
