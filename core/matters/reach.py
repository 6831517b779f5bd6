"""Which matters an actor's permission reaches."""

from sqlalchemy import ColumnElement, and_, false, not_, or_
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from core.accounts.models import RoleGrant
from core.committees import scope
from core.matters.models import (
    Author,
    AuthorRole,
    Consent,
    Matter,
    MatterKind,
    State,
)
from core.permissions import Actor, Permission, ScopeKind

Part = ColumnElement[bool]
READ = {
    MatterKind.OPINION: Permission.OPINION_READ,
    MatterKind.PROPOSAL: Permission.PROPOSAL_READ,
}
WRITE = {
    MatterKind.OPINION: Permission.OPINION_WRITE,
    MatterKind.PROPOSAL: Permission.PROPOSAL_WRITE,
}
# What an office's desk may do with matters that were handed in.
DESK = {
    MatterKind.OPINION: Permission.OPINION_SCREEN,
    MatterKind.PROPOSAL: Permission.PROPOSAL_REVIEW,
}
# What others do not see of what is still being written.
UNSAID = (State.DRAFT, State.GATHERING)
# Raised by members or others who have no body and no account of their own.
_BY_NOBODY_ELSE = and_(
    col(Matter.special_committee_id).is_(None),
    col(Matter.raising_group_id).is_(None),
    col(Matter.informant_id).is_(None),
)


def in_scope(actor: Actor, permission: Permission) -> Part:
    """Whether a matter lies in the scopes of a permission. Only parts that the actor has.

    What somebody wrote is theirs while it is a draft: the office does not read it before it
    is handed in, unless the office wrote it itself.
    """
    parts = [_of_office(actor, permission), *_of_places(actor, permission)]
    if ids := actor.reach(permission, ScopeKind.MEMBER):
        parts.append(_of_members(ids, permission))
    if ids := actor.reach(permission, ScopeKind.INFORMANT):
        parts.append(col(Matter.informant_id).in_(ids))
    return or_(*parts)


def raised_by(actor: Actor, permission: Permission) -> list[Part]:
    """Whether a matter was raised by what an actor stands for: oneself, or a body."""
    parts = _of_bodies(actor, permission)
    if ids := actor.reach(permission, ScopeKind.MEMBER):
        parts.append(col(Matter.id).in_(_named(ids)))
    if ids := actor.reach(permission, ScopeKind.INFORMANT):
        parts.append(col(Matter.informant_id).in_(ids))
    return parts


def _of_bodies(actor: Actor, permission: Permission) -> list[Part]:
    parts: list[Part] = []
    if ids := actor.reach(permission, ScopeKind.SPECIAL_COMMITTEE):
        parts.append(col(Matter.special_committee_id).in_(ids))
    if ids := actor.reach(permission, ScopeKind.GROUP):
        parts.append(col(Matter.raising_group_id).in_(ids))
    return parts


def _of_members(ids: tuple[int, ...], permission: Permission) -> Part:
    """What members raised; what they sign too they read once they are asked, and no more.

    Whom a body names as its first author reads it as well: the body alone writes it.
    """
    first = col(Matter.id).in_(_signed(ids, AuthorRole.FIRST))
    if permission in WRITE.values():
        return and_(first, _BY_NOBODY_ELSE)
    too = col(Matter.id).in_(_signed(ids, AuthorRole.CO_SIGNER))
    return or_(first, and_(col(Matter.state) != State.DRAFT, too))


def _signed(member_ids: tuple[int, ...], role: AuthorRole) -> SelectOfScalar[int]:
    return select(Author.matter_id).where(
        col(Author.member_id).in_(member_ids), Author.role == role, heard()
    )


def _named(member_ids: tuple[int, ...]) -> SelectOfScalar[int]:
    return select(Author.matter_id).where(col(Author.member_id).in_(member_ids))


def heard() -> Part:
    """Whether somebody is an author who knows of it: who was only named is not asked yet."""
    named = and_(col(Author.consent) == Consent.ASKED, col(Author.asked_at).is_(None))
    return and_(col(Author.consent) != Consent.DECLINED, not_(named))


def said(actor: Actor) -> Part:
    """Whether a matter is no longer a draft, or is the actor's own."""
    return or_(col(Matter.state).not_in(UNSAID), col(Matter.account_id) == actor.account_id)


def _of_office(actor: Actor, permission: Permission) -> Part:
    ids = actor.reach(permission, ScopeKind.COMMITTEE)
    if not ids:
        return false()
    return and_(col(Matter.committee_id).in_(scope.below(ids)), said(actor))


def _of_places(actor: Actor, permission: Permission) -> list[Part]:
    """What a body raised, and what was heard at a studio or in a group, is its lead's too.

    Nobody but a body, an informant or a member writes what they raised themselves; a proposal
    that members made in a group is written by them alone.
    """
    parts = _of_bodies(actor, permission)
    if permission is not Permission.PROPOSAL_WRITE:
        heard_at = _heard_at(actor, permission)
        written = permission in WRITE.values()
        others = and_(_BY_NOBODY_ELSE, not_(_in_own_words()))
        parts += [and_(part, others) for part in heard_at] if written else heard_at
    return [and_(part, said(actor)) for part in parts]


def _in_own_words() -> Part:
    """Whether the first author wrote a matter down, and nobody for that member."""
    own = (
        select(Author.id)
        .join(RoleGrant, col(RoleGrant.member_id) == col(Author.member_id))
        .where(
            col(Author.matter_id) == col(Matter.id),
            Author.role == AuthorRole.FIRST,
            col(RoleGrant.account_id) == col(Matter.account_id),
        )
    )
    return own.exists()


def _heard_at(actor: Actor, permission: Permission) -> list[Part]:
    at = ((ScopeKind.STUDIO, Matter.studio_id), (ScopeKind.GROUP, Matter.sector_group_id))
    reached = [(column, actor.reach(permission, kind)) for kind, column in at]
    return [col(column).in_(ids) for column, ids in reached if ids]
