"""What few presets need: large type, a framed page, and pages that lie on their side."""

from collections.abc import Mapping
from typing import Any

from docx.document import Document as Sheet
from docx.enum.section import WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table

from core.papers.child import page

Told = Mapping[str, Any]
_FONTS = {"title": page.TITLE_FONT, "hei": page.HEI, "kai": page.KAI, "fang": page.FANGSONG}
# After the borders of a page, in the order that Word wants.
_BEHIND = (
    *("w:lnNumType", "w:pgNumType", "w:cols", "w:formProt", "w:vAlign", "w:noEndnote"),
    *("w:titlePg", "w:textDirection", "w:bidi", "w:rtlGutter", "w:docGrid", "w:printerSettings"),
)


def large(document: Sheet, block: Told) -> None:
    """A line of large type, with room above and below."""
    line = document.add_paragraph(style=document.styles["lx-center"])
    line.alignment = page.ALIGN[block["align"]]
    run = line.add_run(block["text"])
    run.font.size = Pt(block["points"])
    page.set_fonts(run._r, _FONTS[block["font"]])
    run.font.bold = block["bold"]
    if block["red"]:
        run.font.color.rgb = page.RED
    form = line.paragraph_format
    form.line_spacing = Pt(block["points"] * 1.45)
    form.space_before, form.space_after = Pt(block["before"]), Pt(block["after"])


def turn(document: Sheet, _block: Told) -> None:
    """Go on with a page that lies on its side."""
    page.lay(document.add_section(WD_SECTION.NEW_PAGE), landscape=True)


def frame(document: Sheet, block: Told) -> None:
    """A double line around each page, which bears no number."""
    borders = OxmlElement("w:pgBorders")
    borders.set(qn("w:offsetFrom"), "page")
    for side in ("top", "left", "bottom", "right"):
        line = OxmlElement(f"w:{side}")
        told = {"val": "thinThickSmallGap", "sz": 36, "space": 24, "color": block["colour"]}
        for name, value in told.items():
            line.set(qn(f"w:{name}"), str(value))
        borders.append(line)
    section = document.sections[-1]
    section._sectPr.insert_element_before(borders, *_BEHIND)
    section.footer_distance = Mm(14)
    for foot in (section.footer, section.even_page_footer):
        number = foot.paragraphs[0]._p
        number.getparent().remove(number)


def narrow_margins(table: Table, mm: float) -> None:
    """Let the cells of a table have no more than so much room at their sides."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        one = OxmlElement(f"w:{side}")
        one.set(qn("w:w"), str(round(mm * 56.7)))
        one.set(qn("w:type"), "dxa")
        margins.append(one)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption")
