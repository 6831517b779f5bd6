"""Fetching one matter of either kind, which is checking it."""

from collections.abc import Mapping

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from core.errors import EditConflict, NotFound
from core.matters import reach
from core.matters.models import Matter, MatterKind, Step
from core.permissions import Actor, Permission, require

Permissions = Mapping[MatterKind, Permission]


def read(session: Session, actor: Actor, matter_id: int, *, lock: bool = False) -> Matter:
    """A matter that the actor may read; NotFound otherwise, and for one in the bin."""
    wanted = _wanted(actor, matter_id, reach.READ)
    return _one(session, wanted.with_for_update() if lock else wanted)


def desk(session: Session, actor: Actor, matter_id: int, *, lock: bool = True) -> Matter:
    """A matter that the actor's desk works on, locked unless it is only read."""
    wanted = _wanted(actor, matter_id, reach.DESK)
    return _one(session, wanted.with_for_update() if lock else wanted)


def writable(session: Session, actor: Actor, matter_id: int, *, lock: bool = True) -> Matter:
    """A matter that the actor may write, locked unless it is only read.

    What may be changed is `editing`.
    """
    wanted = _wanted(actor, matter_id, reach.WRITE)
    return _one(session, wanted.with_for_update() if lock else wanted)


def binned(session: Session, actor: Actor, matter_id: int) -> Matter:
    """A matter in the bin that the actor may take out of it, locked."""
    wanted = _wanted(actor, matter_id, reach.WRITE, in_bin=True)
    return _one(session, wanted.with_for_update())


def step(session: Session, actor: Actor, step_id: int) -> Step:
    """A step of a matter that the actor may read."""
    found = session.get(Step, step_id)
    read(session, actor, found.matter_id if found else 0)
    if found is None:
        raise NotFound
    return found


def check_version(matter: Matter, version: int | None) -> None:
    """Refuse what was decided on an older state of a matter; None asks for no check."""
    if version is not None and matter.version != version:
        raise EditConflict([], matter.version)


def _wanted(
    actor: Actor, matter_id: int, permissions: Permissions, *, in_bin: bool = False
) -> SelectOfScalar[Matter]:
    kinds = [kind for kind, needed in permissions.items() if actor.may(needed)]
    if not kinds:
        require(actor, permissions[MatterKind.OPINION])
    gone = col(Matter.binned_at).is_not(None)
    mine = (
        and_(col(Matter.kind) == kind, reach.in_scope(actor, permissions[kind])) for kind in kinds
    )
    return select(Matter).where(col(Matter.id) == matter_id, gone if in_bin else ~gone, or_(*mine))


def _one(session: Session, wanted: SelectOfScalar[Matter]) -> Matter:
    row = session.exec(wanted).first()
    if row is None:
        raise NotFound
    return row
