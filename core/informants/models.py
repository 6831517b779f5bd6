"""Tables of informants and the points where they gather voices."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from db.base import Table, Versioned


class InformationPoint(Versioned, Table, table=True):
    """A place where voices are gathered, a liaison point of a county for example."""

    __table_args__ = (UniqueConstraint("committee_id", "name"),)

    id: int = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id")
    name: str = Field(max_length=80)
    place: str = Field(default="", max_length=120)
    opened_on: date | None = Field(default=None)
    retired_at: datetime | None = Field(default=None)


class Informant(Versioned, Table, table=True):
    """Somebody who is no member and reports voices. `phone` is sealed text.

    `committee_id` is the committee of the county that the informant reports from.
    """

    __table_args__ = (
        UniqueConstraint("committee_id", "number"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="in_order"),
        Index("ix_informant_name", "committee_id", "name"),
        Index("ix_informant_active", "committee_id", "starts_on", "ends_on", "binned_at"),
    )

    id: int = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id")
    point_id: int | None = Field(default=None, foreign_key="information_point.id", index=True)
    number: str = Field(max_length=20)
    name: str = Field(max_length=60)
    employer: str = Field(default="", max_length=120)
    phone: str = Field(default="", max_length=400)
    starts_on: date
    ends_on: date | None = Field(default=None)
    binned_at: datetime | None = Field(default=None)
