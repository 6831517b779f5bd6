"""The table of commendations."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from core.i18n import N_
from db.base import Choice, Table, Versioned, stored_by_value


class SubjectKind(Choice):
    """What is commended."""

    MEMBER = "member", N_("Member")
    GROUP = "group", N_("Sector group")
    STUDIO = "studio", N_("Studio")
    PROPOSAL = "proposal", N_("Proposal")


class HonourLevel(Choice):
    """Who commends, from the highest down."""

    NATION = "nation", N_("National")
    PROVINCE = "province", N_("Provincial")
    PREFECTURE = "prefecture", N_("Prefecture level")
    COUNTY = "county", N_("County level")


class Honour(Choice):
    """What the commendation is called."""

    EXCELLENT_MEMBER = "excellent_member", N_("Excellent member")
    ADVANCED_INDIVIDUAL = "advanced_individual", N_("Advanced individual")
    EXCELLENT_PROPOSAL = "excellent_proposal", N_("Excellent proposal")
    ADVANCED_GROUP = "advanced_group", N_("Advanced group")
    EXCELLENT_STUDIO = "excellent_studio", N_("Excellent studio")
    OTHER = "other", N_("Other honour")


class Commendation(Versioned, Table, table=True):
    """A commendation of a member, group, studio or proposal. `subject` says whose, in words."""

    __table_args__ = (
        CheckConstraint(
            "(subject_kind = 'member' AND member_id IS NOT NULL AND sector_group_id IS NULL"
            " AND studio_id IS NULL)"
            " OR (subject_kind = 'group' AND sector_group_id IS NOT NULL AND member_id IS NULL"
            " AND studio_id IS NULL)"
            " OR (subject_kind = 'studio' AND studio_id IS NOT NULL AND member_id IS NULL"
            " AND sector_group_id IS NULL)"
            " OR (subject_kind = 'proposal' AND member_id IS NULL AND sector_group_id IS NULL"
            " AND studio_id IS NULL AND subject <> '')",
            name="one_subject",
        ),
        Index(
            "ix_commendation_board",
            *("committee_id", "year", "honour", "level", "subject_kind", "binned_at"),
        ),
        Index("ix_commendation_member", "member_id", "year"),
    )

    id: int = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id")
    subject_kind: SubjectKind = Field(sa_type=stored_by_value(SubjectKind))
    member_id: int | None = Field(default=None, foreign_key="member.id")
    sector_group_id: int | None = Field(default=None, foreign_key="sector_group.id")
    studio_id: int | None = Field(default=None, foreign_key="studio.id")
    subject: str = Field(default="", max_length=120)
    honour: Honour = Field(sa_type=stored_by_value(Honour))
    level: HonourLevel = Field(sa_type=stored_by_value(HonourLevel))
    given_by: str = Field(default="", max_length=120)
    year: int
    given_on: date | None = Field(default=None)
    binned_at: datetime | None = Field(default=None)
