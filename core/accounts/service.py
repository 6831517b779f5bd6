"""Changes to accounts: by the administrator of a scope, and by a person to the own one."""

from typing import Any

from sqlmodel import Session, select

from core import clock, reach
from core.accounts import passwords, queries, rules, sessions, usernames
from core.accounts.drafts import Access, AccountDraft
from core.accounts.grants import add_grant, check_administrator_left
from core.accounts.models import Account, RoleGrant
from core.audit import service as audit
from core.audit.service import Changes, Entry
from core.errors import NotFound, RuleBroken
from core.i18n import LANGUAGES, N_
from core.permissions import Actor, Permission, require
from core.text import required

NAME = 80
NOTHING = Changes({}, {})


def create(session: Session, actor: Actor, draft: AccountDraft) -> Access:
    """Make an account with its roles. The password returned is told once and kept nowhere."""
    require(actor, Permission.ACCOUNT_WRITE)
    if not reach.covers(session, actor, Permission.ACCOUNT_WRITE, [draft.committee_id]):
        raise NotFound
    account, password = open_account(session, draft)
    rules.check_grants([grant.role for grant in draft.grants])
    for grant in draft.grants:
        add_grant(session, actor, account, grant)
    _record(session, actor, "account:created", account, Changes({}, _told(account)))
    return Access(account.id, account.username, password)


def open_account(session: Session, draft: AccountDraft) -> tuple[Account, str]:
    """A new account without roles, and its first password. Asks nobody, and tells nobody."""
    username = usernames.normal(draft.username)
    usernames.check(username)
    _check_unused(session, username)
    _check_language(draft.language)
    name = required(draft.name, NAME, "name", N_("Write the name of the person."))
    account = Account(
        username=username,
        name=name,
        committee_id=draft.committee_id,
        language=draft.language,
        password_hash="",
    )
    password = _give_first_password(account)
    session.add(account)
    session.flush()  # the grants need its id
    return account, password


def rename(session: Session, actor: Actor, account_id: int, name: str, version: int) -> Account:
    """Correct the name of a person. The user name stays."""
    require(actor, Permission.ACCOUNT_WRITE)
    account = queries.find(session, actor, account_id, Permission.ACCOUNT_WRITE, lock=True)
    cleaned = required(name, NAME, "name", N_("Write the name of the person."))
    changes = audit.apply(account, {"name": cleaned}, version)
    _record(session, actor, "account:renamed", account, changes)
    return account


def reset_password(session: Session, actor: Actor, account_id: int) -> Access:
    """Give a new one-time password, and end the account's sessions. Opens a locked account."""
    account = _to_manage(session, actor, account_id)
    password = _give_first_password(account)
    account.failures, account.failures_since, account.locked_until = 0, None, None
    account.version += 1
    sessions.close_all(session, account.id)
    _record(session, actor, "account:password reset", account)
    return Access(account.id, account.username, password)


def disable(session: Session, actor: Actor, account_id: int) -> Account:
    """Close an account. Its sessions end at once; what the person did stays told."""
    account = _to_manage(session, actor, account_id)
    rules.check_not_oneself(account.id, actor.account_id)
    if account.disabled_at:
        return account
    check_administrator_left(session, account.id)
    account.disabled_at = clock.now()
    account.version += 1
    sessions.close_all(session, account.id)
    _record(session, actor, "account:disabled", account)
    return account


def enable(session: Session, actor: Actor, account_id: int) -> Account:
    """Open a disabled account again."""
    account = _to_manage(session, actor, account_id)
    if account.disabled_at is None:
        return account
    account.disabled_at = None
    account.version += 1
    _record(session, actor, "account:enabled", account)
    return account


def change_own_password(session: Session, actor: Actor, old: str, new: str) -> None:
    """Take a new password instead of the old one. One's other sessions end."""
    found = select(Account).where(Account.id == actor.account_id).with_for_update()
    account = session.exec(found).one()
    if not passwords.matches(old, account.password_hash):
        raise RuleBroken(N_("This is not your present password. Type it again."), field="old")
    passwords.check(new, account.username)
    if passwords.matches(new, account.password_hash):
        raise RuleBroken(N_("Take a password other than the present one."), field="password")
    account.password_hash = passwords.hashed(new)
    account.must_change_password, account.first_password_until = False, None
    account.password_changed_at = clock.now()
    account.version += 1
    sessions.close_all(session, account.id, but=actor.session_id)
    _record(session, actor, "account:password changed", account)


def end_other_sessions(session: Session, actor: Actor) -> None:
    """Sign oneself out of all other browsers."""
    sessions.close_all(session, actor.account_id, but=actor.session_id)
    account = session.exec(select(Account).where(Account.id == actor.account_id)).one()
    _record(session, actor, "account:sessions ended", account)


def set_language(session: Session, actor: Actor, language: str) -> None:
    """Keep the language that a person reads. A habit, not a change that the trail tells."""
    _check_language(language)
    account = session.exec(select(Account).where(Account.id == actor.account_id)).one()
    account.language = language


def _to_manage(session: Session, actor: Actor, account_id: int) -> Account:
    """An account in scope, all of whose roles lie in scope too: else one could take them over."""
    require(actor, Permission.ACCOUNT_WRITE)
    account = queries.find(session, actor, account_id, Permission.ACCOUNT_WRITE, lock=True)
    held = select(RoleGrant.committee_id).where(RoleGrant.account_id == account.id)
    committees = session.exec(held).all()
    rules.check_reached(reach.covers(session, actor, Permission.ACCOUNT_WRITE, committees))
    return account


def _give_first_password(account: Account) -> str:
    password = passwords.first()
    account.password_hash = passwords.hashed(password)
    account.must_change_password = True
    account.first_password_until = clock.now() + passwords.FIRST_LASTS
    account.password_changed_at = clock.now()
    return password


def _check_unused(session: Session, username: str) -> None:
    """Told to an administrator only, who may know that a name is taken."""
    if session.exec(select(Account.id).where(Account.username == username)).first():
        raise RuleBroken(N_("This user name is taken. Choose another one."), field="username")


def _check_language(language: str) -> None:
    if language not in LANGUAGES:
        raise RuleBroken(N_("Choose one of the languages offered."), field="language")


def _told(account: Account) -> dict[str, Any]:
    return {
        "username": account.username,
        "name": account.name,
        "language": account.language,
    }


def _record(
    session: Session, actor: Actor, action: str, account: Account, told: Changes = NOTHING
) -> None:
    session.flush()
    who = account.id, account.name, account.committee_id
    audit.record(session, actor, Entry(action, "account", *who, told.before, told.after))
