"""What a preset layout is written on: it takes down what to draw, and draws nothing itself.

Texts may hold `{{ field }}`. The process of `core.papers.child` makes the Word file of it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

from core.papers.words import Words

_DIGITS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and its value in a table of fields.

    `wide`: over the whole width. `tall`: at least so many millimetres high, the value at its top.
    `prose`: text in paragraphs; `lines`: the same in lines of 28 points.
    `large`: in the middle, of size 三号, as a subject stands. `low`: at the foot of its cell.
    """

    label: str
    value: str
    wide: bool = False
    tall: float = 0
    prose: bool = False
    lines: bool = False
    large: bool = False
    low: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table of rows: `value` says `{{ row.field }}`. `share` is of the width."""

    heading: str
    value: str
    share: float = 1
    align: str = "center"


@dataclass
class Sheet:
    """A sheet of A4 with the margins and type sizes of GB/T 9704-2012.

    `red`: whether the office wants its header in red. Layouts need not ask: `header` knows.
    """

    words: Words
    red: bool = False
    blocks: list[dict[str, Any]] = field(default_factory=list)
    _headings: int = 0

    def __post_init__(self) -> None:
        """Say first in which language the sheet is: headings of Latin letters are bold."""
        self._add("language", chinese=self.words.is_chinese)

    def landscape(self) -> None:
        """Lay the sheet on its side, for wide tables. Said before anything else."""
        self._add("landscape")

    def header(self, name: str, *, left: str = "", right: str = "", under: str = "") -> None:
        """The head of an official paper: large name, a line under it, and a line above the rule.

        `under` stands below the name (an issue's number); `left` and `right` stand above the
        rule (number of the paper, signer). Red with a red rule, where the office wants it.
        """
        self._add("header", name=name, left=left, right=right, under=under, red=self.red)

    def title(self, text: str) -> None:
        """The title, in the middle, 小标宋 of size 二号."""
        self._add("title", text=text)

    def subtitle(self, text: str) -> None:
        """A line below the title, 楷体 of size 三号."""
        self._add("line", text=text, style="subtitle")

    def addressee(self, text: str) -> None:
        """To whom it goes, at the left margin and with a colon."""
        self._add("line", text=f"{text}{'：' if self.words.is_chinese else ':'}", style="flush")

    def paragraph(self, text: str, *, style: str = "body") -> None:
        """A paragraph. Styles: body (two characters in), flush, right, center, small, strong."""
        self._add("line", text=text, style=style)

    def heading(self, text: str) -> None:
        """The next heading: 一、二、三、 or 1. 2. 3."""
        self._headings += 1
        number = self._headings
        sign = f"{_DIGITS[number - 1]}、" if self.words.is_chinese else f"{number}. "
        self._add("line", text=f"{sign}{text}", style="heading")

    def fields(self, pairs: Sequence[Pair], *, per_line: int = 2, label_mm: float = 0) -> None:
        """A table of labels and values. Labels in English need more room than Chinese ones."""
        told = [asdict(pair) for pair in pairs]
        width = label_mm or (26 if self.words.is_chinese else 33)
        self._add("fields", pairs=told, per_line=per_line, label_mm=width)

    def rows(self, source: str, columns: Sequence[Column], *, tall: float = 8) -> None:
        """A table with a line for each row of a field; its head is repeated on each page.

        Each line is at least so many millimetres high: more, where it is written on.
        """
        told = [asdict(column) for column in columns]
        self._add("rows", source=source, columns=told, tall=tall)

    def signature(self, body: str, day: str) -> None:
        """Who signs and when, at the right."""
        self._add("signature", body=body, day=day)

    def imprint(self, left: str, right: str, copies: str = "") -> None:
        """The imprint between two rules: who prints, when, and how many copies."""
        self._add("imprint", left=left, right=right, copies=copies)

    def picture(self, name: str, *, align: str = "center") -> None:
        """A picture, as wide as its facts say."""
        self._add("line", text="{{ " + name + " }}", style=f"picture-{align}")

    def space(self, points: float = 14) -> None:
        """Room between two parts."""
        self._add("space", points=points)

    def page_break(self) -> None:
        """Go on with a new page."""
        self._add("page_break")

    def large(self, text: str, points: float, **how: object) -> None:
        """A line of large type: `font` title, hei, kai or fang; `align`, `bold`, `red`, room
        in points `before` and `after`.
        """
        usual = {"font": "title", "align": "center", "bold": False, "red": False}
        self._add("large", text=text, points=points, **{**usual, "before": 0, "after": 0, **how})

    def frame(self, colour: str = "000000") -> None:
        """Frame a page that hangs on a wall: it bears no number."""
        self._add("frame", colour=colour)

    def turn(self) -> None:
        """Go on with a new page that lies on its side, for an attachment with a wide table."""
        self._add("turn")

    @contextmanager
    def each(self, name: str, source: str) -> Iterator[None]:
        """What is said for each row of a field, which is known by `name` there."""
        self._add("tag", text="{%p for " + name + " in " + source + " %}")
        yield
        self._add("tag", text="{%p endfor %}")

    @contextmanager
    def when(self, name: str) -> Iterator[None]:
        """What stands there only if a field says something."""
        self._add("tag", text="{%p if " + name + " %}")
        yield
        self._add("tag", text="{%p endif %}")

    def _add(self, do: str, **told: object) -> None:
        self.blocks.append({"do": do, **told})
