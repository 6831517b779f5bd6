"""The special committees of a committee."""

import streamlit as st

from core.committees import queries
from core.committees import special as service
from core.committees.drafts import SpecialCommitteeDraft
from core.committees.queries import SpecialCommitteeRow
from core.permissions import Actor
from pages._ui.committees import editing
from pages._ui.edge import action, fresh, input_key, problem, reading, version_of
from pages._ui.words import _

ADD, EDIT = "committees.special.add", "committees.special.edit"


def show(actor: Actor, committee_id: int, *, writes: bool) -> None:
    """The list in its order, and the forms to add and to change."""
    with reading() as session:
        rows = queries.special_committees(session, actor, committee_id)
    if rows:
        shown = [
            {_("No."): row.position, _("Name"): row.name, _("English name"): row.name_en}
            for row in rows
        ]
        if chosen := editing.table("special", rows, shown, writes=writes):
            _edit(actor, chosen)
    else:
        st.info(_("No special committee yet."))
    if writes:
        with st.expander(_("Add a special committee"), icon=":material/add:"):
            draft = _ask(ADD, None, _("Add"))
        if draft:
            with action(_("Special committee added."), ADD) as session:
                service.add(session, actor, committee_id, draft)


def _edit(actor: Actor, row: SpecialCommitteeRow) -> None:
    form = f"{EDIT}.{row.id}"
    version = version_of(form, row.version)
    draft = _ask(form, row, _("Save"))
    editing.close_button("special")
    if draft:
        with action(_("Special committee saved."), form) as session:
            service.edit(session, actor, row.id, draft, version)


def _ask(form: str, row: SpecialCommitteeRow | None, sent: str) -> SpecialCommitteeDraft | None:
    with st.form(fresh(form)):
        columns = st.columns([2, 2, 1])
        with columns[0]:
            name = st.text_input(
                _("Name"),
                row.name if row else "",
                key=input_key(form, "name"),
                required=True,
            )
            problem(form, "name")
        with columns[1]:
            name_en = st.text_input(
                _("English name"),
                row.name_en if row else "",
                key=input_key(form, "name_en"),
            )
            problem(form, "name_en")
        with columns[2]:
            position = st.number_input(
                _("Place in the list"),
                0,
                999,
                row.position if row else 0,
                step=1,
                key=input_key(form, "position"),
            )
        problem(form)
        if not st.form_submit_button(sent, type="primary"):
            return None
    return SpecialCommitteeDraft(name, name_en, position)
