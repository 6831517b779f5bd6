"""The one HTML page: Streamlit's own, with our language, title, icon and script."""

import re
from functools import lru_cache
from pathlib import Path

import streamlit as st
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.i18n import CHINESE, N_, translate
from pages._web import public
from pages._web.brand import ICON_URL

SCRIPT_URL = "/assets/chrome.js"
PRINT_URL = "/assets/print.css"
_PRINTED = f'<link rel="stylesheet" media="print" href="{PRINT_URL}">'
PRODUCT = N_("Lianxin")
_NO_SCRIPT = N_("This page needs JavaScript. Please turn it on in your browser.")


@lru_cache
def installed() -> str:
    """The page as the installed Streamlit ships it."""
    return (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")


@lru_cache
def page() -> bytes:
    """The page that a browser gets. Fails loudly where a new Streamlit has changed its shape."""
    html = installed()
    no_script = f"<noscript>{translate(_NO_SCRIPT, CHINESE)}<br>{_NO_SCRIPT}</noscript>"
    for pattern, made in (
        (r'<html lang="en">', '<html lang="zh-CN" translate="no">'),
        (r"<title>.*?</title>", f"<title>{translate(PRODUCT, CHINESE)}</title>"),
        (r'<link rel="shortcut icon"[^>]*>', f'<link rel="icon" href="{ICON_URL}" />'),
        (r'<link rel="service-desc"[^>]*>', ""),
        (r"<noscript>.*?</noscript>", no_script),
        (r"</head>", f'{_PRINTED}<script src="{SCRIPT_URL}"></script></head>'),
    ):
        html, count = re.subn(pattern, made, html, count=1, flags=re.DOTALL)
        if not count:
            raise LookupError(f"Streamlit's index.html has no {pattern}")
    return html.encode()


class Page:
    """Gives the page wherever Streamlit would give its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as Streamlit does, but for HTML."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or _is_own(scope):
            await self._app(scope, receive, send)
            return
        body = page()
        ours = False

        async def swapped(message: Message) -> None:
            nonlocal ours
            if message["type"] == "http.response.start" and _is_streamlits_page(message):
                ours = True
                message["headers"] = _headers(len(body))
            elif ours and message.get("more_body", False):
                return
            elif ours:
                message = {"type": "http.response.body", "body": _body(scope, body)}
            await send(message)

        await self._app(scope, receive, swapped)


def _is_own(scope: Scope) -> bool:
    return public.is_own_page(scope["path"])


def _is_streamlits_page(message: Message) -> bool:
    kind = dict(message["headers"]).get(b"content-type", b"")
    return bool(message["status"] == 200 and kind.startswith(b"text/html"))


def _headers(length: int) -> list[tuple[bytes, bytes]]:
    return [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(length).encode()),
        (b"cache-control", b"no-store"),
    ]


def _body(scope: Scope, body: bytes) -> bytes:
    return b"" if scope["method"] == "HEAD" else body
