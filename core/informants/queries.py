"""Finding informants and information points."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from core.committees import scope
from core.errors import NotFound
from core.informants.models import Informant, InformationPoint
from core.permissions import Actor, Permission, require

READ, WRITE = Permission.INFORMANT_READ, Permission.INFORMANT_WRITE


@dataclass(frozen=True, slots=True)
class PointRow:
    """An information point as lists and pickers show it."""

    id: int
    committee_id: int
    name: str
    place: str
    opened_on: date | None
    is_retired: bool
    version: int


def find(
    session: Session, actor: Actor, informant_id: int, permission: Permission, *, lock: bool = False
) -> Informant:
    """An informant within the actor's scope who is not in the bin."""
    require(actor, permission)
    asked = select(Informant).where(
        Informant.id == informant_id,
        col(Informant.binned_at).is_(None),
        scope.within(actor, permission, col(Informant.committee_id)),
    )
    row = session.exec(asked.with_for_update() if lock else asked).first()
    if row is None:
        raise NotFound
    return row


def find_binned(session: Session, actor: Actor, informant_id: int) -> Informant:
    """An informant in the bin, locked."""
    require(actor, WRITE)
    asked = select(Informant).where(
        Informant.id == informant_id,
        col(Informant.binned_at).is_not(None),
        scope.within(actor, WRITE, col(Informant.committee_id)),
    )
    row = session.exec(asked.with_for_update()).first()
    if row is None:
        raise NotFound
    return row


def find_point(session: Session, actor: Actor, point_id: int) -> InformationPoint:
    """An information point to be changed, locked."""
    require(actor, WRITE)
    asked = select(InformationPoint).where(
        InformationPoint.id == point_id,
        scope.within(actor, WRITE, col(InformationPoint.committee_id)),
    )
    row = session.exec(asked.with_for_update()).first()
    if row is None:
        raise NotFound
    return row


def points(
    session: Session, actor: Actor, committee_id: int, *, retired: bool = False
) -> list[PointRow]:
    """The information points of a committee and those below it, by name."""
    require(actor, READ)
    asked = (
        select_columns(
            col(InformationPoint.id),
            col(InformationPoint.committee_id),
            col(InformationPoint.name),
            col(InformationPoint.place),
            col(InformationPoint.opened_on),
            col(InformationPoint.retired_at).is_not(None),
            col(InformationPoint.version),
        )
        .where(
            col(InformationPoint.committee_id).in_(scope.below([committee_id])),
            scope.within(actor, READ, col(InformationPoint.committee_id)),
        )
        .order_by(col(InformationPoint.name), col(InformationPoint.id))
        .limit(500)
    )
    if not retired:
        asked = asked.where(col(InformationPoint.retired_at).is_(None))
    return [PointRow(*row) for row in session.execute(asked)]
