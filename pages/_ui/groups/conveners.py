"""The conveners of a group, past and present."""

from collections.abc import Sequence

import streamlit as st

from core import clock
from core.groups import detail, people
from core.groups.detail import ConvenerRow
from core.groups.drafts import ConvenerDraft
from core.groups.models import SectorGroup
from core.permissions import Actor, Permission
from pages._ui.edge import action, fresh, problem, reading
from pages._ui.groups import choices
from pages._ui.words import _, day, plain

APPOINT, END = "groups.appoint", "groups.end_convener"


def show(actor: Actor, group: SectorGroup) -> None:
    """Who convenes and who did; for those who may, the forms."""
    with reading() as session:
        rows = detail.conveners(session, actor, group.id)
    if rows:
        st.dataframe([_line(row) for row in rows], hide_index=True, key="groups.conveners")
    else:
        st.info(_("This group has no convener yet."))
    if actor.may(Permission.GROUP_WRITE):
        first, second = st.columns(2)
        with first:
            _ask_appoint(actor, group)
        with second:
            _ask_end(actor, [row for row in rows if row.ends_on is None])


def _line(row: ConvenerRow) -> dict[str, object]:
    return {
        _("Full name"): row.name,
        _("As"): _("Deputy convener") if row.deputy else _("Lead convener"),
        _("From"): day(row.starts_on),
        _("Until"): day(row.ends_on),
        _("Serves today"): row.serves_today,
    }


def _ask_appoint(actor: Actor, group: SectorGroup) -> None:
    names = choices.members(actor, group.committee_id)
    with st.form(fresh(APPOINT)):
        st.subheader(_("Appoint a convener"), anchor=False)
        member = st.selectbox(
            _("Member"),
            list(names),
            None,
            format_func=names.__getitem__,
            placeholder=_("Name or number"),
        )
        problem(APPOINT, "member_id")
        deputy = st.checkbox(_("As a deputy"))
        starts_on = st.date_input(_("From"), clock.today(), format="YYYY-MM-DD")
        problem(APPOINT, "starts_on")
        ends_on = st.date_input(
            _("Until"), None, format="YYYY-MM-DD", help=_("Empty means until further notice.")
        )
        problem(APPOINT, "ends_on")
        problem(APPOINT)
        sent = st.form_submit_button(_("Appoint"), type="primary")
    if sent:
        draft = ConvenerDraft(member or 0, starts_on, ends_on, deputy)
        with action(_("Convener appointed."), APPOINT) as session:
            people.appoint(session, actor, group.id, draft)


def _ask_end(actor: Actor, rows: Sequence[ConvenerRow]) -> None:
    if not rows:
        return
    names = {row.convener_id: plain(row.name) for row in rows}
    with st.form(fresh(END)):
        st.subheader(_("End the time of a convener"), anchor=False)
        convener = st.selectbox(_("Convener"), list(names), format_func=names.__getitem__)
        last_day = st.date_input(_("Last day"), clock.today(), format="YYYY-MM-DD")
        problem(END, "ends_on")
        problem(END)
        sent = st.form_submit_button(_("End on this day"))
    if sent:
        with action(_("The past stays on record."), END) as session:
            people.end_convener(session, actor, convener, last_day)
