"""What waits for the person, each line a way to the record."""

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core import clock
from core.activities import queries as activities
from core.activities.queries import ActivityRow
from core.permissions import Actor, Permission
from core.reports import desk
from core.reports.desk import Lagging, ReceptionOfWeek
from core.studios.queries import StudioRow
from pages._ui.edge import reading
from pages._ui.pickers import name_in_language
from pages._ui.words import _, day, plain, word

ACTIVITIES = "pages/work/activities.py"
STUDIOS = "pages/work/studios.py"
PLANS = "pages/work/plans.py"
SHOWN = 8
LIMIT = 20


def show(actor: Actor, more: int = 0) -> None:
    """All that waits, or a sentence that nothing does; `more` waits beside it."""
    today = clock.today()
    sunday = today + timedelta(days=6 - today.weekday())
    with reading() as session:
        waiting = _activities(actor) and activities.waiting(session, actor, LIMIT)
        applied = desk.applications(session, actor) if _studios(actor) else []
        duty = desk.receptions(session, actor, today, sunday)
        behind = desk.lagging(session, actor, today.year, today) if _plans(actor) else []
    if waiting:
        _activity_lines(_("Activities to confirm"), waiting.to_confirm)
        _activity_lines(_("Returned to you"), waiting.returned)
    _studio_lines(actor, applied)
    _duty_lines(actor, duty)
    _plan_lines(behind)
    if not (
        (waiting and (waiting.to_confirm or waiting.returned)) or applied or duty or behind or more
    ):
        st.success(_("Nothing waits for you."), icon=":material/task_alt:")


def _activity_lines(title: str, rows: Sequence[ActivityRow]) -> None:
    if not rows:
        return
    with card(title, len(rows), ":material/event:"):
        for row in rows[:SHOWN]:
            owner = name_in_language(row.owner, row.owner_en)
            label = f"{day(row.held_on)} {plain(row.title)}　{plain(owner)}"
            st.page_link(ACTIVITIES, label=label, query_params={"id": str(row.id)})
            if row.returned_reason:
                st.caption(plain(row.returned_reason))
        if len(rows) > SHOWN:
            asked = {"state": rows[0].state.value, "from": day(rows[0].held_on)}
            _all(ACTIVITIES, asked)


def _studio_lines(actor: Actor, rows: Sequence[StudioRow]) -> None:
    if not rows:
        return
    decides = actor.may(Permission.STUDIO_DECIDE)
    title = _("Studios that wait for a decision") if decides else _("Studios returned to you")
    with card(title, len(rows), ":material/home_work:"):
        for row in rows[:SHOWN]:
            label = f"{plain(row.name)}　{word(row.kind)}"
            st.page_link(STUDIOS, label=label, query_params={"id": str(row.id)})
        if len(rows) > SHOWN:
            _all(STUDIOS, {"state": rows[0].state.value})


def _duty_lines(actor: Actor, rows: Sequence[ReceptionOfWeek]) -> None:
    if not rows:
        return
    with card(_("Receptions this week"), len(rows), ":material/record_voice_over:"):
        for row in rows:
            hours = f" {row.from_time:%H:%M}–{row.until_time:%H:%M}" if row.from_time else ""
            text = f"{_weekday(row.held_on)}{hours}　{row.studio}　{row.member}"
            if _studios(actor):
                st.page_link(STUDIOS, label=plain(text), query_params={"id": str(row.studio_id)})
            else:
                st.text(text)


def _plan_lines(rows: Sequence[Lagging]) -> None:
    if not rows:
        return
    with card(_("Plans that lag behind"), len(rows), ":material/flag:"):
        for row in rows[:SHOWN]:
            name = name_in_language(row.name, row.name_en)
            text = f"{name}　{word(row.measure)} {row.done}/{row.target}"
            st.page_link(PLANS, label=plain(text))
        if len(rows) > SHOWN:
            _all(PLANS, {})


def card(title: str, number: int, icon: str) -> DeltaGenerator:
    """A frame around one kind of work, with how much there is of it."""
    frame = st.container(border=True, gap="xsmall")
    with frame.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{icon} **{title}**", width="content")
        st.badge(f"{number}+" if number >= LIMIT else str(number), color="red")
    return frame


def _all(screen: str, asked: dict[str, str]) -> None:
    st.page_link(screen, label=_("See all"), icon=":material/arrow_forward:", query_params=asked)


def _weekday(value: date) -> str:
    names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return f"{names[value.weekday()]} {value:%m-%d}"


def _activities(actor: Actor) -> bool:
    return actor.may(Permission.ACTIVITY_READ)


def _studios(actor: Actor) -> bool:
    return actor.may(Permission.STUDIO_READ)


def _plans(actor: Actor) -> bool:
    return actor.may(Permission.PLAN_READ)
