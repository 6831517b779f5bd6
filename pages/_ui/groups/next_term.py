"""Carrying the groups of an earlier term over into the one chosen."""

import streamlit as st

from core.committees import queries
from core.committees.queries import TermRow
from core.groups.carry_over import CarriedOver, carry_over
from core.permissions import Actor, Permission
from pages._ui.edge import action, fresh, problem, reading
from pages._ui.words import _

CARRY = "groups.carry"
_TOLD = "groups.carried"


def show(actor: Actor, term: TermRow) -> None:
    """Which earlier term to take over, and afterwards what could not be mapped."""
    _tell_last()
    with reading() as session:
        terms = queries.terms(session, actor, term.committee_id, Permission.GROUP_WRITE)
    earlier = {
        row.id: _("Term {number}", number=row.number)
        for row in terms
        if row.starts_on < term.starts_on
    }
    if not earlier:
        st.info(_("There is no earlier term to carry groups over from."))
        return
    st.caption(
        _(
            "Copies the groups with their theme days into the term chosen above. A sector is"
            " found again by its national code, then by its name. Conveners are appointed anew."
        )
    )
    with st.form(fresh(CARRY)):
        chosen = st.selectbox(_("Earlier term"), list(earlier), format_func=earlier.__getitem__)
        problem(CARRY, "term")
        problem(CARRY)
        sent = st.form_submit_button(
            _("Carry over into term {number}", number=term.number), type="primary"
        )
    if sent:
        with action(_("Groups carried over."), CARRY) as session:
            st.session_state[_TOLD] = carry_over(session, actor, chosen, term.id)


def _tell_last() -> None:
    told: CarriedOver | None = st.session_state.get(_TOLD)
    if told is None:
        return
    st.success(
        _(
            "{groups} groups and {sectors} sectors carried over.",
            groups=told.groups,
            sectors=told.sectors,
        )
    )
    if told.lost:
        st.warning(_("These sectors of the earlier term have no counterpart:"))
        st.dataframe(
            [{_("Sector"): sector, _("Group"): group} for sector, group in told.lost],
            hide_index=True,
        )
    if told.unplaced:
        st.warning(_("These sectors of the new term belong to no group yet:"))
        st.dataframe([{_("Sector"): name} for name in told.unplaced], hide_index=True)
