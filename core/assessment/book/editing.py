"""Changing one thing in the text of a rule book; every other byte stays as it was typed.

A path leads through the document: `("section", 0, "item", 2, "points")`. Each change is
read back and compared, so that none says more than was asked for.
"""

from collections.abc import Callable, Mapping
from typing import Any

from core.assessment.book import stretches
from core.assessment.book.faults import BookFaulty
from core.assessment.book.lines import Kind, Path, Place, places
from core.assessment.book.syntax import parse
from core.assessment.book.writing import Plain, pair, refusal, same, value

Change = Callable[[Any], None]
FAILED = (KeyError, IndexError, TypeError, AttributeError, ValueError)


def set_value(text: str, path: Path, new: Plain) -> str:
    """The text with a value at a path, whether there was one or not."""

    def change(holder: Any) -> None:  # noqa: ANN401  TOML holds anything
        holder[path[-1]] = new

    found = _places(text)
    old = found.get(path)
    if old is not None and old.kind in (Kind.PAIR, Kind.MEMBER):
        written = text[: old.value] + value(new) + text[old.end :]
    elif old is None and isinstance(path[-1], str):
        written = stretches.with_pair(text, found, path, pair(path[-1], new))
    else:
        raise refusal()
    return _compared(text, path, change, written)


def remove(text: str, path: Path) -> str:
    """The text without a key, a member of a list, or a table with all below it."""

    def change(holder: Any) -> None:  # noqa: ANN401  TOML holds anything
        del holder[path[-1]]

    found = _places(text)
    old = found.get(path)
    if old is None or old.kind is Kind.NAME:
        raise refusal()
    if old.kind is Kind.HEADING:
        written = stretches.without_blocks(text, found, path)
    elif stretches.within_brackets(found, path):
        written = stretches.without_member(text, found, path)
    else:
        written = stretches.without_lines(text, old)
    return _compared(text, path, change, written)


def add(text: str, path: Path, values: Mapping[str, Plain], before: int | None = None) -> str:
    """The text with one more member of a list of tables: last, or before another."""

    def change(holder: Any) -> None:  # noqa: ANN401  TOML holds anything
        members = holder.setdefault(path[-1], [])
        members.insert(len(members) if before is None else before, dict(values))

    found = _places(text)
    old = found.get(path)
    if old is not None and old.kind is Kind.PAIR:
        written = stretches.with_member(text, found, path, value(values), before)
    else:
        written = stretches.with_block(text, found, path, values, before)
    return _compared(text, path, change, written)


def _places(text: str) -> dict[Path, Place]:
    """Where things stand in a text, which must be TOML."""
    parse(text)
    return places(text)


def _compared(text: str, path: Path, change: Change, written: str) -> str:
    """What was written, if it says just what was meant."""
    meant = parse(text)
    holder: Any = meant
    try:
        for step in path[:-1]:
            holder = holder[step]
        change(holder)
    except FAILED:
        raise refusal() from None
    try:
        said = parse(written)
    except BookFaulty:
        raise refusal() from None
    if not same(said, meant):
        raise refusal()
    return written
