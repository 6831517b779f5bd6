"""People who are in already: where signing in is not what a test is about."""

from playwright.sync_api import BrowserContext

from core.accounts import cookies, sessions
from core.accounts import service as accounts
from core.accounts.drafts import AccountDraft, GrantDraft
from core.accounts.grants import add_grant
from core.accounts.sessions import Client
from core.i18n import CHINESE
from core.permissions import Actor, Grant, Role
from db.session import transaction


def add_person(
    role: Role,
    committee_id: int,
    username: str,
    name: str,
    scope_id: int | None = None,
    language: str = CHINESE,
) -> Actor:
    """An account with one role, whose first password is behind it.

    Over its committee, unless a narrower scope is given.
    """
    scope_id = scope_id or committee_id
    with transaction() as session:
        account, _first = accounts.open_account(session, AccountDraft(username, name, committee_id))
        account.must_change_password, account.first_password_until = False, None
        account.language = language
        add_grant(session, None, account, GrantDraft(role, scope_id))
        grant = Grant(role, scope_id, committee_id)
        return Actor(account.id, name, account.language, (grant,))


def let_in(context: BrowserContext, base: str, account_id: int) -> None:
    """Give a browser what signing in would have given it."""
    bind = cookies.fresh()
    with transaction() as session:
        token = sessions.open_session(session, account_id, bind, Client())
    held = {cookies.SESSION: token, cookies.BIND: bind}
    context.add_cookies([{"name": key, "value": value, "url": base} for key, value in held.items()])
