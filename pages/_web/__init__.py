"""What Home.py hands to the server: routes, guard, start, and the word for what breaks."""

from starlette.middleware import Middleware

from pages._web.guard import Guard
from pages._web.headers import Headers
from pages._web.page import Page, installed
from pages._web.routes import ROUTES
from pages._web.start import lifespan
from pages._web.trouble import tell_of_error

__all__ = ["MIDDLEWARE", "ROUTES", "lifespan", "tell_of_error"]

MIDDLEWARE = [Middleware(Headers, page=installed()), Middleware(Guard), Middleware(Page)]
