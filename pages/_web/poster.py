"""The poster of a box: one A4 page to print, with the QR code that opens the form."""

import asyncio

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from core.box import posters
from core.box.posters import Poster
from core.errors import DomainError
from core.permissions import Actor
from core.studios.saying import when
from db.session import reading
from db.settings import settings
from pages._web import cookies, people, plain, public

_LARGEST_ID = 2**31 - 1


async def show(request: Request) -> Response:
    """The poster of a studio's box, for those who look after it."""
    actor = await people.actor_of(request.scope)
    if actor is None:
        return plain.told(request, plain.SIGN_IN, status=403)
    studio_id = min(request.path_params["id"], _LARGEST_ID)
    found = await asyncio.to_thread(_find, actor, studio_id)
    if found is None:
        return plain.told(request, plain.NO_POSTER, status=404)
    told = {
        "poster": found,
        "qr": drawn(address_of(request, found.code)),
        "address": address_of(request, found.code),
        "rota": when(found.rota, plain.language(request)),
        "sheet": public.POSTER_STYLE_URL,
    }
    return plain.page(request, "poster.html", told)


def address_of(request: Request, code: str) -> str:
    """The address that a box's QR code opens."""
    return f"{base_of(request)}/b/{code}"


def base_of(request: Request) -> str:
    """How an address for citizens begins: the server's configured name, else the one asked."""
    base = settings().public_url.strip().rstrip("/")
    if not base:
        scheme = "https" if cookies.is_secure(request.scope) else "http"
        base = f"{scheme}://{request.headers.get('host', '')}"
    return base


def drawn(address: str) -> Markup:
    """A QR code as a drawing that any size suits; a quarter of it may be worn off."""
    import segno  # drawn now and then: not loaded until then

    code = segno.make(address, error="q", micro=False, boost_error=False)
    return Markup(code.svg_inline(border=0, omitsize=True, dark="#000000"))  # noqa: S704  our own drawing


def _find(actor: Actor, studio_id: int) -> Poster | None:
    try:
        with reading() as session:
            return posters.poster(session, actor, studio_id)
    except DomainError:
        return None


ROUTES = [
    Route("/poster/{id:int}", show),
    Route(public.POSTER_STYLE_URL, plain.poster_style),
]
