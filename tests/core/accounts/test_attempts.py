"""Attempts to sign in and what they are counted as."""

from datetime import timedelta
from statistics import median
from time import thread_time

import pytest
import time_machine
from sqlmodel import Session, col, select

from core import clock
from core.accounts import passwords, sign_in
from core.accounts.models import Account
from core.audit.models import AuditEntry
from tests.factories import Make

PASSWORD = "Kx7-mountain"


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "COST", 4)


@pytest.fixture
def account(make: Make) -> Account:
    return make.account(username="zhangsan", password_hash=passwords.hashed(PASSWORD))


def attempt(session: Session, password: str, username: str = "zhangsan") -> bool:
    begun = sign_in.begin(session, username)
    session.commit()
    right = passwords.matches(password, begun.password_hash)
    came_in = sign_in.finish(session, begun, right=right)
    session.commit()
    return came_in


def actions(session: Session) -> list[str]:
    return list(session.exec(select(AuditEntry.action).order_by(col(AuditEntry.id))))


def test_the_right_password_comes_in(session: Session, account: Account) -> None:
    assert attempt(session, PASSWORD)
    assert actions(session) == ["account:signed_in"]


@pytest.mark.parametrize("typed", ["ZhangSan", " zhangsan ", "ｚｈａｎｇｓａｎ"])
def test_a_user_name_is_one_however_it_is_typed(
    session: Session, account: Account, typed: str
) -> None:
    assert attempt(session, PASSWORD, typed)


def test_a_wrong_password_does_not(session: Session, account: Account) -> None:
    assert not attempt(session, "Kx7-mountaim")
    assert actions(session) == ["account:sign_in_failed"]


def test_an_unknown_name_does_not_and_is_not_kept(session: Session, account: Account) -> None:
    assert not attempt(session, PASSWORD, "MySecretPassword")
    entry = session.exec(select(AuditEntry)).one()
    assert "mysecretpassword" not in str(entry.model_dump()).lower()


def test_five_failures_lock_even_for_the_right_password(session: Session, account: Account) -> None:
    for _ in range(5):
        attempt(session, "wrong")

    assert not attempt(session, PASSWORD)
    assert "account:locked" in actions(session)


def test_after_fifteen_minutes_it_opens(session: Session, account: Account) -> None:
    began = clock.now()
    with time_machine.travel(began, tick=False):
        for _ in range(5):
            attempt(session, "wrong")

    with time_machine.travel(began + timedelta(minutes=14, seconds=59), tick=False):
        assert not attempt(session, PASSWORD)
    with time_machine.travel(began + timedelta(minutes=15), tick=False):
        assert attempt(session, PASSWORD)


def test_failures_far_apart_do_not_lock(session: Session, account: Account) -> None:
    began = clock.now()

    for number in range(8):
        with time_machine.travel(began + timedelta(minutes=4 * number), tick=False):
            attempt(session, "wrong")

    with time_machine.travel(began + timedelta(minutes=33), tick=False):
        assert attempt(session, PASSWORD)


def test_trying_while_locked_does_not_lock_for_longer(session: Session, account: Account) -> None:
    began = clock.now()
    with time_machine.travel(began, tick=False):
        for _ in range(5):
            attempt(session, "wrong")
    with time_machine.travel(began + timedelta(minutes=10), tick=False):
        for _ in range(3):
            attempt(session, "wrong")

    with time_machine.travel(began + timedelta(minutes=15), tick=False):
        assert attempt(session, PASSWORD)


def test_guesses_in_parallel_are_counted_before_they_are_compared(
    session: Session, account: Account
) -> None:
    begun = [sign_in.begin(session, "zhangsan") for _ in range(6)]

    assert [one.account_id for one in begun] == [account.id] * 5 + [0]


def test_coming_in_forgets_the_failures(session: Session, account: Account) -> None:
    for _ in range(4):
        attempt(session, "wrong")

    attempt(session, PASSWORD)

    session.refresh(account)
    assert (account.failures, account.locked_until) == (0, None)


def test_the_fifth_attempt_may_be_the_right_one(session: Session, account: Account) -> None:
    for _ in range(4):
        attempt(session, "wrong")

    assert attempt(session, PASSWORD)
    assert "account:locked" not in actions(session)


def test_a_disabled_account_does_not_come_in(session: Session, account: Account) -> None:
    account.disabled_at = clock.now()

    assert not attempt(session, PASSWORD)


def test_a_first_password_runs_out(session: Session, account: Account) -> None:
    account.first_password_until = clock.now() + timedelta(hours=72)

    assert attempt(session, PASSWORD)
    with time_machine.travel(clock.now() + timedelta(hours=73), tick=False):
        assert not attempt(session, PASSWORD)


def test_an_unknown_name_takes_as_long_as_a_wrong_password(
    session: Session, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "COST", 12)
    names = [make.account(password_hash=passwords.hashed(PASSWORD)).username for _ in range(3)]
    session.commit()

    known = median(_seconds(session, name) for name in names)
    unknown = median(_seconds(session, f"nobody{number}") for number in range(3))

    assert abs(known - unknown) < 0.25 * known


def _seconds(session: Session, username: str) -> float:
    began = thread_time()
    attempt(session, "wrong", username)
    return thread_time() - began
