"""The fields of a paper: named, told in both languages, with an example of each.

A paper's facts are a frozen dataclass. Each field is `Annotated` with `Told`: a text, a tuple of
rows (which are such dataclasses themselves), a picture, or a bool for what is there only at times.
"""

import base64
import re
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, get_args, get_type_hints

from core.i18n import N_
from core.papers.words import Words

ROWS_OF_SAMPLE = 3
Hint = Any  # what `typing` tells of an annotation
Value = Any  # what a field holds
# What no XML holds. Tabs and line breaks stay.
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# A picture for samples: a gray square.
_GRAY = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mO4AQAA2gDZvcV+FQAAAABJRU5ErkJggg=="
)
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Told:
    """What a field is, with a made-up example. `prose`: each line is a paragraph of its own."""

    label: str
    sample: str | int | date | bool = ""
    prose: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on a paper, and how wide it is printed. Without bytes there is none."""

    data: bytes
    mm: float


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field as the screen of templates lists it; `below` are the columns of rows."""

    name: str
    label: str
    sample: str | int | date | bool
    below: "tuple[FieldRow, ...]" = ()
    is_picture: bool = False


# What every paper knows besides its own facts.
COMMON = (
    FieldRow("made", N_("Who made the paper, when, and from what"), ""),
    FieldRow("made_by", N_("Who made the paper"), N_("Clerk 001")),
    FieldRow("made_on", N_("Day on which it was made"), date(2026, 3, 5)),
)


def described(facts: type) -> tuple[FieldRow, ...]:
    """The fields of a paper's facts, in their order."""
    hints = get_type_hints(facts, include_extras=True)
    return tuple(_row(one.name, hints[one.name]) for one in fields(facts))


def paths(rows: tuple[FieldRow, ...]) -> dict[str, FieldRow]:
    """The fields by the way a template reaches them; those of rows are `rows[].name`."""
    found = {row.name: row for row in rows}
    for row in rows:
        found |= {f"{row.name}[].{path}": one for path, one in paths(row.below).items()}
    return found


def sample(facts: type, words: Words) -> Value:
    """Facts with the example of each field, for a look at a template."""
    return _sample(facts, words, 0)


def context(facts: object) -> dict[str, Any]:
    """Facts as the process that fills a template is given them."""
    hints = get_type_hints(type(facts), include_extras=True)
    return {name: _value(getattr(facts, name), _told(hint)) for name, hint in hints.items()}


def cleaned(text: str) -> str:
    """A text without what no paper can hold."""
    return _SURROGATE.sub("\ufffd", _IMPOSSIBLE.sub("", text)).replace("\r", "")


def _row(name: str, hint: Hint) -> FieldRow:
    told, below = _told(hint), _rows_of(hint)
    columns = described(below) if below else ()
    return FieldRow(name, told.label, told.sample, columns, is_picture=_is_picture(hint))


def _told(hint: Hint) -> Told:
    return next(one for one in hint.__metadata__ if isinstance(one, Told))


def _rows_of(hint: Hint) -> type | None:
    """The class of the rows of a field that has several."""
    inner = get_args(get_args(hint)[0])
    return inner[0] if len(inner) == 2 and inner[1] is Ellipsis else None


def _is_picture(hint: Hint) -> bool:
    return get_args(hint)[0] is Picture


def _value(value: object, told: Told) -> Value:
    if isinstance(value, str):
        text = cleaned(value)
        return "\a".join(_lines(text)) if told.prose else text
    if isinstance(value, tuple):
        return [context(row) for row in value]
    if isinstance(value, Picture):
        return {"picture": base64.b64encode(value.data).decode(), "mm": value.mm}
    return value


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()] or [""]


def _sample(facts: type, words: Words, place: int) -> Value:
    hints = get_type_hints(facts, include_extras=True)
    return facts(**{one.name: _example(hints[one.name], words, place) for one in fields(facts)})


def _example(hint: Hint, words: Words, place: int) -> Value:
    told, below = _told(hint), _rows_of(hint)
    if below:
        return tuple(_sample(below, words, number) for number in range(ROWS_OF_SAMPLE))
    if _is_picture(hint):
        return Picture(_GRAY, 35)
    return shown(told.sample, words, place)


def shown(value: str | int | date | bool, words: Words, place: int = 0) -> str | bool:
    """An example in a language; numbers rise from row to row."""
    if isinstance(value, bool):
        return value
    if isinstance(value, date):
        return words.day(value)
    return str(value + place) if isinstance(value, int) else words(value)
