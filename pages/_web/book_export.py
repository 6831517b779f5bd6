"""A version of a rule book as a download, to the byte: `/export/book/{id}`."""

import asyncio
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from core.assessment import shelf
from core.assessment.book.syntax import encode
from core.assessment.shelf import BookDetail
from core.errors import DomainError
from core.permissions import Actor
from db.session import reading
from pages._web.people import actor_of

_LARGEST_ID = 2**31 - 1


async def export(request: Request) -> Response:
    """Hand out a rule book to whoever may read it."""
    actor = await actor_of(request.scope)
    if actor is None:
        return PlainTextResponse("not found", 404)
    try:
        found = await asyncio.to_thread(_find, actor, min(request.path_params["id"], _LARGEST_ID))
    except DomainError:
        return PlainTextResponse("not found", 404)
    return Response(encode(found.text), media_type="application/toml", headers=_headers(found))


def _find(actor: Actor, book_id: int) -> BookDetail:
    with reading() as session:
        return shelf.detail(session, actor, book_id)


def _headers(found: BookDetail) -> dict[str, str]:
    name = quote(f"{found.name}-{found.number}.toml", safe="")
    return {
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
        "Cache-Control": "no-store",
    }
