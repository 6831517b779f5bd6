"""What differs between two texts of a rule book, as lines taken out and lines put in."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from core.assessment.book.typed import shown

AROUND = 2  # lines that are told before and behind a change


@dataclass(frozen=True, slots=True)
class Line:
    """A line: "-" was taken out, "+" was put in, " " stands in both. "…" leaves some out.

    `number` is its line in the text it stands in; of both, in the newer.
    """

    sign: str
    number: int
    words: str


def lines(before: str, after: str) -> list[Line]:
    """The changed lines from one text to another, with those around them."""
    old, new = shown(before).split("\n"), shown(after).split("\n")
    found: list[Line] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for group in matcher.get_grouped_opcodes(AROUND):
        if found:
            found.append(Line("…", 0, ""))
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                found += _told(" ", new, j1, j2)
            else:
                found += _told("-", old, i1, i2) + _told("+", new, j1, j2)
    return found


def _told(sign: str, rows: list[str], first: int, last: int) -> list[Line]:
    return [Line(sign, place + 1, rows[place]) for place in range(first, last)]
