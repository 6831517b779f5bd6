"""What the person was told since the last look, each line a way to the record."""

from collections.abc import Sequence

import streamlit as st

from core.matters.models import State
from core.notices import service
from core.notices.models import Notice
from core.permissions import Actor
from pages._ui.edge import action, reading
from pages._ui.words import _, moment, plain, word

# The screens on which a subject is looked at.
SCREENS = {
    "opinion": "pages/work/opinions.py",
    "proposal": "pages/work/proposals.py",
    "assignment": "pages/desk/handling.py",
    "box_entry": "pages/work/box.py",
}
_STATES = {state.value: state for state in State}
SHOWN = 8


def show(actor: Actor) -> None:
    """The unread notices, the newest first; nothing where there are none."""
    with reading() as session:
        rows = service.unread(session, actor, SHOWN)
        number = service.count_unread(session, actor)
    if not number:
        return
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            title = _("News")
            st.markdown(f":material/notifications: **{title}**", width="content")
            st.badge(str(number), color="red")
        for row in rows:
            _line(row)
        if st.button(_("Mark these as read"), key="today.notices", icon=":material/done_all:"):
            _mark(actor, rows)


def told(row: Notice) -> str:
    """A notice as a sentence."""
    words = word(_STATES[row.words]) if row.words in _STATES else row.words
    return plain(_(row.kind.label, title=row.title, words=words))


def _line(row: Notice) -> None:
    label = f"{told(row)}　{moment(row.rings_at)}"
    st.page_link(SCREENS[row.subject_kind], label=label, query_params={"id": str(row.subject_id)})


def _mark(actor: Actor, rows: Sequence[Notice]) -> None:
    with action(_("Marked as read.")) as session:
        service.read(session, actor, [row.id for row in rows])
