"""Lists of matters: opinion items and proposals alike."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_
from sqlalchemy import select as columns
from sqlmodel import Session, col

from core.committees import scope
from core.committees.models import Committee
from core.groups.models import SectorGroup
from core.i18n import N_
from core.informants.models import Informant
from core.matters import concerns, reach, texts
from core.matters.concerns import Concern
from core.matters.models import (
    Author,
    AuthorRole,
    Matter,
    MatterCategory,
    MatterKind,
    Source,
    State,
    Submitter,
    Urgency,
)
from core.members.models import Member
from core.permissions import Actor, require
from core.studios.models import Studio
from db.base import Choice


class Order(Choice):
    """In which order a list comes."""

    NEWEST = "newest", N_("Newest first")
    OLDEST = "oldest", N_("Oldest first")
    URGENT = "urgent", N_("Most urgent first")
    WAITING = "waiting", N_("Longest in its state first")
    TITLE = "title", N_("By title")


@dataclass(frozen=True, slots=True)
class MatterFilter:
    """Which matters a list asks for. A committee stands for itself and those below it.

    `in_text`: what is searched for may stand in the texts too.
    """

    kind: MatterKind
    committee_id: int | None = None
    search: str = ""
    in_text: bool = False
    state: State | None = None
    source: Source | None = None
    submitter: Submitter | None = None
    category_id: int | None = None
    urgency: Urgency | None = None
    month: int | None = None
    series: int | None = None
    studio_id: int | None = None
    sector_group_id: int | None = None
    activity_id: int | None = None
    member_id: int | None = None
    is_micro: bool | None = None
    same_day: bool = False
    concern: Concern | None = None
    received_from: date | None = None
    received_until: date | None = None
    binned: bool = False
    order: Order = Order.NEWEST
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class MatterRow:
    """A matter as lists show it. `author` is the name of who raised it, "" for a citizen."""

    id: int
    version: int
    kind: MatterKind
    series: int | None
    number: int | None
    received_on: date
    title: str
    submitter: Submitter
    author: str
    source: Source
    place: str
    category: str
    category_en: str
    urgency: Urgency
    is_micro: bool
    is_open: bool
    state: State
    state_since: datetime
    committee_id: int
    committee: str
    committee_en: str
    time_zone: str
    issue_year: int | None
    issue_number: int | None
    same_day: bool
    adopted_on: date | None


# Signed and sent on the day it came in.
SAME_DAY = and_(
    col(Matter.signed_on) == col(Matter.received_on),
    func.coalesce(col(Matter.issued_on), col(Matter.reported_on)) == col(Matter.received_on),
)


def listing(session: Session, actor: Actor, wanted: MatterFilter) -> list[MatterRow]:
    """The matters of one page of a list."""
    require(actor, reach.READ[wanted.kind])
    order = _ORDERS[wanted.order]
    page = (
        columns(col(Matter.id))
        .where(*_asked(session, actor, wanted))
        .order_by(*order)
        .offset(wanted.offset)
        .limit(wanted.limit)
    )
    return [MatterRow(*row) for row in session.execute(_rows(page, order))]


def after(
    session: Session, actor: Actor, wanted: MatterFilter, behind: int, limit: int
) -> list[MatterRow]:
    """The next matters of a list behind an id, in the order in which they came in."""
    require(actor, reach.READ[wanted.kind])
    order = (col(Matter.id),)
    page = (
        columns(col(Matter.id))
        .where(*_asked(session, actor, wanted), col(Matter.id) > behind)
        .order_by(*order)
        .limit(limit)
    )
    return [MatterRow(*row) for row in session.execute(_rows(page, order))]


def counts(session: Session, actor: Actor, wanted: MatterFilter) -> dict[State, int]:
    """How many matters of a list stand in each state, whichever state it is narrowed to."""
    require(actor, reach.READ[wanted.kind])
    asked = (
        columns(col(Matter.state), func.count(col(Matter.id)))
        .where(*_asked(session, actor, wanted, any_state=True))
        .group_by(col(Matter.state))
    )
    found = {state: number for state, number in session.execute(asked)}  # noqa: C416  typed so
    return {state: found[state] for state in State if state in found}


def waiting(session: Session, actor: Actor, kind: MatterKind) -> int:
    """How many matters wait for an actor."""
    require(actor, reach.READ[kind])
    found = counts(session, actor, MatterFilter(kind, concern=Concern.WAITS))
    return sum(found.values())


def _asked(
    session: Session, actor: Actor, wanted: MatterFilter, *, any_state: bool = False
) -> list[ColumnElement[bool]]:
    in_bin = col(Matter.binned_at).is_not(None)
    permission = (reach.WRITE if wanted.binned else reach.READ)[wanted.kind]
    exact = {
        Matter.state: None if any_state else wanted.state,
        Matter.source: wanted.source,
        Matter.submitter: wanted.submitter,
        Matter.urgency: wanted.urgency,
        Matter.received_month: wanted.month,
        Matter.series: wanted.series,
        Matter.studio_id: wanted.studio_id,
        Matter.sector_group_id: wanted.sector_group_id,
        Matter.activity_id: wanted.activity_id,
        Matter.is_micro: wanted.is_micro,
    }
    parts = [
        col(Matter.kind) == wanted.kind,
        reach.in_scope(actor, permission),
        in_bin if wanted.binned else ~in_bin,
        *(col(column) == value for column, value in exact.items() if value is not None),
    ]
    if wanted.committee_id is not None:
        parts.append(col(Matter.committee_id).in_(scope.below([wanted.committee_id])))
    if wanted.same_day:
        parts.append(SAME_DAY)
    if wanted.received_from:
        parts.append(col(Matter.received_on) >= wanted.received_from)
    if wanted.received_until:
        parts.append(col(Matter.received_on) <= wanted.received_until)
    if wanted.concern is not None:
        of = (wanted.kind, wanted.committee_id)
        parts.append(concerns.part(session, actor, wanted.concern, *of))
    return [*parts, *_named(wanted)]


def _named(wanted: MatterFilter) -> list[ColumnElement[bool]]:
    """By category, author and what is searched for."""
    parts: list[ColumnElement[bool]] = []
    if wanted.category_id is not None:
        below = columns(col(MatterCategory.id)).where(
            col(MatterCategory.parent_id) == wanted.category_id
        )
        mine = col(Matter.category_id) == wanted.category_id
        parts.append(or_(mine, col(Matter.category_id).in_(below)))
    if wanted.member_id is not None:
        signed = columns(col(Author.matter_id)).where(col(Author.member_id) == wanted.member_id)
        parts.append(col(Matter.id).in_(signed))
    if wanted.search:
        found = _found(wanted.search)
        parts.append(or_(found, texts.hold(wanted.search)) if wanted.in_text else found)
    return parts


def _found(search: str) -> ColumnElement[bool]:
    """In the title, the organisation, the names of authors and informants, or the number."""
    informants = columns(col(Informant.id)).where(
        col(Informant.name).icontains(search, autoescape=True)
    )
    parts = [
        col(Matter.title).icontains(search, autoescape=True),
        col(Matter.organisation).icontains(search, autoescape=True),
        texts.is_of(search),
        col(Matter.informant_id).in_(informants),
    ]
    if search.isascii() and search.isdigit() and len(search) < 10:
        parts.append(col(Matter.number) == int(search))
    return or_(*parts)


_RANK = {urgency.value: -place for place, urgency in enumerate(Urgency)}
_LATEST = (col(Matter.received_on).desc(), col(Matter.id).desc())
_ORDERS: dict[Order, tuple[Any, ...]] = {
    Order.NEWEST: _LATEST,
    Order.OLDEST: (col(Matter.received_on), col(Matter.id)),
    Order.URGENT: (case(_RANK, value=col(Matter.urgency)), *_LATEST),
    Order.WAITING: (col(Matter.state_since), col(Matter.id)),
    Order.TITLE: (col(Matter.title), col(Matter.id)),
}
AUTHOR = func.coalesce(col(Member.name), col(Informant.name), col(Matter.organisation))
PLACE = func.coalesce(col(Studio.name), col(SectorGroup.name), "")
_COLUMNS: tuple[Any, ...] = (
    col(Matter.id),
    col(Matter.version),
    col(Matter.kind),
    col(Matter.series),
    col(Matter.number),
    col(Matter.received_on),
    col(Matter.title),
    col(Matter.submitter),
    case(
        (col(Matter.submitter) == Submitter.ORGANISATION, col(Matter.organisation)),
        else_=AUTHOR,
    ),
    col(Matter.source),
    PLACE,
    func.coalesce(col(MatterCategory.name), ""),
    func.coalesce(col(MatterCategory.name_en), ""),
    col(Matter.urgency),
    col(Matter.is_micro),
    col(Matter.is_open),
    col(Matter.state),
    col(Matter.state_since),
    col(Committee.id),
    col(Committee.name),
    col(Committee.name_en),
    col(Committee.time_zone),
    col(Matter.issue_year),
    col(Matter.issue_number),
    func.coalesce(SAME_DAY, false()),
    col(Matter.adopted_on),
)


def _rows(page: Select[Any], order: tuple[Any, ...]) -> Select[Any]:
    """The rows of some ids: names are looked up for one page only."""
    first = and_(col(Author.matter_id) == col(Matter.id), col(Author.role) == AuthorRole.FIRST)
    return (
        columns(*_COLUMNS)
        .select_from(Matter)
        .join(Committee, col(Committee.id) == col(Matter.committee_id))
        .outerjoin(MatterCategory, col(MatterCategory.id) == col(Matter.category_id))
        .outerjoin(Author, first)
        .outerjoin(Member, col(Member.id) == col(Author.member_id))
        .outerjoin(Informant, col(Informant.id) == col(Matter.informant_id))
        .outerjoin(Studio, col(Studio.id) == col(Matter.studio_id))
        .outerjoin(SectorGroup, col(SectorGroup.id) == col(Matter.sector_group_id))
        .where(col(Matter.id).in_(page))
        .order_by(*order)
    )
