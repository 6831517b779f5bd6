"""All who are scored in order, and the places that they belong to side by side."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from sqlmodel import Session

from core.assessment.book.shape import Book, Consequence, Item, Section
from core.assessment.consequences import Reached, following
from core.permissions import Actor
from core.reports.assessed import limits
from core.reports.assessed.look import One, look
from core.reports.assessed.spread import average, paying
from core.reports.assessed.subjects import By, Place


@dataclass(frozen=True, slots=True)
class Side:
    """One place beside the others; points in hundredths, `best` are those of the best grade."""

    place: Place
    people: int
    average: int
    highest: int
    lowest: int
    best: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom to list: those of one place, of one grade ("-": none), from so many points to so
    many, in hundredths, or with something of a section or item, by its key.
    """

    by: By | None = None
    key: str = ""
    grade: str = ""
    low: int | None = None
    high: int | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """One who is scored, with the sections of the book that pay, and what follows.

    `follows` is None where the book has no consequences; `item` is the one that is asked for.
    """

    one: One
    sections: tuple[Section, ...]
    follows: tuple[Consequence, ...] | None = None
    item: Item | None = None


ALL = Wanted()
NO_GRADE = "-"


def everybody(
    session: Session, actor: Actor, assessment_id: int, wanted: Wanted = ALL
) -> tuple[Listed, ...]:
    """All in order of their points, or only those wanted."""
    found = look(session, actor, assessment_id)
    sections = tuple(paying(found.book))
    hits = limits.reached(session, actor, assessment_id)
    item = found.book.by_key.get(wanted.part)
    ones = [one for one in found.ones if _fits(one, wanted) and _has(one, wanted.part)]
    if wanted.part:
        ones.sort(key=lambda one: -_of_part(one, wanted.part))
    return tuple(Listed(one, sections, _follows(found.book, one, hits), item) for one in ones)


def places(session: Session, actor: Actor, assessment_id: int, by: By) -> tuple[Place, ...]:
    """The places that those who are scored belong to, by name."""
    found = {
        one.subject.places[by]
        for one in look(session, actor, assessment_id).ones
        if by in one.subject.places
    }
    return tuple(sorted(found, key=lambda place: (place.name, place.key)))


def side_by_side(session: Session, actor: Actor, assessment_id: int, by: By) -> tuple[Side, ...]:
    """Each place with its people's points, the highest average first; one alone tells nothing."""
    found = look(session, actor, assessment_id)
    members: dict[Place, list[One]] = defaultdict(list)
    for one in found.ones:
        if by in one.subject.places:
            members[one.subject.places[by]].append(one)
    best = found.book.grades[0] if found.book.grades else None
    sides = [_side(place, ones, best) for place, ones in members.items()]
    return tuple(sorted(sides, key=lambda one: (-one.average, one.place.name)))


sectors = partial(side_by_side, by=By.SECTOR)
groups = partial(side_by_side, by=By.GROUP)
special_committees = partial(side_by_side, by=By.SPECIAL)
kinds = partial(side_by_side, by=By.KIND)


def _side(place: Place, ones: list[One], best: object) -> Side:
    points = [one.kept.rated for one in ones]
    top = sum(one.grade is not None and one.grade == best for one in ones)
    return Side(place, len(ones), average(points), max(points), min(points), top)


def _has(one: One, part: str) -> bool:
    """Whether somebody has something of a section or item; of "" everybody."""
    amount, points = one.kept.items.get(part, (0, 0))
    return not part or bool(amount or points or one.kept.sections.get(part, 0))


def _of_part(one: One, part: str) -> int:
    items, sections = one.kept.items, one.kept.sections
    return items[part][1] if part in items else sections.get(part, 0)


def _follows(
    book: Book, one: One, hits: Mapping[int, tuple[Reached, ...]]
) -> tuple[Consequence, ...] | None:
    if not book.consequences:
        return None
    grade = one.grade.key if one.grade else ""
    return following(book, grade, hits.get(one.subject.id, ()))


def _fits(one: One, wanted: Wanted) -> bool:
    place = one.subject.places.get(wanted.by) if wanted.by else None
    grade = one.grade.key if one.grade else NO_GRADE
    return (
        (wanted.by is None or (place is not None and place.key == wanted.key))
        and wanted.grade in ("", grade)
        and (wanted.low is None or one.kept.rated >= wanted.low)
        and (wanted.high is None or one.kept.rated <= wanted.high)
    )
