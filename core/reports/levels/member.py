"""What one member did: the activities that they were called to, and the matters they raised."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from core.activities.models import (
    Activity,
    Attendance,
    AttendanceRole,
    Category,
    Presence,
    Stage,
)
from core.matters.models import Author, AuthorRole, Consent, Matter, MatterKind, State
from core.permissions import Actor
from core.reports.levels import spots
from core.reports.levels.people import raised_in
from core.reports.levels.spots import Level, Spot
from core.reports.periods import Period

PAGE = 50


@dataclass(frozen=True, slots=True)
class AttendedRow:
    """An activity that the member was called to, and whether they came."""

    id: int
    held_on: date
    title: str
    category: str
    category_en: str
    role: AttendanceRole
    counted: Presence


@dataclass(frozen=True, slots=True)
class RaisedRow:
    """A matter that the member raised or signed too, and where it stands."""

    id: int
    kind: MatterKind
    received_on: date
    title: str
    role: AuthorRole
    state: State


def attended(
    session: Session, actor: Actor, spot: Spot, period: Period, offset: int = 0
) -> list[AttendedRow]:
    """One page of the activities, the latest first; none for what is no member."""
    spots.find(session, actor, spot)
    asked = (
        select(
            col(Activity.id),
            col(Activity.held_on),
            col(Activity.title),
            col(Category.name),
            col(Category.name_en),
            col(Attendance.role),
            col(Attendance.counted),
        )
        .join(Attendance, col(Attendance.activity_id) == col(Activity.id))
        .join(Category, col(Category.id) == col(Activity.category_id))
        .where(
            col(Attendance.member_id) == _member(spot),
            col(Attendance.held_on).between(period.first, period.last),
            col(Activity.stage) == Stage.DONE,
            col(Activity.binned_at).is_(None),
        )
        .order_by(col(Attendance.held_on).desc(), col(Activity.id).desc())
        .offset(offset)
        .limit(PAGE)
    )
    return [AttendedRow(*row) for row in session.execute(asked)]


def raised(session: Session, actor: Actor, spot: Spot, period: Period) -> list[RaisedRow]:
    """The latest opinion items and proposals, the newest first; none for what is no member."""
    spots.find(session, actor, spot)
    asked = (
        select(
            col(Matter.id),
            col(Matter.kind),
            col(Matter.received_on),
            col(Matter.title),
            col(Author.role),
            col(Matter.state),
        )
        .join(Author, col(Author.matter_id) == col(Matter.id))
        .where(
            col(Author.member_id) == _member(spot),
            col(Author.consent) == Consent.AGREED,
            raised_in(period),
        )
        .order_by(col(Matter.received_on).desc(), col(Matter.id).desc())
        .limit(PAGE)
    )
    return [RaisedRow(*row) for row in session.execute(asked)]


def _member(spot: Spot) -> int:
    return spot.id if spot.level is Level.MEMBER else 0
