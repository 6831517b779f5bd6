"""Recording what was written, and what the press printed of it."""

from typing import Any

from sqlmodel import Session

from core import clock
from core.audit import service as audit
from core.audit.service import Changes, Entry
from core.committees import scope, trail
from core.errors import NotFound
from core.permissions import Actor, Permission, require
from core.publicity import queries, rules, subjects
from core.publicity.drafts import ReportDraft
from core.publicity.models import PressReport

WRITE = Permission.PUBLICITY_WRITE


def record(session: Session, actor: Actor, committee_id: int, draft: ReportDraft) -> PressReport:
    """Record a report that a committee's office wrote."""
    require(actor, WRITE)
    if not scope.covers(session, actor, WRITE, committee_id):
        raise NotFound
    columns = _columns(session, actor, draft, committee_id)
    row = PressReport(committee_id=committee_id, **columns)
    session.add(row)
    session.flush()  # the trail names the new id
    _tell(session, actor, "recorded", row, Changes({}, columns))
    return row


def edit(
    session: Session, actor: Actor, press_report_id: int, draft: ReportDraft, version: int
) -> PressReport:
    """Correct a report, or add where it was printed."""
    require(actor, WRITE)
    row = queries.find(session, actor, press_report_id, WRITE, lock=True)
    columns = _columns(session, actor, draft, row.committee_id)
    _tell(session, actor, "edited", row, audit.apply(row, columns, version))
    return row


def bin_report(session: Session, actor: Actor, press_report_id: int) -> PressReport:
    """Put a report into the bin: it counts no more, and can be restored."""
    require(actor, WRITE)
    row = queries.find(session, actor, press_report_id, WRITE, lock=True)
    row.binned_at = clock.now()
    row.version += 1
    _tell(session, actor, "binned", row, Changes({}, {}))
    return row


def restore(session: Session, actor: Actor, press_report_id: int) -> PressReport:
    """Take a report out of the bin."""
    require(actor, WRITE)
    row = queries.find_binned(session, actor, press_report_id)
    row.binned_at = None
    row.version += 1
    _tell(session, actor, "restored", row, Changes({}, {}))
    return row


def _columns(
    session: Session, actor: Actor, draft: ReportDraft, committee_id: int
) -> dict[str, Any]:
    return rules.columns(draft, clock.today()) | subjects.check(session, actor, draft, committee_id)


def _tell(session: Session, actor: Actor, verb: str, row: PressReport, changes: Changes) -> None:
    told = (changes.before, changes.after)
    entry = Entry(f"publicity:{verb}", "press_report", row.id, row.title, row.committee_id, *told)
    trail.record(session, actor, entry)
