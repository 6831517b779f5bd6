"""Reading accounts, within the scope of who asks."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, exists, func, or_
from sqlalchemy import select as choose
from sqlmodel import Session, col, select

from core import clock, reach
from core.accounts import places
from core.accounts.models import Account, RoleGrant, SignInSession
from core.accounts.sessions import IDLE
from core.errors import NotFound
from core.i18n import N_
from core.permissions import Actor, Permission, Role, require
from db.base import Choice


class AccountState(Choice):
    """Whether an account can be used."""

    ACTIVE = "active", N_("In use")
    FIRST_PASSWORD = "first_password", N_("Not signed in yet")
    LOCKED = "locked", N_("Locked for a while")
    DISABLED = "disabled", N_("Disabled")


class Order(Choice):
    """In which order accounts come."""

    USERNAME = "username", N_("By user name")
    NAME = "name", N_("By name")
    NEWEST = "newest", N_("Last created first")


@dataclass(frozen=True, slots=True)
class AccountFilter:
    """Which accounts to list. `text` is looked for in user name and name."""

    text: str = ""
    role: Role | None = None
    state: AccountState | None = None
    order: Order = Order.USERNAME


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account of a list, without its roles."""

    id: int
    username: str
    name: str
    committee_id: int
    language: str
    state: AccountState
    created_at: datetime
    seen_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class GrantRow:
    """A role of an account and the name of the place that it is granted in."""

    id: int
    account_id: int
    role: Role
    place: str


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One browser that is signed in."""

    id: int
    created_at: datetime
    seen_at: datetime
    address: str
    browser: str


def listing(
    session: Session, actor: Actor, only: AccountFilter, offset: int = 0, limit: int = 50
) -> list[AccountRow]:
    """Accounts in scope, in the order asked for."""
    statement = _rows(actor).where(*_filters(only))
    ordered = statement.order_by(_ORDERS[only.order], col(Account.id))
    return [_row(row) for row in session.execute(ordered.offset(offset).limit(limit))]


_ORDERS = {
    Order.USERNAME: col(Account.username),
    Order.NAME: col(Account.name),
    Order.NEWEST: col(Account.created_at).desc(),
}


def total(session: Session, actor: Actor, only: AccountFilter) -> int:
    """How many accounts a filter lets through."""
    require(actor, Permission.ACCOUNT_READ)
    counted = choose(func.count()).select_from(Account)
    counted = counted.where(_in_scope(actor, Permission.ACCOUNT_READ), *_filters(only))
    return int(session.execute(counted).scalar_one())


def details(session: Session, actor: Actor, account_id: int) -> AccountRow:
    """One account in scope. Raises NotFound."""
    found = session.execute(_rows(actor).where(col(Account.id) == account_id)).first()
    if found is None:
        raise NotFound
    return _row(found)


def find(
    session: Session, actor: Actor, account_id: int, permission: Permission, *, lock: bool = False
) -> Account:
    """An account to change. Raises NotFound where it lies out of the permission's scope."""
    require(actor, permission)
    statement = select(Account).where(col(Account.id) == account_id, _in_scope(actor, permission))
    found = session.exec(statement.with_for_update() if lock else statement).first()
    if found is None:
        raise NotFound
    return found


def grants_of(session: Session, actor: Actor, account_ids: list[int]) -> list[GrantRow]:
    """The roles of some accounts in scope, with the names of their places."""
    require(actor, Permission.ACCOUNT_READ)
    statement = (
        places.join_places(
            choose(
                col(RoleGrant.id),
                col(RoleGrant.account_id),
                col(RoleGrant.role),
                places.place_name().label("place"),
            ).select_from(RoleGrant)
        )
        .join(Account, col(Account.id) == col(RoleGrant.account_id))
        .where(
            col(RoleGrant.account_id).in_(account_ids),
            _in_scope(actor, Permission.ACCOUNT_READ),
        )
        .order_by(col(RoleGrant.account_id), col(RoleGrant.id))
    )
    return [GrantRow(*row) for row in session.execute(statement)]


def own_places(session: Session, actor: Actor) -> list[str]:
    """The names of the places of one's own roles, in the order of the grants."""
    statement = places.join_places(choose(places.place_name()).select_from(RoleGrant)).where(
        col(RoleGrant.account_id) == actor.account_id
    )
    return [row[0] for row in session.execute(statement.order_by(col(RoleGrant.id)))]


def own_sessions(session: Session, actor: Actor) -> list[SessionRow]:
    """The browsers in which one is signed in, the newest first."""
    moment = clock.now()
    statement = (
        choose(
            col(SignInSession.id),
            col(SignInSession.created_at),
            col(SignInSession.seen_at),
            col(SignInSession.address),
            col(SignInSession.browser),
        )
        .where(
            col(SignInSession.account_id) == actor.account_id,
            col(SignInSession.expires_at) > moment,
            col(SignInSession.seen_at) > moment - IDLE,
        )
        .order_by(col(SignInSession.id).desc())
    )
    return [SessionRow(*row) for row in session.execute(statement)]


def _in_scope(actor: Actor, permission: Permission) -> ColumnElement[bool]:
    return reach.within(actor, permission, col(Account.committee_id))


def _rows(actor: Actor) -> Select[*tuple[Any, ...]]:
    require(actor, Permission.ACCOUNT_READ)
    seen = (
        choose(func.max(col(SignInSession.seen_at)))
        .where(col(SignInSession.account_id) == col(Account.id))
        .scalar_subquery()
    )
    return choose(
        col(Account.id),
        col(Account.username),
        col(Account.name),
        col(Account.committee_id),
        col(Account.language),
        col(Account.disabled_at),
        col(Account.locked_until),
        col(Account.must_change_password),
        col(Account.created_at),
        seen.label("seen_at"),
        col(Account.version),
    ).where(_in_scope(actor, Permission.ACCOUNT_READ))


def _row(row: Row[*tuple[Any, ...]]) -> AccountRow:
    id_, username, name, committee, language, disabled, locked, first, created, seen, version = row
    state = AccountState.ACTIVE
    if disabled:
        state = AccountState.DISABLED
    elif locked and locked > clock.now():
        state = AccountState.LOCKED
    elif first:
        state = AccountState.FIRST_PASSWORD
    return AccountRow(id_, username, name, committee, language, state, created, seen, version)


def _filters(only: AccountFilter) -> list[ColumnElement[bool]]:
    parts: list[ColumnElement[bool]] = []
    if only.text:
        low = only.text.lower()
        parts.append(
            or_(
                col(Account.username).contains(low, autoescape=True),
                col(Account.name).contains(only.text, autoescape=True),
            )
        )
    if only.role:
        held = exists().where(
            col(RoleGrant.account_id) == col(Account.id), col(RoleGrant.role) == only.role
        )
        parts.append(held)
    return parts + (_state(only.state) if only.state else [])


def _state(state: AccountState) -> list[ColumnElement[bool]]:
    disabled = col(Account.disabled_at).is_not(None)
    locked = col(Account.locked_until) > clock.now()
    free = or_(col(Account.locked_until).is_(None), col(Account.locked_until) <= clock.now())
    first = col(Account.must_change_password).is_(True)
    parts: dict[AccountState, list[ColumnElement[bool]]] = {
        AccountState.DISABLED: [disabled],
        AccountState.LOCKED: [~disabled, locked],
        AccountState.FIRST_PASSWORD: [~disabled, free, first],
        AccountState.ACTIVE: [~disabled, free, col(Account.must_change_password).is_(False)],
    }
    return parts[state]
