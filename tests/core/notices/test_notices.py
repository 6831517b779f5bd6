"""Notices reach whom they concern, in working hours, and are read once."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session

from core import clock
from core.errors import NotFound
from core.notices import service
from core.notices.models import NoticeKind
from core.notices.service import Told
from core.permissions import Actor, Role
from tests.factories import Make


@pytest.fixture
def told() -> Told:
    return Told(NoticeKind.STEP, "opinion", 1, "示例事项", "signed")


@pytest.fixture
def clerk(make: Make) -> Actor:
    return make.actor(Role.CLERK)


def test_each_account_is_told_once_however_often_it_is_named(
    session: Session, clerk: Actor, told: Told
) -> None:
    service.tell(session, [clerk.account_id, clerk.account_id], told)
    session.flush()

    assert [row.title for row in service.unread(session, clerk)] == ["示例事项"]


def test_what_rings_later_is_not_told_before(session: Session, clerk: Actor, told: Told) -> None:
    service.tell(session, [clerk.account_id], told, clock.now() + timedelta(hours=1))
    session.flush()

    assert service.count_unread(session, clerk) == 0


def test_what_was_read_is_told_no_more(session: Session, clerk: Actor, told: Told) -> None:
    service.tell(session, [clerk.account_id], told)
    session.flush()
    [row] = service.unread(session, clerk)

    service.read(session, clerk, [row.id])
    session.flush()

    assert service.count_unread(session, clerk) == 0


def test_nobody_marks_what_others_were_told(
    session: Session, make: Make, clerk: Actor, told: Told
) -> None:
    service.tell(session, [clerk.account_id], told)
    session.flush()
    [row] = service.unread(session, clerk)

    with pytest.raises(NotFound):
        service.read(session, make.actor(Role.CLERK), [row.id])


def test_the_accounts_of_a_member_are_those_in_use(session: Session, make: Make) -> None:
    member = make.member()
    actor = make.actor(Role.MEMBER, member)
    gone = make.actor(Role.MEMBER, member)
    from core.accounts.models import Account

    session.get_one(Account, gone.account_id).disabled_at = datetime(2026, 1, 1, tzinfo=UTC)
    session.flush()

    assert service.accounts_of(session, member_id=[member.id]) == {actor.account_id}
