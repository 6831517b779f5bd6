"""Finding attachments. Whether somebody may see one is asked of what it belongs to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, col, select

from core.errors import NotFound
from core.files import storage
from core.files.models import Attachment, FileOwner


@dataclass(frozen=True, slots=True)
class FileRow:
    """An attachment as a list shows it."""

    id: int
    owner_id: int
    name: str
    media_type: str
    size_bytes: int
    added_at: datetime

    @property
    def is_photo(self) -> bool:
        """Whether it can be shown as a picture."""
        return self.media_type.startswith("image/")


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What a route needs to send a file, and to ask its owner first."""

    id: int
    owner_kind: FileOwner
    owner_id: int
    path: Path
    name: str
    media_type: str

    @property
    def is_photo(self) -> bool:
        """Whether a browser may show it in the page; all else is only ever downloaded."""
        return self.media_type.startswith("image/")


def of(
    session: Session, owner_kind: FileOwner, owner_id: int, *, binned: bool = False
) -> list[FileRow]:
    """The attachments of one owner, oldest first. The caller has fetched the owner."""
    return of_all(session, owner_kind, [owner_id], binned=binned)


def of_all(
    session: Session, owner_kind: FileOwner, owner_ids: Collection[int], *, binned: bool = False
) -> list[FileRow]:
    """The attachments of several owners of a kind, or those in the bin. The caller has fetched
    the owners.
    """
    in_bin = col(Attachment.binned_at).is_not(None)
    statement = (
        select(Attachment)
        .where(
            Attachment.owner_kind == owner_kind,
            col(Attachment.owner_id).in_(owner_ids),
            in_bin if binned else ~in_bin,
        )
        .order_by(col(Attachment.id))
    )
    return [
        FileRow(row.id, row.owner_id, row.name, row.media_type, row.size_bytes, row.added_at)
        for row in session.exec(statement)
    ]


def stored(session: Session, attachment_id: int) -> StoredFile:
    """An attachment that is not in the bin. Says nothing about who may see it."""
    row = session.get(Attachment, attachment_id)
    if row is None or row.binned_at is not None:
        raise NotFound
    return StoredFile(
        row.id,
        row.owner_kind,
        row.owner_id,
        storage.path_of(row.stored_as),
        row.name,
        row.media_type,
    )
