"""Figures of a prefecture are put together from those of its counties."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session

from core.activities.models import Activity, Category, OwnerKind, Presence
from core.committees import trail
from core.committees.models import Committee, Level
from core.permissions import Actor, Role
from core.reports.periods import Period
from core.reports.queries import activities, attendance, branches, groups, kpis
from db.session import engine, reading
from tests.factories import DAY, Make

YEAR = Period.year(DAY.year)
Ask = Callable[..., Any]
ASKED: tuple[Any, ...] = (
    activities.by_category,
    activities.by_month,
    activities.by_owner,
    attendance.by_meeting,
    attendance.by_month,
    groups.comparison,
    kpis.kpis,
)
each = pytest.mark.parametrize("ask", ASKED, ids=lambda ask: f"{ask.__module__}.{ask.__name__}")


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    branches.forget()
    yield
    branches.forget()


@pytest.fixture
def prefecture(make: Make) -> Committee:
    """A prefecture with two counties, one with a township, and records in each of them."""
    root = make.home()
    counties = [make.committee(root, level=Level.COUNTY) for _ in range(2)]
    shared = _category(make, root)
    for number, committee in enumerate((root, *counties, make.township(counties[0])), start=1):
        for category in (shared, _category(make, committee, "own_1", f"自设{number // 3}")):
            for _ in range(number):
                _held(make, committee, category)
    return root


@pytest.fixture
def actor(make: Make, prefecture: Committee) -> Actor:
    return make.actor(Role.CHAIR_OFFICE, prefecture)


def _category(make: Make, owner: Committee, code: str = "visit", name: str = "走访") -> Category:
    return make.category(committee_id=owner.id, code=code, name=name)


def _held(make: Make, committee: Committee, category: Category) -> Activity:
    """An activity with one who came and one who did not."""
    activity = make.activity(
        committee_id=committee.id, category_id=category.id, served=3, opinions_heard=1
    )
    for presence in (Presence.PRESENT, Presence.ABSENT):
        make.attendance(activity, make.member(committee_id=committee.id), presence=presence)
    return activity


@each
def test_the_answer_is_that_of_the_whole(
    session: Session, prefecture: Committee, actor: Actor, ask: Ask
) -> None:
    whole = ask(session, actor, prefecture.id, YEAR)
    session.commit()

    with reading() as look:
        joined = ask(look, actor, prefecture.id, YEAR)

    assert joined == whole


@each
def test_a_change_in_a_county_is_seen_at_once(
    session: Session, make: Make, prefecture: Committee, actor: Actor, ask: Ask
) -> None:
    session.commit()
    with reading() as look:
        ask(look, actor, prefecture.id, YEAR)
    _change(session, make, prefecture)

    with reading() as look:
        seen = ask(look, actor, prefecture.id, YEAR)

    assert seen == ask(session, actor, prefecture.id, YEAR)


def test_only_the_county_that_changed_is_counted_again(
    session: Session, make: Make, prefecture: Committee, actor: Actor
) -> None:
    session.commit()
    first = _statements(prefecture, actor)
    _change(session, make, prefecture)

    second = _statements(prefecture, actor)

    assert (first, second) == (3, 2)  # the prefecture itself and two counties, or one


def test_what_is_not_yet_kept_is_not_kept_here_either(
    session: Session, make: Make, prefecture: Committee, actor: Actor
) -> None:
    session.commit()
    _change(session, make, prefecture, commit=False)
    activities.by_owner(session, actor, prefecture.id, YEAR)
    session.rollback()

    with reading() as look:
        seen = activities.by_owner(look, actor, prefecture.id, YEAR)

    assert seen == activities.by_owner(session, actor, prefecture.id, YEAR)


def test_a_county_without_branches_is_asked_whole(
    session: Session, prefecture: Committee, actor: Actor
) -> None:
    session.commit()
    county = _county(session, prefecture)

    with reading() as look:
        assert branches.of(look, county.id) == ()


def _county(session: Session, prefecture: Committee) -> Committee:
    with reading() as look:
        first, _second = branches.of(look, prefecture.id)
    return session.get_one(Committee, first.committee_id)


def _change(session: Session, make: Make, prefecture: Committee, *, commit: bool = True) -> None:
    county = _county(session, prefecture)
    group = make.group(committee_id=county.id)
    make.activity(
        committee_id=county.id, owner_kind=OwnerKind.GROUP, sector_group_id=group.id, served=7
    )
    trail.raise_revision(session, county.id)
    if commit:
        session.commit()


def _statements(prefecture: Committee, actor: Actor) -> int:
    heard: list[str] = []

    def hear(_c: object, _cursor: object, sql: str, *_rest: object) -> None:
        if "FROM activity" in sql:
            heard.append(sql)

    event.listen(engine(), "before_cursor_execute", hear)
    with reading() as look:
        activities.by_month(look, actor, prefecture.id, YEAR)
    event.remove(engine(), "before_cursor_execute", hear)
    return len(heard)


@each
def test_a_look_asks_nothing_twice(
    session: Session, prefecture: Committee, actor: Actor, ask: Ask
) -> None:
    session.commit()
    asked: list[str] = []

    with reading() as look:
        first = ask(look, actor, prefecture.id, YEAR)

        def hear(*told: Any) -> None:
            asked.append(told[2])

        event.listen(engine(), "before_cursor_execute", hear)
        again = ask(look, actor, prefecture.id, YEAR)
        event.remove(engine(), "before_cursor_execute", hear)

    assert (again, asked) == (first, [])
