"""What anybody may ask for: the pages for citizens, and at some names of the server no more."""

import re
from urllib.parse import urlsplit

from db.settings import settings

PHOTO_LIMIT = 11 * 2**20  # a photo of 10 MB and the form around it
FORM_LIMIT = 64 * 2**10
STYLE_URL = "/assets/public.css"
POSTER_STYLE_URL = "/assets/poster.css"
_BOX = re.compile(r"/b/[^/]*")
LOOK = "/r"
_PARTS = frozenset({STYLE_URL, "/assets/favicon.png", "/favicon.ico", "/favicon.png", "/healthz"})


def is_page(path: str) -> bool:
    """Whether a path is that of a page for citizens."""
    return path == LOOK or _BOX.fullmatch(path) is not None


def is_public(path: str) -> bool:
    """Whether a path is such a page, or what one needs."""
    return is_page(path) or path in _PARTS


def is_own_page(path: str) -> bool:
    """Whether a path is that of a page of our own making, which is not to be Streamlit's."""
    return is_page(path) or path == "/wall" or path.startswith(("/poster/", "/slip/", "/export/"))


def body_limit(path: str) -> int:
    """How large the body of what is sent to a page for citizens can be."""
    return FORM_LIMIT if path == LOOK else PHOTO_LIMIT


def shows_only_public(host: str) -> bool:
    """Whether a server is asked by a name at which it shows the pages for citizens only."""
    names = {name.strip().lower() for name in settings().public_hosts.split(",")} - {""}
    return bool(names) and (urlsplit(f"//{host}").hostname or "").lower() in names
