"""What a download of a board asks for, as its address says it: `?c=&from=&to=`.

Those of an assessment come with its id (`&of=12`), and without names (`&hide=1`). What they are
compared with may be named (`&bfrom=&bto=`, and `&bterm=` of a term); `&order=` sorts names by
pinyin or by strokes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core import clock
from core.errors import NotFound
from core.permissions import Actor
from core.reports.assessed import lists, look
from core.reports.assessed.lists import Wanted
from core.reports.periods import Period, of_number
from core.text.order import Order
from db.session import Session
from pages._ui.board import narrowing
from pages._ui.board.assessed import ASSESSED
from pages._ui.board.assessed import PANELS as PANELS_ASSESSED
from pages._ui.board.choice import EARLIEST, LATEST
from pages._ui.board.panels import PANELS, VOICES, WORK, Sections
from pages._ui.charts import compare, roll
from pages._ui.charts.panel import Panel, Rows, View
from pages._ui.charts.say import Say

WORKING, VOICED, SCORED = "work", "voices", "assessment"
BOARDS: dict[str, Sections] = {WORKING: WORK, VOICED: VOICES, SCORED: ASSESSED}


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose figures are asked for.

    `assessment_id` is 0 for what is no board of an assessment; `wanted` narrows the order list
    of one, as it is on the screen.
    """

    committee_id: int
    period: Period
    against: Period
    assessment_id: int = 0
    hidden: bool = False
    wanted: Wanted = lists.ALL
    order: Order | None = None

    def view(self, language: str) -> View:
        """Whose figures they are, in a language."""
        return View(self.committee_id, self.period, Say(language), self.assessment_id, self.hidden)

    def rows(self, session: Session, actor: Actor, panel: Panel) -> Rows:
        """What a panel asks for. A committee that an assessment is not of has none."""
        if not self.assessment_id:
            return panel.ask(session, actor, self.committee_id, self.period)
        if look.find(session, actor, self.assessment_id).committee_id != self.committee_id:
            raise NotFound
        if panel.key == roll.ALL.key:
            return lists.everybody(session, actor, self.assessment_id, self.wanted)
        return panel.ask(session, actor, self.assessment_id)


def read(query: Mapping[str, str]) -> Asked | None:
    """What an address asks for; None where it makes no sense."""
    committee, of = query.get("c", ""), query.get("of", "0")
    period = _period(query, "from", "to")
    if period is None or not all(map(_is_id, (committee, of))):
        return None
    return Asked(
        int(committee),
        period,
        _against(query) or period.before_so_far(clock.today()),
        int(of),
        query.get("hide") == "1",
        narrowing.read(query),
        next((one for one in Order if one.value == query.get("order")), None),
    )


def panel(key: str, asked: Asked) -> Panel | None:
    """The panel of a key, on the boards that are asked."""
    known = PANELS_ASSESSED if asked.assessment_id else PANELS
    return known.get(key) or compare.asked(key)


def sections(board: str, asked: Asked) -> Sections | None:
    """The sections of a board; an assessment's only where one is named."""
    return BOARDS.get(board) if (board == SCORED) == bool(asked.assessment_id) else None


def _against(query: Mapping[str, str]) -> Period | None:
    period = _period(query, "bfrom", "bto")
    return of_number(period, query.get("bterm", "")) if period else None


def _period(query: Mapping[str, str], first: str, last: str) -> Period | None:
    try:
        period = Period(date.fromisoformat(query[first]), date.fromisoformat(query[last]))
    except (KeyError, ValueError):
        return None
    return period if EARLIEST <= period.first <= period.last <= LATEST else None


def _is_id(text: str) -> bool:
    return text.isdecimal() and len(text) <= 9
