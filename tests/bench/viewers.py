"""Fifty viewers of one board: how often the records are asked after each change."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import uvicorn

from tests.bench.house import House
from tests.bench.queries import heard
from tests.bench.screens import QUERY
from tests.server import free_port
from tests.wire import Wire

VIEWERS, CHANGES = 50, 3


@dataclass(frozen=True, slots=True)
class Watched:
    """Runs of the board by all viewers, and how many sets of queries they caused."""

    runs: int
    changes: int
    query_sets: int


def watch(house: House) -> Watched:
    """Open the board fifty times; after each change let every viewer's screen run again."""
    with ExitStack() as stack:
        base = stack.enter_context(_served_here())
        tabs = [stack.enter_context(Wire(base, cookies)) for cookies in house.many(VIEWERS)]
        pool = stack.enter_context(ThreadPoolExecutor(VIEWERS))
        _look(tabs, pool)
        with heard() as statements:
            for _ in range(CHANGES):
                house.serve_one_more()
                _look(tabs, pool)
    sets = sum(_is_asked_once(sql) for sql, _ in statements)
    return Watched(VIEWERS * CHANGES, CHANGES, sets)


def _look(tabs: list[Wire], pool: ThreadPoolExecutor) -> None:
    list(pool.map(lambda tab: tab.open("live", QUERY), tabs))


def _is_asked_once(sql: str) -> bool:
    """Whether it is the statement of theme days, of which each set of queries has one."""
    return "theme_day" in sql


@contextmanager
def _served_here() -> Iterator[str]:
    """The product in this process, so that its statements can be heard."""
    port = free_port()
    config = uvicorn.Config("Home:app", port=port, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 60
    while not server.started and time.monotonic() < until:
        time.sleep(0.05)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(20)
