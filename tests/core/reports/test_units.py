"""What is overdue with which unit, and who answers how fast."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session

from core import clock
from core.handling.models import (
    Assignment,
    AssignmentState,
    HandlingRole,
    HandlingUnit,
    Reply,
    Result,
)
from core.matters.models import (
    Matter,
    MatterKind,
)
from core.permissions import Actor, Role
from core.reports.periods import Period
from core.reports.queries import handling
from tests.factories import DAY, Make

YEAR = Period.year(DAY.year)
TODAY = clock.today()
TAKEN_BACK = AssignmentState.TAKEN_BACK


@pytest.fixture
def home(make: Make) -> int:
    return make.home().id


@pytest.fixture
def office(make: Make, home: int) -> Actor:
    return make.actor(Role.CHAIR_OFFICE)


def assigned(session: Session, make: Make, unit: HandlingUnit, **given: Any) -> Assignment:
    """A matter in the hands of a unit; replied where it says in how many working days."""
    matter = make.matter(kind=MatterKind.PROPOSAL)
    usual: dict[str, Any] = {
        "matter_id": matter.id,
        "committee_id": matter.committee_id,
        "kind": matter.kind,
        "unit_id": unit.id,
        "role": HandlingRole.LEAD,
        "counted_from": DAY,
        "first_due_on": DAY + timedelta(days=30),
        "due_on": DAY + timedelta(days=30),
    }
    if "answered_in" in given:
        reply = make.save(
            Reply(
                matter_id=matter.id, unit_id=unit.id, result=Result.A, words="示例", replied_on=DAY
            )
        )
        usual |= {"state": AssignmentState.REPLIED, "reply_id": reply.id, "replied_on": DAY}
    return make.save(Assignment(**usual | given))


class TestUnits:
    def test_overdue_is_what_is_not_answered_by_today(
        self, session: Session, make: Make, home: int, office: Actor
    ) -> None:
        unit = make.unit()
        assigned(session, make, unit, due_on=TODAY - timedelta(days=1))
        assigned(session, make, unit, due_on=TODAY)
        assigned(session, make, unit, answered_in=3, due_on=DAY - timedelta(days=1))

        [found] = handling.by_unit(session, office, home, YEAR)

        assert (found.assigned, found.overdue, found.replied, found.late) == (3, 1, 1, 1)

    def test_overdue_holds_what_was_assigned_before_the_period_and_is_open_still(
        self, session: Session, make: Make, home: int, office: Actor
    ) -> None:
        unit, before = make.unit(), DAY - timedelta(days=400)
        over = DAY - timedelta(days=300)
        assigned(session, make, unit, counted_from=before, due_on=over)
        assigned(session, make, unit, counted_from=before, due_on=over, answered_in=9)
        assigned(session, make, unit, counted_from=before, due_on=over, state=TAKEN_BACK)
        assigned(session, make, unit, counted_from=before, due_on=TODAY)
        of_it = assigned(session, make, unit, due_on=DAY + timedelta(days=1))
        binned = assigned(session, make, unit, counted_from=before, due_on=over)
        session.get_one(Matter, binned.matter_id).binned_at = clock.now()
        session.flush()

        [found] = handling.by_unit(session, office, home, YEAR)
        [until_then] = handling.by_unit(session, office, home, Period(DAY, of_it.due_on))

        assert (found.assigned, found.overdue, found.replied) == (1, 2, 0)
        assert until_then.overdue == 1  # what fell due later was not overdue by then

    def test_what_was_taken_back_counts_for_nobody(
        self, session: Session, make: Make, home: int, office: Actor
    ) -> None:
        unit = make.unit()
        assigned(session, make, unit, state=TAKEN_BACK)

        assert handling.by_unit(session, office, home, YEAR) == ()

    def test_one_lucky_case_does_not_top_the_ranking_of_the_fastest(
        self, session: Session, make: Make, home: int, office: Actor
    ) -> None:
        lucky, steady = make.unit(name="侥幸局"), make.unit(name="稳健局")
        assigned(session, make, lucky, answered_in=0)
        for days in (4, 5, 6):
            assigned(session, make, steady, answered_in=days)

        found = handling.fastest(session, office, home, YEAR)

        assert [(row.unit, row.median) for row in found] == [("稳健局", 5), ("侥幸局", None)]
