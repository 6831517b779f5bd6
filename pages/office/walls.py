"""Walls of meeting rooms: what each shows, the code that pairs a screen, and taking it back."""

import streamlit as st

from core.permissions import Actor, Permission
from core.walls import service as walls
from core.walls.models import Wall
from pages._ui import pickers
from pages._ui.edge import action, reading, version_of
from pages._ui.login import require_actor
from pages._ui.walls import form
from pages._ui.words import _, moment, plain

CODE = "walls.code"


def show(actor: Actor, committee_id: int) -> None:
    """The code just made, the walls, and the form for a new one."""
    show_code()
    with st.expander(_("Add a wall"), icon=":material/add_to_queue:"):
        add(actor, committee_id)
    with reading() as session:
        rows = walls.listing(session, actor, committee_id)
    if not rows:
        st.info(_("No walls yet. Add one, then open /wall on the screen and type its code."))
    for row in rows:
        with st.container(border=True):
            wall(actor, row)


def show_code() -> None:
    """A code is shown once: at the next run it is gone."""
    if told := st.session_state.pop(CODE, None):
        name, code = told
        address = st.context.url or ""
        base = address.rsplit("/", 1)[0] if "/" in address.removeprefix("http://") else address
        st.success(
            _(
                "Open `{address}` on the screen “{name}” and type this code within thirty minutes."
                " It is shown this once.",
                address=f"{base}/wall".replace("`", ""),
                name=plain(name),
            ),
            icon=":material/connected_tv:",
        )
        st.code(code, language=None)


def add(actor: Actor, committee_id: int) -> None:
    """The form for a new wall."""
    draft = form.ask("walls.new", None)
    if draft:
        with action(_("Wall added."), "walls.new") as session:
            row, code = walls.make(session, actor, committee_id, draft)
            st.session_state[CODE] = (row.name, code)


def wall(actor: Actor, row: Wall) -> None:
    """One wall: how it stands, and what can be done."""
    st.markdown(f"**{plain(row.name)}** · {standing(row)}")
    if row.revoked_at:
        return
    with st.container(horizontal=True):
        if st.button(_("New code"), key=f"code.{row.id}", icon=":material/pin:"):
            renew(actor, row)
        if st.button(_("Take back"), key=f"revoke.{row.id}", icon=":material/tv_off:"):
            revoke(actor, row)
    with st.expander(_("What it shows")):
        change(actor, row)


def standing(row: Wall) -> str:
    """Whether its screen looks, in words."""
    if row.revoked_at:
        return _("Taken back on {when}", when=moment(row.revoked_at))
    if row.seen_at is None:
        return _("No screen is paired yet")
    return _("Last seen {when}", when=moment(row.seen_at))


def renew(actor: Actor, row: Wall) -> None:
    """A new code for the same wall."""
    with action(_("New code made.")) as session:
        st.session_state[CODE] = (row.name, walls.renew(session, actor, row.id))


def revoke(actor: Actor, row: Wall) -> None:
    """Let the screen show nothing any more."""
    with action(_("Taken back. The screen goes dark at its next look.")) as session:
        walls.revoke(session, actor, row.id)


def change(actor: Actor, row: Wall) -> None:
    """The form for what it shows."""
    name = f"walls.{row.id}"
    version = version_of(name, row.version)
    draft = form.ask(name, row)
    if draft:
        with action(_("Wall changed."), name) as session:
            walls.change(session, actor, row.id, draft, version)


actor = require_actor(Permission.WALL_WRITE)
st.title(_("Meeting room walls"))
committee = pickers.committee(actor, Permission.WALL_WRITE)
if committee is None:
    st.info(_("Your role reaches no committee."), icon=":material/info:")
else:
    show(actor, committee.id)
