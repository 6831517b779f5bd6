"""Limits over several years: who reached one, from stored scores and earlier records."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import or_, select
from sqlmodel import Session, col

from core.assessment.book.shape import Book, Limit
from core.assessment.keeping import stored
from core.assessment.keeping.stored import Kept
from core.assessment.models import Assessment, AssessmentState, RuleBook
from core.assessment.scoring import limits
from core.assessment.scoring.limits import Years
from core.assessment.scoring.scoring import Case, score
from core.assessment.scoring.sheet import Sheet
from core.committees.models import Term

Sheets = dict[int, dict[int, Sheet]]  # by subject, then by year


def reached(session: Session, assessment: Assessment) -> dict[int, list[Limit]]:
    """The limits reached in an assessment's year, by subject. Asks nobody's permission."""
    rules = stored.book(session, assessment)
    if not rules.limits:
        return {}
    began = term_began(session, assessment)
    first = limits.first_year(rules, assessment.year, began)
    decided = _decided(session, assessment, first)
    counted = _counted(session, assessment, rules, first, decided)
    found = {
        one: limits.reached(rules, Years(years, counted[one]), assessment.year, began)
        for one, years in decided.items()
        if assessment.year in years
    }
    return {one: hit for one, hit in found.items() if hit}


def term_began(session: Session, assessment: Assessment) -> int:
    """The year in which the term of the assessment's last day began."""
    asked = (
        select(col(Term.starts_on))
        .where(
            col(Term.committee_id) == assessment.committee_id,
            col(Term.starts_on) <= assessment.last_on,
            or_(col(Term.ends_on).is_(None), col(Term.ends_on) >= assessment.first_on),
        )
        .order_by(col(Term.starts_on).desc())
        .limit(1)
    )
    began: date | None = session.scalars(asked).first()
    return assessment.year if began is None else began.year


def _decided(session: Session, assessment: Assessment, first: int) -> Sheets:
    """The stored sheets of the years looked at. Of two scores of a year the closed one counts."""
    found: Sheets = defaultdict(dict)
    for one in _assessments(session, assessment, first):
        for kept in stored.read(session, one.id):
            found[kept.subject_id][one.year] = sheet_of(kept)
    return found


def _assessments(session: Session, assessment: Assessment, first: int) -> list[Assessment]:
    """Those of the same committee and kind of subject, the one that counts most last."""
    rules = session.get_one(RuleBook, assessment.book_id)
    asked = (
        select(Assessment)
        .join(RuleBook, col(RuleBook.id) == col(Assessment.book_id))
        .where(
            col(Assessment.committee_id) == assessment.committee_id,
            col(Assessment.year).between(first, assessment.year),
            col(RuleBook.scores) == rules.scores,
            or_(col(Assessment.year) < assessment.year, col(Assessment.id) == assessment.id),
        )
        .order_by(col(Assessment.year), col(Assessment.id))
    )
    rows = list(session.scalars(asked))
    return sorted(rows, key=lambda one: one.state is AssessmentState.CLOSED)


def _counted(
    session: Session,
    assessment: Assessment,
    rules: Book,
    first: int,
    decided: Mapping[int, dict[int, Sheet]],
) -> Sheets:
    """What this book makes of the records of earlier years, and of its own."""
    found: Sheets = defaultdict(dict)
    for one, years in decided.items():
        if assessment.year in years:
            found[one][assessment.year] = years[assessment.year]
    if limits.looks_at_records(rules):
        for year in range(first, assessment.year):
            case = Case(assessment.committee_id, date(year, 1, 1), date(year, 12, 31))
            for scored in score(session, rules, case):
                found[scored.id][year] = scored.sheet
    return found


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
