"""How high opinion items climbed on the ladder of adoption."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, SelectBase, Subquery, case, func
from sqlalchemy import select as columns
from sqlalchemy.orm import aliased
from sqlmodel import col

from core.handling.models import AuthorityLevel
from core.matters.links import SHARED
from core.matters.models import Matter, MatterLink, State
from core.opinions.models import Adoption
from core.reports.queries import parts


@dataclass(frozen=True, slots=True)
class LevelAdopted:
    """Opinion items with a rung on the ladder at a level: each counts once there.

    `higher` of them have a rung above it too.
    """

    level: AuthorityLevel
    items: int
    higher: int = 0


@parts.answers(LevelAdopted)
def by_level() -> SelectBase:
    """Items adopted at each level in the period, the highest level first.

    What was merged counts as what it went into.
    """
    rungs, tops = _rungs(), _tops()
    return (
        columns(
            rungs.c.level,
            func.count(),
            parts.count_if(tops.c.top > _height(rungs.c.level)),
        )
        .join(tops, tops.c.item == rungs.c.item)
        .group_by(rungs.c.level)
        .order_by(_height(rungs.c.level).desc())
    )


def _tops() -> Subquery:
    """How high each item climbed."""
    rungs = _rungs()
    top = func.max(_height(rungs.c.level)).label("top")
    return columns(rungs.c.item, top).group_by(rungs.c.item).subquery()


def _rungs() -> Subquery:
    """The levels at which each item was adopted in the period, each level once."""
    went = _merged()
    item = func.coalesce(went.c.into_id, col(Adoption.matter_id)).label("item")
    return (
        columns(item, col(Adoption.level).label("level"))
        .join(Matter, col(Matter.id) == col(Adoption.matter_id))
        .outerjoin(went, went.c.from_id == col(Adoption.matter_id))
        .where(
            col(Adoption.committee_id).in_(parts.WITHIN),
            col(Adoption.adopted_on).between(parts.FIRST, parts.LAST),
            col(Matter.binned_at).is_(None),
        )
        .distinct()
        .subquery()
    )


def _merged() -> Subquery:
    """What was merged, with what it went into in the end."""
    into = aliased(Matter)
    last = func.max(col(MatterLink.to_id)).label("into_id")
    return (
        columns(col(MatterLink.from_id), last)
        .join(into, col(into.id) == col(MatterLink.to_id))
        .where(col(MatterLink.kind).in_(SHARED), col(into.state) != State.MERGED)
        .group_by(col(MatterLink.from_id))
        .subquery()
    )


def _height(level: parts.Column) -> ColumnElement[int]:
    places = {one.value: place for place, one in enumerate(AuthorityLevel, start=1)}
    return case(places, value=level, else_=0)
