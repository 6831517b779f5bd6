"""Each query of the board against the same statements over raw sqlite3, in turn."""

import gc
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from sqlalchemy import event

from core.reports.periods import Period
from core.reports.queries import kpis
from db.session import engine, reading
from pages._ui.board.panels import PANELS
from tests.bench import YEAR
from tests.bench.house import House

ROUNDS = 15
Statement = tuple[str, Any]


def ratios(house: House) -> dict[str, tuple[float, float]]:
    """By query: its median ms, and its ratio to raw sqlite3 (median over pairs)."""
    asked: dict[Any, str] = {panel.ask: panel.key for panel in PANELS.values()}
    asked[kpis.kpis] = "key figures"
    period = Period.year(YEAR)
    with sqlite3.connect(house.database) as raw, reading() as session:
        raw.execute("PRAGMA cache_size=-32000")
        asked_of = (session, house.actor, house.committee_id, period)
        return {name: _pairs(partial(ask, *asked_of), raw) for ask, name in asked.items()}


def _pairs(query: Callable[[], object], raw: sqlite3.Connection) -> tuple[float, float]:
    with heard() as statements:
        query()
    pairs = []
    for _ in range(ROUNDS):
        gc.collect()
        pairs.append((_ms(query), _ms(lambda: _by_hand(raw, statements))))
    return statistics.median(a for a, _ in pairs), statistics.median(a / b for a, b in pairs)


def _by_hand(raw: sqlite3.Connection, statements: list[Statement]) -> None:
    for sql, parameters in statements:
        raw.execute(sql, parameters).fetchall()


def _ms(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


@contextmanager
def heard() -> Iterator[list[Statement]]:
    """The reads that the app sends to its database while the block runs."""
    statements: list[Statement] = []

    def hear(_c: object, _cursor: object, sql: str, parameters: Any, *_rest: object) -> None:
        if sql.lstrip().upper().startswith(("SELECT", "WITH")):
            statements.append((sql, parameters))

    event.listen(engine(), "before_cursor_execute", hear)
    try:
        yield statements
    finally:
        event.remove(engine(), "before_cursor_execute", hear)
