"""Reading rule books: the list, one version with its neighbours, and what differs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_
from sqlalchemy import select as columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from core.accounts.models import Account
from core.assessment import codes
from core.assessment.book import checking
from core.assessment.book import difference as differing
from core.assessment.book.difference import Line
from core.assessment.book.faults import Fault
from core.assessment.models import BookState, RuleBook, Scores
from core.committees import scope
from core.committees.models import Committee, CommitteeTree
from core.errors import NotFound
from core.permissions import GRANTED, Actor, Permission, require

READ, WRITE = Permission.ASSESSMENT_READ, Permission.ASSESSMENT_WRITE
Part = ColumnElement[bool]
VERSIONS = 200


@dataclass(frozen=True, slots=True)
class BookFilter:
    """Which books a list asks for: of a committee and those below, and what is adopted above."""

    committee_id: int
    search: str = ""
    scores: Scores | None = None
    state: BookState | None = None


@dataclass(frozen=True, slots=True)
class BookRow:
    """A book by its newest version that the actor sees. `in_use` is the number adopted."""

    id: int
    committee_id: int
    number: int
    name: str
    name_en: str
    scores: Scores
    state: BookState
    at: datetime
    by: str
    committee: str
    committee_en: str
    in_use: int | None
    in_use_id: int | None


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One saved version."""

    id: int
    number: int
    name: str
    state: BookState
    at: datetime
    by: str
    sha256: str


@dataclass(frozen=True, slots=True)
class BookDetail:
    """One version with its text. `newest` is the number of the newest that the actor sees."""

    id: int
    version: int
    committee_id: int
    code: str
    number: int
    name: str
    name_en: str
    scores: Scores
    state: BookState
    text: str
    sha256: str
    at: datetime
    by: str
    committee: str
    committee_en: str
    newest: int
    newest_id: int
    writes: bool

    @property
    def is_newest(self) -> bool:
        """Whether none was saved after it."""
        return self.id == self.newest_id


def listing(
    session: Session, actor: Actor, filters: BookFilter, *, offset: int = 0, limit: int = 50
) -> list[BookRow]:
    """A page of books, those in use first, then the last saved."""
    require(actor, READ)
    rows = _books(actor, filters).order_by(
        (col(RuleBook.state) == BookState.RETIRED), col(RuleBook.at).desc(), col(RuleBook.id)
    )
    return [BookRow(*row) for row in session.execute(rows.offset(offset).limit(limit))]


def total(session: Session, actor: Actor, filters: BookFilter) -> int:
    """How many books filters ask for."""
    require(actor, READ)
    asked = columns(func.count()).select_from(_books(actor, filters).subquery())
    number: int = session.execute(asked).scalar_one()
    return number


def find(
    session: Session,
    actor: Actor,
    book_id: int,
    permission: Permission = READ,
    *,
    lock: bool = False,
) -> RuleBook:
    """A version that the actor sees; to change it, one of a committee of the actor's."""
    require(actor, permission)
    within = scope.within(actor, permission, col(RuleBook.committee_id))
    wanted = select(RuleBook).where(
        RuleBook.id == book_id, visible(actor) if permission is READ else within
    )
    row = session.exec(wanted.with_for_update() if lock else wanted).first()
    if row is None:
        raise NotFound
    return row


def detail(session: Session, actor: Actor, book_id: int) -> BookDetail:
    """One version, to be read."""
    require(actor, READ)
    row = find(session, actor, book_id)
    committee = session.get_one(Committee, row.committee_id)
    newest_id, newest = session.execute(_newest_of(actor, row)).one()
    return BookDetail(
        **{name: getattr(row, name) for name in _SHOWN},
        number=row.version_number,
        by=_name(session, row.account_id),
        committee=committee.name,
        committee_en=committee.name_en,
        newest=newest,
        newest_id=newest_id,
        writes=scope.covers(session, actor, WRITE, row.committee_id),
    )


def versions(session: Session, actor: Actor, book_id: int) -> list[VersionRow]:
    """The versions of a book that the actor sees, the newest first."""
    require(actor, READ)
    row = find(session, actor, book_id)
    asked = (
        columns(
            *(col(RuleBook.id), col(RuleBook.version_number), col(RuleBook.name)),
            *(col(RuleBook.state), col(RuleBook.at), func.coalesce(col(Account.name), "")),
            col(RuleBook.sha256),
        )
        .outerjoin(Account, col(Account.id) == col(RuleBook.account_id))
        .where(_same_book(row), visible(actor))
        .order_by(col(RuleBook.version_number).desc())
        .limit(VERSIONS)
    )
    return [VersionRow(*each) for each in session.execute(asked)]


def difference(session: Session, actor: Actor, book_id: int, than_id: int) -> list[Line]:
    """What one version says otherwise than another one said."""
    require(actor, READ)
    before, after = find(session, actor, than_id), find(session, actor, book_id)
    return differing.lines(before.text, after.text)


def faults(session: Session, actor: Actor, book_id: int, typed: str) -> tuple[Fault, ...]:
    """What keeps a text from being adopted in the place of a version, by line."""
    row = find(session, actor, book_id)
    return checking.faults(typed, codes.lists(session, row.committee_id))


def adopted(session: Session, actor: Actor, committee_id: int) -> dict[int, str]:
    """The names of the books in use that a committee may take: its own, then those above."""
    require(actor, READ)
    asked = (
        columns(col(RuleBook.id), col(RuleBook.name))
        .join(CommitteeTree, col(CommitteeTree.ancestor_id) == col(RuleBook.committee_id))
        .where(
            col(CommitteeTree.descendant_id) == committee_id,
            col(RuleBook.state) == BookState.ADOPTED,
            visible(actor),
        )
        .order_by(col(CommitteeTree.depth), col(RuleBook.id))
        .limit(VERSIONS)
    )
    return {row[0]: row[1] for row in session.execute(asked)}


def visible(actor: Actor) -> Part:
    """Whether an actor sees a version: those of the own committees, and above what is adopted."""
    homes = [one.committee_id for one in actor.grants if READ in GRANTED[one.role]]
    above = columns(col(CommitteeTree.ancestor_id)).where(
        col(CommitteeTree.descendant_id).in_(homes)
    )
    public = and_(
        col(RuleBook.state) != BookState.DRAFT,
        col(RuleBook.committee_id).in_(above),
    )
    return or_(scope.within(actor, READ, col(RuleBook.committee_id)), public)


_SHOWN = (
    *("id", "version", "committee_id", "code", "name", "name_en", "scores", "state"),
    *("text", "sha256", "at"),
)


def _same_book(row: RuleBook) -> Part:
    return and_(col(RuleBook.committee_id) == row.committee_id, col(RuleBook.code) == row.code)


def _newest_of(actor: Actor, row: RuleBook) -> Select[int, int]:
    return (
        columns(col(RuleBook.id), col(RuleBook.version_number))
        .where(_same_book(row), visible(actor))
        .order_by(col(RuleBook.version_number).desc())
        .limit(1)
    )


def _name(session: Session, account_id: int | None) -> str:
    account = session.get(Account, account_id) if account_id else None
    return account.name if account else ""


def _books(actor: Actor, filters: BookFilter) -> Select[*tuple[Any, ...]]:
    """Each book once: by its newest version that the actor sees."""
    used = aliased(RuleBook)
    newest = (
        columns(col(RuleBook.committee_id), col(RuleBook.code), func.max(RuleBook.version_number))
        .where(visible(actor))
        .group_by(col(RuleBook.committee_id), col(RuleBook.code))
        .subquery()
    )
    of, code, number = newest.c
    return (
        columns(
            *(col(RuleBook.id), col(RuleBook.committee_id), col(RuleBook.version_number)),
            *(col(RuleBook.name), col(RuleBook.name_en), col(RuleBook.scores)),
            *(col(RuleBook.state), col(RuleBook.at), func.coalesce(col(Account.name), "")),
            *(col(Committee.name), col(Committee.name_en)),
            *(used.version_number.label("in_use"), used.id.label("in_use_id")),  # type: ignore[attr-defined]
        )
        .join(
            newest,
            and_(
                of == col(RuleBook.committee_id),
                code == col(RuleBook.code),
                number == col(RuleBook.version_number),
            ),
        )
        .join(Committee, col(Committee.id) == col(RuleBook.committee_id))
        .outerjoin(Account, col(Account.id) == col(RuleBook.account_id))
        .outerjoin(
            used,
            and_(
                col(used.committee_id) == of,
                col(used.code) == code,
                col(used.state) == BookState.ADOPTED,
            ),
        )
        .where(*_wanted(filters, used))
    )


def _wanted(filters: BookFilter, used: Any) -> list[Part]:  # noqa: ANN401  an aliased table
    below = col(RuleBook.committee_id).in_(scope.below([filters.committee_id]))
    above = and_(
        col(RuleBook.committee_id).in_(scope.above(filters.committee_id)), col(used.id).is_not(None)
    )
    wanted = [or_(below, above)]
    if filters.search:
        said = (col(RuleBook.name), col(RuleBook.name_en))
        wanted.append(or_(*(each.icontains(filters.search, autoescape=True) for each in said)))
    if filters.scores:
        wanted.append(col(RuleBook.scores) == filters.scores)
    if filters.state is BookState.ADOPTED:
        wanted.append(col(used.id).is_not(None))
    elif filters.state:
        wanted += [col(RuleBook.state) == filters.state, col(used.id).is_(None)]
    return wanted
