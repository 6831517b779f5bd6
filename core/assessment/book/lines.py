"""Where in the text each thing stands: its path in the document, the line, the stretch.

Reads only texts that are TOML already; what is wrong with others the parser says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]
BLANK = " \t\r\n"
# What a bare value such as 3.5 or true ends at.
ENDS = ",]}\r\n#"
BARE_KEY_ENDS = " \t\r\n.=]"
CLOSING = {"[": "]", "{": "}"}


class Kind(Enum):
    """What stands at a place."""

    PAIR = "pair"
    MEMBER = "member"
    HEADING = "heading"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the text. `value` is where the value of a pair begins.

    A heading stretches over its brackets only; a name (of a list of tables, or the first
    part of a dotted key) over nothing.
    """

    line: int
    kind: Kind
    start: int
    value: int
    end: int


def places(text: str) -> dict[Path, Place]:
    """The place of each key, member of a list and heading."""
    return _Scan(text).document()


def lines(text: str) -> dict[Path, int]:
    """The line of each of them, counted from 1."""
    return {path: place.line for path, place in places(text).items()}


def line_of(found: Mapping[Path, int], path: Path) -> int:
    """The line of a path, or of the nearest thing around it; 1 for the document."""
    for length in range(len(path), 0, -1):
        if path[:length] in found:
            return found[path[:length]]
    return 1


class _Scan:
    """A walk through the text that knows the line it is on."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 1 if text.startswith("\ufeff") else 0
        self.line = 1
        self.found: dict[Path, Place] = {}
        self.members: dict[Path, int] = {}

    def document(self) -> dict[Path, Place]:
        table: Path = ()
        while self.skip_blank():
            if self.text[self.at] == "[":
                table = self.header()
            else:
                self.pair(table)
        return self.found

    def header(self) -> Path:
        """A [table] or a [[member of a list of tables]]; its full path."""
        start = self.at
        doubled = self.text.startswith("[[", start)
        self.step(2 if doubled else 1)
        keys = self.keys("]")
        self.step(2 if doubled else 1)
        path = (*self.placed(keys[:-1]), keys[-1])
        if doubled:
            self.note(path, Kind.NAME, start)
            self.members[path] = self.members.get(path, -1) + 1
        path = self.resolved(path)
        self.note(path, Kind.HEADING, start)
        return path

    def placed(self, keys: list[str]) -> Path:
        """Keys of a header as a path: what is an array means its last member."""
        path: Path = ()
        for key in keys:
            path = self.resolved((*path, key))
        return path

    def resolved(self, path: Path) -> Path:
        return (*path, self.members[path]) if path in self.members else path

    def pair(self, table: Path) -> None:
        """A key with its value. Of a dotted key each part before is a name."""
        start, line = self.at, self.line
        keys = self.keys("=")
        for length in range(1, len(keys)):
            self.note((*table, *keys[:length]), Kind.NAME, start)
        path = (*table, *keys)
        self.step()
        self.skip_blank()
        value = self.at
        self.value(path)
        self.found[path] = Place(line, Kind.PAIR, start, value, self.at)

    def keys(self, until: str) -> list[str]:
        """The parts of a dotted key, up to the mark that ends it."""
        parts: list[str] = []
        while True:
            self.skip_blank()
            if self.text[self.at] == until:
                return parts
            if self.text[self.at] == ".":
                self.step()
            else:
                parts.append(self.key())

    def key(self) -> str:
        start = self.at
        if self.text[start] in "\"'":
            self.string()
            return _unquoted(self.text[start : self.at])
        while self.text[self.at] not in BARE_KEY_ENDS:
            self.at += 1
        return self.text[start : self.at]

    def value(self, path: Path) -> None:
        self.skip_blank()
        mark = self.text[self.at]
        if mark in "\"'":
            self.string()
        elif mark in CLOSING:
            self.inside(path, mark)
        else:
            while self.at < len(self.text) and self.text[self.at] not in ENDS:
                self.at += 1
            while self.text[self.at - 1] in BLANK:
                self.at -= 1

    def inside(self, path: Path, mark: str) -> None:
        """The members of an array, or the pairs of an inline table."""
        self.step()
        place = 0
        while self.skip_blank() and self.text[self.at] != CLOSING[mark]:
            if self.text[self.at] == ",":
                self.step()
            elif mark == "{":
                self.pair(path)
            else:
                self.member((*path, place))
                place += 1
        self.step()

    def member(self, path: Path) -> None:
        """One member of an array."""
        start, line = self.at, self.line
        self.value(path)
        self.found[path] = Place(line, Kind.MEMBER, start, start, self.at)

    def string(self) -> None:
        """A string of one of the four kinds."""
        quote = self.text[self.at]
        mark = quote * 3 if self.text.startswith(quote * 3, self.at) else quote
        self.step(len(mark))
        while not self.text.startswith(mark, self.at):
            self.step(2 if quote == '"' and self.text[self.at] == "\\" else 1)
        self.step(len(mark))
        while len(mark) == 3 and self.text.startswith(quote, self.at):
            self.step()

    def skip_blank(self) -> bool:
        """Past blanks and comments. Whether anything follows."""
        while self.at < len(self.text):
            if self.text[self.at] == "#":
                self.at = (self.text.find("\n", self.at) + 1 or len(self.text) + 1) - 1
            elif self.text[self.at] in BLANK:
                self.step()
            else:
                return True
        return False

    def step(self, count: int = 1) -> None:
        self.line += self.text.count("\n", self.at, self.at + count)
        self.at += count

    def note(self, path: Path, kind: Kind, start: int) -> None:
        line = self.text.count("\n", 0, start) + 1
        self.found.setdefault(path, Place(line, kind, start, start, self.at))


def _unquoted(key: str) -> str:
    """A quoted key without its quotes. Escapes are rare in keys: only two are undone."""
    if key.startswith("'"):
        return key[1:-1]
    return key[1:-1].replace('\\"', '"').replace("\\\\", "\\")
