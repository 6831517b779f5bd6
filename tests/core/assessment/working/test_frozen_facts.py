"""Frozen facts give the frozen scores again, whatever the book asks and the office recorded."""

import os
import tracemalloc
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert
from sqlmodel import Session, col, select

from core.activities.models import Attendance, Presence
from core.assessment import keeping
from core.assessment.archive import documents, facts, freezing, verifying
from core.assessment.models import Assessment
from core.assessment.scoring.plans import plan
from core.assessment.scoring.scoring import Case, values
from tests.core.assessment.scoring.records import FACTS, FIRST, LAST, Place
from tests.core.assessment.working.year import Year
from tests.factories import Make

# The other database is asked less often: what differs there is how statements are asked.
EXAMPLES = 25 if os.environ.get("LIANXIN_TEST_ON", "sqlite") == "sqlite" else 6
# Each shape of an item once: see docs/rule-books.md.
SHAPES = """
format = 1
name = "各种写法"
scores = "members"
base = 10
cap = 90
[pro_rata]
by = "month"
at_least_months = 3
[[section]]
key = "all"
name = "全部"
floor = -5
{items}
[[section]]
key = "pool"
name = "满分扣减"
start = 12
[[section.item]]
key = "absent"
name = "缺席"
counts = "attendance"
where = {{ presence = "absent" }}
points = -4
[[once]]
items = ["proposal", "opinion"]
[[condition]]
key = "voice"
name = "建言"
any = [ {{ item = "opinion", at_least = 1 }}, {{ item = "proposal", at_least = 1 }} ]
[[minimum]]
condition = "voice"
otherwise = "fit"
[[grade]]
key = "good"
name = "优秀"
from = 30
top_percent = 50
[[grade]]
key = "fit"
name = "称职"
"""
ITEMS = {
    "half_days": 'counts = "attendance"\nunit = "half_day"\npoints = 1.25',
    "late_ones": 'counts = "attendance"\nunit = "half_day"\nfrom = 2\nat_most = 3\npoints = 2',
    "months": 'counts = "attendance"\nunit = "month"\nfrom = 2\nat_most = 4\npoints = 1',
    "best_months": 'counts = "attendance"\nunit = "quarter"\ncases = ['
    ' { when = { presence = "present" }, points = 3 }, { when = {}, points = 1 } ]',
    "rate": 'counts = "attendance"\nwhere = { presence = "present" }\n'
    'out_of = { presence = ["present", "absent"] }\nsteps = [ { from = 50, points = 4 } ]',
    "month_rate": 'counts = "attendance"\nunit = "month"\nwhere = { presence = "present" }\n'
    "out_of = {}\nsteps = [ { from = 66.67, points = 2 } ]",
    "steps": 'counts = "attendance"\nsteps = [ { from = 2, points = 3 },'
    " { from = 4, points = 7 } ]",
    "proposal": 'counts = "proposal"\npoints = 7\nshare = { first = 50, others = "even" }',
    "opinion": 'counts = "opinion"\ncases = [ { when = { role = "first" }, points = 4 },'
    ' { when = { role = "co_signer" }, points = 1 } ]\nat_most = 2',
    "adopted": 'counts = "adoption"\npoints = 3\nbest = true',
    "speech": 'counts = "contribution"\npoints = 1\n'
    'times = [ { when = { role = "lead" }, by = 1.5 } ]',
    "honour": 'counts = "honour"\npoints = 2\ncap = 3',
    "tied": 'counts = "liaison"\npoints = 1',
}
ALWAYS = ("proposal", "opinion")
SOME = st.sets(st.sampled_from(sorted(ITEMS.keys() - set(ALWAYS))), max_size=6)


def book_of(items: set[str]) -> str:
    told = [
        f'[[section.item]]\nkey = "{key}"\nname = "{key}"\n{ITEMS[key]}'
        for key in (*ALWAYS, *sorted(items))
    ]
    return SHAPES.format(items="\n".join(told))


def frozen(session: Session, assessment: Assessment) -> verifying.Verified:
    """Close without the chain, and look."""
    book = keeping.book(session, assessment)
    keeping.rebuild(session, assessment)
    freezing.grade(session, assessment, book)
    freezing.freeze(session, assessment, book)
    return verifying.verify(session, assessment)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(items=SOME, recorded=st.lists(FACTS, max_size=14))
def test_frozen_facts_give_the_frozen_scores(
    session: Session, make: Make, items: set[str], recorded: list[tuple[Any, ...]]
) -> None:
    with session.begin_nested() as undone:
        place = Place.opened(session, Make(session))
        place.make._committee = place.make.home()
        for fact in recorded:
            place.record(fact)
        year = Year(session, place.make, None, None)  # type: ignore[arg-type]  # nobody acts
        row = year.book(book_of(items))
        days: dict[str, Any] = {"year": 2026, "first_on": FIRST, "last_on": LAST}
        assessment = place.make.save(
            Assessment(committee_id=place.make.home().id, book_id=row.id, **days)
        )

        found = frozen(session, assessment)

        assert found.sound, found
        assert found.moved == {}
        undone.rollback()
        session.expunge_all()


def test_the_facts_that_pay_are_named_where_not_all_of_them_do(
    session: Session, year: Year
) -> None:
    for month in (1, 1, 2, 3, 4, 5, 6):
        year.attended(0, month)
    row = year.opened(book_of({"late_ones", "months"}))

    found = frozen(session, row)

    places = [item.key for item in keeping.book(session, row).items]
    paid: dict[str, list[int]] = {}
    for line in documents.facts(session, row.id):
        paid.setdefault(places[line[4]], []).append(line[8])
    # the second to the fourth; the second to the fifth month, each by its first
    assert paid["late_ones"] == [0, 200, 200, 200, 0, 0, 0]
    assert paid["months"] == [0, 0, 100, 100, 100, 100, 0]
    assert found.sound


def test_facts_begin_another_document_before_one_grows_too_long(
    session: Session, year: Year, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "LINES", 5)
    for month in range(1, 10):
        year.attended(0, month)
    row = year.opened()

    found = frozen(session, row)

    parts = [name for name in documents.names(session, row.id) if name.startswith("facts-")]
    assert len(parts) > 3
    assert found.sound


@pytest.mark.parametrize("times", [1, 8])
def test_memory_does_not_grow_with_the_number_of_facts(
    session: Session, year: Year, times: int
) -> None:
    _attend(session, year, 500 * times)
    row = year.opened()
    book = keeping.book(session, row)
    case = Case(row.committee_id, row.first_on, row.last_on)
    given = values(session, plan(book, narrowed=False), case)
    sum(1 for _line in facts.stream(session, book, given))  # builds what is built once

    tracemalloc.start()
    lines = sum(1 for _line in facts.stream(session, book, given))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert lines >= 1_500 * times
    assert peak < 3_000_000


def _attend(session: Session, year: Year, number: int) -> None:
    """So many attendances of one member, each at an activity of its own."""
    first = year.make.activity(held_on=date(2026, 1, 1))
    usual = year.make.attendance(first, year.members[0]).model_dump(exclude={"id"})
    rows = []
    for n in range(number):
        day = date(2026, 1, 1) + timedelta(days=n % 360)
        activity = first.model_dump(exclude={"id"}) | {"held_on": day}
        rows.append(activity)
    _insert(session, first, rows, usual)


def _insert(
    session: Session, first: Any, rows: list[dict[str, Any]], usual: dict[str, Any]
) -> None:
    model = type(first)
    connection = session.connection()
    connection.execute(insert(model.__table__), rows)
    ids = connection.execute(select(col(model.id), col(model.held_on))).all()
    told = [
        usual | {"activity_id": of, "held_on": day, "presence": Presence.PRESENT}
        for of, day in ids
        if of != first.id
    ]
    connection.execute(insert(Attendance.__table__), told)  # type: ignore[attr-defined]  # each Table has one
