"""The security headers that every answer carries."""

import re
from base64 import b64encode
from hashlib import sha256

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
_YEAR = 365 * 24 * 3600
_Pairs = list[tuple[bytes, bytes]]


def policy(page: str) -> str:
    """The content security policy: all from here, and of inline scripts just those of the page."""
    inline = " ".join(f"'sha256-{_digest(script)}'" for script in _INLINE.findall(page))
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {inline}".rstrip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def _digest(script: str) -> str:
    return b64encode(sha256(script.encode()).digest()).decode()


class Headers:
    """Puts the security headers on every answer, those of routes, files and refusals alike."""

    def __init__(self, app: ASGIApp, page: str) -> None:
        self._app = app
        self._headers = {
            b"content-security-policy": policy(page).encode(),
            b"x-content-type-options": b"nosniff",
            b"x-frame-options": b"DENY",
            b"referrer-policy": b"same-origin",
            b"permissions-policy": b"camera=(), microphone=(), geolocation=(), payment=()",
            b"cross-origin-opener-policy": b"same-origin",
            b"cross-origin-resource-policy": b"same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, with the headers added where it has not set them itself."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = self._added(list(message["headers"]), scope)
            await send(message)

        await self._app(scope, receive, dressed)

    def _added(self, had: _Pairs, scope: Scope) -> _Pairs:
        wanted = dict(self._headers)
        if scope["scheme"] == "https":
            wanted[b"strict-transport-security"] = f"max-age={_YEAR}".encode()
        if scope["path"].startswith("/media/"):  # Streamlit lets shared caches keep these
            had = [pair for pair in had if pair[0].lower() != b"cache-control"]
        wanted[b"cache-control"] = b"no-store"
        names = {name.lower() for name, _ in had}
        return had + [pair for pair in wanted.items() if pair[0] not in names]
