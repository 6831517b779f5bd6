"""Photos on a screen, by our own route: it asks who looks, unlike Streamlit's media store."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from core.files.queries import FileRow
from pages._ui.words import _

TYPES = ["jpg", "jpeg", "png", "webp", "pdf", "docx", "xlsx"]
_GRID = (
    "display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:12px;"
    "margin:4px 0 12px"
)
_FRAME = "display:block;aspect-ratio:4/3;overflow:hidden;border-radius:6px;background:#8881"
_PHOTO = "width:100%;height:100%;object-fit:cover"
_NAME = "font-size:.8rem;opacity:.75;overflow:hidden;text-overflow:ellipsis;white-space:nowrap"


def address(attachment_id: int) -> str:
    """Where a file is fetched, by whoever may see what it belongs to."""
    return f"/files/{int(attachment_id)}"


def show(files: Sequence[FileRow]) -> None:
    """Photos as thumbnails that open in full, documents as links below them."""
    photos = [one for one in files if one.is_photo]
    if photos:
        st.html(f'<div style="{_GRID}">{"".join(_figure(one) for one in photos)}</div>')
    for one in files:
        if not one.is_photo:
            st.html(_link(one))


def removed(files: Sequence[FileRow], key: str) -> FileRow | None:
    """The files in the bin; the one that is to be taken out of it."""
    if not files:
        return None
    asked = None
    with st.expander(_("In the bin"), icon=":material/delete:"):
        for one in files:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.text(one.name)
                if st.button(_("Restore"), key=f"{key}.{one.id}", type="tertiary"):
                    asked = one
    return asked


def _figure(file: FileRow) -> str:
    where, name = escape(address(file.id), quote=True), escape(file.name, quote=True)
    return (
        f'<figure style="margin:0"><a href="{where}" target="_blank" rel="noopener"'
        f' style="{_FRAME}"><img src="{where}" alt="{name}" loading="lazy" style="{_PHOTO}"></a>'
        f'<figcaption style="{_NAME}" title="{name}">{name}</figcaption></figure>'
    )


def _link(file: FileRow) -> str:
    where, name = escape(address(file.id), quote=True), escape(file.name, quote=True)
    size = escape(_("{size} KB", size=f"{-(-file.size_bytes // 1024):,}"))
    return f'<div>📄 <a href="{where}" target="_blank" rel="noopener">{name}</a> ({size})</div>'
