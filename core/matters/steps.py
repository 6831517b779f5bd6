"""Taking a step with a matter: its state, its history, its days, and who is told."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from core import clock
from core.audit.service import Entry
from core.committees import calendar, scope, trail
from core.committees.calendar import Calendar
from core.committees.models import Committee
from core.errors import NotFound
from core.matters import flow, joined, openness, reach
from core.matters.models import (
    MILESTONES,
    Author,
    AuthorRole,
    FlowNode,
    Matter,
    MatterKind,
    State,
    Step,
    Verb,
)
from core.notices import service as notices
from core.notices.models import NoticeKind
from core.notices.service import Told
from core.permissions import Actor, Permission, require

THE_PUBLIC = "—"
# What a notice says: its kind and its words.
Said = tuple[NoticeKind, str]
_STEP = NoticeKind.STEP


def find(
    session: Session,
    actor: Actor,
    matter_id: int,
    permission: Permission,
    kind: MatterKind | None = None,
) -> Matter:
    """A matter to be changed, locked, within the scope of a permission; else it is not found."""
    require(actor, permission)
    asked = select(Matter).where(
        col(Matter.id) == matter_id,
        col(Matter.binned_at).is_(None),
        reach.in_scope(actor, permission),
    )
    if kind:
        asked = asked.where(col(Matter.kind) == kind)
    found = session.exec(asked.with_for_update()).first()
    if found is None:
        raise NotFound
    return found


def off(session: Session, committee_id: int, kind: MatterKind) -> frozenset[State]:
    """The states that a committee does without: what it says itself, else those above it."""
    asked = (
        select(col(FlowNode.committee_id), col(FlowNode.state), col(FlowNode.used))
        .where(col(FlowNode.committee_id).in_(scope.above(committee_id)), FlowNode.kind == kind)
        .order_by(col(FlowNode.committee_id) == committee_id)
    )
    said = {state: used for _committee, state, used in session.execute(asked)}
    return frozenset(state for state, used in said.items() if not used)


def move(session: Session, by: Actor | None, matter: Matter, verb: Verb, words: str = "") -> Step:
    """Take a step with a matter that was fetched within the scope of the step's permission.

    `by` is None for citizens. Write what belongs to the step before: this ends the change.
    """
    to = _target(session, matter, verb)
    flow.check_reason(matter.kind, verb, words)
    when = moment(session, matter)
    step = Step(verb=verb, to_state=to, words=words, **_signed(by), **_spent(matter, when))
    session.add(step)
    _keep(matter, to, when)
    _tell_authors(session, matter, step, when.rings)
    trail.record(session, by, _entry(matter, step))
    return step


def _target(session: Session, matter: Matter, verb: Verb) -> State:
    """Where a step leads. What is taken back from units stands again where it stood before.

    If no way leads to units from there any more, it is the table's own target.
    """
    unused = off(session, matter.committee_id, matter.kind)
    to = flow.target(matter.kind, verb, matter.state, unused)
    if verb is not Verb.UNASSIGN:
        return to
    given = select(Step).where(Step.matter_id == matter.id, Step.verb == Verb.ASSIGN)
    last = session.exec(given.order_by(col(Step.id).desc())).first()
    stood = last.from_state if last else to
    return stood if stood in flow.sources(matter.kind, Verb.ASSIGN, unused) else to


def _tell_authors(session: Session, matter: Matter, step: Step, rings: datetime) -> None:
    """Nobody who raised a matter, or what went up into it, learns of a step by chance."""
    state = step.to_state.value
    said = (NoticeKind.RETURNED, step.words) if step.verb is Verb.RETURN else (_STEP, state)
    own = accounts_behind(session, matter)
    notices.tell(session, own, _told(matter, said), rings)
    tell_joined(session, matter, (NoticeKind.JOINED_STEP, state), rings, own)


def tell(session: Session, matter: Matter, said: Said, rings_at: datetime) -> None:
    """Tell who raised or wrote a matter, and who raised what went up into it, each once.

    The latter are told of their own; of what is closed or labelled not the words.
    """
    own = accounts_behind(session, matter)
    notices.tell(session, own, _told(matter, said), rings_at)
    kind, words = said
    theirs = (kind, words if openness.is_public(matter) else "")
    tell_joined(session, matter, theirs, rings_at, own)


def tell_joined(
    session: Session, matter: Matter, said: Said, rings_at: datetime, told: Collection[int]
) -> None:
    """Tell who raised what went up into a matter, but those who are told already.

    Each is told of their own: that is the one which they can open.
    """
    known = set(told)
    for one in joined.into(session, matter):
        rest = accounts_behind(session, one) - known
        notices.tell(session, rest, _told(one, said), rings_at)
        known |= rest


def hush(session: Session, matter: Matter, kinds: Collection[NoticeKind]) -> None:
    """Take back what was told so and is unread, of what went up into a matter too."""
    for one in (matter, *joined.into(session, matter)):
        notices.hush(session, one.kind.value, [one.id], kinds)


def _told(matter: Matter, said: Said) -> Told:
    return Told(said[0], matter.kind.value, matter.id, matter.title, said[1])


def hearers(session: Session, matter: Matter) -> set[int]:
    """Who is told of a matter: who is behind it, or behind what went up into it."""
    behind = (matter, *joined.into(session, matter))
    return {account for one in behind for account in accounts_behind(session, one)}


def accounts_behind(session: Session, matter: Matter) -> set[int]:
    """The accounts of who raised a matter, and of who wrote it down."""
    return raisers(session, matter) | _one(matter.account_id)


def raisers(
    session: Session, matter: Matter, roles: Iterable[AuthorRole] = tuple(AuthorRole)
) -> set[int]:
    """The accounts of who raised a matter: its authors, an informant, or a body's own people.

    Who was named as a co-signer and is not asked yet learns nothing of it. Of the authors
    they are those of the roles.
    """
    asked = select(Author.member_id).where(
        Author.matter_id == matter.id, col(Author.role).in_(roles), reach.heard()
    )
    return notices.accounts_of(
        session,
        member_id=session.exec(asked).all(),
        informant_id=_one(matter.informant_id),
        special_committee_id=_one(matter.special_committee_id),
        sector_group_id=_one(matter.raising_group_id),
    )


def _one(row_id: int | None) -> set[int]:
    return {row_id} if row_id else set()


@dataclass(frozen=True, slots=True)
class Moment:
    """Now, as the matter's committee counts it."""

    at: datetime
    zone: str
    calendar: Calendar

    @property
    def day(self) -> date:
        """The day on the wall of the committee."""
        return clock.local(self.at, self.zone).date()

    @property
    def rings(self) -> datetime:
        """When the committee works next: now, in working hours."""
        return self.calendar.working_moment(self.at, self.zone)


def moment(session: Session, matter: Matter) -> Moment:
    """Now, as the committee of a matter counts it."""
    zone = session.get_one(Committee, matter.committee_id).time_zone
    return Moment(clock.now(), zone, calendar.load(session))


def _signed(by: Actor | None) -> dict[str, Any]:
    """Who takes a step."""
    return {"account_id": by.account_id, "by": by.name} if by else {"by": THE_PUBLIC}


def _spent(matter: Matter, when: Moment) -> dict[str, Any]:
    """Which matter a step is taken with, from where, and how long it stood there."""
    since = clock.local(matter.state_since, when.zone).date()
    return {
        "matter_id": matter.id,
        "committee_id": matter.committee_id,
        "kind": matter.kind,
        "from_state": matter.state,
        "taken_at": when.at,
        "taken_on": when.day,
        "seconds": max(int((when.at - matter.state_since).total_seconds()), 0),
        "workdays": when.calendar.between(since, when.day),
    }


def _keep(matter: Matter, to: State, when: Moment) -> None:
    matter.state, matter.state_since, matter.changed_at = to, when.at, when.at
    matter.version += 1
    _mark(matter, to, when)


def mark(matter: Matter, state: State, when: Moment) -> None:
    """Keep that what a state stands for was done, though the matter stands elsewhere.

    The matter is locked; what was done is told to the trail by the caller.
    """
    matter.changed_at = when.at
    matter.version += 1
    _mark(matter, state, when)


def _mark(matter: Matter, state: State, when: Moment) -> None:
    """The first day counts."""
    milestone = MILESTONES.get(state)
    if milestone and getattr(matter, milestone) is None:
        setattr(matter, milestone, when.day)


def _entry(matter: Matter, step: Step) -> Entry:
    return Entry(
        f"{matter.kind.value}:{step.verb.value}",
        matter.kind.value,
        matter.id,
        matter.title,
        matter.committee_id,
        {"state": step.from_state},
        {"state": step.to_state, "words": step.words},
    )


def history(session: Session, matter_ids: Iterable[int]) -> list[Step]:
    """The steps of matters that were fetched within scope, in the order they were taken."""
    asked = select(Step).where(col(Step.matter_id).in_(list(matter_ids))).order_by(col(Step.id))
    return list(session.exec(asked))
