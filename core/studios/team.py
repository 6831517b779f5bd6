"""Who works in a studio, from when to when. The lead is always among them."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from core import clock
from core.audit.service import Entry
from core.committees import trail
from core.errors import NotFound, RuleBroken
from core.i18n import N_
from core.members.models import Member
from core.permissions import Actor, Permission, require
from core.studios import queries, reach, rules
from core.studios.models import Studio, StudioMember


def assign(
    session: Session, actor: Actor, studio_id: int, member_ids: Collection[int], starts_on: date
) -> int:
    """Let members work in a studio from a day on. Who works there already is left as is.

    Returns how many were added.
    """
    require(actor, Permission.STUDIO_WRITE)
    studio = queries.find(session, actor, studio_id, Permission.STUDIO_WRITE, lock=True)
    rules.check_alive(studio.state)
    if not member_ids:
        raise RuleBroken(N_("Choose at least one member."), field="member_ids")
    there = set(session.exec(_working(studio.id, starts_on)).all())
    new = [number for number in sorted(set(member_ids)) if number not in there]
    for member_id in new:
        check_eligible(session, studio.committee_id, member_id, "member_ids")
        session.add(StudioMember(studio_id=studio.id, member_id=member_id, starts_on=starts_on))

    told = {"members": _names(session, new), "starts_on": starts_on}
    _record(session, actor, studio, "studio:members_assigned", told)
    return len(new)


def end(session: Session, actor: Actor, membership_id: int, ends_on: date) -> StudioMember:
    """Let a member's work in a studio end. It stays in the studio's past."""
    require(actor, Permission.STUDIO_WRITE)
    studio, membership = _find(session, actor, membership_id)
    rules.check_alive(studio.state)
    _check_not_lead(session, studio, membership)
    rules.check_membership(membership.starts_on, ends_on)

    membership.ends_on = ends_on
    told = {"members": _names(session, [membership.member_id]), "ends_on": ends_on}
    _record(session, actor, studio, "studio:member_ended", told)
    return membership


def remove(session: Session, actor: Actor, membership_id: int) -> None:
    """Take back a member who was entered by mistake, as if never assigned."""
    require(actor, Permission.STUDIO_WRITE)
    studio, membership = _find(session, actor, membership_id)
    rules.check_alive(studio.state)
    _check_not_lead(session, studio, membership)

    session.delete(membership)
    told = {"members": _names(session, [membership.member_id])}
    _record(session, actor, studio, "studio:member_removed", told)


def keep_lead(session: Session, studio: Studio, today: date) -> None:
    """Let the lead work in the studio if that is not so yet. Part of saving a studio."""
    if studio.lead_id is None:
        return
    going_on = session.exec(
        select(StudioMember).where(
            StudioMember.studio_id == studio.id,
            StudioMember.member_id == studio.lead_id,
            col(StudioMember.ends_on).is_(None) | (col(StudioMember.ends_on) >= today),
        )
    ).all()
    if not going_on:
        new = StudioMember(studio_id=studio.id, member_id=studio.lead_id, starts_on=today)
        session.add(new)
    elif all(one.ends_on for one in going_on):
        going_on[-1].ends_on = None


def check_eligible(session: Session, committee_id: int, member_id: int, field: str) -> None:
    """A member of the studio's committee, or of one below it, who has not left."""
    here = col(Member.left_on).is_(None) | (col(Member.left_on) >= clock.today())
    found = select(Member.id).where(Member.id == member_id, here, reach.eligible(committee_id))
    if session.exec(found).first() is None:
        raise RuleBroken(N_("Choose a member of this committee."), field=field)


def _working(studio_id: int, day: date) -> SelectOfScalar[int]:
    """The members who work in a studio on a day or begin later."""
    return select(StudioMember.member_id).where(
        StudioMember.studio_id == studio_id,
        col(StudioMember.ends_on).is_(None) | (col(StudioMember.ends_on) >= day),
    )


def _find(session: Session, actor: Actor, membership_id: int) -> tuple[Studio, StudioMember]:
    studio_id = session.exec(
        select(StudioMember.studio_id).where(StudioMember.id == membership_id)
    ).first()
    studio = queries.find(session, actor, studio_id or 0, Permission.STUDIO_WRITE, lock=True)
    membership = session.get(StudioMember, membership_id, populate_existing=True)
    if membership is None:
        raise NotFound
    return studio, membership


def _check_not_lead(session: Session, studio: Studio, membership: StudioMember) -> None:
    """The lead stays unless another stretch of the lead's work goes on."""
    if studio.lead_id != membership.member_id:
        return
    others = select(StudioMember.id).where(
        StudioMember.studio_id == studio.id,
        StudioMember.member_id == membership.member_id,
        StudioMember.id != membership.id,
        col(StudioMember.ends_on).is_(None),
    )
    if session.exec(others).first() is None:
        raise RuleBroken(N_("This member is in charge. Name another lead first."))


def _names(session: Session, member_ids: Collection[int]) -> str:
    names = select(Member.name).where(col(Member.id).in_(member_ids)).order_by(col(Member.id))
    return "、".join(session.exec(names).all())


def _record(
    session: Session, actor: Actor, studio: Studio, action: str, after: dict[str, Any]
) -> None:
    subject = (studio.id, studio.name, studio.committee_id)
    trail.record(session, actor, Entry(action, "studio", *subject, {}, after))
