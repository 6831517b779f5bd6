"""The figures of one panel of a board as a download: `/export/board/{panel}?c=&from=&to=&as=`.

Asks for the right to export and to read the board, and leaves a trace in the trail.
"""

import asyncio
from dataclasses import dataclass, replace
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from core.audit import service as audit
from core.audit.service import Entry
from core.errors import DomainError, NotFound
from core.permissions import Actor, Permission, require
from db.session import reading, transaction
from pages._ui.charts.panel import Panel
from pages._ui.charts.say import Say
from pages._web import plain
from pages._web.board import asked as addresses
from pages._web.board import gathered, narrowed, picture, tables
from pages._web.board.asked import Asked
from pages._web.board.gathered import Part, said
from pages._web.board.origin import Origin, origin
from pages._web.drawing import NotDrawn
from pages._web.people import actor_of

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
}


@dataclass(frozen=True, slots=True)
class Wish:
    """One panel, whose figures, and as what kind of file."""

    panel: Panel
    of: Asked
    kind: str


async def export(request: Request) -> Response:
    """Hand out the figures of a panel to whoever may export them."""
    actor = await actor_of(request.scope)
    wish = _read(str(request.path_params["panel"]), request)
    if actor is None or wish is None:
        return PlainTextResponse("not found", 404)
    try:
        content = await asyncio.to_thread(_fetch, actor, wish)
    except NotDrawn as error:
        return plain.refused(request, error, actor.language)
    except DomainError:
        return PlainTextResponse("not found", 404)
    return Response(content, media_type=KINDS[wish.kind], headers=_headers(wish, actor))


def _fetch(actor: Actor, wish: Wish) -> bytes:
    require(actor, Permission.EXPORT)
    view = wish.of.view(actor.language)
    with reading() as session:
        rows = wish.of.rows(session, actor, wish.panel)
        if not rows or (wish.kind == "png" and wish.panel.draw is None):
            raise NotFound
        given = narrowed.told(session, actor, wish.panel, wish.of)
        told = replace(origin(session, actor, view), narrowed=given)
        noted = gathered.notes(session, actor, wish.of).get(wish.panel.key, ())
    content = _made(wish, Part(wish.panel, rows, noted), told)
    with transaction() as session:
        audit.record(session, actor, _entry(wish, len(rows), told))
    return content


def _made(wish: Wish, part: Part, told: Origin) -> bytes:
    view = wish.of.view(told.say.language)
    if wish.kind == "png":
        return picture.png(part, view, told)
    table = wish.panel.table(part.rows, view)
    if wish.kind == "csv":
        return tables.as_csv(table)
    days = view.say.days(wish.of.period.first, wish.of.period.last)
    return tables.as_xlsx(
        table,
        f"{view.say(wish.panel.title)} {days}",
        [*said(part.notes, view), told.foot(wish.panel)],
    )


def _entry(wish: Wish, rows: int, origin: Origin) -> Entry:
    told: dict[str, object] = {
        "panel": wish.panel.key,
        "kind": wish.kind,
        "first": wish.of.period.first,
        "last": wish.of.period.last,
        "rows": rows,
    }
    if origin.narrowed:
        told["words"] = "；".join(f"{name} {value}" for name, value in origin.narrowed.items())
    home = wish.of.committee_id
    return Entry("export:made", "committee", home, "", home, {}, told)


def _read(key: str, request: Request) -> Wish | None:
    asked, kind = addresses.read(request.query_params), request.query_params.get("as", "csv")
    panel = addresses.panel(key, asked) if asked else None
    return Wish(panel, asked, kind) if asked and panel and kind in KINDS else None


def _headers(wish: Wish, actor: Actor) -> dict[str, str]:
    title = Say(actor.language)(wish.panel.title)
    name = quote(f"{title} {wish.of.period.first}–{wish.of.period.last}.{wish.kind}")
    return {
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
        "Cache-Control": "no-store",
    }
