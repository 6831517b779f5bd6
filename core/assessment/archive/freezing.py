"""Keeping what an assessment is closed with, each document with its hash."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlmodel import Session, col

from core.assessment import keeping
from core.assessment.archive import documents, facts, limits, subjects
from core.assessment.book.shape import Book
from core.assessment.keeping import Kept, past
from core.assessment.keeping.past import Reached
from core.assessment.models import Approval, Assessment, Correction, RuleBook, Score
from core.assessment.scoring import grading
from core.assessment.scoring.plans import plan
from core.assessment.scoring.scoring import Case, values
from core.assessment.scoring.subjects import of_span
from core.committees.models import Committee

_TABLE = Score.__table__  # type: ignore[attr-defined]  # each Table has one


def seal(session: Session, assessment: Assessment) -> str:
    """A hash over all stored scores, by which one tells that they are still the same."""
    found = sha256()
    for kept in keeping.read(session, assessment.id):
        found.update(documents.as_line(_score(kept, ("", ""), 0)).encode())
    return found.hexdigest()


def grade(session: Session, assessment: Assessment, book: Book) -> None:
    """Write places and grades beside the scores."""
    found = keeping.read(session, assessment.id)
    rows = [
        {"whose": one.id, "place": one.place, "grade": one.grade.key if one.grade else ""}
        for one in grading.grade(book, [kept.standing for kept in found])
    ]
    if rows:
        own = (_TABLE.c.assessment_id == assessment.id, _TABLE.c.subject_id == bindparam("whose"))
        session.connection().execute(update(_TABLE).where(*own), rows)


def freeze(session: Session, assessment: Assessment, book: Book) -> str:
    """Keep all documents; the hash of the list of their hashes."""
    text = session.get_one(RuleBook, assessment.book_id).text
    of = assessment.id
    now = past.now_of(session, assessment)
    known = past.years(session, book, now) if book.limits else {}
    hits = past.told(book, known, now.year, now.began)
    told = [about(session, assessment, book) | {"term_began": now.began}]
    kept = [
        documents.keep_lines(session, of, documents.ABOUT, told),
        documents.keep_lines(session, of, documents.APPROVALS, _approvals(session, of)),
        documents.keep_text(session, of, documents.BOOK, text),
        documents.keep_lines(session, of, documents.CORRECTIONS, corrections(session, of)),
        *documents.keep_parts(session, of, _facts(session, assessment, book)),
        documents.keep_lines(
            session, of, documents.GRADES, _grades(session, assessment, book, hits)
        ),
        documents.keep_lines(session, of, documents.SCORES, scores(session, assessment, book)),
        documents.keep_lines(session, of, documents.YEARS, limits.years(known, now.year)),
    ]
    listed = "".join(f"{digest}  {name}\n" for name, digest in sorted(kept))
    return documents.keep_text(session, of, documents.HASHES, listed)[1]


def about(session: Session, assessment: Assessment, book: Book) -> dict[str, Any]:
    """Whose assessment it is and of which days."""
    return {
        "committee": session.get_one(Committee, assessment.committee_id).name,
        "year": assessment.year,
        "first_on": assessment.first_on.isoformat(),
        "last_on": assessment.last_on.isoformat(),
        "months": of_span(assessment.first_on, assessment.last_on),
        "scores": book.scores.value,
        "items": [item.key for item in book.items],
    }


def corrections(session: Session, assessment_id: int) -> Iterator[dict[str, Any]]:
    """The corrections that are part of the scores."""
    names = ("id", "subject_id", "item_key", "hundredths", "reason", "by", "at")
    asked = (
        select(*(col(getattr(Correction, name)) for name in names))
        .where(col(Correction.assessment_id) == assessment_id)
        .order_by(col(Correction.id))
    )
    for row in session.execute(asked):
        yield _plain(names, row)


def scores(session: Session, assessment: Assessment, book: Book) -> Iterator[dict[str, Any]]:
    """All scores with their names, in order of ids."""
    names = subjects.names(session, assessment, book.scores)
    corrected = keeping.corrections(session, assessment.id)
    for kept in sorted(keeping.read(session, assessment.id), key=lambda one: one.subject_id):
        one = kept.subject_id
        yield _score(kept, names.get(one, ("", "")), corrected.get(one, 0))


def _grades(
    session: Session, assessment: Assessment, book: Book, hits: Mapping[int, tuple[Reached, ...]]
) -> list[dict[str, Any]]:
    standings = [kept.standing for kept in keeping.read(session, assessment.id)]
    graded = grading.grade(book, standings)
    return [limits.grade_line(book, one, hits.get(one.id, ())) for one in graded]


def _facts(session: Session, assessment: Assessment, book: Book) -> Iterator[list[Any]]:
    case = Case(assessment.committee_id, assessment.first_on, assessment.last_on)
    given = values(session, plan(book, narrowed=False), case)
    return facts.stream(session, book, given)


def _approvals(session: Session, assessment_id: int) -> Iterator[dict[str, Any]]:
    names = ("step", "name", "agreed", "words", "sha256", "by", "at")
    asked = (
        select(*(col(getattr(Approval, name)) for name in names))
        .where(col(Approval.assessment_id) == assessment_id)
        .order_by(col(Approval.id))
    )
    for row in session.execute(asked):
        yield _plain(names, row)


def _score(kept: Kept, known_as: tuple[str, str], corrected: int) -> dict[str, Any]:
    return {
        "subject": kept.subject_id,
        "name": known_as[0],
        "number": known_as[1],
        "total": kept.total,
        "rated": kept.rated,
        "months": kept.months,
        "items": {key: list(pair) for key, pair in kept.items.items()},
        "sections": dict(kept.sections),
        "failed": list(kept.failed),
        "corrections": corrected,
    }


def _plain(names: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    told = dict(zip(names, row, strict=True))
    return told | {"at": told["at"].isoformat()}
