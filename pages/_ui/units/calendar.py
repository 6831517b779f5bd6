"""The calendar of a year: rest days, holidays and make-up workdays, written in by the office."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from core.clock import workdays
from core.committees import calendar_days
from core.committees.calendar_days import DayKind, DayRow
from core.permissions import Actor
from pages._ui import pickers
from pages._ui.edge import action, fresh, problem, reading
from pages._ui.words import _, day, word

_FORM = "units.calendar"
_GRID = (
    "display:grid;grid-template-columns:repeat(auto-fill,minmax(220px,1fr));gap:16px;"
    "align-items:start"
)
_MONTH = "border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;font-size:.85rem"
_CELL = "text-align:center;padding:3px 0;border-radius:4px;"
_LOOKS = {
    DayKind.WORK: "",
    DayKind.WEEKEND: "opacity:.5;",
    DayKind.HOLIDAY: "background:#c0392b33;font-weight:600;",
    DayKind.MADE_UP: "background:#2e7d3233;font-weight:600;",
}
_SAID = "outline:2px solid #8a6d3b;outline-offset:-2px;"


def show(actor: Actor) -> None:
    """The year as it counts, its legend, and the form to write days in."""
    number = pickers.year(ahead=2)
    with reading() as session:
        rows = calendar_days.year(session, actor, number)
        writes = calendar_days.may_write(session, actor)
    said = [row for row in rows if row.said]
    if not said and not workdays.known(number):
        st.warning(
            _("The holidays of {year} are not known here yet. Paste them below.", year=number),
            icon=":material/event_busy:",
        )
    _legend()
    st.html(f'<div style="{_GRID}">{"".join(_month(month, rows) for month in range(1, 13))}</div>')
    if not writes:
        st.caption(_("The calendar is written by the topmost committee's office."))
        return
    _ask(actor)
    _clear(actor, said)


def _legend() -> None:
    with st.container(horizontal=True):
        st.badge(word(DayKind.HOLIDAY), color="red")
        st.badge(word(DayKind.MADE_UP), color="green")
        st.badge(_("Framed: written in by the office"), color="gray")


def _ask(actor: Actor) -> None:
    with st.form(fresh(_FORM)):
        lines = st.text_area(
            _("Days as they were announced, one on each line"),
            key=f"{fresh(_FORM)}.lines",
            height=160,
            placeholder=_("2027-02-05 至 2027-02-11 休 春节"),
            help=_("A day, or two with 至 between; then 休 or 班; then what it is called."),
        )
        problem(_FORM, "lines")
        problem(_FORM)
        sent = st.form_submit_button(_("Write in"), type="primary")
    if sent:
        with action(_("Written in. What is assigned from now on is counted so."), _FORM) as session:
            calendar_days.set_days(session, actor, lines)


def _clear(actor: Actor, said: Sequence[DayRow]) -> None:
    if not said:
        return
    names = {row.day: f"{day(row.day)} {word(row.kind)} {row.name}".strip() for row in said}
    form = "units.calendar.clear"
    with st.form(fresh(form)):
        chosen = st.selectbox(
            _("Take out a day that was written in"),
            list(names),
            0,
            format_func=names.__getitem__,
            key=f"{fresh(form)}.day",
        )
        problem(form)
        sent = st.form_submit_button(_("Take out"))
    if sent:
        with action(_("Taken out."), form) as session:
            calendar_days.clear_day(session, actor, chosen)


def _month(number: int, rows: Sequence[DayRow]) -> str:
    """One month as a small table that begins with Monday."""
    days = [row for row in rows if row.day.month == number]
    cells = ["<td></td>"] * days[0].day.weekday() + [_cell(row) for row in days]
    weeks = [cells[n : n + 7] for n in range(0, len(cells), 7)]
    body = "".join(f"<tr>{''.join(week)}</tr>" for week in weeks)
    names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    head = "".join(f'<th style="font-weight:400;opacity:.6">{escape(one)}</th>' for one in names)
    title = f"{days[0].day.year}-{number:02}"
    return (
        f'<table style="{_MONTH}"><caption style="text-align:left;font-weight:600">{title}'
        f"</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _cell(row: DayRow) -> str:
    look = _CELL + _LOOKS[row.kind] + (_SAID if row.said else "")
    told = escape(f"{word(row.kind)} {row.name}".strip(), quote=True)
    return f'<td style="{look}" title="{told}">{row.day.day}</td>'
