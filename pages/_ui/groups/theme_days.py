"""The days that a group keeps regularly."""

import streamlit as st

from core.groups import detail, theme_days
from core.groups.drafts import ThemeDayDraft
from core.groups.models import SectorGroup, ThemeDay
from core.permissions import Actor, Permission
from pages._ui.edge import action, fresh, problem, reading
from pages._ui.words import _, name_of, plain

ADD = "groups.add_day"


def show(actor: Actor, group: SectorGroup) -> None:
    """The days with their rule; for those who may, the form."""
    with reading() as session:
        days = detail.theme_days(session, actor, group.id)
    may = actor.may(Permission.GROUP_WRITE)
    for one in days:
        _day(actor, one, may=may)
    if not days:
        st.info(_("This group keeps no theme day yet, such as a reading day."))
    if may:
        _ask(actor, group)


def _day(actor: Actor, one: ThemeDay, *, may: bool) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/event_repeat: **{plain(name_of(one))}**", width="content")
        st.text(one.rule)
        key = f"groups.drop_day.{one.id}"
        if may and st.button(_("Remove"), key=key, icon=":material/delete:", type="tertiary"):
            with action(_("Theme day removed.")) as session:
                theme_days.drop(session, actor, one.id)


def _ask(actor: Actor, group: SectorGroup) -> None:
    with st.form(fresh(ADD)):
        first, second, third = st.columns(3)
        with first:
            name = st.text_input(
                _("Theme day"), required=True, placeholder=_("Members' reading day")
            )
            problem(ADD, "name")
        with second:
            name_en = st.text_input(_("English name"))
            problem(ADD, "name_en")
        with third:
            rule = st.text_input(_("When"), placeholder=_("First Friday of each month"))
            problem(ADD, "rule")
        problem(ADD)
        sent = st.form_submit_button(_("Add a theme day"), type="primary")
    if sent:
        with action(_("Theme day added."), ADD) as session:
            theme_days.add(session, actor, group.id, ThemeDayDraft(name, name_en, rule))
