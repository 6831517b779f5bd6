"""The wall of a meeting room: pairing, the page, and the slides that it shows in turn."""

from starlette.routing import Route

from pages._web.later import later

_HERE = "pages._web.wall.routes"

ROUTES = [
    Route("/wall", later(_HERE, "show"), methods=["GET"]),
    Route("/wall", later(_HERE, "pair"), methods=["POST"]),
    Route("/wall/state", later(_HERE, "state")),
    Route("/assets/wall.js", later(_HERE, "part")),
    Route("/assets/wall.css", later(_HERE, "part")),
]
