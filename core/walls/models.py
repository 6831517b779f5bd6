"""The table of walls."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from core import clock
from core.i18n import CHINESE, N_
from db.base import Choice, Table, Versioned, stored_by_value


class WallLook(Choice):
    """The ground that a wall's charts stand on."""

    LIGHT = "light", N_("Light")
    DARK = "dark", N_("Dark")


class WallSpan(Choice):
    """The days that a wall tells of; they move on by themselves."""

    YEAR = "year", N_("This year")
    QUARTER = "quarter", N_("This quarter")
    MONTH = "month", N_("This month")
    LAST = "last", N_("Last year")


class Wall(Versioned, Table, table=True):
    """A screen in a meeting room. It reads boards of its committee and opens nothing else.

    `slides` are keys of panels in their order, by commas. Of the pairing code and of the key that
    a screen got for it there are hashes only.
    """

    __table_args__ = (
        UniqueConstraint("committee_id", "name"),
        CheckConstraint("pause_seconds BETWEEN 5 AND 600", name="pause_in_range"),
        Index("ix_wall_key", "key_hash"),
        Index("ix_wall_code", "code_hash"),
    )

    id: int = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id", index=True)
    name: str = Field(max_length=60)
    slides: str = Field(max_length=2000)
    pause_seconds: int = Field(default=20)
    span: WallSpan = Field(default=WallSpan.YEAR, sa_type=stored_by_value(WallSpan))
    language: str = Field(default=CHINESE, max_length=10)
    look: WallLook = Field(default=WallLook.LIGHT, sa_type=stored_by_value(WallLook))
    code_hash: str = Field(default="", max_length=64)
    code_until: datetime | None = Field(default=None)
    key_hash: str = Field(default="", max_length=64)
    created_at: datetime = Field(default_factory=clock.now)
    created_by: int | None = Field(default=None, foreign_key="account.id")
    paired_at: datetime | None = Field(default=None)
    seen_at: datetime | None = Field(default=None)
    revoked_at: datetime | None = Field(default=None)
