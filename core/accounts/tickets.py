"""Tickets: a running screen cannot set a cookie, so it hands its browser a ticket for one.

A ticket is good once, for a minute, and in the browser that it was meant for: nobody can
sign another browser in or out by a link. The cookie lies in the database sealed with the
ticket, of which only the hash is kept: whoever reads the table learns neither.
"""

import base64
import hashlib
import secrets
from datetime import timedelta

from cryptography.fernet import Fernet
from sqlalchemy import delete
from sqlmodel import Session, col

from core import clock
from core.accounts import cookies
from core.accounts.models import CookieTicket

LIFE = timedelta(seconds=60)


def issue(session: Session, cookie: str, bind: str) -> str:
    """A ticket for a session cookie, for one browser; for "" it takes the cookie away."""
    moment = clock.now()
    session.execute(delete(CookieTicket).where(col(CookieTicket.expires_at) <= moment))
    ticket = secrets.token_urlsafe(24)
    session.add(
        CookieTicket(
            ticket_hash=_hashed(ticket, bind),
            cookie=_seal(ticket).encrypt(cookie.encode()).decode(),
            expires_at=moment + LIFE,
        )
    )
    return ticket


def take(session: Session, ticket: str, bind: str) -> str | None:
    """The cookie of a ticket, once. None when it is spent, too old, another browser's, or none."""
    statement = (
        delete(CookieTicket)
        .where(
            col(CookieTicket.ticket_hash) == _hashed(ticket, bind),
            col(CookieTicket.expires_at) > clock.now(),
        )
        .returning(col(CookieTicket.cookie))
    )
    sealed = session.execute(statement).scalar_one_or_none()
    return None if sealed is None else _seal(ticket).decrypt(sealed.encode()).decode()


def _hashed(ticket: str, bind: str) -> str:
    return cookies.hashed(f"{ticket} {bind}")


def _seal(ticket: str) -> Fernet:
    key = hashlib.sha256(b"cookie " + ticket.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
