"""What a press report tells of: a studio, an activity or a matter within its committee."""

from typing import Any

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from core.activities.models import Activity
from core.committees.scope import below, within
from core.errors import NotFound
from core.matters.models import Matter
from core.matters.reach import said
from core.permissions import Actor, Permission, require
from core.publicity.drafts import ReportDraft
from core.studios.models import Studio

WRITE = Permission.PUBLICITY_WRITE
MOST = 200
TABLES: dict[str, Any] = {"studio_id": Studio, "activity_id": Activity, "matter_id": Matter}


def options(
    session: Session, actor: Actor, committee_id: int, field: str, search: str = ""
) -> dict[int, str]:
    """The latest studios, activities or matters of a committee whose name holds what is typed."""
    require(actor, WRITE)
    table = TABLES[field]
    wanted = (
        select(col(table.id), _name(table))
        .where(*_parts(actor, table, committee_id))
        .order_by(col(table.id).desc())
        .limit(MOST)
    )
    if search:
        wanted = wanted.where(_name(table).contains(search, autoescape=True))
    return {row[0]: row[1] for row in session.execute(wanted)}


def check(session: Session, actor: Actor, draft: ReportDraft, committee_id: int) -> dict[str, Any]:
    """The columns that say what a report tells of; refuses what is not the committee's."""
    require(actor, WRITE)
    columns = {field: getattr(draft, field) for field in TABLES}
    for field, wanted in columns.items():
        table = TABLES[field]
        asked = select(col(table.id)).where(
            col(table.id) == wanted, *_parts(actor, table, committee_id)
        )
        if wanted is not None and session.execute(asked).first() is None:
            raise NotFound
    return columns


def _parts(actor: Actor, table: Any, committee_id: int) -> list[ColumnElement[bool]]:  # noqa: ANN401  one of three tables
    parts = [
        col(table.committee_id).in_(below([committee_id])),
        within(actor, WRITE, col(table.committee_id)),
        col(table.binned_at).is_(None),
    ]
    return [*parts, said(actor)] if table is Matter else parts


def _name(table: Any) -> Any:  # noqa: ANN401  one of three tables
    return col(table.name if table is Studio else table.title)
