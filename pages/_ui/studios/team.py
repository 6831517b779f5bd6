"""The members of a studio."""

import streamlit as st

from core import clock
from core.permissions import Actor
from core.studios import record, team
from core.studios.models import StudioState
from core.studios.record import Detail, MemberRow
from pages._ui.edge import action, fresh, problem, reading
from pages._ui.studios import choices
from pages._ui.studios.rights import Rights
from pages._ui.words import _, day


def show(actor: Actor, row: Detail, rights: Rights) -> None:
    """Who works here and who did, and the forms to change that."""
    with reading() as session:
        members = record.members(session, actor, row.id)
    if members:
        st.dataframe([_row(one, row) for one in members], hide_index=True, key="studios.members")
    else:
        st.info(_("Nobody works here yet. Assign members below."), icon=":material/info:")
    if not rights.writes or row.state is StudioState.WITHDRAWN:
        return
    left, right = st.columns(2)
    with left:
        _ask_new(actor, row, members)
    with right:
        _ask_end(actor, row, members)


def _row(one: MemberRow, row: Detail) -> dict[str, str]:
    return {
        _("Number"): one.number,
        _("Full name"): one.name,
        _("Role"): _("In charge") if one.member_id == row.lead_id else "",
        _("Sector"): choices.either(one.sector, one.sector_en),
        _("Employer"): one.employer,
        _("Starts on"): day(one.starts_on),
        _("Ends on"): day(one.ends_on),
    }


def _ask_new(actor: Actor, row: Detail, members: list[MemberRow]) -> None:
    form = f"studios.assign.{row.id}"
    there = {one.member_id for one in members if one.ends_on is None}
    names = choices.of_committee(actor, row.committee_id).members
    free = [number for number in names if number not in there]
    with st.form(fresh(form)):
        st.subheader(_("Assign members"), anchor=False)
        chosen = st.multiselect(
            _("Members"),
            free,
            format_func=names.__getitem__,
            placeholder=_("Type a name or number"),
        )
        problem(form, "member_ids")
        starts_on = st.date_input(_("Starts on"), clock.today(), format="YYYY-MM-DD")
        problem(form)
        sent = st.form_submit_button(_("Assign"), type="primary")
    if sent:
        with action(_("Members assigned."), form) as session:
            team.assign(session, actor, row.id, chosen, starts_on)


def _ask_end(actor: Actor, row: Detail, members: list[MemberRow]) -> None:
    form = f"studios.end.{row.id}"
    going_on = {
        one.id: f"{one.number} {one.name}"
        for one in members
        if one.ends_on is None and one.member_id != row.lead_id
    }
    if not going_on:
        return
    with st.form(fresh(form)):
        st.subheader(_("End a member's work"), anchor=False)
        chosen = st.selectbox(
            _("Member"),
            list(going_on),
            index=None,
            format_func=going_on.__getitem__,
            placeholder=_("Choose a member"),
        )
        ends_on = st.date_input(_("Ends on"), clock.today(), format="YYYY-MM-DD")
        problem(form, "ends_on")
        mistaken = st.checkbox(_("Entered by mistake: take it back"))
        problem(form)
        sent = st.form_submit_button(_("Confirm"))
    if sent and chosen:
        with action(_("Saved."), form) as session:
            if mistaken:
                team.remove(session, actor, chosen)
            else:
                team.end(session, actor, chosen, ends_on)
