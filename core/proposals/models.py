"""What a proposal has beyond other matters."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from core.handling.models import Result, Satisfaction
from core.i18n import N_
from db.base import Choice, Table, Versioned, stored_by_value


class Nature(Choice):
    """Who makes a proposal."""

    INDIVIDUAL = "individual", N_("Individual proposal")
    CO_SIGNED = "co_signed", N_("Co-signed proposal")
    COLLECTIVE = "collective", N_("Collective proposal")


class RefusalReason(Versioned, Table, table=True):
    """Why a proposal may be left unregistered; an office edits the list."""

    __table_args__ = (UniqueConstraint("committee_id", "code"),)

    id: int = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id")
    code: str = Field(max_length=20)
    name: str = Field(max_length=200)
    position: int = Field(default=0)
    retired_at: datetime | None = Field(default=None)


class Proposal(Table, table=True):
    """The part of a matter that only proposals have; edited with it, under its version.

    `result` and `satisfaction` are those of the last round.
    """

    __table_args__ = (
        Index("ix_proposal_board", "term_session_id", "nature", "result", "satisfaction"),
    )

    matter_id: int = Field(foreign_key="matter.id", ondelete="CASCADE", primary_key=True)
    nature: Nature = Field(sa_type=stored_by_value(Nature))
    term_session_id: int = Field(foreign_key="term_session.id")
    co_sign_until: datetime | None = Field(default=None)
    refusal_reason_id: int | None = Field(default=None, foreign_key="refusal_reason.id", index=True)
    is_key: bool = Field(default=False)
    is_excellent: bool = Field(default=False)
    is_number_one: bool = Field(default=False)
    result: Result | None = Field(default=None, sa_type=stored_by_value(Result))
    satisfaction: Satisfaction | None = Field(default=None, sa_type=stored_by_value(Satisfaction))
    revisit_on: date | None = Field(default=None, index=True)
    revisited_on: date | None = Field(default=None)
    revisit_words: str = Field(default="", max_length=1000)
