"""A whole board as one file: `/export/board-book/{board}` and `/export/board-page/{board}`.

Each asks for the right to export and to read the board, and leaves a trace in the trail.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from core.audit import service as audit
from core.audit.service import Entry
from core.errors import DomainError
from core.permissions import Actor, Permission, require
from db.session import reading, transaction
from pages._ui.board.panels import Sections
from pages._web import plain
from pages._web.board import asked as addresses
from pages._web.board import book, gathered, offline
from pages._web.board.asked import Asked
from pages._web.board.gathered import Gathered
from pages._web.drawing import NotDrawn
from pages._web.people import actor_of


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that a board can become."""

    suffix: str
    media_type: str
    make: Callable[[Gathered, Asked], bytes]


def _book(found: Gathered, asked: Asked) -> bytes:
    return book.book(found, asked.order)


def _page(found: Gathered, _asked: Asked) -> bytes:
    return offline.page(found)


BOOK = Kind("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _book)
PAGE = Kind("html", "text/html; charset=utf-8", _page)


@dataclass(frozen=True, slots=True)
class Wish:
    """A board, whose figures, and as what kind of file."""

    board: str
    sections: Sections
    of: Asked
    kind: Kind


async def export(kind: Kind, request: Request) -> Response:
    """Hand out a board to whoever may export it."""
    actor = await actor_of(request.scope)
    wish = _read(kind, request)
    if actor is None or wish is None:
        return PlainTextResponse("not found", 404)
    try:
        title, content = await asyncio.to_thread(_fetch, actor, wish)
    except NotDrawn as error:
        return plain.refused(request, error, actor.language)
    except DomainError:
        return PlainTextResponse("not found", 404)
    return Response(content, media_type=kind.media_type, headers=_headers(title, wish))


def _fetch(actor: Actor, wish: Wish) -> tuple[str, bytes]:
    require(actor, Permission.EXPORT)
    with reading() as session:
        found = gathered.gather(session, actor, wish.board, wish.of, wish.sections)
    content = wish.kind.make(found, wish.of)
    with transaction() as session:
        audit.record(session, actor, _entry(wish, sum(1 for _part in found.parts())))
    return found.title, content


def _entry(wish: Wish, panels: int) -> Entry:
    of = wish.of
    told = {
        "panel": wish.board,
        "kind": wish.kind.suffix,
        "first": of.period.first,
        "last": of.period.last,
        "rows": panels,
    }
    return Entry("export:made", "committee", of.committee_id, "", of.committee_id, {}, told)


def _read(kind: Kind, request: Request) -> Wish | None:
    asked = addresses.read(request.query_params)
    board = str(request.path_params["board"])
    sections = addresses.sections(board, asked) if asked else None
    return Wish(board, sections, asked, kind) if asked and sections else None


def _headers(title: str, wish: Wish) -> dict[str, str]:
    period = wish.of.period
    name = quote(f"{title} {period.first}–{period.last}.{wish.kind.suffix}")
    return {
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
        "Cache-Control": "no-store",
    }


as_book = partial(export, BOOK)
as_page = partial(export, PAGE)
