"""The table of press reports."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from core.handling.models import AuthorityLevel
from db.base import Table, Versioned, stored_by_value


class PressReport(Versioned, Table, table=True):
    """A report that the office wrote, and the medium that printed it, if one did.

    It may tell of a studio, an activity or a matter.
    """

    __table_args__ = (
        CheckConstraint(
            "(printed_on IS NULL) = (medium = '') AND (printed_on IS NULL) = (level IS NULL)",
            name="printed_somewhere",
        ),
        Index("ix_press_report_list", "committee_id", "written_on", "id"),
        Index("ix_press_report_board", "committee_id", "binned_at", "written_on", "level"),
    )

    id: int = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id")
    title: str = Field(max_length=120)
    written_on: date
    author: str = Field(default="", max_length=60)
    medium: str = Field(default="", max_length=80)
    level: AuthorityLevel | None = Field(default=None, sa_type=stored_by_value(AuthorityLevel))
    printed_on: date | None = Field(default=None)
    address: str = Field(default="", max_length=400)
    studio_id: int | None = Field(default=None, foreign_key="studio.id", index=True)
    activity_id: int | None = Field(default=None, foreign_key="activity.id", index=True)
    matter_id: int | None = Field(default=None, foreign_key="matter.id", index=True)
    binned_at: datetime | None = Field(default=None)
