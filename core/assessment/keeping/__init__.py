"""Stored scores, kept by the transaction that changes the facts, whoever changes them.

A listener notes what a transaction writes; before it is kept, those concerned are scored
anew in the open assessments. With no assessment open that is one look into a small index.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, event, select
from sqlalchemy.orm import ORMExecuteState, UOWTransaction
from sqlmodel import Session, col

from core.assessment.book.shape import Book
from core.assessment.keeping import concerned, touched
from core.assessment.keeping.stored import Kept, book, book_of, compute, corrections, keep, read
from core.assessment.keeping.touched import Touched
from core.assessment.models import Assessment, AssessmentState, RuleBook
from core.audit.service import queue
from core.committees import trail

__all__ = [
    "Kept",
    "book",
    "book_of",
    "compute",
    "corrections",
    "queue",
    "read",
    "rebuild",
    "settle",
]


@dataclass(frozen=True, slots=True)
class _Open:
    """An assessment that follows the records, with its book."""

    assessment: Assessment
    book: Book

    @property
    def about(self) -> concerned.About:
        """What decides whom a change concerns."""
        return concerned.About(self.book.scores, self.assessment.last_on)


def rebuild(session: Session, assessment: Assessment) -> None:
    """Score all anew. Whoever opens an assessment or changes its book or days calls it."""
    session.flush()
    keep(session, assessment, book(session, assessment))


def settle(session: Session) -> None:
    """Bring the stored scores up to what this transaction has written so far."""
    session.flush()
    found = touched.take(session)
    open_now = _open(session) if found else []
    if found is None or not open_now:
        return
    queue(session)
    open_now = _open(session)  # one may have been closed while this writer waited
    moved: set[int] = set()
    for about in {one.about for one in open_now}:
        moved |= _settle(session, found, about, [one for one in open_now if one.about == about])
    for committee_id in sorted(moved):
        trail.raise_revision(session, committee_id)


def _settle(
    session: Session, found: Touched, about: concerned.About, alike: list[_Open]
) -> set[int]:
    """Keep the scores of those concerned; the committees of which some are others now."""
    ids = concerned.subjects(session, found, about)
    if ids is None:
        return _kept(session, alike, None)
    near = concerned.places(session, about.scores, ids)
    here = [
        one
        for one in alike
        if one.assessment.committee_id in near.committees or one.assessment.id in near.scored
    ]
    return _kept(session, here, ids)


def _kept(session: Session, alike: list[_Open], ids: set[int] | None) -> set[int]:
    moved = [one for one in alike if keep(session, one.assessment, one.book, ids)]
    return {one.assessment.committee_id for one in moved}


def _open(session: Session) -> list[_Open]:
    """The assessments that follow the records. Read as they are, whatever the session holds."""
    return [_Open(row[0], book_of(row[1])) for row in session.execute(_asked())]


@lru_cache
def _asked() -> Select[*tuple[Any, ...]]:
    """Built once: it is asked at the end of every change."""
    return (
        select(Assessment, col(RuleBook.text))
        .join(RuleBook, col(RuleBook.id) == col(Assessment.book_id))
        .where(col(Assessment.state) != AssessmentState.CLOSED)
        .order_by(col(Assessment.id))
    )


@event.listens_for(Session, "after_flush")
def _note_rows(session: Session, _context: UOWTransaction) -> None:
    touched.note_rows(session)


@event.listens_for(Session, "do_orm_execute")
def _note_statement(state: ORMExecuteState) -> None:
    touched.note_statement(state)


@event.listens_for(Session, "before_commit")
def _before_commit(session: Session) -> None:
    if not session.in_nested_transaction():
        settle(session)


@event.listens_for(Session, "after_rollback")
def _after_rollback(session: Session) -> None:
    touched.forget(session)
