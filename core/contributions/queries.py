"""Reading speeches, reports and suggestions."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlmodel import Session, col
from sqlmodel import select as select_row
from sqlmodel.sql.expression import SelectOfScalar

from core.committees import scope
from core.committees.models import Committee, Term, TermSession
from core.contributions.models import Contribution, ContributionKind, Contributor
from core.errors import NotFound
from core.i18n import N_
from core.members.models import Member
from core.members.names import search_key
from core.permissions import Actor, Permission, ScopeKind, require
from db.base import Choice

READ = Permission.CONTRIBUTION_READ
Part = ColumnElement[bool]


class Order(Choice):
    """How the list is sorted."""

    LATEST = "latest", N_("Latest first")
    TITLE = "title", N_("By title")
    PIECES = "pieces", N_("Most suggestions first")


@dataclass(frozen=True, slots=True)
class ContributionFilter:
    """Which contributions: those within a committee, narrowed by what is given."""

    committee_id: int
    kind: ContributionKind | None = None
    year: int | None = None
    term_session_id: int | None = None
    search: str = ""
    binned: bool = False
    order: Order = Order.LATEST


@dataclass(frozen=True, slots=True)
class ContributionRow:
    """A contribution as the list shows it. `authors` are its members' names in their order."""

    id: int
    committee: str
    committee_en: str
    kind: ContributionKind
    title: str
    given_on: date
    term: int | None
    session: int | None
    occasion: str
    organisation: str
    pieces: int
    points: int
    outcome: str
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContributionDetail:
    """One contribution for its page. `authors`: names by the member's id, in their order."""

    id: int
    committee_id: int
    kind: ContributionKind
    title: str
    given_on: date
    term_session_id: int | None
    term: int | None
    session: int | None
    occasion: str
    organisation: str
    pieces: int
    points: int
    outcome: str
    version: int
    authors: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many contributions of a kind there are, and how many suggestions they hold."""

    kind: ContributionKind
    total: int
    pieces: int
    points: int


def find(
    session: Session, actor: Actor, contribution_id: int, permission: Permission, lock: bool = False
) -> Contribution:
    """A contribution within the actor's scope that is not in the bin."""
    require(actor, permission)
    return _one(session, _wanted(actor, contribution_id, permission, binned=False), lock)


def find_binned(session: Session, actor: Actor, contribution_id: int) -> Contribution:
    """A contribution in the bin that the actor may restore; locked."""
    permission = Permission.PROPOSAL_REVIEW
    require(actor, permission)
    return _one(session, _wanted(actor, contribution_id, permission, binned=True), lock=True)


def detail(session: Session, actor: Actor, contribution_id: int) -> ContributionDetail:
    """One contribution with its authors: two statements."""
    require(actor, READ)
    wanted = (
        select(
            *(col(Contribution.id), col(Contribution.committee_id), col(Contribution.kind)),
            *(col(Contribution.title), col(Contribution.given_on)),
            *(col(Contribution.term_session_id), col(Term.number), col(TermSession.number)),
            *(col(Contribution.occasion), col(Contribution.organisation)),
            *(col(Contribution.pieces), col(Contribution.points), col(Contribution.outcome)),
            col(Contribution.version),
        )
        .outerjoin(TermSession, col(TermSession.id) == col(Contribution.term_session_id))
        .outerjoin(Term, col(Term.id) == col(TermSession.term_id))
        .where(
            col(Contribution.id) == contribution_id, _in_bin(binned=False), in_scope(actor, READ)
        )
    )
    row = session.execute(wanted).first()
    if row is None:
        raise NotFound
    authors = _authors(session, [contribution_id]).get(contribution_id, {})
    return replace(ContributionDetail(*row), authors=authors)


def listing(
    session: Session, actor: Actor, filters: ContributionFilter, *, offset: int = 0, limit: int = 50
) -> list[ContributionRow]:
    """The contributions that filters ask for, with their authors: two statements."""
    require(actor, READ)
    wanted = (
        _rows()
        .where(*_parts(actor, filters))
        .order_by(*_sorted(filters.order))
        .offset(offset)
        .limit(limit)
    )
    rows = [ContributionRow(*row) for row in session.execute(wanted)]
    authors = _authors(session, [row.id for row in rows])
    return [replace(row, authors=tuple(authors.get(row.id, {}).values())) for row in rows]


def total(session: Session, actor: Actor, filters: ContributionFilter) -> int:
    """How many contributions filters ask for."""
    require(actor, READ)
    wanted = select(func.count(col(Contribution.id))).where(*_parts(actor, filters))
    number: int = session.execute(wanted).scalar_one()
    return number


def counts(session: Session, actor: Actor, filters: ContributionFilter) -> list[KindCount]:
    """How many of each kind filters ask for, whichever kind they name."""
    require(actor, READ)
    kind = col(Contribution.kind)
    wanted = (
        select(
            kind,
            func.count(col(Contribution.id)),
            func.sum(col(Contribution.pieces)),
            func.sum(col(Contribution.points)),
        )
        .where(*_parts(actor, filters, any_kind=True))
        .group_by(kind)
    )
    found = {row[0]: KindCount(*row) for row in session.execute(wanted)}
    return [found[one] for one in ContributionKind if one in found]


def members_of(session: Session, contribution_id: int) -> list[int]:
    """The members who gave a contribution that was fetched within scope, in their order."""
    wanted = (
        select_row(Contributor.member_id)
        .where(Contributor.contribution_id == contribution_id)
        .order_by(col(Contributor.position), col(Contributor.id))
    )
    return list(session.exec(wanted))


def in_scope(actor: Actor, permission: Permission) -> Part:
    """What an office keeps is read within its committees; members read what they gave."""
    parts = [scope.within(actor, permission, col(Contribution.committee_id))]
    if ids := actor.reach(permission, ScopeKind.MEMBER):
        given = select(col(Contributor.contribution_id)).where(col(Contributor.member_id).in_(ids))
        parts.append(col(Contribution.id).in_(given))
    return or_(*parts)


def _wanted(
    actor: Actor, contribution_id: int, permission: Permission, *, binned: bool
) -> SelectOfScalar[Contribution]:
    return select_row(Contribution).where(
        Contribution.id == contribution_id,
        _in_bin(binned=binned),
        in_scope(actor, permission),
    )


def _one(session: Session, wanted: SelectOfScalar[Contribution], lock: bool) -> Contribution:
    row = session.exec(wanted.with_for_update() if lock else wanted).first()
    if row is None:
        raise NotFound
    return row


def _in_bin(*, binned: bool) -> Part:
    at = col(Contribution.binned_at)
    return at.is_not(None) if binned else at.is_(None)


def _rows() -> Select[*tuple[Any, ...]]:
    return (
        select(
            *(col(Contribution.id), col(Committee.name), col(Committee.name_en)),
            *(col(Contribution.kind), col(Contribution.title), col(Contribution.given_on)),
            *(col(Term.number), col(TermSession.number), col(Contribution.occasion)),
            *(col(Contribution.organisation), col(Contribution.pieces)),
            *(col(Contribution.points), col(Contribution.outcome)),
        )
        .join(Committee, col(Committee.id) == col(Contribution.committee_id))
        .outerjoin(TermSession, col(TermSession.id) == col(Contribution.term_session_id))
        .outerjoin(Term, col(Term.id) == col(TermSession.term_id))
    )


def _authors(session: Session, contribution_ids: Iterable[int]) -> dict[int, dict[int, str]]:
    wanted = (
        select(col(Contributor.contribution_id), col(Member.id), col(Member.name))
        .join(Member, col(Member.id) == col(Contributor.member_id))
        .where(col(Contributor.contribution_id).in_(list(contribution_ids)))
        .order_by(col(Contributor.position), col(Contributor.id))
    )
    found: dict[int, dict[int, str]] = {}
    for contribution_id, member_id, name in session.execute(wanted):
        found.setdefault(contribution_id, {})[member_id] = name
    return found


def _parts(actor: Actor, filters: ContributionFilter, *, any_kind: bool = False) -> list[Part]:
    parts = [
        col(Contribution.committee_id).in_(scope.below([filters.committee_id])),
        in_scope(actor, READ),
        _in_bin(binned=filters.binned),
    ]
    if filters.kind and not any_kind:
        parts.append(col(Contribution.kind) == filters.kind)
    if filters.year:
        first, last = date(filters.year, 1, 1), date(filters.year, 12, 31)
        parts.append(col(Contribution.given_on).between(first, last))
    if filters.term_session_id:
        parts.append(col(Contribution.term_session_id) == filters.term_session_id)
    if filters.search:
        parts.append(_found_by(filters.search))
    return parts


def _found_by(search: str) -> Part:
    """The title, the occasion, the body, or an author's name."""
    texts = (Contribution.title, Contribution.occasion, Contribution.organisation)
    named = [col(Member.name).contains(search, autoescape=True)]
    if (key := search_key(search)).isascii() and key:
        named.append(col(Member.name_pinyin).contains(key, autoescape=True))
    by = (
        select(col(Contributor.contribution_id))
        .join(Member, col(Member.id) == col(Contributor.member_id))
        .where(or_(*named))
    )
    told = [col(text).contains(search, autoescape=True) for text in texts]
    return or_(*told, col(Contribution.id).in_(by))


def _sorted(order: Order) -> list[Any]:
    latest = [col(Contribution.given_on).desc(), col(Contribution.id).desc()]
    first: dict[Order, list[Any]] = {
        Order.LATEST: [],
        Order.TITLE: [col(Contribution.title)],
        Order.PIECES: [col(Contribution.pieces).desc()],
    }
    return [*first[order], *latest]
