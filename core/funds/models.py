"""Tables of budgets and expenses. All money is in fen."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from core import clock
from db.base import Table, Versioned


class Budget(Versioned, Table, table=True):
    """What a studio, township work office or sector group may spend in a year."""

    __table_args__ = (
        CheckConstraint("amount_fen >= 0", name="not_negative"),
        CheckConstraint(
            "(CASE WHEN studio_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN sector_group_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="one_owner",
        ),
        UniqueConstraint("studio_id", "year"),
        UniqueConstraint("sector_group_id", "year"),
        Index("ix_budget_committee", "committee_id", "year"),
    )

    id: int = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id")
    studio_id: int | None = Field(default=None, foreign_key="studio.id")
    sector_group_id: int | None = Field(default=None, foreign_key="sector_group.id")
    year: int
    amount_fen: int
    source: str = Field(default="", max_length=120)


class Expense(Versioned, Table, table=True):
    """Money spent on an activity, against a budget; the voucher's photo is an attachment."""

    __table_args__ = (
        CheckConstraint("amount_fen > 0", name="positive"),
        Index("ix_expense_budget", "budget_id", "spent_on", "amount_fen"),
    )

    id: int = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id", index=True)
    budget_id: int = Field(foreign_key="budget.id")
    activity_id: int = Field(foreign_key="activity.id", index=True)
    spent_on: date
    amount_fen: int
    purpose: str = Field(max_length=120)
    recorded_at: datetime = Field(default_factory=clock.now)
    binned_at: datetime | None = Field(default=None)
