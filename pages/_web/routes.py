"""Our own addresses beside Streamlit's: health, cookies, the script of words, files."""

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from core.accounts import cookies as names
from core.accounts import sessions
from core.i18n import LANGUAGES
from db.session import reading, transaction
from pages._web import chrome, cookies
from pages._web.brand import ICON_URL, icon_bytes
from pages._web.page import SCRIPT_URL
from pages._web.sockets import SOCKETS

_DAY = 24 * 3600


async def health(_request: Request) -> Response:
    """Whether the server runs and its database answers."""
    try:
        await asyncio.to_thread(_ask_database)
    except Exception:
        return JSONResponse({"status": "no database"}, 503)
    return JSONResponse({"status": "ok"})


async def take_cookie(request: Request) -> Response:
    """Swap a ticket for the session cookie that it stands for, once."""
    token = await asyncio.to_thread(_take, request.query_params.get("t", ""))
    if token is None:
        return PlainTextResponse("gone", 410)
    if token:
        SOCKETS.greet(names.hashed(cookies.bind(request.cookies)))
    lifetime = int(sessions.ABSOLUTE.total_seconds()) if token else 0
    return _setting(cookies.line(names.SESSION, token, request.scope, lifetime))


async def speak(request: Request) -> Response:
    """Remember which language Streamlit's own words are read in."""
    chosen = request.query_params.get("to", "")
    if chosen not in LANGUAGES:
        return PlainTextResponse("unknown language", 400)
    return _setting(cookies.line(cookies.LANGUAGE, chosen, request.scope, 365 * _DAY, script=True))


async def script(_request: Request) -> Response:
    """The script that puts Streamlit's own words into the person's language."""
    return Response(
        chrome.script(), media_type="text/javascript", headers={"Cache-Control": "no-cache"}
    )


async def favicon(_request: Request) -> Response:
    """The icon of the tab."""
    headers = {"Cache-Control": f"public, max-age={_DAY}"}
    return Response(icon_bytes(), media_type="image/png", headers=headers)


def _setting(cookie: str) -> Response:
    response = Response(status_code=204)
    response.headers.append("set-cookie", cookie)
    return response


def _take(ticket: str) -> str | None:
    with transaction() as session:
        return sessions.take_ticket(session, ticket)


def _ask_database() -> None:
    with reading() as session:
        sessions.is_live(session, "nobody's", "")


ROUTES = [
    Route("/healthz", health),
    Route("/auth/cookie", take_cookie),
    Route("/auth/language", speak),
    Route(SCRIPT_URL, script),
    Route(ICON_URL, favicon),
    Route("/favicon.ico", favicon),
    Route("/favicon.png", favicon),
]
