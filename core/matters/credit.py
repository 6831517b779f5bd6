"""Who is credited with a matter: its authors, and those of what was merged into it."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Subquery, func, union
from sqlalchemy import select as columns
from sqlalchemy.orm import aliased
from sqlalchemy.sql.selectable import CompoundSelect
from sqlmodel import col

from core.matters.links import SHARED
from core.matters.models import Author, Consent, Matter, MatterLink


def of_members() -> CompoundSelect[Any]:
    """Pairs (matter_id, member_id), each once, for statistics to join."""
    agreed = col(Author.consent) == Consent.AGREED
    own = columns(col(Author.matter_id), col(Author.member_id)).where(agreed)
    shared = (
        columns(col(MatterLink.to_id), col(Author.member_id))
        .join(Author, col(Author.matter_id) == col(MatterLink.from_id))
        .where(agreed, col(MatterLink.kind).in_(SHARED))
    )
    return union(own, shared)


def of_informants() -> CompoundSelect[Any]:
    """Pairs (matter_id, informant_id), each once, for statistics to join."""
    named = col(Matter.informant_id).is_not(None)
    own = columns(col(Matter.id), col(Matter.informant_id)).where(named)
    shared = (
        columns(col(MatterLink.to_id), col(Matter.informant_id))
        .join(Matter, col(Matter.id) == col(MatterLink.from_id))
        .where(named, col(MatterLink.kind).in_(SHARED))
    )
    return union(own, shared)


def carried() -> Subquery:
    """What went up into a matter after it was adopted: (into_id, adopted_on), each matter once.

    Such a matter counts as adopted too. What was merged before goes along with each merge, so
    one link says it.
    """
    return (
        columns(
            col(MatterLink.to_id).label("into_id"),
            func.min(col(Matter.adopted_on)).label("adopted_on"),
        )
        .join(Matter, col(Matter.id) == col(MatterLink.from_id))
        .where(col(Matter.adopted_on).is_not(None), col(MatterLink.kind).in_(SHARED))
        .group_by(col(MatterLink.to_id))
        .subquery()
    )


def adopted_on() -> ColumnElement[date | None]:
    """The day on which a matter, or one that went up into it, was adopted: asked one by one.

    For a few matters; of many ask `carried` at once.
    """
    gone = aliased(Matter)
    before = (
        columns(func.min(col(gone.adopted_on)))
        .select_from(MatterLink)
        .join(gone, col(gone.id) == col(MatterLink.from_id))
        .where(col(MatterLink.to_id) == col(Matter.id), col(MatterLink.kind).in_(SHARED))
        .correlate(Matter)
        .scalar_subquery()
    )
    return func.coalesce(col(Matter.adopted_on), before)
