"""Stored scores: written as they are computed, read in one look."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, delete, func, insert, select, update
from sqlmodel import Session, col

from core.assessment.book.reading import read as read_book
from core.assessment.book.shape import Book
from core.assessment.models import Assessment, Correction, RuleBook, Score
from core.assessment.scoring.grading import Standing
from core.assessment.scoring.scoring import Case, Scored, score

MANY = 2_000  # more than so many are asked for as all of them
_COMPUTED = ("total", "rated", "months", "items", "sections", "failed")


@dataclass(frozen=True)
class Kept:
    """A stored score. What it is made of is kept as text, read when it is asked for."""

    subject_id: int
    total: int
    rated: int
    months: int
    items_kept: str
    sections_kept: str
    failed: tuple[str, ...]
    grade: str
    place: int | None

    @cached_property
    def items(self) -> Mapping[str, tuple[int, int]]:
        """Amount and points of each item, in hundredths."""
        return {key: (pair[0], pair[1]) for key, pair in json.loads(self.items_kept).items()}

    @cached_property
    def sections(self) -> Mapping[str, int]:
        """The points of each section, in hundredths."""
        found: dict[str, int] = json.loads(self.sections_kept)
        return found

    @property
    def standing(self) -> Standing:
        """What grading looks at."""
        return Standing(self.subject_id, self.rated, self.months, self.failed)


@lru_cache(maxsize=64)
def book_of(text: str) -> Book:
    """A stored rule book, read once."""
    return read_book(text)


def book(session: Session, assessment: Assessment) -> Book:
    """The rule book of an assessment."""
    return book_of(session.get_one(RuleBook, assessment.book_id).text)


def compute(
    session: Session, assessment: Assessment, rules: Book, only: Collection[int] | None = None
) -> list[Scored]:
    """What the scores are now, corrections included. Writes nothing."""
    case = Case(
        assessment.committee_id,
        assessment.first_on,
        assessment.last_on,
        None if only is None else tuple(sorted(only)),
        corrections(session, assessment.id),
    )
    return score(session, rules, case)


def corrections(session: Session, assessment_id: int) -> dict[int, int]:
    """The points that people gave or took, by subject."""
    asked = (
        select(col(Correction.subject_id), func.sum(col(Correction.hundredths)))
        .where(col(Correction.assessment_id) == assessment_id)
        .group_by(col(Correction.subject_id))
    )
    return {row[0]: int(row[1]) for row in session.execute(asked)}


def keep(
    session: Session, assessment: Assessment, rules: Book, only: Collection[int] | None = None
) -> bool:
    """Make the stored scores, of all or of some, those that the records give.

    Whether any of them is another one now.
    """
    if only is not None and len(only) > MANY:
        only = None
    wanted = {one.id: _columns(one) for one in compute(session, assessment, rules, only)}
    known = _known(session, assessment.id, only)
    gone = [known[one]["id"] for one in known.keys() - wanted.keys()]
    _drop(session, gone)
    changed = _change(session, known, wanted)
    whose = {"assessment_id": assessment.id, "subject_kind": rules.scores}
    new = [{**whose, "subject_id": one, **wanted[one]} for one in wanted if one not in known]
    if new:
        session.connection().execute(insert(_TABLE), new)
    return bool(gone or changed or new)


def read(
    session: Session, assessment_id: int, subject_ids: Collection[int] | None = None
) -> list[Kept]:
    """The stored scores of an assessment, the highest first. Asks nobody's permission."""
    places: dict[str, Any] = {"assessment_id": assessment_id}
    if subject_ids is not None:
        places["subject_ids"] = list(subject_ids)
    found = session.execute(_asked(narrowed=subject_ids is not None), places)
    return [_kept(row) for row in found]


@lru_cache
def _asked(*, narrowed: bool) -> Select[*tuple[Any, ...]]:
    """The statement of `read`, built once."""
    names = ("subject_id", *_COMPUTED, "grade", "place")
    asked: Select[*tuple[Any, ...]] = select(*(col(getattr(Score, name)) for name in names)).where(
        col(Score.assessment_id) == bindparam("assessment_id")
    )
    if narrowed:
        asked = asked.where(col(Score.subject_id).in_(bindparam("subject_ids", expanding=True)))
    return asked.order_by(col(Score.rated).desc(), col(Score.subject_id))


def _kept(row: Sequence[Any]) -> Kept:
    subject_id, total, rated, months, items, sections, failed, grade, place = row
    reasons = () if failed == "[]" else tuple(json.loads(failed))
    return Kept(subject_id, total, rated, months, items, sections, reasons, grade, place)


def _columns(one: Scored) -> dict[str, Any]:
    found = one.sheet
    items = {key: (found.amounts[key], points) for key, points in found.items.items()}
    return {
        "total": found.total,
        "rated": found.rated,
        "months": found.months,
        "items": _json(items),
        "sections": _json(found.sections),
        "failed": _json(one.failed),
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_TABLE = Score.__table__  # type: ignore[attr-defined]  # each Table has one


def _known(
    session: Session, assessment_id: int, only: Collection[int] | None
) -> dict[int, Mapping[str, Any]]:
    columns = [_TABLE.c[name] for name in ("id", "subject_id", *_COMPUTED)]
    asked = select(*columns).where(_TABLE.c.assessment_id == assessment_id)
    if only is not None:
        asked = asked.where(_TABLE.c.subject_id.in_(only))
    return {row["subject_id"]: dict(row) for row in session.connection().execute(asked).mappings()}


def _change(
    session: Session,
    known: Mapping[int, Mapping[str, Any]],
    wanted: Mapping[int, Mapping[str, Any]],
) -> int:
    """Write the scores that are others now; how many."""
    changed = 0
    for subject_id, columns in wanted.items():
        row = known.get(subject_id)
        if row is not None and any(row[name] != columns[name] for name in _COMPUTED):
            new = update(_TABLE).where(_TABLE.c.id == row["id"]).values(**columns)
            session.connection().execute(new)
            changed += 1
    return changed


def _drop(session: Session, ids: Sequence[int]) -> None:
    for start in range(0, len(ids), MANY):
        part = ids[start : start + MANY]
        session.connection().execute(delete(_TABLE).where(_TABLE.c.id.in_(part)))
