"""What is told of assignments: rows of lists, one matter's units with their clocks.

The functions that answer questions are in `core.handling.queries`.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, select
from sqlmodel import Session, col

from core import clock
from core.handling import rules
from core.handling.deadlines import Clock, Granted, Span
from core.handling.models import (
    Assignment,
    AssignmentState,
    AuthorityLevel,
    Extension,
    Feedback,
    GivenBack,
    HandlingRole,
    HandlingUnit,
    Instruction,
    Satisfaction,
    Urging,
    UrgingKind,
)
from core.matters.models import Author, Consent, Matter, MatterKind
from core.members.models import Member


@dataclass(frozen=True, slots=True)
class AskedTime:
    """More time that was asked for, and what was decided; `granted` is None until then."""

    id: int
    until: date
    reason: str
    asked_at: datetime
    granted: bool | None
    decided_at: datetime | None
    note: str


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder that was sent."""

    kind: UrgingKind
    level: AuthorityLevel | None
    urged_on: date
    words: str


@dataclass(frozen=True, slots=True)
class Gone:
    """One time that the unit handed it back, or the office took it back."""

    state: AssignmentState
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Part:
    """One unit's part in a matter, with its clock."""

    id: int
    unit_id: int
    unit: str
    role: HandlingRole
    round: int
    state: AssignmentState
    clock: Clock
    words: str
    settled: bool
    reply_id: int | None
    asked: Sequence[AskedTime]
    reminders: Sequence[Reminder]
    gone: Sequence[Gone]

    @property
    def is_open(self) -> bool:
        """Whether the unit still owes an answer."""
        return self.state in rules.OPEN

    @property
    def waits_for_office(self) -> bool:
        """Whether it lies handed back, and the office has not dealt with it."""
        return self.state is AssignmentState.HANDED_BACK and not self.settled

    @property
    def open_request(self) -> AskedTime | None:
        """More time that was asked for and not decided."""
        return next((one for one in self.asked if one.decided_at is None), None)


@dataclass(frozen=True, slots=True)
class InstructionRow:
    """An instruction as it was copied out."""

    id: int
    leader: str
    post: str
    level: AuthorityLevel
    given_on: date
    words: str
    is_main_leader: bool
    version: int


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """What who raised the matter said to the reply of a round."""

    round: int
    satisfaction: Satisfaction
    met_in_person: bool
    words: str
    given_on: date


def parts(session: Session, matter_id: int) -> list[Part]:
    """All units that a matter was given to, the newest round first and the lead of it."""
    asked = (
        select(Assignment, col(HandlingUnit.name), col(Instruction.given_on))
        .join(HandlingUnit, col(HandlingUnit.id) == col(Assignment.unit_id))
        .outerjoin(Instruction, col(Instruction.id) == col(Assignment.instruction_id))
        .where(col(Assignment.matter_id) == matter_id)
        .order_by(col(Assignment.round).desc(), col(Assignment.role).desc(), col(Assignment.id))
    )
    found = session.execute(asked).all()
    ids = [row.id for row, _name, _day in found]
    times, urged, gone = _asked(session, ids), _reminders(session, ids), _gone(session, ids)
    return [
        _part(row, name, day, (times[row.id], urged[row.id], gone[row.id]))
        for row, name, day in found
    ]


def instructions(session: Session, matter_id: int) -> list[InstructionRow]:
    """The instructions on a matter, the first one first."""
    columns = ("id", "leader", "post", "level", "given_on", "words", "is_main_leader", "version")
    asked = (
        select(*(getattr(Instruction, name) for name in columns))
        .where(col(Instruction.matter_id) == matter_id)
        .order_by(col(Instruction.given_on), col(Instruction.id))
    )
    return [InstructionRow(*row) for row in session.execute(asked)]


def feedback(session: Session, matter_id: int) -> list[FeedbackRow]:
    """The feedback on a matter, the newest first."""
    columns = ("round", "satisfaction", "met_in_person", "words", "given_on")
    asked = (
        select(*(getattr(Feedback, name) for name in columns))
        .where(col(Feedback.matter_id) == matter_id)
        .order_by(col(Feedback.round).desc())
    )
    return [FeedbackRow(*row) for row in session.execute(asked)]


def undecided() -> ColumnElement[bool]:
    """Whether more time was asked for an assignment and is not decided."""
    mine = col(Extension.assignment_id) == col(Assignment.id)
    open_ = col(Extension.decided_at).is_(None)
    return select(col(Extension.id)).where(mine, open_).exists()


def supervised() -> ColumnElement[bool]:
    """Whether the handling of an assignment is supervised by some level."""
    mine = col(Urging.assignment_id) == col(Assignment.id)
    kind = col(Urging.kind) == UrgingKind.SUPERVISE
    return select(col(Urging.id)).where(mine, kind).exists()


def _part(
    row: Assignment,
    unit: str,
    instructed_on: date | None,
    more: tuple[list[AskedTime], list[Reminder], list[Gone]],
) -> Part:
    asked, reminders, gone = more
    return Part(
        row.id,
        row.unit_id,
        unit,
        row.role,
        row.round,
        row.state,
        _clock(row, instructed_on, asked),
        row.words,
        row.settled_at is not None,
        row.reply_id,
        asked,
        reminders,
        gone,
    )


def _clock(row: Assignment, instructed_on: date | None, asked: Sequence[AskedTime]) -> Clock:
    measured = row.months or row.workdays
    since = clock.local(row.assigned_at).date()
    granted = [
        Granted(one.until, clock.local(one.decided_at).date())
        for one in asked
        if one.granted and one.decided_at and clock.local(one.decided_at).date() >= since
    ]
    return Clock(
        row.counted_from,
        Span(row.months, row.workdays, None if measured else row.first_due_on),
        row.first_due_on,
        row.due_on,
        granted,
        instructed=instructed_on == row.counted_from,
        answered_on=row.replied_on,
        is_open=row.state in rules.OPEN,
    )


def _asked(session: Session, ids: Sequence[int]) -> dict[int, list[AskedTime]]:
    columns = ("id", "until", "reason", "asked_at", "granted", "decided_at", "note")
    asked = (
        select(col(Extension.assignment_id), *(getattr(Extension, name) for name in columns))
        .where(col(Extension.assignment_id).in_(ids))
        .order_by(col(Extension.id))
    )
    found: dict[int, list[AskedTime]] = defaultdict(list)
    for of, *row in session.execute(asked):
        found[of].append(AskedTime(*row))
    return found


def _reminders(session: Session, ids: Sequence[int]) -> dict[int, list[Reminder]]:
    columns = ("kind", "level", "urged_on", "words")
    asked = (
        select(col(Urging.assignment_id), *(getattr(Urging, name) for name in columns))
        .where(col(Urging.assignment_id).in_(ids))
        .order_by(col(Urging.id))
    )
    found: dict[int, list[Reminder]] = defaultdict(list)
    for of, *row in session.execute(asked):
        found[of].append(Reminder(*row))
    return found


def _gone(session: Session, ids: Sequence[int]) -> dict[int, list[Gone]]:
    columns = Gone.__dataclass_fields__
    asked = (
        select(col(GivenBack.assignment_id), *(getattr(GivenBack, name) for name in columns))
        .where(col(GivenBack.assignment_id).in_(ids))
        .order_by(col(GivenBack.id))
    )
    found: dict[int, list[Gone]] = defaultdict(list)
    for of, *row in session.execute(asked):
        found[of].append(Gone(*row))
    return found


def raised_by(session: Session, matter_id: int) -> str:
    """Who made a proposal. Who raised an opinion item is not told to the units."""
    asked = (
        select(col(Member.name), col(Matter.organisation))
        .select_from(Matter)
        .outerjoin(
            Author,
            and_(col(Author.matter_id) == col(Matter.id), col(Author.consent) == Consent.AGREED),
        )
        .outerjoin(Member, col(Member.id) == col(Author.member_id))
        .where(col(Matter.id) == matter_id, col(Matter.kind) == MatterKind.PROPOSAL)
        .order_by(col(Author.role).desc(), col(Author.id))
    )
    found = session.execute(asked).all()
    organisations = dict.fromkeys(one for _name, one in found if one)
    return "、".join([*organisations, *(name for name, _one in found if name)])
