"""What a map of squares must keep to, and how it is laid out by itself."""

import math
from collections.abc import Sequence

from core.committees.squares.drafts import SquareDraft
from core.errors import RuleBroken
from core.i18n import N_

MOST = 40  # rows, and columns


def check(squares: Sequence[SquareDraft]) -> None:
    """Refuse squares beyond the map, two on one square, and one place on two squares."""
    taken: dict[tuple[int, int], SquareDraft] = {}
    placed: set[tuple[int | None, int | None]] = set()
    for one in squares:
        if not (1 <= one.row <= MOST and 1 <= one.column <= MOST):
            raise RuleBroken(
                N_("{name}: give a row and a column from 1 to {most}."),
                "squares",
                name=one.name,
                most=MOST,
            )
        if other := taken.get((one.row, one.column)):
            raise RuleBroken(
                N_("{first} and {second} both stand in row {row}, column {column}. Move one."),
                "squares",
                first=other.name,
                second=one.name,
                row=one.row,
                column=one.column,
            )
        if one.place in placed:
            raise RuleBroken(N_("{name} stands on the map twice."), "squares", name=one.name)
        taken[one.row, one.column] = one
        placed.add(one.place)


def in_reading_order(number: int) -> list[tuple[int, int]]:
    """Rows and columns for so many squares, row by row, about as wide as high."""
    wide = max(math.ceil(math.sqrt(number)), 1)
    return [(n // wide + 1, n % wide + 1) for n in range(number)]
