"""The evidence for the items of a standard: photos and documents."""

from collections.abc import Sequence

import streamlit as st

from core.files.queries import FileRow
from core.permissions import Actor
from core.studios import evidence
from core.studios.sheets import ItemCheck, Sheet
from pages._ui import photos as gallery
from pages._ui.edge import action, fresh, problem
from pages._ui.words import _, moment, name_of, plain

_KINDS = ["jpg", "jpeg", "png", "webp", "pdf", "docx", "xlsx"]
_MOST_MB = 10


def show(
    actor: Actor,
    sheet: Sheet,
    files: Sequence[FileRow],
    binned: Sequence[FileRow],
    *,
    may_add: bool,
) -> None:
    """The files of the items of a standard, and the form to add some."""
    checked = {item.check_id: item for item in sheet.items if item.check_id}
    mine = [file for file in files if file.owner_id in checked]
    title = _("Evidence ({n})", n=len(mine))
    with st.expander(title, icon=":material/attach_file:", key=f"studios.proof.{sheet.set_id}"):
        for file in mine:
            _file(actor, file, checked[file.owner_id], may_remove=may_add)
        if not mine:
            st.caption(_("No photo or document was added yet."))
        if may_add and checked:
            _ask(actor, sheet, {key: item for key, item in checked.items() if key})
        elif may_add:
            st.caption(_("Save a verdict first, then add its evidence."))
    if may_add:
        _bring_back(actor, [file for file in binned if file.owner_id in checked])


def _file(actor: Actor, file: FileRow, item: ItemCheck, *, may_remove: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(name_of(item)), width=220)
        st.link_button(
            plain(file.name),
            f"/files/{file.id}",
            icon=":material/image:" if file.is_photo else ":material/description:",
            type="tertiary",
        )
        st.caption(moment(file.added_at))
        if may_remove and st.button(
            _("Remove"), type="tertiary", icon=":material/delete:", key=f"studios.file.{file.id}"
        ):
            with action(_("File removed.")) as session:
                evidence.detach(session, actor, file.owner_id, file.id)


def _bring_back(actor: Actor, binned: Sequence[FileRow]) -> None:
    if back := gallery.removed(binned, "studios.file.back"):
        with action(_("File restored.")) as session:
            evidence.bring_back(session, actor, back.owner_id, back.id)


def _ask(actor: Actor, sheet: Sheet, checked: dict[int, ItemCheck]) -> None:
    form = f"studios.evidence.{sheet.set_id}"
    with st.form(fresh(form), border=False):
        names = {number: name_of(item) for number, item in checked.items()}
        item = st.selectbox(_("Item of the standard"), list(names), format_func=names.__getitem__)
        uploads = st.file_uploader(
            _("Photos or documents"),
            _KINDS,
            accept_multiple_files=True,
            max_upload_size=_MOST_MB,
        )
        problem(form)
        sent = st.form_submit_button(_("Add"), icon=":material/upload:")
    if sent and uploads:
        with action(_("Evidence added."), form) as session:
            for upload in uploads:
                evidence.attach(session, actor, item, upload.name, upload.getvalue())
