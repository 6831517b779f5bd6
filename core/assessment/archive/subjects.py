"""What those who are scored are called, and by what number they are known."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, literal, select
from sqlmodel import Session, col

from core.assessment.models import Assessment, Score, Scores
from core.committees.models import Committee
from core.groups.models import SectorGroup
from core.members.models import Member
from core.studios.models import Studio

NAMED: Mapping[Scores, tuple[Any, Any, Any]] = {
    Scores.MEMBERS: (Member, col(Member.name), col(Member.number)),
    Scores.GROUPS: (SectorGroup, col(SectorGroup.name), literal("")),
    Scores.STUDIOS: (Studio, col(Studio.name), col(Studio.code)),
    Scores.COMMITTEES: (Committee, col(Committee.name), literal("")),
}


def known_as(kind: Scores) -> tuple[Any, ColumnElement[str], ColumnElement[str]]:
    """The table of a kind of subject, its column of names and that of numbers."""
    return NAMED[kind]


def names(session: Session, assessment: Assessment, kind: Scores) -> dict[int, tuple[str, str]]:
    """Name and number of all who have a score, by their ids."""
    model, name, number = known_as(kind)
    asked = (
        select(col(Score.subject_id), name, number)
        .join(model, col(model.id) == col(Score.subject_id))
        .where(col(Score.assessment_id) == assessment.id)
    )
    return {row[0]: (row[1], row[2]) for row in session.execute(asked)}
