"""Reading members: the roster, pickers and counts."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func
from sqlmodel import Session, col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from core import clock
from core.committees.models import Community, Sector, SpecialCommittee
from core.errors import NotFound
from core.i18n import N_
from core.members.models import Liaison, Member, Sex
from core.members.names import search_key
from core.members.pasted import Matched, MemberName, Roster
from core.members.reach import of_groups, reached, serving
from core.permissions import Actor, Permission, require
from db.base import Choice

PICKED = 500
LONGEST_SEARCH = 60


class Standing(Choice):
    """Whether somebody is a member on a day. Everybody: who serves and who has left."""

    SERVING = "serving", N_("In office")
    LEFT = "left", N_("Left office")
    EVERYBODY = "everybody", N_("In office and left")
    BINNED = "binned", N_("In the bin")


class Order(Choice):
    """What the roster is sorted by."""

    NUMBER = "number", N_("Number")
    PINYIN = "pinyin", N_("Name (pinyin)")
    JOINED = "joined", N_("Newest first")


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows the roster. `township_id`: tied to a village or community there."""

    search: str = ""
    sector_id: int | None = None
    special_committee_id: int | None = None
    group_id: int | None = None
    township_id: int | None = None
    standing_member: bool | None = None
    standing: Standing = Standing.SERVING
    on: date | None = None

    @property
    def day(self) -> date:
        """The day that the roster is read of; today unless one is given."""
        return self.on or clock.today()


@dataclass(frozen=True, slots=True)
class Page:
    """Which lines of the roster, and in what order."""

    order: Order = Order.NUMBER
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Behind:
    """The lines that follow an id, and how many of them at once."""

    id: int
    limit: int


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A line of the roster."""

    id: int
    number: str
    name: str
    sex: Sex | None
    party: str
    sector: str | None
    sector_en: str | None
    special_committee: str | None
    special_committee_en: str | None
    employer: str
    occupation: str
    standing: bool
    terms_served: int
    joined_on: date
    left_on: date | None
    scored: bool


def find(
    session: Session,
    actor: Actor,
    member_id: int,
    permission: Permission,
    *,
    lock: bool = False,
) -> Member:
    """A member on the roster and within the actor's scope, locked for a change if asked."""
    require(actor, permission)
    here = col(Member.binned_at).is_(None)
    wanted = select(Member).where(col(Member.id) == member_id, here, reached(actor, permission))
    return _one(session, wanted.with_for_update() if lock else wanted)


def find_binned(session: Session, actor: Actor, member_id: int, permission: Permission) -> Member:
    """A member in the bin, within the actor's scope, locked for a change."""
    require(actor, permission)
    here = col(Member.binned_at).is_not(None)
    wanted = select(Member).where(col(Member.id) == member_id, here, reached(actor, permission))
    return _one(session, wanted.with_for_update())


def _one(session: Session, wanted: SelectOfScalar[Member]) -> Member:
    found = session.exec(wanted).first()
    if found is None:
        raise NotFound
    return found


def listing(
    session: Session,
    actor: Actor,
    committee_id: int,
    filters: Filters = Filters(),
    page: Page = Page(),
) -> list[MemberRow]:
    """A page of a committee's roster."""
    require(actor, Permission.MEMBER_READ)
    rows = _columns().where(*_narrowed(actor, committee_id, filters))
    wanted = rows.order_by(*_sorted(page.order)).offset(page.offset).limit(page.limit)
    return [MemberRow(*row) for row in session.execute(wanted)]


def after(
    session: Session, actor: Actor, committee_id: int, filters: Filters, behind: Behind
) -> list[MemberRow]:
    """The next members of a roster, in the order in which they were registered."""
    require(actor, Permission.MEMBER_READ)
    rows = _columns().where(*_narrowed(actor, committee_id, filters), col(Member.id) > behind.id)
    wanted = rows.order_by(col(Member.id)).limit(behind.limit)
    return [MemberRow(*row) for row in session.execute(wanted)]


def total(session: Session, actor: Actor, committee_id: int, filters: Filters = Filters()) -> int:
    """How many members the roster has with these filters."""
    require(actor, Permission.MEMBER_READ)
    counted = select(func.count(col(Member.id))).where(*_narrowed(actor, committee_id, filters))
    return session.exec(counted).one()


def on_day_count(session: Session, actor: Actor, committee_id: int, day: date) -> int:
    """How many members a committee has on a day."""
    return total(session, actor, committee_id, Filters(on=day))


def names(
    session: Session, actor: Actor, committee_id: int, search: str = "", limit: int = PICKED
) -> list[MemberName]:
    """Serving members to pick from, in order of pinyin; at most `limit`, so search."""
    require(actor, Permission.MEMBER_READ)
    wanted = (
        select(Member.id, Member.number, Member.name, Member.employer)
        .where(*_narrowed(actor, committee_id, Filters(search=search)))
        .order_by(*_sorted(Order.PINYIN))
        .limit(limit)
    )
    return [MemberName(*row) for row in session.exec(wanted)]


def match_pasted(session: Session, committee_id: int, text: str, on: date | None = None) -> Matched:
    """The members whom a paste of names or numbers means, those on the roster on a day.

    Asks for no permission: the caller, who takes attendance, has asked for its own.
    """
    here = select(Member.id, Member.number, Member.name, Member.employer).where(
        col(Member.committee_id) == committee_id,
        _was_there(on) if on else col(Member.binned_at).is_(None),
    )
    rows = session.exec(here.order_by(col(Member.number), col(Member.id)))
    return Roster(MemberName(*row) for row in rows).match(text)


def _was_there(day: date) -> ColumnElement[bool]:
    """Whether a member could attend on a day: on the day of leaving still."""
    on_its_last = and_(col(Member.binned_at).is_(None), col(Member.left_on) == day)
    return or_(serving(day), on_its_last)


def _columns() -> Select[Any]:
    columns: Select[Any] = (
        select(  # type: ignore[call-overload]  # SQLModel types up to four columns
            Member.id,
            Member.number,
            Member.name,
            Member.sex,
            Member.party,
            Sector.name,
            Sector.name_en,
            SpecialCommittee.name,
            SpecialCommittee.name_en,
            Member.employer,
            Member.occupation,
            Member.standing,
            Member.terms_served,
            Member.joined_on,
            Member.left_on,
            Member.scored,
        )
        .join(Sector, col(Sector.id) == col(Member.sector_id), isouter=True)
        .join(
            SpecialCommittee,
            col(SpecialCommittee.id) == col(Member.special_committee_id),
            isouter=True,
        )
    )
    return columns


def _narrowed(actor: Actor, committee_id: int, filters: Filters) -> list[ColumnElement[bool]]:
    parts = [
        col(Member.committee_id) == committee_id,
        reached(actor, Permission.MEMBER_READ),
        _stands(filters),
    ]
    if filters.sector_id is not None:
        parts.append(col(Member.sector_id) == filters.sector_id)
    if filters.special_committee_id is not None:
        parts.append(col(Member.special_committee_id) == filters.special_committee_id)
    if filters.standing_member is not None:
        parts.append(col(Member.standing).is_(filters.standing_member))
    if filters.group_id is not None:
        parts.append(of_groups((filters.group_id,)))
    if filters.township_id is not None:
        parts.append(_tied_to(filters.township_id, filters.day))
    if filters.search:
        parts.append(_found_by(filters.search))
    return parts


def _stands(filters: Filters) -> ColumnElement[bool]:
    if filters.standing is Standing.BINNED:
        return col(Member.binned_at).is_not(None)
    if filters.standing is Standing.SERVING:
        return serving(filters.day)
    kept = col(Member.binned_at).is_(None)
    if filters.standing is Standing.LEFT:
        return and_(kept, col(Member.left_on) <= filters.day)
    return kept


def _tied_to(township_id: int, day: date) -> ColumnElement[bool]:
    tied = (
        select(Liaison.member_id)
        .join(Community, col(Community.id) == col(Liaison.community_id))
        .where(col(Community.township_id) == township_id, open_on(day))
    )
    return col(Member.id).in_(tied)


def open_on(day: date) -> ColumnElement[bool]:
    """Whether a liaison holds on a day."""
    return and_(
        col(Liaison.starts_on) <= day,
        or_(col(Liaison.ends_on).is_(None), col(Liaison.ends_on) >= day),
    )


def _found_by(search: str) -> ColumnElement[bool]:
    """Name, number or employer; with a letter in it also pinyin, whole or by initials."""
    search = "".join(sign for sign in search[:LONGEST_SEARCH] if sign.isprintable())
    key = search_key(search)
    parts = [
        col(Member.name).contains(search, autoescape=True),
        col(Member.number).contains(key, autoescape=True),
        col(Member.employer).contains(search, autoescape=True),
    ]
    if re.search(r"[a-z]", key):
        parts.append(col(Member.name_pinyin).contains(key, autoescape=True))
    return or_(*parts)


def _sorted(order: Order) -> list[Any]:
    by_number = [func.length(col(Member.number)), col(Member.number), col(Member.id)]
    if order is Order.PINYIN:
        return [col(Member.name_pinyin), *by_number]
    if order is Order.JOINED:
        return [col(Member.joined_on).desc(), *by_number]
    return by_number
