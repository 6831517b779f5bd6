"""Reading boxes and what lies in them, for clerks and for who leads the studio."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlmodel import Session, col
from sqlmodel import select as select_row

from core.box import reach
from core.box.entries import NAME_OF, PHONE_OF
from core.box.models import BoxEntry, BoxNotice, EntryState
from core.committees.scope import below
from core.errors import NotFound, RuleBroken
from core.files import queries as files
from core.files.models import FileOwner
from core.files.queries import FileRow
from core.handling import finding
from core.handling.models import Assignment
from core.i18n import N_
from core.matters.models import Matter
from core.members import phones
from core.permissions import Actor, Permission, require
from core.studios.models import Studio
from db.base import Choice

READ, HANDLING = Permission.BOX_READ, Permission.HANDLING_READ


class Order(Choice):
    """How the list of entries is sorted."""

    OLDEST = "oldest", N_("Longest waiting first")
    NEWEST = "newest", N_("Newest first")


@dataclass(frozen=True, slots=True)
class Filters:
    """Which entries: those within a committee, narrowed by what is given."""

    committee_id: int
    state: EntryState | None = EntryState.NEW
    studio_id: int | None = None
    search: str = ""
    order: Order = Order.OLDEST


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry as the list shows it: without the name and number of who wrote it."""

    id: int
    studio: str
    words: str
    state: EntryState
    received_at: datetime
    matter_id: int | None


@dataclass(frozen=True, slots=True)
class EntryDetail:
    """An entry as a clerk reads it. Name and number are masked, see `screening.show_contact`."""

    id: int
    committee_id: int
    studio_id: int
    studio: str
    words: str
    state: EntryState
    received_at: datetime
    consented_at: datetime
    notice: int
    matter_id: int | None
    answer: str
    answered_at: datetime | None
    name: str
    phone: str
    alike: int
    version: int


def find(
    session: Session, actor: Actor, box_entry_id: int, permission: Permission, *, lock: bool = False
) -> BoxEntry:
    """An entry within the actor's scope."""
    require(actor, permission)
    asked = select_row(BoxEntry).where(BoxEntry.id == box_entry_id, _mine(actor, permission))
    row = session.exec(asked.with_for_update() if lock else asked).first()
    if row is None:
        raise NotFound
    return row


def find_photo(session: Session, actor: Actor, box_entry_id: int) -> int:
    """The id of an entry whose photo the actor may see.

    Who reads the box may, and the units that have in hand what was made of the entry. These see
    the photo alone: not the words, nor who wrote them.
    """
    if not actor.may(READ):
        require(actor, HANDLING)
    parts = [_mine(actor, READ)] if actor.may(READ) else []
    parts.append(and_(col(BoxEntry.state) == EntryState.TAKEN, _in_hand(actor)))
    asked = select(col(BoxEntry.id)).where(col(BoxEntry.id) == box_entry_id, or_(*parts))
    found: int | None = session.scalar(asked)
    if found is None:
        raise NotFound
    return found


def detail(session: Session, actor: Actor, box_entry_id: int) -> EntryDetail:
    """One entry, name and number masked."""
    require(actor, READ)
    row = find(session, actor, box_entry_id, READ)
    studio = session.get_one(Studio, row.studio_id).name
    notice = session.get_one(BoxNotice, row.notice_id).number
    return EntryDetail(
        id=row.id,
        committee_id=row.committee_id,
        studio_id=row.studio_id,
        studio=studio,
        words=row.words,
        state=row.state,
        received_at=row.received_at,
        consented_at=row.consented_at,
        notice=notice,
        matter_id=row.matter_id,
        answer=row.answer,
        answered_at=row.answered_at,
        name=_masked_name(row.name),
        phone=phones.masked(row.phone, PHONE_OF) if row.phone else "",
        alike=_alike(session, row),
        version=row.version,
    )


def listing(
    session: Session, actor: Actor, filters: Filters, *, offset: int = 0, limit: int = 50
) -> list[EntryRow]:
    """The entries that filters ask for."""
    require(actor, READ)
    latest = filters.order is Order.NEWEST
    by = (col(BoxEntry.received_at), col(BoxEntry.id))
    wanted = (
        select(
            col(BoxEntry.id),
            col(Studio.name),
            col(BoxEntry.words),
            col(BoxEntry.state),
            col(BoxEntry.received_at),
            col(BoxEntry.matter_id),
        )
        .join(Studio, col(Studio.id) == col(BoxEntry.studio_id))
        .where(*_parts(actor, filters))
        .order_by(*(one.desc() if latest else one for one in by))
        .offset(offset)
        .limit(limit)
    )
    return [EntryRow(*row) for row in session.execute(wanted)]


def total(session: Session, actor: Actor, filters: Filters) -> int:
    """How many entries filters ask for."""
    require(actor, READ)
    wanted = select(func.count(col(BoxEntry.id))).where(*_parts(actor, filters))
    number: int = session.execute(wanted).scalar_one()
    return number


def waiting(session: Session, actor: Actor) -> int:
    """How many entries wait to be screened by an actor."""
    require(actor, Permission.BOX_WRITE)
    wanted = select(func.count(col(BoxEntry.id))).where(
        _mine(actor, Permission.BOX_WRITE), col(BoxEntry.state) == EntryState.NEW
    )
    number: int = session.execute(wanted).scalar_one()
    return number


def photos_of(session: Session, actor: Actor, matter_id: int) -> list[FileRow]:
    """The photos that came with the entries of which a matter was made; those within reach."""
    require(actor, READ)
    of = select(col(BoxEntry.id)).where(
        col(BoxEntry.matter_id) == matter_id,
        col(BoxEntry.state) == EntryState.TAKEN,
        _mine(actor, READ),
    )
    return files.of_all(session, FileOwner.BOX_ENTRY, list(session.scalars(of)))


def photos_in_hand(session: Session, actor: Actor, matter_id: int) -> list[FileRow]:
    """The photos that citizens sent with a matter which the actor's unit has in hand."""
    require(actor, HANDLING)
    of = select(col(BoxEntry.id)).where(
        col(BoxEntry.matter_id) == matter_id,
        col(BoxEntry.state) == EntryState.TAKEN,
        _in_hand(actor),
    )
    return files.of_all(session, FileOwner.BOX_ENTRY, list(session.scalars(of)))


def _in_hand(actor: Actor) -> ColumnElement[bool]:
    """Whether what was made of an entry is in the hands of the actor's own unit."""
    held = (
        select(col(Assignment.matter_id))
        .join(Matter, col(Matter.id) == col(Assignment.matter_id))
        .where(finding.in_own_hands(actor, HANDLING), col(Matter.binned_at).is_(None))
    )
    return col(BoxEntry.matter_id).in_(held)


def _mine(actor: Actor, permission: Permission) -> ColumnElement[bool]:
    return reach.in_scope(actor, permission, col(BoxEntry.committee_id), col(BoxEntry.studio_id))


def _parts(actor: Actor, filters: Filters) -> list[ColumnElement[bool]]:
    parts = [
        col(BoxEntry.committee_id).in_(below([filters.committee_id])),
        _mine(actor, READ),
    ]
    if filters.state:
        parts.append(col(BoxEntry.state) == filters.state)
    if filters.studio_id:
        parts.append(col(BoxEntry.studio_id) == filters.studio_id)
    if filters.search:
        parts.append(col(BoxEntry.words).contains(filters.search, autoescape=True))
    return parts


def _alike(session: Session, row: BoxEntry) -> int:
    """How many more entries came from the same address within a day; 0 once that is forgotten."""
    if not row.address_hash:
        return 0
    asked: Select[Any] = select(func.count(col(BoxEntry.id))).where(
        col(BoxEntry.address_hash) == row.address_hash, col(BoxEntry.id) != row.id
    )
    number: int = session.execute(asked).scalar_one()
    return number


def _masked_name(kept: str) -> str:
    """The first sign of a name: 王**. Never fails."""
    if not kept:
        return ""
    try:
        name = phones.unseal(kept, NAME_OF)
    except RuleBroken:
        return phones.UNREADABLE
    return name[:1] + "**"
