"""What the example committees heard, and what came of it: opinion items and proposals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import cycle, pairwise
from typing import Any

from core.committees.calendar import Calendar
from core.handling import deadlines
from core.handling.deadlines import Span
from core.handling.models import (
    Assignment,
    AssignmentState,
    HandlingRole,
    HandlingUnit,
    Reply,
    Result,
    UnitKind,
)
from core.matters.flow import WAYS
from core.matters.models import (
    MILESTONES,
    Author,
    AuthorRole,
    Matter,
    MatterKind,
    State,
    Step,
    Submitter,
    Verb,
)
from core.members.models import Member
from core.proposals.models import Nature, Proposal
from core.transfer.examples.builder import Builder

S, V = State, Verb
CALENDAR = Calendar()
MONTHS_TO_REPLY = 3
UNITS = ("发展改革局", "教育体育局", "住房城乡建设局", "交通运输局", "农业农村局", "卫生健康局")
# The steps that lead to each state of the way.
VERBS = {
    S.SUBMITTED: V.SUBMIT,
    S.SCREENED: V.SCREEN,
    S.EDITED: V.EDIT,
    S.CHECKED: V.CHECK,
    S.SIGNED: V.SIGN,
    S.ISSUED: V.ISSUE,
    S.REGISTERED: V.REGISTER,
    S.ASSIGNED: V.ASSIGN,
    S.HANDLING: V.HANDLE,
    S.REPLIED: V.REPLY,
    S.FED_BACK: V.FEED_BACK,
    S.CLOSED: V.CLOSE,
}
TO_SCREENED = {S.SUBMITTED: 0, S.SCREENED: 0}
TO_ISSUED = TO_SCREENED | {S.EDITED: 0, S.CHECKED: 0, S.SIGNED: 0, S.ISSUED: 0}
TO_CLOSED = TO_ISSUED | {S.ASSIGNED: 2, S.HANDLING: 3, S.REPLIED: 20, S.FED_BACK: 24, S.CLOSED: 25}
OF_PROPOSAL = {
    S.SUBMITTED: 0,
    S.REGISTERED: 9,
    S.ASSIGNED: 15,
    S.HANDLING: 18,
    S.REPLIED: 70,
    S.FED_BACK: 80,
    S.CLOSED: 84,
}
# What did not satisfy is replied to once more, and waits for the proposer's word.
TO_REPLIED = {S.SUBMITTED: 0, S.REGISTERED: 9, S.ASSIGNED: 15, S.HANDLING: 18, S.REPLIED: 70}


@dataclass(frozen=True, slots=True)
class Heard:
    """A matter that came in on a day; `way` holds after how many days it reached each state."""

    title: str
    day: date
    way: Mapping[State, int]
    author: Member | None = None


def add_matters(
    builder: Builder, kind: MatterKind, series: int, heard: Sequence[Heard], **given: object
) -> list[Matter]:
    """Matters with their numbers, histories and first authors."""
    rows = builder.add(
        [
            _matter(builder, kind, one, given | {"series": series, "number": number})
            for number, one in enumerate(heard, start=1)
        ]
    )
    for row, one in zip(rows, heard, strict=True):
        builder.session.add_all(_steps(row, one))
        if one.author:
            builder.session.add(
                Author(matter_id=row.id, member_id=one.author.id, role=AuthorRole.FIRST)
            )
    return rows


def add_units(builder: Builder) -> list[HandlingUnit]:
    """Departments that matters are assigned to."""
    return builder.add(
        [
            HandlingUnit(
                committee_id=builder.id,
                code=f"{n:02}",
                name=f"示例{name}",
                kind=UnitKind.GOVERNMENT,
            )
            for n, name in enumerate(UNITS, start=1)
        ]
    )


def answer(
    builder: Builder, matters: Sequence[Matter], results: Sequence[Result]
) -> list[Assignment]:
    """Have units reply to matters that were assigned and replied, with these results in turn."""
    units = add_units(builder)
    turns = list(zip(matters, cycle(units), cycle(results), strict=False))
    replies = builder.add(
        [reply_of(matter, unit, result, known(matter.replied_on)) for matter, unit, result in turns]
    )
    return builder.add(
        [
            assignment_of(matter, reply, known(matter.assigned_on))
            for (matter, _unit, _result), reply in zip(turns, replies, strict=True)
        ]
    )


def add_proposals(
    builder: Builder, term_session_id: int, heard: Sequence[Heard], collective: int
) -> list[Matter]:
    """Proposals with their natures, the collective ones first."""
    rows = add_matters(
        builder, MatterKind.PROPOSAL, term_session_id, heard, submitter=Submitter.MEMBER
    )
    builder.add(
        [
            Proposal(
                matter_id=row.id,
                nature=Nature.COLLECTIVE if n < collective else list(Nature)[n % 2],
                term_session_id=term_session_id,
                is_key=n % 40 == 0,
            )
            for n, row in enumerate(rows)
        ]
    )
    return rows


def known(day: date | None) -> date:
    """A day that the way of a matter holds."""
    if day is None:
        raise ValueError("the way does not lead so far")
    return day


def _matter(
    builder: Builder, kind: MatterKind, heard: Heard, given: Mapping[str, object]
) -> Matter:
    reached = {state: heard.day + timedelta(days=after) for state, after in heard.way.items()}
    last = list(reached)[-1]
    days = {MILESTONES[state]: day for state, day in reached.items() if state in MILESTONES}
    usual: dict[str, Any] = {
        "committee_id": builder.id,
        "kind": kind,
        "title": heard.title,
        "situation": "示例情况。",
        "suggestion": "示例建议。",
        "state": last,
        "state_since": morning(reached[last]),
        "received_on": heard.day,
        "received_month": heard.day.year * 100 + heard.day.month,
        "recorded_at": morning(heard.day),
    }
    if S.ISSUED in reached:
        usual |= {"issue_year": builder.year, "issue_number": given["number"]}
    return Matter(**usual | days | dict(given))


def _steps(matter: Matter, heard: Heard) -> list[Step]:
    way = [(S.DRAFT, heard.day)]
    way += [(state, heard.day + timedelta(days=after)) for state, after in heard.way.items()]
    return [
        step_of(matter, VERBS[after], (before, left), reached)
        for (before, left), (after, reached) in pairwise(way)
    ]


def step_of(matter: Matter, verb: Verb, left: tuple[State, date], day: date) -> Step:
    """A step on a day, from a state that was reached before; not added yet."""
    before, since = left
    return Step(
        matter_id=matter.id,
        committee_id=matter.committee_id,
        kind=matter.kind,
        verb=verb,
        from_state=before,
        to_state=WAYS[matter.kind][verb].target,
        by="示例工作人员",
        taken_at=morning(day),
        taken_on=day,
        seconds=(day - since).days * 86_400,
        workdays=CALENDAR.between(since, day),
    )


def reply_of(matter: Matter, unit: HandlingUnit, result: Result, replied_on: date) -> Reply:
    """A unit's reply of a day, not added yet."""
    return Reply(
        matter_id=matter.id,
        unit_id=unit.id,
        result=result,
        words="示例答复。",
        replied_at=morning(replied_on),
        replied_on=replied_on,
    )


def assignment_of(matter: Matter, reply: Reply, assigned_on: date, round_: int = 1) -> Assignment:
    """The part of a unit that has replied, in a round that began on a day; not added yet."""
    due = deadlines.due(assigned_on, Span(months=MONTHS_TO_REPLY), CALENDAR)
    return Assignment(
        matter_id=matter.id,
        committee_id=matter.committee_id,
        kind=matter.kind,
        unit_id=reply.unit_id,
        role=HandlingRole.LEAD,
        round=round_,
        state=AssignmentState.REPLIED,
        assigned_at=morning(assigned_on),
        accepted_at=morning(assigned_on + timedelta(days=2)),
        counted_from=assigned_on,
        months=MONTHS_TO_REPLY,
        first_due_on=due,
        due_on=due,
        reply_id=reply.id,
        replied_on=reply.replied_on,
        answered_in=CALENDAR.between(assigned_on, reply.replied_on),
    )


def morning(day: date) -> datetime:
    """Nine o'clock of a day in the house's zone."""
    return datetime(day.year, day.month, day.day, 1, tzinfo=UTC)
