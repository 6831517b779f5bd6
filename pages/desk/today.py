"""My desk: what waits for me, what I recorded last, and quick entry."""

import streamlit as st

from core import clock
from core.permissions import Actor, Permission
from pages._ui.desk import beginning, entry, figures, handling, matters, notices, waiting
from pages._ui.login import require_actor
from pages._ui.words import _, day, plain


def greet(actor: Actor) -> None:
    """Who is here, and which day it is."""
    st.title(_("My desk"))
    st.caption(f"{plain(actor.name)}　{day(clock.today())}")


actor = require_actor()
greet(actor)
entry.show_buttons(actor)
beginning.show(actor)
if actor.may(Permission.BOARD_READ):
    figures.show(actor)
left, right = st.columns([3, 2], gap="large")
with left:
    notices.show(actor)
    st.subheader(_("Waiting for you"), anchor=False)
    waiting.show(actor, handling.show(actor) + matters.show(actor))
with right:
    entry.show_latest(actor)
