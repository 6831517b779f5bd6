"""Rows made in bulk, and what the rows of a county point at."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, text
from sqlmodel import Session

from db.base import Table

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Home:
    """A county with what its activities and records point at."""

    committee_id: int
    term_id: int
    townships: list[int]
    categories: list[int]
    studios: list[int]
    groups: list[int]
    members: list[int]


def bulk(session: Session, table: type[Table], rows: Rows) -> None:
    """Insert rows, in one go."""
    if rows:
        session.execute(insert(table), rows)


def ids(session: Session, table: type[Table], committee_id: int, where: str = "") -> list[int]:
    """The ids of a committee's own rows, in order."""
    condition = f" AND {where}" if where else ""
    statement = text(
        f"SELECT id FROM {table.__tablename__} WHERE committee_id = :c{condition} ORDER BY id"
    )
    return [row[0] for row in session.execute(statement, {"c": committee_id})]
