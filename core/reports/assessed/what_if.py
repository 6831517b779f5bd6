"""What would change if one item of the book paid otherwise. Nothing of it is kept."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from core.assessment.book.shape import Book, Grade, Item, Section
from core.assessment.corrections import after_closing
from core.assessment.keeping import corrections
from core.assessment.models import Assessment, AssessmentState
from core.assessment.scoring import grading
from core.assessment.scoring.scoring import Case, score
from core.errors import RuleBroken
from core.i18n import N_
from core.permissions import Actor
from core.reports.assessed.look import One, find, look

MOST = 1_000_000
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Change:
    """What an item is to pay: `points` each where it has one value, `percent` of all it pays
    where it has several; `cap` is its new top, None for none. All but percent in hundredths.
    """

    item: str
    points: int | None = None
    percent: int = WHOLE
    cap: int | None = None


@dataclass(frozen=True, slots=True)
class Turned:
    """One whose points or grade would be others."""

    one: One
    rated: int
    place: int | None
    grade: Grade | None

    @property
    def change(self) -> int:
        """Points gained or lost, in hundredths."""
        return self.rated - self.one.kept.rated


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Who would change, the grade first; and how many each grade would have."""

    turned: tuple[Turned, ...]
    before: Mapping[str, int]
    after: Mapping[str, int]

    @property
    def regraded(self) -> tuple[Turned, ...]:
        """Those who would have another grade."""
        return tuple(each for each in self.turned if each.grade != each.one.grade)


def what_if(session: Session, actor: Actor, assessment_id: int, change: Change) -> WhatIf:
    """Score anew by the changed book, beside what the book as it is gives for the same records.

    That is what is kept; of a closed assessment, whose records may have changed since, it is
    scored anew as well.
    """
    row, found = find(session, actor, assessment_id), look(session, actor, assessment_id)
    then = _scored(session, row, changed(found.book, change), found.ones)
    closed = row.state is AssessmentState.CLOSED
    ones = _scored(session, row, found.book, found.ones).values() if closed else found.ones
    turned = [
        Turned(one, new.kept.rated, new.place, new.grade)
        for one in ones
        if (new := then.get(one.subject.id))
    ]
    return WhatIf(
        tuple(each for each in turned if each.change or each.grade != each.one.grade),
        Counter(each.one.grade.key for each in turned if each.one.grade),
        Counter(each.grade.key for each in turned if each.grade),
    )


def _scored(session: Session, row: Assessment, book: Book, ones: Sequence[One]) -> dict[int, One]:
    """What a book gives for the records as they are, without what was corrected after closing."""
    given, later = corrections(session, row.id), after_closing(session, row)
    plain = {one: points - later.get(one, 0) for one, points in given.items()}
    case = Case(row.committee_id, row.first_on, row.last_on, corrections=plain)
    found = {one.id: one for one in score(session, book, case)}
    graded = {one.id: one for one in grading.grade(book, [one.standing for one in found.values()])}
    told = {}
    for one in ones:
        if (number := one.subject.id) in found:
            sheet, grade = found[number].sheet, graded[number]
            kept = replace(one.kept, total=sheet.total, rated=sheet.rated)
            told[number] = One(one.subject, kept, grade.place, grade.grade)
    return told


def is_simple(item: Item) -> bool:
    """Whether an item has one value, and not several by case, step or choice."""
    return not (item.cases or item.steps or item.choices)


def changed(book: Book, change: Change) -> Book:
    """A book with one item changed; all else as it was."""
    if change.item not in book.by_key:
        raise RuleBroken(N_("Choose an item of the book."), field="item")
    if max(abs(change.points or 0), abs(change.cap or 0), abs(change.percent)) > MOST:
        raise RuleBroken(N_("The value is too large. At most 10,000 points."), field="points")
    return replace(book, sections=tuple(_section(one, change) for one in book.sections))


def _section(section: Section, change: Change) -> Section:
    items = (_item(one, change) if one.key == change.item else one for one in section.items)
    return replace(section, items=tuple(items))


def _item(item: Item, change: Change) -> Item:
    def times(points: int) -> int:
        return round(points * change.percent / WHOLE)

    points = times(item.points) if change.points is None else change.points
    return replace(
        item,
        points=points,
        cap=change.cap,
        cases=tuple(replace(one, points=times(one.points)) for one in item.cases),
        steps=tuple(replace(one, points=times(one.points)) for one in item.steps),
        choices=tuple(replace(one, points=times(one.points)) for one in item.choices),
    )
