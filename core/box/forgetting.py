"""What is kept of citizens no longer than needed. Run every hour; twice does no harm."""

from datetime import timedelta

from sqlalchemy import CursorResult, Update, and_, delete, or_, update
from sqlmodel import Session, col, select

from core import clock
from core.box.models import BoxEntry, BoxKnock, EntryState
from core.files import storage
from core.files.models import Attachment, FileOwner
from core.matters import flow
from core.matters.models import Matter

ADDRESSES = timedelta(days=1)
CONTACTS = timedelta(days=365)


def forget(session: Session) -> int:
    """Forget addresses after a day, names and phones a year after the end; how many entries."""
    now = clock.now()
    session.execute(delete(BoxKnock).where(col(BoxKnock.at) < now - ADDRESSES))
    of_addresses = (
        update(BoxEntry)
        .where(col(BoxEntry.address_hash) != "", col(BoxEntry.received_at) < now - ADDRESSES)
        .values(address_hash="")
    )
    return _changed(session, of_addresses) + _changed(session, _of_contacts())


def files_to_forget(session: Session) -> list[str]:
    """Take the rows of withdrawn photos away; the names of their files, to be deleted after."""
    gone = session.exec(
        select(Attachment).where(
            Attachment.owner_kind == FileOwner.BOX_ENTRY,
            col(Attachment.binned_at) < clock.now() - ADDRESSES,
        )
    ).all()
    for row in gone:
        session.delete(row)
    return [row.stored_as for row in gone]


def delete_files(stored: list[str]) -> None:
    """Delete files whose rows are gone. Called once that is committed."""
    for name in stored:
        storage.path_of(name).unlink(missing_ok=True)


def _of_contacts() -> Update:
    """Names and phones of entries that were over a year ago, by themselves or with their matter.

    A matter is also over that was merged or withdrawn, or lies in the bin.
    """
    year_ago = clock.now() - CONTACTS
    ended = and_(col(Matter.state).in_(flow.ENDS), col(Matter.state_since) < year_ago)
    closed = select(Matter.id).where(or_(ended, col(Matter.binned_at) < year_ago))
    answered = and_(
        col(BoxEntry.state) == EntryState.DECLINED,
        col(BoxEntry.answered_at) < year_ago,
    )
    has_any = or_(col(BoxEntry.name) != "", col(BoxEntry.phone) != "")
    over = or_(answered, col(BoxEntry.matter_id).in_(closed))
    return update(BoxEntry).where(has_any, over).values(name="", phone="")


def _changed(session: Session, statement: Update) -> int:
    done = session.execute(statement.execution_options(synchronize_session=False))
    assert isinstance(done, CursorResult)  # noqa: S101  tells mypy what an update answers
    return int(done.rowcount)
