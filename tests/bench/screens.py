"""Processor time of one run of a screen on the server, and what plain Streamlit takes for it."""

import statistics
from collections.abc import Callable

from core.committees import trail
from db.session import transaction
from tests.bench import YEAR
from tests.bench.house import House, cpu_ms, resident_mb
from tests.bench.servers import Served
from tests.wire import Wire

RUNS, ROUNDS = 20, 5
QUERY = f"p={YEAR}"
LIST = f"from={YEAR}-01-01&to={YEAR}-12-31"
REFUSED = "trail"  # a sentence and no more, for who may not open it


def measure(house: House, ours: Served, plain: Served) -> dict[str, float]:
    """ms of processor time a run, by what is shown."""
    cookies = house.sign_in()
    with Wire(ours.base, cookies) as tab, Wire(plain.base, {}) as other:
        runs: dict[str, Callable[[], object]] = {
            "empty screen": lambda: tab.open(REFUSED),
            "board, nothing changed": lambda: tab.open("live", QUERY),
            "list of 50 activities": lambda: tab.open("activities", LIST),
        }
        found = {name: _cost(ours.pid, run) for name, run in runs.items()}
        found["board, changed"] = _cost(ours.pid, lambda: _changed(house, tab), 3)
        found["plain, each run"] = _cost(plain.pid, lambda: other.open(""), 3)
    return found


def _cost(pid: int, run: Callable[[], object], runs: int = RUNS) -> float:
    run()
    run()
    rounds = []
    for _ in range(ROUNDS):
        before = cpu_ms(pid)
        for _ in range(runs):
            run()
        rounds.append((cpu_ms(pid) - before) / runs)
    return statistics.median(rounds)


def _changed(house: House, tab: Wire) -> None:
    with transaction() as session:
        trail.raise_revision(session, house.committee_id)
    tab.open("live", QUERY)


def start_memory(served: Served) -> float:
    """MB held by a server that is ready and has not been asked for anything."""
    return resident_mb(served.pid)
