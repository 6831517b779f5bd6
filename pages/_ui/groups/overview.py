"""What a group is: counts, sectors, and the forms to change them."""

from collections.abc import Sequence

import streamlit as st

from core import clock
from core.groups import detail, queries, service
from core.groups.detail import SectorSeat
from core.groups.drafts import GroupDraft
from core.groups.models import SectorGroup
from core.permissions import Actor, Permission
from pages._ui.edge import action, fresh, input_key, problem, reading, start_of, version_of
from pages._ui.words import _, name_of

SECTORS, EDIT = "groups.sectors", "groups.edit"


def show(actor: Actor, group: SectorGroup) -> None:
    """Counts and sectors; for those who may, the forms below."""
    with reading() as session:
        held = detail.sectors_of(session, actor, group.id)
        members = queries.sizes(session, [group.id], clock.today()).get(group.id, 0)
        leads = [row for row in detail.conveners(session, actor, group.id) if row.serves_today]
    with st.container(horizontal=True):
        st.metric(_("Members"), members, border=True)
        st.metric(_("Sectors"), len(held), border=True)
        st.metric(_("Conveners"), len(leads), border=True)
    if held:
        lines = [{_("Sector"): name_of(seat), _("Members"): seat.members} for seat in held]
        st.dataframe(lines, hide_index=True, key="groups.held")
    else:
        st.info(_("This group holds no sectors yet."))
    if actor.may(Permission.GROUP_WRITE):
        with st.expander(_("Put sectors in or take them out"), icon=":material/swap_horiz:"):
            _ask_sectors(actor, group, held)
        with st.expander(_("Rename or move"), icon=":material/edit:"):
            _ask_names(actor, group)
        _ask_bin(actor, group)


def _ask_sectors(actor: Actor, group: SectorGroup, held: Sequence[SectorSeat]) -> None:
    with reading() as session:
        seats = detail.board_of_sectors(session, actor, group.term_id)
    open_ = {s.sector_id: s for s in seats if s.group_id in (None, group.id)}
    form = f"{SECTORS}.{group.id}"
    before = start_of(form, [seat.sector_id for seat in held])
    with st.form(fresh(form), border=False):
        chosen = st.multiselect(
            _("Sectors of this group"),
            list(open_),
            [sector for sector in before if sector in open_],
            key=input_key(form, "sectors"),
            format_func=lambda one: f"{name_of(open_[one])} ({open_[one].members})",
            help=_("Only sectors that no other group holds can be chosen."),
        )
        problem(form, "sectors")
        problem(form)
        sent = st.form_submit_button(_("Save"), type="primary")
    if sent:
        with action(_("Sectors saved."), form) as session:
            if gone := set(before) - set(chosen):
                service.take_sectors(session, actor, group.id, gone)
            if come := set(chosen) - set(before):
                service.put_sectors(session, actor, group.id, come)


def _ask_names(actor: Actor, group: SectorGroup) -> None:
    form = f"{EDIT}.{group.id}"
    version, kept = version_of(form, group.version), start_of(form, group)
    with st.form(fresh(form), border=False):
        first, second, third = st.columns([2, 2, 1])
        with first:
            name = st.text_input(_("Name"), kept.name, required=True)
            problem(form, "name")
        with second:
            name_en = st.text_input(_("English name"), kept.name_en)
            problem(form, "name_en")
        with third:
            position = st.number_input(_("Place in the order"), 0, 999, kept.position, step=1)
        problem(form)
        sent = st.form_submit_button(_("Save"), type="primary")
    if sent:
        draft = GroupDraft(name, name_en, position)
        with action(_("Group saved."), form) as session:
            service.edit(session, actor, group.id, draft, version)


def _ask_bin(actor: Actor, group: SectorGroup) -> None:
    with st.popover(_("Move to the bin"), icon=":material/delete:"):
        st.caption(_("Its sectors become free. You can restore it from the list."))
        if st.button(_("Move to the bin"), key="groups.bin", type="primary"):
            st.query_params.pop("id", None)
            with action(_("Moved to the bin. It can be restored from there.")) as session:
                service.bin_group(session, actor, group.id)
