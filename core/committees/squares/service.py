"""Laying out the map of squares."""

from collections.abc import Sequence

from sqlalchemy import delete
from sqlmodel import Session, col, select

from core import clock
from core.audit import service as audit
from core.audit.service import Entry
from core.committees import queries as committees
from core.committees import trail
from core.committees.models import MapLayout, MapSquare
from core.committees.squares import queries, rules
from core.committees.squares.drafts import SquareDraft
from core.errors import NotFound
from core.permissions import Actor, Permission, require

WRITE = Permission.COMMITTEE_WRITE


def lay_out(
    session: Session,
    actor: Actor,
    committee_id: int,
    squares: Sequence[SquareDraft],
    version: int,
) -> MapLayout:
    """Put places on squares; whatever is not among them stands beside the map."""
    require(actor, WRITE)
    committee = committees.find(session, actor, committee_id, WRITE, lock=True)
    known = {
        (one.child_id, one.community_id): one
        for one in queries.places(session, actor, committee.id, WRITE)
    }
    if any(one.place not in known for one in squares):
        raise NotFound
    named = [known[one.place].at(one.row, one.column) for one in squares]
    rules.check(named)
    before = sum(1 for one in known.values() if one.row)
    layout = _layout(session, committee.id)
    audit.apply(layout, {"changed_at": clock.now()}, version or 1)
    _put(session, layout, named)
    told = ({"squares": before}, {"squares": len(named)})
    trail.record(
        session,
        actor,
        Entry("map:laid out", "map", layout.id, committee.name, committee.id, *told),
    )
    return layout


def arrange(session: Session, actor: Actor, committee_id: int, version: int) -> MapLayout:
    """Lay all out by itself: in the order of their codes, row by row."""
    require(actor, WRITE)
    found = queries.places(session, actor, committee_id, WRITE)
    squares = [
        place.at(*at) for place, at in zip(found, rules.in_reading_order(len(found)), strict=True)
    ]
    return lay_out(session, actor, committee_id, squares, version)


def _layout(session: Session, committee_id: int) -> MapLayout:
    """The committee's layout, made at its first use; the committee is locked."""
    found = session.exec(select(MapLayout).where(MapLayout.committee_id == committee_id)).first()
    if found is None:
        found = MapLayout(committee_id=committee_id)
        session.add(found)
        session.flush()  # its squares name it
    return found


def _put(session: Session, layout: MapLayout, squares: Sequence[SquareDraft]) -> None:
    session.execute(delete(MapSquare).where(col(MapSquare.layout_id) == layout.id))
    for one in squares:
        session.add(
            MapSquare(
                layout_id=layout.id,
                child_id=one.child_id,
                community_id=one.community_id,
                at_row=one.row,
                at_column=one.column,
            )
        )
