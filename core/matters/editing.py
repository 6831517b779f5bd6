"""Who may still change the words of a matter, as it stands."""

from sqlmodel import Session, col, select

from core.errors import RuleBroken
from core.i18n import N_
from core.matters import finding, reach
from core.matters.models import Matter, State
from core.permissions import Actor

# While it is being written it is the writer's; then the desk's, until it is signed.
WRITTEN = (State.DRAFT, State.GATHERING, State.RETURNED)
ON_DESK = (
    *(State.SUBMITTED, State.SCREENED, State.KEPT, State.EDITED, State.CHECKED),
    State.REGISTERED,
)


def changeable(session: Session, actor: Actor, matter_id: int) -> Matter:
    """A matter that the actor may change as it stands, locked."""
    matter = finding.writable(session, actor, matter_id)
    if matter.state in WRITTEN or (matter.state in ON_DESK and desks(session, actor, matter)):
        return matter
    raise RuleBroken(N_("It is {state}: its words are not changed any more."), state=matter.state)


def desks(session: Session, actor: Actor, matter: Matter) -> bool:
    """Whether a matter is one that the actor's desk works on."""
    needed = reach.DESK[matter.kind]
    mine = select(Matter.id).where(col(Matter.id) == matter.id, reach.in_scope(actor, needed))
    return actor.may(needed) and session.exec(mine).first() is not None
