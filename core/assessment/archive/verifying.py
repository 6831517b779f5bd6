"""Whether a closed assessment still says what it was closed with.

Four looks: the hashes of the documents; the scores computed anew from the frozen facts by the
frozen book; the stored scores that screens show; and what today's records would give.
"""

import zlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from sqlmodel import Session

from core.assessment import keeping
from core.assessment.archive import documents, freezing, limits
from core.assessment.archive.facts import PAID
from core.assessment.book.shape import Book, Item
from core.assessment.book.vocabulary import STRETCHES
from core.assessment.keeping import past
from core.assessment.keeping.past import Reached
from core.assessment.models import Assessment
from core.assessment.scoring import conditions, grading
from core.assessment.scoring.grading import Standing
from core.assessment.scoring.scoring import Case, score
from core.assessment.scoring.sheet import Amount, Time, percent, sheet

Line = dict[str, Any]
_COMPARED = ("total", "rated", "months", "items", "sections", "failed")


@dataclass(frozen=True, slots=True)
class Verified:
    """What does not agree: names of documents, ids of subjects. `seal` is what hashes stand by.

    `moved`: what today's records would give instead, for those whose records changed since.
    """

    seal: str
    damaged: tuple[str, ...]
    recomputed: tuple[int, ...]
    graded: tuple[int, ...]
    stored: tuple[int, ...]
    moved: Mapping[int, tuple[int, int]]
    scored: int
    names: Mapping[int, str] = field(default_factory=dict)

    @property
    def sound(self) -> bool:
        """Whether all that was frozen agrees, to the last point."""
        return not (self.damaged or self.recomputed or self.graded or self.stored)


@dataclass(slots=True)
class _Sum:
    """What the facts of one subject and item amount to."""

    units: int = 0
    whole: int = 0
    points: int = 0
    stretches: set[int] = field(default_factory=set)
    whole_stretches: set[int] = field(default_factory=set)


def verify(session: Session, assessment: Assessment) -> Verified:
    """Look at a closed assessment in all four ways. Writes nothing, asks nobody's permission."""
    damaged = _damaged(session, assessment.id)
    if damaged:
        seal = documents.names(session, assessment.id).get(documents.HASHES, "")
        return Verified(seal, damaged, (), (), (), {}, 0)
    return _compared(session, assessment)


def _compared(session: Session, assessment: Assessment) -> Verified:
    of = assessment.id
    book = keeping.book_of(documents.text(session, of, documents.BOOK))
    frozen = {one["subject"]: one for one in documents.lines(session, of, documents.SCORES)}
    again = _again(session, of, book, frozen)
    stored = {one["subject"]: one for one in freezing.scores(session, assessment, book)}
    return Verified(
        seal=documents.names(session, of)[documents.HASHES],
        damaged=(),
        recomputed=_differing(frozen, again),
        graded=_graded(session, assessment, book, again),
        stored=_differing(frozen, stored),
        moved=_moved(session, assessment, book, frozen),
        scored=len(frozen),
        names={one: told["name"] for one, told in frozen.items()},
    )


def _damaged(session: Session, assessment_id: int) -> tuple[str, ...]:
    """Documents that are not what their hash says, or not what the list of hashes names."""
    kept = documents.names(session, assessment_id)
    wrong = [name for name, said in kept.items() if _digest(session, assessment_id, name) != said]
    if documents.HASHES in wrong or documents.HASHES not in kept:
        return tuple(dict.fromkeys([*wrong, documents.HASHES]))
    listed = {}
    for line in documents.text(session, assessment_id, documents.HASHES).splitlines():
        digest, _, name = line.partition("  ")
        listed[name] = digest
    for name in {*listed, *kept} - {documents.HASHES}:
        if listed.get(name) != kept.get(name):
            wrong.append(name)
    return tuple(sorted(set(wrong)))


def _digest(session: Session, assessment_id: int, name: str) -> str:
    found = sha256()
    try:
        for piece in documents.pieces(documents.packed(session, assessment_id, name) or b""):
            found.update(piece)
    except zlib.error:
        return ""
    return found.hexdigest()


def _again(
    session: Session, assessment_id: int, book: Book, frozen: Mapping[int, Line]
) -> dict[int, Line]:
    """The scores that the frozen facts give by the frozen book."""
    about = next(documents.lines(session, assessment_id, documents.ABOUT))
    corrected: dict[int, int] = defaultdict(int)
    for line in documents.lines(session, assessment_id, documents.CORRECTIONS):
        corrected[line["subject_id"]] += line["hundredths"]
    summed = _summed(session, assessment_id)
    return {
        one: _line(book, summed.get(one, {}), Time(told["months"], about["months"]), corrected[one])
        for one, told in frozen.items()
    }


def _summed(session: Session, assessment_id: int) -> dict[int, dict[int, _Sum]]:
    found: dict[int, dict[int, _Sum]] = defaultdict(lambda: defaultdict(_Sum))
    for subject, measure, _record, _day, place, units, whole, by, paid, *_told in documents.facts(
        session, assessment_id
    ):
        one = found[subject][place]
        one.points += paid or 0
        if measure == PAID:
            continue
        one.units += units or 0
        one.whole += whole or 0
        if by is not None:
            one.stretches |= {by} if units is not None else set()
            one.whole_stretches |= {by} if whole is not None else set()
    return found


def _line(book: Book, summed: Mapping[int, _Sum], time: Time, corrected: int) -> Line:
    amounts = {
        book.items[place].key: _amount(book.items[place], one) for place, one in summed.items()
    }
    found = sheet(book, amounts, time, corrected)
    return {
        "total": found.total,
        "rated": found.rated,
        "months": found.months,
        "items": {key: [found.amounts[key], points] for key, points in found.items.items()},
        "sections": dict(found.sections),
        "failed": list(conditions.failed(book, found)),
    }


def _amount(item: Item, one: _Sum) -> Amount:
    by_stretch = item.unit in STRETCHES
    count = len(one.stretches) if by_stretch else one.units
    if item.out_of is not None:
        return Amount(percent(count, len(one.whole_stretches) if by_stretch else one.whole), 0)
    return Amount(count * 100, one.points)


def _differing(frozen: Mapping[int, Line], other: Mapping[int, Line]) -> tuple[int, ...]:
    return tuple(
        one
        for one in sorted({*frozen, *other})
        if one not in frozen or one not in other or not _same(frozen[one], other[one])
    )


def _same(one: Line, other: Line) -> bool:
    return all(one[name] == other[name] for name in _COMPARED)


def _graded(
    session: Session, assessment: Assessment, book: Book, again: Mapping[int, Line]
) -> tuple[int, ...]:
    """Those whose frozen or shown place or grade is not the one that the scores give."""
    rows = [
        Standing(one, told["rated"], told["months"], tuple(told["failed"]))
        for one, told in again.items()
    ]
    reached = _reached(session, assessment, book, again)
    right = {
        one.id: limits.grade_line(book, one, reached.get(one.id, ()))
        for one in grading.grade(book, rows)
    }
    frozen = {
        line["subject"]: line for line in documents.lines(session, assessment.id, documents.GRADES)
    }
    shown = {
        kept.subject_id: (kept.place, kept.grade) for kept in keeping.read(session, assessment.id)
    }
    return tuple(
        one
        for one in sorted({*right, *frozen, *shown})
        if right.get(one) != frozen.get(one) or shown.get(one) != _placed(right.get(one))
    )


def _placed(line: Line | None) -> tuple[int | None, str] | None:
    return (line["place"], line["grade"]) if line else None


def _reached(
    session: Session, assessment: Assessment, book: Book, again: Mapping[int, Line]
) -> dict[int, tuple[Reached, ...]]:
    """The limits that the frozen years and the scores computed anew reach."""
    if not book.limits:
        return {}
    year = assessment.year
    own = {one: limits.sheet_of(told) for one, told in again.items()}
    about = next(documents.lines(session, assessment.id, documents.ABOUT))
    known = limits.frozen_years(session, assessment.id, year, own)
    return past.told(book, known, year, about["term_began"])


def _moved(
    session: Session, assessment: Assessment, book: Book, frozen: Mapping[int, Line]
) -> dict[int, tuple[int, int]]:
    """Frozen total and that of today's records, where they differ; later corrections left out."""
    plain = {one: told["corrections"] for one, told in frozen.items()}
    case = Case(assessment.committee_id, assessment.first_on, assessment.last_on, corrections=plain)
    found = {one.id: one.sheet for one in score(session, book, case)}
    return {
        one: (told["total"], found[one].total if one in found else 0)
        for one, told in frozen.items()
        if one not in found or found[one].total != told["total"]
    }
