"""Limits over several years: who reached one, from stored scores and earlier records."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeAlias

from sqlalchemy import or_, select
from sqlmodel import Session, col

from core.assessment.book.shape import About, Book, Limit
from core.assessment.keeping import stored
from core.assessment.keeping.stored import Kept
from core.assessment.models import Assessment, AssessmentState, RuleBook, Score
from core.assessment.scoring import limits
from core.assessment.scoring.limits import EACH_YEAR, Years
from core.assessment.scoring.scoring import Case, score
from core.assessment.scoring.sheet import Sheet
from core.committees.models import Term

Only: TypeAlias = Collection[int] | None
Sheets: TypeAlias = dict[int, dict[int, Sheet]]  # by subject, then by year
A_YEAR = timedelta(days=366)  # the result of a longer span is not that of a year


@dataclass(frozen=True, slots=True)
class Reached:
    """A limit that somebody reached, with what each year looked at gave, in hundredths."""

    limit: Limit
    years: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Now:
    """The year that is looked back from, its days, and the sheets that it gave by subject.

    `began` is the year in which the term of its last day began.
    """

    committee_id: int
    year: int
    first: date
    began: int
    sheets: Mapping[int, Sheet]


def reached(
    session: Session, assessment: Assessment, only: Only = None
) -> dict[int, tuple[Reached, ...]]:
    """The limits reached in an assessment's year, by subject: of all, or of some.

    Who reached none is left out. Asks nobody's permission.
    """
    rules = stored.book(session, assessment)
    if not rules.limits:
        return {}
    now = now_of(session, assessment, only)
    return told(rules, years(session, rules, now, only), now.year, now.began)


def now_of(session: Session, assessment: Assessment, only: Only = None) -> Now:
    """The year of an assessment, as its scores are stored."""
    sheets = {kept.subject_id: sheet_of(kept) for kept in stored.read(session, assessment.id, only)}
    began = term_began(session, assessment)
    return Now(assessment.committee_id, assessment.year, assessment.first_on, began, sheets)


def years(session: Session, rules: Book, now: Now, only: Only = None) -> dict[int, Years]:
    """What was decided and what was recorded in the years that a book's limits look at."""
    first = limits.first_year(rules, now.year, now.began)
    decided = _decided(session, rules, now, first)
    counted = _counted(session, rules, now, first, only)
    return {
        one: Years({**decided[one], now.year: sheet}, {**counted[one], now.year: sheet})
        for one, sheet in now.sheets.items()
    }


def told(
    rules: Book, found: Mapping[int, Years], year: int, began: int
) -> dict[int, tuple[Reached, ...]]:
    """The limits reached in a year, by subject. Pure."""
    hits = {
        one: tuple(
            Reached(limit, limits.given(limit, known, year, began))
            for limit in limits.reached(rules, known, year, began)
        )
        for one, known in found.items()
    }
    return {one: hit for one, hit in hits.items() if hit}


def tried(
    session: Session,
    rules: Book,
    committee_id: int,
    days: tuple[date, date],
    sheets: Mapping[int, Sheet],
) -> dict[int, tuple[Reached, ...]]:
    """The same for a dry run: a year that nobody was assessed in is scored by the book tried."""
    if not rules.limits:
        return {}
    first, last = days
    began = _began(session, committee_id, days) or last.year
    now = Now(committee_id, last.year, first, began, sheets)
    known = years(session, rules, now)
    for year, found in _as_tried(session, rules, now).items():
        for one in found.keys() & known.keys():
            decided = {year: found[one], **known[one].decided}
            known[one] = Years(decided, known[one].counted)
    return told(rules, known, now.year, began)


def term_began(session: Session, assessment: Assessment) -> int:
    """The year in which the term of the assessment's last day began."""
    days = (assessment.first_on, assessment.last_on)
    return _began(session, assessment.committee_id, days) or assessment.year


def _began(session: Session, committee_id: int, days: tuple[date, date]) -> int | None:
    asked = (
        select(col(Term.starts_on))
        .where(
            col(Term.committee_id) == committee_id,
            col(Term.starts_on) <= days[1],
            or_(col(Term.ends_on).is_(None), col(Term.ends_on) >= days[0]),
        )
        .order_by(col(Term.starts_on).desc())
        .limit(1)
    )
    began: date | None = session.scalars(asked).first()
    return None if began is None else began.year


def _as_tried(session: Session, rules: Book, now: Now) -> dict[int, dict[int, Sheet]]:
    """What the book makes of the years whose totals or months its limits look at."""
    asked = tuple(limit for limit in rules.limits if limit.test.about in EACH_YEAR)
    first = limits.first_year(replace(rules, limits=asked), now.year, now.began)
    return _scored(session, rules, now, first)


def _decided(session: Session, rules: Book, now: Now, first: int) -> Sheets:
    """The totals and months stored for earlier years. Of two of a year the closed one counts."""
    found: Sheets = defaultdict(dict)
    if first == now.year or not any(limit.test.about in EACH_YEAR for limit in rules.limits):
        return found
    closed = col(Assessment.state) == AssessmentState.CLOSED
    own = (col(Assessment.year), col(Assessment.first_on), col(Assessment.last_on))
    asked = (
        select(*own, col(Score.subject_id), col(Score.rated), col(Score.months))
        .join(Score, col(Score.assessment_id) == col(Assessment.id))
        .join(RuleBook, col(RuleBook.id) == col(Assessment.book_id))
        .where(
            col(Assessment.committee_id) == now.committee_id,
            col(Assessment.year).between(first, now.year - 1),
            col(RuleBook.scores) == rules.scores,
        )
        .order_by(closed, col(Assessment.id))
    )
    for year, begins, ends, one, rated, months in session.execute(asked):
        if ends - begins <= A_YEAR:
            found[one][year] = Sheet({}, {}, {}, rated, rated, months)
    return found


def _counted(session: Session, rules: Book, now: Now, first: int, only: Only) -> Sheets:
    """What this book makes of the records of earlier years."""
    found: Sheets = defaultdict(dict)
    if limits.looks_at_records(rules):
        for year, sheets in _scored(session, added_up(rules), now, first, only).items():
            for one, sheet in sheets.items():
                found[one][year] = sheet
    return found


def _scored(
    session: Session, rules: Book, now: Now, first: int, only: Only = None
) -> dict[int, dict[int, Sheet]]:
    """What a book makes of earlier years, by year: no day of them is one of the year's own."""
    found = {}
    whom = None if only is None else tuple(sorted(only))
    for year in range(first, now.year):
        begins, ends = date(year, 1, 1), min(date(year, 12, 31), now.first - timedelta(days=1))
        if begins <= ends:
            case = Case(now.committee_id, begins, ends, whom)
            found[year] = {one.id: one.sheet for one in score(session, rules, case)}
    return found


@lru_cache(maxsize=64)
def added_up(rules: Book) -> Book:
    """The part of a book that its limits add up over years: nothing else is asked of the past."""
    tests = [limit.test for limit in rules.limits if limit.test.about not in EACH_YEAR]
    sections = {test.key for test in tests if test.about is About.SECTION}
    keys = {test.key for test in tests if test.about is not About.SECTION}
    keys |= {item.key for one in rules.sections if one.key in sections for item in one.items}
    for once in rules.onces:
        keys |= set(once.items) if keys & set(once.items) else set()
    kept = [
        replace(one, items=tuple(item for item in one.items if item.key in keys))
        for one in rules.sections
    ]
    return replace(
        rules,
        sections=tuple(one for one in kept if one.items),
        onces=tuple(one for one in rules.onces if keys & set(one.items)),
        conditions=(),
        minimums=(),
        vetoes=(),
        limits=(),
        grades=(),
    )


def sheet_of(kept: Kept) -> Sheet:
    """A stored score as a sheet."""
    return Sheet(
        amounts={key: pair[0] for key, pair in kept.items.items()},
        items={key: pair[1] for key, pair in kept.items.items()},
        sections=kept.sections,
        total=kept.total,
        rated=kept.rated,
        months=kept.months,
    )
