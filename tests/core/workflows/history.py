"""What must hold of matters, their history, the trail and what people were told."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlmodel import Session, col, func, select

from core import clock
from core.audit import service as audit
from core.audit.models import AuditEntry, AuditHead
from core.committees.calendar import Calendar
from core.handling.models import (
    Assignment,
    AssignmentState,
    Feedback,
    HandlingRole,
    Instruction,
    Reply,
)
from core.matters.models import Author, Consent, LinkKind, Matter, MatterLink, State, Step, Verb
from core.notices.models import Notice, NoticeKind
from core.opinions.models import Adoption
from tests.core.workflows import order
from tests.core.workflows.house import House

OPEN = {AssignmentState.NEW, AssignmentState.ACCEPTED}
_TOLD = (NoticeKind.STEP, NoticeKind.RETURNED, NoticeKind.JOINED_STEP)
_SHARED = (LinkKind.MERGED, LinkKind.DUPLICATE)
_LINKED = (*_SHARED, LinkKind.CONVERTED)
# Of a kind of matter, which one, to whom, and whether of another that it went up into.
Told = tuple[str, int, int, bool]
_ALARMS = (NoticeKind.DUE_SOON, NoticeKind.OVERDUE, NoticeKind.URGED)
_VERBS = {verb.value for verb in Verb}


@dataclass
class Seen:
    """How far the trail, the history and the notices were looked at."""

    entry: int = 0
    seal: str = ""
    step: int = 0
    told: Counter[Told] = field(default_factory=Counter)
    links: set[tuple[int, int, LinkKind]] = field(default_factory=set)
    answered: set[int] = field(default_factory=set)
    verbs: list[tuple[str, int, str]] = field(default_factory=list)
    asked: set[tuple[int, int]] = field(default_factory=set)


def begin(session: Session) -> Seen:
    """From here on everything is looked at."""
    head = session.exec(select(AuditHead.hash)).first() or ""
    return Seen(_last(session, AuditEntry), head, _last(session, Step))


def snapshot(session: Session) -> list[Any]:
    """All that a refused call must leave as it was."""
    session.flush()
    matters = session.exec(select(Matter).order_by(col(Matter.id))).all()
    parts = session.exec(select(Assignment).order_by(col(Assignment.id))).all()
    counted = [session.exec(select(func.count()).select_from(one)).one() for one in _COUNTED]
    return [*(row.model_dump() for row in (*matters, *parts)), *counted]


_COUNTED = (Step, Notice, AuditEntry, Author, Instruction, Reply, Feedback, Adoption, MatterLink)


def check(house: House, seen: Seen) -> None:
    """Everything that must hold between two steps."""
    session = house.session
    session.flush()
    matters = {row.id: row for row in house.matters()}
    steps = list(session.exec(select(Step).order_by(col(Step.id))))
    new = [step for step in steps if step.id > seen.step]
    for step in new:
        assert order.is_in_order(step, house.off.get(step.kind, ())), (step, house.off)
    for row in matters.values():
        _check_history(house, row, [step for step in steps if step.matter_id == row.id])
    _check_trail(session, seen, steps)
    _check_told(house, seen, matters, new)
    _check_units(session, matters)
    seen.step = max((step.id for step in steps), default=seen.step)


def _check_history(house: House, row: Matter, steps: list[Step]) -> None:
    """One chain from the draft to where it stands, and the days of it kept with the matter."""
    chain = [State.DRAFT, *(step.to_state for step in steps)]
    assert chain[-1] is row.state, (chain, row.state)
    assert [step.from_state for step in steps] == chain[:-1], chain
    for before, step in zip([None, *steps], steps, strict=False):
        assert step.verb not in order.REASONED or step.words, step
        if before:
            spent = (step.taken_at - before.taken_at).total_seconds()
            assert (step.seconds, spent >= 0) == (int(spent), True), step
    _check_answered(house, row, steps)
    for column, states in order.DAYS.items():
        days = [step.taken_on for step in steps if step.to_state in states]
        assert getattr(row, column) == (days[0] if days else None), (column, chain)
    assert row.instructed_on == _instructed(house, row), chain
    assert (row.number is None) == (Verb.SUBMIT not in [step.verb for step in steps])
    first = next((step for step in steps if step.verb is Verb.SUBMIT), None)
    if first and first.account_id != house.clerk.account_id:
        assert row.received_on == first.taken_on, row
    names = {one.account_id: name for name, one in house.people.items()}
    for step in steps:
        assert names[step.account_id or 0] in order.by_whom(step), step


def _check_answered(house: House, row: Matter, steps: list[Step]) -> None:
    """The day on which all units had answered, also where that is no state of the office."""
    asked = select(Assignment).where(Assignment.matter_id == row.id)
    parts = list(house.session.exec(asked))
    newest = [part for part in parts if part.round == max(one.round for one in parts)]
    off = State.REPLIED in house.off.get(row.kind, ())
    if any(step.to_state is State.REPLIED for step in steps) or (
        off and row.state in order.AT_UNITS and _has_answered(newest)
    ):
        house.answered.setdefault(row.id, clock.today())
    assert row.replied_on == house.answered.get(row.id), (row, house.off)


def _has_answered(round_: list[Assignment]) -> bool:
    """Whether a lead answered, and nothing is owed nor lies handed back."""
    owed = [part for part in round_ if part.state in OPEN]
    back = [
        part for part in round_ if part.state is AssignmentState.HANDED_BACK and not part.settled_at
    ]
    led = [
        part
        for part in round_
        if part.role is HandlingRole.LEAD and part.state is AssignmentState.REPLIED
    ]
    return bool(led) and not owed and not back


def _instructed(house: House, row: Matter) -> date | None:
    """The day on which the first instruction was written down, wherever the matter lay."""
    asked = select(Instruction.recorded_at).where(Instruction.matter_id == row.id)
    written = house.session.exec(asked.order_by(col(Instruction.id))).first()
    return clock.local(written).date() if written else None


def _check_trail(session: Session, seen: Seen, steps: list[Step]) -> None:
    """Each step has one entry, and each entry seals the one before."""
    asked = select(AuditEntry).where(col(AuditEntry.id) > seen.entry)
    for entry in session.exec(asked.order_by(col(AuditEntry.id))):
        assert entry.previous_hash == seen.seal
        assert audit.seal(entry) == entry.hash
        seen.entry, seen.seal = entry.id, entry.hash
        verb = entry.action.partition(":")[2]
        if verb in _VERBS:
            seen.verbs.append((entry.action, entry.subject_id, entry.after))
    assert session.exec(select(AuditHead.hash)).one() == seen.seal
    told = Counter((action, of) for action, of, _after in seen.verbs)
    assert told == Counter((f"{one.kind}:{one.verb}", one.matter_id) for one in steps)


def _check_told(house: House, seen: Seen, matters: dict[int, Matter], new: list[Step]) -> None:
    """Who raised or wrote a matter was told of each step, in working hours.

    So was who raised what went up into it: of their own, and nobody of two.
    """
    session = house.session
    notices = list(session.exec(select(Notice)))  # taken back, a notice leaves its id to others
    told = Counter(
        (one.subject_kind, one.subject_id, one.account_id, one.kind is NoticeKind.JOINED_STEP)
        for one in notices
        if one.kind in _TOLD
    )
    for step in new:
        row = matters[step.matter_id]
        seen.told.update(_wanted(house, seen, matters, row))
        if step.verb in (Verb.GATHER, Verb.SUBMIT):
            seen.asked |= _asked(session, row.id)
    _check_told_of_answers(house, seen, matters, new, notices)
    seen.links = {(one.from_id, one.to_id, one.kind) for one in session.exec(select(MatterLink))}
    seen.asked = _asked(session, *matters)
    assert told == seen.told, (told, seen.told)
    for one in notices:  # who is asked to sign by tonight sees it before that, whatever the hour
        in_time = one.kind is NoticeKind.CO_SIGN
        assert in_time or Calendar().working_moment(one.rings_at) == one.rings_at, one


def _wanted(house: House, seen: Seen, matters: dict[int, Matter], row: Matter) -> list[Told]:
    """Who is told of a step, and of which matter, as they were linked before it."""
    wanted, known = [], set[int]()
    for one in (row, *_joined(seen, matters, row)):
        accounts = _behind(house, seen, one) - known
        known |= accounts
        wanted += [(one.kind.value, one.id, to, one is not row) for to in accounts]
    return wanted


def _joined(seen: Seen, matters: dict[int, Matter], row: Matter) -> list[Matter]:
    """What went up into a matter over any number of links, and does not lie in the bin."""
    reached, shared = {row.id}, set[int]()
    for _once in seen.links:
        found = [one for one in seen.links if one[1] in reached and one[2] in _LINKED]
        reached |= {one[0] for one in found}
        shared |= {one[0] for one in found if one[2] in _SHARED}
    return [matters[one] for one in sorted(shared - {row.id}) if matters[one].binned_at is None]


def _behind(house: House, seen: Seen, row: Matter) -> set[int]:
    """The accounts of who raised a matter, and of who wrote it down."""
    accounts = {house.account_of(one) for one in _signed(house.session, seen, row)}
    accounts |= {house.people[name].account_id for name in _speakers(house, row)}
    return accounts | ({row.account_id} if row.account_id else set())


def _check_told_of_answers(
    house: House,
    seen: Seen,
    matters: dict[int, Matter],
    new: list[Step],
    notices: list[Notice],
) -> None:
    """Where no step says that all units have answered, who is behind a matter is told too."""
    stepped = {step.matter_id for step in new if step.verb is Verb.REPLY}
    told = {
        (one.subject_kind, one.subject_id, one.account_id)
        for one in notices
        if one.kind is NoticeKind.REPLIED
    }
    for one in house.answered.keys() - seen.answered - stepped:
        wanted = {told_[:3] for told_ in _wanted(house, seen, matters, matters[one])}
        assert wanted <= told, (wanted, told)
    seen.answered = set(house.answered)


def _speakers(house: House, row: Matter) -> list[str]:
    """Who is told because an informant or a body of the office raised it."""
    of = {
        "informant": row.informant_id == house.place.informant,
        "convener": row.raising_group_id == house.place.group,
        "committee's clerk": row.special_committee_id == house.place.special,
    }
    return [name for name, raised in of.items() if raised]


def _asked(session: Session, *matter_ids: int) -> set[tuple[int, int]]:
    """Which members were asked to sign which of some matters."""
    asked = select(Author).where(
        col(Author.asked_at).is_not(None), col(Author.matter_id).in_(matter_ids)
    )
    return {(one.matter_id, one.member_id) for one in session.exec(asked)}


def _signed(session: Session, seen: Seen, row: Matter) -> list[int]:
    """Who raised it, or was asked to sign it before; who is asked with this step is told so."""
    asked = select(Author).where(Author.matter_id == row.id, Author.consent != Consent.DECLINED)
    return [
        one.member_id
        for one in session.exec(asked)
        if (row.id, one.member_id) in seen.asked
        or (one.asked_at is None and one.consent is Consent.AGREED)
    ]


def _check_units(session: Session, matters: dict[int, Matter]) -> None:
    """What a unit owes lies with it, one unit leads, and only what is owed rings."""
    parts: dict[int, list[Assignment]] = {}
    for part in session.exec(select(Assignment)):
        parts.setdefault(part.matter_id, []).append(part)
    owed = set()
    for matter_id, rows in parts.items():
        row = matters[matter_id]
        newest = max(part.round for part in rows)
        owed |= {part.id for part in rows if part.state in OPEN and row.binned_at is None}
        for part in rows:
            assert part.state not in OPEN or part.round == newest, part
            assert part.state not in OPEN or row.state in order.AT_UNITS, (part, row.state)
        if row.state in order.AT_UNITS:
            _check_lead([part for part in rows if part.round == newest])
    alarms = select(Notice).where(
        col(Notice.kind).in_(_ALARMS), col(Notice.subject_kind) == "assignment"
    )
    rung = {one.subject_id for one in session.exec(alarms)}
    assert rung <= owed, (rung, owed)


def _check_lead(round_: list[Assignment]) -> None:
    """One unit leads, or the one that gave the lead back waits for the office."""
    leads = [
        part
        for part in round_
        if part.role is HandlingRole.LEAD
        and (
            part.state in (*OPEN, AssignmentState.REPLIED)
            or (part.state is AssignmentState.HANDED_BACK and not part.settled_at)
        )
    ]
    assert len(leads) == 1, round_


def _last(session: Session, table: type[AuditEntry | Step]) -> int:
    return session.exec(select(func.max(table.id))).one() or 0
