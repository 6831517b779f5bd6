"""Conveners of a group, and members put in or taken out by hand. Never commits."""

from dataclasses import asdict
from datetime import date

from sqlalchemy import delete, select
from sqlmodel import Session, col

from core.audit.service import Changes
from core.errors import NotFound, RuleBroken
from core.groups import queries, rules
from core.groups.drafts import ConvenerDraft
from core.groups.models import Convener, ExceptionKind, GroupException, SectorGroup
from core.groups.rules import Span
from core.groups.telling import tell
from core.i18n import N_
from core.members.models import Member
from core.permissions import Actor, Permission


def appoint(session: Session, actor: Actor, group_id: int, draft: ConvenerDraft) -> Convener:
    """Make a member convener of a group. The one before is ended apart."""
    group = queries.find(session, actor, group_id, Permission.GROUP_WRITE, lock=True)
    member = _member(session, group, draft.member_id)
    rules.check_convener(draft, member.joined_on, member.left_on)
    serving = _serving(session, group.id)
    rules.check_one_lead(draft, [(name, _span(row)) for row, name in serving if not row.deputy])
    rules.check_not_serving_twice(
        draft, [_span(row) for row, _ in serving if row.member_id == draft.member_id]
    )
    convener = Convener(sector_group_id=group.id, **asdict(draft))
    session.add(convener)
    told = {**asdict(draft), "name": member.name}
    tell(session, actor, group, "convener_appointed", Changes({}, told))
    return convener


def end_convener(session: Session, actor: Actor, convener_id: int, last_day: date) -> Convener:
    """End a convener's time with a last day. The past stays on record."""
    convener = session.get(Convener, convener_id)
    if convener is None:
        raise NotFound
    group = queries.find(
        session, actor, convener.sector_group_id, Permission.GROUP_WRITE, lock=True
    )
    if last_day < convener.starts_on:
        raise RuleBroken(N_("The last day cannot be before the first day."), "ends_on")
    convener.ends_on = last_day
    ended = {"member_id": convener.member_id, "ends_on": last_day}
    tell(session, actor, group, "convener_ended", Changes({}, ended))
    return convener


def add_member(session: Session, actor: Actor, group_id: int, member_id: int) -> None:
    """Add a member whose sector the group does not hold; no other group counts them then."""
    group = queries.find(session, actor, group_id, Permission.GROUP_WRITE, lock=True)
    member = _member(session, group, member_id)
    # Elsewhere in the term an earlier "added" gives way: one group a member.
    term = select(col(SectorGroup.id)).where(col(SectorGroup.term_id) == group.term_id)
    session.execute(
        delete(GroupException).where(
            col(GroupException.member_id) == member_id,
            col(GroupException.sector_group_id).in_(term),
            col(GroupException.kind) == ExceptionKind.ADDED,
        )
    )
    _except(session, group, member_id, ExceptionKind.ADDED)
    tell(session, actor, group, "member_added", Changes({}, _named(member)))


def take_out_member(session: Session, actor: Actor, group_id: int, member_id: int) -> None:
    """Take a member out of a group although the sector says otherwise."""
    group = queries.find(session, actor, group_id, Permission.GROUP_WRITE, lock=True)
    member = _member(session, group, member_id)
    _except(session, group, member_id, ExceptionKind.REMOVED)
    tell(session, actor, group, "member_taken_out", Changes(_named(member), {}))


def drop_exception(session: Session, actor: Actor, group_id: int, member_id: int) -> None:
    """Let a member's sector decide again."""
    group = queries.find(session, actor, group_id, Permission.GROUP_WRITE, lock=True)
    dropped = _exception(session, group.id, member_id)
    if dropped is None:
        raise NotFound
    session.delete(dropped)
    before = {"member_id": member_id, "kind": dropped.kind}
    tell(session, actor, group, "exception_dropped", Changes(before, {}))


def _except(session: Session, group: SectorGroup, member_id: int, kind: ExceptionKind) -> None:
    row = _exception(session, group.id, member_id)
    if row is None:
        row = GroupException(sector_group_id=group.id, member_id=member_id, kind=kind)
    row.kind = kind
    session.add(row)


def _exception(session: Session, group_id: int, member_id: int) -> GroupException | None:
    asked = select(GroupException).where(
        col(GroupException.sector_group_id) == group_id,
        col(GroupException.member_id) == member_id,
    )
    return session.scalars(asked).first()


def _member(session: Session, group: SectorGroup, member_id: int) -> Member:
    """A member of the group's committee, locked so that two groups cannot both add them."""
    asked = select(Member).where(
        col(Member.id) == member_id,
        col(Member.committee_id) == group.committee_id,
        col(Member.binned_at).is_(None),
    )
    found = session.scalars(asked.with_for_update()).first()
    if found is None:
        raise NotFound
    return found


def _serving(session: Session, group_id: int) -> list[tuple[Convener, str]]:
    statement = (
        select(Convener, col(Member.name))
        .join(Member, col(Member.id) == col(Convener.member_id))
        .where(col(Convener.sector_group_id) == group_id)
    )
    return list(session.execute(statement))


def _span(row: Convener) -> Span:
    return Span(row.starts_on, row.ends_on)


def _named(member: Member) -> dict[str, object]:
    return {"member_id": member.id, "name": member.name}
