"""Grades: in order, without overlap, within reach, and one for everybody."""

from collections.abc import Iterator

from core.assessment.book.faults import shown
from core.assessment.book.lines import Path
from core.assessment.book.most import most
from core.assessment.book.shape import HUNDREDTHS, Book, Grade
from core.assessment.book.tables import Log
from core.i18n import N_

WHOLE = 100 * HUNDREDTHS


def check(book: Book, log: Log) -> None:
    """Note grades that overlap, cannot be reached, or leave somebody without one."""
    _one_way(book, log)
    _downwards(book, log)
    _last(book, log)
    _quotas(book, log)


def _placed(book: Book) -> Iterator[tuple[Grade, Path]]:
    for place, grade in enumerate(book.grades):
        yield grade, ("grade", place)


def _way(grade: Grade) -> str:
    """By what a grade is given: a quota beside points is still points."""
    if grade.from_points is not None:
        return "from"
    if grade.top_count is not None:
        return "top_count"
    return "top_percent" if grade.top_percent is not None else ""


def _one_way(book: Book, log: Log) -> None:
    """All grades but the last are given in the same way."""
    first = _way(book.grades[0]) if book.grades else ""
    for grade, path in _placed(book):
        if grade.top_count is not None and grade.top_percent is not None:
            log.fault(path, N_("Give “top_count” or “top_percent”, not both."))
        is_last = grade is book.grades[-1]
        if not is_last and not _way(grade):
            log.fault(path, N_("Say who gets this grade: from, top_count or top_percent."))
        elif _way(grade) not in (first, ""):
            log.fault(
                path,
                N_("The first grade goes by “{first}”: let this one do the same."),
                first=first,
            )


def _downwards(book: Book, log: Log) -> None:
    """The best first, each from fewer points than the one before."""
    above: int | None = None
    for grade, path in _placed(book):
        points = grade.from_points
        if points is None:
            continue
        if above is not None and points >= above:
            log.fault(
                (*path, "from"),
                N_("This overlaps the grade before, from {above}: begin lower, the best first."),
                above=shown(above),
            )
        if points > most(book) and not log.partly:
            log.fault(
                (*path, "from"),
                N_("{points} can never be reached here: {most} is the most there can be."),
                points=shown(points),
                most=shown(int(most(book))),
            )
        above = points


def _last(book: Book, log: Log) -> None:
    """The last grade takes all who are left."""
    if not book.grades:
        return
    last = book.grades[-1]
    at_floor = last.from_points is not None and book.floor is not None
    if at_floor and (last.from_points or 0) <= (book.floor or 0) and not _quota(last):
        return
    if _way(last):
        log.fault(
            ("grade", len(book.grades) - 1),
            N_("Whoever does not reach the last grade has none: let it ask for nothing."),
        )


def _quota(grade: Grade) -> bool:
    return grade.top_count is not None or grade.top_percent is not None


def _quotas(book: Book, log: Log) -> None:
    """Percentages that are some, and together no more than all."""
    summed = 0
    for grade, path in _placed(book):
        percent = grade.top_percent
        if percent is None:
            continue
        summed += percent
        if percent <= 0 or summed > WHOLE:
            log.fault(
                (*path, "top_percent"),
                N_("Percentages are above 0, and together 100 at most; here they come to {sum}."),
                sum=shown(summed),
            )
