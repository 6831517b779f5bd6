"""How a target stands."""

from datetime import date

import pytest

from core.plans.drafts import Line
from core.plans.models import Every, Measure
from core.plans.rules import Light, light, quarters_over

YEARLY = Line(Measure.CONSULTATION, Every.YEAR, 4)
QUARTERLY = Line(Measure.LISTENING_VISIT, Every.QUARTER, 1)


@pytest.mark.parametrize(
    ("quarters", "day", "told"),
    [
        ((2, 2, 0, 0), date(2026, 5, 1), Light.REACHED),
        ((1, 0, 0, 0), date(2026, 5, 1), Light.ON_TRACK),
        ((0, 0, 0, 0), date(2026, 5, 1), Light.BEHIND),
        ((0, 0, 0, 0), date(2026, 1, 1), Light.ON_TRACK),
        ((1, 1, 1, 0), date(2027, 1, 1), Light.MISSED),
        ((1, 1, 1, 1), date(2027, 1, 1), Light.REACHED),
        ((0, 0, 0, 0), date(2025, 5, 1), Light.ON_TRACK),
    ],
)
def test_of_a_year(quarters: tuple[int, ...], day: date, told: Light) -> None:
    assert light(YEARLY, quarters, 2026, day) is told


@pytest.mark.parametrize(
    ("quarters", "day", "told"),
    [
        ((1, 1, 0, 0), date(2026, 5, 1), Light.REACHED),
        ((1, 0, 0, 0), date(2026, 5, 1), Light.ON_TRACK),
        ((0, 5, 0, 0), date(2026, 5, 1), Light.BEHIND),
        ((1, 1, 1, 1), date(2027, 5, 1), Light.REACHED),
        ((4, 0, 0, 0), date(2027, 5, 1), Light.MISSED),
        ((0, 0, 0, 0), date(2025, 5, 1), Light.ON_TRACK),
    ],
)
def test_of_each_quarter(quarters: tuple[int, ...], day: date, told: Light) -> None:
    assert light(QUARTERLY, quarters, 2026, day) is told


@pytest.mark.parametrize(
    ("day", "over"),
    [
        (date(2025, 12, 31), 0),
        (date(2026, 3, 31), 0),
        (date(2026, 4, 1), 1),
        (date(2026, 12, 31), 3),
        (date(2027, 1, 1), 4),
    ],
)
def test_quarters_that_are_over(day: date, over: int) -> None:
    assert quarters_over(2026, day) == over
