"""Informants with what they handed in and what of it was adopted; by point and by committee.

Adopted counts before handed in: who writes much does not stand above who is heard.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    and_,
    case,
    distinct,
    func,
    or_,
    select,
    union,
)
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from core import clock
from core.committees import scope
from core.committees.models import Committee
from core.i18n import N_
from core.informants.models import Informant, InformationPoint
from core.informants.service import PHONE_OF
from core.matters import credit
from core.matters.links import SHARED
from core.matters.models import Matter, MatterKind, MatterLink, State
from core.members import phones
from core.permissions import Actor, Permission, require
from core.reports.periods import Period
from core.reports.queries.matters import UNSAID
from db.base import Choice

READ = Permission.INFORMANT_READ


class Standing(Choice):
    """Whether somebody is an informant today."""

    ACTIVE = "active", N_("Active")
    ENDED = "ended", N_("No longer active")
    EVERYBODY = "everybody", N_("Active and former")
    BINNED = "binned", N_("In the bin")


class Order(Choice):
    """How the list is sorted."""

    ADOPTED = "adopted", N_("Most adopted first")
    SUBMITTED = "submitted", N_("Most handed in first")
    NUMBER = "number", N_("Number")
    NAME = "name", N_("By name")


@dataclass(frozen=True, slots=True)
class Filters:
    """Which informants, and the period whose items are counted; None counts all."""

    committee_id: int
    period: Period | None = None
    standing: Standing = Standing.ACTIVE
    point_id: int | None = None
    search: str = ""
    order: Order = Order.ADOPTED


@dataclass(frozen=True, slots=True)
class InformantRow:
    """An informant as the register shows one. The phone is masked."""

    id: int
    number: str
    name: str
    employer: str
    point: str | None
    committee: str
    committee_en: str
    phone: str
    starts_on: date
    ends_on: date | None
    submitted: int
    adopted: int


@dataclass(frozen=True, slots=True)
class Counted:
    """What the informants of a point, or of a committee, handed in."""

    name: str
    name_en: str
    informants: int
    submitted: int
    adopted: int


def listing(
    session: Session, actor: Actor, filters: Filters, *, offset: int = 0, limit: int = 50
) -> list[InformantRow]:
    """The informants that filters ask for, with their figures."""
    require(actor, READ)
    items = _items(filters)
    submitted, adopted = _figures(items)
    wanted = (
        select(
            col(Informant.id),
            col(Informant.number),
            col(Informant.name),
            col(Informant.employer),
            col(InformationPoint.name),
            col(Committee.name),
            col(Committee.name_en),
            col(Informant.phone),
            col(Informant.starts_on),
            col(Informant.ends_on),
            submitted,
            adopted,
        )
        .select_from(Informant)
        .join(Committee, col(Committee.id) == col(Informant.committee_id))
        .outerjoin(InformationPoint, col(InformationPoint.id) == col(Informant.point_id))
        .outerjoin(items, items.c.informant_id == col(Informant.id))
        .where(*_parts(actor, filters))
        .order_by(*_sorted(filters.order, submitted, adopted))
        .offset(offset)
        .limit(limit)
    )
    found = [InformantRow(*row) for row in session.execute(wanted)]
    return [replace(one, phone=_masked(one.phone)) for one in found]


def total(session: Session, actor: Actor, filters: Filters) -> int:
    """How many informants filters ask for."""
    require(actor, READ)
    wanted = select(func.count(col(Informant.id))).where(*_parts(actor, filters))
    number: int = session.execute(wanted).scalar_one()
    return number


def by_point(session: Session, actor: Actor, filters: Filters) -> list[Counted]:
    """The figures of each information point, the most adopted first."""
    require(actor, READ)
    place = (col(InformationPoint.id), func.max(InformationPoint.name), func.max(""))
    joined = (InformationPoint, col(InformationPoint.id) == col(Informant.point_id))
    return _by(session, actor, filters, (place, joined))


def by_committee(session: Session, actor: Actor, filters: Filters) -> list[Counted]:
    """The figures of each county's committee, the most adopted first."""
    require(actor, READ)
    place = (col(Committee.id), func.max(Committee.name), func.max(Committee.name_en))
    joined = (Committee, col(Committee.id) == col(Informant.committee_id))
    return _by(session, actor, filters, (place, joined))


def _by(session: Session, actor: Actor, filters: Filters, of: tuple[Any, Any]) -> list[Counted]:
    (key, name, name_en), joined = of
    items = _items(filters)
    submitted = func.sum(func.coalesce(items.c.submitted, 0))
    adopted = func.sum(func.coalesce(items.c.adopted, 0))
    wanted: Select[Any] = (
        select(name, name_en, func.count(col(Informant.id)), submitted, adopted)
        .select_from(Informant)
        .join(*joined)
        .outerjoin(items, items.c.informant_id == col(Informant.id))
        .where(*_parts(actor, filters))
        .group_by(key)
        .order_by(adopted.desc(), submitted.desc(), key)
        .limit(200)
    )
    return [Counted(*row) for row in session.execute(wanted)]


def _items(filters: Filters) -> Subquery:
    """What each informant is credited with, and what of it was adopted; each item once.

    As on the board: what was merged counts in what it went into, for all who raised either.
    """
    of_here = select(col(Informant.id)).where(
        col(Informant.committee_id).in_(scope.below([filters.committee_id]))
    )
    first = aliased(Matter)
    own = _credited(filters, col(Matter.informant_id)).where(col(Matter.informant_id).in_(of_here))
    shared = (
        _credited(filters, col(first.informant_id))
        .join(MatterLink, col(MatterLink.to_id) == col(Matter.id))
        .join(first, col(first.id) == col(MatterLink.from_id))
        .where(col(MatterLink.kind).in_(SHARED), col(first.informant_id).in_(of_here))
    )
    credited = union(own, shared).subquery()
    adopted = case((credited.c.adopted_on.is_not(None), credited.c.item))
    return (
        select(
            credited.c.informant_id,
            func.count(distinct(credited.c.item)).label("submitted"),
            func.count(distinct(adopted)).label("adopted"),
        )
        .group_by(credited.c.informant_id)
        .subquery()
    )


def _credited(filters: Filters, whose: Any) -> Select[Any]:  # noqa: ANN401  a mapped column
    """Items that stand for themselves, with an informant and the day of the first adoption."""
    adopted_on = credit.adopted_on().label("adopted_on")
    wanted: Select[Any] = (
        select(col(Matter.id).label("item"), whose.label("informant_id"), adopted_on)
        .select_from(Matter)
        .where(
            col(Matter.kind) == MatterKind.OPINION,
            col(Matter.binned_at).is_(None),
            col(Matter.state).not_in((*UNSAID, State.MERGED)),
        )
    )
    if filters.period:
        days = (filters.period.first, filters.period.last)
        wanted = wanted.where(col(Matter.received_on).between(*days))
    return wanted


def _figures(items: Subquery) -> tuple[ColumnElement[int], ColumnElement[int]]:
    return func.coalesce(items.c.submitted, 0), func.coalesce(items.c.adopted, 0)


def _parts(actor: Actor, filters: Filters) -> list[ColumnElement[bool]]:
    parts = [
        col(Informant.committee_id).in_(scope.below([filters.committee_id])),
        scope.within(actor, READ, col(Informant.committee_id)),
        *_standing(filters.standing),
    ]
    if filters.point_id:
        parts.append(col(Informant.point_id) == filters.point_id)
    if filters.search:
        found = (Informant.name, Informant.number, Informant.employer)
        parts.append(or_(*(col(one).contains(filters.search, autoescape=True) for one in found)))
    return parts


def _standing(standing: Standing) -> list[ColumnElement[bool]]:
    here, today = col(Informant.binned_at).is_(None), clock.today()
    goes_on = or_(col(Informant.ends_on).is_(None), col(Informant.ends_on) >= today)
    if standing is Standing.BINNED:
        return [col(Informant.binned_at).is_not(None)]
    if standing is Standing.ACTIVE:
        return [here, and_(goes_on, col(Informant.starts_on) <= today)]
    if standing is Standing.ENDED:
        return [here, col(Informant.ends_on) < today]
    return [here]


def _sorted(
    order: Order, submitted: ColumnElement[int], adopted: ColumnElement[int]
) -> list[ColumnElement[Any]]:
    last = col(Informant.id)
    by: dict[Order, list[Any]] = {
        Order.ADOPTED: [adopted.desc(), submitted.desc(), last],
        Order.SUBMITTED: [submitted.desc(), adopted.desc(), last],
        Order.NUMBER: [col(Informant.number), last],
        Order.NAME: [col(Informant.name), last],
    }
    return by[order]


def _masked(kept: str) -> str:
    return phones.masked(kept, PHONE_OF) if kept else ""
