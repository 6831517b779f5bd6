"""How many items of its standards a studio must meet and meets: kept beside the studio."""

from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, update
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from core.committees import scope
from core.committees.models import CommitteeTree
from core.studios.models import (
    StandardAssignment,
    StandardItem,
    StandardSet,
    Studio,
    StudioCheck,
    Verdict,
)


def rebuild(session: Session, committee_id: int) -> None:
    """Count again for all studios of a committee and those below it."""
    recount(session, col(Studio.committee_id).in_(scope.below([committee_id])))


def recount_one(session: Session, studio: Studio) -> None:
    """Count again for one studio, and let its row tell the new figures."""
    recount(session, col(Studio.id) == studio.id)
    session.refresh(studio, ["standard_items", "standard_met"])


def recount(session: Session, of: ColumnElement[bool]) -> None:
    """Count again for the studios of a condition, in one statement."""
    session.flush()
    session.execute(
        update(Studio)
        .where(of)
        .values(standard_items=_items(), standard_met=_met())
        .execution_options(synchronize_session=False)
    )
    for row in session.identity_map.values():
        if isinstance(row, Studio):
            session.expire(row, ["standard_items", "standard_met"])


def applying() -> Select[Any]:
    """Ids of the items that a studio of the surrounding statement must meet."""
    above = select(CommitteeTree.ancestor_id).where(
        col(CommitteeTree.descendant_id) == col(Studio.committee_id)
    )
    items: Select[Any] = (
        select_columns(col(StandardItem.id))
        .join(StandardSet, col(StandardSet.id) == col(StandardItem.standard_set_id))
        .join(StandardAssignment, col(StandardAssignment.standard_set_id) == col(StandardSet.id))
        .where(
            col(StandardAssignment.kind) == col(Studio.kind),
            col(StandardSet.retired_at).is_(None),
            col(StandardSet.committee_id).in_(above.correlate(Studio)),
        )
        .correlate(Studio)
    )
    return items


def _items() -> ScalarSelect[int]:
    return applying().with_only_columns(func.count()).scalar_subquery()


def _met() -> ScalarSelect[int]:
    return (
        applying()
        .with_only_columns(func.count())
        .join(StudioCheck, col(StudioCheck.standard_item_id) == col(StandardItem.id))
        .where(
            col(StudioCheck.studio_id) == col(Studio.id),
            col(StudioCheck.verdict) == Verdict.MET,
        )
        .scalar_subquery()
    )
