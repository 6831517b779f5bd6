"""No figure of the board and no list reads a table that grows from end to end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session

from core.accounts import queries as accounts
from core.activities import queries as activities
from core.audit import queries as trail
from core.box import overview as boxes
from core.box import queries as box
from core.commendations import queries as commendations
from core.committees import queries as committees
from core.committees.queries import places
from core.funds import listing as funds
from core.groups import queries as groups
from core.handling import listing as assignments
from core.handling import units
from core.matters import queries as matters
from core.matters.models import MatterKind
from core.matters.queries import MatterFilter
from core.members import queries as members
from core.permissions import Actor, Role
from core.plans import queries as plans
from core.plans.drafts import SubjectKind
from core.proposals import queries as proposals
from core.proposals import revisits
from core.proposals.queries import ProposalFilter
from core.publicity import queries as publicity
from core.reports import desk, informants, progress
from core.reports.periods import Period
from core.reports.queries import activities as held
from core.studios import queries as studios
from db.base import metadata
from db.session import engine
from tests.core.reports.test_reach import ASKED
from tests.factories import DAY, Make

YEAR = Period.year(DAY.year)
Ask = Callable[[Session, Actor, int], object]
FIGURES: tuple[Any, ...] = ASKED

# Tables that have as many rows as there are offices, terms and settings, not records.
STEADY = {
    *("committee", "committee_tree", "revision", "audit_head", "setup_code"),
    *("calendar_day", "handling_unit", "norm"),
    *("term", "term_session", "sector", "special_committee", "freed_sector"),
    *("category", "standard_set", "standard_item", "standard_assignment"),
}


def _plans(session: Session, actor: Actor, committee_id: int, kind: SubjectKind) -> object:
    wanted = plans.PlanFilter(kind, DAY.year, committee_id=committee_id, planned=True)
    return plans.total(session, actor, wanted), progress.matrix(session, actor, wanted, DAY)


def _of_the_year(figures: Any, session: Session, actor: Actor, committee_id: int) -> object:
    return figures(session, actor, committee_id, YEAR)


LISTS: dict[str, Ask] = {
    "assignments": lambda s, a, c: (
        assignments.listing(s, a, assignments.Filters(committee_id=c)),
        assignments.counts(s, a, assignments.Filters(committee_id=c, search="路")),
        assignments.by_unit(s, a, c),
        units.listing(s, a, c),
    ),
    "studios": lambda s, a, c: (
        studios.listing(s, a, studios.Filters(committee_id=c), studios.Window()),
        studios.total(s, a, studios.Filters(search="室", committee_id=c)),
        studios.counts(s, a, studios.Filters()),
    ),
    "activities": lambda s, a, c: (
        activities.listing(s, a, activities.ActivityFilter(committee_id=c, search="活动")),
        activities.total(s, a, activities.ActivityFilter()),
        activities.month(s, a, DAY.year * 100 + DAY.month, activities.ActivityFilter()),
    ),
    "members": lambda s, a, c: (
        members.listing(s, a, c, members.Filters(search="委员")),
        members.total(s, a, c),
        members.names(s, a, c),
    ),
    "groups": lambda s, a, c: (
        groups.listing(s, a, groups.GroupFilter(search="组")),
        groups.total(s, a, groups.GroupFilter()),
    ),
    "plans of groups": lambda s, a, c: _plans(s, a, c, SubjectKind.GROUP),
    "plans of studios": lambda s, a, c: _plans(s, a, c, SubjectKind.STUDIO),
    "plans of members": lambda s, a, c: _plans(s, a, c, SubjectKind.MEMBER),
    "funds": lambda s, a, c: (
        funds.listing(s, a, funds.FundFilter(DAY.year, committee_id=c)),
        funds.totals(s, a, funds.FundFilter(DAY.year)),
        funds.coverage(s, a, c, DAY.year),
    ),
    "commendations": lambda s, a, c: (
        commendations.listing(s, a, commendations.Filters(c, year=DAY.year)),
        commendations.total(s, a, commendations.Filters(c, search="奖")),
        commendations.counts(s, a, c, DAY.year),
    ),
    "box": lambda s, a, c: (
        box.listing(s, a, box.Filters(c, search="路")),
        box.total(s, a, box.Filters(c, state=None)),
        boxes.boxes(s, a, boxes.BoxFilters(c)),
        boxes.boxes_total(s, a, boxes.BoxFilters(c, "室")),
    ),
    "informants": lambda s, a, c: (
        informants.listing(s, a, informants.Filters(c, YEAR)),
        informants.total(s, a, informants.Filters(c, search="员")),
        informants.by_point(s, a, informants.Filters(c)),
        informants.by_committee(s, a, informants.Filters(c)),
    ),
    "publicity": lambda s, a, c: (
        publicity.listing(s, a, publicity.Filters(c)),
        publicity.total(s, a, publicity.Filters(c, year=DAY.year)),
        publicity.counts(s, a, c, DAY.year),
    ),
    "accounts": lambda s, a, c: (
        accounts.listing(s, a, accounts.AccountFilter(text="li")),
        accounts.total(s, a, accounts.AccountFilter()),
    ),
    "communities": lambda s, a, c: (
        places.communities(s, a, places.Where(c)),
        places.count_communities(s, a, places.Where(c)),
    ),
    "sectors": committees.sectors,
    "desk": lambda s, a, c: (
        activities.waiting(s, a),
        activities.recent(s, a),
        desk.applications(s, a),
        desk.receptions(s, a, DAY, DAY),
        desk.lagging(s, a, DAY.year, DAY),
    ),
}
# A search finds matters by the names of people, and these are looked through: they are few.
NAMES = {"member", "informant"}
VOICES: dict[str, Ask] = {
    "opinion items": lambda s, a, c: (
        matters.listing(s, a, MatterFilter(MatterKind.OPINION, c)),
        matters.counts(s, a, MatterFilter(MatterKind.OPINION, c, search="路")),
        matters.counts(s, a, MatterFilter(MatterKind.OPINION, c, search="路", in_text=True)),
    ),
    "proposals": lambda s, a, c: (
        proposals.listing(s, a, ProposalFilter(c)),
        proposals.total(s, a, ProposalFilter(c, search="路")),
        proposals.counts(s, a, ProposalFilter(c, search="路", in_text=True)),
        revisits.waiting(s, a, DAY),
        revisits.due(s, a, None, DAY),
    ),
}
BOARD: dict[str, Ask] = {
    f"{ask.__module__.rpartition('.')[2]}.{ask.__name__}": partial(_of_the_year, ask)
    for ask in (*FIGURES, held.last_held)
}


@pytest.mark.parametrize("ask", (LISTS | BOARD).values(), ids=(LISTS | BOARD).keys())
def test_each_table_that_grows_is_reached_by_an_index(
    session: Session, make: Make, ask: Ask
) -> None:
    actor = make.actor(Role.ADMINISTRATOR)
    _some_records(make)

    assert not _read_whole(session, lambda: ask(session, actor, make.home().id))


@pytest.mark.parametrize("ask", VOICES.values(), ids=VOICES.keys())
def test_of_what_was_raised_only_the_names_of_people_are_looked_through(
    session: Session, make: Make, ask: Ask
) -> None:
    actor = make.actor(Role.ADMINISTRATOR)
    make.author(make.matter(), make.member())

    found = _read_whole(session, lambda: ask(session, actor, make.home().id))

    assert {one.partition(":")[0] for one in found} <= NAMES


def test_the_trail_is_reached_by_an_index(session: Session, make: Make) -> None:
    actor = make.actor(Role.AUDITOR, make.committee())

    def ask() -> object:
        only = trail.TrailFilter(person="li", first=DAY)
        return trail.listing(session, actor, only), trail.total(session, actor, only)

    assert not _read_whole(session, ask)


def test_a_statement_without_an_index_is_told(session: Session, make: Make) -> None:
    make.activity()

    def ask() -> object:
        sql = "SELECT a.id FROM activity a WHERE a.title = 'x'"
        return session.connection().exec_driver_sql(sql).all()

    assert _read_whole(session, ask)


def _some_records(make: Make) -> None:
    """Rows that make the queries which follow on the first ones run too."""
    make.group()
    make.attendance(make.activity(), make.member())


def _read_whole(session: Session, ask: Callable[[], object]) -> list[str]:
    """The tables that are read from end to end, each with its statement."""
    with _heard() as statements:
        ask()
    plan = _of_sqlite if session.connection().dialect.name == "sqlite" else _of_postgresql
    growing = set(metadata().tables) - STEADY
    return [
        f"{table}: {sql}"
        for sql, parameters in statements
        for table in plan(session, sql, parameters)
        if table in growing
    ]


@contextmanager
def _heard() -> Iterator[list[tuple[str, Any]]]:
    statements: list[tuple[str, Any]] = []

    def hear(_c: object, _cursor: object, sql: str, parameters: Any, *_rest: object) -> None:
        if sql.lstrip().upper().startswith(("SELECT", "WITH")):
            statements.append((sql, parameters))

    event.listen(engine(), "before_cursor_execute", hear)
    try:
        yield statements
    finally:
        event.remove(engine(), "before_cursor_execute", hear)


def _of_sqlite(session: Session, sql: str, parameters: Any) -> Iterator[str]:
    """The tables that SQLite scans, whether or not in the order of an index."""
    asked = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", parameters)
    for *_, step in asked:
        words = step.split()
        if words[0] == "SCAN":
            yield _named(words[1], sql)


def _of_postgresql(session: Session, sql: str, parameters: Any) -> Iterator[str]:
    """The tables that PostgreSQL cannot but scan. Which index it takes tells little here:
    among so few rows all cost the same."""
    session.connection().exec_driver_sql("SET LOCAL enable_seqscan = off")
    asked = session.connection().exec_driver_sql(f"EXPLAIN (FORMAT JSON) {sql}", parameters)
    yield from _scanned(asked.scalar_one()[0]["Plan"])


def _scanned(node: dict[str, Any]) -> Iterator[str]:
    if node["Node Type"] == "Seq Scan":
        yield node["Relation Name"]
    for below in node.get("Plans", ()):
        yield from _scanned(below)


def _named(name: str, sql: str) -> str:
    """The table that a name stands for in a statement, where it is an alias."""
    words = sql.replace(",", " ").split()
    at = [n for n in range(1, len(words)) if words[n] == name and words[n - 1] != "AS"]
    named = [n for n in range(2, len(words)) if words[n] == name and words[n - 1] == "AS"]
    if named and words[named[0] - 2] in metadata().tables:
        return words[named[0] - 2]
    before = [words[n - 1] for n in at if words[n - 1] in metadata().tables]
    return before[0] if before else name
