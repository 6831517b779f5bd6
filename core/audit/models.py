"""The trail's tables."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from core import clock
from db.base import Table


class AuditEntry(Table, table=True):
    """One thing done. Never changed, never deleted; each entry seals the one before it."""

    __table_args__ = (
        Index("ix_audit_entry_subject", "subject_kind", "subject_id", "id"),
        Index("ix_audit_entry_committee", "committee_id", "id"),
        Index("ix_audit_entry_account", "account_id", "id"),
    )

    id: int = Field(default=None, primary_key=True)
    at: datetime = Field(default_factory=clock.now)
    account_id: int | None = Field(default=None, foreign_key="account.id")
    account_name: str = Field(max_length=80)
    committee_id: int | None = Field(default=None, foreign_key="committee.id")
    action: str = Field(max_length=64)
    subject_kind: str = Field(max_length=32)
    subject_id: int = Field(default=0)
    subject_name: str = Field(default="", max_length=200)
    before: str = Field(default="{}")
    after: str = Field(default="{}")
    previous_hash: str = Field(max_length=64)
    hash: str = Field(max_length=64, unique=True)


class AuditHead(Table, table=True):
    """The seal of the newest entry; one row, locked while an entry is added."""

    id: int = Field(default=1, primary_key=True)
    hash: str = Field(default="", max_length=64)
