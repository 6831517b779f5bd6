"""A panel as a picture: title, sentence, chart, what its colours mean, and where it comes from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from unicodedata import east_asian_width

from pages._ui.charts import bars, marks
from pages._ui.charts.bars import FONT, Spec
from pages._ui.charts.panel import View
from pages._web import drawing
from pages._web.board.gathered import Part, said
from pages._web.board.origin import Origin

WIDTH = 960
EDGE = 28
_SIZE = re.compile(r'^<svg [^>]*?width="([\d.]+)" height="([\d.]+)"')


@dataclass(frozen=True, slots=True)
class Paint:
    """The colours and sizes of what stands around the bars."""

    ink: str = "#24272c"
    quiet: str = "#5e6269"
    grid: str = "#e2dfd8"
    paper: str = "#ffffff"
    label: int = 13


PAPER = Paint()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing of a chart and how large it is."""

    words: str
    width: float
    height: float


def chart(spec: Spec, width: int, paint: Paint = PAPER) -> Drawn:
    """A chart drawn as wide as asked for, in colours that suit what it is put on."""
    words = drawing.svg(fitted(spec, width, paint))
    found = _SIZE.match(words)
    size = (float(found[1]), float(found[2])) if found else (float(width), float(width))
    return Drawn(words, *size)


def fitted(spec: Spec, width: int, paint: Paint = PAPER) -> Spec:
    """A chart's specification for paper: a width of its own, and no colours of the screen."""
    config = dict(spec.get("config", {}))
    config["background"] = paint.paper
    config["axis"] = {
        "labelColor": paint.ink,
        "titleColor": paint.quiet,
        "gridColor": paint.grid,
        "domainColor": paint.grid,
        "labelPadding": 6,
        "labelFontSize": paint.label,
        "titleFontSize": paint.label - 1,
        "titleFontWeight": "normal",
    } | config.get("axis", {})
    for part in ("legend", "header", "title"):
        config[part] = {"labelColor": paint.ink, "titleColor": paint.ink} | config.get(part, {})
    config["text"] = {"color": paint.ink} | config.get("text", {})
    made = {**spec, "config": config}
    if "mark" in spec or "layer" in spec:
        made |= {"width": width, "autosize": {"type": "fit-x", "contains": "padding"}}
    return made


def svg(part: Part, view: View, origin: Origin) -> str:
    """The whole picture as a drawing. For a panel that has a chart."""
    panel, rows = part.panel, part.rows
    assert panel.draw  # noqa: S101  a table alone is no picture
    spec = panel.draw(rows, view)
    drawn = chart(marks.marked(spec, part.notes, view), WIDTH - 2 * EDGE)
    page = _Page()
    page.line(view.say(panel.title), 22, PAPER.ink, "600")
    page.line(panel.tell(rows, view), 15, PAPER.ink)
    page.keys(bars.keys(spec))
    page.put(drawn)
    for note in said(part.notes, view):
        page.line(note, 13, PAPER.ink)
    page.line(origin.foot(panel), 11.5, PAPER.quiet)
    return page.done()


def png(part: Part, view: View, origin: Origin) -> bytes:
    """The whole picture."""
    return drawing.png(svg(part, view, origin))


def bare(spec: Spec, width: int) -> str:
    """A chart with what its colours mean alone, for a paper that says the rest in its own type."""
    page = _Page(width)
    page.keys(bars.keys(spec))
    page.put(chart(spec, width - 2 * EDGE))
    return page.done()


def height_of(words: str) -> float:
    """How high a drawing is, 0 where it does not say."""
    found = _SIZE.search(words)
    return float(found[2]) if found else 0.0


def wrapped(text: str, size: float, width: float) -> list[str]:
    """A text in lines that fit: broken at a blank or between Chinese signs."""
    lines, line, used = [], "", 0.0
    for word in re.findall(r"[^\s\u2e80-\uffef]+\s*|[\u2e80-\uffef]|\s+", text):
        wide = measured(word.rstrip(), size)
        if line and used + wide > width:
            lines.append(line.rstrip())
            line, used = "", 0.0
        line += word
        used += measured(word, size)
    return [*lines, line.rstrip()] if line.strip() else lines


def measured(text: str, size: float) -> float:
    """About how wide a text is drawn; rather too wide than cut off."""
    return sum(size if east_asian_width(sign) in "WF" else 0.58 * size for sign in text)


class _Page:
    """Pieces put below each other."""

    def __init__(self, width: float = WIDTH) -> None:
        self._width = width
        self._at = float(EDGE)
        self._pieces: list[str] = []

    def line(self, text: str, size: float, colour: str, weight: str = "400") -> None:
        """A text, in as many lines as it takes."""
        for part in wrapped(text, size, self._width - 2 * EDGE):
            self._at += size
            self._text(part, EDGE, size, colour, weight)
            self._at += size * 0.45
        self._at += 5

    def keys(self, colours: Mapping[str, str]) -> None:
        """What each colour stands for."""
        if not colours:
            return
        self._at += 13
        left = float(EDGE)
        for name, colour in colours.items():
            wide = measured(name, 13) + 38
            if left > EDGE and left + wide > self._width - EDGE:
                left, self._at = float(EDGE), self._at + 21
            box = f'x="{left}" y="{self._at - 11}" width="12" height="12" rx="2"'
            self._pieces.append(f'<rect {box} fill="{escape(colour)}"/>')
            self._text(name, left + 17, 13, PAPER.ink)
            left += wide
        self._at += 12

    def put(self, drawn: Drawn) -> None:
        """A drawing, made smaller where it is too wide."""
        scale = min(1.0, (self._width - 2 * EDGE) / drawn.width)
        width, height = drawn.width * scale, drawn.height * scale
        place = f'<svg x="{EDGE}" y="{self._at:.1f}" '
        words = _sized(drawn, width, height)
        self._pieces.append(words.replace("<svg ", place, 1))
        self._at += height + 10

    def done(self) -> str:
        """The page, as high as it has become."""
        height = self._at + EDGE - 12
        head = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        place = f'width="{self._width:.0f}" height="{height:.0f}"'
        size = f'{place} viewBox="0 0 {self._width:.0f} {height:.0f}"'
        ground = f'<rect {place} fill="{PAPER.paper}"/>'
        font = f'<g font-family="{escape(FONT)}">'
        return f"<svg {head} {size}>{ground}{font}{''.join(self._pieces)}</g></svg>"

    def _text(self, text: str, left: float, size: float, colour: str, weight: str = "400") -> None:
        place = f'x="{left:.1f}" y="{self._at:.1f}" font-size="{size}" font-weight="{weight}"'
        self._pieces.append(f'<text {place} fill="{colour}">{escape(text)}</text>')


def _sized(drawn: Drawn, width: float, height: float) -> str:
    """A drawing with another size; what is in it grows and shrinks along."""
    given = f'width="{width:.1f}" height="{height:.1f}"'
    return re.sub(r'width="[\d.]+" height="[\d.]+"', given, drawn.words, count=1)
