"""Cookies on the wire: how a request's are read and an answer's are written."""

import re
from collections.abc import Mapping

from starlette.types import Scope

from core.accounts import cookies
from core.accounts.cookies import BIND, FORM, WALL

_BIND_SHAPE = re.compile(r"[A-Za-z0-9_-]{43}")


def of(scope: Scope) -> dict[str, str]:
    """The cookies of a request. Of two with one name the first counts.

    Over HTTPS ours count only under the name that ties them to this very host: any other may
    have been planted by a neighbour, or on the way before HTTPS.
    """
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        if name == b"cookie":
            for part in value.decode("latin-1").split(";"):
                key, _, content = part.strip().partition("=")
                found.setdefault(key, content)
    planted = (cookies.SESSION, BIND, FORM, WALL) if is_secure(scope) else ()
    return {name: value for name, value in found.items() if name not in planted}


def header(scope: Scope) -> tuple[bytes, bytes]:
    """The cookies of a request as one header, those left out that do not count."""
    line = "; ".join(f"{name}={value}" for name, value in of(scope).items())
    return b"cookie", line.encode("latin-1")


def form(found: Mapping[str, str]) -> str:
    """What ties a form for citizens to this browser, "" where it has been shown none yet."""
    value = cookies.read(found, FORM)
    return value if _BIND_SHAPE.fullmatch(value) else ""


def bind(found: Mapping[str, str]) -> str:
    """The browser's own mark, "" where there is none or it is not of our making."""
    value = cookies.read(found, BIND)
    return value if _BIND_SHAPE.fullmatch(value) else ""


def is_secure(scope: Scope) -> bool:
    """Whether the browser asks over HTTPS, by the word of a trusted proxy if there is one."""
    return scope["scheme"] in ("https", "wss")


def line(cookie: str, value: str, scope: Scope, lifetime: int) -> str:
    """A `Set-Cookie` header. `lifetime` is in seconds, 0 takes the cookie away."""
    secure = is_secure(scope)
    named = f"{cookies.name(cookie, secure=secure)}={value}"
    parts = [named, "Path=/", f"Max-Age={lifetime}", "HttpOnly", "SameSite=Lax"]
    return "; ".join([*parts, "Secure"] if secure else parts)
