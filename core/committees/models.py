"""Tables of committees and what belongs to them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from core import clock
from core.clock import HOME_ZONE
from core.i18n import N_
from db.base import Choice, Table, Versioned, stored_by_value


class Level(Choice):
    """The level of a committee, from the top down."""

    PROVINCE = "province", N_("Province")
    PREFECTURE = "prefecture", N_("Prefecture")
    COUNTY = "county", N_("County")
    TOWNSHIP = "township", N_("Township")


class CommunityKind(Choice):
    """What a community is."""

    VILLAGE = "village", N_("Village")
    URBAN = "urban", N_("Urban community")


class Committee(Versioned, Table, table=True):
    """A committee of the CPPCC, or a township or street that one works through."""

    __table_args__ = (
        CheckConstraint("parent_id IS NULL OR parent_id <> id", name="not_own_parent"),
    )

    id: int = Field(default=None, primary_key=True)
    parent_id: int | None = Field(default=None, foreign_key="committee.id", index=True)
    level: Level = Field(sa_type=stored_by_value(Level))
    code: str = Field(max_length=20, unique=True)
    name: str = Field(max_length=80)
    name_en: str = Field(default="", max_length=120)
    time_zone: str = Field(default=HOME_ZONE, max_length=40)


class CommitteeTree(Table, table=True):
    """Each committee with each committee above it, itself included (depth 0)."""

    __table_args__ = (Index("ix_committee_tree_below", "descendant_id", "ancestor_id"),)

    ancestor_id: int = Field(foreign_key="committee.id", primary_key=True)
    descendant_id: int = Field(foreign_key="committee.id", primary_key=True)
    depth: int


class Revision(Table, table=True):
    """Counts the changes within a committee and those below: what a live board asks."""

    committee_id: int = Field(foreign_key="committee.id", primary_key=True)
    number: int = Field(default=0)


class Term(Versioned, Table, table=True):
    """A term (届), usually of five years."""

    __table_args__ = (
        UniqueConstraint("committee_id", "number"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="in_order"),
    )

    id: int = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id")
    number: int
    starts_on: date
    ends_on: date | None = Field(default=None)


class TermSession(Versioned, Table, table=True):
    """A plenary session (次) of a term; `reviews_year` is the year whose work it hears."""

    __table_args__ = (
        UniqueConstraint("term_id", "number"),
        CheckConstraint("ends_on >= starts_on", name="in_order"),
    )

    id: int = Field(default=None, primary_key=True)
    term_id: int = Field(foreign_key="term.id", ondelete="CASCADE")
    number: int
    starts_on: date
    ends_on: date
    reviews_year: int


class Sector(Versioned, Table, table=True):
    """A sector (界别) of a committee's term; `national_code` is its place among the 34."""

    __table_args__ = (UniqueConstraint("term_id", "name"),)

    id: int = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id", index=True)
    term_id: int = Field(foreign_key="term.id", ondelete="CASCADE")
    name: str = Field(max_length=60)
    name_en: str = Field(default="", max_length=120)
    national_code: str = Field(default="", max_length=24)
    position: int = Field(default=0)


class Community(Versioned, Table, table=True):
    """A village or urban community under a township."""

    __table_args__ = (UniqueConstraint("township_id", "name"),)

    id: int = Field(default=None, primary_key=True)
    township_id: int = Field(foreign_key="committee.id")
    kind: CommunityKind = Field(sa_type=stored_by_value(CommunityKind))
    name: str = Field(max_length=60)
    name_en: str = Field(default="", max_length=120)


class SpecialCommittee(Versioned, Table, table=True):
    """A special committee (专委会) of a committee."""

    __table_args__ = (UniqueConstraint("committee_id", "name"),)

    id: int = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id")
    name: str = Field(max_length=80)
    name_en: str = Field(default="", max_length=120)
    position: int = Field(default=0)


class CalendarDay(Versioned, Table, table=True):
    """A day that the office's calendar says otherwise of than the one that was shipped."""

    day: date = Field(primary_key=True)
    is_workday: bool
    name: str = Field(default="", max_length=40)


class MapLayout(Versioned, Table, table=True):
    """The map of squares of a committee: what lies right below it, laid out by its office."""

    id: int = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id", unique=True)
    changed_at: datetime = Field(default_factory=clock.now)


class MapSquare(Table, table=True):
    """Where a committee below, or a community of a township, stands on a map of squares."""

    __table_args__ = (
        UniqueConstraint("layout_id", "at_row", "at_column"),
        UniqueConstraint("layout_id", "child_id"),
        UniqueConstraint("layout_id", "community_id"),
        CheckConstraint("(child_id IS NULL) <> (community_id IS NULL)", name="one_place"),
        CheckConstraint(
            "at_row BETWEEN 1 AND 40 AND at_column BETWEEN 1 AND 40", name="on_the_map"
        ),
    )

    id: int = Field(default=None, primary_key=True)
    layout_id: int = Field(foreign_key="map_layout.id", ondelete="CASCADE")
    child_id: int | None = Field(default=None, foreign_key="committee.id", ondelete="CASCADE")
    community_id: int | None = Field(default=None, foreign_key="community.id", ondelete="CASCADE")
    at_row: int
    at_column: int
