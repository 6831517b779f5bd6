"""What is told of replies: the words that stand, and those before a correction."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from core.handling.models import (
    Assignment,
    ContactMode,
    EarlierReply,
    HandlingUnit,
    Reply,
    Result,
)


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """What was answered, by which unit and which it answered for too.

    `corrected_at` and `corrected_by` are of the last correction; None and "" where there is none.
    """

    id: int
    unit: str
    result: Result
    words: str
    contact: ContactMode | None
    contacted_on: date | None
    signed_by: str
    replied_on: date
    version: int
    units: Sequence[str] = ()
    round: int = 1
    corrected_at: datetime | None = None
    corrected_by: str = ""


@dataclass(frozen=True, slots=True)
class EarlierRow:
    """How a reply read before it was corrected."""

    reply_id: int
    result: Result
    words: str
    contact: ContactMode | None
    contacted_on: date | None
    signed_by: str
    corrected_by: str
    corrected_at: datetime


def replies(session: Session, matter_id: int) -> list[ReplyRow]:
    """The replies to a matter, the newest first, each with the units that it is of."""
    asked = (
        select(Reply, col(HandlingUnit.name))
        .join(HandlingUnit, col(HandlingUnit.id) == col(Reply.unit_id))
        .where(col(Reply.matter_id) == matter_id)
        .order_by(col(Reply.id).desc())
    )
    given = (
        select(col(Assignment.reply_id), col(HandlingUnit.name), col(Assignment.round))
        .join(HandlingUnit, col(HandlingUnit.id) == col(Assignment.unit_id))
        .where(col(Assignment.matter_id) == matter_id, col(Assignment.reply_id).is_not(None))
        .order_by(col(Assignment.role).desc(), col(Assignment.id))
    )
    of: dict[int | None, list[tuple[str, int]]] = defaultdict(list)
    for reply_id, name, round_ in session.execute(given):
        of[reply_id].append((name, round_))
    last = {row.reply_id: row for row in earlier(session, matter_id)}
    return [_reply(row, name, of[row.id], last.get(row.id)) for row, name in session.execute(asked)]


def earlier(session: Session, matter_id: int) -> list[EarlierRow]:
    """How the replies to a matter read before they were corrected, the first wording first."""
    columns = EarlierRow.__dataclass_fields__
    asked = (
        select(*(getattr(EarlierReply, name) for name in columns))
        .join(Reply, col(Reply.id) == col(EarlierReply.reply_id))
        .where(col(Reply.matter_id) == matter_id)
        .order_by(col(EarlierReply.id))
    )
    return [EarlierRow(*row) for row in session.execute(asked)]


def _reply(
    row: Reply, unit: str, given: Sequence[tuple[str, int]], last: EarlierRow | None
) -> ReplyRow:
    return ReplyRow(
        row.id,
        unit,
        row.result,
        row.words,
        row.contact,
        row.contacted_on,
        row.signed_by,
        row.replied_on,
        row.version,
        [name for name, _round in given],
        given[0][1] if given else 1,
        last.corrected_at if last else None,
        last.corrected_by if last else "",
    )
