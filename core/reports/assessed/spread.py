"""How points and grades are spread over all who are scored."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from core.assessment.book.shape import HUNDREDTHS, Book, Case, Choosable, Grade, Item, Section, Step
from core.permissions import Actor
from core.reports.assessed.look import Look, look

WIDTHS = (100, 200, 500, 1000, 2000, 5000, 10_000, 50_000, 100_000)
MOST_BANDS = 14
STEPS_BELOW = 7


@dataclass(frozen=True, slots=True)
class Band:
    """How many of one grade (None: not graded) have points from `first` to below `end`."""

    first: int
    end: int
    grade: Grade | None
    people: int


@dataclass(frozen=True, slots=True)
class Graded:
    """How many have a grade (None: not graded). `share` is of all who are scored."""

    grade: Grade | None
    people: int
    share: float
    consequence: str
    consequence_en: str


@dataclass(frozen=True, slots=True)
class SectionFigures:
    """What all have of a section, in hundredths; `full` are at its cap, `none` have nothing."""

    section: Section
    average: int
    highest: int
    full: int
    none: int


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """Who has something of an item, what it pays them in all, and who is at its cap."""

    section: Section
    item: Item
    people: int
    points: int
    full: int


@dataclass(frozen=True, slots=True)
class Below:
    """How many are within one of some equal steps below the top."""

    first: int
    end: int
    people: int


def bands(session: Session, actor: Actor, assessment_id: int) -> tuple[Band, ...]:
    """Points in bands of equal width, each by grade, from the lowest; empty ones left out."""
    found = look(session, actor, assessment_id)
    width = _width([one.kept.rated for one in found.ones])
    grades = (*found.book.grades, None)
    counted = Counter((one.kept.rated // width, one.grade) for one in found.ones)
    order = sorted(counted, key=lambda each: (each[0], grades.index(each[1])))
    return tuple(Band(n * width, (n + 1) * width, grade, counted[n, grade]) for n, grade in order)


def grades(session: Session, actor: Actor, assessment_id: int) -> tuple[Graded, ...]:
    """How many have each grade of the book, the best first, and what follows from it."""
    found = look(session, actor, assessment_id)
    counted = Counter(one.grade for one in found.ones)
    told = [*found.book.grades, *([None] if counted[None] else [])]
    return tuple(_graded(found, grade, counted[grade]) for grade in told if found.ones)


def sections(session: Session, actor: Actor, assessment_id: int) -> tuple[SectionFigures, ...]:
    """What all have of each section that pays, in the order of the book."""
    found = look(session, actor, assessment_id)
    return tuple(_section(found, one) for one in paying(found.book) if found.ones)


def items(session: Session, actor: Actor, assessment_id: int) -> tuple[ItemFigures, ...]:
    """What each item brings, the one first that brings most."""
    found = look(session, actor, assessment_id)
    told = [
        _item(found, section, item)
        for section in found.book.sections
        for item in section.items
        if _pays(item)
    ]
    return tuple(sorted(told, key=lambda one: -one.points)) if found.ones else ()


def below_the_top(session: Session, actor: Actor, assessment_id: int) -> tuple[Below, ...]:
    """How many are within each of seven equal steps from the highest points down to the lowest.

    Close points are told as one step, where places would tell them apart by chance.
    """
    found = look(session, actor, assessment_id)
    points = [one.kept.rated for one in found.ones]
    if not points:
        return ()
    top, lowest = max(points), min(points)
    width = -(-(top - lowest + 1) // (STEPS_BELOW * HUNDREDTHS)) * HUNDREDTHS
    counted = Counter((top - each) // width for each in points)
    return tuple(
        Below(top - (n + 1) * width + 1, top - n * width, counted[n])
        for n in range(max(counted) + 1)
    )


def paying(book: Book) -> list[Section]:
    """The sections that pay or cost anything; others are only counted."""
    return [one for one in book.sections if any(_pays(item) for item in one.items)]


def average(points: Sequence[int]) -> int:
    """The mean of hundredths, to a hundredth."""
    return round(sum(points) / len(points)) if points else 0


def _width(points: Sequence[int]) -> int:
    spread = max(points, default=0) - min(points, default=0)
    return next((one for one in WIDTHS if spread // one < MOST_BANDS), spread + 1)


def _graded(found: Look, grade: Grade | None, people: int) -> Graded:
    named = {one.key: one for one in found.book.consequences}
    follows = named.get(grade.consequence) if grade else None
    told = (follows.name, follows.name_en) if follows else ("", "")
    return Graded(grade, people, people / len(found.ones), *told)


def _section(found: Look, section: Section) -> SectionFigures:
    points = [one.kept.sections.get(section.key, 0) for one in found.ones]
    full = sum(each >= section.cap for each in points) if section.cap is not None else 0
    none = sum(each <= 0 for each in points)
    return SectionFigures(section, average(points), max(points), full, none)


def _item(found: Look, section: Section, item: Item) -> ItemFigures:
    told = [one.kept.items.get(item.key, (0, 0)) for one in found.ones]
    full = sum(points >= item.cap for _, points in told) if item.cap is not None else 0
    having = sum(amount > 0 for amount, _ in told)
    return ItemFigures(section, item, having, sum(points for _, points in told), full)


def _pays(item: Item) -> bool:
    """Whether it pays or costs anything, or is only counted."""
    several: tuple[Case | Step | Choosable, ...] = (*item.cases, *item.steps, *item.choices)
    return bool(item.points or item.start or any(one.points for one in several))
