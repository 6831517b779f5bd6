"""Finding one verdict by its id: what the files of evidence belong to."""

from sqlmodel import Session

from core.errors import NotFound
from core.permissions import Actor, Permission, require
from core.studios import queries
from core.studios.models import StudioCheck


def find_check(
    session: Session, actor: Actor, check_id: int, permission: Permission = Permission.STUDIO_READ
) -> StudioCheck:
    """A verdict on a studio that the actor's permission reaches; NotFound otherwise."""
    require(actor, permission)
    check = session.get(StudioCheck, check_id)
    if check is None:
        raise NotFound
    queries.find(session, actor, check.studio_id, permission)
    return check
