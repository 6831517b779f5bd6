"""One call at the end of each change: the trail's entry, and the revision that boards watch."""

from sqlalchemy import update
from sqlmodel import Session, col, select

from core.audit import service as audit
from core.audit.service import Entry
from core.committees.models import Revision
from core.committees.scope import above
from core.permissions import Actor


def record(session: Session, actor: Actor | None, entry: Entry) -> None:
    """Write the entry and raise the revision of its committee and those above."""
    session.flush()  # the entry may name rows that were only just added
    if entry.committee_id is not None:
        raise_revision(session, entry.committee_id)
    audit.record(session, actor, entry)


def raise_revision(session: Session, committee_id: int) -> None:
    """Tell the boards of a committee and those above that something changed.

    One writer after the other, as for the trail: so no two of them wait for each other.
    """
    session.flush()  # whatever is locked by writing is locked before one queues up
    audit.queue(session)
    ids = select(Revision.committee_id).where(col(Revision.committee_id).in_(above(committee_id)))
    # Locked in one order, so that two writers cannot each wait for the other.
    locked = session.exec(ids.order_by(col(Revision.committee_id)).with_for_update()).all()
    session.execute(
        update(Revision)
        .where(col(Revision.committee_id).in_(locked))
        .values(number=col(Revision.number) + 1)
        .execution_options(synchronize_session=False)
    )


def revision(session: Session, committee_id: int) -> int:
    """The number of changes within a committee and those below it so far."""
    number = session.exec(select(Revision.number).where(Revision.committee_id == committee_id))
    return number.first() or 0
