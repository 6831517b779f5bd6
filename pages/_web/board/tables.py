"""Tables as files: text stays text, numbers are numbers, and nothing runs as a formula."""

import csv
import re
from collections.abc import Sequence
from datetime import date
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

from pages._ui.charts.panel import Table

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | float
LONGEST = 32_767  # signs that a cell can hold
PERCENT = re.compile(r"\s*[(（]%[)）]$")
# A cell that begins with one of these, after blanks too, may be taken for a formula.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_BREAKS = ("\t", "\r", "\n")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NARROWEST, _WIDEST = 8, 60
_USUAL = 8  # letters that a column holds whose width nobody has set
_LONGEST_LINE = 150


def as_csv(table: Table) -> bytes:
    """A table as CSV that Excel reads as UTF-8; nothing in it runs as a formula."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(_safe(cell) for cell in header(table))
    for row in table:
        writer.writerow(_safe(cell) for cell in row.values())
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(table: Table, title: str, below: Sequence[str] = ()) -> bytes:
    """A table as a workbook of one sheet."""
    import xlsxwriter  # a writer of workbooks is not kept in memory until one is asked for

    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    write(book.add_worksheet(), Formats(book), table, [title], below)
    book.close()
    return out.getvalue()


class Formats:
    """How the cells of one workbook are written."""

    def __init__(self, book: "Workbook") -> None:
        base = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top"}
        self.text = book.add_format({**base, "text_wrap": True})
        self.title = book.add_format({**base, "bold": True, "font_size": 14})
        self.told = book.add_format({**base, "font_color": "#444444"})
        boxed = {**base, "border": 1, "border_color": "#BFBFBF"}
        self.head = book.add_format(
            {**boxed, "bold": True, "bg_color": "#F2EFEA", "text_wrap": True}
        )
        self.cell = book.add_format({**boxed, "text_wrap": True})
        self.whole = book.add_format({**boxed, "num_format": "#,##0"})
        self.broken = book.add_format({**boxed, "num_format": "#,##0.##"})
        self.percent = book.add_format({**boxed, "num_format": "0.0%"})
        self.day = book.add_format({**boxed, "num_format": "yyyy-mm-dd"})


def write(
    sheet: "Worksheet",
    formats: Formats,
    table: Table,
    above: Sequence[str],
    below: Sequence[str] = (),
) -> None:
    """A table with lines above and below it; ready to be printed."""
    for line, text in enumerate(above):
        text_cell(sheet, line, 0, text, formats.title if line == 0 else formats.told)
    names, top = header(table), len(above)
    kinds = [_Kind(name, [row.get(name, "") for row in table], formats) for name in names]
    for column, kind in enumerate(kinds):
        sheet.set_column(column, column, kind.width)
        text_cell(sheet, top, column, kind.heading, formats.head)
    for line, row in enumerate(table, start=top + 1):
        for column, (name, kind) in enumerate(zip(names, kinds, strict=True)):
            kind.write(sheet, line, column, row.get(name, ""))
    bottom = top + len(table)
    for line, text in enumerate(below, start=bottom + 2):
        text_cell(sheet, line, 0, text, formats.told)
        bottom = line
    widths = [kind.width for kind in kinds]
    ready_to_print(sheet, (top, bottom, _columns(widths, [*above[1:], *below])))


def ready_to_print(sheet: "Worksheet", size: tuple[int, int, int]) -> None:
    """A4 lying, as wide as the page, the heading on each page. `size`: its line, the last, columns.

    The heading stays on the screen too.
    """
    top, bottom, columns = size
    sheet.freeze_panes(top + 1, 0)
    sheet.repeat_rows(top)
    sheet.print_area(0, 0, bottom, columns - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.set_footer("&C&P / &N")


def _columns(widths: Sequence[float], lines: Sequence[str]) -> int:
    """How many columns are printed: those of the table, and more where the lines reach further."""
    needed = min(max(map(_wide, lines), default=0), _LONGEST_LINE) - sum(widths)
    return max(len(widths) + max(-int(-needed // _USUAL), 0), 1)


def text_cell(sheet: "Worksheet", line: int, column: int, text: str, form: object) -> None:
    """A text, as it is. Excel cannot hold more of it in one cell."""
    sheet.write_string(line, column, text[:LONGEST], form)


def header(table: Table) -> list[str]:
    """The headings, those of rows that have more of them too."""
    return list(dict.fromkeys(name for row in table for name in row))


class _Kind:
    """What a column holds: all of it days, shares, numbers, or else text."""

    def __init__(self, name: str, cells: Sequence[Cell], formats: Formats) -> None:
        self._formats = formats
        self._share = bool(PERCENT.search(name))
        self._days = any(cells) and all(cell == "" or _is_day(cell) for cell in cells)
        self._whole = all(isinstance(cell, int | str) for cell in cells)
        self.heading = PERCENT.sub("", name) if self._share else name
        longest = max(map(_wide, [self.heading, *(str(cell) for cell in cells[:500])]))
        self.width = min(max(longest + 2, _NARROWEST), _WIDEST)

    def write(self, sheet: "Worksheet", line: int, column: int, cell: Cell) -> None:
        """One cell of the column."""
        forms = self._formats
        if isinstance(cell, str):
            if self._days and cell:
                sheet.write_datetime(line, column, date.fromisoformat(cell), forms.day)
            else:
                text_cell(sheet, line, column, cell, forms.cell)
        elif self._share:
            sheet.write_number(line, column, cell / 100, forms.percent)
        else:
            sheet.write_number(line, column, cell, forms.whole if self._whole else forms.broken)


def _is_day(cell: Any) -> bool:  # noqa: ANN401  any cell
    if not isinstance(cell, str) or not _DAY.fullmatch(cell):
        return False
    try:
        return date.fromisoformat(cell).year >= 1900  # Excel knows no days before
    except ValueError:
        return False


def _wide(text: str) -> int:
    longest = max(text.split("\n"), key=len)
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in longest)


def _safe(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    risky = cell.startswith(_BREAKS) or cell.lstrip().startswith(_FORMULA)
    return f"'{cell}" if risky else cell
