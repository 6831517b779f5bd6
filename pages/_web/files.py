"""Who may see a file: whoever may see what it belongs to."""

from collections.abc import Callable

from core.activities import queries as activities
from core.assessment.claims import queries as claims
from core.box import queries as box
from core.errors import DomainError
from core.files.models import FileOwner
from core.files.queries import StoredFile, stored
from core.funds import queries as funds
from core.handling import queries as handling
from core.matters import finding as matters
from core.papers import templates as papers
from core.permissions import Actor
from core.studios import checked as studios
from db.session import Session

Find = Callable[[Session, Actor, int], object]
_OWNERS: dict[FileOwner, Find] = {
    FileOwner.ACTIVITY: activities.find,
    FileOwner.BOX_ENTRY: box.find_photo,
    FileOwner.CHECK: studios.find_check,
    FileOwner.CLAIM: claims.find_evidence,
    FileOwner.EXPENSE: funds.find_expense,
    FileOwner.INSTRUCTION: handling.find_instruction,
    FileOwner.MATTER: handling.of_matter,
    FileOwner.PAPER_TEMPLATE: papers.find_file,
    FileOwner.REPLY: handling.find_reply,
    FileOwner.STEP: matters.step,
}


def authorised(session: Session, actor: Actor, attachment: StoredFile) -> bool:
    """Whether the actor may see what an attachment belongs to."""
    try:
        _OWNERS[attachment.owner_kind](session, actor, attachment.owner_id)
    except DomainError:
        return False
    return True


def open_file(session: Session, actor: Actor, attachment_id: int) -> StoredFile | None:
    """An attachment that the actor may see. None for no such file and for a stranger's alike."""
    try:
        attachment = stored(session, attachment_id)
    except DomainError:
        return None
    return attachment if authorised(session, actor, attachment) else None
