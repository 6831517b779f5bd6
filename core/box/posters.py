"""What the poster of a box says."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from core.box import reach
from core.box.models import Box
from core.committees.models import Committee
from core.errors import NotFound
from core.permissions import Actor, Permission, require
from core.studios import reception_queries
from core.studios.models import Studio
from core.studios.reception_queries import RotaRow


@dataclass(frozen=True, slots=True)
class Poster:
    """An open box as a poster names it."""

    code: str
    studio: str
    place: str
    committee: str
    committee_en: str
    rota: RotaRow | None


def poster(session: Session, actor: Actor, studio_id: int) -> Poster:
    """The poster of a studio whose box is open."""
    require(actor, Permission.BOX_READ)
    asked = (
        select(
            col(Box.code),
            col(Studio.name),
            col(Studio.address),
            col(Committee.name),
            col(Committee.name_en),
        )
        .join(Studio, col(Studio.id) == col(Box.studio_id))
        .join(Committee, col(Committee.id) == col(Box.committee_id))
        .where(
            col(Box.studio_id) == studio_id,
            reach.is_open(),
            reach.in_scope(actor, Permission.BOX_READ, col(Box.committee_id), col(Box.studio_id)),
        )
    )
    found = session.execute(asked).first()
    if found is None:
        raise NotFound
    code, studio, place, committee, committee_en = found
    rota = reception_queries.rota(session, actor, studio_id)
    return Poster(code, studio, place, committee, committee_en, rota)
