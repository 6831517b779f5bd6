"""The wall of a meeting room: pairing, the page, and the slides that it shows in turn."""

from pages._web.wall.routes import ROUTES

__all__ = ["ROUTES"]
