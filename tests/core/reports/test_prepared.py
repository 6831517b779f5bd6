"""A prepared statement answers as the statement itself does, on each database."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Date, bindparam, event, select
from sqlmodel import Session, col

from core.activities.models import Activity, OwnerKind, Stage
from core.reports.queries.prepared import Prepared
from db.session import engine
from tests.factories import DAY, Make

# A list, a choice, a day, a value that may be missing, and a place that is filled in.
STATEMENT = (
    select(
        col(Activity.id), col(Activity.owner_kind), col(Activity.held_on), col(Activity.binned_at)
    )
    .where(col(Activity.stage).in_([Stage.DONE, Stage.PLANNED]))
    .where(col(Activity.title).not_like("100%"))
    .where(col(Activity.held_on) >= bindparam("first", type_=Date))
    .order_by(col(Activity.id))
)


@pytest.fixture
def prepared(session: Session, make: Make) -> Prepared:
    for number in range(3):
        make.activity(held_on=DAY + timedelta(days=number))
    return Prepared(STATEMENT, session.connection().dialect, {"first": DAY})


def _ask(session: Session, prepared: Prepared, first: date) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in prepared.ask(session.connection(), {"first": first})]


def test_values_come_back_as_the_columns_say(session: Session, prepared: Prepared) -> None:
    rows = _ask(session, prepared, DAY)

    assert rows == [tuple(row) for row in session.execute(STATEMENT, {"first": DAY})]
    assert [row[1:] for row in rows[:1]] == [(OwnerKind.COMMITTEE, DAY, None)]


@pytest.mark.parametrize(("days", "number"), [(1, 2), (2, 1), (3, 0)])
def test_each_asking_fills_in_its_own_places(
    session: Session, prepared: Prepared, days: int, number: int
) -> None:
    first = DAY + timedelta(days=days)

    rows = _ask(session, prepared, first)

    assert len(rows) == number


def test_what_is_asked_is_heard(session: Session, prepared: Prepared) -> None:
    heard: list[str] = []

    def hear(_c: object, _cursor: object, sql: str, *_rest: object) -> None:
        heard.append(sql)

    event.listen(engine(), "before_cursor_execute", hear)
    _ask(session, prepared, DAY)
    event.remove(engine(), "before_cursor_execute", hear)

    assert len(heard) == 1
