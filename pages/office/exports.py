"""The files that this person asked for: how far they are, and where they are fetched."""

import streamlit as st

from core.exports import files
from core.exports import service as exports
from core.exports.models import ExportJob, ExportState
from core.permissions import Actor, Permission
from pages._ui.edge import action, reading
from pages._ui.login import live, require_actor
from pages._ui.words import _, moment, word
from pages._web.exporting import RUNNER

EVERY = "2s"
SHOWN = "exports.shown"
MEGABYTE = 1024 * 1024
_MOVING = (ExportState.QUEUED, ExportState.RUNNING)


def show(actor: Actor) -> None:
    """Each file in a line of its own, the newest first."""
    with reading() as session:
        rows = exports.listing(session, actor)
    if not rows:
        st.info(_("No files yet. Ask for one below a list, such as Activities."))
        return
    if any(row.state in _MOVING for row in rows):
        watch(tuple(_standing(row) for row in rows))
    for row in rows:
        with st.container(border=True):
            line(actor, row)


@live(EVERY, Permission.EXPORT)
def watch(shown: tuple[tuple[int, str, int], ...]) -> None:
    """Look every two seconds how far the files are."""
    actor = require_actor(Permission.EXPORT)
    with reading() as session:
        now = tuple(_standing(row) for row in exports.listing(session, actor))
    if now != shown:
        st.rerun()


def line(actor: Actor, row: ExportJob) -> None:
    """One file: what it is, how far, and what can be done."""
    told, done = st.columns([3, 1], vertical_alignment="center")
    with told:
        st.markdown(f"**{word(row.kind)}** · {moment(row.made_at)} · {word(row.state)}")
        if row.reason:
            st.text(_("Needed for: {reason}", reason=row.reason))
        standing(row)
    with done, st.container(horizontal=True, horizontal_alignment="right"):
        if row.state is ExportState.DONE:
            st.link_button(_("Fetch"), f"/export/list/{row.id}", icon=":material/download:")
        if row.state is ExportState.FAILED and st.button(_("Try again"), key=f"again.{row.id}"):
            try_again(actor, row.id)
        if st.button(_("Remove"), key=f"remove.{row.id}", icon=":material/delete:"):
            remove(actor, row.id)


def standing(row: ExportJob) -> None:
    """How far a file is, or what went wrong."""
    if row.state is ExportState.RUNNING:
        share = row.done_rows / row.total_rows if row.total_rows else 0.0
        text = _("{done} of {total} rows", done=f"{row.done_rows:,}", total=f"{row.total_rows:,}")
        st.progress(min(share, 1.0), text=text)
    elif row.state is ExportState.FAILED:
        st.warning(_(row.why), icon=":material/error:")
    elif row.state is ExportState.DONE:
        size = f"{max(row.size_bytes / MEGABYTE, 0.1):.1f}"
        told = _(
            "{rows} rows, {size} MB, kept until {until}",
            rows=f"{row.done_rows:,}",
            size=size,
            until=moment(row.expires_at),
        )
        st.caption(told)


def try_again(actor: Actor, job_id: int) -> None:
    """Ask for the same once more."""
    try:
        with action(_("The file is being written.")) as session:
            exports.again(session, actor, job_id)
    finally:  # a done action ends by raising
        RUNNER.wake()


def remove(actor: Actor, job_id: int) -> None:
    """Take a file away."""
    gone: list[str] = []
    try:
        with action(_("Removed.")) as session:
            gone.append(exports.remove(session, actor, job_id))
    finally:  # a done action ends by raising
        files.delete(gone)


def _standing(row: ExportJob) -> tuple[int, str, int]:
    return row.id, row.state.value, row.done_rows


actor = require_actor(Permission.EXPORT)
st.title(_("Export files"))
st.caption(_("Files are kept for seven days, and only you can fetch them."))
show(actor)
