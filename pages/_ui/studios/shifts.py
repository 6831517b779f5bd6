"""The forms to plan the receptions of a quarter and to change who is on duty."""

from datetime import date

import streamlit as st

from core.permissions import Actor
from core.studios import receptions, record
from core.studios.reception_queries import ReceptionRow
from core.studios.record import Detail
from pages._ui.edge import action, fresh, problem, reading
from pages._ui.words import _, day


def ask_plan(actor: Actor, row: Detail, first: date) -> None:
    """The form that puts members on duty by turns."""
    form = f"studios.receptions.{row.id}"
    with st.form(fresh(form), border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            at_once = st.number_input(_("On duty at once"), 1, receptions.MOST_AT_ONCE, width=180)
            sent = st.form_submit_button(
                _("Plan this quarter by turns"), icon=":material/group_add:"
            )
        problem(form)
    if sent:
        with action(_("Receptions planned."), form) as session:
            receptions.plan_quarter(session, actor, row.id, first, at_once=at_once)


def ask_change(actor: Actor, row: Detail, planned: list[ReceptionRow]) -> None:
    """The form that puts somebody else on duty, or nobody."""
    if not planned:
        return
    form = f"studios.duty.{row.id}"
    with reading() as session:
        team = record.members(session, actor, row.id)
    names = {one.member_id: f"{one.number} {one.name}" for one in team if one.ends_on is None}
    shifts = {one.id: f"{day(one.held_on)} {one.member}" for one in planned}
    with st.expander(_("Change who is on duty"), icon=":material/swap_horiz:", key=form):
        with st.form(fresh(form), border=False):
            left, right = st.columns(2)
            shift = left.selectbox(_("Reception"), list(shifts), format_func=shifts.__getitem__)
            with right:
                member = st.selectbox(
                    _("On duty instead"),
                    list(names),
                    index=None,
                    format_func=names.__getitem__,
                    placeholder=_("Nobody"),
                )
                problem(form, "member_id")
            problem(form)
            sent = st.form_submit_button(_("Change"))
        if sent:
            with action(_("Changed."), form) as session:
                if member is None:
                    receptions.cancel(session, actor, shift)
                else:
                    receptions.change_duty(session, actor, shift, member)
