"""Objections, corrections and steps of approval of one assessment, as its record shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, cast, func, select
from sqlmodel import Session, col

from core.assessment import reach
from core.assessment.archive import subjects
from core.assessment.models import (
    Approval,
    Correction,
    Objection,
    ObjectionState,
    RuleBook,
    Scores,
)
from core.assessment.reach import READ
from core.permissions import Actor

MOST = 200  # of each kind that a record shows


@dataclass(frozen=True, slots=True)
class ObjectionRow:
    """An objection with the name of whose score it is; `hundredths` are the points it brought."""

    id: int
    version: int
    subject_id: int
    name: str
    item_key: str
    words: str
    state: ObjectionState
    recorded_at: datetime
    answer: str
    answered_by: str
    answered_at: datetime | None
    hundredths: int = 0


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A correction with the name of whose score it is."""

    id: int
    subject_id: int
    name: str
    item_key: str
    hundredths: int
    reason: str
    by: str
    at: datetime
    objection_id: int | None


def objections(session: Session, actor: Actor, assessment_id: int) -> list[ObjectionRow]:
    """The objections to scores that the actor may see: those that wait first."""
    kind = kind_of(session, actor, assessment_id)
    names = ("item_key", "words", "state", "recorded_at", "answer", "answered_by", "answered_at")
    asked = (
        _of(actor, kind, Objection, ("id", "version", "subject_id"), names)
        .add_columns(_brought())
        .where(col(Objection.assessment_id) == assessment_id)
    )
    waits = col(Objection.state) == ObjectionState.OPEN
    ordered = asked.order_by(waits.desc(), col(Objection.id).desc()).limit(MOST)
    return [ObjectionRow(*row) for row in session.execute(ordered)]


def _brought() -> ColumnElement[int]:
    """The points that the answer to an objection gave or took, in hundredths."""
    given = select(func.sum(col(Correction.hundredths))).where(
        col(Correction.objection_id) == col(Objection.id)
    )
    return func.coalesce(cast(given.scalar_subquery(), Integer), 0)


def corrections(session: Session, actor: Actor, assessment_id: int) -> list[CorrectionRow]:
    """The corrections of scores that the actor may see, the newest first."""
    kind = kind_of(session, actor, assessment_id)
    names = ("item_key", "hundredths", "reason", "by", "at", "objection_id")
    asked = _of(actor, kind, Correction, ("id", "subject_id"), names).where(
        col(Correction.assessment_id) == assessment_id
    )
    ordered = asked.order_by(col(Correction.id).desc()).limit(MOST)
    return [CorrectionRow(*row) for row in session.execute(ordered)]


def approvals(session: Session, actor: Actor, assessment_id: int) -> list[Approval]:
    """The steps of approval as they were taken, in order."""
    reach.find(session, actor, assessment_id)
    asked = (
        select(Approval)
        .where(col(Approval.assessment_id) == assessment_id)
        .order_by(col(Approval.id))
        .limit(MOST)
    )
    return list(session.execute(asked).scalars())


def kind_of(session: Session, actor: Actor, assessment_id: int) -> Scores:
    """Whom an assessment that concerns the actor scores."""
    row = reach.find(session, actor, assessment_id)
    return session.get_one(RuleBook, row.book_id).scores


def _of(
    actor: Actor,
    kind: Scores,
    table: type[Objection | Correction],
    ids: Sequence[str],
    names: Sequence[str],
) -> Select[*tuple[Any, ...]]:  # the columns of a table with the subject's name in between
    model, name, _number = subjects.known_as(kind)
    return (
        select(
            *(col(getattr(table, one)) for one in ids),
            name,
            *(col(getattr(table, one)) for one in names),
        )
        .select_from(table)
        .join(model, col(model.id) == col(table.subject_id))
        .where(reach.subject_reached(actor, READ, kind, col(table.subject_id)))
    )
