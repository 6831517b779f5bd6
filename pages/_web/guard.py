"""The guard: what comes from elsewhere, or asks for what is not its own, gets no further.

It refuses before Streamlit sees the request, and never looks anything up on the event loop.
"""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

import structlog
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.accounts import cookies as names
from db.settings import settings
from pages._web import cookies, people, public, streamlits
from pages._web.sockets import SOCKETS, Full, Socket

BODY_LIMIT = 2**20
UPLOAD_LIMIT = 21 * 2**20  # a file of 20 MB and the form around it
SESSION_LIMIT = 100 * 2**20
BIND_LIFETIME = 400 * 24 * 3600

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"})
_CHANGING = frozenset({"POST", "PUT", "DELETE"})
_CORE = frozenset({"health", "host-config", "upload_file", "bidi-components"})
_UPLOAD = re.compile(r"/_stcore/upload_file/([^/]+)/[^/]+")
_log = structlog.get_logger("lianxin.guard")


class Refused(Exception):
    """A request that goes no further."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why


class Guard:
    """Stands before Streamlit and our own routes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or refuse it."""
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            check_host(scope)
            check_origin(scope, needed=scope["method"] in _CHANGING)
            check_path(scope["path"])
            check_public(scope)
            check_body(scope)
            await check_owner(scope)
        except Refused as refusal:
            _log.warning("refused", status=refusal.status, why=refusal.why, method=scope["method"])
            await PlainTextResponse(refusal.why, refusal.status)(scope, receive, send)
            return
        passed = {**scope, "headers": list(_without(scope, b"origin", streamlits.BROWSER_HEADER))}
        await self._app(passed, receive, _marking(scope, send))

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            check_host(scope)
            check_origin(scope, needed=True)
            check_public(scope)
            bind = cookies.bind(cookies.of(scope))
            if not bind or scope["path"] != "/_stcore/stream":
                raise Refused(403, "no browser")
            known = await people.actor_of(scope) is not None
            socket = Socket(_address(scope), names.hashed(bind), known)
            with SOCKETS.hold(socket):
                await self._app(_naming(scope, socket.browser), receive, send)
        except (Refused, Full) as refusal:
            _log.warning("socket refused", why=str(refusal) or "full")
            await send({"type": "websocket.close", "code": 1008})


def check_host(scope: Scope) -> None:
    """Only names that the office has given this server, where it has given any."""
    allowed = {host.strip().lower() for host in settings().allowed_hosts.split(",")} - {""}
    if allowed and _hostname(_header(scope, b"host")) not in allowed:
        raise Refused(400, "unknown host")


def check_origin(scope: Scope, *, needed: bool) -> None:
    """Only pages of this very server may ask; `needed` where a browser always says so."""
    origin, host = _header(scope, b"origin"), _header(scope, b"host")
    if not origin and not needed:
        return
    if not origin or not host or urlsplit(origin).netloc.lower() != host.lower():
        raise Refused(403, "foreign origin")


def check_path(path: str) -> None:
    """Nothing that Streamlit offers beyond what the screens need."""
    parts = path.split("/")[1:]
    if any(part.startswith(".") for part in parts) or parts[0] in ("component", "oauth2callback"):
        raise Refused(404, "not found")
    if "_stcore" in parts and (parts[0] != "_stcore" or (parts[1:2] and parts[1] not in _CORE)):
        raise Refused(404, "not found")


def check_public(scope: Scope) -> None:
    """At the names of the server that citizens use there is nothing but their pages."""
    if public.shows_only_public(_header(scope, b"host")) and not public.is_public(scope["path"]):
        raise Refused(404, "not found")


def check_body(scope: Scope) -> None:
    """No method that nobody needs, and no body larger than what can be meant."""
    if scope["method"] not in _METHODS:
        raise Refused(405, "method not allowed")
    length = _header(scope, b"content-length")
    if length.isdecimal() and int(length) > _limit(scope["path"]):
        raise Refused(413, "too large")
    if scope["method"] in _CHANGING and not length.isdecimal():
        raise Refused(411, "length required")


def _limit(path: str) -> int:
    if public.is_page(path):
        return public.body_limit(path)
    return UPLOAD_LIMIT if _UPLOAD.fullmatch(path) else BODY_LIMIT


async def check_owner(scope: Scope) -> None:
    """Files of a screen go to the browser that shows it, and uploads come from one signed in."""
    path, browser = scope["path"], names.hashed(cookies.bind(cookies.of(scope)) or "nobody")
    if path.startswith("/media"):
        if not streamlits.shows(browser, path.rpartition("/")[2].partition(".")[0]):
            raise Refused(403, "not yours")
    elif path.startswith("/_stcore/upload_file") and scope["method"] != "OPTIONS":
        await _check_upload(scope, browser)


async def _check_upload(scope: Scope, browser: str) -> None:
    found = _UPLOAD.fullmatch(scope["path"])
    if found is None or await people.actor_of(scope) is None:
        raise Refused(403, "not signed in")
    if streamlits.browser_of(found[1]) != browser:
        raise Refused(403, "not yours")
    length = int(_header(scope, b"content-length") or 0)
    if streamlits.uploaded_bytes(found[1]) + length > SESSION_LIMIT:
        raise Refused(413, "too much")


def _naming(scope: Scope, browser: str) -> Scope:
    """The handshake as Streamlit is to see it: named by us, with the cookies that count."""
    headers = _without(scope, streamlits.BROWSER_HEADER, b"cookie")
    named = (streamlits.BROWSER_HEADER, browser.encode())
    return {**scope, "headers": [*headers, cookies.header(scope), named]}


def _marking(scope: Scope, send: Send) -> Send:
    """Give a browser its mark with the first page that it asks for. Citizens need none."""
    if cookies.bind(cookies.of(scope)) or public.is_page(scope["path"]):
        return send

    async def marked(message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message["headers"]):
            cookie = cookies.line(names.BIND, names.fresh(), scope, BIND_LIFETIME)
            message["headers"] = [*message["headers"], (b"set-cookie", cookie.encode())]
        await send(message)

    return marked


def _is_page(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    return any(name == b"content-type" and kind.startswith(b"text/html") for name, kind in headers)


def _without(scope: Scope, *left_out: bytes) -> Iterable[tuple[bytes, bytes]]:
    return ((name, value) for name, value in scope["headers"] if name not in left_out)


def _header(scope: Scope, name: bytes) -> str:
    """A header's value; "" where it is missing or, as only an attacker would, sent twice."""
    values = [value for key, value in scope["headers"] if key == name]
    return values[0].decode("latin-1") if len(values) == 1 else ""


def _hostname(host: str) -> str:
    return (urlsplit(f"//{host}").hostname or "").lower()


def _address(scope: Scope) -> str:
    return scope["client"][0] if scope["client"] else ""
