"""What the tests of members share."""

from collections.abc import Callable

import pytest
from sqlmodel import Session, col, select

from core.audit.models import AuditEntry
from core.committees import trail

LastEntry = Callable[[], AuditEntry]
Revisions = Callable[[int], int]


@pytest.fixture
def last_entry(session: Session) -> LastEntry:
    """The newest entry of the trail."""

    def find() -> AuditEntry:
        session.flush()
        return session.exec(select(AuditEntry).order_by(col(AuditEntry.id).desc())).first()  # type: ignore[return-value]  # a test that asks has made one

    return find


@pytest.fixture
def revision(session: Session) -> Revisions:
    """The number of changes of a committee so far."""

    def count(committee_id: int) -> int:
        session.expire_all()
        return trail.revision(session, committee_id)

    return count
