"""A unit's clock in words: how it stands, and how its last day was reached."""

from datetime import date
from typing import Literal

import streamlit as st

from core.committees.calendar import Calendar
from core.handling import deadlines
from core.handling.deadlines import Clock, Light, Said, Span
from core.handling.queries import Whole
from core.handling.reading import Part
from pages._ui.words import _, day, word

COLOURS: dict[Light, Literal["green", "orange", "red", "gray", "blue"]] = {
    Light.IN_TIME: "blue",
    Light.DUE_SOON: "orange",
    Light.OVERDUE: "red",
    Light.ANSWERED: "green",
    Light.LATE: "orange",
}


def badge(part: Part, whole: Whole) -> None:
    """How an assignment stands with its time; nothing for what was given back."""
    light = deadlines.light(part.clock, whole.today, whole.calendar)
    if part.is_open or part.clock.answered_on:
        st.badge(word(light), color=COLOURS[light])


def explained(clock: Clock, today: date, calendar: Calendar) -> str:
    """How the last day was reached, and how it stands with it."""
    return " ".join(say(one) for one in deadlines.explain(clock, today, calendar))


def say(said: Said) -> str:
    """One sentence, its days written as offices do."""
    parts = {
        name: day(value) if isinstance(value, date) else value for name, value in said.parts.items()
    }
    return _(said.message, **parts)


def span(value: Span) -> str:
    """A time to answer within."""
    if value.months:
        return _("{n} months", n=value.months)
    return _("{n} working days", n=value.workdays)
