"""Tables of members and what they hold."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from core.i18n import N_
from db.base import Choice, Table, Versioned, stored_by_value


class Sex(Choice):
    """As the roster states it."""

    FEMALE = "female", N_("Female")
    MALE = "male", N_("Male")


class PostKind(Choice):
    """A post within the committee."""

    CHAIR = "chair", N_("Chair")
    VICE_CHAIR = "vice_chair", N_("Vice-chair")
    SECRETARY_GENERAL = "secretary_general", N_("Secretary-general")
    STANDING_MEMBER = "standing_member", N_("Standing member")
    COMMITTEE_HEAD = "committee_head", N_("Head of special committee")
    CONVENER = "convener", N_("Convener")
    STUDIO_LEAD = "studio_lead", N_("Studio lead")
    TOWNSHIP_CONVENER = "township_convener", N_("Township convener")


class AppointmentKind(Choice):
    """What a member is sent to do outside the committee."""

    SUPERVISOR = "supervisor", N_("Invited supervisor")
    HEARING = "hearing", N_("Hearing delegate")
    APPRAISAL = "appraisal", N_("Appraisal delegate")
    PROJECT = "project", N_("Key project contact")


class Member(Versioned, Table, table=True):
    """A member of a committee. `phone` is sealed text, see `core.members.phones`."""

    __table_args__ = (
        UniqueConstraint("committee_id", "number"),
        CheckConstraint(
            "birth_year IS NULL OR birth_year BETWEEN 1900 AND 2100", name="birth_year"
        ),
        CheckConstraint("scored OR not_scored_reason <> ''", name="reason_given"),
        CheckConstraint("left_on IS NULL OR left_on >= joined_on", name="in_order"),
        CheckConstraint("terms_served >= 1", name="terms_served"),
        Index("ix_member_roster", "committee_id", "left_on", "sector_id", "id"),
        Index("ix_member_name", "committee_id", "name"),
        Index("ix_member_pinyin", "committee_id", "name_pinyin"),
    )

    id: int = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id")
    number: str = Field(max_length=20)
    name: str = Field(max_length=60)
    name_pinyin: str = Field(default="", max_length=300)
    sex: Sex | None = Field(default=None, sa_type=stored_by_value(Sex))
    birth_year: int | None = Field(default=None)
    ethnicity: str = Field(default="", max_length=30)
    party: str = Field(default="", max_length=40)
    sector_id: int | None = Field(default=None, foreign_key="sector.id", index=True)
    special_committee_id: int | None = Field(
        default=None, foreign_key="special_committee.id", index=True
    )
    employer: str = Field(default="", max_length=120)
    occupation: str = Field(default="", max_length=80)
    phone: str = Field(default="", max_length=400)
    standing: bool = Field(default=False)
    terms_served: int = Field(default=1)
    joined_on: date
    left_on: date | None = Field(default=None)
    scored: bool = Field(default=True)
    not_scored_reason: str = Field(default="", max_length=200)
    binned_at: datetime | None = Field(default=None)


class Post(Table, table=True):
    """A post of a member with its dates. Past posts stay."""

    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="in_order"),
        Index("ix_post_member", "member_id", "starts_on"),
    )

    id: int = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id", ondelete="CASCADE")
    kind: PostKind = Field(sa_type=stored_by_value(PostKind))
    title: str = Field(default="", max_length=80)
    starts_on: date
    ends_on: date | None = Field(default=None)


class Liaison(Table, table=True):
    """A member tied to a village or community, with dates."""

    __table_args__ = (
        UniqueConstraint("member_id", "community_id", "starts_on"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="in_order"),
        Index("ix_liaison_community", "community_id", "ends_on", "member_id"),
    )

    id: int = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id", ondelete="CASCADE")
    community_id: int = Field(foreign_key="community.id")
    starts_on: date
    ends_on: date | None = Field(default=None)


class Appointment(Versioned, Table, table=True):
    """A member sent to a court, department or project, with dates."""

    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="in_order"),
        Index("ix_appointment_member", "member_id", "starts_on"),
        Index("ix_appointment_committee", "committee_id", "kind", "starts_on", "member_id"),
    )

    id: int = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id")
    member_id: int = Field(foreign_key="member.id", ondelete="CASCADE")
    kind: AppointmentKind = Field(sa_type=stored_by_value(AppointmentKind))
    unit: str = Field(max_length=120)
    starts_on: date
    ends_on: date | None = Field(default=None)
    note: str = Field(default="", max_length=400)
