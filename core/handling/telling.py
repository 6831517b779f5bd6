"""Who is told what of an assignment: the unit's accounts and the office, in working hours.

What will be due rings by itself: the notices are written when the due day is, for the
mornings of working days to come, and taken back once the unit has answered.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import false, or_
from sqlmodel import Session, col, select

from core.accounts.models import Account, RoleGrant
from core.audit.service import Changes, Entry
from core.committees import calendar, scope, trail
from core.handling import deadlines
from core.handling.finding import Held
from core.handling.models import Assignment, Reply
from core.matters import openness, reach, steps
from core.matters.models import Matter
from core.matters.steps import Moment
from core.notices import service as notices
from core.notices.models import NoticeKind
from core.notices.service import Told
from core.permissions import GRANTED, SCOPE_OF_ROLE, Actor, Permission, Role, ScopeKind

SUBJECT = "assignment"
_ALARMS = (NoticeKind.DUE_SOON, NoticeKind.OVERDUE)
_OFFICE = [
    role
    for role, scope_kind in SCOPE_OF_ROLE.items()
    if scope_kind is ScopeKind.COMMITTEE and Permission.HANDLING_ASSIGN in GRANTED[role]
]


def unit(
    session: Session, row: Assignment, matter: Matter, what: tuple[NoticeKind, str], when: Moment
) -> None:
    """Tell the accounts of an assignment's unit, in working hours."""
    _tell(session, unit_accounts(session, row), row, (matter, *what), when.rings)


def office(
    session: Session, row: Assignment, matter: Matter, what: tuple[NoticeKind, str], when: Moment
) -> None:
    """Tell the office that assigned it, in working hours."""
    accounts = office_accounts(session, row.committee_id)
    _tell(session, accounts, row, (matter, *what), when.rings)


def corrected(session: Session, actor: Actor, held: Held, reply: Reply, when: Moment) -> None:
    """Tell all who read a reply that it reads differently now: each once, but who corrected it.

    What was told of an earlier correction and is unread makes room for this one.
    """
    matter, kind = held.matter, NoticeKind.CORRECTED
    joined = session.exec(select(Assignment).where(Assignment.reply_id == reply.id)).all()
    steps.hush(session, matter, [kind])
    hush(session, joined, [kind])
    readers = office_accounts(session, matter.committee_id) | place_accounts(session, matter)
    readers |= steps.accounts_behind(session, matter)
    told = Told(kind, matter.kind.value, matter.id, matter.title, reply.words)
    readers.discard(actor.account_id)
    notices.tell(session, readers, told, when.rings)
    _tell_of_joined(session, actor, (matter, kind, reply.words), when.rings, readers)
    for row in joined:
        if row.unit_id != reply.unit_id:
            rest = unit_accounts(session, row) - readers - {actor.account_id}
            readers |= rest
            _tell(session, rest, row, (matter, kind, reply.words), when.rings)


def _tell_of_joined(
    session: Session,
    actor: Actor,
    what: tuple[Matter, NoticeKind, str],
    rings_at: datetime,
    told: set[int],
) -> None:
    """Tell who raised what went up into a matter; of a closed or labelled one not the words."""
    matter, kind, words = what
    said = (kind, words if openness.is_public(matter) else "")
    steps.tell_joined(session, matter, said, rings_at, told | {actor.account_id})


def answered(session: Session, actor: Actor, matter: Matter, *, by_step: bool) -> None:
    """Tell the studio and the group where a matter was heard that all replies are in.

    Who raised it is told by the step that follows, or here, where the office does without it.
    What was told of it before and is unread makes room.
    """
    said, rings = (NoticeKind.REPLIED, ""), steps.moment(session, matter).rings
    steps.hush(session, matter, [NoticeKind.REPLIED])
    if not by_step:
        steps.tell(session, matter, said, rings)
    rest = place_accounts(session, matter) - steps.hearers(session, matter) - {actor.account_id}
    notices.tell(session, rest, Told(said[0], matter.kind.value, matter.id, matter.title), rings)


def set_alarms(session: Session, row: Assignment, matter: Matter, when: Moment) -> None:
    """Let it ring three working days before an assignment is due, and on the morning after it."""
    hush(session, [row], _ALARMS)
    accounts = unit_accounts(session, row)
    days = when.calendar
    soon = calendar.opening(days.before(row.due_on, deadlines.SOON), when.zone)
    late = calendar.opening(days.after(row.due_on, 1), when.zone)
    words = row.due_on.isoformat()
    if soon > when.at:
        _tell(session, accounts, row, (matter, NoticeKind.DUE_SOON, words), soon)
    all_ = accounts | office_accounts(session, row.committee_id)
    _tell(session, all_, row, (matter, NoticeKind.OVERDUE, words), max(late, when.rings))


def silence(session: Session, rows: Sequence[Assignment]) -> None:
    """No alarm and no urging rings any more for what was answered, or given back."""
    hush(session, rows, (*_ALARMS, NoticeKind.URGED))


def hush(session: Session, rows: Sequence[Assignment], kinds: Sequence[NoticeKind]) -> None:
    """Take back unread notices of some kinds."""
    notices.hush(session, SUBJECT, [row.id for row in rows], kinds)


def unit_accounts(session: Session, row: Assignment) -> set[int]:
    """The accounts of an assignment's unit."""
    return notices.accounts_of(session, unit_id=[row.unit_id])


def office_accounts(session: Session, committee_id: int) -> set[int]:
    """The accounts that assign for a committee; those above it where it has none itself."""
    asked = (
        select(col(RoleGrant.account_id), col(RoleGrant.committee_id))
        .join(Account, col(Account.id) == col(RoleGrant.account_id))
        .where(
            col(RoleGrant.role).in_(_OFFICE),
            col(RoleGrant.committee_id).in_(scope.above(committee_id)),
            col(Account.disabled_at).is_(None),
        )
    )
    found = session.exec(asked).all()
    own = {account for account, committee in found if committee == committee_id}
    return own or {account for account, _committee in found}


def place_accounts(session: Session, matter: Matter) -> set[int]:
    """The accounts of the studio or group where a matter was heard, if they may read such."""
    readers = [role for role in Role if reach.READ[matter.kind] in GRANTED[role]]
    at = [
        column == place
        for column, place in (
            (col(RoleGrant.studio_id), matter.studio_id),
            (col(RoleGrant.sector_group_id), matter.sector_group_id),
        )
        if place
    ]
    asked = (
        select(col(RoleGrant.account_id))
        .join(Account, col(Account.id) == col(RoleGrant.account_id))
        .where(
            col(RoleGrant.role).in_(readers),
            or_(false(), *at),
            col(Account.disabled_at).is_(None),
        )
    )
    return set(session.exec(asked))


def entry(session: Session, actor: Actor, done: str, held: Held, changes: Changes) -> None:
    """Write into the trail what was done with an assignment. Ends a change."""
    row = held.assignment
    subject = (SUBJECT, row.id, held.matter.title, row.committee_id)
    trail.record(session, actor, Entry(f"handling:{done}", *subject, changes.before, changes.after))


def shown(**columns: Any) -> Changes:  # noqa: ANN401  whatever a record holds
    """What an entry tells that has no state before."""
    return Changes({}, columns)


def _tell(
    session: Session,
    accounts: set[int],
    row: Assignment,
    what: tuple[Matter, NoticeKind, str],
    rings_at: datetime,
) -> None:
    matter, kind, words = what
    told = Told(kind, SUBJECT, row.id, matter.title, words)
    notices.tell(session, accounts, told, rings_at)
