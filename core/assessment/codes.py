"""The codes and names of an office's own lists that a rule book may name."""

from collections.abc import Collection, Mapping

from sqlalchemy import select as columns
from sqlmodel import Session, col

from core.activities.catalogue import queries as catalogue
from core.activities.models import Category
from core.committees import scope
from core.studios.models import StandardItem, StandardSet


def lists(session: Session, committee_id: int) -> Mapping[str, Collection[str]]:
    """The codes that a book of a committee may name: of its catalogue and its standards.

    What a committee keeps no list of is left out, so that its codes are taken as they stand.
    """
    kept_by = catalogue.keeper(session, committee_id)
    codes = columns(col(Category.code)).where(col(Category.committee_id) == kept_by)
    standards = (
        columns(col(StandardSet.code), col(StandardItem.name))
        .outerjoin(StandardItem, col(StandardItem.standard_set_id) == col(StandardSet.id))
        .where(col(StandardSet.committee_id).in_(scope.above(committee_id)))
    )
    told = session.execute(standards).all()
    found = {
        "activity": sorted(row[0] for row in session.execute(codes)),
        "set": sorted({row[0] for row in told}),
        "item": sorted({row[1] for row in told if row[1]}),
    }
    return {name: known for name, known in found.items() if known}


def named(session: Session, committee_id: int) -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """What the codes of the activities and standards that a committee uses are called.

    Chinese and English names by attribute and code, in the office's order.
    """
    kept_by = catalogue.keeper(session, committee_id)
    activities = (
        columns(col(Category.code), col(Category.name), col(Category.name_en))
        .where(col(Category.committee_id) == kept_by, col(Category.retired_at).is_(None))
        .order_by(col(Category.position), col(Category.id))
    )
    standards = (
        columns(col(StandardSet.code), col(StandardSet.name), col(StandardSet.name_en))
        .where(col(StandardSet.committee_id).in_(scope.above(committee_id)))
        .order_by(col(StandardSet.id))
    )
    items = (
        columns(col(StandardItem.name), col(StandardItem.name_en))
        .join(StandardSet, col(StandardSet.id) == col(StandardItem.standard_set_id))
        .where(col(StandardSet.committee_id).in_(scope.above(committee_id)))
        .order_by(col(StandardSet.id), col(StandardItem.position))
    )
    return {
        "activity": {row[0]: (row[1], row[2]) for row in session.execute(activities)},
        "set": {row[0]: (row[1], row[2]) for row in session.execute(standards)},
        "item": {row[0]: (row[0], row[1]) for row in session.execute(items)},
    }
