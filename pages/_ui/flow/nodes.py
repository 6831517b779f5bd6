"""The states of a committee: on or off, with names and norm days of its own."""

from collections.abc import Sequence

import streamlit as st

from core.matters import nodes
from core.matters.models import MatterKind
from core.matters.nodes import NodeDraft, NodeRow
from core.permissions import Actor
from pages._ui.edge import action, fresh, problem, reading, start_of, version_of
from pages._ui.words import _, plain, word


def show(actor: Actor, committee_id: int, kind: MatterKind, *, writes: bool) -> None:
    """All states in the order of the work; a click on a row changes one."""
    with reading() as session:
        rows = nodes.rows(session, committee_id, kind)
    st.caption(_("A state that is switched off is passed over. Steps keep their order."))
    chosen = _table(rows, f"{committee_id}.{kind.value}", writes=writes)
    if not writes:
        return
    if chosen is None:
        st.caption(_("Click a row to switch a state off, or to give it a name or norm days."))
    else:
        _change(actor, committee_id, kind, chosen)


def _table(rows: Sequence[NodeRow], key: str, *, writes: bool) -> NodeRow | None:
    event = st.dataframe(
        [
            {
                _("State"): word(row.state),
                _("Used"): _("Yes") if row.used else _("No"),
                _("Own name"): row.name,
                _("Norm in working days"): "" if row.norm_days is None else str(row.norm_days),
                _("Can be switched off"): _("Yes") if row.optional else "",
                _("Said by"): _("This committee") if row.own else _("As it comes, or from above"),
            }
            for row in rows
        ],
        hide_index=True,
        key=fresh(f"flow.nodes.{key}"),
        height=len(rows) * 35 + 38,
        on_select="rerun",
        selection_mode="single-row",
    )
    picked = event.selection.rows if writes else []
    return rows[picked[0]] if picked and picked[0] < len(rows) else None


def _change(actor: Actor, committee_id: int, kind: MatterKind, row: NodeRow) -> None:
    form = f"flow.node.{committee_id}.{kind.value}.{row.state.value}"
    version, was = version_of(form, row.version), start_of(form, row)
    with st.form(fresh(form)):
        st.markdown(f"**{plain(word(row.state))}**")
        first, second, third = st.columns(3, vertical_alignment="bottom")
        with first:
            used = st.toggle(_("Used"), was.used, disabled=not row.optional)
            problem(form, "used")
        with second:
            name = st.text_input(_("Own name"), was.name, placeholder=word(row.state))
            problem(form, "name")
        with third:
            days = st.number_input(_("Norm in working days"), 0, 366, was.norm_days, step=1)
            problem(form, "norm_days")
        problem(form)
        sent = st.form_submit_button(_("Save"), type="primary")
    if sent:
        draft = NodeDraft(kind, row.state, used, name, days)
        with action(_("State saved."), form) as session:
            nodes.say(session, actor, committee_id, draft, version)
