"""Where opinion items come from, which unit answers them, and what came of it."""

from dataclasses import dataclass

from sqlalchemy import SelectBase, Subquery, func
from sqlalchemy import select as columns
from sqlmodel import col

from core.committees.models import Sector
from core.handling.models import (
    Assignment,
    AssignmentState,
    HandlingRole,
    HandlingUnit,
    Reply,
    Result,
)
from core.matters.models import Author, AuthorRole, Consent, Matter, MatterKind, State, Submitter
from core.members.models import Member
from core.reports.queries import parts
from core.reports.queries.branches import Joined
from core.reports.queries.matters import received

GONE = (AssignmentState.HANDED_BACK, AssignmentState.TAKEN_BACK)


@dataclass(frozen=True, slots=True)
class Stream:
    """Opinion items that went one way. Without a sector `submitter` says who raised them.

    Without a unit nothing was assigned; without a result nobody has replied.
    """

    sector: str | None
    sector_en: str | None
    submitter: Submitter
    unit: str | None
    result: Result | None
    items: int


@parts.answers(
    Stream,
    Joined(
        key=lambda sector, _en, submitter, unit, result, _items: (sector, submitter, unit, result),
        sums=("items",),
        order=lambda row: -row.items,
    ),
)
def streams() -> SelectBase:
    """Items of the period by sector of the first author, lead unit and result; most first.

    Each counts once. What was merged into another counts in that one.
    """
    led, items = _led(), func.count()
    way = (
        col(Sector.name),
        func.max(col(Sector.name_en)),
        col(Matter.submitter),
        col(HandlingUnit.name),
        col(Reply.result),
    )
    first = (
        (col(Author.matter_id) == col(Matter.id))
        & (col(Author.role) == AuthorRole.FIRST)
        & (col(Author.consent) == Consent.AGREED)
    )
    return (
        columns(*way, items)
        .select_from(Matter)
        .outerjoin(Author, first)
        .outerjoin(Member, col(Member.id) == col(Author.member_id))
        .outerjoin(Sector, col(Sector.id) == col(Member.sector_id))
        .outerjoin(led, led.c.matter_id == col(Matter.id))
        .outerjoin(Assignment, col(Assignment.id) == led.c.assignment_id)
        .outerjoin(HandlingUnit, col(HandlingUnit.id) == col(Assignment.unit_id))
        .outerjoin(Reply, col(Reply.id) == col(Assignment.reply_id))
        .where(received(MatterKind.OPINION), col(Matter.state) != State.MERGED)
        .group_by(way[0], *way[2:])
        .order_by(items.desc(), way[0], way[3], way[4])
    )


def _led() -> Subquery:
    """The last assignment of each matter to a unit in the lead."""
    last = func.max(col(Assignment.id)).label("assignment_id")
    return (
        columns(col(Assignment.matter_id).label("matter_id"), last)
        .where(
            col(Assignment.committee_id).in_(parts.WITHIN),
            col(Assignment.kind) == MatterKind.OPINION,
            col(Assignment.role) == HandlingRole.LEAD,
            col(Assignment.state).not_in(GONE),
        )
        .group_by(col(Assignment.matter_id))
        .subquery()
    )
