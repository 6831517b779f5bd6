"""One informant: told, corrected, or put into the bin."""

import streamlit as st

from core.informants import queries, service
from core.informants.models import Informant
from core.informants.service import PHONE_OF
from core.members import phones
from core.permissions import Actor, Permission
from pages._ui import lists
from pages._ui.edge import action, reading, version_of
from pages._ui.informants import forms
from pages._ui.words import _, day, plain

_SHOWN = "informants.phone"


def show(actor: Actor, informant_id: int, *, writes: bool) -> None:
    """The record with its form for those who may write."""
    if st.button(_("Back to the list"), icon=":material/arrow_back:", type="tertiary"):
        lists.close_record()
    with reading() as session:
        row = queries.find(session, actor, informant_id, Permission.INFORMANT_READ)
    st.header(plain(row.name), anchor=False)
    if not writes:
        _tell(row)
        return
    _phone(actor, row)
    _edit(actor, row)
    if st.button(_("Move to the bin"), icon=":material/delete:"):
        with action(_("Moved to the bin. It can be restored from there.")) as session:
            service.bin_informant(session, actor, row.id)


def _tell(row: Informant) -> None:
    st.table(
        {
            _("Number"): plain(row.number),
            _("Employer"): plain(row.employer),
            _("Active from"): day(row.starts_on),
            _("Active until"): day(row.ends_on),
        }
    )


def _phone(actor: Actor, row: Informant) -> None:
    """The masked phone. The whole one stands for one run after it was asked for."""
    if not row.phone:
        return
    owner, number = st.session_state.pop(_SHOWN, (0, ""))
    with st.container(horizontal=True, vertical_alignment="center"):
        told = number if owner == row.id else phones.masked(row.phone, PHONE_OF)
        st.text(f"{_('Phone')}  {told}")
        asked = st.button(_("Show the whole number"), icon=":material/visibility:")
    st.caption(_("Whoever looks at a whole number is written into the audit trail."))
    if asked:
        with action(_("The number was shown; the trail says so.")) as session:
            st.session_state[_SHOWN] = (row.id, service.show_phone(session, actor, row.id))


def _edit(actor: Actor, row: Informant) -> None:
    form = f"informants.edit.{row.id}"
    version = version_of(form, row.version)
    draft = forms.ask(actor, form, row.committee_id, row, _("Save"))
    if draft:
        with action(_("Saved."), form) as session:
            service.edit(session, actor, row.id, draft, version)
