"""The piles of a desk follow the day that the matter's own committee has."""

from datetime import date, timedelta

import pytest
from time_machine import Traveller

from core.handling import assigning, listing, queries
from core.handling.deadlines import Light
from core.handling.drafts import AssignDraft, Share
from core.handling.listing import Desk, Filters
from core.handling.models import Assignment, HandlingUnit
from core.matters.models import MatterKind, State
from core.permissions import Actor, Role
from tests.core.handling.world import World
from tests.factories import DAY

# On Wednesday morning in Shanghai it is still Tuesday there.
WEST = "America/New_York"
TUESDAY = DAY - timedelta(days=1)


def given(world: World, zone: str) -> tuple[HandlingUnit, Assignment]:
    """A matter that a unit of a committee in some zone has until Tuesday."""
    home = world.make.committee(world.make.home(), time_zone=zone)
    unit = world.make.unit(committee_id=home.id)
    matter = world.make.matter(
        committee_id=home.id, kind=MatterKind.PROPOSAL, state=State.REGISTERED, received_on=DAY
    )
    clerk = world.make.actor(Role.CLERK, home, home)
    draft = AssignDraft((Share(unit.id),))
    row = assigning.assign(world.session, clerk, matter.id, draft, matter.version)[0]
    row.due_on = TUESDAY
    world.session.flush()
    return unit, row


def piles(world: World, actor: Actor) -> tuple[dict[Desk, int], list[Light]]:
    rows = listing.listing(world.session, actor, Filters())
    return listing.counts(world.session, actor, Filters()), [row.light for row in rows]


@pytest.mark.parametrize(
    ("zone", "pile", "light"),
    [
        ("Asia/Shanghai", Desk.OVERDUE, Light.OVERDUE),
        (WEST, Desk.DUE_SOON, Light.DUE_SOON),
    ],
)
def test_a_unit_is_late_when_its_committee_says_so(
    world: World, zone: str, pile: Desk, light: Light
) -> None:
    unit, row = given(world, zone)
    at_unit = world.make.actor(Role.HANDLING_UNIT, unit)

    counts, lights = piles(world, at_unit)

    assert counts == {Desk.OPEN: 1, Desk.NEW: 1, pile: 1}
    assert lights == [light]
    assert [one.id for one in listing.listing(world.session, at_unit, Filters(pile))] == [row.id]


def test_an_office_of_several_zones_counts_each_by_its_own(world: World) -> None:
    _unit, late = given(world, "Asia/Shanghai")
    _other, soon = given(world, WEST)

    counts, lights = piles(world, world.clerk)
    figures = listing.by_unit(world.session, world.clerk, world.make.home().id)

    assert (counts[Desk.OVERDUE], counts[Desk.DUE_SOON]) == (1, 1)
    assert sorted(lights) == sorted([Light.OVERDUE, Light.DUE_SOON])
    found = listing.listing(world.session, world.clerk, Filters(Desk.OVERDUE))
    assert [row.id for row in found] == [late.id]
    assert {row.unit_id: row.overdue for row in figures} == {late.unit_id: 1, soon.unit_id: 0}


def test_where_all_have_one_day_nothing_is_asked_of_the_zone(
    world: World, clock: Traveller
) -> None:
    _unit, row = given(world, WEST)
    clock.move_to("2026-05-20T23:30:00+08:00")  # Wednesday in both

    counts, _lights = piles(world, world.clerk)

    assert (counts[Desk.OVERDUE], row.due_on) == (1, TUESDAY)


def test_the_clock_of_a_matter_is_explained_by_the_same_day(world: World) -> None:
    unit, row = given(world, WEST)
    at_unit = world.make.actor(Role.HANDLING_UNIT, unit)

    assert queries.detail(world.session, at_unit, row.id).whole.today == date(2026, 5, 19)
