"""An empty sheet: A4, the margins of GB/T 9704-2012, its type sizes and fonts, page numbers."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from docx import Document
from docx.document import Document as Sheet
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph

TITLE_FONT, SONG, FANGSONG, HEI, KAI = "方正小标宋简体", "宋体", "仿宋", "黑体", "楷体"
LATIN = "Times New Roman"
# What a machine without a font takes in its place.
INSTEAD = {TITLE_FONT: SONG, FANGSONG: "仿宋_GB2312", KAI: "楷体_GB2312"}
RED = RGBColor(0xD0, 0x10, 0x10)
WIDTH, HEIGHT = 156, 225
TOP, LEFT, RIGHT, BOTTOM = 37, 28, 26, 35
_FOOT = 28
_TWIPS = 56.7  # in a millimetre


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: font, size in points, line in points (0: as high as it needs)."""

    font: str
    size: float
    line: float = 28
    align: str = "left"
    indent: bool = False
    bold: bool = False
    before: float = 0
    after: float = 0


STYLES = {
    "title": Style(TITLE_FONT, 22, 35, "center", before=14, after=14),
    "subtitle": Style(KAI, 16, 28, "center", after=10),
    "body": Style(FANGSONG, 16, 28, "justify", indent=True),
    "flush": Style(FANGSONG, 16, 28, "justify"),
    "right": Style(FANGSONG, 16, 28, "right"),
    "center": Style(FANGSONG, 16, 28, "center"),
    "strong": Style(HEI, 16, 28, "justify", indent=True),
    "heading": Style(HEI, 16, 28, "justify", indent=True),
    "small": Style(SONG, 10.5, 16, "justify"),
    "head-name": Style(TITLE_FONT, 29, 0, "center", after=4),
    "head-under": Style(FANGSONG, 16, 28, "center"),
    "head-line": Style(FANGSONG, 16, 28, "left", before=6, after=12),
    "question": Style(KAI, 16, 28, "left", indent=True, bold=True, before=10),
    "lead": Style(FANGSONG, 16, 28, "justify", indent=True),
    "source": Style(SONG, 9, 14, "left", after=10),
    "label": Style(HEI, 12, 18, "center"),
    "cell": Style(SONG, 12, 18, "left"),
    "cell-center": Style(SONG, 12, 18, "center"),
    "cell-right": Style(SONG, 12, 18, "right"),
    "cell-large": Style(FANGSONG, 16, 26, "center"),
    "cell-prose": Style(SONG, 12, 20, "justify", indent=True),
    "cell-lines": Style(SONG, 12, 28, "justify", indent=True),
    "imprint": Style(FANGSONG, 14, 24),
    "picture-center": Style(SONG, 12, 0, "center", before=6, after=6),
    "picture-left": Style(SONG, 12, 0, before=6, after=6),
    "picture-right": Style(SONG, 12, 0, "right"),
    "number": Style(SONG, 14, 18),
    "made": Style(SONG, 8, 10, "center"),
}
ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def empty(*, landscape: bool = False, chinese: bool = True) -> Sheet:
    """A sheet with nothing on it but the number of its page."""
    document = Document()
    lay(document.sections[0], landscape=landscape)
    document.settings.odd_and_even_pages_header_footer = True
    _name_fonts(document)
    for name, style in STYLES.items():
        _keep(document, name, style if chinese else _latin(name, style))
    _foot(document)
    return document


def width_of(document: Sheet) -> float:
    """How wide the type area is, in millimetres."""
    section = document.sections[-1]
    sides = (section.left_margin or 0) + (section.right_margin or 0)
    return float(((section.page_width or 0) - sides) / Mm(1))


def set_fonts(owner: object, chinese: str) -> None:
    """Name the font of Chinese and of Latin characters in a style or a run."""
    properties = owner.get_or_add_rPr()  # type: ignore[attr-defined]  # an XML element of docx
    fonts = properties.get_or_add_rFonts()
    for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(attribute), None)
    named = {"w:ascii": LATIN, "w:hAnsi": LATIN, "w:eastAsia": chinese, "w:cs": LATIN}
    for attribute, font in named.items():
        fonts.set(qn(attribute), font)


def rule(paragraph: Paragraph, side: str, *, eighths: int, colour: str = "000000") -> None:
    """A line along one side of a paragraph."""
    borders = paragraph._p.get_or_add_pPr()
    found = borders.find(qn("w:pBdr"))
    if found is None:
        found = OxmlElement("w:pBdr")
        borders.insert_element_before(found, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
    line = OxmlElement(f"w:{side}")
    for name, value in {"val": "single", "sz": eighths, "space": 1, "color": colour}.items():
        line.set(qn(f"w:{name}"), str(value))
    found.append(line)


def pin(table: Table, top: float) -> None:
    """Let a table begin so far down its page, with rules between its lines alone."""
    properties = table._tbl.tblPr
    place = OxmlElement("w:tblpPr")
    where = {"vertAnchor": "page", "horzAnchor": "margin", "tblpXSpec": "left"}
    for name, told in (where | {"tblpY": str(round(top * _TWIPS))}).items():
        place.set(qn(f"w:{name}"), told)
    properties.insert_element_before(place, "w:tblW", "w:jc", "w:tblLayout", "w:tblLook")
    borders = OxmlElement("w:tblBorders")
    for side, eighths in (("top", 8), ("bottom", 8), ("insideH", 6)):
        line = OxmlElement(f"w:{side}")
        for name, value in {"val": "single", "sz": eighths, "space": 0, "color": "000000"}.items():
            line.set(qn(f"w:{name}"), str(value))
        borders.append(line)
    properties.insert_element_before(borders, "w:tblLayout", "w:tblCellMar", "w:tblLook")


def _latin(name: str, style: Style) -> Style:
    """Latin letters have no 黑体: what stands out by it is bold, and no line is drawn apart."""
    if style.font == HEI or name == "title":
        style = replace(style, bold=True)
    if name == "label":
        style = replace(style, size=10.5, line=15)
    if name == "head-name":
        style = replace(style, size=24)
    return replace(style, align="left") if style.align == "justify" else style


def lay(section: Section, *, landscape: bool) -> None:
    """Give the pages of a section their size and margins."""
    sides = (Mm(210), Mm(297))
    margins = (TOP, RIGHT, BOTTOM, LEFT)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        sides, margins = (Mm(297), Mm(210)), (LEFT, BOTTOM, RIGHT, TOP)
    section.page_width, section.page_height = sides
    top, right, bottom, left = (Mm(one) for one in margins)
    section.top_margin, section.right_margin = top, right
    section.bottom_margin, section.left_margin = bottom, left
    section.header_distance, section.footer_distance = (
        Mm(15),
        bottom - Mm(_FOOT if not landscape else 18),
    )


def _keep(document: Sheet, name: str, style: Style) -> None:
    kept = document.styles.add_style(f"lx-{name}", WD_STYLE_TYPE.PARAGRAPH)
    if not isinstance(kept, ParagraphStyle):
        raise TypeError(name)
    kept.font.size, kept.font.bold = Pt(style.size), style.bold
    kept.font.name = LATIN
    set_fonts(kept.element, style.font)
    form = kept.paragraph_format
    form.alignment = ALIGN[style.align]
    form.space_before, form.space_after = Pt(style.before), Pt(style.after)
    if style.line:
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(style.line)
    form.keep_with_next = name in ("heading", "strong", "subtitle", "question", "lead")
    if style.indent:
        _indent(kept.element, style.size)


def _indent(element: object, size: float) -> None:
    """Two characters, whatever their size becomes."""
    indent = element.get_or_add_pPr().get_or_add_ind()  # type: ignore[attr-defined]  # as above
    indent.set(qn("w:firstLineChars"), "200")
    indent.set(qn("w:firstLine"), str(round(size * 40)))


def _name_fonts(document: Sheet) -> None:
    """The font of all else, and what stands in where a machine lacks a font."""
    set_fonts(document.styles["Normal"].element, SONG)
    for part in document.part.package.iter_parts():
        if part.partname.endswith("fontTable.xml"):
            told = "".join(map(_font, INSTEAD.items())).encode()
            part._blob = part.blob.replace(b"</w:fonts>", told + b"</w:fonts>")


def _font(names: tuple[str, str]) -> str:
    name, instead = names
    return (
        f'<w:font w:name="{name}"><w:altName w:val="{instead}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="default"/></w:font>'
    )


def _foot(document: Sheet) -> None:
    section = document.sections[0]
    sides: tuple[tuple[Callable[[], Paragraph], str], ...] = (
        (lambda: section.footer.paragraphs[0], "right"),
        (lambda: section.even_page_footer.paragraphs[0], "left"),
    )
    for first, side in sides:
        _number(document, first(), side)
    for foot in (section.footer, section.even_page_footer):
        foot.is_linked_to_previous = False
        foot.add_paragraph("{{ made }}", style=document.styles["lx-made"]).runs[
            0
        ].font.color.rgb = RGBColor(0x70, 0x70, 0x70)


def _number(document: Sheet, paragraph: Paragraph, side: str) -> None:
    """The page number between two dashes, on the outer side: — 1 —."""
    paragraph.style = document.styles["lx-number"]
    paragraph.alignment = ALIGN[side]
    paragraph.add_run("— ")
    for kind in ("begin", "", "end"):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = "PAGE"
        run._r.append(mark)
    paragraph.add_run(" —")
