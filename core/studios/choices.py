"""Names to choose from in the forms of studios and standards."""

from dataclasses import dataclass

from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from core.committees import scope
from core.committees.models import Committee, Level, Sector
from core.errors import NotFound
from core.members.models import Member
from core.permissions import Actor, Permission, require
from core.studios import reach
from core.studios.models import Studio

MOST = 3000


@dataclass(frozen=True, slots=True)
class Option:
    """A row that can be chosen, by its names."""

    id: int
    name: str
    name_en: str


def townships(session: Session, actor: Actor, committee_id: int | None = None) -> list[Option]:
    """The townships of a committee, or all those where the actor sees studios."""
    require(actor, Permission.STUDIO_READ)
    _check_reach(session, actor, Permission.STUDIO_READ, committee_id)
    here = (
        scope.within(actor, Permission.STUDIO_READ, col(Committee.id))
        if committee_id is None
        else col(Committee.id).in_(scope.below([committee_id]))
    )
    found = (
        select_columns(col(Committee.id), col(Committee.name), col(Committee.name_en))
        .where(col(Committee.level) == Level.TOWNSHIP, here)
        .order_by(col(Committee.code))
        .limit(MOST)
    )
    return [Option(*row) for row in session.execute(found)]


def sectors(session: Session, actor: Actor, committee_id: int | None = None) -> list[Option]:
    """The sectors that a committee's studios may stand for, or all that the actor sees."""
    require(actor, Permission.STUDIO_READ)
    _check_reach(session, actor, Permission.STUDIO_READ, committee_id)
    here = (
        scope.within(actor, Permission.STUDIO_READ, col(Sector.committee_id))
        if committee_id is None
        else col(Sector.id).in_(reach.sectors(committee_id))
    )
    found = (
        select_columns(col(Sector.id), col(Sector.name), col(Sector.name_en))
        .where(here)
        .order_by(col(Sector.term_id).desc(), col(Sector.position), col(Sector.id))
        .limit(MOST)
    )
    return [Option(*row) for row in session.execute(found)]


def members(session: Session, actor: Actor, committee_id: int) -> dict[int, str]:
    """The members who may work in a committee's studios: "0012 委员012", by id."""
    require(actor, Permission.STUDIO_WRITE)
    _check_reach(session, actor, Permission.STUDIO_WRITE, committee_id)
    found = (
        select_columns(col(Member.id), col(Member.number), col(Member.name))
        .where(reach.eligible(committee_id), col(Member.left_on).is_(None))
        .order_by(col(Member.committee_id), col(Member.number))
        .limit(MOST)
    )
    return {row.id: f"{row.number} {row.name}" for row in session.execute(found)}


def _check_reach(
    session: Session, actor: Actor, permission: Permission, committee_id: int | None
) -> None:
    """Refuse a committee that lies out of reach and has no studio within it."""
    if committee_id is None or scope.covers(session, actor, permission, committee_id):
        return
    own = select_columns(col(Studio.id)).where(
        col(Studio.committee_id) == committee_id, reach.in_scope(actor, permission)
    )
    if session.execute(own).first() is None:
        raise NotFound
