"""What the form of a commendation sends."""

from dataclasses import dataclass
from datetime import date

from core.commendations.models import Honour, HonourLevel, SubjectKind


@dataclass(frozen=True, slots=True)
class Subject:
    """What is commended: a member, group or studio by id, a proposal by its title.

    `committee_id` counts for a proposal only; the others bring their own.
    """

    kind: SubjectKind
    id: int | None = None
    title: str = ""
    committee_id: int = 0


@dataclass(frozen=True, slots=True)
class CommendationDraft:
    """A commendation as typed. `year` is the one whose work is commended."""

    subject: Subject
    honour: Honour
    level: HonourLevel
    year: int
    given_by: str = ""
    given_on: date | None = None
