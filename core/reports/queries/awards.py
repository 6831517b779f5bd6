"""Commendations of the year."""

from dataclasses import dataclass

from sqlalchemy import func
from sqlalchemy import select as columns
from sqlmodel import Session, col

from core.commendations.models import Commendation, Honour, HonourLevel, SubjectKind
from core.permissions import Actor
from core.reports.periods import Period
from core.reports.queries import parts


@dataclass(frozen=True, slots=True)
class HonourFigures:
    """How often one honour of one level was given to one kind of subject."""

    honour: Honour
    level: HonourLevel
    subject: SubjectKind
    commendations: int


def by_honour(
    session: Session, actor: Actor, committee_id: int, period: Period
) -> tuple[HonourFigures, ...]:
    """Commendations of the years that the period touches, the most frequent first."""
    within = parts.area(session, actor, committee_id)
    told = (col(Commendation.honour), col(Commendation.level), col(Commendation.subject_kind))
    statement = (
        columns(*told, func.count())
        .where(
            col(Commendation.committee_id).in_(within),
            col(Commendation.year).between(period.first.year, period.last.year),
        )
        .group_by(*told)
        .order_by(func.count().desc(), *told)
    )
    return tuple(HonourFigures(*row) for row in parts.rows(session, statement))
