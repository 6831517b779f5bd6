"""Writing down a new activity, with who attended and the photos, in one go."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from core.activities import attendance, owners, photos, pickers
from core.activities import service as activities
from core.activities.drafts import ActivityDraft, AttendanceDraft
from core.activities.models import Activity
from core.members.pasted import Matched
from core.permissions import Actor
from db.session import Session
from pages._ui.activities import entry, listing
from pages._ui.activities.entry import Start
from pages._ui.edge import action, fresh, problem, reading
from pages._ui.photos import TYPES
from pages._ui.words import _, plain

FORM = "activities.record"
NEW = "new"
_KEPT = "activities.kept"
_LEFT_OVER = "activities.left_over"


def button() -> None:
    """Opens the form; its address can be linked to (`?new=1`)."""
    st.button(
        _("Record an activity"),
        type="primary",
        icon=":material/add:",
        on_click=_open,
        width="content",
    )


def asked() -> bool:
    """Whether the address asks for the form."""
    return bool(st.query_params.get(NEW))


def show(actor: Actor) -> None:
    """The form, what it needs chosen first, and what the entry before could not find."""
    st.button(_("Back to the list"), icon=":material/arrow_back:", type="tertiary", on_click=_close)
    with reading() as session:
        options = owners.options(session, actor)
    if not options:
        st.info(_("There is nothing here that you record for. Ask the office for a role."))
        return
    left_over()
    owner = entry.ask_owner(options, "activities.record.owner")
    category, day = st.session_state.get(_KEPT, (None, None))
    with st.form(fresh(FORM), enter_to_submit=False):
        draft = entry.ask(actor, FORM, owner, Start(category, day))
        pasted, files = _who_and_photos()
        problem(FORM)
        how = _buttons()
    if how:
        _record(actor, draft, how, pasted, files)


def left_over() -> None:
    """The names of the last entry that belong to nobody, until they are seen to."""
    told: tuple[str, str] | None = st.session_state.get(_LEFT_OVER)
    if told is None:
        return
    title, words = told
    st.warning(
        _("Not found on the roster, so not listed at “{title}”:", title=plain(title))
        + f"  \n{words}  \n"
        + _("Choose them under Attendance, or paste their numbers there."),
        icon=":material/person_search:",
    )
    st.button(_("Noted"), key="activities.seen_to", on_click=_forget_left_over)


def _who_and_photos() -> tuple[str, list[tuple[str, bytes]]]:
    left, right = st.columns(2)
    pasted = left.text_area(
        _("Members who attended"),
        height=120,
        placeholder=_("Paste names or numbers, one to a line or from a spreadsheet"),
        help=_("Leave, lateness and roles are entered on the record afterwards."),
    )
    with right:
        sent = st.file_uploader(
            _("Photos and documents"), TYPES, accept_multiple_files=True, max_upload_size=20
        )
        problem(FORM, "file")
    return pasted, [(one.name, one.getvalue()) for one in sent]


def _buttons() -> str:
    """Which button was pressed; the first one is the safe one."""
    with st.container(horizontal=True):
        draft = st.form_submit_button(_("Save as draft"), type="primary", icon=":material/save:")
        again = st.form_submit_button(
            _("Save and enter the next one"), icon=":material/playlist_add:"
        )
        submit = st.form_submit_button(_("Save and submit"), icon=":material/send:")
    return "draft" if draft else "again" if again else "submit" if submit else ""


def _record(
    actor: Actor,
    draft: ActivityDraft,
    how: str,
    pasted: str,
    files: Sequence[tuple[str, bytes]],
) -> None:
    done = _("Activity submitted.") if how == "submit" else _("Activity saved as draft.")
    with action(done, FORM) as session:
        row = activities.record(session, actor, draft)
        matched = _attend(session, actor, row, pasted) if pasted.strip() else None
        for name, data in files:
            photos.attach(session, actor, row.id, name, data)
        if how == "submit":
            activities.submit(session, actor, row.id, row.version)
        if matched:
            remember(row.title, matched)
        _keep(row.category_id, row.held_on)
        if how != "again":
            st.query_params.pop(NEW, None)
            st.query_params["id"] = str(row.id)


def _attend(session: Session, actor: Actor, row: Activity, pasted: str) -> Matched:
    matched = pickers.pasted(session, actor, row.id, pasted)
    drafts = [AttendanceDraft(member.id) for member in matched.found]
    attendance.set_attendance(session, actor, row.id, drafts, row.version)
    return matched


def remember(title: str, matched: Matched) -> None:
    """Keep what a paste could not tell, to be shown at the next run."""
    if words := listing.doubts(matched):
        st.session_state[_LEFT_OVER] = (title, words)


def _keep(category_id: int, day: date) -> None:
    st.session_state[_KEPT] = (category_id, day)


def _open() -> None:
    st.query_params[NEW] = "1"


def _close() -> None:
    st.query_params.pop(NEW, None)


def _forget_left_over() -> None:
    st.session_state.pop(_LEFT_OVER, None)
