"""Names to choose from in the form of a contribution."""

from sqlalchemy import select
from sqlmodel import Session, col

from core.committees import scope
from core.errors import NotFound
from core.members.models import Member
from core.permissions import Actor, Permission, require

MOST = 3000
WRITE = Permission.PROPOSAL_REVIEW


def members(session: Session, actor: Actor, committee_id: int) -> dict[int, str]:
    """The members of a committee who may have given something: "0012 委员012", by id.

    Those who have left are among them: old speeches are recorded too.
    """
    require(actor, WRITE)
    if not scope.covers(session, actor, WRITE, committee_id):
        raise NotFound
    found = (
        select(col(Member.id), col(Member.number), col(Member.name))
        .where(col(Member.committee_id) == committee_id, col(Member.binned_at).is_(None))
        .order_by(col(Member.left_on).is_not(None), col(Member.number), col(Member.id))
        .limit(MOST)
    )
    return {row.id: f"{row.number} {row.name}" for row in session.execute(found)}
