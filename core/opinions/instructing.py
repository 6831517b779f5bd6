"""A leader's instruction on an opinion item: it also is a rung of the ladder of adoption."""

from sqlmodel import Session

from core.handling import instructions
from core.handling.drafts import InstructionDraft
from core.handling.models import Instruction
from core.opinions import adoptions
from core.permissions import Actor, Permission, require


def record(session: Session, actor: Actor, matter_id: int, draft: InstructionDraft) -> Instruction:
    """Write an instruction down, and count it on its level."""
    require(actor, Permission.HANDLING_ASSIGN)
    row = instructions.record(session, actor, matter_id, draft)
    adoptions.count(session, actor, row)
    return row


def edit(
    session: Session, actor: Actor, instruction_id: int, draft: InstructionDraft, version: int
) -> Instruction:
    """Correct an instruction; its rung follows."""
    require(actor, Permission.HANDLING_ASSIGN)
    row = instructions.edit(session, actor, instruction_id, draft, version)
    adoptions.count(session, actor, row)
    return row
