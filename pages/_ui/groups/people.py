"""The members of a group, and those put in or taken out by hand."""

from collections.abc import Sequence

import streamlit as st

from core.groups import detail, people
from core.groups.detail import ExceptionRow, GroupMember
from core.groups.models import SectorGroup
from core.permissions import Actor, Permission
from pages._ui.edge import action, fresh, problem, reading
from pages._ui.groups import choices
from pages._ui.pickers import name_in_language
from pages._ui.words import _, plain, word

ADD, OUT = "groups.add_member", "groups.take_out"


def show(actor: Actor, group: SectorGroup) -> None:
    """The members as sectors and hands make them."""
    with reading() as session:
        members = detail.members_of(session, actor, group.id)
        by_hand = detail.exceptions(session, actor, group.id)
    if members:
        st.caption(_("{n} members today", n=len(members)))
        st.dataframe([_line(row) for row in members], hide_index=True, key="groups.members")
    else:
        st.info(_("Nobody belongs to this group yet. Put sectors into it, or add members."))
    may = actor.may(Permission.GROUP_WRITE)
    if by_hand:
        _exceptions(actor, group, by_hand, may=may)
    if may:
        first, second = st.columns(2)
        with first:
            _ask_add(actor, group, members)
        with second:
            _ask_out(actor, group, members)


def _line(row: GroupMember) -> dict[str, object]:
    return {
        _("Number"): row.number,
        _("Full name"): row.name,
        _("Sector"): name_in_language(row.sector, row.sector_en),
        _("Added by hand"): row.by_hand,
    }


def _exceptions(
    actor: Actor, group: SectorGroup, rows: Sequence[ExceptionRow], *, may: bool
) -> None:
    st.subheader(_("By hand"), anchor=False)
    for row in rows:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.badge(word(row.kind), color="green" if row.kind == "added" else "orange")
            st.text(f"{row.name} ({row.number})")
            label = _("Let the sector decide")
            key = f"groups.drop.{row.member_id}"
            if may and st.button(label, key=key, icon=":material/undo:", type="tertiary"):
                with action(_("The sector decides again.")) as session:
                    people.drop_exception(session, actor, group.id, row.member_id)


def _ask_add(actor: Actor, group: SectorGroup, members: Sequence[GroupMember]) -> None:
    inside = {row.member_id for row in members}
    names = choices.members(actor, group.committee_id)
    outside = [member for member in names if member not in inside]
    with st.form(fresh(ADD)):
        chosen = st.selectbox(
            _("Add a member of another sector"),
            outside,
            None,
            format_func=names.__getitem__,
            placeholder=_("Name or number"),
            help=_("From then on this member no longer counts in another group."),
        )
        problem(ADD)
        sent = st.form_submit_button(_("Add"), icon=":material/person_add:")
    if sent and chosen:
        with action(_("{name} added.", name=plain(names[chosen])), ADD) as session:
            people.add_member(session, actor, group.id, chosen)


def _ask_out(actor: Actor, group: SectorGroup, members: Sequence[GroupMember]) -> None:
    names = {row.member_id: f"{row.name} ({row.number})" for row in members}
    with st.form(fresh(OUT)):
        chosen = st.selectbox(
            _("Take a member out"),
            list(names),
            None,
            format_func=names.__getitem__,
            placeholder=_("Name or number"),
            help=_("The member stays on the roster, but no longer belongs to this group."),
        )
        problem(OUT)
        sent = st.form_submit_button(_("Take out"), icon=":material/person_remove:")
    if sent and chosen:
        with action(_("{name} taken out.", name=plain(names[chosen])), OUT) as session:
            people.take_out_member(session, actor, group.id, chosen)
