"""The units of one round of a matter, and when they have all answered."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from core.errors import RuleBroken
from core.handling import deadlines, finding, norms, rules, telling
from core.handling.deadlines import Span
from core.handling.drafts import Share
from core.handling.models import Assignment, AssignmentState, Extension, HandlingUnit
from core.i18n import N_
from core.matters import steps
from core.matters.models import Matter, State, Verb
from core.matters.steps import Moment
from core.notices.models import NoticeKind
from core.permissions import Actor


def number(session: Session, matter_id: int) -> int:
    """The newest round of a matter; 0 where it was never assigned."""
    asked = select(func.max(Assignment.round)).where(Assignment.matter_id == matter_id)
    return session.exec(asked).one() or 0


def rows(session: Session, matter_id: int) -> list[Assignment]:
    """The assignments of the newest round, the lead first."""
    newest = number(session, matter_id)
    asked = (
        select(Assignment)
        .where(Assignment.matter_id == matter_id, Assignment.round == newest)
        .order_by(col(Assignment.role).desc(), col(Assignment.id))
    )
    return list(session.exec(asked))


def finish(session: Session, actor: Actor, matter: Matter) -> None:
    """Move a matter on once all units of the round have answered. Ends a change.

    Where an office does without that state, it is kept that they have.
    """
    session.flush()
    parts = [(row.role, row.state, row.settled_at) for row in rows(session, matter.id)]
    if not rules.is_answered(parts):
        return
    steps_on = finding.leads_on(session, matter, Verb.REPLY)
    telling.answered(session, actor, matter, by_step=steps_on)
    if steps_on:
        steps.move(session, actor, matter, Verb.REPLY)
    else:
        steps.mark(matter, State.REPLIED, finding.now(session, matter.committee_id))


def give(
    session: Session, matter: Matter, share: Share, clock: tuple[int, date], when: Moment
) -> Assignment:
    """Give a unit its part; `clock` is the round, and the day that counting begins with.

    A unit that gave the matter back in this round gets it once more in the same row.
    """
    round_, counted_from = clock
    unit = _unit(session, matter, share.unit_id, round_)
    span = _span(session, matter, share)
    due = deadlines.due(counted_from, span, when.calendar)
    if due <= when.day:
        raise RuleBroken(
            N_("Counted so it would be overdue at once. Name the last day to answer."), "due_on"
        )
    columns: dict[str, Any] = {
        "role": share.role,
        "state": AssignmentState.NEW,
        "assigned_at": when.at,
        "months": span.months,
        "workdays": span.workdays,
        "counted_from": counted_from,
        "first_due_on": due,
        "due_on": due,
    }
    return _write(session, matter, (unit, round_), columns)


def pause(session: Session, matter: Matter) -> None:
    """Let nothing ring while a matter lies in the bin. Part of putting it there."""
    telling.silence(session, _in_hand(session, matter))


def resume(session: Session, matter: Matter) -> None:
    """Let it ring again once a matter is taken out of the bin."""
    when = finding.now(session, matter.committee_id)
    for row in _in_hand(session, matter):
        telling.set_alarms(session, row, matter, when)


def waits(session: Session, matter: Matter) -> bool:
    """Whether a unit owes an answer, or gave a matter back that the office has to deal with."""
    return rules.waits([(row.state, row.settled_at) for row in rows(session, matter.id)])


def _in_hand(session: Session, matter: Matter) -> list[Assignment]:
    return [row for row in rows(session, matter.id) if row.state in rules.OPEN]


def tell(session: Session, given: Iterable[Assignment], matter: Matter, when: Moment) -> None:
    """Tell the units what they were given, and when it will ring."""
    session.flush()  # the notices name the new ids
    for row in given:
        telling.unit(session, row, matter, (NoticeKind.ASSIGNED, row.words), when)
        telling.set_alarms(session, row, matter, when)


def _unit(session: Session, matter: Matter, unit_id: int, round_: int) -> HandlingUnit:
    """A unit that is in use, or whose answer of the round before did not satisfy."""
    answered = select(Assignment.id).where(
        Assignment.matter_id == matter.id,
        Assignment.unit_id == unit_id,
        Assignment.round == round_ - 1,
        Assignment.state == AssignmentState.REPLIED,
    )
    asked = select(HandlingUnit).where(
        col(HandlingUnit.id) == unit_id,
        col(HandlingUnit.committee_id) == matter.committee_id,
        or_(col(HandlingUnit.retired_at).is_(None), answered.exists()),
    )
    found = session.exec(asked).first()
    if found is None:
        raise RuleBroken(N_("Choose a unit of this committee that is in use."), "lead")
    return found


def _span(session: Session, matter: Matter, share: Share) -> Span:
    """What the office named for the unit, else the norm."""
    rules.check_span(share)
    if share.due_on:
        return Span(until=share.due_on)
    if share.months or share.workdays:
        return Span(share.months, share.workdays)
    return norms.span(session, matter.committee_id, matter.kind, matter.urgency)


def _write(
    session: Session, matter: Matter, of: tuple[HandlingUnit, int], columns: dict[str, Any]
) -> Assignment:
    unit, round_ = of
    asked = select(Assignment).where(
        Assignment.matter_id == matter.id,
        Assignment.unit_id == unit.id,
        Assignment.round == round_,
    )
    row = session.exec(asked).first()
    if row is None:
        of_matter: dict[str, Any] = {"committee_id": matter.committee_id, "kind": matter.kind}
        row = Assignment(matter_id=matter.id, unit_id=unit.id, round=round_, **of_matter, **columns)
        session.add(row)
        return row
    if row.state is AssignmentState.REPLIED or row.state in rules.OPEN:
        raise RuleBroken(N_("{unit} has a part in it already."), "co", unit=unit.name)
    cleared = dict.fromkeys(("accepted_at", "settled_at"))
    for key, value in (columns | cleared).items():
        setattr(row, key, value)
    row.version += 1
    _forget_requests(session, row, columns["assigned_at"])
    return row


def _forget_requests(session: Session, row: Assignment, at: datetime) -> None:
    """More time that was asked for and not decided meant the part that was given back."""
    asked = select(Extension).where(
        Extension.assignment_id == row.id, col(Extension.decided_at).is_(None)
    )
    for request in session.exec(asked):
        request.granted, request.decided_at = False, at
