"""Our own addresses beside Streamlit's: health, cookies, the script of words, files."""

import asyncio
from pathlib import Path
from urllib.parse import quote

import structlog
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from core.accounts import cookies as names
from core.accounts import sessions
from core.files.queries import StoredFile
from core.permissions import Actor
from db.session import reading, transaction
from pages._web import (
    box,
    chrome,
    cookies,
    exporting,
    people,
    plain,
    poster,
    slip,
    wall,
)
from pages._web.brand import ICON_URL, icon_bytes
from pages._web.files import open_file
from pages._web.later import later
from pages._web.page import PRINT_URL, SCRIPT_URL
from pages._web.sockets import SOCKETS

_DAY = 24 * 3600
_LARGEST_ID = 2**31 - 1  # that a column of ids can be asked for
_log = structlog.get_logger("lianxin.routes")


async def health(_request: Request) -> Response:
    """Whether the server runs and its database answers."""
    try:
        await asyncio.to_thread(_ask_database)
    except Exception:
        return JSONResponse({"status": "no database"}, 503)
    return JSONResponse({"status": "ok"})


async def take_cookie(request: Request) -> Response:
    """Swap a ticket for the session cookie that it stands for, once."""
    bind = cookies.bind(cookies.of(request.scope))
    token = await asyncio.to_thread(_take, request.query_params.get("t", ""), bind)
    if token is None:
        return PlainTextResponse("gone", 410)
    if token:
        SOCKETS.greet(names.hashed(bind))
    lifetime = int(sessions.ABSOLUTE.total_seconds()) if token else 0
    response = Response(status_code=204)
    response.headers["set-cookie"] = cookies.line(names.SESSION, token, request.scope, lifetime)
    return response


async def send_file(request: Request) -> Response:
    """An attachment, to whoever may see what it belongs to; to all others there is none."""
    actor = await people.actor_of(request.scope)
    if actor is None:
        return PlainTextResponse("not signed in", 403)
    attachment_id = min(request.path_params["id"], _LARGEST_ID)
    found = await asyncio.to_thread(_find_file, actor, attachment_id)
    if found is None:
        return PlainTextResponse("not found", 404)
    return FileResponse(found.path, media_type=found.media_type, headers=_file_headers(found))


async def script(_request: Request) -> Response:
    """The script that puts Streamlit's own words into the person's language."""
    return Response(
        chrome.script(), media_type="text/javascript", headers={"Cache-Control": "no-cache"}
    )


async def favicon(_request: Request) -> Response:
    """The icon of the tab."""
    headers = {"Cache-Control": f"public, max-age={_DAY}"}
    return Response(icon_bytes(), media_type="image/png", headers=headers)


def _file_headers(file: StoredFile) -> dict[str, str]:
    """Photos, which were drawn anew when they came in, show in a page; all else is saved."""
    kind = "inline" if file.is_photo else "attachment"
    plain = f"file{file.path.suffix or Path(file.name).suffix}"
    return {
        "Content-Disposition": f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(file.name)}",
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
        "Cache-Control": "private, no-store",
    }


def _find_file(actor: Actor, attachment_id: int) -> StoredFile | None:
    with reading() as session:
        found = open_file(session, actor, attachment_id)
    if found and not found.path.is_file():
        _log.error("file is gone", attachment=attachment_id)
        return None
    return found


def _take(ticket: str, bind: str) -> str | None:
    with transaction() as session:
        return sessions.take_ticket(session, ticket, bind)


def _ask_database() -> None:
    with reading() as session:
        sessions.is_live(session, "nobody's", "")


ROUTES = [
    Route("/healthz", health),
    Route("/auth/cookie", take_cookie),
    Route("/files/{id:int}", send_file),
    Route("/export/board/{panel}", later("pages._web.board_export", "export")),
    Route("/export/board-book/{board}", later("pages._web.board_files", "as_book")),
    Route("/export/board-page/{board}", later("pages._web.board_files", "as_page")),
    Route("/export/book/{id:int}", later("pages._web.book_export", "export")),
    Route("/export/assessment/{id:int}", later("pages._web.year_export", "export")),
    Route(SCRIPT_URL, script),
    Route(PRINT_URL, plain.print_style),
    Route(ICON_URL, favicon),
    Route("/favicon.ico", favicon),
    Route("/favicon.png", favicon),
    *box.ROUTES,
    *exporting.ROUTES,
    Route("/paper/{kind}/{id:int}", later("pages._web.papers", "single")),
    Route("/papers/{kind}", later("pages._web.papers", "several")),
    Route("/paper-preset/{kind}", later("pages._web.papers", "preset")),
    Route("/paper-sample/{kind}", later("pages._web.papers", "sample")),
    *poster.ROUTES,
    *slip.ROUTES,
    *wall.ROUTES,
]
