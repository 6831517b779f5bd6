"""Reading press reports."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlmodel import Session, col
from sqlmodel import select as select_row

from core.activities.models import Activity
from core.committees.models import Committee
from core.committees.scope import below, within
from core.errors import NotFound
from core.handling.models import AuthorityLevel
from core.i18n import N_
from core.matters.models import Matter
from core.permissions import Actor, Permission, require
from core.publicity.models import PressReport
from core.studios.models import Studio
from db.base import Choice

READ, WRITE = Permission.PUBLICITY_READ, Permission.PUBLICITY_WRITE
MOST_TOLD = 50


class Printed(Choice):
    """Whether a medium printed it."""

    YES = "yes", N_("Printed")
    NO = "no", N_("Not printed")


class Order(Choice):
    """How the list is sorted."""

    WRITTEN = "written", N_("Latest written first")
    PRINTED = "printed", N_("Latest printed first")
    TITLE = "title", N_("By title")


@dataclass(frozen=True, slots=True)
class Filters:
    """Which reports: those within a committee, narrowed by what is given."""

    committee_id: int
    year: int | None = None
    level: AuthorityLevel | None = None
    printed: Printed | None = None
    search: str = ""
    binned: bool = False
    order: Order = Order.WRITTEN


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report as the list shows it, with what it tells of."""

    id: int
    title: str
    author: str
    written_on: date
    medium: str
    level: AuthorityLevel | None
    printed_on: date | None
    studio: str | None
    activity: str | None
    matter: str | None
    committee: str
    committee_en: str


@dataclass(frozen=True, slots=True)
class Told:
    """A report as the page of what it tells of shows it; no medium if it was not printed."""

    id: int
    title: str
    medium: str
    level: AuthorityLevel | None
    printed_on: date | None
    written_on: date


@dataclass(frozen=True, slots=True)
class LevelCount:
    """How many reports were printed on a level; None counts those that were not."""

    level: AuthorityLevel | None
    reports: int


def find(
    session: Session, actor: Actor, press_report_id: int, permission: Permission, lock: bool = False
) -> PressReport:
    """A report within the actor's scope that is not in the bin."""
    require(actor, permission)
    return _one(session, _wanted(actor, press_report_id, permission, binned=False), lock=lock)


def find_binned(session: Session, actor: Actor, press_report_id: int) -> PressReport:
    """A report in the bin, locked."""
    require(actor, WRITE)
    return _one(session, _wanted(actor, press_report_id, WRITE, binned=True), lock=True)


def listing(
    session: Session, actor: Actor, filters: Filters, *, offset: int = 0, limit: int = 50
) -> list[ReportRow]:
    """The reports that filters ask for."""
    require(actor, READ)
    wanted = (
        select(
            col(PressReport.id),
            col(PressReport.title),
            col(PressReport.author),
            col(PressReport.written_on),
            col(PressReport.medium),
            col(PressReport.level),
            col(PressReport.printed_on),
            col(Studio.name),
            col(Activity.title),
            col(Matter.title),
            col(Committee.name),
            col(Committee.name_en),
        )
        .select_from(PressReport)
        .join(Committee, col(Committee.id) == col(PressReport.committee_id))
        .outerjoin(Studio, col(Studio.id) == col(PressReport.studio_id))
        .outerjoin(Activity, col(Activity.id) == col(PressReport.activity_id))
        .outerjoin(Matter, col(Matter.id) == col(PressReport.matter_id))
        .where(*_parts(actor, filters))
        .order_by(*_sorted(filters.order))
        .offset(offset)
        .limit(limit)
    )
    return [ReportRow(*row) for row in session.execute(wanted)]


def total(session: Session, actor: Actor, filters: Filters) -> int:
    """How many reports filters ask for."""
    require(actor, READ)
    wanted = select(func.count(col(PressReport.id))).where(*_parts(actor, filters))
    number: int = session.execute(wanted).scalar_one()
    return number


def counts(session: Session, actor: Actor, committee_id: int, year: int) -> list[LevelCount]:
    """How many reports of a year were printed on each level, and how many were not."""
    require(actor, READ)
    wanted = (
        select(col(PressReport.level), func.count(col(PressReport.id)))
        .where(*_parts(actor, Filters(committee_id, year)))
        .group_by(col(PressReport.level))
    )
    order = [None, *AuthorityLevel]
    found = [LevelCount(*row) for row in session.execute(wanted)]
    return sorted(found, key=lambda one: order.index(one.level), reverse=True)


def of_matter(session: Session, actor: Actor, matter_id: int) -> list[Told]:
    """The reports within the actor's scope that tell of a matter, the latest first."""
    return _telling(session, actor, col(PressReport.matter_id) == matter_id)


def of_activity(session: Session, actor: Actor, activity_id: int) -> list[Told]:
    """The reports within the actor's scope that tell of an activity, the latest first."""
    return _telling(session, actor, col(PressReport.activity_id) == activity_id)


def _telling(session: Session, actor: Actor, of: ColumnElement[bool]) -> list[Told]:
    require(actor, READ)
    wanted = (
        select(
            *(col(PressReport.id), col(PressReport.title), col(PressReport.medium)),
            *(col(PressReport.level), col(PressReport.printed_on), col(PressReport.written_on)),
        )
        .where(
            of,
            col(PressReport.binned_at).is_(None),
            within(actor, READ, col(PressReport.committee_id)),
        )
        .order_by(col(PressReport.written_on).desc(), col(PressReport.id).desc())
        .limit(MOST_TOLD)
    )
    return [Told(*row) for row in session.execute(wanted)]


def _wanted(actor: Actor, press_report_id: int, permission: Permission, *, binned: bool) -> Any:  # noqa: ANN401  SQLModel's own kind of select
    at = col(PressReport.binned_at)
    return select_row(PressReport).where(
        PressReport.id == press_report_id,
        at.is_not(None) if binned else at.is_(None),
        within(actor, permission, col(PressReport.committee_id)),
    )


def _one(session: Session, wanted: Any, *, lock: bool) -> PressReport:  # noqa: ANN401  as above
    row: PressReport | None = session.exec(wanted.with_for_update() if lock else wanted).first()
    if row is None:
        raise NotFound
    return row


def _parts(actor: Actor, filters: Filters) -> list[ColumnElement[bool]]:
    at = col(PressReport.binned_at)
    parts = [
        col(PressReport.committee_id).in_(below([filters.committee_id])),
        within(actor, READ, col(PressReport.committee_id)),
        at.is_not(None) if filters.binned else at.is_(None),
    ]
    if filters.year:
        first, last = date(filters.year, 1, 1), date(filters.year, 12, 31)
        parts.append(col(PressReport.written_on).between(first, last))
    if filters.level:
        parts.append(col(PressReport.level) == filters.level)
    if filters.printed:
        on = col(PressReport.printed_on)
        parts.append(on.is_not(None) if filters.printed is Printed.YES else on.is_(None))
    if filters.search:
        found = (PressReport.title, PressReport.author, PressReport.medium)
        parts.append(or_(*(col(one).contains(filters.search, autoescape=True) for one in found)))
    return parts


def _sorted(order: Order) -> list[ColumnElement[Any]]:
    last = col(PressReport.id).desc()
    printed = func.coalesce(col(PressReport.printed_on), date.min)
    by: dict[Order, list[Any]] = {
        Order.WRITTEN: [col(PressReport.written_on).desc(), last],
        Order.PRINTED: [printed.desc(), last],
        Order.TITLE: [col(PressReport.title), last],
    }
    return by[order]
