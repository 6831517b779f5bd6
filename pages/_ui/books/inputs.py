"""Inputs for the values of a rule book, and which of them were changed."""

from collections.abc import Callable, Sequence
from decimal import Decimal

import streamlit as st

from core.assessment.book.knobs import WHOLE, Changes, Knob, Setting, Value
from core.assessment.book.lines import Path
from pages._ui.edge import input_key
from pages._ui.words import _, plain

ACROSS = 5
WIDE = 2  # a name takes the place of so many: of a rule it has a dozen characters
TEXTS = {Knob.NAME: 120, Knob.NOTE: 4_000}  # how long they may be
MOST = 1_000_000.0
Label = Callable[[Setting], str]
Values = dict[Path, Value | None]


def ask(form: str, settings: Sequence[Setting], label: Label) -> Values:
    """The inputs, rows of short ones and notes below them; what stands in them now."""
    found: Values = {}
    for row in _rows([one for one in settings if one.knob is not Knob.NOTE]):
        left = ACROSS - sum(map(_width, row))
        columns = st.columns([*map(_width, row), left] if left else [*map(_width, row)])
        for column, one in zip(columns, row, strict=False):  # the last may be the room left
            with column:
                found[one.path] = _ask(form, one, label(one))
    for one in settings:
        if one.knob is Knob.NOTE:
            found[one.path] = _ask(form, one, label(one))
    return found


def _width(one: Setting) -> int:
    return WIDE if one.knob is Knob.NAME else 1


def _rows(settings: Sequence[Setting]) -> list[list[Setting]]:
    """As many in a row as there is room for."""
    rows: list[list[Setting]] = []
    for one in settings:
        if not rows or sum(map(_width, rows[-1])) + _width(one) > ACROSS:
            rows.append([])
        rows[-1].append(one)
    return rows


def changed(settings: Sequence[Setting], values: Values) -> Changes:
    """What was typed otherwise than it stood; what must not be empty stays as it was."""
    found: Values = {}
    for one in settings:
        new = values[one.path] or None if one.knob in TEXTS else values[one.path]
        if new == one.value or (new is None and not one.optional):
            continue
        found[one.path] = new
    return found


def _ask(form: str, one: Setting, label: str) -> Value | None:
    key = input_key(form, ".".join(str(step) for step in one.path))
    if one.knob in TEXTS:
        most = TEXTS[one.knob]
        text: str = st.text_input(plain(label), str(one.value or ""), max_chars=most, key=key)
        return text.strip()
    empty = None
    if one.optional:  # no base points are 0 points, no cap is no limit
        empty = "0" if one.knob is Knob.BASE else _("none")
    if one.knob in WHOLE:
        count: int | None = st.number_input(
            plain(label), 1, 1_000, _count(one.value), step=1, key=key, placeholder=empty
        )
        return count
    points: float | None = st.number_input(
        plain(label), -MOST, MOST, _float(one.value), 1.0, "%g", key=key, placeholder=empty
    )
    return None if points is None else exact(points)


def exact(points: float) -> Decimal | int:
    """What was typed, with at most two decimals."""
    hundredths = round(points * 100)
    return hundredths // 100 if hundredths % 100 == 0 else Decimal(hundredths) / 100


def _float(value: Value | None) -> float | None:
    return None if value is None else float(value)


def _count(value: Value | None) -> int | None:
    return None if value is None else int(value)
