"""Tables of activities, their catalogue and attendance."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from core import clock
from core.i18n import N_
from core.plans.models import Measure
from db.base import Choice, Table, Versioned, stored_by_value


class OwnerKind(Choice):
    """Who organises, and so records."""

    STUDIO = "studio", N_("Studio")
    GROUP = "group", N_("Sector group")
    SPECIAL_COMMITTEE = "special_committee", N_("Special committee")
    COMMITTEE = "committee", N_("Committee")


class ActivityState(Choice):
    """Where the record of an activity stands."""

    DRAFT = "draft", N_("Draft")
    SUBMITTED = "submitted", N_("Submitted")
    RETURNED = "returned", N_("Returned")
    CONFIRMED = "confirmed", N_("Confirmed")


class Stage(Choice):
    """Whether it has been held."""

    PLANNED = "planned", N_("Planned")
    DONE = "done", N_("Done")


class AttendanceRole(Choice):
    """What a member did there."""

    PARTICIPANT = "participant", N_("Participant")
    ORGANISER = "organiser", N_("Organiser")
    SPEAKER = "speaker", N_("Speaker")
    LECTURER = "lecturer", N_("Lecturer")
    VISITED = "visited", N_("Visited")


class Presence(Choice):
    """Whether a member was there. Present for less than two thirds counts as absent."""

    PRESENT = "present", N_("Present")
    LATE = "late", N_("Late")
    LEFT_EARLY = "left_early", N_("Left early")
    ON_LEAVE = "on_leave", N_("On leave")
    ABSENT = "absent", N_("Absent")


class LeaveKind(Choice):
    """Why somebody was on leave, so that a rule book can tell what it excuses."""

    OFFICIAL_DUTY = "official_duty", N_("Higher-level party or government meeting")
    POSTED_AWAY = "posted_away", N_("Posted away by the organisation")
    ILLNESS = "illness", N_("Illness")
    PERSONAL = "personal", N_("Personal matters")


# Presence that counts as having been there.
WAS_THERE = (Presence.PRESENT, Presence.LATE, Presence.LEFT_EARLY)


# What the progress of plans is counted from, in the order of its indexes.
PROGRESS = (
    *("held_on", "stage", "binned_at", "held_month", "category_id", "served"),
    "opinions_heard",
)


class Category(Versioned, Table, table=True):
    """A kind of activity, in two levels; an activity bears one of the second level."""

    __table_args__ = (
        UniqueConstraint("committee_id", "code"),
        Index("ix_category_measure", "measure", "id"),
    )

    id: int = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id")
    parent_id: int | None = Field(default=None, foreign_key="category.id", index=True)
    code: str = Field(max_length=40)
    name: str = Field(max_length=60)
    name_en: str = Field(default="", max_length=120)
    measure: Measure | None = Field(default=None, sa_type=stored_by_value(Measure))
    position: int = Field(default=0)
    retired_at: datetime | None = Field(default=None)


class Activity(Versioned, Table, table=True):
    """Something that an owner plans or has held. Money and goods are in fen.

    `held_on` is the day it starts in the committee's zone, `held_month` its year * 100 +
    month, `half_days` how long it lasts; all are kept from its times by the service.
    """

    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="in_order"),
        CheckConstraint(
            "(owner_kind = 'studio' AND studio_id IS NOT NULL AND sector_group_id IS NULL"
            " AND special_committee_id IS NULL)"
            " OR (owner_kind = 'group' AND sector_group_id IS NOT NULL AND studio_id IS NULL"
            " AND special_committee_id IS NULL)"
            " OR (owner_kind = 'special_committee' AND special_committee_id IS NOT NULL"
            " AND studio_id IS NULL AND sector_group_id IS NULL)"
            " OR (owner_kind = 'committee' AND studio_id IS NULL AND sector_group_id IS NULL"
            " AND special_committee_id IS NULL)",
            name="one_owner",
        ),
        CheckConstraint(
            "served >= 0 AND opinions_heard >= 0 AND problems_raised >= 0"
            " AND problems_solved >= 0 AND suggestions >= 0 AND lecturers >= 0"
            " AND money_fen >= 0 AND goods_fen >= 0",
            name="figures_not_negative",
        ),
        Index(
            "ix_activity_board",
            "committee_id",
            "stage",
            "binned_at",
            "held_on",
            "held_month",
            "category_id",
            "owner_kind",
            "studio_id",
            "sector_group_id",
            "community_id",
            "served",
            "opinions_heard",
            "problems_raised",
            "problems_solved",
            "suggestions",
            "lecturers",
            "money_fen",
            "goods_fen",
        ),
        Index("ix_activity_list", "committee_id", "held_on", "id"),
        Index("ix_activity_studio", "studio_id", *PROGRESS),
        Index("ix_activity_group", "sector_group_id", *PROGRESS),
        Index("ix_activity_special", "special_committee_id", "held_on"),
        Index("ix_activity_state", "committee_id", "state", "held_on"),
        Index("ix_activity_community", "community_id", "held_on"),
    )

    id: int = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id")
    owner_kind: OwnerKind = Field(sa_type=stored_by_value(OwnerKind))
    studio_id: int | None = Field(default=None, foreign_key="studio.id")
    sector_group_id: int | None = Field(default=None, foreign_key="sector_group.id")
    special_committee_id: int | None = Field(default=None, foreign_key="special_committee.id")
    category_id: int = Field(foreign_key="category.id", index=True)
    term_session_id: int | None = Field(default=None, foreign_key="term_session.id", index=True)
    community_id: int | None = Field(default=None, foreign_key="community.id")
    title: str = Field(max_length=120)
    starts_at: datetime
    ends_at: datetime
    held_on: date
    held_month: int
    half_days: int = Field(default=1)
    place: str = Field(default="", max_length=120)
    topic: str = Field(default="", max_length=200)
    summary: str = Field(default="", max_length=4000)
    outcome: str = Field(default="", max_length=4000)
    served: int = Field(default=0)
    opinions_heard: int = Field(default=0)
    problems_raised: int = Field(default=0)
    problems_solved: int = Field(default=0)
    suggestions: int = Field(default=0)
    lecturers: int = Field(default=0)
    money_fen: int = Field(default=0)
    goods_fen: int = Field(default=0)
    stage: Stage = Field(default=Stage.DONE, sa_type=stored_by_value(Stage))
    state: ActivityState = Field(
        default=ActivityState.DRAFT, sa_type=stored_by_value(ActivityState)
    )
    returned_reason: str = Field(default="", max_length=400)
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    recorded_at: datetime = Field(default_factory=clock.now)
    binned_at: datetime | None = Field(default=None)


class MediaLink(Table, table=True):
    """Where the press told of an activity."""

    id: int = Field(default=None, primary_key=True)
    activity_id: int = Field(foreign_key="activity.id", ondelete="CASCADE", index=True)
    title: str = Field(max_length=120)
    address: str = Field(default="", max_length=400)


class Attendance(Table, table=True):
    """A member at an activity.

    `counted` is `presence` after the rule of two thirds, kept by the service. `held_on`,
    `half_days` and `category_id` repeat the activity's (the assessment reads one index).
    """

    __table_args__ = (
        UniqueConstraint("activity_id", "member_id"),
        CheckConstraint("share_percent BETWEEN 0 AND 100", name="share"),
        CheckConstraint("presence <> 'on_leave' OR leave_reason <> ''", name="reason_given"),
        Index("ix_attendance_activity", "activity_id", "member_id", "role", "counted"),
        CheckConstraint("leave_kind IS NULL OR presence = 'on_leave'", name="leave_kind_of_leave"),
        Index(
            "ix_attendance_member",
            *("member_id", "held_on", "category_id", "role", "counted"),
            *("half_days", "leave_kind", "activity_id"),
        ),
        Index(
            "ix_attendance_board",
            "committee_id",
            "held_on",
            "counted",
            "activity_id",
            "category_id",
            "role",
            "member_id",
        ),
    )

    id: int = Field(default=None, primary_key=True)
    activity_id: int = Field(foreign_key="activity.id", ondelete="CASCADE")
    committee_id: int = Field(foreign_key="committee.id")
    member_id: int = Field(foreign_key="member.id")
    category_id: int = Field(foreign_key="category.id")
    held_on: date
    role: AttendanceRole = Field(
        default=AttendanceRole.PARTICIPANT, sa_type=stored_by_value(AttendanceRole)
    )
    presence: Presence = Field(sa_type=stored_by_value(Presence, "presence"))
    counted: Presence = Field(sa_type=stored_by_value(Presence, "counted"))
    half_days: int = Field(default=1)
    share_percent: int = Field(default=100)
    leave_kind: LeaveKind | None = Field(default=None, sa_type=stored_by_value(LeaveKind))
    leave_reason: str = Field(default="", max_length=200)
    leave_approved_by: str = Field(default="", max_length=60)
