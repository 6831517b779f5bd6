"""Tables of studios, their lifecycle, standards and rota."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from core import clock
from core.committees.models import Level
from core.i18n import N_
from db.base import Choice, Table, Versioned, stored_by_value


class StudioKind(Choice):
    """What a place of duty is."""

    SECTOR = "sector", N_("Sector studio")
    AREA = "area", N_("Area studio")
    INDUSTRY = "industry", N_("Industry studio")
    INDIVIDUAL = "individual", N_("Individual studio")
    COMMUNITY = "community", N_("Community studio")
    ONLINE = "online", N_("Online studio")
    MEMBER_HOME = "member_home", N_("Member home")
    LIAISON_STATION = "liaison_station", N_("Liaison station")
    LIAISON_GROUP = "liaison_group", N_("Liaison group")
    TOWNSHIP_OFFICE = "township_office", N_("Township work office")
    INFORMATION_POINT = "information_point", N_("Information point")


# The kinds that an office calls "studios" when it counts them.
STUDIOS_PROPER = (
    StudioKind.SECTOR,
    StudioKind.AREA,
    StudioKind.INDUSTRY,
    StudioKind.INDIVIDUAL,
    StudioKind.COMMUNITY,
    StudioKind.ONLINE,
)


class StudioState(Choice):
    """Where a studio stands in its life."""

    DRAFT = "draft", N_("Draft")
    APPLIED = "applied", N_("Applied")
    RETURNED = "returned", N_("Returned")
    APPROVED = "approved", N_("Approved")
    OPENED = "opened", N_("Opened")
    RECTIFYING = "rectifying", N_("Rectifying")
    SUSPENDED = "suspended", N_("Suspended")
    WITHDRAWN = "withdrawn", N_("Withdrawn")


class Verdict(Choice):
    """Whether a studio meets an item of a standard."""

    MET = "met", N_("Met")
    PARTLY = "partly", N_("Partly met")
    UNMET = "unmet", N_("Not met")


class RotaRule(Choice):
    """When members receive the public."""

    WEEKLY = "weekly", N_("Every week on one weekday")
    MONTHLY = "monthly", N_("On set days of the month")


class Studio(Versioned, Table, table=True):
    """A studio or another place of duty.

    `standard_items` and `standard_met` are kept by the saving transaction from the
    checks and can be rebuilt; up to standard means that all items, at least one, are met.
    """

    __table_args__ = (
        CheckConstraint("standard_met BETWEEN 0 AND standard_items", name="standard_met"),
        CheckConstraint("plaque_on IS NULL OR plaque_number <> ''", name="plaque_number"),
        Index("ix_studio_register", "committee_id", "state", "kind", "township_id", "id"),
        Index("ix_studio_name", "committee_id", "name"),
    )

    id: int = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id")
    kind: StudioKind = Field(sa_type=stored_by_value(StudioKind))
    level: Level = Field(sa_type=stored_by_value(Level))
    code: str = Field(max_length=30, unique=True)
    name: str = Field(max_length=80)
    lead_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    sector_id: int | None = Field(default=None, foreign_key="sector.id", index=True)
    township_id: int | None = Field(default=None, foreign_key="committee.id", index=True)
    address: str = Field(default="", max_length=200)
    serves: str = Field(default="", max_length=400)
    brand: str = Field(default="", max_length=120)
    demonstration: bool = Field(default=False)
    state: StudioState = Field(default=StudioState.DRAFT, sa_type=stored_by_value(StudioState))
    opened_on: date | None = Field(default=None)
    plaque_number: str = Field(default="", max_length=40)
    plaque_on: date | None = Field(default=None)
    standard_items: int = Field(default=0)
    standard_met: int = Field(default=0)
    binned_at: datetime | None = Field(default=None)


class StudioMember(Table, table=True):
    """A member who works in a studio, with dates."""

    __table_args__ = (
        UniqueConstraint("studio_id", "member_id", "starts_on"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="in_order"),
        Index("ix_studio_member_member", "member_id", "studio_id"),
    )

    id: int = Field(default=None, primary_key=True)
    studio_id: int = Field(foreign_key="studio.id", ondelete="CASCADE")
    member_id: int = Field(foreign_key="member.id")
    starts_on: date
    ends_on: date | None = Field(default=None)


class StudioStep(Table, table=True):
    """One step in a studio's life. Steps are only ever added."""

    __table_args__ = (
        Index("ix_studio_step_studio", "studio_id", "id"),
        Index("ix_studio_step_day", "after", "taken_on", "studio_id"),
    )

    id: int = Field(default=None, primary_key=True)
    studio_id: int = Field(foreign_key="studio.id", ondelete="CASCADE")
    before: StudioState = Field(sa_type=stored_by_value(StudioState, "state_before"))
    after: StudioState = Field(sa_type=stored_by_value(StudioState, "state_after"))
    taken_on: date
    reason: str = Field(default="", max_length=400)
    account_id: int | None = Field(default=None, foreign_key="account.id")
    at: datetime = Field(default_factory=clock.now)


class StandardSet(Versioned, Table, table=True):
    """A standard such as 五有 or 六有, as a committee uses it."""

    __table_args__ = (UniqueConstraint("committee_id", "code"),)

    id: int = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id")
    code: str = Field(max_length=30)
    name: str = Field(max_length=60)
    name_en: str = Field(default="", max_length=120)
    retired_at: datetime | None = Field(default=None)


class StandardItem(Table, table=True):
    """One thing that a standard asks for."""

    __table_args__ = (UniqueConstraint("standard_set_id", "position"),)

    id: int = Field(default=None, primary_key=True)
    standard_set_id: int = Field(foreign_key="standard_set.id", ondelete="CASCADE")
    position: int
    name: str = Field(max_length=80)
    name_en: str = Field(default="", max_length=160)


class StandardAssignment(Table, table=True):
    """A standard that the studios of one kind, of the committee and those below, must meet."""

    __table_args__ = (UniqueConstraint("standard_set_id", "kind"),)

    id: int = Field(default=None, primary_key=True)
    standard_set_id: int = Field(foreign_key="standard_set.id", ondelete="CASCADE")
    kind: StudioKind = Field(sa_type=stored_by_value(StudioKind))


class StudioCheck(Versioned, Table, table=True):
    """Whether a studio meets one item. Evidence is kept as attachments of the check."""

    __table_args__ = (
        UniqueConstraint("studio_id", "standard_item_id"),
        Index("ix_studio_check_item", "standard_item_id", "verdict"),
    )

    id: int = Field(default=None, primary_key=True)
    studio_id: int = Field(foreign_key="studio.id", ondelete="CASCADE")
    standard_item_id: int = Field(foreign_key="standard_item.id", ondelete="CASCADE")
    verdict: Verdict = Field(sa_type=stored_by_value(Verdict))
    note: str = Field(default="", max_length=400)
    checked_on: date


class Rota(Versioned, Table, table=True):
    """When a studio receives the public. `days` of the month: "10,20"; `weekday` 0 is Monday."""

    __table_args__ = (
        CheckConstraint("weekday IS NULL OR weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint(
            "(rule = 'weekly' AND weekday IS NOT NULL) OR (rule = 'monthly' AND days <> '')",
            name="rule_complete",
        ),
        CheckConstraint("until_time > from_time", name="in_order"),
    )

    id: int = Field(default=None, primary_key=True)
    studio_id: int = Field(foreign_key="studio.id", ondelete="CASCADE", unique=True)
    rule: RotaRule = Field(sa_type=stored_by_value(RotaRule))
    weekday: int | None = Field(default=None)
    days: str = Field(default="", max_length=60)
    from_time: time
    until_time: time


class Reception(Table, table=True):
    """One day of reception and the member on duty."""

    __table_args__ = (
        UniqueConstraint("studio_id", "held_on", "member_id"),
        Index("ix_reception_member", "member_id", "held_on"),
    )

    id: int = Field(default=None, primary_key=True)
    studio_id: int = Field(foreign_key="studio.id", ondelete="CASCADE")
    held_on: date
    member_id: int = Field(foreign_key="member.id")
