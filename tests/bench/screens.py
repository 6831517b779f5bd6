"""Processor time of one run of a screen on the server, and what plain Streamlit takes for it."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass

from tests.bench import YEAR
from tests.bench.house import House, cpu_ms, resident_mb
from tests.bench.servers import Served
from tests.wire import Wire

EMPTY, UNCHANGED, CHANGED = "empty screen", "board, nothing changed", "board, changed"
LOOK = "board, one look of the timer"
LIST_OF_50, PLAIN = "list of 50 activities", "plain board, each run"
READY = "board drawn from ready figures"
ROUNDS = 5
QUERY = f"p={YEAR}"
LIST = f"from={YEAR}-01-01&to={YEAR}-12-31"
REFUSED = "trail"  # a sentence and no more, for who may not open it


@dataclass(frozen=True, slots=True)
class Beside:
    """The servers that ours is measured against."""

    plain: Served
    ready: Served


def measure(house: House, ours: Served, beside: Beside) -> dict[str, float]:
    """ms of processor time a run, by what is shown. All are tried in turn, round by round."""
    with (
        Wire(ours.base, house.sign_in()) as tab,
        Wire(ours.base, house.sign_in()) as wall,
        Wire(beside.plain.base, {}) as other,
        Wire(beside.ready.base, {}) as ready,
    ):
        (timer,) = wall.open("live", QUERY).timers
        tried = {
            EMPTY: Tried(ours.pid, lambda: tab.open(REFUSED), 20),
            UNCHANGED: Tried(ours.pid, lambda: tab.open("live", QUERY), 20),
            LOOK: Tried(
                ours.pid,
                lambda: wall.look("live", QUERY, timer),
                20,
                lambda: wall.open("live", QUERY),  # what changed since is drawn first
            ),
            LIST_OF_50: Tried(ours.pid, lambda: tab.open("activities", LIST), 20),
            CHANGED: Tried(ours.pid, lambda: _changed(house, tab), 3),
            PLAIN: Tried(beside.plain.pid, lambda: other.open(""), 2),
            READY: Tried(beside.ready.pid, lambda: ready.open(""), 5),
        }
        for one in tried.values():
            _cost(one)
        rounds = [{name: _cost(one) for name, one in tried.items()} for _ in range(ROUNDS)]
    return {name: statistics.median(taken[name] for taken in rounds) for name in tried}


@dataclass(frozen=True, slots=True)
class Tried:
    """Something that a server is asked for, so many times a round, once it is made ready."""

    pid: int
    run: Callable[[], object]
    runs: int
    ready: Callable[[], object] | None = None


def _cost(tried: Tried) -> float:
    (tried.ready or tried.run)()
    before = cpu_ms(tried.pid)
    for _ in range(tried.runs):
        tried.run()
    return (cpu_ms(tried.pid) - before) / tried.runs


def _changed(house: House, tab: Wire) -> None:
    house.serve_one_more()
    tab.open("live", QUERY)


def start_memory(served: Served) -> float:
    """MB held by a server that is ready and has not been asked for anything."""
    return resident_mb(served.pid)
