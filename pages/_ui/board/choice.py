"""The period that a board is about, kept in its address: `?p=quarter`, `?p=2024`, `?p=term`,
`?p=days&from=2024-03-01&to=2024-06-30`, and what it is compared with: `?vs=year`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from core import clock
from core.i18n import N_
from core.reports import periods
from core.reports.periods import A_YEAR, Against, InOffice, Period
from pages._ui.words import _, word

PERIOD, FIRST, LAST, VERSUS = "p", "from", "to", "vs"
DAYS, THIS_YEAR, TERM = "days", "year", "term"
YEARS_BACK = 10
WIDE, NARROW = 320, 160
LONGEST = timedelta(days=366 * 6)
EARLIEST, LATEST = date(1949, 1, 1), date(2100, 12, 31)
_NAMED = {
    THIS_YEAR: N_("This year"),
    "quarter": N_("This quarter"),
    "month": N_("This month"),
    TERM: N_("This term"),
    "last": N_("Last year"),
}
Terms = Callable[[], Sequence[InOffice]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A period and the one that it is compared with."""

    period: Period
    against: Period


def period() -> Period:
    """The period chosen, where no term is asked about; this year at first."""
    options = _options(clock.today())
    del options[TERM]
    return _period(options)


def compared(terms: Terms, *, asks: bool = True) -> Chosen:
    """The period chosen and what it is compared with; `terms` are the committee's, latest first.

    Where nothing is compared it need not be asked against what.
    """
    today = clock.today()
    chosen = _period(_options(today))
    if _asked() != TERM:
        how = _against(chosen) if asks else Against.BEFORE
        return Chosen(chosen, chosen.against(how, today))
    if of_term := periods.of_term(terms(), today):
        return Chosen(*of_term)
    st.caption(_("No term is on record, so this year is shown. Enter terms under Committees."))
    return Chosen(chosen, chosen.before_so_far(today))


def _period(options: Mapping[str, str]) -> Period:
    """This year for a term, which the committee knows."""
    chosen, today = _choose(options), clock.today()
    return _days(today) if chosen == DAYS else named(chosen, today)


def _against(chosen: Period) -> Against:
    """Asked where the year before is another than the period before."""
    if chosen.days >= A_YEAR:
        return Against.BEFORE
    state, asked = _state(VERSUS), st.query_params.get(VERSUS)
    names = {one.value: word(one) for one in Against}
    st.session_state[state] = asked if asked in names else Against.BEFORE.value
    against: str = st.selectbox(
        _("Compared with"),
        list(names),
        format_func=names.__getitem__,
        key=state,
        on_change=_keep,
        args=(VERSUS,),
        width=WIDE,
    )
    return Against(against)


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


def _asked() -> str:
    asked: str = st.session_state[_state(PERIOD)]
    return asked


def _state(key: str) -> str:
    return f"board.{key}"
