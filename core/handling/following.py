"""The answer to what went up into another matter: it is the answer to that one."""

from collections.abc import Collection

from sqlmodel import Session, and_, col, false, or_, select

from core.handling import replies
from core.handling.replies import ReplyRow
from core.matters import joined, openness, reach
from core.matters.models import Matter
from core.permissions import Actor


def answers(session: Session, actor: Actor, matter_id: int) -> list[ReplyRow]:
    """The replies to what a matter that the actor reads became, once all were in.

    None where it became nothing else, and none of what is closed or labelled, unless the
    actor reads that one too.
    """
    matter = session.get_one(Matter, matter_id)
    last = joined.became(session, matter)
    if last.id == matter.id or last.replied_on is None:
        return []
    told = openness.is_public(last) or bool(_read(session, actor, [last.id]))
    return replies.replies(session, last.id) if told else []


def own(session: Session, actor: Actor, matter_id: int) -> list[int]:
    """What went up into a matter, of that which the actor reads."""
    matter = session.get(Matter, matter_id)
    went = joined.into(session, matter) if matter else []
    return _read(session, actor, [one.id for one in went])


def _read(session: Session, actor: Actor, ids: Collection[int]) -> list[int]:
    mine = [
        and_(col(Matter.kind) == kind, reach.in_scope(actor, needed))
        for kind, needed in reach.READ.items()
        if actor.may(needed)
    ]
    asked = select(Matter.id).where(
        col(Matter.id).in_(ids), col(Matter.binned_at).is_(None), or_(false(), *mine)
    )
    return list(session.exec(asked))
