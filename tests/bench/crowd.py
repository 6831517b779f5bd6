"""How long a viewer waits for a look at an unchanged board, alone and among a hundred."""

import statistics
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass

from streamlit.proto.AutoRerun_pb2 import AutoRerun

from tests.bench.house import House
from tests.bench.screens import QUERY
from tests.bench.servers import Served
from tests.wire import Wire

VIEWERS, LOOKS, EVERY = 100, 4, 5.0


@dataclass(frozen=True, slots=True)
class Waits:
    """ms that half of the looks of one viewer take, and 95 in 100 of those of a hundred."""

    one: float
    crowd: float


@dataclass(frozen=True, slots=True)
class Viewer:
    """An open board, its timer, and how long after the others it looks."""

    tab: Wire
    timer: AutoRerun
    later: float

    def looks(self) -> list[float]:
        """ms of each look, one every few seconds as browsers ask."""
        began = time.monotonic() + self.later
        return [self._look(began + EVERY * number) for number in range(LOOKS)]

    def _look(self, at: float) -> float:
        time.sleep(max(0.0, at - time.monotonic()))
        before = time.perf_counter()
        self.tab.look("live", QUERY, self.timer)
        return (time.perf_counter() - before) * 1000


def measure(house: House, served: Served) -> Waits:
    """One viewer first, then as many as a large office has."""
    one = _looked(house, served, 1)
    crowd = _looked(house, served, VIEWERS)
    return Waits(statistics.median(one), statistics.quantiles(crowd, n=20)[-1])


def _looked(house: House, served: Served, number: int) -> Sequence[float]:
    with ExitStack() as stack:
        tabs = [stack.enter_context(Wire(served.base, who)) for who in house.many(number)]
        viewers = [_open(tab, place / number) for place, tab in enumerate(tabs)]
        with ThreadPoolExecutor(number) as pool:
            looks = list(pool.map(Viewer.looks, viewers))
    return [ms for of_one in looks for ms in of_one]


def _open(tab: Wire, share: float) -> Viewer:
    (timer,) = tab.open("live", QUERY).timers
    tab.look("live", QUERY, timer)
    return Viewer(tab, timer, EVERY * share)
