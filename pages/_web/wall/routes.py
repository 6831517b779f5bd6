"""`/wall`: a screen is paired once by a code, then shows its slides and asks for news.

Its key opens nothing else. The page keeps its last slides while the line is lost.
"""

import asyncio
import hashlib
import json
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from core import clock
from core.accounts import cookies as names
from core.box import knocks
from core.box.models import KnockKind
from core.errors import DomainError
from core.i18n import CHINESE, N_, translate
from core.walls import service as walls
from core.walls.models import Wall
from db.session import reading, transaction
from pages._web import cookies, plain, public, tokens
from pages._web.wall.slides import Slide, planned, slides

PATH = "/wall"
_LIFETIME = 400 * 24 * 3600
_FORM_LIFETIME = 24 * 3600
_READ_WITHIN = 20.0
_HERE = Path(__file__).parent.parent
_PARTS = {
    "/assets/wall.js": ("text/javascript", _HERE / "assets" / "wall.js"),
    "/assets/wall.css": ("text/css", _HERE / "assets" / "wall.css"),
}
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
TAKEN_BACK = N_("This screen was taken back. Pair it again with a new code.")


async def show(request: Request) -> Response:
    """The wall where this screen is paired, else the form for its code."""
    wall = await asyncio.to_thread(_wall, _key(request))
    if wall is None:
        return _ask(request)
    told = {"wall": wall, "build": build(), "chinese": wall.language == CHINESE}
    answer = plain.page(_speaking(request, wall.language), "wall.html", told)
    answer.headers["Content-Security-Policy"] = _POLICY
    return answer


async def pair(request: Request) -> Response:
    """Take a code, once, and give this screen its key."""
    form = await asyncio.wait_for(request.form(max_files=0, max_fields=4), _READ_WITHIN)
    browser = cookies.form(cookies.of(request.scope))
    try:
        tokens.read(str(form.get("token", "")), browser, PATH)
        await asyncio.to_thread(_knock, request.client.host if request.client else "")
        key = await asyncio.to_thread(_pair, str(form.get("code", ""))[:100])
    except DomainError as refused:
        return _ask(request, refused)
    answer = RedirectResponse(plain.address(PATH, request), 303)
    answer.headers["set-cookie"] = cookies.line(names.WALL, key, request.scope, _LIFETIME)
    return answer


async def state(request: Request) -> Response:
    """What a screen is to show by now; without the slides where it has them already."""
    told = await asyncio.to_thread(_state, _key(request), request.query_params.get("stamp", ""))
    if told is None:
        words = {one: translate(TAKEN_BACK, one) for one in (CHINESE, "en")}
        return JSONResponse({"gone": words}, 403)
    return JSONResponse(told, headers={"Cache-Control": "no-store"})


async def part(request: Request) -> Response:
    """The script and the style of the wall."""
    media_type, path = _PARTS[request.scope["path"]]
    return Response(_bytes(path), media_type=media_type, headers={"Cache-Control": "no-cache"})


@lru_cache
def build() -> str:
    """What the page is made of: a screen loads itself anew when this has changed."""
    parts = [path for _type, path in _PARTS.values()] + [_HERE / "templates" / "wall.html"]
    return hashlib.sha256(b"".join(map(_bytes, parts))).hexdigest()[:16]


def _state(key: str, stamp: str) -> dict[str, object] | None:
    with reading() as session:
        visit = walls.visit(session, key)
        wanted = planned(session, visit) if visit else []
    if visit is None:
        return None
    shown = slides(visit, wanted)
    if walls.is_stale(visit.wall):
        with transaction() as session:
            walls.touch(session, key)
    return _told(visit.wall, shown, stamp)


def _told(wall: Wall, shown: list[Slide], stamp: str) -> dict[str, object]:
    content = [one.plain() for one in shown]
    kept = [wall.pause_seconds, wall.look.value, wall.language, wall.name]
    now = hashlib.sha256(json.dumps([kept, content]).encode()).hexdigest()[:16]
    told: dict[str, object] = {
        "build": build(),
        "stamp": now,
        "read": f"{clock.local(clock.now()):%Y-%m-%d %H:%M:%S}",
        "pause": wall.pause_seconds,
        "look": wall.look.value,
        "language": wall.language,
    }
    return told if now == stamp else {**told, "slides": content}


def _wall(key: str) -> Wall | None:
    with reading() as session:
        visit = walls.visit(session, key)
    return visit.wall if visit else None


def _pair(code: str) -> str:
    with transaction() as session:
        return walls.pair(session, code)


def _knock(address: str) -> None:
    with transaction() as session:
        knocks.knock(session, KnockKind.PAIR, knocks.of_address(address))


def _ask(request: Request, refused: DomainError | None = None) -> HTMLResponse:
    browser = cookies.form(cookies.of(request.scope)) or names.fresh()
    error = plain.said(refused, plain.language(request)) if refused else None
    told = {"token": tokens.fresh(PATH).sealed(browser), "error": error}
    status = 429 if isinstance(refused, knocks.TooMany) else 422 if refused else 200
    answer = plain.page(request, "pair.html", told, status)
    line = cookies.line(names.FORM, browser, request.scope, _FORM_LIFETIME)
    answer.headers["set-cookie"] = line
    return answer


def _key(request: Request) -> str:
    return names.read(cookies.of(request.scope), names.WALL)


def _speaking(request: Request, language: str) -> Request:
    """The same request, asked in the language of the wall."""
    query = b"" if language == CHINESE else b"l=en"
    return Request({**request.scope, "query_string": query})


@lru_cache
def _bytes(path: Path) -> bytes:
    return path.read_bytes()


assert public.is_own_page(PATH)  # noqa: S101  or Streamlit's page would stand in its place
