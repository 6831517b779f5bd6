"""Photos and documents that show how a studio meets an item of a standard."""

from sqlmodel import Session, col

from core.errors import NotFound, RuleBroken
from core.files import queries as file_queries
from core.files import service as files
from core.files.models import Attachment, FileOwner
from core.files.queries import FileRow
from core.files.service import Owner
from core.i18n import N_
from core.permissions import Actor, Permission, require
from core.studios import queries, rules
from core.studios.models import Studio, StudioCheck
from core.studios.reach import of_studio

MOST = 20


def attach(session: Session, actor: Actor, check_id: int, name: str, data: bytes) -> Attachment:
    """Add a photo or document to the check of an item."""
    owner = _owner(session, actor, check_id)
    if len(file_queries.of(session, FileOwner.CHECK, check_id)) >= MOST:
        raise RuleBroken(
            N_("One item keeps {n} files at most. Remove some first."), field="file", n=MOST
        )
    return files.add(session, actor, owner, name, data)


def detach(session: Session, actor: Actor, check_id: int, attachment_id: int) -> Attachment:
    """Put a file of a check into the bin."""
    return files.bin_(session, actor, _owner(session, actor, check_id), attachment_id)


def bring_back(session: Session, actor: Actor, check_id: int, attachment_id: int) -> Attachment:
    """Take a file of a check out of the bin."""
    return files.restore(session, actor, _owner(session, actor, check_id), attachment_id)


def of(session: Session, actor: Actor, studio_id: int, *, binned: bool = False) -> list[FileRow]:
    """The files of all checks of a studio, or those in the bin; `owner_id` names the check."""
    checks = of_studio(actor, studio_id, col(StudioCheck.id)).join(
        StudioCheck, col(StudioCheck.studio_id) == col(Studio.id)
    )
    ids = session.scalars(checks).all()
    return file_queries.of_all(session, FileOwner.CHECK, ids, binned=binned)


def _owner(session: Session, actor: Actor, check_id: int) -> Owner:
    require(actor, Permission.STUDIO_WRITE)
    check = session.get(StudioCheck, check_id)
    if check is None:
        raise NotFound
    permission = Permission.STUDIO_WRITE
    studio = queries.find(session, actor, check.studio_id, permission, lock=True)
    rules.check_alive(studio.state)
    return Owner(FileOwner.CHECK, check.id, studio.committee_id)
