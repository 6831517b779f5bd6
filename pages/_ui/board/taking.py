"""The links by which a board is taken away: as a workbook, as a page without network, on paper."""

from html import escape
from urllib.parse import urlencode

from core.i18n import CHINESE, N_
from core.papers import pdf
from core.papers.models import PaperKind
from core.reports.periods import Period
from pages._ui.charts.panel import View

_KINDS = {"board-book": N_("Whole board as Excel"), "board-page": N_("Whole board as a page")}
_QUARTER = 92  # days: what is longer is told of in a yearly report


def links(board: str, view: View, against: Period | None = None, *, export: bool) -> str:
    """The links as a piece of HTML; nothing for those who may not export."""
    if not export:
        return ""
    asked: dict[str, str | int] = {"c": view.committee_id, **_days("", view.period)}
    asked |= _compared(against)
    if view.assessment_id:
        asked["of"] = view.assessment_id
    if view.hidden:
        asked["hide"] = 1
    made = [_link(f"/export/{kind}/{board}", asked, view.say(_KINDS[kind])) for kind in _KINDS]
    made += [link for kind in papers(board, view) for link in _paper(kind, view, against)]
    return f'<p class="taking">{"".join(made)}</p>'


def papers(board: str, view: View) -> list[PaperKind]:
    """The papers that a board is told of on, for a period as long as the one shown."""
    short = view.period.days <= _QUARTER
    report = PaperKind.QUARTERLY_REPORT if short else PaperKind.YEARLY_REPORT
    return {"work": [report], "voices": [PaperKind.CIRCULAR, report]}.get(board, [])


def _paper(kind: PaperKind, view: View, against: Period | None) -> list[str]:
    """A paper as Word, and as PDF where this server can write one."""
    spoken = "zh" if view.say.language == CHINESE else "en"
    asked: dict[str, str | int] = {"lang": spoken, **_days("", view.period)}
    asked |= _compared(against)
    address, name = f"/paper/{kind.value}/{view.committee_id}", view.say.word(kind)
    forms = {"docx": "Word", "pdf": "PDF"} if pdf.program() else {"docx": "Word"}
    said = {form: view.say(N_("{paper} ({form})"), paper=name, form=forms[form]) for form in forms}
    return [_link(address, {"as": form, **asked}, said[form]) for form in forms]


def _link(path: str, asked: dict[str, str | int], text: str) -> str:
    address = escape(f"{path}?{urlencode(asked)}")
    return f'<a href="{address}" target="_blank">{escape(text)}</a>'


def _compared(against: Period | None) -> dict[str, str | int]:
    if against is None:
        return {}
    return _days("b", against) | ({"bterm": against.term} if against.term else {})


def _days(which: str, period: Period) -> dict[str, str | int]:
    return {f"{which}from": period.first.isoformat(), f"{which}to": period.last.isoformat()}
