"""Values as a rule book writes them."""

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeAlias

from core.assessment.book.faults import shown
from core.errors import RuleBroken
from core.i18n import N_

Plain: TypeAlias = str | bool | int | Decimal | Sequence["Plain"] | Mapping[str, "Plain"]
BARE = re.compile(r"[A-Za-z0-9_-]+")
# What lists of tables are called; each member stands below a heading of its own.
LISTS = (
    *("section", "item", "once", "condition", "minimum", "veto", "limit", "grade"),
    *("consequence", "approval"),
)


def number(hundredths: int) -> Decimal | int:
    """Hundredths as a number of the book: 500 is 5, 350 is 3.5."""
    return int(shown(hundredths)) if hundredths % 100 == 0 else Decimal(shown(hundredths))


def value(plain: Plain) -> str:
    """A value as it stands behind "=", on one line."""
    if isinstance(plain, bool):
        return "true" if plain else "false"
    if isinstance(plain, str):
        return json.dumps(plain, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(plain, Mapping):
        return "{ " + ", ".join(pair(*each) for each in plain.items()) + " }" if plain else "{}"
    if isinstance(plain, Sequence):
        return "[" + ", ".join(value(each) for each in plain) + "]"
    return format(plain, "f") if isinstance(plain, Decimal) else str(plain)


def pair(key: str, plain: Plain) -> str:
    """A key with its value."""
    return f"{key if BARE.fullmatch(key) else value(key)} = {value(plain)}"


def table(names: Sequence[str], values: Mapping[str, Plain]) -> list[str]:
    """The lines of a member of a list of tables, with the lists below it behind."""
    below = [key for key, plain in values.items() if key in LISTS and _is_tables(plain)]
    lines = [f"[[{'.'.join(names)}]]"]
    lines += [pair(key, plain) for key, plain in values.items() if key not in below]
    for key in below:
        for member in values[key]:  # type: ignore[union-attr]  # `_is_tables` has looked
            lines += ["", *table((*names, key), member)]  # type: ignore[arg-type]
    return lines


def _is_tables(plain: Plain) -> bool:
    listed = isinstance(plain, Sequence) and not isinstance(plain, str)
    return listed and all(isinstance(each, Mapping) for each in plain)  # type: ignore[union-attr]


def same(left: Any, right: Any) -> bool:  # noqa: ANN401  TOML holds anything
    """Whether two documents say the same. An empty list is as good as none; 1 is not true."""
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        one, other = _filled(left), _filled(right)
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if _is_list(left) and _is_list(right):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    return bool(left == right)


def _filled(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: each for key, each in table.items() if not (_is_list(each) and not each)}


def _is_list(plain: object) -> bool:
    return isinstance(plain, Sequence) and not isinstance(plain, str)


def refusal() -> RuleBroken:
    """That a change cannot be made this way."""
    return RuleBroken(
        N_("This cannot be changed here without touching other lines: change it in the text."),
        field="text",
    )
