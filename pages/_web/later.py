"""Answers whose modules are loaded with the first that asks: a server that nobody asks is small."""

import asyncio
from collections.abc import Awaitable, Callable
from importlib import import_module

from starlette.requests import Request
from starlette.responses import Response


def later(module: str, name: str) -> Callable[[Request], Awaitable[Response]]:
    """The answer that a function of a module gives."""

    async def answer(request: Request) -> Response:
        loaded = await asyncio.to_thread(import_module, module)
        given: Response = await getattr(loaded, name)(request)
        return given

    return answer
