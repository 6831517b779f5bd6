"""Within which time matters are answered: one line for each kind and urgency."""

import streamlit as st

from core.handling import norms
from core.handling.drafts import NormDraft
from core.handling.norms import NormRow
from core.permissions import Actor
from pages._ui.edge import action, fresh, input_key, problem, reading, version_of
from pages._ui.handling import clocks
from pages._ui.words import _, word


def show(actor: Actor, committee_id: int) -> None:
    """What counts now, and a form behind each line."""
    st.caption(_("Calendar months. A last day of rest is moved to the next working day."))
    with reading() as session:
        rows = norms.listing(session, actor, committee_id)
    for row in rows:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{word(row.kind)}** · {word(row.urgency)}", width="content")
            st.badge(clocks.span(row.span), color="blue")
            if not row.version:
                st.caption(_("As usual"), width="content")
            with st.popover(_("Change"), icon=":material/edit:"):
                _change(actor, committee_id, row)


def _change(actor: Actor, committee_id: int, row: NormRow) -> None:
    form = f"units.norm.{committee_id}.{row.kind.value}.{row.urgency.value}"
    version = version_of(form, row.version)
    with st.form(fresh(form), border=False):
        months = st.number_input(
            _("Months"), 0, 24, row.span.months, step=1, key=input_key(form, "months")
        )
        problem(form, "months")
        days = st.number_input(
            _("Or working days"), 0, 366, row.span.workdays, step=1, key=input_key(form, "workdays")
        )
        problem(form, "workdays")
        problem(form)
        sent = st.form_submit_button(_("Save"), type="primary")
    if sent:
        with action(_("Saved. It counts for what is assigned from now on."), form) as session:
            draft = NormDraft(row.kind, row.urgency, int(months), int(days))
            norms.set_norm(session, actor, committee_id, draft, version)
