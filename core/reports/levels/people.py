"""What the members of a level did: where they were called and came, and what they raised."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlmodel import Session, col

from core.activities.models import Activity, Attendance, Stage
from core.matters.models import Author, Consent, Matter, MatterKind
from core.members.models import Member
from core.permissions import Actor
from core.reports.levels import spots
from core.reports.levels.spots import Spot
from core.reports.periods import Period
from core.reports.queries import parts
from core.reports.queries.matters import UNSAID

MOST = 300  # members of one body
Statement = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class PeopleFigures:
    """Members, how often they were called and came, and what they raised or signed too."""

    members: int
    called: int
    came: int
    opinions: int
    proposals: int

    @property
    def rate(self) -> float:
        """The share of those called that came; 0 when nobody was called."""
        return self.came / self.called if self.called else 0.0


@dataclass(frozen=True, slots=True)
class MonthCalled:
    """How often members were called and came in a month (year * 100 + month)."""

    month: int
    called: int
    came: int


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member's share of it."""

    id: int
    number: str
    name: str
    called: int
    came: int
    opinions: int
    proposals: int


def figures(session: Session, actor: Actor, spot: Spot, period: Period) -> PeopleFigures:
    """All in one row. A matter that several of them signed counts once."""
    spots.find(session, actor, spot)
    mine = spots.members(spot, period)
    called = select(func.count(), parts.count_if(parts.was_there())).select_from(Attendance)
    called = _joined(called).where(_called(mine, period))
    there, raised = called.subquery(), _raised(mine, period).subquery()
    by_kind = [
        select(func.count(func.distinct(raised.c.matter_id)))
        .where(raised.c.kind == kind)
        .scalar_subquery()
        for kind in (MatterKind.OPINION, MatterKind.PROPOSAL)
    ]
    many = select(func.count()).select_from(mine.subquery()).scalar_subquery()
    return PeopleFigures(*session.execute(select(many, *there.c, *by_kind)).one())


def by_month(session: Session, actor: Actor, spot: Spot, period: Period) -> list[MonthCalled]:
    """The months in which somebody was called, in the order of time."""
    spots.find(session, actor, spot)
    month = col(Activity.held_month)
    asked = (
        _joined(select(month, func.count(), parts.count_if(parts.was_there())))
        .where(_called(spots.members(spot, period), period))
        .group_by(month)
        .order_by(month)
    )
    return [MonthCalled(*row) for row in session.execute(asked)]


def listing(session: Session, actor: Actor, spot: Spot, period: Period) -> list[MemberRow]:
    """The members, those who came most often first."""
    spots.find(session, actor, spot)
    mine = spots.members(spot, period)
    there = _attendance(mine, period)
    raised = _raised(mine, period).subquery()
    said = (
        select(
            raised.c.member_id,
            parts.count_if(raised.c.kind == MatterKind.OPINION).label("opinions"),
            parts.count_if(raised.c.kind == MatterKind.PROPOSAL).label("proposals"),
        )
        .group_by(raised.c.member_id)
        .subquery()
    )
    came = func.coalesce(there.c.came, 0)
    asked = (
        select(
            col(Member.id),
            col(Member.number),
            col(Member.name),
            func.coalesce(there.c.called, 0),
            came,
            func.coalesce(said.c.opinions, 0),
            func.coalesce(said.c.proposals, 0),
        )
        .outerjoin(there, there.c.member_id == col(Member.id))
        .outerjoin(said, said.c.member_id == col(Member.id))
        .where(col(Member.id).in_(mine))
        .order_by(came.desc(), col(Member.number))
        .limit(MOST)
    )
    return [MemberRow(*row) for row in session.execute(asked)]


def _attendance(mine: Statement, period: Period) -> Any:  # noqa: ANN401  a subquery
    called, came = func.count().label("called"), parts.count_if(parts.was_there()).label("came")
    asked = select(col(Attendance.member_id), called, came)
    counted = _joined(asked).where(_called(mine, period))
    return counted.group_by(col(Attendance.member_id)).subquery()


def _joined(asked: Statement) -> Statement:
    return asked.join(Activity, col(Activity.id) == col(Attendance.activity_id))


def _called(mine: Statement, period: Period) -> ColumnElement[bool]:
    return and_(
        col(Attendance.member_id).in_(mine),
        col(Attendance.held_on).between(period.first, period.last),
        col(Activity.stage) == Stage.DONE,
        col(Activity.binned_at).is_(None),
    )


def _raised(mine: Statement, period: Period) -> Statement:
    """Each member with each matter that they raised or signed too."""
    return (
        select(col(Author.member_id), col(Author.matter_id), col(Matter.kind).label("kind"))
        .join(Matter, col(Matter.id) == col(Author.matter_id))
        .where(
            col(Author.member_id).in_(mine),
            col(Author.consent) == Consent.AGREED,
            raised_in(period),
        )
    )


def raised_in(period: Period) -> ColumnElement[bool]:
    """Matters that came in in a period and are no longer anybody's draft."""
    return and_(
        col(Matter.received_on).between(period.first, period.last),
        col(Matter.binned_at).is_(None),
        col(Matter.state).not_in(UNSAID),
    )
