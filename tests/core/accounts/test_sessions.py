"""Sessions of browsers, and the tickets with which they get their cookie."""

from datetime import timedelta

import pytest
import time_machine
from sqlmodel import Session, select

from core import clock
from core.accounts import cookies, sessions, tickets
from core.accounts.models import Account, CookieTicket, RoleGrant, SignInSession
from core.accounts.sessions import Client
from core.permissions import Actor, Role
from tests.factories import Make

BIND = "b" * 43


@pytest.fixture
def actor(make: Make) -> Actor:
    return make.actor(Role.CLERK)


@pytest.fixture
def token(session: Session, actor: Actor) -> str:
    opened = sessions.open_session(session, actor.account_id, BIND, Client("192.0.2.1", "Firefox"))
    session.commit()
    return opened


def test_a_token_names_the_actor_with_the_grants(
    session: Session, actor: Actor, token: str
) -> None:
    found = sessions.actor_of(session, token, BIND)

    assert found is not None
    assert (found.account_id, found.grants) == (actor.account_id, actor.grants)


@pytest.mark.parametrize("role", list(Role))
def test_the_grant_of_each_role_reaches_its_own_scope(
    role: Role, session: Session, make: Make
) -> None:
    actor = make.actor(role)

    token = sessions.open_session(session, actor.account_id, BIND, Client())
    session.flush()

    found = sessions.actor_of(session, token, BIND)
    assert found is not None
    assert found.grants == actor.grants


def test_only_hashes_are_kept(session: Session, token: str) -> None:
    row = session.exec(select(SignInSession)).one()

    assert row.token_hash == cookies.hashed(token)
    assert token not in str(row.model_dump())
    assert BIND not in str(row.model_dump())


@pytest.mark.parametrize("bind", ["", "c" * 43])
def test_a_token_counts_only_in_its_browser(session: Session, token: str, bind: str) -> None:
    assert not sessions.is_live(session, token, bind)


def test_a_session_without_a_browser_is_never_live(session: Session, actor: Actor) -> None:
    token = sessions.open_session(session, actor.account_id, "", Client())
    session.flush()

    assert not sessions.is_live(session, token, "")


@pytest.mark.parametrize(("minutes", "live"), [(29, True), (30, False)])
def test_half_an_hour_unused_ends_it(
    session: Session, token: str, minutes: int, live: bool
) -> None:
    with time_machine.travel(clock.now() + timedelta(minutes=minutes), tick=False):
        assert sessions.is_live(session, token, BIND) is live


def test_twelve_hours_end_it_however_busy(session: Session, token: str) -> None:
    began = clock.now()

    for minutes in range(0, 12 * 60, 20):
        with time_machine.travel(began + timedelta(minutes=minutes), tick=False):
            assert sessions.is_live(session, token, BIND)
            sessions.touch(session, token)

    with time_machine.travel(began + timedelta(hours=12), tick=False):
        assert not sessions.is_live(session, token, BIND)


def test_the_oldest_gives_way_to_the_fourth(session: Session, actor: Actor) -> None:
    tokens = []
    for _ in range(4):
        tokens.append(sessions.open_session(session, actor.account_id, BIND, Client()))
        session.flush()

    live = [sessions.is_live(session, one, BIND) for one in tokens]

    assert live == [False, True, True, True]


def test_closing_ends_it(session: Session, token: str) -> None:
    sessions.close(session, token)

    assert not sessions.is_live(session, token, BIND)


def test_closing_all_can_leave_one(session: Session, actor: Actor, token: str) -> None:
    other = sessions.open_session(session, actor.account_id, BIND, Client())
    session.flush()
    kept = session.exec(
        select(SignInSession).where(SignInSession.token_hash == cookies.hashed(other))
    ).one()

    sessions.close_all(session, actor.account_id, but=kept.id)

    assert not sessions.is_live(session, token, BIND)
    assert sessions.is_live(session, other, BIND)


def test_a_disabled_account_is_nobody(session: Session, actor: Actor, token: str) -> None:
    account = session.get(Account, actor.account_id)
    assert account is not None
    account.disabled_at = clock.now()
    session.flush()

    assert sessions.actor_of(session, token, BIND) is None


def test_a_role_taken_away_is_gone_at_once(session: Session, token: str) -> None:
    session.delete(session.exec(select(RoleGrant)).one())
    session.flush()

    found = sessions.actor_of(session, token, BIND)

    assert found is not None
    assert found.grants == ()


def test_the_account_of_an_informant_who_was_removed_may_do_nothing_any_more(
    session: Session, make: Make
) -> None:
    informant = make.informant()
    actor = make.actor(Role.INFORMANT, informant)
    token = sessions.open_session(session, actor.account_id, BIND, Client())

    informant.binned_at = clock.now()
    session.flush()

    found = sessions.actor_of(session, token, BIND)
    assert found is not None
    assert found.grants == ()


def test_the_browser_with_the_cookie_binds_it_anew(session: Session, token: str) -> None:
    sessions.bind_anew(session, token, "c" * 43)

    assert sessions.is_live(session, token, "c" * 43)
    assert not sessions.is_live(session, token, BIND)


class TestTickets:
    def test_a_ticket_gives_its_cookie_once(self, session: Session) -> None:
        ticket = tickets.issue(session, "cookie", BIND)
        session.commit()

        assert sessions.take_ticket(session, ticket, BIND) == "cookie"
        assert sessions.take_ticket(session, ticket, BIND) is None

    @pytest.mark.parametrize("other", ["", "c" * 43])
    def test_a_ticket_is_nothing_in_another_browser_and_stays_good_in_its_own(
        self, session: Session, other: str
    ) -> None:
        ticket = tickets.issue(session, "cookie", BIND)
        session.commit()

        assert sessions.take_ticket(session, ticket, other) is None
        assert sessions.take_ticket(session, ticket, BIND) == "cookie"

    def test_a_ticket_may_take_the_cookie_away(self, session: Session) -> None:
        ticket = tickets.issue(session, "", BIND)

        assert sessions.take_ticket(session, ticket, BIND) == ""

    def test_a_ticket_is_good_for_a_minute(self, session: Session) -> None:
        ticket = tickets.issue(session, "cookie", BIND)
        session.commit()

        with time_machine.travel(clock.now() + timedelta(seconds=61), tick=False):
            assert sessions.take_ticket(session, ticket, BIND) is None

    def test_the_table_tells_neither_ticket_nor_cookie(self, session: Session) -> None:
        ticket = tickets.issue(session, "the-cookie", BIND)
        session.flush()

        kept = str(session.exec(select(CookieTicket)).one().model_dump())

        assert ticket not in kept
        assert "the-cookie" not in kept


@pytest.mark.parametrize("secure", [True, False])
def test_a_cookie_is_read_under_the_name_it_was_set(secure: bool) -> None:
    sent = {cookies.name(cookies.SESSION, secure=secure): "value"}

    assert cookies.read(sent, cookies.SESSION) == "value"


def test_the_cookie_tied_to_the_host_counts_first() -> None:
    sent = {cookies.SESSION: "planted", f"__Host-{cookies.SESSION}": "own"}

    assert cookies.read(sent, cookies.SESSION) == "own"
