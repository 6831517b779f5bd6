"""How units stand: in hand, overdue, answered late; and urging all that is overdue."""

import streamlit as st

from core.handling import listing, urging
from core.permissions import Actor, Permission
from pages._ui.edge import action, fresh, problem, reading
from pages._ui.words import _

_URGE = "handling.urge_overdue"


def show(actor: Actor, committee_id: int) -> None:
    """A table by unit, the most overdue first."""
    with reading() as session:
        rows = listing.by_unit(session, actor, committee_id)
    if not rows:
        st.info(_("Nothing was assigned to any unit yet."), icon=":material/info:")
        return
    overdue = sum(row.overdue for row in rows)
    st.dataframe(
        [
            {
                _("Handling unit"): row.unit,
                _("In hand"): row.in_hand,
                _("Overdue"): row.overdue,
                _("Replied"): row.replied,
                _("Answered late"): row.late,
            }
            for row in rows
        ],
        hide_index=True,
        key="handling.by_unit",
    )
    if overdue and actor.may(Permission.HANDLING_ASSIGN):
        _urge(actor, committee_id, overdue)


def _urge(actor: Actor, committee_id: int, overdue: int) -> None:
    with st.form(fresh(_URGE)):
        words = st.text_input(_("What is to be done"), key=f"{fresh(_URGE)}.words")
        problem(_URGE, "words")
        problem(_URGE)
        st.caption(_("Each unit hears of each matter. What was urged today is left out."))
        sent = st.form_submit_button(
            _("Urge all that is overdue ({n})", n=overdue), icon=":material/notifications_active:"
        )
    if sent:
        with action(_("The units were told."), _URGE) as session:
            urging.urge_overdue(session, actor, committee_id, words)
