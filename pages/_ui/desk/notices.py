"""What the person was told since the last look, each line a way to the record."""

from collections.abc import Mapping, Sequence

import streamlit as st

from core.matters import nodes
from core.matters.models import State
from core.notices import service
from core.notices.models import Notice, NoticeKind
from core.permissions import Actor
from pages._ui.edge import action, reading
from pages._ui.matters import naming
from pages._ui.words import _, moment, plain

# The screens on which a subject is looked at.
SCREENS = {
    "opinion": "pages/work/opinions.py",
    "proposal": "pages/work/proposals.py",
    "assignment": "pages/desk/handling.py",
    "box_entry": "pages/work/box.py",
    "assessment": "pages/review/year.py",
    "claim": "pages/review/claims.py",
    "duty_form": "pages/review/mine.py",
}
_STATES = {state.value for state in State}
_STEPS = (NoticeKind.STEP, NoticeKind.JOINED_STEP)
SHOWN = 8


def show(actor: Actor) -> None:
    """The unread notices, the newest first; nothing where there are none."""
    with reading() as session:
        rows = service.unread(session, actor, SHOWN)
        number = service.count_unread(session, actor)
        own = nodes.names_of(session, [row.subject_id for row in rows if _is_step(row)])
    if not number:
        return
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            title = _("News")
            st.markdown(f":material/notifications: **{title}**", width="content")
            st.badge(str(number), color="red")
        for row in rows:
            _line(row, own.get(row.subject_id, {}) if _is_step(row) else {})
        if st.button(_("Mark these as read"), key="today.notices", icon=":material/done_all:"):
            _mark(actor, rows)


def told(row: Notice, own: Mapping[State, str]) -> str:
    """A notice as a sentence. `own` are the names that the office of its matter gave to states."""
    words = naming.state(State(row.words), own) if _is_step(row) else row.words
    return plain(_(row.kind.label, title=row.title, words=words))


def _is_step(row: Notice) -> bool:
    """Whether a notice tells the state that a matter has reached."""
    return row.kind in _STEPS and row.words in _STATES


def _line(row: Notice, own: Mapping[State, str]) -> None:
    label = f"{told(row, own)}　{moment(row.rings_at)}"
    if row.kind is NoticeKind.UNNAMED:  # it is not theirs to open any more
        st.markdown(label)
        return
    st.page_link(SCREENS[row.subject_kind], label=label, query_params={"id": str(row.subject_id)})


def _mark(actor: Actor, rows: Sequence[Notice]) -> None:
    with action(_("Marked as read.")) as session:
        service.read(session, actor, [row.id for row in rows])
