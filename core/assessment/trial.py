"""Dry runs: a rule book over any span of days, and two books side by side. Nothing is kept."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select as columns
from sqlmodel import Session, col

from core.assessment.book import checking
from core.assessment.book.shape import Book, Grade
from core.assessment.codes import lists
from core.assessment.keeping import past
from core.assessment.keeping.past import Reached
from core.assessment.models import Scores
from core.assessment.scoring.scoring import Case, Scored, graded, score
from core.assessment.scoring.sheet import Sheet
from core.committees import queries as committees
from core.committees.models import Committee
from core.errors import RuleBroken
from core.groups.models import SectorGroup
from core.i18n import N_
from core.members.models import Member
from core.permissions import Actor, Permission, require
from core.studios.models import Studio

READ = Permission.ASSESSMENT_READ
LONGEST = timedelta(days=366 * 6)
REASONS = 3  # so many items are told of at most
MANY = 5_000


@dataclass(frozen=True, slots=True)
class Result:
    """What one book gives to one subject. Points are hundredths; `rated` is what is graded.

    `reached` are the limits over several years that it would have reached at the end.
    """

    id: int
    name: str
    sheet: Sheet
    failed: tuple[str, ...]
    place: int | None
    grade: Grade | None
    reached: tuple[Reached, ...] = ()

    @property
    def rated(self) -> int:
        """The total that places and grades go by."""
        return self.sheet.rated


@dataclass(frozen=True, slots=True)
class Trial:
    """A book tried on a span: those scored in the order of their places."""

    book: Book
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Part of a difference, in hundredths: of an item or section by name, or of what is left.

    `what` "" is what base points, caps and months make of it.
    """

    what: str
    what_en: str
    points: int


@dataclass(frozen=True, slots=True)
class Beside:
    """One subject under two books; None where a book does not score it."""

    id: int
    name: str
    before: Result | None
    after: Result | None
    reasons: tuple[Reason, ...]

    @property
    def points(self) -> int | None:
        """How many points the second book gives more."""
        both = self.before and self.after
        return self.after.rated - self.before.rated if both and self.before and self.after else None

    @property
    def places(self) -> int | None:
        """How many places higher it comes by the second book."""
        if self.before is None or self.after is None:
            return None
        before, after = self.before.place, self.after.place
        return None if before is None or after is None else before - after

    @property
    def regraded(self) -> bool:
        """Whether the grade is called otherwise by the second book."""
        return _called(self.before) != _called(self.after)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two books tried on the same span, those who move most first."""

    before: Trial
    after: Trial
    rows: tuple[Beside, ...]

    def count(self, fits: Callable[[Beside], bool]) -> int:
        """How many rows fit."""
        return sum(1 for row in self.rows if fits(row))

    @property
    def rise(self) -> int:
        """How many come to a better place by the second book."""
        return self.count(lambda row: (row.places or 0) > 0)

    @property
    def fall(self) -> int:
        """How many come to a worse place by the second book."""
        return self.count(lambda row: (row.places or 0) < 0)

    @property
    def regraded(self) -> int:
        """How many get another grade by the second book."""
        return self.count(lambda row: row.regraded)


def run(
    session: Session, actor: Actor, committee_id: int, typed: str, days: tuple[date, date]
) -> Trial:
    """Try a text on a span of days, saved or not. Raises all its faults if it has some."""
    require(actor, READ)
    committees.find(session, actor, committee_id, READ)
    book = checking.sound(typed, lists(session, committee_id))
    first, last = _span(days)
    rows = score(session, book, Case(committee_id, first, last))
    sheets = {row.id: row.sheet for row in rows}
    reached = past.tried(session, book, committee_id, (first, last), sheets)
    return Trial(book, _results(session, book, rows, reached))


def compare(
    session: Session,
    actor: Actor,
    committee_id: int,
    texts: tuple[str, str],
    days: tuple[date, date],
) -> Comparison:
    """Try two texts on the same span: who rises by the second, who falls, and why."""
    before = run(session, actor, committee_id, texts[0], days)
    after = run(session, actor, committee_id, texts[1], days)
    if before.book.scores is not after.book.scores:
        raise RuleBroken(
            N_("The two books score different subjects. Choose two that score the same."), "other"
        )
    return Comparison(before, after, _beside(before, after))


def distribution(trial: Trial) -> list[tuple[Grade | None, int]]:
    """How many got each grade, the best first; those not graded last, if there are any."""
    told: list[tuple[Grade | None, int]] = [
        (grade, sum(1 for row in trial.results if row.grade == grade))
        for grade in trial.book.grades
    ]
    none = sum(1 for row in trial.results if row.grade is None)
    return [*told, (None, none)] if none else told


def names(session: Session, scores: Scores, ids: Collection[int]) -> dict[int, str]:
    """What those who are scored are called. Asks no permission."""
    of: Any = _NAMED[scores]
    wanted = sorted(ids)
    found: dict[int, str] = {}
    for start in range(0, len(wanted), MANY):
        asked = columns(col(of.id), col(of.name)).where(
            col(of.id).in_(wanted[start : start + MANY])
        )
        found.update((row[0], row[1]) for row in session.execute(asked))
    return found


_NAMED = {
    Scores.MEMBERS: Member,
    Scores.GROUPS: SectorGroup,
    Scores.STUDIOS: Studio,
    Scores.COMMITTEES: Committee,
}


def _span(days: tuple[date, date]) -> tuple[date, date]:
    first, last = days
    if last < first:
        raise RuleBroken(N_("The last day lies before the first one."), "last")
    if last - first > LONGEST:
        raise RuleBroken(N_("Choose a span of at most six years."), "last")
    return first, last


def _results(
    session: Session,
    book: Book,
    rows: Sequence[Scored],
    reached: Mapping[int, tuple[Reached, ...]],
) -> tuple[Result, ...]:
    given = graded(book, rows)
    called = names(session, book.scores, [row.id for row in rows])
    found = [
        Result(
            row.id,
            called[row.id],
            row.sheet,
            row.failed,
            given[row.id].place,
            given[row.id].grade,
            reached.get(row.id, ()),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: (one.place is None, -one.rated, one.id)))


def _beside(before: Trial, after: Trial) -> tuple[Beside, ...]:
    one = {row.id: row for row in before.results}
    other = {row.id: row for row in after.results}
    parts = _parts(before.book) | _parts(after.book)
    rows = [_pair(one.get(key), other.get(key), parts) for key in one.keys() | other.keys()]
    return tuple(sorted(rows, key=lambda row: (-_moved(row), row.id)))


def _moved(row: Beside) -> int:
    """How far a subject moves; whom one book leaves out moves furthest."""
    if row.before is None or row.after is None:
        return 1_000_000_000
    return abs(row.points or 0) + 100 * abs(row.places or 0)


def _parts(book: Book) -> dict[str, tuple[str, str]]:
    """The items of a book by key, with their names."""
    return {item.key: (item.name, item.name_en) for item in book.items}


def _pair(
    before: Result | None, after: Result | None, parts: Mapping[str, tuple[str, str]]
) -> Beside:
    either = before or after
    if either is None:
        raise ValueError("a row of a comparison is of somebody")
    reasons = _reasons(before, after, parts) if before and after else ()
    return Beside(either.id, either.name, before, after, reasons)


def _reasons(
    before: Result, after: Result, parts: Mapping[str, tuple[str, str]]
) -> tuple[Reason, ...]:
    """The items that differ most, and what is left to caps, base points and months."""
    one, other = before.sheet.items, after.sheet.items
    found = [Reason(*parts[key], other.get(key, 0) - one.get(key, 0)) for key in parts]
    told = [reason for reason in found if reason.points]
    left = after.rated - before.rated - sum(reason.points for reason in told)
    told += [Reason("", "", left)] if left else []
    return tuple(sorted(told, key=lambda reason: -abs(reason.points))[:REASONS])


def _called(result: Result | None) -> str:
    return result.grade.name if result and result.grade else ""
