"""Places and grades: by points, by order or by quota; ties share a place. Pure."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from core.assessment.book.shape import Book, Grade

PERCENT = 10_000  # a whole in hundredths of a percent


@dataclass(frozen=True, slots=True)
class Standing:
    """What grading looks at of one subject. `failed` names conditions, see `conditions.failed`."""

    id: int
    rated: int
    months: int
    failed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Graded:
    """Place (1, 1, 3) and grade of one subject; neither where too few months were served."""

    id: int
    place: int | None
    grade: Grade | None


def grade(book: Book, rows: Sequence[Standing]) -> list[Graded]:
    """Place and grade of all who were scored together, in the order given."""
    counted = [row for row in rows if row.months >= book.pro_rata.at_least_months]
    descending = sorted(-row.rated for row in counted)
    ends = _ends(book.grades, len(counted))
    known = {row.id for row in counted}
    return [_one(book, row, descending, ends) if row.id in known else _none(row) for row in rows]


def _none(row: Standing) -> Graded:
    return Graded(row.id, None, None)


def _one(
    book: Book, row: Standing, descending: Sequence[int], ends: Sequence[int | None]
) -> Graded:
    place = bisect_left(descending, -row.rated) + 1
    reached = _reached(book.grades, row.rated, place, ends)
    worst = max([reached, *_held_down(book, row)], default=reached)
    fits = worst < len(book.grades)
    return Graded(row.id, place, book.grades[worst] if fits else None)


def _reached(grades: Sequence[Grade], rated: int, place: int, ends: Sequence[int | None]) -> int:
    """The first grade whose points and quota both let it in; past the end where none does."""
    for number, (one, end) in enumerate(zip(grades, ends, strict=True)):
        by_points = one.from_points is None or rated >= one.from_points
        if by_points and (end is None or place <= end):
            return number
    return len(grades)


def _ends(grades: Sequence[Grade], counted: int) -> list[int | None]:
    """The last place of each grade that has a quota; it counts from where the one above ended."""
    ends: list[int | None] = []
    taken = 0
    for one in grades:
        quota = _quota(one, counted)
        taken += quota or 0
        ends.append(None if quota is None else taken)
    return ends


def _quota(one: Grade, counted: int) -> int | None:
    if one.top_count is not None:
        return one.top_count
    if one.top_percent is None:
        return None
    return counted * one.top_percent // PERCENT


def _held_down(book: Book, row: Standing) -> list[int]:
    """The grades that conditions hold a subject down to."""
    places = {one.key: number for number, one in enumerate(book.grades)}
    minimums = [one.otherwise for one in book.minimums if one.condition in row.failed]
    vetoes = [one.grade for one in book.vetoes if one.condition in row.failed]
    return [places[key] for key in (*minimums, *vetoes) if key in places]
