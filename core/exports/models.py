"""The table of exports."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from core import clock
from core.i18n import N_
from db.base import Choice, Table, stored_by_value


class ExportKind(Choice):
    """Which list is written."""

    ACTIVITIES = "activities", N_("Activities")
    ATTENDANCE = "attendance", N_("Attendance")
    MEMBERS = "members", N_("Roster of members")
    OPINIONS = "opinions", N_("Opinion items")
    PROPOSALS = "proposals", N_("Proposals")


class ExportState(Choice):
    """How far an export is."""

    QUEUED = "queued", N_("Waits its turn")
    RUNNING = "running", N_("Being written")
    DONE = "done", N_("Ready")
    FAILED = "failed", N_("Not made")


class ExportJob(Table, table=True):
    """A list that is written to a file. `asked` are its filters as JSON, `file` its random name.

    `why` is what went wrong, as a message of the catalogue.
    """

    __table_args__ = (
        Index("ix_export_job_account", "account_id", "made_at"),
        Index("ix_export_job_state", "state", "id"),
        Index("ix_export_job_expires", "expires_at"),
    )

    id: int = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", ondelete="CASCADE")
    committee_id: int = Field(foreign_key="committee.id", index=True)
    kind: ExportKind = Field(sa_type=stored_by_value(ExportKind))
    asked: str = Field(default="{}", max_length=4000)
    reason: str = Field(default="", max_length=200)
    state: ExportState = Field(default=ExportState.QUEUED, sa_type=stored_by_value(ExportState))
    done_rows: int = Field(default=0)
    total_rows: int = Field(default=0)
    file: str = Field(default="", max_length=80)
    size_bytes: int = Field(default=0)
    why: str = Field(default="", max_length=400)
    made_at: datetime = Field(default_factory=clock.now)
    ended_at: datetime | None = Field(default=None)
    expires_at: datetime | None = Field(default=None)
