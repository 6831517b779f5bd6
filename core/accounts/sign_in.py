"""Attempts to sign in, counted before the password is compared: guessing in parallel gains nothing.

An unknown, locked or disabled account takes the same steps, and as long, as a wrong password.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import update
from sqlmodel import Session, col, select

from core import clock
from core.accounts import passwords, usernames
from core.accounts.models import Account
from core.audit import service as audit
from core.audit.models import AuditHead
from core.audit.service import Entry
from core.permissions import Actor

MOST_FAILURES = 5
WITHIN = timedelta(minutes=15)
LOCKED_FOR = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt. `account_id` is 0 where nobody can get in; the hash is nobody's then."""

    account_id: int
    username: str
    password_hash: str
    known_id: int = 0
    locks: bool = False


def begin(session: Session, username: str) -> Attempt:
    """Count an attempt, and say what its password is to be compared with."""
    spelled = usernames.normal(username)
    found = select(Account).where(Account.username == spelled).with_for_update()
    account = session.exec(found).first()
    if account is None or not _may_try(account):
        _take_as_long(session)
        return Attempt(0, spelled, passwords.NOBODY, account.id if account else 0)
    locks = _count(account)
    return Attempt(account.id, spelled, account.password_hash, account.id, locks)


def finish(session: Session, attempt: Attempt, *, right: bool) -> bool:
    """Keep how an attempt ended; returns whether the person is in."""
    came_in = right and attempt.account_id != 0
    account = session.get(Account, attempt.known_id) if attempt.known_id else None
    if account and came_in:
        account.failures, account.failures_since, account.locked_until = 0, None, None
    _tell(session, "account:signed_in" if came_in else "account:sign_in_failed", account)
    if account and attempt.locks and not came_in:
        _tell(session, "account:locked", account)
    return came_in


def _may_try(account: Account) -> bool:
    moment = clock.now()
    if account.disabled_at or (account.locked_until and account.locked_until > moment):
        return False
    until = account.first_password_until
    return until is None or until > moment


def _count(account: Account) -> bool:
    """Count an attempt as failed until it is known better; whether it is one too many."""
    moment = clock.now()
    if account.failures_since is None or account.failures_since <= moment - WITHIN:
        account.failures, account.failures_since = 0, moment
    account.failures += 1
    if account.failures < MOST_FAILURES:
        return False
    account.locked_until = moment + LOCKED_FOR
    account.failures, account.failures_since = 0, None
    return True


def _take_as_long(session: Session) -> None:
    """Write as much as counting does."""
    session.execute(update(AuditHead).values(hash=col(AuditHead.hash)))


def _tell(session: Session, action: str, account: Account | None) -> None:
    """Nothing typed is kept for an unknown name: people type passwords there by mistake."""
    if account is None:
        audit.record(session, None, Entry(action, "account", 0))
        return
    came_in = action == "account:signed_in"
    actor = Actor(account.id, account.name, account.language, ()) if came_in else None
    entry = Entry(action, "account", account.id, account.username, account.committee_id)
    audit.record(session, actor, entry)
