"""The standards in force, and how many places meet each in full."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, SelectBase, Subquery, and_, func, or_
from sqlalchemy import select as columns
from sqlmodel import col

from core.committees.models import CommitteeTree
from core.reports.queries import parts, studios
from core.studios.models import (
    StandardAssignment,
    StandardItem,
    StandardSet,
    Studio,
    StudioCheck,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class StandardFigures:
    """A standard, the places open that it is asked of, and those that meet every item."""

    code: str
    name: str
    name_en: str
    items: int
    places: int
    meeting_all: int


@parts.answers(StandardFigures)
def in_force() -> SelectBase:
    """The standards kept here, above or below, with the places in reach that they are asked of."""
    items, asked = _items(), _asked()
    places = func.coalesce(asked.c.places, 0)
    return (
        columns(
            col(StandardSet.code),
            col(StandardSet.name),
            col(StandardSet.name_en),
            func.coalesce(items.c.number, 0),
            places,
            func.coalesce(asked.c.meeting_all, 0),
        )
        .outerjoin(items, items.c.standard_set_id == col(StandardSet.id))
        .outerjoin(asked, asked.c.standard_set_id == col(StandardSet.id))
        .where(_kept(), col(StandardSet.retired_at).is_(None))
        .order_by(places.desc(), col(StandardSet.code))
    )


def _kept() -> ColumnElement[bool]:
    keeper = col(StandardSet.committee_id)
    return or_(keeper.in_(parts.WITHIN), keeper.in_(parts.ABOVE))


def _items() -> Subquery:
    """How many items each standard has."""
    return (
        columns(col(StandardItem.standard_set_id), func.count().label("number"))
        .group_by(col(StandardItem.standard_set_id))
        .subquery()
    )


def _met() -> Subquery:
    """How many items of each standard each place meets."""
    return (
        columns(
            col(StudioCheck.studio_id),
            col(StandardItem.standard_set_id),
            func.count().label("number"),
        )
        .join(StandardItem, col(StandardItem.id) == col(StudioCheck.standard_item_id))
        .join(Studio, col(Studio.id) == col(StudioCheck.studio_id))
        .where(col(Studio.committee_id).in_(parts.WITHIN), col(StudioCheck.verdict) == Verdict.MET)
        .group_by(col(StudioCheck.studio_id), col(StandardItem.standard_set_id))
        .subquery()
    )


def _asked() -> Subquery:
    """Of how many open places each standard is asked, and how many of them meet it."""
    items, met = _items(), _met()
    of_kind = and_(
        col(Studio.committee_id) == col(CommitteeTree.descendant_id),
        col(Studio.kind) == col(StandardAssignment.kind),
    )
    of_place = and_(met.c.studio_id == col(Studio.id), met.c.standard_set_id == col(StandardSet.id))
    return (
        columns(
            col(StandardAssignment.standard_set_id).label("standard_set_id"),
            func.count().label("places"),
            parts.count_if(met.c.number == items.c.number).label("meeting_all"),
        )
        .join(StandardSet, col(StandardSet.id) == col(StandardAssignment.standard_set_id))
        .join(CommitteeTree, col(CommitteeTree.ancestor_id) == col(StandardSet.committee_id))
        .join(Studio, of_kind)
        .join(items, items.c.standard_set_id == col(StandardSet.id))
        .outerjoin(met, of_place)
        .where(col(Studio.committee_id).in_(parts.WITHIN), studios.open_on(parts.LAST))
        .group_by(col(StandardAssignment.standard_set_id))
        .subquery()
    )
