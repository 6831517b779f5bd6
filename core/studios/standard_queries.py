"""Looking up the standards of a committee."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from core.committees import scope
from core.committees.models import Committee, CommitteeTree
from core.errors import NotFound
from core.permissions import Actor, Permission, require
from core.studios.models import StandardAssignment, StandardItem, StandardSet, StudioKind


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One thing that a standard asks for."""

    id: int
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class SetRow:
    """A standard with its items in order and the kinds of studio that must meet it."""

    id: int
    version: int
    committee_id: int
    committee: str
    committee_en: str
    code: str
    name: str
    name_en: str
    retired_at: datetime | None
    items: tuple[ItemRow, ...]
    kinds: tuple[StudioKind, ...]


def sets(session: Session, actor: Actor, committee_id: int) -> list[SetRow]:
    """The standards that hold for a committee: its own, and after them those from above."""
    require(actor, Permission.COMMITTEE_READ)
    if not scope.covers(session, actor, Permission.COMMITTEE_READ, committee_id):
        raise NotFound
    found: Select[*tuple[Any, ...]] = (
        select_columns(
            col(StandardSet.id),
            col(StandardSet.version),
            col(StandardSet.committee_id),
            col(Committee.name).label("committee"),
            col(Committee.name_en).label("committee_en"),
            col(StandardSet.code),
            col(StandardSet.name),
            col(StandardSet.name_en),
            col(StandardSet.retired_at),
        )
        .join(Committee, col(Committee.id) == col(StandardSet.committee_id))
        .join(CommitteeTree, col(CommitteeTree.ancestor_id) == col(StandardSet.committee_id))
        .where(col(CommitteeTree.descendant_id) == committee_id)
        .order_by(
            col(CommitteeTree.depth),
            col(StandardSet.retired_at).is_not(None),
            col(StandardSet.id),
        )
    )
    rows = session.execute(found).all()
    ids = [row.id for row in rows]
    items, kinds = _items(session, ids), _kinds(session, ids)
    return [
        SetRow(**row._mapping, items=tuple(items[row.id]), kinds=tuple(kinds[row.id]))
        for row in rows
    ]


def _items(session: Session, set_ids: list[int]) -> dict[int, list[ItemRow]]:
    found = (
        select_columns(
            col(StandardItem.standard_set_id),
            col(StandardItem.id),
            col(StandardItem.name),
            col(StandardItem.name_en),
        )
        .where(col(StandardItem.standard_set_id).in_(set_ids))
        .order_by(col(StandardItem.position))
    )
    by_set: dict[int, list[ItemRow]] = defaultdict(list)
    for set_id, *columns in session.execute(found):
        by_set[set_id].append(ItemRow(*columns))
    return by_set


def _kinds(session: Session, set_ids: list[int]) -> dict[int, list[StudioKind]]:
    found = (
        select_columns(col(StandardAssignment.standard_set_id), col(StandardAssignment.kind))
        .where(col(StandardAssignment.standard_set_id).in_(set_ids))
        .order_by(col(StandardAssignment.id))
    )
    by_set: dict[int, list[StudioKind]] = defaultdict(list)
    for set_id, kind in session.execute(found):
        by_set[set_id].append(kind)
    return by_set
