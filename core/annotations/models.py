"""The table of notes on charts."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from core import clock
from db.base import Table, Versioned

WORDS, BAR, PANEL = 200, 120, 40


class Annotation(Versioned, Table, table=True):
    """A note of an office on one panel of its boards: on a day, or on a bar by its name.

    `first_on` and `last_on` are the days of the period that it is about: of a day, that day.
    """

    __table_args__ = (
        CheckConstraint("(day IS NULL) <> (bar = '')", name="one_place"),
        CheckConstraint("last_on >= first_on", name="in_order"),
        Index("ix_annotation_board", "committee_id", "first_on", "last_on"),
    )

    id: int = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id")
    panel: str = Field(max_length=PANEL)
    day: date | None = Field(default=None)
    bar: str = Field(default="", max_length=BAR)
    first_on: date
    last_on: date
    words: str = Field(max_length=WORDS)
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    written_at: datetime = Field(default_factory=clock.now)
    binned_at: datetime | None = Field(default=None)
