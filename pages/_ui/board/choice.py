"""The period that a board is about, kept in its address: `?p=quarter`, `?p=2024`,
`?p=days&from=2024-03-01&to=2024-06-30`."""

from collections.abc import Mapping
from datetime import date, timedelta

import streamlit as st

from core import clock
from core.i18n import N_
from core.reports.periods import Period
from pages._ui.words import _

PERIOD, FIRST, LAST = "p", "from", "to"
DAYS, THIS_YEAR = "days", "year"
YEARS_BACK = 10
WIDE, NARROW = 320, 160
LONGEST = timedelta(days=366 * 6)
EARLIEST, LATEST = date(1949, 1, 1), date(2100, 12, 31)
_NAMED = {
    THIS_YEAR: N_("This year"),
    "quarter": N_("This quarter"),
    "month": N_("This month"),
    "last": N_("Last year"),
}


def period() -> Period:
    """The period chosen; this year at first."""
    today = clock.today()
    chosen = _choose(_options(today))
    if chosen == DAYS:
        return _days(today)
    return named(chosen, today)


def named(value: str, today: date) -> Period:
    """The period that a value of the address stands for; this year for anything unknown."""
    periods = {
        "month": Period.month(today),
        "quarter": Period.quarter(today),
        "last": Period.year(today.year - 1),
    }
    if value in periods:
        return periods[value]
    return Period.year(int(value) if value.isdecimal() and len(value) == 4 else today.year)


def show_year(year: int) -> None:
    """Turn the board to another year."""
    st.session_state[_state(PERIOD)] = str(year)
    st.query_params[PERIOD] = str(year)


def _options(today: date) -> dict[str, str]:
    years = range(today.year - 2, today.year - 2 - YEARS_BACK, -1)
    named_ones = {value: _(label) for value, label in _NAMED.items()}
    return named_ones | {str(year): str(year) for year in years} | {DAYS: _("From day to day")}


def _choose(options: Mapping[str, str]) -> str:
    state, asked = _state(PERIOD), st.query_params.get(PERIOD, THIS_YEAR)
    st.session_state[state] = asked if asked in options else THIS_YEAR
    chosen: str = st.selectbox(
        _("Period"),
        list(options),
        format_func=options.__getitem__,
        key=state,
        on_change=_keep,
        args=(PERIOD,),
        width=WIDE,
    )
    return chosen


def _days(today: date) -> Period:
    first = _day(_("From"), FIRST, today.replace(month=1, day=1))
    last = _day(_("Until"), LAST, today)
    first, last = sorted((first, last))
    return Period(max(first, last - LONGEST), last)


def _day(label: str, key: str, usual: date) -> date:
    state = _state(key)
    st.session_state[state] = _read(st.query_params.get(key, "")) or usual
    day: date | None = st.date_input(
        label, key=state, on_change=_keep, args=(key,), format="YYYY-MM-DD", width=NARROW
    )
    return day or usual


def _read(text: str) -> date | None:
    """A day of the address, None for what is none or lies beyond all records."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None


def _keep(key: str) -> None:
    value = st.session_state[_state(key)]
    st.query_params[key] = str(value)


def _state(key: str) -> str:
    return f"board.{key}"
