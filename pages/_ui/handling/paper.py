"""Writing down a reply that came on paper, for units without an account."""

import streamlit as st

from core.handling import replying
from core.handling.reading import Part
from core.permissions import Actor
from pages._ui import photos
from pages._ui.edge import action, fresh, problem
from pages._ui.handling import answer
from pages._ui.words import _


def ask(actor: Actor, part: Part) -> None:
    """The form, with the letter."""
    form = f"handling.paper.{part.id}"
    with st.form(fresh(form), border=False):
        draft = answer.ask(form, part, [])
        letter = st.file_uploader(
            _("Reply document"), type=photos.TYPES, key=f"{fresh(form)}.letter"
        )
        problem(form, "file")
        problem(form)
        sent = st.form_submit_button(_("Record"), type="primary")
    if sent:
        with action(_("Reply recorded."), form) as session:
            row = replying.record(session, actor, part.id, draft)
            if letter:
                replying.attach(session, actor, row.id, letter.name, letter.getvalue())
