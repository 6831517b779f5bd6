"""The receipt slip of a matter: one page to print, for who raised it and has no account.

The code stands on the paper only, never in an address: the QR code opens the page that asks for it.
"""

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from core.box import slips
from core.box.slips import Paper
from core.errors import DomainError
from core.i18n import translate
from core.permissions import Actor
from db.session import reading
from pages._web import people, plain, poster, public

_LARGEST_ID = 2**31 - 1


async def show(request: Request) -> Response:
    """The slip of a matter, for those who write it."""
    actor = await people.actor_of(request.scope)
    if actor is None:
        return plain.told(request, plain.SIGN_IN, status=403)
    matter_id = min(request.path_params["id"], _LARGEST_ID)
    found = await asyncio.to_thread(_find, actor, matter_id)
    if found is None:
        return plain.told(request, plain.NO_SLIP, status=404)
    address = f"{poster.base_of(request)}{public.LOOK}"
    told = {
        "slip": found,
        "kind": translate(found.kind.label, plain.language(request)),
        "qr": poster.drawn(address),
        "address": address,
        "sheet": public.POSTER_STYLE_URL,
    }
    return plain.page(request, "slip.html", told)


def _find(actor: Actor, matter_id: int) -> Paper | None:
    try:
        with reading() as session:
            return slips.paper(session, actor, matter_id)
    except DomainError:
        return None


ROUTES = [Route("/slip/{id:int}", show)]
