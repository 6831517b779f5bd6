"""Reading one matter as it is handled, and the units that it can be given to."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, false, func, or_, select
from sqlmodel import Session, col

from core import clock
from core.committees import calendar
from core.committees.calendar import Calendar
from core.committees.models import Committee
from core.errors import NotFound
from core.handling import finding, following, norms, reading, replies
from core.handling.deadlines import Span
from core.handling.models import (
    Assignment,
    AssignmentState,
    HandlingUnit,
    Instruction,
    Reply,
)
from core.handling.reading import FeedbackRow, InstructionRow, Part
from core.handling.replies import EarlierRow, ReplyRow
from core.matters import reach
from core.matters.models import Matter, MatterKind, Urgency
from core.permissions import Actor, Permission, ScopeKind, require

READ, ASSIGN = Permission.HANDLING_READ, Permission.HANDLING_ASSIGN
_YEARS = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class LikelyUnit:
    """A unit that may be asked, with how often it handled matters of the same category lately."""

    id: int
    name: str
    same: int


@dataclass(frozen=True, slots=True)
class Text:
    """A matter as a unit reads it. `raised_by` are the proposers; of opinion items nobody."""

    id: int
    kind: MatterKind
    number: int | None
    title: str
    situation: str
    analysis: str
    suggestion: str
    urgency: Urgency
    committee: str
    committee_en: str
    raised_by: str = ""

    @property
    def heading(self) -> "Text":
        """Which matter it is, without its words."""
        return replace(self, situation="", analysis="", suggestion="", raised_by="")


@dataclass(frozen=True, slots=True)
class Detail:
    """An assignment with its matter, all units of it, and what was written and answered.

    `gone`: the unit has no part in it any more. Only what was its own is told then.
    """

    id: int
    unit_id: int
    text: Text
    whole: "Whole"
    gone: bool = False

    @property
    def part(self) -> Part:
        """The assignment's own part."""
        return next(one for one in self.whole.parts if one.id == self.id)


@dataclass(frozen=True, slots=True)
class Whole:
    """All that is told of how one matter is handled."""

    parts: list[Part]
    replies: list[ReplyRow]
    instructions: list[InstructionRow]
    feedback: list[FeedbackRow]
    calendar: Calendar
    today: date
    norm: Span
    version: int

    @property
    def round(self) -> list[Part]:
        """The units of the newest round that have a part in it, or handed it back."""
        gone = AssignmentState.TAKEN_BACK
        newest = self.parts[0].round if self.parts else 0
        return [one for one in self.parts if one.round == newest and one.state is not gone]

    def of_units(self, ids: Collection[int]) -> "Whole":
        """What was some units' own: their parts and their replies, and nothing of others."""
        parts = [one for one in self.parts if one.unit_id in ids]
        given = {one.reply_id for one in parts}
        replies = [one for one in self.replies if one.id in given]
        return replace(self, parts=parts, replies=replies, instructions=[], feedback=[])


def likely_units(
    session: Session, actor: Actor, matter_id: int, limit: int = 200
) -> list[LikelyUnit]:
    """The units that a matter can be given to; those that handled its category most come first."""
    require(actor, ASSIGN)
    asked = select(col(Matter.committee_id), col(Matter.category_id)).where(
        col(Matter.id) == matter_id, reach.in_scope(actor, ASSIGN)
    )
    found = session.execute(asked).first()
    if found is None:
        raise NotFound
    committee_id, category_id = found
    same = (
        select(col(Assignment.unit_id), func.count().label("number"))
        .join(Matter, col(Matter.id) == col(Assignment.matter_id))
        .where(
            col(Assignment.committee_id) == committee_id,
            col(Matter.category_id) == category_id,
            col(Assignment.counted_from) > clock.today() - _YEARS,
            col(Assignment.state).not_in((AssignmentState.HANDED_BACK, AssignmentState.TAKEN_BACK)),
        )
        .group_by(col(Assignment.unit_id))
        .subquery()
    )
    often = func.coalesce(same.c.number, 0)
    wanted = (
        select(col(HandlingUnit.id), col(HandlingUnit.name), often)
        .outerjoin(same, same.c.unit_id == col(HandlingUnit.id))
        .where(
            col(HandlingUnit.committee_id) == committee_id, col(HandlingUnit.retired_at).is_(None)
        )
        .order_by(often.desc(), col(HandlingUnit.code), col(HandlingUnit.id))
        .limit(limit)
    )
    return [LikelyUnit(*row) for row in session.execute(wanted)]


def detail(session: Session, actor: Actor, assignment_id: int) -> Detail:
    """One assignment, with the matter as a unit may read it."""
    require(actor, READ)
    asked = (
        select(col(Assignment.matter_id), col(Assignment.unit_id))
        .join(Matter, col(Matter.id) == col(Assignment.matter_id))
        .where(
            col(Assignment.id) == assignment_id,
            col(Matter.binned_at).is_(None),
            finding.in_scope(actor, READ),
        )
    )
    found = session.execute(asked).first()
    if found is None:
        raise NotFound
    matter_id, unit_id = found
    text, whole = _text(session, matter_id), _whole(session, matter_id)
    if has_part(session, actor, matter_id):
        return Detail(assignment_id, unit_id, text, whole)
    own = whole.of_units(actor.reach(READ, ScopeKind.UNIT))
    return Detail(assignment_id, unit_id, text.heading, own, gone=True)


def has_part(session: Session, actor: Actor, matter_id: int) -> bool:
    """Whether a matter is in the hands of the actor's unit, or assigned by the actor's office."""
    require(actor, READ)
    asked = (
        select(col(Assignment.id))
        .join(Matter, col(Matter.id) == col(Assignment.matter_id))
        .where(
            col(Matter.id) == matter_id,
            col(Matter.binned_at).is_(None),
            finding.has_part(actor, READ),
        )
        .limit(1)
    )
    return session.scalar(asked) is not None


def find_reply(session: Session, actor: Actor, reply_id: int) -> Whole:
    """The handling that a reply belongs to, for who may see it, and for the unit that gave it."""
    of = session.scalar(select(col(Reply.matter_id)).where(col(Reply.id) == reply_id))
    if actor.may(READ):
        given = col(Assignment.reply_id) == reply_id
        own = session.scalar(select(col(Assignment.id)).where(given, finding.in_scope(actor, READ)))
        if own:
            return detail(session, actor, own).whole
    for joined in following.own(session, actor, of or 0):
        whole = of_matter(session, actor, joined)
        if reply_id in {one.id for one in whole.replies}:
            return whole
    return of_matter(session, actor, of or 0)


def find_instruction(session: Session, actor: Actor, instruction_id: int) -> Whole:
    """The handling that an instruction belongs to, for who may see it."""
    asked = select(col(Instruction.matter_id)).where(col(Instruction.id) == instruction_id)
    return of_matter(session, actor, session.scalar(asked) or 0)


def of_matter(session: Session, actor: Actor, matter_id: int) -> Whole:
    """How a matter is handled: for who reads the matter, and for the units that have it.

    Either permission will do: to read such matters, or to read what is handled. What went up
    into another is answered with that one.
    """
    kind = session.scalar(select(col(Matter.kind)).where(col(Matter.id) == matter_id))
    if kind is None:
        raise NotFound
    if not actor.may(reach.READ[kind]):
        require(actor, READ)
    parts = []
    if actor.may(reach.READ[kind]):
        parts.append(reach.in_scope(actor, reach.READ[kind]))
    if actor.may(READ):
        held = select(col(Assignment.matter_id)).where(finding.has_part(actor, READ))
        parts.append(col(Matter.id).in_(held))
    seen = select(col(Matter.id)).where(
        col(Matter.id) == matter_id, col(Matter.binned_at).is_(None), or_(*parts)
    )
    if session.scalar(seen) is None:
        raise NotFound
    whole = _whole(session, matter_id)
    further = following.answers(session, actor, matter_id)
    return replace(whole, replies=[*further, *whole.replies]) if further else whole


def earlier_replies(session: Session, actor: Actor, matter_id: int) -> list[EarlierRow]:
    """How the replies to a matter read before they were corrected: its own office is told."""
    require(actor, ASSIGN)
    seen = select(col(Matter.id)).where(
        col(Matter.id) == matter_id,
        col(Matter.binned_at).is_(None),
        reach.in_scope(actor, ASSIGN),
    )
    return replies.earlier(session, matter_id) if session.scalar(seen) else []


def may_judge(session: Session, actor: Actor, matter_id: int) -> bool:
    """Whether it is the actor who says what to think of the replies to a matter.

    Who raised it does, or the office for them; who only signed it too does not.
    """
    mine = [
        and_(col(Matter.kind) == kind, reach.in_scope(actor, needed))
        for kind, needed in reach.WRITE.items()
        if actor.may(needed)
    ]
    asked = select(col(Matter.id)).where(col(Matter.id) == matter_id, or_(false(), *mine))
    return session.scalar(asked) is not None


def _whole(session: Session, matter_id: int) -> Whole:
    columns = ("committee_id", "kind", "urgency", "version")
    asked = (
        select(*(getattr(Matter, name) for name in columns), col(Committee.time_zone))
        .join(Committee, col(Committee.id) == col(Matter.committee_id))
        .where(col(Matter.id) == matter_id)
    )
    committee_id, kind, urgency, version, zone = session.execute(asked).one()
    return Whole(
        reading.parts(session, matter_id),
        replies.replies(session, matter_id),
        reading.instructions(session, matter_id),
        reading.feedback(session, matter_id),
        calendar.load(session),
        clock.today(zone),
        norms.span(session, committee_id, kind, urgency),
        version,
    )


def _text(session: Session, matter_id: int) -> Text:
    columns = ("id", "kind", "number", "title", "situation", "analysis", "suggestion", "urgency")
    asked = (
        select(
            *(getattr(Matter, name) for name in columns),
            *(col(Committee.name).label("committee"), col(Committee.name_en).label("committee_en")),
        )
        .join(Committee, col(Committee.id) == col(Matter.committee_id))
        .where(col(Matter.id) == matter_id)
    )
    told: dict[str, Any] = dict(session.execute(asked).mappings().one())
    return Text(**told, raised_by=reading.raised_by(session, matter_id))
