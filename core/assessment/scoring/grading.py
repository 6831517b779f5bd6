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
    given = _given(book, counted)
    places = {row.id: bisect_left(descending, -row.rated) + 1 for row in counted}
    return [Graded(row.id, places.get(row.id), given.get(row.id)) for row in rows]


def _given(book: Book, counted: Sequence[Standing]) -> dict[int, Grade]:
    """Grade by grade, the best first: who is let in among those who have none yet.

    Who is held down takes no place of a better grade. Those who tie with the last one of a
    quota are in, and the next quota is the smaller by them; what a quota leaves is nobody's.
    """
    best = {row.id: max(_held_down(book, row), default=0) for row in counted}
    left = sorted(counted, key=lambda row: -row.rated)
    given: dict[int, Grade] = {}
    beyond = 0
    for number, one in enumerate(book.grades):
        quota = _quota(one, len(counted))
        fit = [row for row in left if best[row.id] <= number and _enough(one, row)]
        if quota is not None:
            fit = _first(fit, quota - beyond)
            beyond = max(len(fit) + beyond - quota, 0)
        given.update((row.id, one) for row in fit)
        left = [row for row in left if row.id not in given]
    return given


def _enough(one: Grade, row: Standing) -> bool:
    return one.from_points is None or row.rated >= one.from_points


def _first(descending: Sequence[Standing], places: int) -> list[Standing]:
    """So many, and those who tie with the last of them."""
    if places <= 0 or not descending:
        return []
    last = descending[min(places, len(descending)) - 1].rated
    return [row for row in descending if row.rated >= last]


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
