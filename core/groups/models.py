"""Tables of sector groups."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from core.i18n import N_
from db.base import Choice, Table, Versioned, stored_by_value


class ExceptionKind(Choice):
    """How a member departs from what the sectors say."""

    ADDED = "added", N_("Added by hand")
    REMOVED = "removed", N_("Taken out by hand")


class SectorGroup(Versioned, Table, table=True):
    """A sector group of one term: sectors whose members act together.

    `carried_from_id` is the group of the term before that it continues, if any.
    """

    __table_args__ = (UniqueConstraint("term_id", "name"), UniqueConstraint("carried_from_id"))

    id: int = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id", index=True)
    term_id: int = Field(foreign_key="term.id")
    name: str = Field(max_length=80)
    name_en: str = Field(default="", max_length=120)
    position: int = Field(default=0)
    carried_from_id: int | None = Field(default=None, foreign_key="sector_group.id")
    binned_at: datetime | None = Field(default=None)


class GroupSector(Table, table=True):
    """A sector that a group holds; a sector belongs to one group at most."""

    __table_args__ = (UniqueConstraint("sector_id"),)

    id: int = Field(default=None, primary_key=True)
    sector_group_id: int = Field(foreign_key="sector_group.id", ondelete="CASCADE", index=True)
    sector_id: int = Field(foreign_key="sector.id")


class FreedSector(Table, table=True):
    """A sector that a group held when it was binned, to be taken back if still free."""

    sector_group_id: int = Field(
        foreign_key="sector_group.id", ondelete="CASCADE", primary_key=True
    )
    sector_id: int = Field(foreign_key="sector.id", ondelete="CASCADE", primary_key=True)


class GroupException(Table, table=True):
    """A member added to a group, or taken out of it, against the sectors."""

    __table_args__ = (UniqueConstraint("sector_group_id", "member_id"),)

    id: int = Field(default=None, primary_key=True)
    sector_group_id: int = Field(foreign_key="sector_group.id", ondelete="CASCADE")
    member_id: int = Field(foreign_key="member.id", index=True)
    kind: ExceptionKind = Field(sa_type=stored_by_value(ExceptionKind))


class Convener(Table, table=True):
    """A convener of a group with dates."""

    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="in_order"),
        Index("ix_convener_group", "sector_group_id", "starts_on"),
        Index("ix_convener_member", "member_id"),
    )

    id: int = Field(default=None, primary_key=True)
    sector_group_id: int = Field(foreign_key="sector_group.id", ondelete="CASCADE")
    member_id: int = Field(foreign_key="member.id")
    deputy: bool = Field(default=False)
    starts_on: date
    ends_on: date | None = Field(default=None)


class ThemeDay(Table, table=True):
    """A day that a group keeps regularly, such as 委员阅读日; `rule` says when in words."""

    __table_args__ = (UniqueConstraint("sector_group_id", "name"),)

    id: int = Field(default=None, primary_key=True)
    sector_group_id: int = Field(foreign_key="sector_group.id", ondelete="CASCADE")
    name: str = Field(max_length=60)
    name_en: str = Field(default="", max_length=120)
    rule: str = Field(default="", max_length=120)
