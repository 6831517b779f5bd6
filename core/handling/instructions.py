"""Leaders' instructions on matters, as the office copies them out."""

from typing import Any

from sqlmodel import Session, col, select

from core.audit import service as audit
from core.audit.service import Changes, Entry
from core.committees import trail
from core.errors import NotFound, RuleBroken
from core.files import service as files
from core.files.models import Attachment, FileOwner
from core.files.service import Owner
from core.handling import finding, rules
from core.handling.drafts import InstructionDraft
from core.handling.models import Instruction
from core.i18n import N_
from core.matters import steps
from core.matters.models import Matter, State, Verb
from core.matters.steps import Moment
from core.permissions import Actor, Permission, require
from core.text import clean, clean_block, clean_name

WRITE = Permission.HANDLING_ASSIGN
LEADER, POST, WORDS = 60, 80, 2000


def record(session: Session, actor: Actor, matter_id: int, draft: InstructionDraft) -> Instruction:
    """Write down an instruction. The first one on an opinion item moves it on.

    Wherever the matter lies, from this day on it was instructed.
    """
    require(actor, WRITE)
    matter = steps.find(session, actor, matter_id, WRITE)
    leads_on = finding.leads_on(session, matter, Verb.INSTRUCT)
    if not leads_on:
        rules.check_instructed(matter.state)
    when = finding.now(session, matter.committee_id)
    columns = _columns(draft, when)
    row = Instruction(
        matter_id=matter.id,
        committee_id=matter.committee_id,
        account_id=actor.account_id,
        **columns,
    )
    session.add(row)
    session.flush()
    if not leads_on:
        steps.mark(matter, State.INSTRUCTED, when)
    _told(session, actor, "recorded", (row, matter), Changes({}, columns))
    if leads_on:
        steps.move(session, actor, matter, Verb.INSTRUCT, row.words)
    return row


def edit(
    session: Session, actor: Actor, instruction_id: int, draft: InstructionDraft, version: int
) -> Instruction:
    """Correct an instruction. Clocks that it started keep their day."""
    row, matter = _find(session, actor, instruction_id)
    columns = _columns(draft, finding.now(session, matter.committee_id))
    changes = audit.apply(row, columns, version)
    _told(session, actor, "edited", (row, matter), changes)
    return row


def attach_scan(
    session: Session, actor: Actor, instruction_id: int, name: str, data: bytes
) -> Attachment:
    """Keep the scan of an instruction."""
    return files.add(session, actor, _owner(session, actor, instruction_id), name, data)


def detach_scan(
    session: Session, actor: Actor, instruction_id: int, attachment_id: int
) -> Attachment:
    """Put the scan of an instruction into the bin."""
    return files.bin_(session, actor, _owner(session, actor, instruction_id), attachment_id)


def restore_scan(
    session: Session, actor: Actor, instruction_id: int, attachment_id: int
) -> Attachment:
    """Take the scan of an instruction out of the bin."""
    return files.restore(session, actor, _owner(session, actor, instruction_id), attachment_id)


def _find(session: Session, actor: Actor, instruction_id: int) -> tuple[Instruction, Matter]:
    require(actor, WRITE)
    of = session.exec(select(Instruction.matter_id).where(Instruction.id == instruction_id)).first()
    matter = steps.find(session, actor, of or 0, WRITE)
    asked = select(Instruction).where(col(Instruction.id) == instruction_id)
    row = session.exec(asked.with_for_update()).first()
    if row is None:
        raise NotFound
    return row, matter


def _columns(draft: InstructionDraft, when: Moment) -> dict[str, Any]:
    leader = clean_name(draft.leader, LEADER, "leader")
    if not leader:
        raise RuleBroken(N_("Enter who gave the instruction."), "leader")
    words = clean_block(draft.words, WORDS, "words")
    if not words:
        raise RuleBroken(N_("Copy out the words of the instruction."), "words")
    rules.check_given(draft.given_on, when.day)
    return {
        "leader": leader,
        "post": clean(draft.post, POST, "post"),
        "level": draft.level,
        "given_on": draft.given_on,
        "words": words,
        "is_main_leader": draft.is_main_leader,
    }


def _owner(session: Session, actor: Actor, instruction_id: int) -> Owner:
    row, matter = _find(session, actor, instruction_id)
    return Owner(FileOwner.INSTRUCTION, row.id, matter.committee_id)


def _told(
    session: Session,
    actor: Actor,
    done: str,
    what: tuple[Instruction, Matter],
    changes: Changes,
) -> None:
    row, matter = what
    subject = ("instruction", row.id, matter.title, matter.committee_id)
    told = Entry(f"instruction:{done}", *subject, changes.before, changes.after)
    trail.record(session, actor, told)
