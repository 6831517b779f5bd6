"""Whether anybody can sign what waits for it: no office's desk may, only who has that role."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from core.accounts.models import Account, RoleGrant
from core.committees import scope
from core.errors import NotFound
from core.matters import finding, flow, steps
from core.matters.models import MatterKind, Verb
from core.permissions import Actor, Permission, Role, require


@dataclass(frozen=True, slots=True)
class Unsigned:
    """An item waits to be signed and no account can. `administrators` are whom to ask."""

    administrators: tuple[str, ...]


def unsigned(session: Session, actor: Actor, matter_id: int) -> Unsigned | None:
    """What is missing where an item of the actor's desk waits to be signed, and nobody can.

    None where somebody can, or where signing is not the next thing.
    """
    require(actor, Permission.OPINION_SCREEN)
    matter = finding.desk(session, actor, matter_id, lock=False)
    if matter.kind is not MatterKind.OPINION:
        raise NotFound
    off = steps.off(session, matter.committee_id, matter.kind)
    if Verb.SIGN not in flow.steps(matter.kind, matter.state, off):
        return None
    asked = (
        select(col(RoleGrant.role), col(Account.name))
        .join(Account, col(Account.id) == col(RoleGrant.account_id))
        .where(
            col(RoleGrant.role).in_((Role.SIGNER, Role.ADMINISTRATOR)),
            col(RoleGrant.committee_id).in_(scope.above(matter.committee_id)),
            col(Account.disabled_at).is_(None),
        )
        .order_by(col(Account.name), col(Account.id))
    )
    found = session.execute(asked).all()
    if any(role is Role.SIGNER for role, _name in found):
        return None
    return Unsigned(tuple(dict.fromkeys(name for _role, name in found)))
