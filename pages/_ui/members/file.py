"""One member's file, in tabs."""

from collections.abc import Callable

import streamlit as st

from core.errors import NotFound
from core.members import files
from core.members.files import MemberFile
from core.permissions import Actor
from pages._ui import lists
from pages._ui.edge import reading
from pages._ui.members import appointments, identity, posts, record, ties
from pages._ui.papers import members
from pages._ui.words import _, day, name_of, plain

Tab = Callable[[Actor, MemberFile], None]


def show(actor: Actor, member_id: int, *, back: bool = True) -> None:
    """The file of a member that the actor reaches; only the open tab is read."""
    if back and st.button(_("Back to the roster"), icon=":material/arrow_back:", type="tertiary"):
        lists.close_record()
    file = _read(actor, member_id)
    if file is None:
        return
    _head(file)
    members.of_member(actor, file)
    tabs: dict[str, Tab] = {
        _("File"): identity.show,
        _("Posts"): posts.show,
        _("Liaison"): ties.show,
        _("Appointments"): appointments.show,
        _("Yearly record"): record.show,
    }
    for tab, part in zip(
        st.tabs(list(tabs), key="members.tab", on_change="rerun"), tabs.values(), strict=True
    ):
        if tab.open:
            with tab:
                part(actor, file)


def _read(actor: Actor, member_id: int) -> MemberFile | None:
    try:
        with reading() as session:
            return files.file_of(session, actor, member_id)
    except NotFound as missing:
        st.info(_(missing.message), icon=":material/search_off:")
        return None


def _head(file: MemberFile) -> None:
    member = file.member
    st.header(plain(member.name), anchor=False)
    with st.container(horizontal=True):
        st.badge(_("No. {number}", number=plain(member.number)), color="gray")
        if file.sector.name:
            st.badge(plain(name_of(file.sector)), color="blue")
        if member.standing:
            st.badge(_("Standing member"), color="red")
        if member.left_on:
            st.badge(_("Left office on {day}", day=day(member.left_on)), color="orange")
        if not member.scored:
            st.badge(_("Not scored"), color="gray")
