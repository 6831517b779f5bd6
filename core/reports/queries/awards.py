"""Commendations of the year."""

from dataclasses import dataclass

from sqlalchemy import SelectBase, func
from sqlalchemy import select as columns
from sqlmodel import col

from core.commendations.models import Commendation, Honour, HonourLevel, SubjectKind
from core.reports.queries import parts


@dataclass(frozen=True, slots=True)
class HonourFigures:
    """How often one honour of one level was given to one kind of subject."""

    honour: Honour
    level: HonourLevel
    subject: SubjectKind
    commendations: int


@parts.answers(HonourFigures)
def by_honour() -> SelectBase:
    """Commendations of the years that the period touches, the most frequent first."""
    told = (col(Commendation.honour), col(Commendation.level), col(Commendation.subject_kind))
    return (
        columns(*told, func.count())
        .where(
            col(Commendation.committee_id).in_(parts.WITHIN),
            col(Commendation.binned_at).is_(None),
            col(Commendation.year).between(parts.FIRST_YEAR, parts.LAST_YEAR),
        )
        .group_by(*told)
        .order_by(func.count().desc(), *told)
    )
