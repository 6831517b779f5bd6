"""The box of one studio, offered on the studio's own page."""

import streamlit as st

from core.box import overview
from core.permissions import Actor, Permission
from core.studios.models import StudioState
from pages._ui.edge import reading
from pages._ui.words import _

SCREEN = "pages/work/box.py"


def show(actor: Actor, studio_id: int, state: StudioState) -> None:
    """The poster where the box is open, and the way to the boxes, for those who look after them."""
    if not actor.may(Permission.BOX_READ) or state is StudioState.WITHDRAWN:
        return
    with reading() as session:
        box = overview.box_of(session, actor, studio_id)
    with st.container(horizontal=True, vertical_alignment="center"):
        if box and box.closed_at is None:
            st.link_button(
                _("Poster of the public box"), f"/poster/{studio_id}", icon=":material/qr_code_2:"
            )
        st.page_link(SCREEN, label=_("Public box"), icon=":material/inbox:")
