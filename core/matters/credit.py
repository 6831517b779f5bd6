"""Who is credited with a matter: its authors, and those of what was merged into it."""

from typing import Any

from sqlalchemy import select as columns
from sqlalchemy import union
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
