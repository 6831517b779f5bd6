"""One contribution: told, corrected, or put into the bin."""

import streamlit as st

from core.contributions import queries, service
from core.contributions.queries import ContributionDetail
from core.errors import NotFound
from core.permissions import Actor
from pages._ui import plenaries
from pages._ui.contributions import forms
from pages._ui.edge import action, reading, start_of, version_of
from pages._ui.words import _, day, plain, refusal, word


def show(actor: Actor, contribution_id: int, *, writes: bool) -> None:
    """The record with its form for those who may write."""
    st.button(_("Back"), icon=":material/arrow_back:", on_click=_back)
    try:
        with reading() as session:
            row = queries.detail(session, actor, contribution_id)
    except NotFound as error:
        st.error(refusal(error))
        return
    st.header(plain(row.title), anchor=False)
    if not writes:
        _tell(row)
        return
    _edit(actor, row)
    if st.button(_("Move to the bin"), icon=":material/delete:"):
        with action(_("Moved to the bin. It can be restored from there.")) as session:
            service.bin_contribution(session, actor, row.id)


def _tell(row: ContributionDetail) -> None:
    told = {
        _("Kind"): word(row.kind),
        _("Contributed on"): day(row.given_on),
        _("Contributed by"): plain(
            _(", ").join([*row.authors.values(), row.organisation]).strip("、, ")
        ),
        _("Session"): plenaries.name(row.term, row.session),
        _("Occasion"): plain(row.occasion),
        _("Suggestions in it"): str(row.pieces),
        _("Condensed into points"): str(row.points) if row.points else "",
    }
    st.table({label: value for label, value in told.items() if value}, border="horizontal")
    if row.outcome:
        st.subheader(_("Outcome of the contribution"), anchor=False)
        st.markdown("  \n".join(plain(line) for line in row.outcome.split("\n")))


def _edit(actor: Actor, row: ContributionDetail) -> None:
    form = f"contributions.edit.{row.id}"
    version, row = version_of(form, row.version), start_of(form, row)
    draft = forms.ask(actor, form, row.committee_id, row, _("Save"))
    if draft:
        with action(_("Contribution saved."), form) as session:
            service.edit(session, actor, row.id, draft, version)


def _back() -> None:
    st.query_params.pop("id", None)
