"""The frozen documents of a closed assessment as one file: `/export/assessment/{id}`."""

import asyncio
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import IO

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from core.assessment import archived
from core.errors import DomainError
from core.permissions import Actor
from db.session import transaction
from pages._web.people import actor_of

_LARGEST_ID = 2**31 - 1
_IN_MEMORY = 8 * 1024 * 1024
_PIECE = 256 * 1024


async def export(request: Request) -> Response:
    """Hand out the documents to whoever may export them."""
    actor = await actor_of(request.scope)
    if actor is None:
        return PlainTextResponse("not found", 404)
    file: IO[bytes] = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  closed when it was sent
    assessment_id = min(request.path_params["id"], _LARGEST_ID)
    try:
        year = await asyncio.to_thread(_pack, actor, assessment_id, file)
    except DomainError:
        file.close()
        return PlainTextResponse("not found", 404)
    return StreamingResponse(
        _pieces(file), media_type="application/zip", headers=_headers(year, assessment_id)
    )


def _pack(actor: Actor, assessment_id: int, file: IO[bytes]) -> int:
    with transaction() as session:
        return archived.export(session, actor, assessment_id, file).year


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


def _headers(year: int, assessment_id: int) -> dict[str, str]:
    return {
        "Content-Disposition": f'attachment; filename="assessment-{year}-{assessment_id}.zip"',
        "Cache-Control": "private, no-store",
    }
