"""What holds for every figure: who may ask, how far it reaches, how it is found."""

from collections.abc import Callable

import pytest
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
    holders,
    kpis,
    liaison,
    members,
    plans,
    standards,
    studios,
)
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
    holders.by_holder,
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
