"""Reading members: the roster, pickers, and one member's file."""

from datetime import date

from sqlmodel import Session, col, or_, select

from core.members.models import Member
from core.members.pasted import Matched, MemberName, Roster


def match_pasted(session: Session, committee_id: int, text: str, on: date | None = None) -> Matched:
    """The members whom a paste of names or numbers means, those on the roster on a day.

    Asks for no permission: the caller, who takes attendance, has asked for its own.
    """
    names = select(Member.id, Member.number, Member.name, Member.employer).where(
        col(Member.committee_id) == committee_id, col(Member.binned_at).is_(None)
    )
    if on is not None:
        names = names.where(
            col(Member.joined_on) <= on,
            or_(col(Member.left_on).is_(None), col(Member.left_on) >= on),
        )
    rows = session.exec(names.order_by(col(Member.number), col(Member.id)))
    return Roster(MemberName(*row) for row in rows).match(text)
