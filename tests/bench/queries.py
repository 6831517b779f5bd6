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
from sqlmodel import Session

from core.permissions import Actor
from core.reports.periods import Period
from core.reports.queries import branches, groups, kpis, liaison, parts, places, studios
from db.session import engine, reading
from pages._ui.board.panels import WORK
from tests.bench import YEAR
from tests.bench.house import House

ROUNDS, MORE = 15, 61  # more of those that take less than some ms
QUICK_MS = 5
Statement = tuple[str, Any]


def ratios(house: House) -> dict[str, tuple[float, float]]:
    """By query: its median ms, and its ratio to raw sqlite3 (median over pairs)."""
    asked: dict[Any, str] = {panel.ask: panel.key for _, panels in WORK for panel in panels}
    asked[kpis.kpis] = "key figures"
    asked |= {groups.counts: "groups in all", studios.station_coverage: "stations"}
    asked[liaison.figures] = "members in liaison"
    asked[places.right_below] = "map of squares"
    return ratios_of(house, asked, Period.year(YEAR))


def ratios_of(
    house: House, asked: dict[Any, str], period: Period
) -> dict[str, tuple[float, float]]:
    """The same for some queries, by the names given, and a period."""
    asked_of = (house.actor, house.committee_id, period)
    with sqlite3.connect(house.database) as raw, reading() as look:
        raw.execute("PRAGMA cache_size=-32000")
        raw.execute("BEGIN")  # as the look: one transaction for all
        return {
            name: _pairs(partial(_anew, ask, look, asked_of), _statements(ask, asked_of), raw)
            for ask, name in asked.items()
        }


def _anew(ask: Any, look: Session, asked_of: tuple[Actor, int, Period]) -> None:
    """Ask as if nothing had been asked in this look yet."""
    parts.forget(look)
    ask(look, *asked_of)


def _statements(ask: Any, asked_of: tuple[Actor, int, Period]) -> list[Statement]:
    """What a query asks by itself, in as few statements as it would be written by hand."""
    with Session(engine()) as session:
        parts.check(session, asked_of[0], asked_of[1])
        with heard() as statements:
            ask(session, *asked_of)
    return statements


def _pairs(
    query: Callable[[], object], statements: list[Statement], raw: sqlite3.Connection
) -> tuple[float, float]:
    by_hand = partial(_by_hand, raw, statements)
    query()
    rounds = MORE if _ms(by_hand) < QUICK_MS else ROUNDS
    gc.disable()  # a collection would fall on one of the two by chance
    pairs = [_pair(query, by_hand, turned=number % 2 > 0) for number in range(rounds)]
    gc.enable()
    return statistics.median(a for a, _ in pairs), statistics.median(a / b for a, b in pairs)


def _pair(
    query: Callable[[], object], by_hand: Callable[[], object], *, turned: bool
) -> tuple[float, float]:
    """The time of both, now one first and now the other; nothing is kept from before."""
    branches.forget()
    if turned:
        second = _ms(by_hand)
        return _ms(query), second
    return _ms(query), _ms(by_hand)


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
