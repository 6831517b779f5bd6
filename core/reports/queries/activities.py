"""What was held: by month and category, by category, and by who organised it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import SelectBase, case, func
from sqlalchemy import select as columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from core.activities.models import Activity, Attendance, AttendanceRole, Category, OwnerKind
from core.permissions import Actor
from core.plans.models import Measure
from core.reports.periods import Period
from core.reports.queries import parts
from core.reports.queries.branches import Joined
from core.studios.models import Studio, StudioKind

# The figures of an activity that are summed up, as `CategoryFigures` names them.
FIGURES = (
    *("served", "opinions_heard", "problems_raised", "problems_solved"),
    *("suggestions", "lecturers", "money_fen", "goods_fen"),
)


@dataclass(frozen=True, slots=True)
class MonthCategory:
    """The activities of one heading of the catalogue in one month (year * 100 + month)."""

    month: int
    code: str
    name: str
    name_en: str
    activities: int
    served: int
    position: int = 0


@dataclass(frozen=True, slots=True)
class CategoryFigures:
    """All that was counted for one category of the second level. Money and goods are in fen."""

    code: str
    name: str
    name_en: str
    heading_code: str
    measure: Measure | None
    activities: int
    served: int
    opinions_heard: int
    problems_raised: int
    problems_solved: int
    suggestions: int
    lecturers: int
    money_fen: int
    goods_fen: int


@dataclass(frozen=True, slots=True)
class RoleVisits:
    """How often members were there in one role, for one category; `members` counts each once."""

    code: str
    name: str
    name_en: str
    role: AttendanceRole
    visits: int
    members: int


@dataclass(frozen=True, slots=True)
class OwnerFigures:
    """What one kind of organiser held; `studio_kind` tells the kinds of studios apart."""

    owner: OwnerKind
    studio_kind: StudioKind | None
    activities: int
    served: int


@parts.answers(
    MonthCategory,
    Joined(
        key=lambda month, code, name, *_: (month, parts.same(code, name)),
        sums=("activities", "served"),
        order=lambda row: (row.month, row.position, row.code),
    ),
)
def by_month() -> SelectBase:
    """Activities by month and heading of the catalogue, in the order of time."""
    summed = (
        columns(
            col(Activity.held_month).label("month"),
            col(Activity.category_id).label("category_id"),
            func.count().label("activities"),
            parts.total(Activity.served).label("served"),
        )
        .where(parts.held())
        .group_by(col(Activity.held_month), col(Activity.category_id))
        .subquery()
    )
    below, top = aliased(Category), aliased(Category)
    position = func.max(col(top.position))
    return (
        columns(
            summed.c.month,
            col(top.code),
            func.max(col(top.name)),
            func.max(col(top.name_en)),
            parts.total(summed.c.activities),
            parts.total(summed.c.served),
            position,
        )
        .join(below, col(below.id) == summed.c.category_id)
        .join(top, col(top.id) == func.coalesce(col(below.parent_id), col(below.id)))
        .group_by(summed.c.month, col(top.code), parts.apart(top))
        .order_by(summed.c.month, position, col(top.code))
    )


@parts.answers(
    CategoryFigures,
    Joined(
        key=lambda code, name, *_: parts.same(code, name),
        sums=("activities", *FIGURES),
        order=lambda row: (-row.activities, row.code),
    ),
)
def by_category() -> SelectBase:
    """All figures per category, the most frequent first."""
    figures = [getattr(Activity, name) for name in FIGURES]
    summed = (
        columns(
            col(Activity.category_id).label("category_id"),
            func.count().label("activities"),
            *[parts.total(column).label(column.key) for column in figures],
        )
        .where(parts.held())
        .group_by(col(Activity.category_id))
        .subquery()
    )
    top = aliased(Category)
    count = parts.total(summed.c.activities)
    return (
        columns(
            col(Category.code),
            func.max(Category.name),
            func.max(Category.name_en),
            func.max(col(top.code)),
            func.max(Category.measure),
            count,
            *[parts.total(summed.c[column.key]) for column in figures],
        )
        .join(summed, summed.c.category_id == col(Category.id))
        .join(top, col(top.id) == func.coalesce(col(Category.parent_id), col(Category.id)))
        .group_by(col(Category.code), parts.apart(Category))
        .order_by(count.desc(), col(Category.code))
    )


@parts.answers(RoleVisits)
def visits_by_role() -> SelectBase:
    """Person-visits per category and role, of members who were there."""
    return (
        columns(
            col(Category.code),
            func.max(Category.name),
            func.max(Category.name_en),
            col(Attendance.role),
            func.count(),
            func.count(func.distinct(Attendance.member_id)),
        )
        .join(Category, col(Category.id) == col(Attendance.category_id))
        .where(parts.attended(), parts.was_there())
        .group_by(col(Category.code), parts.apart(Category), col(Attendance.role))
        .order_by(func.count().desc(), col(Category.code))
    )


@parts.answers(
    OwnerFigures,
    Joined(
        key=lambda owner, studio_kind, *_: (owner, studio_kind),
        sums=("activities", "served"),
        order=lambda row: (-row.activities, row.owner),
    ),
)
def by_owner() -> SelectBase:
    """Activities by who organised them, the most active first."""
    kind = case((col(Activity.owner_kind) == OwnerKind.STUDIO, col(Studio.kind)))
    return (
        columns(col(Activity.owner_kind), kind, func.count(), parts.total(Activity.served))
        .outerjoin(Studio, col(Studio.id) == col(Activity.studio_id))
        .where(parts.held())
        .group_by(col(Activity.owner_kind), kind)
        .order_by(func.count().desc(), col(Activity.owner_kind))
    )


def last_held(session: Session, actor: Actor, committee_id: int, period: Period) -> date | None:
    """The last day on or before the period's end on which something was held, if ever."""
    day: date | None = _last_held(session, actor, committee_id, Period(date.min, period.last))[0]
    return day


@parts.answers(lambda day: day)
def _last_held() -> SelectBase:
    return columns(func.max(Activity.held_on)).where(parts.held())
