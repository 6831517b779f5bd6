"""The inputs of a plan: a number for each measure."""

from collections.abc import Mapping

import streamlit as st

from core.plans.drafts import Line
from core.plans.models import Every, Measure
from core.plans.rules import MOST
from pages._ui.edge import fresh, problem
from pages._ui.words import _, word

ACROSS = 4


def ask_lines(form: str, kept: Mapping[Measure, Line]) -> tuple[Line, ...]:
    """A number and a stretch of time for each measure; 0 means no target."""
    st.caption(_("0 means that there is no target."))
    found = []
    measures = list(Measure)
    for start in range(0, len(measures), ACROSS):
        for column, measure in zip(
            st.columns(ACROSS), measures[start : start + ACROSS], strict=False
        ):
            with column:
                line = _ask(form, measure, kept.get(measure))
            if line:
                found.append(line)
    problem(form, "lines")
    return tuple(found)


def _ask(form: str, measure: Measure, kept: Line | None) -> Line | None:
    key = f"{fresh(form)}.{measure.value}"
    number = st.number_input(
        word(measure), 0, MOST, value=kept.target if kept else 0, step=1, key=key
    )
    every = st.radio(
        _("Every"),
        list(Every),
        list(Every).index(kept.every) if kept else 0,
        format_func=word,
        horizontal=True,
        label_visibility="collapsed",
        key=f"{key}.every",
    )
    problem(form, measure.value)
    return Line(measure, every or Every.YEAR, int(number)) if number else None
