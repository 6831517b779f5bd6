"""Rounding half away from zero, alike in Python and in both databases."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, TypeAlias

from sqlalchemy import BigInteger, ColumnElement, case, cast, literal
from sqlalchemy.orm import Mapped

Number: TypeAlias = ColumnElement[Any] | Mapped[Any]

WHOLE = 10_000  # what a share of 100 percent is in hundredths of a percent


def rounded(value: Fraction) -> int:
    """The nearest integer; a half goes away from zero."""
    size = abs(value)
    whole = (2 * size.numerator + size.denominator) // (2 * size.denominator)
    return whole if value >= 0 else -whole


def product(
    number: Number,
    times: Iterable[tuple[Number, int]],
    divided: Number | None = None,
    *,
    turned: bool = False,
) -> ColumnElement[int]:
    """A number times fractions (numerator, denominator), divided once more, rounded at the end.

    Only non-negative integers are divided: there the databases agree on what `/` means.
    `turned` says that a fraction may be below zero, so that the sign is not the number's own.
    """
    above: ColumnElement[int] = cast(number, BigInteger)
    below: ColumnElement[int] = literal(1, BigInteger)
    for numerator, denominator in times:
        above = above * cast(numerator, BigInteger)
        below = below * literal(denominator, BigInteger)
    if divided is not None:
        below = below * cast(divided, BigInteger)
    up = (2 * above + below) // (2 * below)
    down = -((below - 2 * above) // (2 * below))
    sign = above if turned else cast(number, BigInteger)
    return case((sign >= 0, up), else_=down)
