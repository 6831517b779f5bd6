"""The matters that belong to a matter; a merge is told on both sides."""

from collections.abc import Sequence

import streamlit as st

from core.matters.links import SHARED
from core.matters.models import LinkKind
from core.matters.parts import LinkRow
from pages._ui.matters import likeness
from pages._ui.words import _, moment, plain, word


def show(rows: Sequence[LinkRow]) -> None:
    """Each linked matter with what it is to this one."""
    if not rows:
        st.caption(_("No other matter belongs to this one."))
    for row in rows:
        with st.container(border=True, gap="xsmall"):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.badge(_said(row), icon=":material/link:", color="blue")
                st.badge(word(row.state), color="gray")
                st.caption(moment(row.linked_at), width="content")
            likeness.link(row.matter_kind, row.matter_id, row.title)
            told = [plain(one) for one in (row.author, row.note) if one]
            if row.kind in SHARED:
                told.append(_("Credit is shared."))
            if told:
                st.caption(" · ".join(told))


def _said(row: LinkRow) -> str:
    """What the other one is to this one."""
    if row.kind is LinkKind.RELATED:
        return _("Related")
    if row.kind is LinkKind.DUPLICATE:
        return _("Duplicate of") if row.outgoing else _("Its duplicate")
    if row.kind is LinkKind.CONVERTED:
        return _("Converted into") if row.outgoing else _("Converted from")
    return _("Merged into") if row.outgoing else _("Merged in")
