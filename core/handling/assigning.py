"""Giving matters to units, and taking them back: the office's part."""

from datetime import date

from sqlmodel import Session, col, select

from core.audit.service import Changes
from core.errors import NotFound, RuleBroken
from core.handling import finding, rounds, rules, telling
from core.handling.drafts import AssignDraft, Share
from core.handling.finding import Held
from core.handling.models import (
    Assignment,
    AssignmentState,
    HandlingRole,
    HandlingUnit,
    Instruction,
)
from core.i18n import CHINESE, N_, translate
from core.matters import steps
from core.matters.models import Matter, Verb
from core.matters.steps import Moment
from core.notices.models import NoticeKind
from core.permissions import Actor, Permission, require
from core.text import clean_block, required

ASSIGN = Permission.HANDLING_ASSIGN
WORDS, REASON = 1000, 400
ELSEWHERE = N_("It was given to another unit.")


def assign(
    session: Session, actor: Actor, matter_id: int, draft: AssignDraft, version: int
) -> list[Assignment]:
    """Give a matter to one lead and any co-handling units, each with a clock of its own."""
    require(actor, ASSIGN)
    matter = steps.find(session, actor, matter_id, ASSIGN)
    finding.check_version(matter, version)
    rules.check_shares(draft.shares)
    when = finding.now(session, matter.committee_id)
    newest = rounds.rows(session, matter.id)
    answered = any(row.state is AssignmentState.REPLIED for row in newest)
    round_ = (newest[0].round if newest else 1) + answered
    given = _given(session, matter, draft, round_, when)
    _told(session, actor, matter, given)
    steps.move(session, actor, matter, Verb.ASSIGN, clean_block(draft.words, WORDS, "words"))
    return given


def add(
    session: Session, actor: Actor, matter_id: int, draft: AssignDraft, version: int
) -> list[Assignment]:
    """Give a matter that lies with its units to some more of them."""
    require(actor, ASSIGN)
    matter = steps.find(session, actor, matter_id, ASSIGN)
    finding.check_version(matter, version)
    rules.check_with_units(matter.state)
    here = rounds.rows(session, matter.id)
    leads = sum(row.role is HandlingRole.LEAD and _counts(row) for row in here)
    rules.check_shares(draft.shares, leads)
    round_ = rounds.number(session, matter.id)
    when = finding.now(session, matter.committee_id)
    given = _given(session, matter, draft, round_, when)
    _settle_leads(here, given, when)
    matter.version += 1
    _told(session, actor, matter, given)
    return given


def reassign(
    session: Session, actor: Actor, assignment_id: int, share: Share, words: str
) -> Assignment:
    """Give one unit's part to another unit, or once more to the same one that handed it back.

    The new clock counts from today.
    """
    require(actor, ASSIGN)
    held = finding.find(session, actor, assignment_id, ASSIGN)
    matter, old = held.matter, held.assignment
    rules.check_with_units(matter.state)
    when = finding.now(session, matter.committee_id)
    why = (translate(ELSEWHERE, CHINESE), when)
    if share.unit_id != old.unit_id:
        _tell_gone(session, held, why)
    _let_go(session, actor, held, why)
    share = Share(share.unit_id, old.role, share.months, share.workdays, share.due_on)
    rules.check_due_day(share.due_on, when.day)
    row = rounds.give(session, matter, share, (old.round, when.day), when)
    row.words, row.instruction_id = clean_block(words, WORDS, "words"), old.instruction_id
    matter.version += 1
    rounds.tell(session, [row], matter, when)
    _told(session, actor, matter, [row])
    return row


def drop(session: Session, actor: Actor, assignment_id: int, reason: str) -> Assignment:
    """Go on without a co-handling unit. The lead can only give way to another lead."""
    require(actor, ASSIGN)
    held = finding.find(session, actor, assignment_id, ASSIGN)
    rules.check_with_units(held.matter.state)
    if held.assignment.role is HandlingRole.LEAD:
        raise RuleBroken(N_("Without a lead it goes nowhere. Assign another lead instead."))
    why = required(reason, REASON, "reason", N_("Say why."))
    when = finding.now(session, held.matter.committee_id)
    _tell_gone(session, held, (why, when))
    _let_go(session, actor, held, (why, when))
    telling.entry(session, actor, "dropped", held, telling.shown(reason=why))
    rounds.finish(session, actor, held.matter)
    return held.assignment


def take_back(session: Session, actor: Actor, matter_id: int, reason: str, version: int) -> Matter:
    """Take a matter back from all units that have not answered."""
    require(actor, ASSIGN)
    matter = steps.find(session, actor, matter_id, ASSIGN)
    finding.check_version(matter, version)
    why = required(reason, REASON, "reason", N_("Say why."))
    when = finding.now(session, matter.committee_id)
    for row in rounds.rows(session, matter.id):
        if row.state in (*rules.OPEN, AssignmentState.HANDED_BACK) and not row.settled_at:
            telling.unit(session, row, matter, (NoticeKind.TAKEN_BACK, why), when)
            _let_go(session, actor, Held(matter, row), (why, when))
    steps.move(session, actor, matter, Verb.UNASSIGN, why)
    return matter


def _given(
    session: Session, matter: Matter, draft: AssignDraft, round_: int, when: Moment
) -> list[Assignment]:
    instruction = _instruction(session, matter, draft.instruction_id)
    counted_from = _counted_from(instruction, when)
    given = []
    for share in draft.shares:
        rules.check_due_day(share.due_on, when.day)
        row = rounds.give(session, matter, share, (round_, counted_from), when)
        row.instruction_id = instruction.id if instruction else None
        row.words = clean_block(draft.words, WORDS, "words")
        given.append(row)
    rounds.tell(session, given, matter, when)
    return given


def _settle_leads(here: list[Assignment], given: list[Assignment], when: Moment) -> None:
    """A new lead takes the place of one that handed it back: the office has dealt with that."""
    if any(row.role is HandlingRole.LEAD for row in given):
        for row in here:
            back = row.state is AssignmentState.HANDED_BACK and not row.settled_at
            if back and row.role is HandlingRole.LEAD:
                row.settled_at = when.at


def _counted_from(instruction: Instruction | None, when: Moment) -> date:
    """An instruction starts the clock; without one the assignment does."""
    return instruction.given_on if instruction else when.day


def _instruction(
    session: Session, matter: Matter, instruction_id: int | None
) -> Instruction | None:
    if instruction_id is None:
        return None
    asked = select(Instruction).where(
        col(Instruction.id) == instruction_id, col(Instruction.matter_id) == matter.id
    )
    found = session.exec(asked).first()
    if found is None:
        raise NotFound
    return found


def _tell_gone(session: Session, held: Held, why: tuple[str, Moment]) -> None:
    """Tell a unit that loses a part that it had not handed back itself."""
    if held.assignment.state in rules.OPEN:
        words, when = why
        told = (NoticeKind.TAKEN_BACK, words)
        telling.unit(session, held.assignment, held.matter, told, when)


def _let_go(session: Session, actor: Actor, held: Held, why: tuple[str, Moment]) -> None:
    """What a unit has open is taken back; what it handed back is dealt with."""
    row = held.assignment
    if row.state is AssignmentState.HANDED_BACK and row.settled_at is None:
        _words, when = why
        row.settled_at = when.at
    else:
        rules.check_open(row.state)
        row.state = AssignmentState.TAKEN_BACK
        finding.keep_given_back(session, actor, row, why)
    row.version += 1
    telling.silence(session, [row])


def _counts(row: Assignment) -> bool:
    """Whether a row still has its part in the round."""
    return row.state in (*rules.OPEN, AssignmentState.REPLIED)


def _told(session: Session, actor: Actor, matter: Matter, given: list[Assignment]) -> None:
    """Tell the trail which units got a matter, and until when."""
    names = dict(
        session.exec(
            select(HandlingUnit.id, HandlingUnit.name).where(
                col(HandlingUnit.id).in_([row.unit_id for row in given])
            )
        ).all()
    )
    after = {"units": [f"{names[row.unit_id]} {row.due_on.isoformat()}" for row in given]}
    telling.entry(session, actor, "assigned", Held(matter, given[0]), Changes({}, after))
