from datetime import date

import pytest
from sqlmodel import Session, select

from core.permissions import Actor, Role
from core.reports.periods import Period
from core.reports.queries import standards, studios
from core.studios.models import (
    StandardAssignment,
    StandardItem,
    Studio,
    StudioCheck,
    StudioKind,
    StudioState,
    StudioStep,
    Verdict,
)
from tests.factories import Make

YEAR = Period.year(2026)


@pytest.fixture
def actor(make: Make) -> Actor:
    return make.actor(Role.CHAIR_OFFICE)


def step(make: Make, studio: Studio, after: StudioState, day: date) -> None:
    make.save(StudioStep(studio_id=studio.id, before=StudioState.OPENED, after=after, taken_on=day))


def open_in(session: Session, actor: Actor, make: Make, year: int) -> int:
    rows = studios.by_kind(session, actor, make.home().id, Period.year(year))
    return sum(row.open for row in rows)


def test_places_are_counted_by_kind_with_those_up_to_standard(
    session: Session, make: Make, actor: Actor
) -> None:
    make.studio(standard_items=5, standard_met=5)
    make.studio(standard_items=5, standard_met=4)
    make.studio()
    make.studio(state=StudioState.APPLIED, opened_on=None)

    (row,) = studios.by_kind(session, actor, make.home().id, YEAR)

    assert (row.kind, row.open, row.judged, row.up_to_standard) == (StudioKind.SECTOR, 3, 2, 1)


def test_a_place_counts_from_its_opening_to_the_day_it_is_withdrawn(
    session: Session, make: Make, actor: Actor
) -> None:
    studio = make.studio(state=StudioState.WITHDRAWN, opened_on=date(2024, 5, 1))
    step(make, studio, StudioState.WITHDRAWN, date(2026, 2, 1))

    found = [open_in(session, actor, make, year) for year in (2023, 2024, 2025, 2026)]

    assert found == [0, 1, 1, 0]


def test_a_place_registered_late_counts_from_its_opening_date(
    session: Session, make: Make, actor: Actor
) -> None:
    studio = make.studio(opened_on=date(2023, 5, 1))
    step(make, studio, StudioState.OPENED, date(2026, 2, 1))

    assert open_in(session, actor, make, 2024) == 1


def test_a_place_being_put_right_is_still_open_and_a_suspended_one_is_not(
    session: Session, make: Make, actor: Actor
) -> None:
    make.studio(state=StudioState.RECTIFYING)
    make.studio(state=StudioState.SUSPENDED)

    assert open_in(session, actor, make, 2026) == 1


def test_every_township_is_shown_and_coverage_counts_those_with_a_station(
    session: Session, make: Make, actor: Actor
) -> None:
    covered, bare = make.township(), make.township()
    make.studio(kind=StudioKind.LIAISON_STATION, township_id=covered.id)

    rows = studios.by_township(session, actor, make.home().id, YEAR)
    (coverage,) = studios.station_coverage(session, actor, make.home().id, YEAR)

    assert [(row.name, row.open) for row in rows] == [(covered.name, 1), (bare.name, 0)]
    assert (coverage.townships, coverage.covered, coverage.rate) == (2, 1, 0.5)


def test_steps_of_the_period_are_counted_once_a_place(
    session: Session, make: Make, actor: Actor
) -> None:
    studio = make.studio(kind=StudioKind.LIAISON_GROUP)
    for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 1)):
        make.save(
            StudioStep(
                studio_id=studio.id,
                before=StudioState.RECTIFYING,
                after=StudioState.OPENED,
                taken_on=day,
            )
        )

    (row,) = studios.steps(session, actor, make.home().id, YEAR)

    assert (row.kind, row.before, row.after, row.studios) == (
        StudioKind.LIAISON_GROUP,
        StudioState.RECTIFYING,
        StudioState.OPENED,
        1,
    )


def test_a_standard_tells_its_items_and_the_places_that_meet_all(
    session: Session, make: Make, actor: Actor
) -> None:
    standard = make.standard_set(items=2, code="five_haves")
    make.save(StandardAssignment(standard_set_id=standard.id, kind=StudioKind.SECTOR))
    items = session.exec(select(StandardItem)).all()
    good, bad = make.studio(), make.studio()
    for studio, verdicts in (
        (good, (Verdict.MET, Verdict.MET)),
        (bad, (Verdict.MET, Verdict.PARTLY)),
    ):
        for item, verdict in zip(items, verdicts, strict=True):
            make.save(
                StudioCheck(
                    studio_id=studio.id,
                    standard_item_id=item.id,
                    verdict=verdict,
                    checked_on=date(2026, 1, 1),
                )
            )

    (row,) = standards.in_force(session, actor, make.home().id, YEAR)

    assert (row.code, row.items, row.places, row.meeting_all) == ("five_haves", 2, 2, 1)


def test_a_standard_kept_above_is_in_force_below(session: Session, make: Make) -> None:
    make.standard_set(items=2, code="six_haves")
    below = make.committee(make.home())
    actor = make.actor(Role.CHAIR_OFFICE, scope=below, committee=below)

    (row,) = standards.in_force(session, actor, below.id, YEAR)

    assert (row.code, row.items, row.places) == ("six_haves", 2, 0)
