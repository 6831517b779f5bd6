"""Photos and documents of a matter, and of a step that was taken with it."""

from sqlmodel import Session

from core.errors import RuleBroken
from core.files import queries as file_queries
from core.files import service as files
from core.files.models import Attachment, FileOwner
from core.files.service import Owner
from core.i18n import N_
from core.matters import finding
from core.matters.editing import changeable
from core.matters.models import Step
from core.permissions import Actor

MOST = 20


def attach(session: Session, actor: Actor, matter_id: int, name: str, data: bytes) -> Attachment:
    """Add a photo or document to a matter that the actor may change."""
    owner = _of_matter(session, actor, matter_id)
    _check_room(session, owner)
    return files.add(session, actor, owner, name, data)


def detach(session: Session, actor: Actor, matter_id: int, attachment_id: int) -> Attachment:
    """Put a file of a matter into the bin."""
    return files.bin_(session, actor, _of_matter(session, actor, matter_id), attachment_id)


def bring_back(session: Session, actor: Actor, matter_id: int, attachment_id: int) -> Attachment:
    """Take a file of a matter out of the bin."""
    return files.restore(session, actor, _of_matter(session, actor, matter_id), attachment_id)


def attach_to_step(
    session: Session, actor: Actor, step_id: int, name: str, data: bytes
) -> Attachment:
    """Add a photo or document to a step that the actor took; steps themselves never change."""
    step: Step = finding.step(session, actor, step_id)
    if step.account_id != actor.account_id:
        raise RuleBroken(N_("Only who took a step adds files to it."), field="file")
    owner = Owner(FileOwner.STEP, step.id, step.committee_id)
    _check_room(session, owner)
    return files.add(session, actor, owner, name, data)


def _of_matter(session: Session, actor: Actor, matter_id: int) -> Owner:
    matter = changeable(session, actor, matter_id)
    return Owner(FileOwner.MATTER, matter.id, matter.committee_id)


def _check_room(session: Session, owner: Owner) -> None:
    if len(file_queries.of(session, owner.kind, owner.id)) >= MOST:
        raise RuleBroken(
            N_("{n} files at most are kept here. Remove some first."), field="file", n=MOST
        )
