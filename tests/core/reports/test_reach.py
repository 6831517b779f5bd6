"""What holds for every figure: who may ask, how far it reaches, how it is found."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session

from core.errors import NotFound, NotPermitted
from core.permissions import Permission, Role, lacking
from core.reports.periods import Period
from core.reports.queries import (
    activities,
    attendance,
    awards,
    funds,
    groups,
    kpis,
    liaison,
    members,
    plans,
    standards,
    studios,
)
from db.session import engine
from tests.factories import Make

ASKED = (
    activities.by_category,
    activities.by_month,
    activities.by_owner,
    activities.visits_by_role,
    attendance.at_plenary,
    attendance.by_meeting,
    attendance.by_month,
    awards.by_honour,
    funds.coverage,
    groups.comparison,
    groups.counts,
    groups.theme_days,
    kpis.kpis,
    liaison.by_quarter,
    liaison.figures,
    liaison.unvisited,
    members.appointments,
    members.count,
    plans.groups_done,
    plans.in_force,
    standards.in_force,
    studios.by_kind,
    studios.by_township,
    studios.station_coverage,
    studios.steps,
)
# Tables whose rows grow with the years and the committees.
GROWING = (
    "activity",
    "appointment",
    "attendance",
    "budget",
    "commendation",
    "community",
    "expense",
    "liaison",
    "member",
    "plan_target",
    "sector_group",
    "studio",
    "studio_check",
    "studio_step",
)
YEAR = Period.year(2026)
Ask = Callable[..., object]
each = pytest.mark.parametrize("ask", ASKED, ids=lambda ask: f"{ask.__module__}.{ask.__name__}")


@each
@pytest.mark.parametrize("role", lacking(Permission.BOARD_READ))
def test_only_who_may_read_boards_gets_figures(
    session: Session, make: Make, ask: Ask, role: Role
) -> None:
    actor = make.actor(role)

    with pytest.raises(NotPermitted):
        ask(session, actor, make.home().id, YEAR)


@each
def test_a_committee_out_of_reach_is_not_found(session: Session, make: Make, ask: Ask) -> None:
    actor = make.actor(Role.CHAIR_OFFICE)
    other = make.committee()

    with pytest.raises(NotFound):
        ask(session, actor, other.id, YEAR)


@each
def test_a_committee_without_records_has_figures_too(
    session: Session, make: Make, ask: Ask
) -> None:
    actor = make.actor(Role.CHAIR_OFFICE)

    ask(session, actor, make.home().id, YEAR)


@each
def test_no_figure_reads_a_growing_table_from_end_to_end(
    session: Session, make: Make, ask: Ask
) -> None:
    actor = make.actor(Role.CHAIR_OFFICE)
    if session.connection().dialect.name != "sqlite":
        session.connection().exec_driver_sql("SET enable_seqscan = off")
        session.connection().exec_driver_sql("SET enable_bitmapscan = off")
    asked: list[tuple[str, Any]] = []

    def note(*told: Any) -> None:
        asked.append((told[2], told[3]))

    event.listen(engine(), "before_cursor_execute", note)
    ask(session, actor, make.home().id, YEAR)
    event.remove(engine(), "before_cursor_execute", note)

    for statement, params in asked:
        for step in _plan(session, statement, params):
            assert not _reads_all(step), f"{step}\n{statement}"


def _plan(session: Session, statement: str, params: Any) -> list[str]:
    lite = session.connection().dialect.name == "sqlite"
    explain = "EXPLAIN QUERY PLAN " if lite else "EXPLAIN "
    rows = session.connection().exec_driver_sql(explain + statement, params)
    return [row[3] if lite else row[0] for row in rows]


def _reads_all(step: str) -> bool:
    words = step.replace("->", "").split()
    table = words[3] if words[:3] == ["Seq", "Scan", "on"] else words[1:2] and words[1]
    return words[0] in ("SCAN", "Seq") and table in GROWING
