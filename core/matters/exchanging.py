"""Telling who is put in, or taken out, among those who raised a matter."""

from dataclasses import dataclass

from sqlmodel import Session

from core.matters import steps
from core.matters.models import Matter, State
from core.notices import service as notices
from core.notices.models import NoticeKind
from core.notices.service import Told
from core.permissions import Actor


@dataclass(frozen=True, slots=True)
class Before:
    """Who raised a matter before it is changed, and the title that they know it by."""

    title: str
    raisers: frozenset[int]


def before(session: Session, matter: Matter) -> Before:
    """Part of changing a matter that was fetched for the actor: what `tell` compares with."""
    return Before(matter.title, frozenset(steps.raisers(session, matter)))


def tell(session: Session, actor: Actor, matter: Matter, was: Before) -> None:
    """Tell who was put in and who was taken out by a change, but not who made it.

    Nobody was told of a draft yet. Who is out knows it by the title that it had.
    """
    if matter.state is State.DRAFT:
        return
    session.flush()
    now = steps.raisers(session, matter)
    rings = steps.moment(session, matter).rings
    changed = (
        (NoticeKind.NAMED, matter.title, now - was.raisers),
        (NoticeKind.UNNAMED, was.title, was.raisers - now),
    )
    for kind, title, accounts in changed:
        told = Told(kind, matter.kind.value, matter.id, title)
        notices.tell(session, accounts - {actor.account_id}, told, rings)
