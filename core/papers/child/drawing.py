"""Drawing a preset: what a layout took down becomes a Word file with fields to fill."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from docx.document import Document as Sheet
from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from core.papers.child import extras, page

Told = Mapping[str, Any]
_RED = "D01010"
_LARGEST = 46
_MANY = 8  # columns; beyond that no room is left for margins
_LINE = 9  # millimetres of a line of the imprint
_CELLS = (("lines", "cell-lines"), ("prose", "cell-prose"), ("large", "cell-large"))


def drawn(blocks: Sequence[Told]) -> bytes:
    """The Word file of a preset layout."""
    lying = any(block["do"] == "landscape" for block in blocks)
    chinese = all(block.get("chinese", True) for block in blocks)
    document = page.empty(landscape=lying, chinese=chinese)
    for block in blocks:
        _DRAW[block["do"]](document, block)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _line(document: Sheet, text: str, style: str) -> Paragraph:
    return document.add_paragraph(text, style=document.styles[f"lx-{style}"])


def _plain(document: Sheet, block: Told) -> None:
    _line(document, block["text"], block.get("style", "title"))


def _header(document: Sheet, block: Told) -> None:
    name = _line(document, block["name"], "head-name")
    if "{{" not in block["name"]:
        name.runs[0].font.size = Pt(_size_of(block["name"], page.width_of(document)))
    if block["red"]:
        name.runs[0].font.color.rgb = page.RED
    if block["under"]:
        _line(document, block["under"], "head-under")
    line = _line(document, f"{block['left']}\t{block['right']}", "head-line")
    line.paragraph_format.tab_stops.add_tab_stop(
        Mm(page.width_of(document)), WD_TAB_ALIGNMENT.RIGHT
    )
    page.rule(line, "bottom", eighths=18, colour=_RED if block["red"] else "000000")


def _size_of(name: str, width: float) -> float:
    """As large as fits into one line. A name that is filled in later keeps the usual size."""
    room = width / 25.4 * 72
    return max(min(_LARGEST, room / sum(1.05 if one > "\u2e80" else 0.55 for one in name)), 20)


def _fields(document: Sheet, block: Told) -> None:
    per_line, label = block["per_line"], block["label_mm"]
    value = (page.width_of(document) - label * per_line) / per_line
    table = _table(document, [label, value] * per_line)
    for line in _lines(block["pairs"], per_line):
        row = table.add_row()
        tall = max(pair["tall"] for pair in line)
        row.height, row.height_rule = Mm(tall or 9), WD_ROW_HEIGHT_RULE.AT_LEAST
        _set_widths(row, [label, value] * per_line)
        for place, pair in enumerate(line):
            _pair(row, place * 2, pair, last=place == len(line) - 1)


def _lines(pairs: Sequence[Told], per_line: int) -> list[list[Told]]:
    """The pairs as they stand beside each other; a wide one has a line of its own."""
    lines: list[list[Told]] = []
    for pair in pairs:
        last = lines[-1] if lines else []
        if not last or pair["wide"] or last[-1]["wide"] or len(last) == per_line:
            lines.append([pair])
        else:
            last.append(pair)
    return lines


def _pair(row: _Row, place: int, pair: Told, *, last: bool) -> None:
    cells = row.cells
    value = cells[place + 1].merge(cells[-1]) if last else cells[place + 1]
    _write(cells[place], pair["label"], "label")
    _write(value, pair["value"], next((name for key, name in _CELLS if pair[key]), "cell"))
    if pair["prose"] or pair["lines"]:
        value.vertical_alignment = WD_ALIGN_VERTICAL.TOP
    if pair["low"]:
        value.vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM
        value.paragraphs[0].alignment = page.ALIGN["right"]


def _rows(document: Sheet, block: Told) -> None:
    columns = block["columns"]
    whole = sum(column["share"] for column in columns)
    widths = [page.width_of(document) * column["share"] / whole for column in columns]
    table = _table(document, widths)
    if len(columns) > _MANY:
        extras.narrow_margins(table, 1)
    head = table.add_row()
    for cell, column in zip(head.cells, columns, strict=True):
        _write(cell, column["heading"], "label")
    _flag(head, "w:tblHeader")
    _tag(table, "{%tr for row in " + block["source"] + " %}")
    line = table.add_row()
    for cell, column in zip(line.cells, columns, strict=True):
        align = column["align"]
        _write(cell, column["value"], "cell" if align == "left" else f"cell-{align}")
    _flag(line, "w:cantSplit")
    _tag(table, "{%tr endfor %}")
    for row in table.rows:
        row.height, row.height_rule = Mm(block["tall"]), WD_ROW_HEIGHT_RULE.AT_LEAST
        _set_widths(row, widths)


def _tag(table: Table, text: str) -> None:
    table.add_row().cells[0].paragraphs[0].add_run(text)


def _table(document: Sheet, widths: Sequence[float]) -> Table:
    table: Table = document.add_table(rows=0, cols=len(widths))
    table.style = document.styles["Table Grid"]
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    return table


def _set_widths(row: _Row, widths: Sequence[float]) -> None:
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = Mm(width)


def _write(cell: _Cell, text: str, style: str) -> None:
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.style = cell.part.document.styles[f"lx-{style}"]  # type: ignore[attr-defined]  # the part of a cell is the document's
    paragraph.add_run(text)


def _flag(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _signature(document: Sheet, block: Told) -> None:
    """Four characters before the right margin, as it is sealed there."""
    _space(document, {"points": 28})
    for text in (block["body"], block["day"]):
        line = _line(document, text, "right")
        line.paragraph_format.right_indent = Pt(64)
        line.paragraph_format.keep_together = True


def _imprint(document: Sheet, block: Told) -> None:
    """At the foot of the last page, over its whole width, between rules."""
    _space(document, {"points": 12})
    width = page.width_of(document)
    table = _table(document, [width])
    table.style = None
    texts = [f"{block['left']}\t{block['right']}", *([block["copies"]] if block["copies"] else [])]
    page.pin(table, page.TOP + page.HEIGHT - _LINE * len(texts))
    for text in texts:
        row = table.add_row()
        _set_widths(row, [width])
        _write(row.cells[0], text, "imprint")
        stops = row.cells[0].paragraphs[0].paragraph_format.tab_stops
        stops.add_tab_stop(Mm(width - 4), WD_TAB_ALIGNMENT.RIGHT)
    _space(document, {"points": 1})


def _space(document: Sheet, block: Told) -> None:
    line = _line(document, "", "small")
    line.paragraph_format.line_spacing = Pt(block["points"])


def _page_break(document: Sheet, _block: Told) -> None:
    document.add_page_break()


def _nothing(_document: Sheet, _block: Told) -> None:
    """How the sheet lies and what it speaks was asked before it was begun."""


def _condition(document: Sheet, block: Told) -> None:
    document.add_paragraph(block["text"])


_DRAW = {
    "landscape": _nothing,
    "language": _nothing,
    "header": _header,
    "title": _plain,
    "line": _plain,
    "fields": _fields,
    "rows": _rows,
    "signature": _signature,
    "imprint": _imprint,
    "space": _space,
    "page_break": _page_break,
    "tag": _condition,
    "large": extras.large,
    "turn": extras.turn,
    "frame": extras.frame,
}
