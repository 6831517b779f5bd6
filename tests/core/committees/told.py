"""What every change must leave behind."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlmodel import Session, select

from core.audit.models import AuditEntry
from core.committees.trail import revision


@contextmanager
def one_more_entry(session: Session, action: str, committee_id: int) -> Iterator[None]:
    """The block leaves one entry of an action, and the committee's boards hear of it."""
    before = revision(session, committee_id)
    yield
    told = session.exec(select(AuditEntry.action)).all()
    assert list(told) == [action]
    assert revision(session, committee_id) == before + 1
