"""The standards asked of a studio, with the verdict on each item."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlmodel import Session, col

from core.permissions import Actor
from core.studios import standing
from core.studios.models import StandardItem, StandardSet, Studio, StudioCheck, Verdict
from core.studios.reach import of_studio


@dataclass(frozen=True, slots=True)
class ItemCheck:
    """An item asked of a studio; verdict None and version 0 where it was not checked yet."""

    item_id: int
    name: str
    name_en: str
    check_id: int | None
    verdict: Verdict | None
    note: str
    checked_on: date | None
    version: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A standard asked of a studio, with the verdict on each of its items."""

    set_id: int
    name: str
    name_en: str
    items: tuple[ItemCheck, ...]

    @property
    def met(self) -> int:
        """How many items are met."""
        return sum(item.verdict is Verdict.MET for item in self.items)


def sheets(session: Session, actor: Actor, studio_id: int) -> list[Sheet]:
    """The standards asked of a studio, with the verdict on each item."""
    checked = (col(StudioCheck.standard_item_id) == col(StandardItem.id)) & (
        col(StudioCheck.studio_id) == col(Studio.id)
    )
    columns = (
        col(StandardSet.id),
        col(StandardSet.name),
        col(StandardSet.name_en),
        col(StandardItem.id),
        col(StandardItem.name),
        col(StandardItem.name_en),
        col(StudioCheck.id),
        col(StudioCheck.verdict),
        col(StudioCheck.note),
        col(StudioCheck.checked_on),
        col(StudioCheck.version),
    )
    found = (
        of_studio(actor, studio_id, *columns)
        .join(StandardItem, col(StandardItem.id).in_(standing.applying()))
        .join(StandardSet, col(StandardSet.id) == col(StandardItem.standard_set_id))
        .outerjoin(StudioCheck, checked)
        .order_by(col(StandardSet.id), col(StandardItem.position))
    )
    grouped = groupby(session.execute(found).all(), key=lambda row: tuple(row[:3]))
    return [_sheet(of, rows) for of, rows in grouped]


def _sheet(of: tuple[Any, ...], rows: Iterable[Any]) -> Sheet:
    set_id, name, name_en = of
    return Sheet(set_id, name, name_en, tuple(_item(*row[3:]) for row in rows))


def _item(item_id: int, name: str, name_en: str, *check: Any) -> ItemCheck:  # noqa: ANN401  columns of a joined row
    check_id, verdict, note, checked_on, version = check
    return ItemCheck(
        item_id, name, name_en, check_id, verdict, note or "", checked_on, version or 0
    )
