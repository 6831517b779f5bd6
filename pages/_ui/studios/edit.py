"""The form to change the facts of a studio."""

import streamlit as st

from core.permissions import Actor
from core.studios import service
from core.studios.drafts import StudioDraft
from core.studios.record import Detail
from pages._ui.edge import action, fresh, problem, start_of, version_of
from pages._ui.studios import choices, facts
from pages._ui.studios.choices import Choices
from pages._ui.studios.facts import Sheet
from pages._ui.studios.rights import Rights
from pages._ui.words import _


def show(actor: Actor, row: Detail, rights: Rights) -> None:
    """The form, folded away until it is wanted."""
    form = f"studios.edit.{row.id}"
    version = version_of(form, row.version)
    with st.expander(_("Edit"), icon=":material/edit:", key=form):
        names = _with_kept(choices.of_committee(actor, row.committee_id), row)
        sheet = Sheet(form, start_of(form, _kept(row)), row.code, rights.decides)
        with st.form(fresh(form), border=False):
            draft = facts.ask(sheet, names)
            problem(form)
            sent = st.form_submit_button(_("Save"), type="primary")
        if sent:
            with action(_("Saved."), form) as session:
                service.edit(session, actor, row.id, draft, version=version)


def _kept(row: Detail) -> StudioDraft:
    refers = (row.lead_id, row.sector_id, row.township_id)
    texts = (row.address, row.serves, row.brand)
    return StudioDraft(row.name, row.kind, row.level, row.code, *refers, *texts, row.demonstration)


def _with_kept(names: Choices, row: Detail) -> Choices:
    """What the studio refers to now stays to be chosen, though it be offered no more."""
    pairs = (
        (names.members, row.lead_id, row.lead),
        (names.sectors, row.sector_id, row.sector),
        (names.townships, row.township_id, row.township),
    )
    for options, number, name in pairs:
        if number is not None:
            options.setdefault(number, name or "")
    return names
