"""Plain pages: a template, words in a language, and headers that let nothing else in."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from core.errors import DomainError
from core.i18n import CHINESE, ENGLISH, N_, translate
from db.base import Choice
from pages._web.brand import ICON_URL
from pages._web.public import STYLE_URL

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
CLOSED = N_("This box is not open"), N_("Ask at the studio, or come to its next reception.")
LATER = (
    N_("One moment, please"),
    N_("That was a little much at once. Wait ten minutes, then send it again. Thank you."),
)
SIGN_IN = N_("Not signed in"), N_("Sign in first, then open this page again.")
NO_SLIP = N_("There is no receipt slip"), N_("Make it on the page of the matter first.")
NO_FILE = N_("The file was not made")
NO_POSTER = N_("There is no poster"), N_("Open the box of the studio first.")
_HERE = Path(__file__).parent
_TEMPLATES = Environment(
    loader=FileSystemLoader(_HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)


def language(request: Request) -> str:
    """The language that an address asks for: Chinese unless it says English."""
    return ENGLISH if request.query_params.get("l") == "en" else CHINESE


def address(path: str, request: Request) -> str:
    """Another page in the same language."""
    return f"{path}?l=en" if language(request) == ENGLISH else path


def said(error: DomainError, spoken: str) -> dict[str, str]:
    """A refusal for a template: the input that it belongs to, and the sentence."""
    parts = {name: _part(value, spoken) for name, value in error.parts.items()}
    return {"field": error.field, "words": translate(error.message, spoken, **parts)}


def page(
    request: Request, template: str, told: Mapping[str, Any], status: int = 200
) -> HTMLResponse:
    """A page in the language that its address asks for. All that is told is escaped."""
    spoken = language(request)

    def say(message: str, **parts: object) -> str:
        return translate(message, spoken, **parts)

    words = _TEMPLATES.get_template(template).render(
        _=say,
        english=spoken == ENGLISH,
        here=request.scope["path"],
        action=address(request.scope["path"], request),
        look=address("/r", request),
        icon=ICON_URL,
        style=STYLE_URL,
        **{"error": None, **told},
    )
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
    return HTMLResponse(words, status, headers)


def rendered(template: str, told: Mapping[str, Any], say: Callable[..., str]) -> str:
    """A page that is no answer to a browser but a file; it says things as `say` does."""
    return _TEMPLATES.get_template(template).render(_=say, **told)


def told(request: Request, words: tuple[str, str], status: int) -> HTMLResponse:
    """A page that says one thing: a heading and a sentence."""
    heading, sentence = (translate(one, language(request)) for one in words)
    return page(request, "told.html", {"heading": heading, "words": sentence}, status)


def refused(request: Request, error: DomainError, spoken: str) -> HTMLResponse:
    """Why a file was not made, as a page in the language of who asked for it."""
    words = said(error, spoken)["words"]
    query = {"l": "en"} if spoken == ENGLISH else {}
    scope = {**request.scope, "query_string": urlencode(query).encode()}
    heading = translate(NO_FILE, spoken)
    return page(Request(scope), "told.html", {"heading": heading, "words": words}, 503)


async def style(_request: Request) -> Response:
    """The style of plain pages."""
    headers = {"Cache-Control": "public, max-age=3600"}
    return Response(_sheet("public.css"), media_type="text/css", headers=headers)


async def poster_style(_request: Request) -> Response:
    """The style of posters."""
    headers = {"Cache-Control": "public, max-age=3600"}
    return Response(_sheet("poster.css"), media_type="text/css", headers=headers)


async def print_style(_request: Request) -> Response:
    """The style of every screen on paper."""
    headers = {"Cache-Control": "no-cache"}
    return Response(_sheet("print.css"), media_type="text/css", headers=headers)


@lru_cache
def _sheet(name: str) -> bytes:
    return (_HERE / "assets" / name).read_bytes()


def _part(value: object, spoken: str) -> object:
    return translate(value.label, spoken) if isinstance(value, Choice) else value
