"""A book as a file: handed out to the byte, and taken in as the next version."""

import streamlit as st

from core.assessment import books
from core.assessment.book.syntax import decode
from core.assessment.shelf import BookDetail
from core.i18n import N_
from core.permissions import Actor
from pages._ui.books import keeping
from pages._ui.edge import fresh, problem, version_of
from pages._ui.words import _

TYPES = ["toml", "txt"]


def show(actor: Actor, found: BookDetail) -> None:
    """The way out and the way in."""
    st.link_button(_("Export this version"), f"/export/book/{found.id}", icon=":material/download:")
    st.caption(_("The file has exactly these bytes. Checksum (SHA-256):"))
    st.code(found.sha256, language=None)
    if found.writes:
        _take_in(actor, found)


def _take_in(actor: Actor, found: BookDetail) -> None:
    form = f"books.import.{found.committee_id}.{found.code}"
    newest = version_of(form, found.newest)
    st.subheader(_("Import a file as the next version"), anchor=False)
    with st.form(fresh(form), border=False):
        sent = st.file_uploader(
            _("File of a rule book"), TYPES, key=f"{fresh(form)}.file", max_upload_size=1
        )
        problem(form)
        kept = st.form_submit_button(_("Import"), type="primary")
    if kept and sent is None:
        st.error(_("Choose a file first."))
    elif kept and sent is not None:
        keeping.keep(
            N_("Imported as a new version."),
            form,
            lambda s: books.save(s, actor, found.id, decode(sent.getvalue()), newest),
        )
