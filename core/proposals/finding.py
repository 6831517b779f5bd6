"""Fetching a proposal with its matter, which is checking it."""

from dataclasses import dataclass

from sqlmodel import Session

from core.errors import NotFound
from core.matters import editing, finding, steps
from core.matters.models import Matter, MatterKind
from core.permissions import Actor, Permission, require
from core.proposals.models import Proposal

KIND = MatterKind.PROPOSAL
READ, WRITE = Permission.PROPOSAL_READ, Permission.PROPOSAL_WRITE
REVIEW = Permission.PROPOSAL_REVIEW


@dataclass(frozen=True, slots=True)
class Held:
    """A proposal that was fetched to be changed, with its matter, which is locked."""

    matter: Matter
    proposal: Proposal


def own(session: Session, actor: Actor, matter_id: int, version: int | None = None) -> Held:
    """A proposal that the actor wrote, or an office's; its first author's and no co-signer's."""
    return _held(session, actor, matter_id, WRITE, version)


def reviewed(session: Session, actor: Actor, matter_id: int, version: int | None = None) -> Held:
    """A proposal that the actor's office reviews."""
    return _held(session, actor, matter_id, REVIEW, version)


def changeable(session: Session, actor: Actor, matter_id: int) -> Held:
    """A proposal whose words the actor may change as it stands."""
    require(actor, WRITE)
    matter = editing.changeable(session, actor, matter_id)
    if matter.kind is not KIND:
        raise NotFound
    return Held(matter, session.get_one(Proposal, matter.id))


def asked(session: Session, actor: Actor, matter_id: int, version: int | None = None) -> Held:
    """A proposal that the actor may read, locked: co-signers are asked about it."""
    return _held(session, actor, matter_id, READ, version)


def _held(
    session: Session, actor: Actor, matter_id: int, permission: Permission, version: int | None
) -> Held:
    matter = steps.find(session, actor, matter_id, permission, KIND)
    finding.check_version(matter, version)
    return Held(matter, session.get_one(Proposal, matter.id))
