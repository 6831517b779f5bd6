"""The office's own list of reasons not to register a proposal."""

import streamlit as st

from core.permissions import Actor
from core.proposals import reasons
from core.proposals.reasons import ReasonRow
from pages._ui.edge import action, fresh, input_key, problem, reading, version_of
from pages._ui.words import _


def show(actor: Actor, committee_id: int) -> None:
    """The list, and the forms to change it."""
    st.subheader(_("Reasons not to register"), anchor=False)
    with reading() as session:
        rows = reasons.listing(session, actor, committee_id, retired=True)
        kept_here = reasons.keeper(session, committee_id) == committee_id
    if not rows or not kept_here:
        _above(bool(rows))
        if st.button(_("Begin with the 12 usual reasons"), icon=":material/playlist_add:"):
            with action(_("The usual reasons were added.")) as session:
                reasons.adopt_presets(session, actor, committee_id)
    _table([(row.name, row.retired) for row in rows], _("Reason not to register"))
    if kept_here and rows:
        _change_reason(actor, rows)
    _add_reason(actor, committee_id)


def _add_reason(actor: Actor, committee_id: int) -> None:
    form = f"proposals.reason.{committee_id}"
    with st.form(fresh(form)):
        name = st.text_input(_("Another reason"), key=input_key(form, "name"))
        problem(form, "name")
        problem(form)
        sent = st.form_submit_button(_("Add"), icon=":material/add:")
    if sent:
        with action(_("Reason added."), form) as session:
            reasons.add(session, actor, committee_id, name)


def _change_reason(actor: Actor, rows: list[ReasonRow]) -> None:
    by_id = {row.id: row for row in rows}
    chosen = st.selectbox(
        _("Change a reason"),
        list(by_id),
        None,
        format_func=lambda one: by_id[one].name,
        key=fresh("proposals.reason.chosen"),
        placeholder=_("Choose"),
    )
    if chosen is None:
        return
    row = by_id[chosen]
    form = f"proposals.reason.edit.{row.id}"
    version = version_of(form, row.version)
    with st.form(fresh(form)):
        name = st.text_input(_("Reason not to register"), row.name, key=input_key(form, "name"))
        problem(form, "name")
        problem(form)
        with st.container(horizontal=True):
            saves = st.form_submit_button(_("Save"), type="primary")
            turns = st.form_submit_button(_("Use again") if row.retired else _("Use no more"))
    if saves:
        with action(_("Reason saved."), form) as session:
            reasons.rename(session, actor, row.id, name, version)
    if turns:
        with action(_("Reason saved."), form) as session:
            (reasons.bring_back if row.retired else reasons.retire)(session, actor, row.id)


def _table(rows: list[tuple[str, bool]], label: str) -> None:
    if rows:
        st.dataframe(
            [{label: name, _("In use"): _("No") if gone else _("Yes")} for name, gone in rows],
            hide_index=True,
            height="content",
        )


def _above(found: bool) -> None:
    if found:
        st.caption(_("This list is kept by the committee above. An own list replaces it."))
    else:
        st.info(_("There is no list yet."), icon=":material/info:")
