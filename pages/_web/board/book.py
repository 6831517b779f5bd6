"""A board as one workbook: a sheet for each chart with its numbers, and one that tells of them."""

import re
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from core.i18n import N_
from core.text.order import Order, in_order
from pages._ui.charts.panel import Table
from pages._web.board import tables
from pages._web.board.gathered import Gathered, Part, said
from pages._web.board.tables import Formats

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST_NAME = 31  # signs that Excel lets a sheet be called
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_ABOUT, _FIGURES = N_("About"), N_("Key figures")
# The columns that hold names, the more telling first.
_NAMES = (
    N_("Who is scored"),
    N_("Member"),
    N_("Name"),
    N_("Studio"),
    N_("Sector group"),
    N_("Sector"),
    N_("Village or community"),
    N_("Township"),
    N_("Handling unit"),
    N_("Special committee"),
    N_("Committee"),
)


def book(found: Gathered, order: Order | None = None) -> bytes:
    """The workbook. Each row is on the disk before the next is written."""
    import xlsxwriter  # a writer of workbooks is not kept in memory until one is asked for

    out = BytesIO()
    made = xlsxwriter.Workbook(out, {"constant_memory": True})
    writer = _Writer(made, found, order)
    writer.all()
    made.set_properties({"title": found.title, "author": found.origin.maker, "comments": ""})
    made.close()
    return out.getvalue()


def sheet_names(titles: Sequence[str]) -> list[str]:
    """What sheets are called: as on the screen, as Excel allows it, no two alike."""
    names: list[str] = []
    for title in titles:
        plain = _FORBIDDEN.sub(" ", title).strip(" '")[:LONGEST_NAME] or "?"
        taken, number, name = {one.lower() for one in names}, 1, plain
        while name.lower() in taken:
            number += 1
            name = f"{plain[: LONGEST_NAME - 4].rstrip()} {number}"
        names.append(name)
    return names


def ordered(table: Table, order: Order | None, found: Gathered) -> Table:
    """A table by the names in it, where it has some and an order is asked for."""
    headings = [found.view.say(one) for one in _NAMES]
    column = next((one for one in headings if table and one in table[0]), None)
    if order is None or column is None:
        return table
    return in_order(table, order, lambda row: str(row.get(column, "")))


class _Writer:
    """Writes the sheets of one board."""

    def __init__(self, book: "Workbook", found: Gathered, order: Order | None) -> None:
        self._book, self._found, self._order = book, found, order
        self._formats = Formats(book)
        self._parts = list(found.parts())

    def all(self) -> None:
        """What the workbook is about, the key figures, and a sheet for each panel."""
        say = self._found.view.say
        titles = [say(part.panel.title) for part in self._parts]
        figures = [say(_FIGURES)] if self._found.found else []
        names = sheet_names([say(_ABOUT), *figures, *titles])
        own = names[1 + len(figures) :]
        self._about(self._book.add_worksheet(names[0]), own)
        if figures:
            self._figures(self._book.add_worksheet(names[1]))
        for name, part in zip(own, self._parts, strict=True):
            self._panel(self._book.add_worksheet(name), part)

    def _about(self, sheet: "Worksheet", names: Sequence[str]) -> None:
        _, found = self._found.view.say, self._found
        facts = found.origin.facts()
        if self._order:
            facts[_("Order of names")] = _.word(self._order)
        listed: Table = [
            {
                _("Sheet"): name,
                _("What it says"): part.panel.tell(part.rows, found.view),
                _("Source"): _(part.panel.source.name),
            }
            for name, part in zip(names, self._parts, strict=True)
        ]
        above = [found.title, *(f"{name}：{told}" for name, told in facts.items()), found.told]
        tables.write(sheet, self._formats, listed, above)

    def _figures(self, sheet: "Worksheet") -> None:
        say = self._found.view.say
        table, above = self._found.key_figures(), [say(_FIGURES), self._found.told]
        tables.write(sheet, self._formats, table, above, [self._found.origin.foot()])

    def _panel(self, sheet: "Worksheet", part: Part) -> None:
        view, panel = self._found.view, part.panel
        table = ordered(panel.table(part.rows, view), self._order, self._found)
        above = [view.say(panel.title), panel.tell(part.rows, view)]
        notes = said(part.notes, view)
        below = [*notes, self._found.origin.foot(panel)]
        tables.write(sheet, self._formats, table, above, below)
