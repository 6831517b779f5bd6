"""Writes one export, a page of rows at a time: what it takes does not grow with the list."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core import clock
from core.accounts import sessions
from core.errors import DomainError, NotPermitted
from core.exports import files, running
from core.exports.models import ExportJob
from core.exports.service import READS
from core.i18n import N_
from core.permissions import Actor, Permission, require
from core.transfer.lists.sheets import SHEETS, Sheet, Words, narrowed, read
from db.session import reading, transaction

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

ROWS_AT_ONCE = 1_000
LONGEST = 32_767  # signs that Excel holds in a cell
MOST_ROWS = 1_000_000  # and rows in a sheet
GONE = N_("Your account may not export this list any more.")


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be written, for whom."""

    id: int
    row: ExportJob
    actor: Actor

    @property
    def sheet(self) -> Sheet:
        """The list that is written."""
        return SHEETS[self.row.kind]


def run(job_id: int) -> None:
    """Write an export that waits, and note how it ended."""
    with transaction() as session:
        row = running.begin(session, job_id)
        actor = sessions.actor_of_account(session, row.account_id) if row else None
    if row is None:
        return
    if actor is None:
        _fail(job_id, GONE)
        return
    name = files.fresh()
    try:
        wanted = _write(Job(job_id, row, actor), files.path_of(name))
    except NotPermitted:
        files.delete([name])
        _fail(job_id, GONE)
        return
    except (DomainError, OSError):
        files.delete([name])
        _fail(job_id, running.BROKEN)
        return
    except BaseException:  # half a list of people is not left lying
        files.delete([name])
        raise
    with transaction() as session:
        size = files.path_of(name).stat().st_size
        wanted = wanted and running.finish(session, job_id, name, size)
    if not wanted:
        files.delete([name])


def _fail(job_id: int, why: str) -> None:
    with transaction() as session:
        running.fail(session, job_id, why)


def _write(job: Job, path: Path) -> bool:
    """Write the workbook; whether it is still wanted."""
    import xlsxwriter  # this process alone needs it

    require(job.actor, Permission.EXPORT)
    require(job.actor, READS[job.row.kind])
    options = {"constant_memory": True, "default_date_format": "yyyy-mm-dd", "tmpdir": path.parent}
    with xlsxwriter.Workbook(str(path), options) as book:
        say = Words(job.actor.language)
        sheet = book.add_worksheet(say(job.row.kind.label)[:31])
        _head(sheet, job.sheet, say, book.add_format({"bold": True, "bg_color": "#F2EFEA"}))
        return _rows(job, sheet, say)


def _head(sheet: "Worksheet", of: Sheet, say: Words, bold: object) -> None:
    for column, one in enumerate(of.columns):
        sheet.set_column(column, column, one.width)
        sheet.write_string(0, column, say(one.heading), bold)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")


def _rows(job: Job, sheet: "Worksheet", say: Words) -> bool:
    home, filters = job.row.committee_id, read(job.row.kind, job.row.asked, job.row.committee_id)
    with reading() as session:
        total = job.sheet.total(session, job.actor, home, filters)
    last, line = 0, 0
    while line < MOST_ROWS:
        with reading() as session:
            page = job.sheet.after(session, job.actor, home, filters, last, ROWS_AT_ONCE)
        for row in page:
            line += 1
            for column, one in enumerate(job.sheet.columns):
                _cell(sheet, line, column, one.cell(row, say))
        with transaction() as session:
            if not running.progress(session, job.id, line, total):
                return False
        if len(page) < ROWS_AT_ONCE:
            break
        last = page[-1].id
    _foot(job, sheet, say, line)
    return True


def _foot(job: Job, sheet: "Worksheet", say: Words, line: int) -> None:
    """Who made it, when, and from which filters."""
    made = f"{job.actor.name} {clock.local(clock.now()):%Y-%m-%d %H:%M}"
    sheet.write_string(line + 2, 0, f"{say(N_('Made by'))} {made}")
    if job.row.reason:
        sheet.write_string(line + 3, 0, f"{say(N_('Needed for'))} {job.row.reason}"[:LONGEST])
    filters = read(job.row.kind, job.row.asked, job.row.committee_id)
    if told := narrowed(filters, say):
        sheet.write_string(line + 4, 0, f"{say(N_('Filters'))} {told}"[:LONGEST])
    sheet.print_area(0, 0, line + 4, len(job.sheet.columns) - 1)


def _cell(sheet: "Worksheet", line: int, column: int, cell: Any) -> None:  # noqa: ANN401
    """Text stays text; nothing runs as a formula."""
    if cell is None or cell == "":
        return
    if isinstance(cell, date):
        sheet.write_datetime(line, column, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(line, column, cell)
    else:
        sheet.write_string(line, column, str(cell)[:LONGEST])
