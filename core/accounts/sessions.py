"""Sessions of browsers: a row each, asked at every run. Deleting the row ends the session."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, update
from sqlmodel import Session, col, select

from core import clock
from core.accounts import cookies, places, tickets
from core.accounts.models import Account, RoleGrant, SignInSession
from core.permissions import Actor, Grant

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
AT_MOST = 3
SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Client:
    """What a browser tells of itself; kept so that a person recognises a session."""

    address: str = ""
    browser: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """A live session: whose it is, the browser it is bound to, and when it was last used."""

    actor: Actor
    bind_hash: str
    seen_at: datetime

    def bound_to(self, bind: str) -> bool:
        """Whether a browser's cookie is the one that the session is bound to."""
        return bool(bind) and cookies.hashed(bind) == self.bind_hash

    def is_stale(self) -> bool:
        """Whether it is time to note that the session is in use."""
        return clock.now() - self.seen_at >= SEEN_EVERY


def open_session(session: Session, account_id: int, bind: str, client: Client) -> str:
    """Sign a browser in; returns its token. Beyond three sessions the oldest give way."""
    _clear_out(session, account_id)
    token = cookies.fresh()
    row = SignInSession(
        account_id=account_id,
        token_hash=cookies.hashed(token),
        bind_hash=cookies.hashed(bind) if bind else "",
        expires_at=clock.now() + ABSOLUTE,
        address=client.address[:45],
        browser=client.browser[:200],
    )
    session.add(row)
    return token


def find(session: Session, token: str) -> Visit | None:
    """The live session of a token with its account and grants, in one statement.

    Says nothing of the browser: ask `Visit.bound_to`.
    """
    if not token:
        return None
    moment = clock.now()
    statement = (
        select(SignInSession, Account, RoleGrant)
        .join(Account, col(Account.id) == col(SignInSession.account_id))
        .outerjoin(RoleGrant, and_(col(RoleGrant.account_id) == col(Account.id), ~places.left()))
        .where(
            col(SignInSession.token_hash) == cookies.hashed(token),
            col(SignInSession.expires_at) > moment,
            col(SignInSession.seen_at) > moment - IDLE,
            col(Account.disabled_at).is_(None),
        )
        .order_by(col(RoleGrant.id))
    )
    rows = [(row[0], row[1], row[2]) for row in session.execute(statement)]
    return _visit(rows) if rows else None


def actor_of(session: Session, token: str, bind: str) -> Actor | None:
    """Who acts, when a token comes from the browser that it is bound to."""
    visit = find(session, token)
    return visit.actor if visit and visit.bound_to(bind) else None


def actor_of_account(session: Session, account_id: int) -> Actor | None:
    """Who acts for an account without a browser, as when a file is written that was asked for."""
    statement = (
        select(Account, RoleGrant)
        .outerjoin(RoleGrant, and_(col(RoleGrant.account_id) == col(Account.id), ~places.left()))
        .where(col(Account.id) == account_id, col(Account.disabled_at).is_(None))
        .order_by(col(RoleGrant.id))
    )
    rows = session.execute(statement).all()
    if not rows:
        return None
    account = rows[0][0]
    grants = tuple(_grant(row[1]) for row in rows if row[1])
    return Actor(account.id, account.name, account.language, grants)


def is_live(session: Session, token: str, bind: str) -> bool:
    """Whether somebody is signed in with a token from the browser that it is bound to."""
    return actor_of(session, token, bind) is not None


def bind_anew(session: Session, token: str, bind: str) -> None:
    """Bind a session to the browser that has just shown its session cookie."""
    _change(session, token, bind_hash=cookies.hashed(bind), seen_at=clock.now())


def touch(session: Session, token: str) -> None:
    """Note that a session is in use."""
    _change(session, token, seen_at=clock.now())


def close(session: Session, token: str) -> None:
    """End one session."""
    session.execute(
        delete(SignInSession).where(col(SignInSession.token_hash) == cookies.hashed(token))
    )


def close_all(session: Session, account_id: int, but: int = 0) -> None:
    """End an account's sessions, all but one where its id is given."""
    session.execute(
        delete(SignInSession).where(
            col(SignInSession.account_id) == account_id, col(SignInSession.id) != but
        )
    )


def _change(session: Session, token: str, **columns: object) -> None:
    session.execute(
        update(SignInSession)
        .where(col(SignInSession.token_hash) == cookies.hashed(token))
        .values(**columns)
    )


def _clear_out(session: Session, account_id: int) -> None:
    """Take away what has run out, and the oldest sessions that leave no room for a new one."""
    moment = clock.now()
    over = (col(SignInSession.expires_at) <= moment) | (col(SignInSession.seen_at) <= moment - IDLE)
    session.execute(delete(SignInSession).where(over))
    newest = (
        select(SignInSession.id)
        .where(col(SignInSession.account_id) == account_id)
        .order_by(col(SignInSession.created_at).desc(), col(SignInSession.id).desc())
    )
    too_many = session.exec(newest).all()[AT_MOST - 1 :]
    session.execute(delete(SignInSession).where(col(SignInSession.id).in_(too_many)))


def _visit(rows: list[tuple[SignInSession, Account, RoleGrant | None]]) -> Visit:
    row, account, _ = rows[0]
    grants = tuple(_grant(grant) for _, _, grant in rows if grant)
    actor = Actor(
        account_id=account.id,
        name=account.name,
        language=account.language,
        grants=grants,
        must_change_password=account.must_change_password,
        session_id=row.id,
    )
    return Visit(actor, row.bind_hash, row.seen_at)


def _grant(row: RoleGrant) -> Grant:
    narrow = (
        row.special_committee_id
        or row.studio_id
        or row.sector_group_id
        or row.member_id
        or row.unit_id
        or row.informant_id
    )
    return Grant(row.role, narrow or row.committee_id, row.committee_id)


def take_ticket(session: Session, ticket: str, bind: str) -> str | None:
    """The session cookie that a browser's ticket stands for, once; "" takes the cookie away."""
    return tickets.take(session, ticket, bind)
