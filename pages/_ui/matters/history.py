"""Every step of a matter, in the order they were taken: who, when, why, with which papers."""

from collections.abc import Mapping, Sequence

import streamlit as st

from core.matters.models import State, Verb
from core.matters.parts import HistoryRow
from pages._ui import photos
from pages._ui.matters import naming
from pages._ui.words import _, moment, plain, word

_ICONS = {
    Verb.RETURN: ":material/undo:",
    Verb.REFUSE: ":material/block:",
    Verb.KEEP: ":material/inventory_2:",
    Verb.WITHDRAW: ":material/logout:",
    Verb.MERGE: ":material/merge:",
    Verb.SIGN: ":material/draw:",
    Verb.INSTRUCT: ":material/edit_note:",
    Verb.REPLY: ":material/reply:",
    Verb.REOPEN: ":material/replay:",
}


def show(rows: Sequence[HistoryRow], own: Mapping[State, str], norms: Mapping[State, int]) -> None:
    """The history. Reasons stand in full, those of steps that were taken back later too."""
    if not rows:
        st.caption(_("No step was taken yet."))
    for row in rows:
        with st.container(border=True, gap="xsmall"):
            _head(row, own)
            _spent(row, own, norms)
            if row.words:
                st.markdown("  \n".join(plain(line) for line in row.words.split("\n")))
            photos.show(row.files)


def _head(row: HistoryRow, own: Mapping[State, str]) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        icon = _ICONS.get(row.verb, ":material/arrow_forward:")
        st.markdown(f"{icon} **{word(row.verb)}**", width="content")
        naming.badge(row.to_state, own)
        who = plain(row.by) if row.by != "—" else _("A citizen")
        st.caption(f"{who} · {moment(row.taken_at)}", width="content")


def _spent(row: HistoryRow, own: Mapping[State, str], norms: Mapping[State, int]) -> None:
    """How long it stood where it was before, and whether that was too long."""
    if row.from_state is State.DRAFT:
        return
    name, days = naming.state(row.from_state, own), row.workdays
    norm = norms.get(row.from_state)
    if norm is not None and days > norm:
        told = _(
            "{state}: {days} working days, {norm} are the norm",
            state=plain(name), days=days, norm=norm,
        )  # fmt: skip
        st.caption(f":orange[:material/schedule: {told}]")
    else:
        st.caption(_("{state}: {days} working days", state=plain(name), days=days))
