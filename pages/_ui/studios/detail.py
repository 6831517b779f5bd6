"""One studio's record: what it is, where it stands, and all that belongs to it."""

from collections.abc import Callable

import streamlit as st

from core.permissions import Actor, Permission
from core.studios import queries, record, service
from core.studios.lifecycle import MAY_BE_BINNED
from core.studios.models import StudioState
from core.studios.record import Detail
from pages._ui import lists
from pages._ui.box import link
from pages._ui.edge import action, reading
from pages._ui.papers import studios as papers
from pages._ui.studios import activities, card, duty, edit, life, past, plan, plaque, sheets, team
from pages._ui.studios.rights import Rights
from pages._ui.words import _, plain, word

COLOURS = {
    StudioState.DRAFT: "gray",
    StudioState.APPLIED: "blue",
    StudioState.RETURNED: "orange",
    StudioState.APPROVED: "violet",
    StudioState.OPENED: "green",
    StudioState.RECTIFYING: "orange",
    StudioState.SUSPENDED: "red",
    StudioState.WITHDRAWN: "gray",
}
Part = Callable[[Actor, Detail, Rights], None]


def show(actor: Actor, studio_id: int) -> None:
    """The record, or a sentence where there is none."""
    if st.button(_("Back to the list"), icon=":material/arrow_back:", type="tertiary"):
        lists.close_record()
    with reading() as session:
        row = record.detail(session, actor, studio_id)
        rights = Rights(queries.rights(session, actor, studio_id), row.binned_at is None)
    _headline(row)
    if row.binned_at is not None:
        _offer_restoring(actor, row)
    _tabs(actor, row, rights)


def _headline(row: Detail) -> None:
    st.title(plain(row.name), anchor=False)
    with st.container(horizontal=True):
        st.badge(word(row.state), color=COLOURS[row.state])  # type: ignore[arg-type]  # a literal
        st.badge(word(row.kind), color="gray")
        st.badge(word(row.level), color="gray")
        if row.demonstration:
            st.badge(_("Demonstration studio"), icon=":material/star:", color="yellow")
        if row.standard_items and row.standard_met == row.standard_items:
            st.badge(_("Up to standard"), icon=":material/check:", color="green")


def _tabs(actor: Actor, row: Detail, rights: Rights) -> None:
    parts: dict[str, Part] = {
        _("Overview"): _overview,
        _("Standards"): sheets.show,
        _("Rota and receptions"): duty.show,
        _("Members"): team.show,
        _("Plan and done"): plan.show,
        _("Activities"): activities.show,
        _("History"): past.show,
    }
    opened = st.tabs(list(parts), key="studios.part", on_change="rerun")
    for tab, part in zip(opened, parts.values(), strict=True):
        if tab.open:
            with tab:
                part(actor, row, rights)


def _overview(actor: Actor, row: Detail, rights: Rights) -> None:
    life.show(actor, row, rights)
    card.show(row)
    papers.of_record(actor, row, rights)
    link.show(actor, row.id, row.state)
    if rights.writes and row.state is not StudioState.WITHDRAWN:
        edit.show(actor, row, rights)
    if rights.decides and row.opened_on and row.state is not StudioState.WITHDRAWN:
        plaque.show(actor, row)
    if rights.decides and row.state in MAY_BE_BINNED:
        with st.popover(_("Move to the bin"), icon=":material/delete:"):
            st.write(_("It can be taken out again, with all that belongs to it."))
            if st.button(_("Move to the bin now"), type="primary", key="studios.bin"):
                with action(_("Moved to the bin. It can be restored from there.")) as session:
                    service.bin_studio(session, actor, row.id, version=row.version)


def _offer_restoring(actor: Actor, row: Detail) -> None:
    st.warning(_("This studio lies in the bin."), icon=":material/delete:")
    if not actor.may(Permission.STUDIO_DECIDE):
        return
    if st.button(_("Restore from the bin"), icon=":material/restore_from_trash:"):
        with action(_("Restored.")) as session:
            service.restore(session, actor, row.id)
