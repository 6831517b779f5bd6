"""The table of yearly targets."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from core.i18n import N_
from db.base import Choice, Table, Versioned, stored_by_value


class Measure(Choice):
    """What a target counts. Categories of activities name the measure that they count for."""

    ACTIVITY = "activity", N_("Activities")
    SERVICE_EVENT = "service_event", N_("Service events")
    PROPOSAL = "proposal", N_("Proposals")
    CONSULTATION = "consultation", N_("Consultations")
    OPINION = "opinion", N_("Opinions")
    LISTENING_VISIT = "listening_visit", N_("Listening visits")
    READING_EVENT = "reading_event", N_("Reading events")
    PEOPLE_SERVED = "people_served", N_("People served")


class Every(Choice):
    """The stretch of time within which a target is to be reached."""

    YEAR = "year", N_("A year")
    QUARTER = "quarter", N_("A quarter")


class PlanTarget(Versioned, Table, table=True):
    """A target of one studio, group or member for a year, per year or per quarter.

    `preset` names the preset that set it; "" when it was set by hand.
    """

    __table_args__ = (
        CheckConstraint("target >= 1", name="target_positive"),
        CheckConstraint(
            "(CASE WHEN studio_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN sector_group_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN member_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="one_subject",
        ),
        UniqueConstraint("studio_id", "year", "measure"),
        UniqueConstraint("sector_group_id", "year", "measure"),
        UniqueConstraint("member_id", "year", "measure"),
        Index(
            "ix_plan_target_committee",
            *("committee_id", "year", "measure", "every", "target", "studio_id", "sector_group_id"),
        ),
    )

    id: int = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id")
    studio_id: int | None = Field(default=None, foreign_key="studio.id", ondelete="CASCADE")
    sector_group_id: int | None = Field(
        default=None, foreign_key="sector_group.id", ondelete="CASCADE"
    )
    member_id: int | None = Field(default=None, foreign_key="member.id", ondelete="CASCADE")
    year: int
    measure: Measure = Field(sa_type=stored_by_value(Measure))
    every: Every = Field(default=Every.YEAR, sa_type=stored_by_value(Every))
    target: int
    preset: str = Field(default="", max_length=30)
