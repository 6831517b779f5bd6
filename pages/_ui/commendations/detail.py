"""One commendation: told, corrected, or put into the bin."""

import streamlit as st

from core.commendations import queries, service
from core.commendations.models import Commendation
from core.errors import NotFound
from core.permissions import Actor, Permission
from pages._ui.commendations import forms
from pages._ui.edge import action, reading, version_of
from pages._ui.words import _, day, plain, refusal, word


def show(actor: Actor, commendation_id: int, *, writes: bool) -> None:
    """The record with its form for those who may write."""
    st.button(_("Back"), icon=":material/arrow_back:", on_click=_back)
    try:
        with reading() as session:
            row = queries.find(session, actor, commendation_id, Permission.COMMENDATION_READ)
    except NotFound as error:
        st.error(refusal(error))
        return
    st.header(plain(row.subject))
    if not writes:
        _tell(row)
        return
    _edit(actor, row)
    if st.button(_("Move to the bin"), icon=":material/delete:"):
        with action(_("Moved to the bin. It can be restored from there.")) as session:
            service.bin_commendation(session, actor, row.id)


def _tell(row: Commendation) -> None:
    st.table(
        {
            _("Given to"): word(row.subject_kind),
            _("Honour"): word(row.honour),
            _("Level of the honour"): word(row.level),
            _("Given by"): plain(row.given_by),
            _("For the year"): str(row.year),
            _("Given on"): day(row.given_on),
        }
    )


def _edit(actor: Actor, row: Commendation) -> None:
    form = f"commendations.edit.{row.id}"
    version = version_of(form, row.version)
    draft = forms.ask(actor, form, row.committee_id, row, _("Save"))
    if draft:
        with action(_("Commendation saved."), form) as session:
            service.edit(session, actor, row.id, draft, version)


def _back() -> None:
    st.query_params.pop("id", None)
