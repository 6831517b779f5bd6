"""The table of attachments."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from core import clock
from core.i18n import N_
from db.base import Choice, Table, stored_by_value


class FileOwner(Choice):
    """What an attachment belongs to."""

    ACTIVITY = "activity", N_("Activity")
    CHECK = "studio_check", N_("Standard item")
    EXPENSE = "expense", N_("Expense")
    MATTER = "matter", N_("Matter")
    STEP = "step", N_("Step of a matter")
    INSTRUCTION = "instruction", N_("Instruction")
    REPLY = "reply", N_("Reply")
    BOX_ENTRY = "box_entry", N_("Box entry")
    CLAIM = "claim", N_("Entered item")
    PAPER_TEMPLATE = "paper_template", N_("Template of papers")


class Attachment(Table, table=True):
    """A photo or document. The bytes lie in the files folder under `stored_as`.

    `owner_id` names a row of the table that `owner_kind` names.
    """

    __table_args__ = (
        Index("ix_attachment_owner", "owner_kind", "owner_id"),
        CheckConstraint("size_bytes > 0", name="size_positive"),
    )

    id: int = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id", index=True)
    owner_kind: FileOwner = Field(sa_type=stored_by_value(FileOwner))
    owner_id: int
    name: str = Field(max_length=200)
    media_type: str = Field(max_length=80)
    size_bytes: int
    sha256: str = Field(max_length=64)
    stored_as: str = Field(max_length=80, unique=True)
    account_id: int | None = Field(default=None, foreign_key="account.id")
    added_at: datetime = Field(default_factory=clock.now)
    binned_at: datetime | None = Field(default=None)
