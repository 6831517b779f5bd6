"""Tying members to villages and communities."""

from datetime import date

from sqlmodel import Session, col, select

from core.audit.service import Changes
from core.committees.models import CommitteeTree, Community
from core.errors import NotFound, RuleBroken
from core.i18n import N_
from core.members import queries, rules
from core.members.drafts import LiaisonDraft
from core.members.models import Liaison, Member
from core.members.rules import Span
from core.members.service import told
from core.permissions import Actor, Permission

_WRITE = Permission.MEMBER_WRITE


def tie(session: Session, actor: Actor, member_id: int, draft: LiaisonDraft) -> Liaison:
    """Tie a member to a village or community of the committee's townships."""
    member = queries.find(session, actor, member_id, _WRITE, lock=True)
    community = _community(session, member, draft.community_id)
    span = Span(draft.starts_on, draft.ends_on)
    rules.check_span(span)
    rules.check_liaison(span, _spans(session, member.id, community.id))
    liaison = Liaison(
        member_id=member.id,
        community_id=community.id,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
    )
    session.add(liaison)
    after = {"community": community.name, "starts_on": draft.starts_on}
    told(session, actor, "member:liaison begun", member, Changes({}, after))
    return liaison


def end_tie(session: Session, actor: Actor, liaison_id: int, ends_on: date) -> Liaison:
    """End a liaison, or move the end of a past one."""
    liaison, member, place = _find(session, actor, liaison_id)
    span = Span(liaison.starts_on, ends_on)
    rules.check_span(span)
    rules.check_liaison(span, _spans(session, member.id, liaison.community_id, liaison_id))
    before = {"community": place, "ends_on": liaison.ends_on}
    liaison.ends_on = ends_on
    told(session, actor, "member:liaison ended", member, Changes(before, {"ends_on": ends_on}))
    return liaison


def remove_tie(session: Session, actor: Actor, liaison_id: int) -> None:
    """Take out a liaison that was written down by mistake; the trail keeps it."""
    liaison, member, place = _find(session, actor, liaison_id)
    before = {"community": place, "starts_on": liaison.starts_on}
    session.delete(liaison)
    told(session, actor, "member:liaison removed", member, Changes(before, {}))


def _community(session: Session, member: Member, community_id: int) -> Community:
    """A village or community below the member's committee."""
    found = session.exec(
        select(Community)
        .join(CommitteeTree, col(CommitteeTree.descendant_id) == col(Community.township_id))
        .where(
            col(Community.id) == community_id,
            col(CommitteeTree.ancestor_id) == member.committee_id,
        )
    ).first()
    if found is None:
        raise RuleBroken(
            N_("Choose a village or community of this committee's townships."),
            field="community_id",
        )
    return found


def _find(session: Session, actor: Actor, liaison_id: int) -> tuple[Liaison, Member, str]:
    liaison = session.get(Liaison, liaison_id)
    if liaison is None:
        raise NotFound
    member = queries.find(session, actor, liaison.member_id, _WRITE, lock=True)
    session.refresh(liaison)  # as it stands under the member's lock
    place = session.get_one(Community, liaison.community_id).name
    return liaison, member, place


def _spans(session: Session, member_id: int, community_id: int, leave_out: int = 0) -> list[Span]:
    rows = session.exec(
        select(col(Liaison.starts_on), col(Liaison.ends_on)).where(
            col(Liaison.member_id) == member_id,
            col(Liaison.community_id) == community_id,
            col(Liaison.id) != leave_out,
        )
    )
    return [Span(*row) for row in rows]
