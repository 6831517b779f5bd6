"""The trail."""

from sqlmodel import Session, col, select

from core.audit import service as audit
from core.audit.models import AuditEntry
from core.audit.service import Entry
from core.permissions import Role
from tests.factories import Make


def test_each_entry_seals_the_one_before(session: Session, make: Make) -> None:
    actor = make.actor(Role.CLERK)

    for number in range(3):
        audit.record(session, actor, Entry("studio:registered", "studio", number))
    session.flush()

    first, second, third = session.exec(select(AuditEntry).order_by(col(AuditEntry.id))).all()
    assert (second.previous_hash, third.previous_hash) == (first.hash, second.hash)
    assert audit.seal(third) == third.hash
