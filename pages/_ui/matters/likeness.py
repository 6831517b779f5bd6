"""The radar: what was raised before and says much the same."""

from collections.abc import Sequence

import streamlit as st

from core.matters import likeness
from core.matters.detail import MatterDetail
from core.matters.likeness import Similar
from core.matters.models import MatterKind, State
from core.permissions import Actor
from pages._ui.edge import reading
from pages._ui.matters.naming import Colour
from pages._ui.words import _, plain, word

SCREENS = {
    MatterKind.OPINION: "pages/work/opinions.py",
    MatterKind.PROPOSAL: "pages/work/proposals.py",
}
SURE, LIKELY = 75, 50


def show(actor: Actor, text: str, leave_out: int | None = None, most: int = 5) -> None:
    """What is most like a text, with title, author and state."""
    if not text.strip():
        return
    with reading() as session:
        found = likeness.similar(session, actor, text, leave_out, most)
    table(found)


def of(actor: Actor, record: MatterDetail, most: int = 5) -> None:
    """What is most like a matter."""
    words = (record.title, record.situation, record.analysis, record.suggestion)
    show(actor, "\n".join(words), record.id, most)


def at_screening(actor: Actor, record: MatterDetail) -> None:
    """Above the steps of who decides on a matter that came in, what was raised before."""
    if record.desk and record.state is State.SUBMITTED:
        with st.expander(_("Raised before"), expanded=True, icon=":material/radar:"):
            of(actor, record, most=3)


def table(found: Sequence[Similar]) -> None:
    """Similar matters, the most like first; a quiet line where there are none."""
    if not found:
        st.caption(_("Nothing of the last two years says much the same."))
        return
    for one in found:
        with st.container(border=True, gap="xsmall"):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.badge(_("{percent} % alike", percent=one.percent), color=_colour(one.percent))
                st.badge(word(one.kind), color="gray")
                st.badge(word(one.state), color="gray")
            link(one.kind, one.matter_id, one.title)
            if one.author:
                st.caption(plain(one.author))


def link(kind: MatterKind, matter_id: int, title: str) -> None:
    """The way to another matter; what it is only, where its title is not told."""
    if not title:
        st.text(word(kind))
        return
    st.page_link(SCREENS[kind], label=plain(title), query_params={"id": str(matter_id)})


def _colour(percent: int) -> Colour:
    return "red" if percent >= SURE else "orange" if percent >= LIKELY else "blue"
