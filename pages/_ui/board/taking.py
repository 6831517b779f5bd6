"""The links by which a whole board is taken away: as a workbook, and as a page without network."""

from html import escape
from urllib.parse import urlencode

from core.i18n import N_
from core.reports.periods import Period
from pages._ui.charts.panel import View

_KINDS = {"board-book": N_("Whole board as Excel"), "board-page": N_("Whole board as a page")}


def links(board: str, view: View, against: Period | None = None, *, export: bool) -> str:
    """The links as a piece of HTML; nothing for those who may not export."""
    if not export:
        return ""
    asked: dict[str, str | int] = {"c": view.committee_id, **_days("", view.period)}
    asked |= _days("b", against) if against else {}
    if view.assessment_id:
        asked["of"] = view.assessment_id
    if view.hidden:
        asked["hide"] = 1
    made = (_link(f"/export/{kind}/{board}", asked, view, kind) for kind in _KINDS)
    return f'<p class="taking">{"".join(made)}</p>'


def _link(path: str, asked: dict[str, str | int], view: View, kind: str) -> str:
    address = escape(f"{path}?{urlencode(asked)}")
    return f'<a href="{address}" target="_blank">{escape(view.say(_KINDS[kind]))}</a>'


def _days(which: str, period: Period) -> dict[str, str | int]:
    return {f"{which}from": period.first.isoformat(), f"{which}to": period.last.isoformat()}
