"""Activities of a month: seven columns on a desk, the days that have any on a phone."""

import calendar
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import streamlit as st

from core import clock
from core.activities import queries
from core.activities.models import Stage
from core.activities.queries import ActivityFilter, ActivityRow
from core.permissions import Actor
from pages._ui import lists
from pages._ui.edge import reading
from pages._ui.words import _, plain

KEY = "month"
MOST_A_DAY = 4
# On a phone the columns stand below each other: days without anything would be a long blank.
_PHONE = """<style>
@media (max-width: 640px) {
  [class*="st-key-calendar_empty"], .st-key-calendar_weekdays { display: none; }
}
[class*="st-key-calendar_day"] button, [class*="st-key-calendar_today"] button {
  justify-content: flex-start; text-align: left; min-height: 0; padding: 0;
}
</style>"""


def show(actor: Actor, wanted: ActivityFilter) -> None:
    """The month that the address asks for, this one at first."""
    month = _asked()
    with reading() as session:
        rows = queries.month(session, actor, month, wanted)
    _head(month, len(rows))
    st.html(_PHONE)
    by_day: dict[date, list[ActivityRow]] = defaultdict(list)
    for row in rows:
        by_day[row.held_on].append(row)
    _weekdays()
    for week in calendar.Calendar().monthdatescalendar(month // 100, month % 100):
        for place, day in zip(st.columns(7, gap="xsmall"), week, strict=True):
            with place:
                _day(day, by_day.get(day, []), inside=day.month == month % 100)


def _asked() -> int:
    asked = st.query_params.get(KEY, "")
    if len(asked) == 6 and asked.isascii() and asked.isdecimal():
        year, month = divmod(int(asked), 100)
        if 1990 <= year <= 2100 and 1 <= month <= 12:
            return int(asked)
    today = clock.today()
    return today.year * 100 + today.month


def _head(month: int, number: int) -> None:
    year, of_year = divmod(month, 100)
    with st.container(horizontal=True, vertical_alignment="center"):
        _turn(":material/chevron_left:", _beside(month, -1), _("Month before"))
        st.subheader(_("{month}/{year}", month=of_year, year=year), anchor=False, width="content")
        _turn(":material/chevron_right:", _beside(month, 1), _("Month after"))
        today = clock.today()
        _turn(_("This month"), today.year * 100 + today.month, "")
        st.caption(_("{n} activities", n=number))


def _turn(label: str, month: int, help_: str) -> None:
    st.button(label, key=f"calendar.{label}", help=help_ or None, on_click=_go, args=(month,))


def _go(month: int) -> None:
    st.query_params[KEY] = str(month)


def _beside(month: int, steps: int) -> int:
    months = month // 100 * 12 + month % 100 - 1 + steps
    return months // 12 * 100 + months % 12 + 1


def _weekdays() -> None:
    names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    with st.container(key="calendar_weekdays"):
        for place, name in zip(st.columns(7, gap="xsmall"), names, strict=True):
            place.caption(name)


def _day(day: date, rows: Sequence[ActivityRow], *, inside: bool) -> None:
    today = day == clock.today()
    kind = "day" if rows else "empty"
    box = st.container(border=True, height="stretch", gap="xxsmall", key=f"calendar_{kind}_{day}")
    with box:
        number = f"**{day.day}**" if inside else f":gray[{day.day}]"
        st.markdown(f":red-badge[{day.day}]" if today else number)
        for row in rows[:MOST_A_DAY]:
            _entry(row)
        if len(rows) > MOST_A_DAY:
            _more(rows[MOST_A_DAY:])


def _entry(row: ActivityRow) -> None:
    start = f"{clock.local(row.starts_at, row.time_zone):%H:%M}"
    icon = ":material/schedule:" if row.stage is Stage.PLANNED else None
    if st.button(
        f":small[{start} {plain(_short(row.title))}]",
        key=f"calendar.open.{row.id}",
        type="tertiary",
        icon=icon,
        help=plain(row.title),
    ):
        lists.open_record(row.id)


def _more(rows: Sequence[ActivityRow]) -> None:
    with st.popover(_("{n} more", n=len(rows)), type="tertiary"):
        for row in rows:
            _entry(row)


def _short(title: str) -> str:
    return title if len(title) <= 18 else f"{title[:17]}…"
