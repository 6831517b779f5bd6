"""Tables of speeches, reports and suggestions that are neither opinion item nor proposal."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from core.i18n import N_
from db.base import Choice, Table, Versioned, stored_by_value


class ContributionKind(Choice):
    """What was contributed."""

    SPEECH = "speech", N_("Plenary speech")
    WRITTEN_SPEECH = "written_speech", N_("Written plenary speech")
    RESEARCH_REPORT = "research_report", N_("Research report")
    SUGGESTIONS = "suggestions", N_("Suggestions on the work reports")
    BULLETIN = "bulletin", N_("Issue of the advice bulletin")


class Contribution(Versioned, Table, table=True):
    """A speech, report or set of suggestions, with the occasion and what came of it.

    `pieces` counts the single suggestions in it, `points` what they were condensed into.
    """

    __table_args__ = (
        CheckConstraint("pieces >= 1 AND points >= 0", name="counted"),
        Index("ix_contribution_list", "committee_id", "given_on", "id"),
        Index(
            "ix_contribution_board",
            "committee_id",
            "binned_at",
            "given_on",
            "kind",
            "pieces",
            "points",
        ),
    )

    id: int = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id")
    kind: ContributionKind = Field(sa_type=stored_by_value(ContributionKind))
    title: str = Field(max_length=120)
    given_on: date
    term_session_id: int | None = Field(default=None, foreign_key="term_session.id", index=True)
    occasion: str = Field(default="", max_length=120)
    organisation: str = Field(default="", max_length=120)
    pieces: int = Field(default=1)
    points: int = Field(default=0)
    outcome: str = Field(default="", max_length=1000)
    binned_at: datetime | None = Field(default=None)


class Contributor(Table, table=True):
    """A member who gave a contribution."""

    __table_args__ = (
        UniqueConstraint("contribution_id", "member_id"),
        Index("ix_contributor_member", "member_id", "contribution_id"),
    )

    id: int = Field(default=None, primary_key=True)
    contribution_id: int = Field(foreign_key="contribution.id", ondelete="CASCADE")
    member_id: int = Field(foreign_key="member.id")
    position: int = Field(default=0)
