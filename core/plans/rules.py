"""What must hold of targets, and how far one is reached. Values in, verdict out."""

from collections.abc import Sequence
from datetime import date

from core.errors import RuleBroken
from core.i18n import N_
from core.plans.drafts import Line
from core.plans.models import Every
from db.base import Choice

FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST = 1_000_000


class Light(Choice):
    """How a target stands, as a traffic light would tell it."""

    REACHED = "reached", N_("Reached")
    ON_TRACK = "on_track", N_("On track")
    BEHIND = "behind", N_("Behind")
    MISSED = "missed", N_("Missed")


def check_year(year: int) -> None:
    """Plans are made for years that an office may mean."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise RuleBroken(
            N_("Choose a year between {first} and {last}."),
            "year",
            first=FIRST_YEAR,
            last=LAST_YEAR,
        )


def check_lines(lines: Sequence[Line]) -> None:
    """Each measure has one target, of at least one."""
    if not lines:
        raise RuleBroken(N_("Give at least one target."), "lines")
    if len({line.measure for line in lines}) < len(lines):
        raise RuleBroken(N_("Each measure can have one target only."), "lines")
    for line in lines:
        if not 1 <= line.target <= MOST:
            raise RuleBroken(
                N_("The target for {measure} must be a number from 1 to {most}."),
                line.measure.value,
                measure=line.measure,
                most=MOST,
            )


def light(line: Line, quarters: Sequence[int], year: int, day: date) -> Light:
    """How a target of a year stands on a day, given what was done in each quarter."""
    if line.every is Every.QUARTER:
        return _by_quarter(line.target, quarters, year, day)
    if sum(quarters) >= line.target:
        return Light.REACHED
    if day.year > year:
        return Light.MISSED
    due = line.target * _days_gone(year, day) // 365
    return Light.ON_TRACK if sum(quarters) >= due else Light.BEHIND


def _by_quarter(target: int, done: Sequence[int], year: int, day: date) -> Light:
    """Every quarter counts alone: what is missing in one is not made up for in the next."""
    over = quarters_over(year, day)
    if any(number < target for number in done[:over]):
        return Light.MISSED if over == 4 else Light.BEHIND
    reached = sum(number >= target for number in done)
    return Light.REACHED if reached >= min(over + 1, 4) else Light.ON_TRACK


def quarters_over(year: int, day: date) -> int:
    """How many quarters of a year are over on a day."""
    if day.year != year:
        return 4 if day.year > year else 0
    return (day.month - 1) // 3


def _days_gone(year: int, day: date) -> int:
    return max((day - date(year, 1, 1)).days, 0)
