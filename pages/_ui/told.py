"""Values of a record as people read them: for conflicts and the trail.

Never a row's number, an enum's value or money in fen.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from core import tables
from core.audit import labels
from core.permissions import ScopeKind
from core.reports import names
from core.reports.names import Called
from db.base import Choice
from db.session import reading
from pages._ui.words import _, moment, name_of, word, yuan

Names = Mapping[tuple[str, int], Called]
NOTHING = "—"
# Columns that repeat others: telling them again says nothing new.
DERIVED = {"held_on", "held_month", "name_pinyin"}


def names_in(told: Iterable[tuple[str, object]]) -> Names:
    """What the rows are called that these values of columns refer to."""
    numbers = {(field, number) for field, value in told for number in _numbers(value)}
    if not any(names.refers(field) for field, _number in numbers):
        return {}
    with reading() as session:
        return names.of(session, numbers)


def value(field: str, told: Any, known: Names) -> str:  # noqa: ANN401  whatever a record holds
    """One value in words; a dash where there is none."""
    if told is None or told == "":
        return NOTHING
    if isinstance(told, bool):
        return _("Yes") if told else _("No")
    if isinstance(told, Choice):
        return word(told)
    if isinstance(told, datetime):
        return moment(told)
    if isinstance(told, list | tuple):
        return _(", ").join(value(field, one, known) for one in told) or NOTHING
    if isinstance(told, dict):
        parts = [f"{_(labels.field(key))} {value(key, one, known)}" for key, one in told.items()]
        return _(", ").join(parts)
    if _is_number(told):
        return _number(field, told, known)
    return _text(field, str(told))


def _is_number(told: object) -> bool:
    return isinstance(told, int) and not isinstance(told, bool)


def _numbers(told: object) -> list[int]:
    """The whole numbers of a value, or of a list."""
    several = told if isinstance(told, list | tuple) else [told]
    return [one for one in several if isinstance(one, int) and not isinstance(one, bool)]


def _number(field: str, told: int, known: Names) -> str:
    if field.endswith("_fen"):
        return yuan(told)
    called = known.get((field, told))
    return name_of(called) if called else str(told)


def _text(field: str, told: str) -> str:
    if field in ("scope", "scope_key") and "/" in told:
        return word(ScopeKind(told.partition("/")[0]))
    if field.endswith("_at"):
        return _moment(told)
    choice = _choices().get(field, {}).get(told) or _choices()[""].get(told)
    return _(choice) if choice else told


def _moment(told: str) -> str:
    """A moment as the trail keeps it."""
    try:
        return moment(datetime.fromisoformat(told))
    except ValueError:
        return told


@lru_cache
def _choices() -> dict[str, dict[str, str]]:
    """The labels of choices by the column that keeps them, and by their stored value.

    Under "" are those of all columns: what the trail tells beside them is named by none.
    """
    found: dict[str, dict[str, str]] = {"": {}}
    for column in tables.columns():
        for member in getattr(column.type, "enum_class", None) or ():
            found.setdefault(column.name, {})[member.value] = member.label
            found[""].setdefault(member.value, member.label)
    return found
