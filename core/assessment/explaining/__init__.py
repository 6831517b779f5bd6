"""One subject's points, each with the records behind it and with what is still missing."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from core.assessment.book.shape import Book, Condition, Grade, Item, Step
from core.assessment.explaining import facts
from core.assessment.explaining.facts import Fact
from core.assessment.scoring import conditions
from core.assessment.scoring.conditions import Lacking
from core.assessment.scoring.plans import plan
from core.assessment.scoring.scoring import Case, Scored, scored, values
from core.assessment.scoring.sheet import Sheet

__all__ = ["Explanation", "Fact", "Held", "Told", "Wanting", "explain", "told"]


@dataclass(frozen=True, slots=True)
class Told:
    """One item: amount and points in hundredths, its facts, and what would bring more.

    `next_step` is the step not yet reached and how much is missing to it; `to_cap` what the
    item can still pay, None where nothing holds it.
    """

    item: Item
    amount: int
    points: int
    facts: tuple[Fact, ...]
    next_step: tuple[Step, int] | None
    to_cap: int | None


@dataclass(frozen=True, slots=True)
class Wanting:
    """A minimum condition that is not met yet, and the tests that would do."""

    condition: Condition
    lacking: tuple[Lacking, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A condition that lets nobody come to more than a grade: one not met, or a veto that is."""

    condition: Condition
    grade: Grade
    by_veto: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """All points of one subject. `next_grade` comes with the points missing to it."""

    subject_id: int
    sheet: Sheet
    failed: tuple[str, ...]
    items: tuple[Told, ...]
    wanting: tuple[Wanting, ...]
    next_grade: tuple[Grade, int] | None
    held: tuple[Held, ...] = ()


def explain(session: Session, book: Book, case: Case, subject_id: int) -> Explanation | None:
    """Explain one subject; None who is not scored. Asks nobody's permission."""
    one = Case(case.committee_id, case.first, case.last, (subject_id,), case.corrections)
    given = values(session, plan(book, narrowed=True), one)
    rows = scored(session, book, one, given)
    return told(book, rows[0], facts.of(session, book, given)) if rows else None


def told(book: Book, one: Scored, found: Mapping[str, tuple[Fact, ...]]) -> Explanation:
    """The explanation of a sheet by facts at hand, such as those kept of a closed year."""
    sheet = one.sheet
    return Explanation(
        subject_id=one.id,
        sheet=sheet,
        failed=one.failed,
        items=tuple(_item(item, sheet, found.get(item.key, ())) for item in book.items),
        wanting=tuple(_wanting(book, one)),
        next_grade=_next_grade(book.grades, sheet.rated),
        held=tuple(_held(book, one.failed)),
    )


def _item(item: Item, sheet: Sheet, found: tuple[Fact, ...]) -> Told:
    points, amount = sheet.items[item.key], sheet.amounts[item.key]
    return Told(
        item=item,
        amount=amount,
        points=points,
        facts=found,
        next_step=_next_step(item, amount),
        to_cap=None if item.cap is None else item.cap - points,
    )


def _next_step(item: Item, amount: int) -> tuple[Step, int] | None:
    above = [step for step in item.steps if step.from_amount > amount]
    if not above:
        return None
    step = min(above, key=lambda one: one.from_amount)
    return step, step.from_amount - amount


def _wanting(book: Book, one: Scored) -> list[Wanting]:
    """The minimum conditions that are not met, in the order of the book."""
    asked = {minimum.condition for minimum in book.minimums} & set(one.failed)
    return [
        Wanting(each, tuple(conditions.lacking(book, each.part, one.sheet)))
        for each in book.conditions
        if each.key in asked
    ]


def _held(book: Book, failed: Collection[str]) -> Iterator[Held]:
    """The minimum conditions that are not met, then the vetoes that apply."""
    conditions_of = {one.key: one for one in book.conditions}
    grade_of = {one.key: one for one in book.grades}
    downs = [
        *((one.condition, one.otherwise, False) for one in book.minimums),
        *((one.condition, one.grade, True) for one in book.vetoes),
    ]
    for key, grade, by_veto in downs:
        if key in failed:
            yield Held(conditions_of[key], grade_of[grade], by_veto)


def _next_grade(grades: Sequence[Grade], rated: int) -> tuple[Grade, int] | None:
    """The lowest grade by points that is not reached yet."""
    above = [one for one in grades if one.from_points is not None and one.from_points > rated]
    if not above:
        return None
    lowest = min(above, key=lambda one: one.from_points or 0)
    return lowest, (lowest.from_points or 0) - rated
