"""Reading a Word file as somebody else's program does."""

import io
from zipfile import ZipFile

from docx2python import docx2python


def text(paper: bytes) -> str:
    """All that stands on a paper, a paragraph a line."""
    with docx2python(io.BytesIO(paper)) as read:
        return str(read.text)


def xml(paper: bytes, part: str = "word/document.xml") -> str:
    """One part of a Word file as it is."""
    with ZipFile(io.BytesIO(paper)) as package:
        return package.read(part).decode()


def parts(paper: bytes) -> list[str]:
    """The names of the parts of a Word file."""
    with ZipFile(io.BytesIO(paper)) as package:
        return package.namelist()
