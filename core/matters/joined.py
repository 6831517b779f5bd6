"""What went up into a matter, and what became of one that went up into another."""

from sqlalchemy.sql.base import ExecutableOption
from sqlmodel import Session, col, select

from core.matters.models import LinkKind, Matter, MatterLink, State

# What went up into another shares its credit.
SHARED = (LinkKind.MERGED, LinkKind.DUPLICATE)
_ONWARD = (*SHARED, LinkKind.CONVERTED)
_LEFT = {State.MERGED: SHARED, State.CONVERTED: (LinkKind.CONVERTED,)}


def into(session: Session, matter: Matter) -> list[Matter]:
    """What was merged into a matter, or into the one that it was made of, however often.

    None that lies in the bin. What it was made of itself is told by its own authors.
    """
    seen, shared, last = {matter.id}, set[int](), {matter.id}
    while last:
        asked = select(MatterLink.from_id, MatterLink.kind).where(
            col(MatterLink.to_id).in_(last), col(MatterLink.kind).in_(_ONWARD)
        )
        found = session.exec(asked).all()
        shared |= {one for one, kind in found if kind in SHARED}
        last = {one for one, _kind in found} - seen
        seen |= last
    return _fetched(session, shared - {matter.id})


def _fetched(session: Session, ids: set[int]) -> list[Matter]:
    if not ids:
        return []
    kept = (col(Matter.id).in_(ids), col(Matter.binned_at).is_(None))
    return list(session.exec(select(Matter).where(*kept).order_by(col(Matter.id))))


def became(session: Session, matter: Matter, *options: ExecutableOption) -> Matter:
    """The matter into which one was merged, or that was made of it, in the end; else itself."""
    seen = set[int]()
    while matter.id not in seen and (kinds := _LEFT.get(matter.state)):
        seen.add(matter.id)
        asked = (
            select(Matter)
            .join(MatterLink, col(MatterLink.to_id) == col(Matter.id))
            .where(MatterLink.from_id == matter.id, col(MatterLink.kind).in_(kinds))
            .where(col(Matter.binned_at).is_(None))
            .order_by(col(MatterLink.to_id).desc())
            .options(*options)
        )
        matter = session.exec(asked).first() or matter
    return matter
