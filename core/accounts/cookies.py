"""The cookies of a browser, by one name for all who set and read them.

`SESSION` says which session a browser is signed in to; `BIND` marks the browser itself,
signed in or not. Both are random, HttpOnly, and kept in the database only as a hash.
`FORM` ties the forms for citizens to the browser that was shown them; it is kept nowhere.
`WALL` is the key of a screen in a meeting room, kept as a hash; it opens its slides alone.
"""

import hashlib
import secrets
from collections.abc import Mapping

SESSION = "lianxin_session"
BIND = "lianxin_bind"
FORM = "lianxin_form"
WALL = "lianxin_wall"
_HOST = "__Host-"


def name(cookie: str, *, secure: bool) -> str:
    """The name a cookie is set under. Over HTTPS it is tied to this very host."""
    return f"{_HOST}{cookie}" if secure else cookie


def read(cookies: Mapping[str, str], cookie: str) -> str:
    """What a browser sends for a cookie, "" where it sends none."""
    return cookies.get(f"{_HOST}{cookie}") or cookies.get(cookie) or ""


def fresh() -> str:
    """A new value that nobody can guess."""
    return secrets.token_urlsafe(32)


def hashed(value: str) -> str:
    """What the database keeps of a value."""
    return hashlib.sha256(value.encode()).hexdigest()
