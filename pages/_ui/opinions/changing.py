"""Changing the words of an item, and its photos and documents."""

import streamlit as st

from core.files.queries import FileRow
from core.matters import attachments, choices, parts
from core.matters.choices import Place
from core.matters.detail import MatterDetail
from core.matters.models import AuthorRole, MatterKind
from core.opinions import service
from core.permissions import Actor, ScopeKind
from pages._ui import photos as gallery
from pages._ui.edge import action, fresh, problem, reading, start_of, version_of
from pages._ui.opinions import entry
from pages._ui.opinions.start import Start
from pages._ui.words import _


def show(actor: Actor, record: MatterDetail, files: list[FileRow]) -> None:
    """The inputs with what stands, and below them the files."""
    form = f"opinions.edit.{record.id}"
    version, was = version_of(form, record.version), start_of(form, record)
    place = _place(actor, record)
    if place is None:
        return
    draft = entry.ask(actor, form, place, Start(record=was))
    problem(form)
    if st.button(_("Save"), type="primary", icon=":material/save:", key=f"{form}.save"):
        with action(_("Opinion item saved."), form) as session:
            service.edit(session, actor, record.id, draft, version)
    st.divider()
    _files(actor, record, files)


def _place(actor: Actor, record: MatterDetail) -> Place | None:
    """Where the person writes this item: an office before all else, then what raised it."""
    with reading() as session:
        places = choices.places(session, actor, MatterKind.OPINION)
    here = [one for one in places if one.committee_id == record.committee_id]
    raised, others = _raised_by(record), _others(record)
    ranked = (
        [one for one in here if one.kind is ScopeKind.COMMITTEE],
        [one for one in here if (one.kind, one.id) in raised],
        [one for one in here if (one.kind, one.id) in others],
        here,
    )
    return next((fitting[0] for fitting in ranked if fitting), None)


def _raised_by(record: MatterDetail) -> set[tuple[ScopeKind, int | None]]:
    return {
        (ScopeKind.SPECIAL_COMMITTEE, record.special_committee_id),
        (ScopeKind.GROUP, record.raising_group_id),
        (ScopeKind.INFORMANT, record.informant_id),
    }


def _others(record: MatterDetail) -> set[tuple[ScopeKind, int | None]]:
    """Where it was heard, and the member whom it names first."""
    first = (one.member_id for one in record.authors if one.role is AuthorRole.FIRST)
    return {
        (ScopeKind.STUDIO, record.studio_id),
        (ScopeKind.GROUP, record.sector_group_id),
        *((ScopeKind.MEMBER, one) for one in first),
    }


def _files(actor: Actor, record: MatterDetail, files: list[FileRow]) -> None:
    form = f"opinions.attach.{record.id}"
    with st.form(fresh(form)):
        sent = st.file_uploader(
            _("Add photos and documents"),
            gallery.TYPES,
            accept_multiple_files=True,
            max_upload_size=20,
        )
        problem(form, "file")
        problem(form)
        upload = st.form_submit_button(_("Upload files"), icon=":material/upload:")
    if upload and sent:
        with action(_("Files added."), form) as session:
            for one in sent:
                attachments.attach(session, actor, record.id, one.name, one.getvalue())
    if files:
        _detach(actor, record, files)
    with reading() as session:
        binned = parts.documents(session, actor, record.id, binned=True)
    if back := gallery.removed(binned, "opinions.file"):
        with action(_("File restored.")) as session:
            attachments.bring_back(session, actor, record.id, back.id)


def _detach(actor: Actor, record: MatterDetail, files: list[FileRow]) -> None:
    form = f"opinions.detach.{record.id}"
    names = {one.id: one.name for one in files}
    with (
        st.expander(_("Remove files"), icon=":material/delete:"),
        st.form(fresh(form), border=False),
    ):
        chosen = st.multiselect(_("Files"), list(names), format_func=names.__getitem__)
        problem(form)
        sent = st.form_submit_button(_("Remove"))
    if sent and chosen:
        with action(_("Files moved to the bin."), form) as session:
            for one in chosen:
                attachments.detach(session, actor, record.id, one)
