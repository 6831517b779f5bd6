"""The ladder of adoption of opinion items."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from core import clock
from core.handling.models import AuthorityLevel
from core.i18n import N_
from db.base import Choice, Table, stored_by_value


class AdoptionKind(Choice):
    """How an opinion item was used."""

    SINGLE = "single", N_("Single piece")
    COMPOSITE = "composite", N_("Part of a composite")
    FORWARDED = "forwarded", N_("Forwarded")
    ADOPTED = "adopted", N_("Adopted by departments")
    INSTRUCTION = "instruction", N_("Leader's instruction")


class Adoption(Table, table=True):
    """One rung of the ladder: an opinion item used at a level, in a product and issue."""

    __table_args__ = (
        UniqueConstraint("matter_id", "level", "kind", "product", "issue"),
        CheckConstraint(
            "kind <> 'instruction' OR instruction_id IS NOT NULL", name="instruction_given"
        ),
        Index("ix_adoption_board", "committee_id", "level", "adopted_on", "kind", "matter_id"),
    )

    id: int = Field(default=None, primary_key=True)
    matter_id: int = Field(foreign_key="matter.id", ondelete="CASCADE", index=True)
    committee_id: int = Field(foreign_key="committee.id")
    level: AuthorityLevel = Field(sa_type=stored_by_value(AuthorityLevel))
    kind: AdoptionKind = Field(sa_type=stored_by_value(AdoptionKind))
    adopted_on: date
    product: str = Field(default="", max_length=80)
    issue: str = Field(default="", max_length=40)
    instruction_id: int | None = Field(default=None, foreign_key="instruction.id", index=True)
    account_id: int | None = Field(default=None, foreign_key="account.id")
    recorded_at: datetime = Field(default_factory=clock.now)
