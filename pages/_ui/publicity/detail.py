"""One press report: told, corrected, or put into the bin."""

import streamlit as st

from core.permissions import Actor, Permission
from core.publicity import queries, service
from core.publicity.models import PressReport
from pages._ui import lists, told
from pages._ui.edge import action, reading, version_of
from pages._ui.publicity import forms
from pages._ui.words import _, day, plain, word


def show(actor: Actor, press_report_id: int, *, writes: bool) -> None:
    """The record with its form for those who may write."""
    if st.button(_("Back to the list"), icon=":material/arrow_back:", type="tertiary"):
        lists.close_record()
    with reading() as session:
        row = queries.find(session, actor, press_report_id, Permission.PUBLICITY_READ)
    st.header(plain(row.title), anchor=False)
    if not writes:
        _tell(row)
        return
    form = f"publicity.edit.{row.id}"
    version = version_of(form, row.version)
    draft = forms.ask(actor, form, row.committee_id, row, _("Save"))
    if draft:
        with action(_("Saved."), form) as session:
            service.edit(session, actor, row.id, draft, version)
    if st.button(_("Move to the bin"), icon=":material/delete:"):
        with action(_("Moved to the bin. It can be restored from there.")) as session:
            service.bin_report(session, actor, row.id)


def _tell(row: PressReport) -> None:
    st.table(
        {
            _("Written by"): plain(row.author),
            _("Written on"): day(row.written_on),
            _("Medium"): plain(row.medium),
            _("Level of the medium"): word(row.level),
            _("Printed on"): day(row.printed_on),
            _("Address on the web"): plain(row.address),
        }
        | _subjects(row)
    )


def _subjects(row: PressReport) -> dict[str, str]:
    """What the report tells of, by name."""
    labels = {
        "studio_id": _("Studio"),
        "activity_id": _("Activity"),
        "matter_id": _("Opinion item or proposal"),
    }
    named = {field: getattr(row, field) for field in labels if getattr(row, field)}
    known = told.names_in(named.items())
    return {
        labels[field]: plain(told.value(field, number, known)) for field, number in named.items()
    }
