"""Marks of a Chinese keyboard that stand where TOML asks for plain ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import category, normalize

from core.i18n import N_

INSTEAD = N_("“{mark}” is a full-width mark; type “{plain}” instead.")
BLANK = N_("Here is a blank that is not a plain one. Delete it and type a plain blank.")
UNSEEN = N_("Here is a character that cannot be seen. Delete it, with the marks beside it.")
NOT_HERE = N_("“{mark}” does not belong here. Delete it.")

_QUOTES = "“”„‟‘’「」『』《》〈〉〝〞＂＇"
_DASHES = "－—–−‐‑―ー"
# What compatibility forms do not tell, or tell so that it is no TOML.
_PLAIN = {
    **dict.fromkeys(_QUOTES, '"'),
    **dict.fromkeys(_DASHES, "-"),
    **dict(zip("【】〔〕〖〗", "[][][]", strict=True)),
    "、": ",",
    "；": ",",
    "：": "=",
    "。": ".",
    "｡": ".",
}
_AT_THE_END = "。｡；"  # ends a sentence, and no line of a book


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at a column of a line, and what to do about it."""

    column: int
    mark: str
    sentence: str
    plain: str = ""


def found(row: str, column: int) -> Mark | None:
    """The wrong mark that a fault at a column comes from: there, or the first of the line."""
    marks = {each.column: each for each in _marks(row)}
    return marks.get(column) or next(iter(marks.values()), None)


def unclosed(row: str) -> Mark | None:
    """The wrong quotation mark with which a text was to be closed."""
    last = max((place for place, mark in enumerate(row) if mark in _QUOTES), default=-1)
    return _mark(row, last) if last >= 0 else None


def _marks(row: str) -> Iterator[Mark]:
    """All wrong marks outside of texts and remarks."""
    quote, escaped = "", False
    for place, mark in enumerate(row):
        if quote:
            closes = mark == quote and not escaped
            escaped = quote == '"' and mark == "\\" and not escaped
            quote = "" if closes else quote
        elif mark in "\"'":
            quote = mark
        elif mark == "#":
            return
        elif wrong := _mark(row, place):
            yield wrong


def _mark(row: str, place: int) -> Mark | None:
    mark, column = row[place], place + 1
    if mark in _AT_THE_END and not row[place + 1 :].strip():
        return Mark(column, mark, NOT_HERE)
    if plain := _plain(mark):
        return Mark(column, mark, INSTEAD, plain)
    if category(mark) == "Zs" and mark != " ":
        return Mark(column, mark, BLANK)
    if category(mark) in ("Cf", "Zl", "Zp"):
        return Mark(column, mark, UNSEEN)
    return None


def _plain(mark: str) -> str:
    """The plain mark that one of another width stands for, "" where there is none."""
    if mark.isascii():
        return ""
    told = _PLAIN.get(mark) or normalize("NFKC", mark)
    return told if len(told) == 1 and told.isascii() and told.isprintable() and told != " " else ""
