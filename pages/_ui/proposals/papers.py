"""Photos and documents of a proposal."""

import streamlit as st

from core.matters import attachments, parts
from core.matters.detail import MatterDetail
from core.permissions import Actor
from pages._ui import photos as gallery
from pages._ui.edge import action, fresh, problem, reading
from pages._ui.words import _


def show(actor: Actor, matter: MatterDetail) -> None:
    """What is attached; for who may change the proposal, more and less of it."""
    with reading() as session:
        kept = parts.documents(session, actor, matter.id)
    if kept:
        gallery.show(kept)
    else:
        st.info(_("No photos or documents yet."), icon=":material/photo_library:")
    if matter.may_change:
        _attach(actor, matter)
        _detach(actor, matter, {one.id: one.name for one in kept})
        _bring_back(actor, matter)


def _attach(actor: Actor, matter: MatterDetail) -> None:
    form = f"proposals.attach.{matter.id}"
    with st.form(fresh(form)):
        sent = st.file_uploader(
            _("Add photos and documents"),
            gallery.TYPES,
            accept_multiple_files=True,
            max_upload_size=20,
        )
        problem(form, "file")
        problem(form)
        upload = st.form_submit_button(_("Upload files"), type="primary", icon=":material/upload:")
    if upload and sent:
        with action(_("Files added."), form) as session:
            for one in sent:
                attachments.attach(session, actor, matter.id, one.name, one.getvalue())


def _detach(actor: Actor, matter: MatterDetail, names: dict[int, str]) -> None:
    if not names:
        return
    form = f"proposals.detach.{matter.id}"
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
                attachments.detach(session, actor, matter.id, one)


def _bring_back(actor: Actor, matter: MatterDetail) -> None:
    with reading() as session:
        binned = parts.documents(session, actor, matter.id, binned=True)
    if back := gallery.removed(binned, "proposals.file"):
        with action(_("File restored.")) as session:
            attachments.bring_back(session, actor, matter.id, back.id)
