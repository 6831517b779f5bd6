"""What a matter is to who looks at a list."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, false, or_
from sqlalchemy import select as columns
from sqlmodel import Session, col

from core.i18n import N_
from core.matters import flow, reach, steps
from core.matters.models import Inquiry, Matter, MatterKind, State, Verb
from core.permissions import Actor, Permission
from db.base import Choice


class Concern(Choice):
    """What a matter is to who looks at the list."""

    MINE = "mine", N_("Raised or written by me")
    WAITS = "waits", N_("Waits for me")
    ASKED = "asked", N_("I am asked about it")


def part(
    session: Session,
    actor: Actor,
    concern: Concern,
    kind: MatterKind,
    committee_id: int | None,
) -> ColumnElement[bool]:
    """Whether a matter concerns an actor so; the committee says which states it does without."""
    if concern is Concern.MINE:
        return _own(actor, kind)
    if concern is Concern.ASKED:
        return _is_asked(actor)
    return _waits(session, actor, kind, committee_id)


_SIGN = Permission.OPINION_SIGN
# These do not take a matter on.
_ASIDE = (Verb.RETURN, Verb.KEEP, Verb.UNASSIGN, Verb.REOPEN, Verb.MERGE, Verb.WITHDRAW)


def _own(actor: Actor, kind: MatterKind) -> ColumnElement[bool]:
    written = col(Matter.account_id) == actor.account_id
    return or_(written, *reach.raised_by(actor, reach.READ[kind]))


def _is_asked(actor: Actor) -> ColumnElement[bool]:
    """Whether a question about a matter waits for the actor's answer."""
    open_ = columns(col(Inquiry.matter_id)).where(
        col(Inquiry.asked_id) == actor.account_id, col(Inquiry.answered_at).is_(None)
    )
    return col(Matter.id).in_(open_)


def _waits(
    session: Session, actor: Actor, kind: MatterKind, committee_id: int | None
) -> ColumnElement[bool]:
    """What the actor is to take on, besides questions. Asking a colleague takes nothing away."""
    home = committee_id or min((grant.committee_id for grant in actor.grants), default=0)
    off = steps.off(session, home, kind)
    parts = [_is_asked(actor)]
    for permission, states in _desks(kind, off):
        if actor.may(permission) and states:
            parts.append(and_(col(Matter.state).in_(states), reach.in_scope(actor, permission)))
    if actor.may(reach.WRITE[kind]):
        written = col(Matter.state).in_(_for_writers(kind, off))
        parts.append(and_(written, _own(actor, kind), reach.in_scope(actor, reach.WRITE[kind])))
    return or_(false(), *parts)


def _for_writers(kind: MatterKind, off: Collection[State]) -> set[State]:
    """Which states wait for who wrote a matter: also a reply that only they can judge."""
    verbs = [
        verb
        for verb, way in flow.WAYS[kind].items()
        if way.permission is reach.WRITE[kind] and verb not in _ASIDE
    ]
    return {state for verb in verbs for state in flow.sources(kind, verb, off)}


def _desks(kind: MatterKind, off: Collection[State]) -> list[tuple[Permission, tuple[State, ...]]]:
    """Which states wait for whom: those from which a desk's step leads on to the end."""
    led: dict[Permission, set[State]] = {}
    for verb, way in flow.WAYS[kind].items():
        if verb not in _ASIDE:
            led.setdefault(way.permission, set()).update(flow.sources(kind, verb, off))
    signing = led.get(Permission.OPINION_SIGN, set())
    for permission in led:
        led[permission] -= {State.KEPT, *((signing) if permission is not _SIGN else ())}
    wanted = (reach.DESK[kind], Permission.HANDLING_ASSIGN, _SIGN)
    return [(p, tuple(s for s in State if s in led[p])) for p in wanted if p in led]
