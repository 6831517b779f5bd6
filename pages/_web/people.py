"""Who is behind a request: asked of the database, off the event loop."""

import asyncio

from starlette.types import Scope

from core.accounts import cookies as names
from core.accounts import sessions
from core.permissions import Actor
from db.session import reading
from pages._web import cookies


async def actor_of(scope: Scope) -> Actor | None:
    """The person signed in with this browser, or None.

    Nobody, too, while a one-time password waits to be changed: it opens nothing but that.
    """
    found = cookies.of(scope)
    token, bind = names.read(found, names.SESSION), cookies.bind(found)
    if not token or not bind:
        return None
    return await asyncio.to_thread(_find, token, bind)


def _find(token: str, bind: str) -> Actor | None:
    with reading() as session:
        actor = sessions.actor_of(session, token, bind)
    return None if actor is None or actor.must_change_password else actor
