"""Word files as an office makes them, for trying what templates may hold."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document


def with_lines(*lines: str) -> bytes:
    """A Word file with a paragraph for each line."""
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def saved(document: object) -> bytes:
    """The bytes of a document."""
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]  # a document of docx
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """A Word file with one more part, or another in its place."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
        new.writestr(name, content)
    return out.getvalue()
