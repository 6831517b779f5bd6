"""Changing members: register, edit, leave, bin, and the phone shown on request."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import case, update
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from core import clock
from core.audit import service as audit
from core.audit.service import Changes, Entry
from core.committees import scope, trail
from core.committees.models import Committee, Sector, SpecialCommittee, Term
from core.errors import Difference, EditConflict, NotFound, RuleBroken
from core.i18n import N_
from core.members import phones, queries, rules
from core.members.drafts import MemberDraft
from core.members.models import Appointment, Liaison, Member, Post
from core.members.names import pinyin_of
from core.permissions import Actor, Permission, require
from db.base import Table, values

_WRITE = Permission.MEMBER_WRITE
# The bodies that a member belongs to, and the statement for the name of each.
_BODIES: dict[str, Callable[[int], SelectOfScalar[str]]] = {
    "sector_id": lambda id_: select(Sector.name).where(Sector.id == id_),
    "special_committee_id": lambda id_: select(SpecialCommittee.name).where(
        SpecialCommittee.id == id_
    ),
}


def register(session: Session, actor: Actor, committee_id: int, draft: MemberDraft) -> Member:
    """Put a member on a committee's roster."""
    require(actor, _WRITE)
    lock_committee(session, actor, committee_id)
    draft = rules.cleaned(draft, clock.today())
    _check_bodies(session, committee_id, draft)
    number = _free_number(session, committee_id, draft.number)
    member = Member(committee_id=committee_id, **_columns(draft) | {"number": number})
    session.add(member)
    session.flush()  # the entry needs the new id
    told(session, actor, "member:registered", member, Changes({}, _shown(member)))
    return member


def edit(
    session: Session, actor: Actor, member_id: int, draft: MemberDraft, version: int
) -> Member:
    """Change what the roster says of a member."""
    member = queries.find(session, actor, member_id, _WRITE, lock=True)
    draft = rules.cleaned(draft, clock.today())
    rules.check_left(draft.joined_on, member.left_on)
    _check_bodies(session, member.committee_id, draft)
    columns = _columns(draft) | {"number": draft.number or member.number}
    if columns["number"] != member.number:
        _free_number(session, member.committee_id, columns["number"])
    changes = _apply(session, member, _less_phone(member, columns, draft.phone), version)
    told(session, actor, "member:edited", member, changes)
    return member


def leave(session: Session, actor: Actor, member_id: int, left_on: date, version: int) -> Member:
    """A member leaves office: open posts, liaisons and appointments end that day too."""
    member = queries.find(session, actor, member_id, _WRITE, lock=True)
    rules.check_left(member.joined_on, left_on)
    changes = _apply(session, member, {"left_on": left_on}, version)
    for table in (Post, Liaison, Appointment):
        _end_open(session, table, member_id, left_on)
    told(session, actor, "member:left", member, changes)
    return member


def return_to_office(session: Session, actor: Actor, member_id: int, version: int) -> Member:
    """Take back a leaving. What ended with it stays ended."""
    member = queries.find(session, actor, member_id, _WRITE, lock=True)
    changes = _apply(session, member, {"left_on": None}, version)
    told(session, actor, "member:returned", member, changes)
    return member


def bin_member(session: Session, actor: Actor, member_id: int) -> Member:
    """Take a member off the roster, into the bin. What hangs on the member stays there."""
    member = queries.find(session, actor, member_id, _WRITE, lock=True)
    member.binned_at = clock.now()
    told(session, actor, "member:binned", member)
    return member


def restore(session: Session, actor: Actor, member_id: int) -> Member:
    """Put a member from the bin back on the roster, as it was."""
    member = queries.find_binned(session, actor, member_id, _WRITE)
    member.binned_at = None
    told(session, actor, "member:restored", member)
    return member


def show_phone(session: Session, actor: Actor, member_id: int) -> str:
    """A member's whole phone number. That it was shown is kept in the trail."""
    member = queries.find(session, actor, member_id, Permission.MEMBER_UNMASK)
    number = phones.unseal(member.phone)
    told(session, actor, "member:phone shown", member)
    return number


def reseal_phones(session: Session) -> int:
    """Seal every phone with the newest key; how many. For the operator, who has no role here."""
    sealed = col(Member.phone) != ""
    members = session.exec(select(Member).where(sealed).with_for_update()).all()
    for member in members:
        member.phone = phones.seal(phones.unseal(member.phone))
    return len(members)


def told(
    session: Session,
    actor: Actor,
    action: str,
    member: Member,
    changes: Changes | None = None,
) -> None:
    """The trail's entry of something done to a member."""
    before, after = (changes.before, changes.after) if changes else ({}, {})
    entry = Entry(action, "member", member.id, member.name, member.committee_id, before, after)
    trail.record(session, actor, entry)


def lock_committee(session: Session, actor: Actor, committee_id: int) -> None:
    """Hold a committee within scope, so that what it may have once is counted by one."""
    if not scope.covers(session, actor, _WRITE, committee_id):
        raise NotFound
    held = select(Committee.id).where(col(Committee.id) == committee_id)
    session.exec(held.with_for_update()).one()


def _columns(draft: MemberDraft) -> dict[str, Any]:
    sealed = phones.seal(draft.phone or "")
    return asdict(draft) | {"name_pinyin": pinyin_of(draft.name), "phone": sealed}


def _less_phone(member: Member, columns: dict[str, Any], phone: str | None) -> dict[str, Any]:
    """The columns without a phone that is kept: sealed anew it would look changed."""
    same = phone is None or (member.phone != "" and phone == _readable(member.phone))
    return {key: value for key, value in columns.items() if key != "phone"} if same else columns


def _readable(sealed: str) -> str:
    try:
        return phones.unseal(sealed)
    except RuleBroken:
        return ""  # its key is lost; what is typed now takes its place


def _free_number(session: Session, committee_id: int, number: str) -> str:
    """The number, if nobody has it; the next one if none is asked for."""
    taken = select(Member.number, Member.name).where(col(Member.committee_id) == committee_id)
    if not number:
        return rules.next_number(row[0] for row in session.exec(taken))
    if holder := session.exec(taken.where(col(Member.number) == number)).first():
        raise RuleBroken(
            N_("Number {number} is {name}'s, or was until put in the bin. Choose another."),
            field="number",
            number=number,
            name=holder[1],
        )
    return number


def _check_bodies(session: Session, committee_id: int, draft: MemberDraft) -> None:
    """Sector and special committee are the committee's own."""
    sector = (
        select(Sector.id)
        .join(Term, col(Term.id) == col(Sector.term_id))
        .where(
            col(Sector.id) == draft.sector_id,
            col(Sector.committee_id) == committee_id,
            col(Term.committee_id) == committee_id,
        )
    )
    if draft.sector_id is not None and session.exec(sector).first() is None:
        raise RuleBroken(N_("Choose a sector of this committee."), field="sector_id")
    special = session.get(SpecialCommittee, draft.special_committee_id or 0)
    if draft.special_committee_id is not None and (
        special is None or special.committee_id != committee_id
    ):
        raise RuleBroken(
            N_("Choose a special committee of this committee."), field="special_committee_id"
        )


def _apply(session: Session, member: Member, columns: dict[str, Any], version: int) -> Changes:
    """Set the columns; a conflict shows phones masked, and bodies by name."""
    try:
        return audit.apply(member, columns, version)
    except EditConflict as conflict:
        told = [_named(session, one) for one in conflict.differences if one.field != "name_pinyin"]
        raise EditConflict(told, conflict.version) from None


def _named(session: Session, one: Difference) -> Difference:
    if one.field == "phone":
        theirs, yours = (phones.masked(str(value)) for value in (one.theirs, one.yours))
        return Difference(one.field, theirs, yours)
    if one.field not in _BODIES:
        return one
    name = _BODIES[one.field]
    names = [session.exec(name(int(str(value or 0)))).first() for value in (one.theirs, one.yours)]
    return Difference(one.field, *(found or "" for found in names))


def _end_open(session: Session, table: type[Table], member_id: int, day: date) -> None:
    """End what is open on a day; what begins only later ends on the day it would begin."""
    columns = table.__table__.c  # type: ignore[attr-defined]  # each Table has one
    ends = case((columns.starts_on > day, columns.starts_on), else_=day)
    later = (columns.ends_on.is_(None)) | (columns.ends_on > day)
    session.execute(
        update(table)
        .where(columns.member_id == member_id, later)
        .values(ends_on=ends)
        .execution_options(synchronize_session="fetch")
    )


def _shown(member: Member) -> dict[str, Any]:
    return {key: value for key, value in values(member).items() if value not in (None, "")}
