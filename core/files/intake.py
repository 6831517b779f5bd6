"""What may be attached, told from the bytes themselves and never from the name."""

import io
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from core.errors import RuleBroken
from core.files import photo_worker
from core.i18n import N_

MOST_BYTES = 20 * 1024 * 1024
JPEG = "image/jpeg"
PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUFFIXES = {JPEG: ".jpg", PDF: ".pdf", WORD: ".docx", EXCEL: ".xlsx"}
_MOST_ENTRIES = 2_000
_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Accepted:
    """Bytes that may be kept, and what they are."""

    data: bytes
    media_type: str


def accept(data: bytes, name: str = "") -> Accepted:
    """The bytes to keep: a photo drawn anew, or a document as it is. Refuses all else.

    `name` is what the refusal calls the file, for there may be several.
    """
    _check_size(data, name)
    if _is_photo(data):
        return Accepted(_redrawn(data, name), JPEG)
    if data.startswith(b"%PDF-"):
        return Accepted(data, PDF)
    if data.startswith(b"PK\x03\x04") and (kind := _office_kind(data)):
        return Accepted(data, kind)
    raise RuleBroken(
        N_("{name}: only photos (JPEG, PNG, WebP), PDF, Word (.docx) and Excel (.xlsx) are kept."),
        field="file",
        name=name,
    )


def _check_size(data: bytes, name: str) -> None:
    if not data:
        raise RuleBroken(N_("{name} is empty. Choose another file."), field="file", name=name)
    if len(data) > MOST_BYTES:
        raise RuleBroken(
            N_("{name} is too large: a file can have {most} MB at most."),
            field="file",
            name=name,
            most=MOST_BYTES // 1024**2,
        )


def _is_photo(data: bytes) -> bool:
    return data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (
        data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    )


def _redrawn(data: bytes, name: str) -> bytes:
    """The photo drawn anew by a process of its own, which alone pays for what is in it."""
    try:
        done = subprocess.run(  # noqa: S603  our own interpreter and file, the bytes on stdin
            [sys.executable, "-I", str(Path(photo_worker.__file__))],
            input=data,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _broken(name) from None
    if done.returncode == photo_worker.TOO_LARGE:
        raise RuleBroken(
            N_("{name} is too large: a photo can have {most} million pixels at most."),
            field="file",
            name=name,
            most=photo_worker.MOST_PIXELS // 1_000_000,
        )
    if done.returncode or not done.stdout:
        raise _broken(name)
    return done.stdout


def _broken(name: str) -> RuleBroken:
    return RuleBroken(
        N_("{name} is damaged and cannot be shown. Save the photo again and try once more."),
        field="file",
        name=name,
    )


def _office_kind(data: bytes) -> str:
    """Word or Excel by what the package holds; "" for another package or one with macros."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError):
        return ""
    if len(names) > _MOST_ENTRIES or "[Content_Types].xml" not in names:
        return ""
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return ""
    if "word/document.xml" in names:
        return WORD
    return EXCEL if "xl/workbook.xml" in names else ""
