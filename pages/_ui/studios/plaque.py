"""The form that puts right the opening day and the plaque of a studio."""

import streamlit as st

from core import clock
from core.permissions import Actor
from core.studios import plaques
from core.studios.drafts import PlaqueDraft
from core.studios.record import Detail
from pages._ui import days
from pages._ui.edge import action, fresh, problem, start_of, version_of
from pages._ui.words import _


def show(actor: Actor, row: Detail) -> None:
    """The form, folded away until it is wanted."""
    form = f"studios.plaque.{row.id}"
    version, kept = version_of(form, row.version), start_of(form, row)
    with (
        st.expander(_("Correct the opening day or the plaque"), icon=":material/history_edu:"),
        st.form(fresh(form), border=False),
    ):
        first, second, third = st.columns(3)
        with first:
            opened_on = days.ask(_("Opening day"), kept.opened_on, form, "opened_on", required=True)
        with second:
            number = st.text_input(_("Number on the plaque"), kept.plaque_number, required=True)
            problem(form, "plaque_number")
        with third:
            plaque_on = days.ask(
                _("Plaque handed over on"), kept.plaque_on, form, "plaque_on", required=True
            )
        problem(form)
        sent = st.form_submit_button(_("Save"), type="primary")
    if sent:
        today = clock.today()  # what could not be read is refused before it is used
        with action(_("Saved."), form) as session:
            draft = PlaqueDraft(opened_on or today, number or "", plaque_on or today)
            plaques.correct(session, actor, row.id, draft, version=version)
