"""Reading the notes on charts."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from sqlalchemy import func, select
from sqlmodel import Session, col
from sqlmodel import select as select_row

from core.accounts.models import Account
from core.annotations.models import Annotation
from core.committees import scope
from core.errors import NotFound
from core.permissions import Actor, Permission, require

READ = Permission.BOARD_READ


class Days(Protocol):
    """A stretch of days, as periods of boards are."""

    @property
    def first(self) -> date:
        """The first day."""

    @property
    def last(self) -> date:
        """The last day."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note as a card shows it; `number` counts the notes of its panel from 1."""

    id: int
    panel: str
    number: int
    day: date | None
    bar: str
    words: str
    by: str
    written_at: datetime
    version: int

    @property
    def place(self) -> str:
        """What it is pinned to, as it is read."""
        return self.day.isoformat() if self.day else self.bar


def find(
    session: Session, actor: Actor, annotation_id: int, permission: Permission, lock: bool = False
) -> Annotation:
    """A note within the actor's scope that is not in the bin."""
    require(actor, permission)
    wanted = select_row(Annotation).where(
        Annotation.id == annotation_id,
        col(Annotation.binned_at).is_(None),
        scope.within(actor, permission, col(Annotation.committee_id)),
    )
    row = session.exec(wanted.with_for_update() if lock else wanted).first()
    if row is None:
        raise NotFound
    return row


def of_panels(
    session: Session, actor: Actor, committee_id: int, period: Days
) -> dict[str, tuple[Note, ...]]:
    """The notes of a committee's own boards by panel, of what lies within a period, in time."""
    require(actor, READ)
    if not scope.covers(session, actor, READ, committee_id):
        raise NotFound
    wanted = (
        select(
            col(Annotation.id),
            col(Annotation.panel),
            col(Annotation.day),
            col(Annotation.bar),
            col(Annotation.words),
            func.coalesce(col(Account.name), ""),
            col(Annotation.written_at),
            col(Annotation.version),
        )
        .outerjoin(Account, col(Account.id) == col(Annotation.account_id))
        .where(
            col(Annotation.committee_id) == committee_id,
            col(Annotation.binned_at).is_(None),
            col(Annotation.first_on) >= period.first,
            col(Annotation.last_on) <= period.last,
        )
        .order_by(col(Annotation.panel), col(Annotation.first_on), col(Annotation.id))
    )
    found: dict[str, list[Note]] = defaultdict(list)
    for number, panel, *told in session.execute(wanted):
        found[panel].append(Note(number, panel, len(found[panel]) + 1, *told))
    return {panel: tuple(notes) for panel, notes in found.items()}
