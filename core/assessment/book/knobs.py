"""The values of a rule book that a clerk turns without seeing its text, each with its path.

Names, points, bounds and thresholds: no keys, no filters. Those are changed in the text.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from core.assessment.book import editing, references, writing
from core.assessment.book.lines import Path
from core.assessment.book.shape import About, Book, Grade, Item, Section, Test, Where
from core.assessment.book.writing import number
from core.i18n import N_
from db.base import Choice

Value = str | int | Decimal
Changes = Mapping[Path, Value | None]


class Knob(Choice):
    """What a value does."""

    NAME = "name", N_("Name")
    NOTE = "note", N_("Note for those scored")
    BASE = "base", N_("Base points")
    POINTS = "points", N_("Points each")
    CASE = "case", N_("Points for these")
    CHOICE = "choice", N_("Points of this choice")
    STEP_FROM = "step_from", N_("Reached from")
    STEP_POINTS = "step_points", N_("Then pays")
    FACTOR = "factor", N_("Multiplied by")
    FIRST = "first", N_("Percent for the first author")
    OTHERS = "others", N_("Percent for each co-signer")
    FROM = "from", N_("Counted from the nth on")
    AT_MOST = "at_most", N_("Counted at most so many times")
    START = "start", N_("Full points at the start")
    CAP = "cap", N_("Points at most")
    FLOOR = "floor", N_("Points at least")
    GRADE_FROM = "grade_from", N_("From points")
    TOP_COUNT = "top_count", N_("The first so many ranks")
    TOP_PERCENT = "top_percent", N_("The first so many percent")
    TEST_LEAST = "at_least", N_("Not less than")
    TEST_MOST = "test_at_most", N_("Not more than")
    TEST_BELOW = "below", N_("Less than")
    YEARS = "years", N_("Years in a row")
    MONTHS = "at_least_months", N_("Graded from so many months")


WHOLE = frozenset({Knob.FROM, Knob.AT_MOST, Knob.TOP_COUNT, Knob.YEARS, Knob.MONTHS})
BOUNDS = {"at_least": Knob.TEST_LEAST, "at_most": Knob.TEST_MOST, "below": Knob.TEST_BELOW}
_BEFORE = {About.TOTAL: "total_", About.MONTHS: "months_"}


@dataclass(frozen=True, slots=True)
class Setting:
    """One value that can be set. `where`: the records it is for; `said`: what it is chosen by.

    `optional`: it may be left empty. `test` is what a threshold looks at.
    """

    path: Path
    knob: Knob
    value: Value | None
    optional: bool = False
    where: Where | None = None
    said: str = ""
    test: Test | None = field(default=None)


Turned = Iterator[Setting]


def of_book(book: Book) -> Turned:
    """The values of the book as a whole."""
    yield Setting(("name",), Knob.NAME, book.name)
    yield _bound(("base",), Knob.BASE, book.base or None)
    yield _bound(("cap",), Knob.CAP, book.cap)
    yield _bound(("floor",), Knob.FLOOR, book.floor)
    if book.pro_rata.by == "month":
        months = book.pro_rata.at_least_months
        yield Setting(("pro_rata", "at_least_months"), Knob.MONTHS, months or None, optional=True)


def of_section(section: Section, place: int) -> Turned:
    """The values of a section, without those of its items."""
    path: Path = ("section", place)
    yield Setting((*path, "name"), Knob.NAME, section.name)
    yield from _bounds(section, path)


def of_item(item: Item, path: Path) -> Turned:
    """The values of an item."""
    yield Setting((*path, "name"), Knob.NAME, item.name)
    yield from _pays(item, path)
    if not item.steps:
        first = item.from_nth if item.from_nth > 1 else None
        yield Setting((*path, "from"), Knob.FROM, first, optional=True)
        yield Setting((*path, "at_most"), Knob.AT_MOST, item.at_most, optional=True)
    yield from _bounds(item, path)
    if item.note:
        yield Setting((*path, "note"), Knob.NOTE, item.note, optional=True)


def of_grade(grade: Grade, place: int) -> Turned:
    """The values of a grade."""
    path: Path = ("grade", place)
    yield Setting((*path, "name"), Knob.NAME, grade.name)
    if grade.from_points is not None:
        yield Setting((*path, "from"), Knob.GRADE_FROM, number(grade.from_points))
    if grade.top_count is not None:
        yield Setting((*path, "top_count"), Knob.TOP_COUNT, grade.top_count)
    if grade.top_percent is not None:
        yield Setting((*path, "top_percent"), Knob.TOP_PERCENT, number(grade.top_percent))


def of_conditions(book: Book) -> dict[str, list[Setting]]:
    """The thresholds of each condition and limit, by its name."""
    found: dict[str, list[Setting]] = {}
    for test, path in references.all_tests(book):
        place = int(path[1])
        limits = path[0] == "limit"
        name = (book.limits if limits else book.conditions)[place].name
        values = found.setdefault(name, [])
        if isinstance(test, Test):
            values += _thresholds(test, path)
        if limits and (years := book.limits[place].years) is not None and years > 1:
            values.append(Setting((*path, "years"), Knob.YEARS, years))
    return {name: values for name, values in found.items() if values}


def turned(text: str, changes: Changes) -> str:
    """The text with values set, or, where they are None, taken out."""
    for path, new in changes.items():
        text = editing.remove(text, path) if new is None else editing.set_value(text, path, new)
    return text


def _thresholds(test: Test, path: Path) -> Turned:
    for bound, knob in BOUNDS.items():
        value: int | None = getattr(test, bound)
        if value is not None:
            key = _BEFORE.get(test.about, "") + bound
            yield Setting((*path, key), knob, number(value), test=test)


def _pays(item: Item, path: Path) -> Turned:
    """What it pays, in whichever way it says so."""
    if not (item.cases or item.steps or item.choices):
        yield Setting((*path, "points"), Knob.POINTS, number(item.points))
    for n, case in enumerate(item.cases):
        points = number(case.points)
        yield Setting((*path, "cases", n, "points"), Knob.CASE, points, where=case.when)
    for choice in item.choices:
        points = number(choice.points)
        yield Setting((*path, "choices", choice.name), Knob.CHOICE, points, said=choice.name)
    for n, step in enumerate(item.steps):
        at: Path = (*path, "steps", n)
        yield Setting((*at, "from"), Knob.STEP_FROM, number(step.from_amount))
        yield Setting((*at, "points"), Knob.STEP_POINTS, number(step.points))
    for n, each in enumerate(item.times):
        yield Setting((*path, "times", n, "by"), Knob.FACTOR, number(each.by), where=each.when)
    if item.share:
        yield Setting((*path, "share", "first"), Knob.FIRST, number(item.share.first))
    if item.share and item.share.others is not None:
        yield Setting((*path, "share", "others"), Knob.OTHERS, number(item.share.others))


def _bounds(part: Section | Item, path: Path) -> Turned:
    """Start, cap and floor; those that a pool has by itself are not there in the text."""
    if part.start is not None:
        yield _bound((*path, "start"), Knob.START, part.start)
    if part.start is None or part.cap != part.start:
        yield _bound((*path, "cap"), Knob.CAP, part.cap)
    if part.floor is not None and (part.start is None or part.floor):
        yield _bound((*path, "floor"), Knob.FLOOR, part.floor)


def _bound(path: Path, knob: Knob, hundredths: int | None) -> Setting:
    value = None if hundredths is None else number(hundredths)
    return Setting(path, knob, value, optional=knob is not Knob.START)


def written(text: str) -> str:
    """A text as it stands in a book, in its quotation marks."""
    return writing.value(text)
