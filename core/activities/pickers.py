"""What the entry form of an activity chooses from, besides owners and categories."""

from dataclasses import dataclass

from sqlalchemy import or_
from sqlalchemy import select as columns
from sqlmodel import Session, col

from core.activities.finding import find
from core.activities.owners import OwnerRow
from core.committees import scope
from core.committees.models import Committee, Community, Term, TermSession
from core.errors import RuleBroken
from core.i18n import N_
from core.members.models import Member
from core.members.pasted import Matched, MemberName
from core.members.queries import match_pasted
from core.permissions import Actor, Permission
from core.studios.reach import home

LONGEST_PASTE = 20_000  # the most that is searched for names at once


@dataclass(frozen=True, slots=True)
class CommunityName:
    """A village or community with its township."""

    id: int
    name: str
    name_en: str
    township: str
    township_en: str


@dataclass(frozen=True, slots=True)
class SessionName:
    """A plenary session: 第十五届第二次."""

    id: int
    term: int
    number: int
    reviews_year: int


def communities(session: Session, owner: OwnerRow) -> list[CommunityName]:
    """The villages and communities where an owner's activities may be held."""
    statement = (
        columns(
            col(Community.id),
            col(Community.name),
            col(Community.name_en),
            col(Committee.name),
            col(Committee.name_en),
        )
        .join(Committee, col(Committee.id) == col(Community.township_id))
        .where(col(Community.township_id).in_(scope.below([owner.committee_id])))
        .order_by(col(Committee.code), col(Community.name))
    )
    return [CommunityName(*row) for row in session.execute(statement)]


def plenaries(session: Session, owner: OwnerRow) -> list[SessionName]:
    """The plenary sessions of an owner's committee, newest first."""
    statement = (
        columns(
            col(TermSession.id),
            col(Term.number),
            col(TermSession.number),
            col(TermSession.reviews_year),
        )
        .join(Term, col(Term.id) == col(TermSession.term_id))
        .where(col(Term.committee_id) == owner.committee_id)
        .order_by(col(Term.number).desc(), col(TermSession.number).desc())
    )
    return [SessionName(*row) for row in session.execute(statement)]


def attendable(session: Session, actor: Actor, activity_id: int) -> list[MemberName]:
    """The members who can be listed at an activity: those on the roster that day."""
    activity = find(session, actor, activity_id, Permission.ACTIVITY_WRITE)
    left, day = col(Member.left_on), activity.held_on
    statement = (
        columns(col(Member.id), col(Member.number), col(Member.name), col(Member.employer))
        .where(
            col(Member.committee_id) == home(activity.committee_id).scalar_subquery(),
            col(Member.binned_at).is_(None),
            col(Member.joined_on) <= day,
            or_(left.is_(None), left >= day),
        )
        .order_by(col(Member.number), col(Member.id))
    )
    return [MemberName(*row) for row in session.execute(statement)]


def pasted(session: Session, actor: Actor, activity_id: int, text: str) -> Matched:
    """The members whom a paste of names or numbers means, and what it could not find."""
    activity = find(session, actor, activity_id, Permission.ACTIVITY_WRITE)
    if len(text) > LONGEST_PASTE:
        raise RuleBroken(N_("This is too much at once. Paste it in parts."))
    of = session.exec(home(activity.committee_id)).first() or activity.committee_id
    return match_pasted(session, of, text, activity.held_on)
