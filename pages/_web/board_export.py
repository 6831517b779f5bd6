"""The figures of one panel of a board as a download: `/export/board/{panel}?c=&from=&to=&as=`.

Those of an assessment come with its id (`&of=12`), and without names (`&hide=1`).
Asks for the right to export and to read the board, and leaves a trace in the trail.
"""

import asyncio
import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO, StringIO
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from core.audit import service as audit
from core.audit.service import Entry
from core.errors import DomainError, NotFound
from core.permissions import Actor, Permission, require
from core.reports.assessed import lists, look
from core.reports.assessed.lists import Wanted
from core.reports.periods import Period
from db.session import Session, transaction
from pages._ui.board import narrowing
from pages._ui.board.assessed import PANELS as ASSESSED
from pages._ui.board.panels import PANELS
from pages._ui.charts import roll
from pages._ui.charts.panel import Panel, Rows, Table, View
from pages._ui.charts.say import Say
from pages._web.people import actor_of

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# A cell that begins with one of these, after blanks too, may be taken for a formula.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_BREAKS = ("\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a download asks for. `assessment_id` is 0 for what is no board of an assessment.

    `wanted` narrows the order list of an assessment, as it is on the screen.
    """

    panel: Panel
    committee_id: int
    period: Period
    kind: str
    assessment_id: int = 0
    hidden: bool = False
    wanted: Wanted = lists.ALL

    def view(self, language: str) -> View:
        """Whose figures they are, in a language."""
        return View(self.committee_id, self.period, Say(language), self.assessment_id, self.hidden)

    def rows(self, session: Session, actor: Actor) -> Rows:
        """What the panel asks for. A committee that an assessment is not of has none."""
        if not self.assessment_id:
            return self.panel.ask(session, actor, self.committee_id, self.period)
        if look.find(session, actor, self.assessment_id).committee_id != self.committee_id:
            raise NotFound
        if self.panel.key == roll.ALL.key:
            return lists.everybody(session, actor, self.assessment_id, self.wanted)
        return self.panel.ask(session, actor, self.assessment_id)


async def export(request: Request) -> Response:
    """Hand out the figures of a panel to whoever may export them."""
    actor = await actor_of(request.scope)
    asked = _read(str(request.path_params["panel"]), request.query_params)
    if actor is None or asked is None:
        return PlainTextResponse("not found", 404)
    try:
        content = await asyncio.to_thread(_fetch, actor, asked)
    except DomainError:
        return PlainTextResponse("not found", 404)
    return Response(content, media_type=KINDS[asked.kind], headers=_headers(asked, actor))


def as_csv(table: Table) -> bytes:
    """A table as CSV that Excel reads as UTF-8; nothing in it runs as a formula."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(_safe(cell) for cell in _header(table))
    for row in table:
        writer.writerow(_safe(cell) for cell in row.values())
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(table: Table, title: str) -> bytes:
    """A table as a workbook of one sheet; text stays text."""
    import xlsxwriter  # a writer of workbooks is not kept in memory until one is asked for

    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    sheet.write_string(0, 0, title, bold)
    for column, heading in enumerate(_header(table)):
        sheet.write_string(1, column, heading, bold)
        sheet.set_column(column, column, 18)
    for line, row in enumerate(table, start=2):
        for column, cell in enumerate(row.values()):
            _write(sheet, line, column, cell)
    book.close()
    return out.getvalue()


def _fetch(actor: Actor, asked: Asked) -> bytes:
    require(actor, Permission.EXPORT)
    view = asked.view(actor.language)
    with transaction() as session:
        rows = asked.rows(session, actor)
        if not rows:
            raise NotFound
        table = asked.panel.table(rows, view)
        audit.record(session, actor, _entry(asked, len(table)))
    days = view.say.days(asked.period.first, asked.period.last)
    title = f"{view.say(asked.panel.title)} {days}"
    return as_csv(table) if asked.kind == "csv" else as_xlsx(table, title)


def _entry(asked: Asked, rows: int) -> Entry:
    told = {
        "panel": asked.panel.key,
        "first": asked.period.first,
        "last": asked.period.last,
        "rows": rows,
    }
    return Entry("export:made", "committee", asked.committee_id, "", asked.committee_id, {}, told)


def _read(key: str, query: Mapping[str, str]) -> Asked | None:
    kind, committee = query.get("as", "csv"), query.get("c", "")
    of = query.get("of", "0")
    panels = ASSESSED if of != "0" else PANELS
    if key not in panels or kind not in KINDS or not all(map(_is_id, (committee, of))):
        return None
    try:
        period = Period(date.fromisoformat(query["from"]), date.fromisoformat(query["to"]))
    except (KeyError, ValueError):
        return None
    named = (int(of), query.get("hide") == "1", narrowing.read(query))
    return Asked(panels[key], int(committee), period, kind, *named) if period.days > 0 else None


def _is_id(text: str) -> bool:
    return text.isdecimal() and len(text) <= 9


def _headers(asked: Asked, actor: Actor) -> dict[str, str]:
    title = Say(actor.language)(asked.panel.title)
    name = quote(f"{title} {asked.period.first}–{asked.period.last}.{asked.kind}")
    return {
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
        "Cache-Control": "no-store",
    }


def _header(table: Table) -> list[str]:
    return list(table[0]) if table else []


def _safe(cell: str | int | float) -> str | int | float:
    if not isinstance(cell, str):
        return cell
    risky = cell.startswith(_BREAKS) or cell.lstrip().startswith(_FORMULA)
    return f"'{cell}" if risky else cell


def _write(sheet: "Worksheet", line: int, column: int, cell: object) -> None:
    if isinstance(cell, int | float):
        sheet.write_number(line, column, cell)
    else:
        sheet.write_string(line, column, str(cell))
