"""The queue of exports, as the machine works it off. Nobody is asked here: the system acts."""

from sqlalchemy import update
from sqlmodel import Session, col, select

from core import clock
from core.exports.models import ExportJob, ExportState
from core.exports.service import KEPT, STOPPED
from core.i18n import N_

BROKEN = N_("The file could not be written. Ask for it again, or tell the administrator.")


def next_id(session: Session) -> int | None:
    """The oldest export that waits."""
    waiting = select(ExportJob.id).where(col(ExportJob.state) == ExportState.QUEUED)
    return session.exec(waiting.order_by(col(ExportJob.id)).limit(1)).first()


def begin(session: Session, job_id: int) -> ExportJob | None:
    """Take an export on; None where it was taken off the list meanwhile."""
    row = session.get(ExportJob, job_id)
    if row is None or row.state is not ExportState.QUEUED:
        return None
    row.state = ExportState.RUNNING
    return row


def progress(session: Session, job_id: int, done: int, total: int) -> bool:
    """Note how far an export is; whether it is still wanted."""
    statement = (
        update(ExportJob)
        .where(col(ExportJob.id) == job_id)
        .values(done_rows=done, total_rows=max(done, total))
        .returning(col(ExportJob.id))
    )
    return session.execute(statement).first() is not None


def finish(session: Session, job_id: int, file: str, size: int) -> bool:
    """An export is ready; False where nobody wants it any more."""
    row = session.get(ExportJob, job_id)
    if row is None:
        return False
    row.state, row.file, row.size_bytes = ExportState.DONE, file, size
    row.total_rows = row.done_rows
    row.ended_at = clock.now()
    row.expires_at = row.ended_at + KEPT
    return True


def fail(session: Session, job_id: int, why: str = BROKEN) -> None:
    """An export came to nothing. `why` is a message of the catalogue."""
    row = session.get(ExportJob, job_id)
    if row and row.state in (ExportState.QUEUED, ExportState.RUNNING):
        row.state, row.why, row.ended_at = ExportState.FAILED, why, clock.now()
        row.expires_at = row.ended_at + KEPT


def fail_cut_off(session: Session) -> int:
    """Those that were being written when the server ended came to nothing; how many."""
    running = select(ExportJob.id).where(col(ExportJob.state) == ExportState.RUNNING)
    ids = session.exec(running).all()
    for job_id in ids:
        fail(session, job_id, STOPPED)
    return len(ids)


def fetched(session: Session) -> list[str]:
    """The files that somebody can fetch."""
    return list(session.exec(select(ExportJob.file).where(ExportJob.file != "")))


def sweep(session: Session) -> list[str]:
    """Take away what has expired; the files to be deleted once this is kept."""
    over = select(ExportJob).where(col(ExportJob.expires_at) <= clock.now())
    gone = session.exec(over).all()
    for row in gone:
        session.delete(row)
    return [row.file for row in gone if row.file]
