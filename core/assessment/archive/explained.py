"""The explanation of one subject of a closed assessment: by what was frozen, not by today."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlmodel import Session

from core.assessment import explaining, keeping
from core.assessment.archive import documents, limits
from core.assessment.archive.facts import PAID
from core.assessment.book.shape import Book
from core.assessment.explaining import Explanation, Fact
from core.assessment.models import Assessment
from core.assessment.scoring import compiling
from core.assessment.scoring.scoring import Scored


def book(session: Session, assessment: Assessment) -> Book:
    """The book as it was when the assessment was closed."""
    return keeping.book_of(documents.text(session, assessment.id, documents.BOOK))


def explain(session: Session, assessment: Assessment, subject_id: int) -> Explanation | None:
    """Explain one subject; None who was not scored. Asks nobody's permission."""
    rules = book(session, assessment)
    for line in documents.lines(session, assessment.id, documents.SCORES):
        if line["subject"] == subject_id:
            found = _facts(session, assessment.id, rules, subject_id)
            return explaining.told(rules, _scored(line), found)
    return None


def _scored(line: dict[str, Any]) -> Scored:
    return Scored(line["subject"], limits.sheet_of(line), tuple(line["failed"]))


def _facts(
    session: Session, assessment_id: int, rules: Book, subject_id: int
) -> dict[str, tuple[Fact, ...]]:
    """The facts of each item; what picked ones pay follows in lines of their own."""
    found: dict[int, list[list[Any]]] = defaultdict(list)
    paid: dict[tuple[int, Any], int] = {}
    for line in _of(session, assessment_id, subject_id):
        if line[1] == PAID:
            paid[line[4], line[2]] = line[8]
        else:
            found[line[4]].append(line)
    told = {}
    for place, lines in found.items():
        item = rules.items[place]
        picks = compiling.is_ranked(compiling.as_counted(item), rules)
        told[item.key] = tuple(
            _fact(line, paid.get((place, line[2]), 0) if picks else line[8]) for line in lines
        )
    return told


def _of(session: Session, assessment_id: int, subject_id: int) -> Iterator[list[Any]]:
    start = f"[{subject_id},".encode()
    for name in documents.names(session, assessment_id):
        if name.startswith(documents.FACTS):
            for line in documents.raw_lines(session, assessment_id, name):
                if line.startswith(start):
                    yield json.loads(line)


def _fact(line: list[Any], paid: int | None) -> Fact:
    _subject, _measure, record, day, _place, units, _whole, _by, _paid, link, link_id, title = line
    when = date.fromisoformat(day) if day else None
    return Fact(title, when, units or 0, paid, link, link_id, record)
