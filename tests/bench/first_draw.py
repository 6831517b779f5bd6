"""What a board asks after a change, and what drawing it from ready figures takes."""

import statistics
import time
from collections.abc import Mapping
from dataclasses import dataclass

from core.permissions import Actor
from core.reports import why
from core.reports.periods import Period
from core.reports.queries import groups, kpis, liaison, studios
from core.reports.why import Reason
from db.session import Session, reading
from pages._ui.board import tiles
from pages._ui.board.panels import WORK
from pages._ui.charts.panel import Rows, View
from pages._ui.charts.say import Say
from tests.bench import YEAR
from tests.bench.house import House

ROUNDS = 7


@dataclass(frozen=True, slots=True)
class Figures:
    """All that a board shows."""

    found: kpis.Kpis
    stands: tiles.State
    rows: Mapping[str, Rows]
    reason: Reason | None


def ask(session: Session, actor: Actor, view: View) -> Figures:
    """All figures of a board, each question once."""
    of = (session, actor, view.committee_id, view.period)
    stands = (
        groups.counts(*of)[0],
        studios.station_coverage(*of)[0],
        liaison.figures(*of)[0],
    )
    asked = {panel.ask: panel.ask(*of) for _title, panels in WORK for panel in panels}
    rows = {panel.key: asked[panel.ask] for _title, panels in WORK for panel in panels}
    found = kpis.kpis(*of, view.period.before())
    return Figures(found, stands, rows, why.why(*of, view.period.before(), found))


def queries_ms(house: House) -> float:
    """The processor time of asking all of them after a change."""
    view = View(house.committee_id, Period.year(YEAR), Say("zh_CN"))
    return statistics.median(_asked_ms(house, view) for _ in range(ROUNDS))


def _asked_ms(house: House, view: View) -> float:
    house.serve_one_more()
    before = time.process_time()
    with reading() as session:
        ask(session, house.actor, view)
    return (time.process_time() - before) * 1000
