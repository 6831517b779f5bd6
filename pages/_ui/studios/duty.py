"""When a studio receives the public, and who is on duty."""

from datetime import date, time

import streamlit as st

from core import clock
from core.clock import workdays
from core.committees import calendar
from core.permissions import Actor
from core.studios import reception_queries, receptions
from core.studios import rota as rules
from core.studios.drafts import RotaDraft
from core.studios.models import RotaRule, StudioState
from core.studios.reception_queries import ReceptionRow, RotaRow
from core.studios.record import Detail
from core.studios.rota import ReceptionDay
from pages._ui.edge import action, fresh, problem, reading, start_of, version_of
from pages._ui.papers import studios as papers
from pages._ui.studios import shifts
from pages._ui.studios.choices import words
from pages._ui.studios.rights import Rights
from pages._ui.words import _, day

_USUAL = RotaRow(RotaRule.WEEKLY, 2, "", time(9), time(11), 0)


def show(actor: Actor, row: Detail, rights: Rights) -> None:
    """The rule, the days of a quarter with who is on duty, and the forms."""
    first, last = _ask_quarter()
    with reading() as session:
        rota = reception_queries.rota(session, actor, row.id)
        planned = reception_queries.receptions(session, actor, row.id, first, last)
        kept = calendar.load(session)
    days = rules.reception_days(rota, first, last, kept) if rota else []
    _say_rule(rota)
    if not any(said.year == first.year for said in kept.said):
        _say_unknown(first, days)
    _days(days, planned)
    papers.of_rota(actor, row, rights)
    if rights.writes and row.state is not StudioState.WITHDRAWN:
        if days:
            shifts.ask_plan(actor, row, first)
        shifts.ask_change(actor, row, planned)
        _ask_rule(actor, row, rota)


def weekday(number: int) -> str:
    """What a weekday is called; 0 is Monday."""
    names = (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )
    return names[number]


def _ask_quarter() -> tuple[date, date]:
    today = clock.today()
    this = today.year * 4 + (today.month - 1) // 3
    names = {
        n: _("{year}, quarter {n}", year=n // 4, n=n % 4 + 1) for n in (this, this + 1, this - 1)
    }
    quarter = st.selectbox(
        _("Quarter"),
        list(names),
        format_func=names.__getitem__,
        key="studios.quarter",
        width=240,
    )
    return rules.quarter(quarter // 4, quarter % 4 + 1)


def _say_rule(rota: RotaRow | None) -> None:
    if rota is None:
        st.info(_("This studio has no rota yet. Set one below."), icon=":material/info:")
        return
    hours = f"{rota.from_time:%H:%M}–{rota.until_time:%H:%M}"
    if rota.rule is RotaRule.WEEKLY:
        told = _("Every {weekday}, {hours}", weekday=weekday(rota.weekday or 0), hours=hours)
    else:
        days = rota.days.replace(",", "、")
        told = _("On day {days} of each month, {hours}", days=days, hours=hours)
    st.markdown(f":material/event_repeat: **{told}**")
    st.caption(_("A day of rest moves it to the next working day, make-up workdays included."))


def _say_unknown(first: date, days: list[ReceptionDay]) -> None:
    if days and not workdays.known(first.year):
        told = _(
            "The holidays of {year} are not announced yet: only weekends are moved.",
            year=first.year,
        )
        st.warning(told, icon=":material/event_busy:")


def _days(days: list[ReceptionDay], planned: list[ReceptionRow]) -> None:
    """The days by the rule and any planned besides, with who is on duty."""
    moved = {one.day: one.meant for one in days if one.moved}
    held = sorted({one.day for one in days} | {one.held_on for one in planned})
    rows = [
        {
            _("Day"): day(one),
            _("Weekday"): weekday(one.weekday()),
            _("On duty"): "、".join(who.member for who in planned if who.held_on == one),
            _("Remark"): _("Moved from {day}", day=day(moved[one])) if one in moved else "",
        }
        for one in held
    ]
    if rows:
        st.dataframe(rows, hide_index=True, key="studios.receptions")


def _ask_rule(actor: Actor, row: Detail, rota: RotaRow | None) -> None:
    form = f"studios.rota.{row.id}"
    version = version_of(form, rota.version if rota else _USUAL.version)
    kept = start_of(form, rota or _USUAL)
    with st.expander(_("Set the rota"), icon=":material/edit_calendar:", key=form):
        rule = st.segmented_control(
            _("Reception"),
            list(RotaRule),
            default=kept.rule,
            required=True,
            format_func=words(RotaRule).__getitem__,
            key=fresh(f"{form}.rule"),
        )
        with st.form(fresh(form), border=False):
            draft = _ask_hours(form, rule or kept.rule, kept)
            problem(form)
            sent = st.form_submit_button(_("Save the rota"), type="primary")
        if sent:
            with action(_("Rota saved."), form) as session:
                receptions.set_rota(session, actor, row.id, draft, version=version)


def _ask_hours(form: str, rule: RotaRule, kept: RotaRow) -> RotaDraft:
    when, begin, end = st.columns([2, 1, 1])
    number, days = None, ""
    with when:
        if rule is RotaRule.WEEKLY:
            number = st.selectbox(
                _("Weekday"),
                range(7),
                2 if kept.weekday is None else kept.weekday,
                format_func=[weekday(number) for number in range(7)].__getitem__,
            )
            problem(form, "weekday")
        else:
            days = (
                st.text_input(_("Days of the month"), kept.days, placeholder="10,20", required=True)
                or ""
            )
            problem(form, "days")
    from_time = begin.time_input(_("From"), kept.from_time)
    with end:
        until_time = st.time_input(_("Until"), kept.until_time)
        problem(form, "until_time")
    return RotaDraft(rule, number, days, from_time, until_time)
