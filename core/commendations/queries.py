"""Reading commendations."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlmodel import Session, col
from sqlmodel import select as select_row
from sqlmodel.sql.expression import SelectOfScalar

from core.commendations.models import Commendation, Honour, HonourLevel, SubjectKind
from core.committees.models import Committee
from core.committees.scope import below, within
from core.errors import NotFound
from core.i18n import N_
from core.permissions import Actor, Permission, ScopeKind, require
from db.base import Choice

READ = Permission.COMMENDATION_READ


class Order(Choice):
    """How the list is sorted."""

    LATEST = "latest", N_("Latest year first")
    LEVEL = "level", N_("Highest level first")
    SUBJECT = "subject", N_("By subject")


@dataclass(frozen=True, slots=True)
class Filters:
    """Which commendations: those within a committee, narrowed by what is given."""

    committee_id: int
    year: int | None = None
    honour: Honour | None = None
    level: HonourLevel | None = None
    kind: SubjectKind | None = None
    search: str = ""
    binned: bool = False
    order: Order = Order.LATEST


@dataclass(frozen=True, slots=True)
class CommendationRow:
    """A commendation as the list shows it."""

    id: int
    committee: str
    committee_en: str
    subject: str
    subject_kind: SubjectKind
    honour: Honour
    level: HonourLevel
    year: int
    given_by: str
    given_on: date | None


@dataclass(frozen=True, slots=True)
class HonourCount:
    """How often an honour of a level was given."""

    honour: Honour
    level: HonourLevel
    total: int


def find(
    session: Session,
    actor: Actor,
    commendation_id: int,
    permission: Permission,
    lock: bool = False,
) -> Commendation:
    """A commendation within the actor's scope that is not in the bin."""
    require(actor, permission)
    return _one(session, _wanted(actor, commendation_id, permission, binned=False), lock)


def find_binned(session: Session, actor: Actor, commendation_id: int) -> Commendation:
    """A commendation in the bin that the actor may restore; locked."""
    permission = Permission.COMMENDATION_WRITE
    require(actor, permission)
    return _one(session, _wanted(actor, commendation_id, permission, binned=True), lock=True)


def listing(
    session: Session, actor: Actor, filters: Filters, *, offset: int = 0, limit: int = 50
) -> list[CommendationRow]:
    """The commendations that filters ask for."""
    require(actor, READ)
    wanted = (
        _rows()
        .where(*_parts(actor, filters))
        .order_by(*_sorted(filters.order))
        .offset(offset)
        .limit(limit)
    )
    return [CommendationRow(*row) for row in session.execute(wanted)]


def total(session: Session, actor: Actor, filters: Filters) -> int:
    """How many commendations filters ask for."""
    require(actor, READ)
    wanted = select(func.count(col(Commendation.id))).where(*_parts(actor, filters))
    number: int = session.execute(wanted).scalar_one()
    return number


def counts(session: Session, actor: Actor, committee_id: int, year: int) -> list[HonourCount]:
    """How often each honour of each level was given within a committee for a year."""
    require(actor, READ)
    wanted = (
        select(col(Commendation.honour), col(Commendation.level), func.count(col(Commendation.id)))
        .where(*_parts(actor, Filters(committee_id, year)))
        .group_by(col(Commendation.honour), col(Commendation.level))
    )
    return sorted(
        (HonourCount(*row) for row in session.execute(wanted)),
        key=lambda one: (list(Honour).index(one.honour), list(HonourLevel).index(one.level)),
    )


def of_member(session: Session, actor: Actor, member_id: int) -> list[CommendationRow]:
    """The commendations of a member: for who may read them, and for the member."""
    require(actor, Permission.MEMBER_READ)
    own = actor.reach(Permission.MEMBER_READ, ScopeKind.MEMBER)
    wanted = (
        _rows()
        .where(
            col(Commendation.member_id) == member_id,
            _in_bin(binned=False),
            or_(
                within(actor, READ, col(Commendation.committee_id)),
                col(Commendation.member_id).in_(own),
            ),
        )
        .order_by(*_sorted(Order.LATEST))
    )
    return [CommendationRow(*row) for row in session.execute(wanted)]


def _wanted(
    actor: Actor, commendation_id: int, permission: Permission, *, binned: bool
) -> SelectOfScalar[Commendation]:
    return select_row(Commendation).where(
        Commendation.id == commendation_id,
        _in_bin(binned=binned),
        within(actor, permission, col(Commendation.committee_id)),
    )


def _one(session: Session, wanted: SelectOfScalar[Commendation], lock: bool) -> Commendation:
    row = session.exec(wanted.with_for_update() if lock else wanted).first()
    if row is None:
        raise NotFound
    return row


def _in_bin(*, binned: bool) -> ColumnElement[bool]:
    at = col(Commendation.binned_at)
    return at.is_not(None) if binned else at.is_(None)


def _rows() -> Select[*tuple[Any, ...]]:
    return select(
        col(Commendation.id),
        col(Committee.name),
        col(Committee.name_en),
        col(Commendation.subject),
        col(Commendation.subject_kind),
        col(Commendation.honour),
        col(Commendation.level),
        col(Commendation.year),
        col(Commendation.given_by),
        col(Commendation.given_on),
    ).join(Committee, col(Committee.id) == col(Commendation.committee_id))


def _parts(actor: Actor, filters: Filters) -> list[ColumnElement[bool]]:
    parts = [
        col(Commendation.committee_id).in_(below([filters.committee_id])),
        within(actor, READ, col(Commendation.committee_id)),
        _in_bin(binned=filters.binned),
    ]
    exact = {
        "year": filters.year,
        "honour": filters.honour,
        "level": filters.level,
        "subject_kind": filters.kind,
    }
    parts += [getattr(Commendation, k) == value for k, value in exact.items() if value is not None]
    if filters.search:
        parts.append(
            or_(
                col(Commendation.subject).contains(filters.search, autoescape=True),
                col(Commendation.given_by).contains(filters.search, autoescape=True),
            )
        )
    return parts


def _sorted(order: Order) -> list[Any]:
    rank = {level.value: place for place, level in enumerate(HonourLevel)}
    latest = [col(Commendation.year).desc(), col(Commendation.id).desc()]
    first: dict[Order, list[Any]] = {
        Order.LATEST: [],
        Order.LEVEL: [case(rank, value=col(Commendation.level))],
        Order.SUBJECT: [col(Commendation.subject)],
    }
    return [*first[order], *latest]
