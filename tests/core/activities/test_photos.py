"""Photos and documents of an activity."""

import pytest
from sqlmodel import Session, col, select

from core.activities import photos
from core.audit.models import AuditEntry
from core.errors import NotFound, NotPermitted, RuleBroken
from core.files import queries as files
from core.files.models import FileOwner
from core.permissions import Permission, Role, lacking
from tests.core.files import samples
from tests.factories import Make


def test_a_file_is_added_binned_and_brought_back(session: Session, make: Make) -> None:
    clerk, activity = make.actor(Role.CLERK), make.activity()

    row = photos.attach(session, clerk, activity.id, "简报.pdf", samples.PDF)
    photos.detach(session, clerk, activity.id, row.id)
    without = files.of(session, FileOwner.ACTIVITY, activity.id)
    photos.bring_back(session, clerk, activity.id, row.id)

    assert without == []
    assert [one.name for one in files.of(session, FileOwner.ACTIVITY, activity.id)] == ["简报.pdf"]
    actions = session.exec(select(AuditEntry.action).order_by(col(AuditEntry.id))).all()
    assert actions == ["attachment:added", "attachment:binned", "attachment:restored"]


def test_one_activity_keeps_only_so_many(
    session: Session, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk, activity = make.actor(Role.CLERK), make.activity()
    monkeypatch.setattr(photos, "MOST", 1)
    photos.attach(session, clerk, activity.id, "a.pdf", samples.PDF)

    with pytest.raises(RuleBroken, match="at most"):
        photos.attach(session, clerk, activity.id, "b.pdf", samples.PDF)


@pytest.mark.parametrize("role", lacking(Permission.ACTIVITY_WRITE))
def test_refuses_roles_that_do_not_write(role: Role, session: Session, make: Make) -> None:
    actor, activity = make.actor(role), make.activity()

    with pytest.raises(NotPermitted):
        photos.attach(session, actor, activity.id, "a.pdf", samples.PDF)
    for change in (photos.detach, photos.bring_back):
        with pytest.raises(NotPermitted):
            change(session, actor, activity.id, 1)


def test_an_activity_of_another_committee_is_not_found(session: Session, make: Make) -> None:
    clerk, foreign = make.actor(Role.CLERK), make.activity(committee_id=make.committee().id)

    with pytest.raises(NotFound):
        photos.attach(session, clerk, foreign.id, "a.pdf", samples.PDF)
    for change in (photos.detach, photos.bring_back):
        with pytest.raises(NotFound):
            change(session, clerk, foreign.id, 1)
