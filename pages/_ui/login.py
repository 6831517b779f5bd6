"""Who is there: asked of the database at every run, in every fragment and every callback.

Within one run it is asked once: the frame asks, and the screen takes its answer.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

import streamlit as st

from core.accounts import cookies, sessions, tickets
from core.accounts.sessions import Client, Visit
from core.permissions import Actor, Permission
from db.session import reading, transaction
from pages._ui.words import LANGUAGE, _

__all__ = ["current", "known", "live", "require_actor"]

_TOKEN = "_ui.token"  # noqa: S105  the name of a place, not a secret
_TICKET = "_ui.ticket"
_ENTERED = "_ui.entered"
_TICKET_SHOWN = 10.0  # seconds in which each run offers the ticket: one of them reaches the browser

_known: ContextVar[Actor | None] = ContextVar("known", default=None)

P = ParamSpec("P")
R = TypeVar("R")


def current(*, active: bool = True) -> Actor | None:
    """The person signed in, or None. One statement.

    A session counts only in the browser that it is bound to: a stranger who takes over a
    running screen is nobody. `active` is whether somebody did something; a timer did not,
    but those who only watch need do nothing to stay.
    """
    token, bind = st.session_state.get(_TOKEN, ""), _bind()
    if token:
        visit = _find(token)
        if visit and visit.bound_to(bind):
            _note(visit, token, active=active or visit.actor.only_watches)
            return visit.actor
        forget()
    return _resume(bind)


@contextmanager
def known(actor: Actor | None) -> Iterator[None]:
    """While the screen of a run is drawn: the person whom this run has just found."""
    before = _known.set(actor)
    try:
        yield
    finally:
        _known.reset(before)


def require_actor(permission: Permission | None = None) -> Actor:
    """The person signed in; stops the run with a sentence where there is none who may."""
    actor = _known.get() or current()
    if actor is None or actor.must_change_password:
        st.rerun()  # the frame shows the form that is due
    if permission and not actor.may(permission):
        refuse()
    return actor


def refuse() -> None:
    """Say that a screen is not for this person, and stop."""
    st.error(
        _("Your role does not allow you to open this. Ask the administrator."),
        icon=":material/lock:",
    )
    st.stop()


def live(
    every: str, permission: Permission | None = None
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A fragment that runs again by itself, and each time asks again who is there and may.

    It does not count as using the desk: an unattended screen signs out, unless its person
    only watches boards and can change nothing.
    """

    def wrap(part: Callable[P, R]) -> Callable[P, R]:
        @wraps(part)
        def body(*args: P.args, **kwargs: P.kwargs) -> R:
            actor = _known.get() or current(active=False)
            if actor is None or (permission and not actor.may(permission)):
                st.rerun()  # the frame shows the form, or says no
            return part(*args, **kwargs)

        return st.fragment(run_every=every)(body)

    return wrap


def enter(account_id: int) -> None:
    """Sign this browser in as an account whose password was checked."""
    client = Client(st.context.ip_address or "", st.context.headers.get("User-Agent", ""))
    with transaction() as session:
        token = sessions.open_session(session, account_id, _bind(), client)
        ticket = tickets.issue(session, token, _bind())
    st.session_state[_TOKEN] = token
    st.session_state[_ENTERED] = True
    _offer(ticket)


def just_entered() -> bool:
    """Whether this run is the first since somebody signed in here; true once."""
    return bool(st.session_state.pop(_ENTERED, False))


def leave() -> None:
    """Sign this browser out."""
    with transaction() as session:
        sessions.close(session, st.session_state.get(_TOKEN, ""))
        ticket = tickets.issue(session, "", _bind())
    forget()
    _offer(ticket)


def forget() -> None:
    """Drop all that this screen remembers of a person, but for the language."""
    spoken = st.session_state.get(LANGUAGE)
    st.session_state.clear()
    if spoken:
        st.session_state[LANGUAGE] = spoken


def hand_over_cookie() -> None:
    """Let the browser fetch the cookie that it was given a ticket for."""
    ticket, until = st.session_state.get(_TICKET, ("", 0.0))
    if time.monotonic() < until:
        st.html(f'<img src="/auth/cookie?t={ticket}" alt="" width="0" height="0">')


def _offer(ticket: str) -> None:
    st.session_state[_TICKET] = (ticket, time.monotonic() + _TICKET_SHOWN)


def _bind() -> str:
    return cookies.read(st.context.cookies, cookies.BIND)


def _find(token: str) -> Visit | None:
    with reading() as session:
        return sessions.find(session, token)


def _resume(bind: str) -> Actor | None:
    """The session of the browser's cookie, as after a reload; bound anew if need be."""
    token = cookies.read(st.context.cookies, cookies.SESSION)
    visit = _find(token) if token and bind else None
    if visit is None:
        return None
    if not visit.bound_to(bind):
        with transaction() as session:
            sessions.bind_anew(session, token, bind)
    st.session_state[_TOKEN] = token
    _note(visit, token, active=True)
    return visit.actor


def _note(visit: Visit, token: str, *, active: bool) -> None:
    if active and visit.is_stale():
        with transaction() as session:
            sessions.touch(session, token)
