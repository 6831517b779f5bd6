"""Reading the map of squares of a committee."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, Select, and_, cast, func, literal, null, select, union_all
from sqlmodel import Session, col
from sqlmodel import select as select_row

from core.committees import scope
from core.committees.models import Committee, Community, MapLayout, MapSquare
from core.committees.squares.drafts import SquareDraft
from core.errors import NotFound
from core.permissions import Actor, Permission, require

READ = Permission.COMMITTEE_READ


@dataclass(frozen=True, slots=True)
class Place:
    """A committee right below, or a community, with its square; row and column 0 have none."""

    child_id: int | None
    community_id: int | None
    name: str
    name_en: str
    code: str
    row: int
    column: int

    def at(self, row: int, column: int) -> SquareDraft:
        """The place on a square."""
        return SquareDraft(row, column, self.child_id, self.community_id, self.name)


def version(session: Session, actor: Actor, committee_id: int) -> int:
    """The version of a committee's map, 0 as long as nobody laid it out."""
    require(actor, READ)
    found = select_row(MapLayout.version).where(
        MapLayout.committee_id == committee_id,
        scope.within(actor, READ, col(MapLayout.committee_id)),
    )
    return session.exec(found).first() or 0


def places(
    session: Session, actor: Actor, committee_id: int, permission: Permission = READ
) -> list[Place]:
    """What lies right below a committee by code, and a township's communities by name."""
    require(actor, permission)
    if not scope.covers(session, actor, permission, committee_id):
        raise NotFound
    layout = select(col(MapLayout.id)).where(col(MapLayout.committee_id) == committee_id)
    of_child = and_(
        col(MapSquare.child_id) == col(Committee.id),
        col(MapSquare.layout_id).in_(layout),
    )
    of_community = and_(
        col(MapSquare.community_id) == col(Community.id),
        col(MapSquare.layout_id).in_(layout),
    )
    none = cast(null(), Integer)
    children: Select[*tuple[Any, ...]] = (
        select(
            col(Committee.id).label("child_id"),
            none.label("community_id"),
            col(Committee.name).label("name"),
            col(Committee.name_en),
            col(Committee.code).label("code"),
            col(MapSquare.at_row),
            col(MapSquare.at_column),
        )
        .outerjoin(MapSquare, of_child)
        .where(col(Committee.parent_id) == committee_id)
    )
    communities: Select[*tuple[Any, ...]] = (
        select(
            none,
            col(Community.id),
            col(Community.name),
            col(Community.name_en),
            literal(""),
            col(MapSquare.at_row),
            col(MapSquare.at_column),
        )
        .outerjoin(MapSquare, of_community)
        .where(col(Community.township_id) == committee_id)
    )
    both = union_all(children, communities).subquery()
    square = [func.coalesce(both.c[at], 0) for at in ("at_row", "at_column")]
    told = [one for one in both.c if one.key not in ("at_row", "at_column")]
    found = session.execute(select(*told, *square).order_by(both.c.code, both.c.name))
    return [Place(*row) for row in found]
