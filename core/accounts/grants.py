"""Giving and taking roles, within the scope of who gives them."""

from sqlmodel import Session, col, select

from core import reach
from core.accounts import places, queries, rules
from core.accounts.drafts import GrantDraft
from core.accounts.models import Account, RoleGrant
from core.accounts.places import Place
from core.audit import service as audit
from core.audit.service import Entry
from core.errors import NotFound, RuleBroken
from core.i18n import N_
from core.permissions import GRANTABLE, SCOPE_OF_ROLE, Actor, Permission, Role, ScopeKind, require


def grant(session: Session, actor: Actor, account_id: int, draft: GrantDraft) -> RoleGrant:
    """Give an account one more role. It counts at the person's next run."""
    require(actor, Permission.ACCOUNT_WRITE)
    account = queries.find(session, actor, account_id, Permission.ACCOUNT_WRITE, lock=True)
    held = session.exec(select(col(RoleGrant.role)).where(RoleGrant.account_id == account.id)).all()
    rules.check_grants([*held, draft.role])
    row = add_grant(session, actor, account, draft)
    _record(session, actor, "account:role granted", account, row)
    return row


def revoke(session: Session, actor: Actor, grant_id: int) -> None:
    """Take a role away. It counts at the person's next run."""
    require(actor, Permission.ACCOUNT_WRITE)
    row = session.exec(select(RoleGrant).where(RoleGrant.id == grant_id)).first()
    if row is None or not reach.covers(
        session, actor, Permission.ACCOUNT_WRITE, [row.committee_id]
    ):
        raise NotFound
    account = queries.find(session, actor, row.account_id, Permission.ACCOUNT_WRITE, lock=True)
    if row.role is Role.ADMINISTRATOR:
        check_administrator_left(session, account.id, row.committee_id)
    session.delete(row)
    _record(session, actor, "account:role revoked", account, row)


def add_grant(
    session: Session, actor: Actor | None, account: Account, draft: GrantDraft
) -> RoleGrant:
    """The row of a grant. Its place must exist in the actor's scope; None may grant anywhere."""
    if draft.role not in GRANTABLE:
        raise RuleBroken(N_("No account can have this role."), field="role")
    kind = SCOPE_OF_ROLE[draft.role]
    place = places.find(session, kind, draft.scope_id)
    if place is None or not _reached(session, actor, place):
        raise RuleBroken(N_("Choose where the role counts."), field="scope")
    row = RoleGrant(
        account_id=account.id,
        role=draft.role,
        scope_key=f"{kind.value}/{place.id}",
        committee_id=place.committee_id,
    )
    if kind is not ScopeKind.COMMITTEE:
        setattr(row, places.COLUMN[kind], place.id)
    _check_new(session, row)
    session.add(row)
    session.flush()  # so that a second grant of the same form is seen
    return row


def check_administrator_left(
    session: Session, account_id: int, committee_id: int | None = None
) -> None:
    """Somebody else must stay administrator over each committee that an account administers.

    The grants of all administrators are locked, so that two cannot remove each other.
    """
    rows = session.exec(
        select(RoleGrant)
        .where(RoleGrant.role == Role.ADMINISTRATOR)
        .order_by(col(RoleGrant.id))
        .with_for_update()
    ).all()
    usable = set(session.exec(select(Account.id).where(col(Account.disabled_at).is_(None))).all())
    for row in rows:
        if row.account_id == account_id and committee_id in (None, row.committee_id):
            over = {one[0] for one in session.execute(reach.above(row.committee_id))}
            others = [
                other.id
                for other in rows
                if other.account_id != account_id
                and other.account_id in usable
                and other.committee_id in over
            ]
            rules.check_administrator_left(others)


def _reached(session: Session, actor: Actor | None, place: Place) -> bool:
    return actor is None or reach.covers(
        session, actor, Permission.ACCOUNT_WRITE, [place.committee_id]
    )


def _check_new(session: Session, row: RoleGrant) -> None:
    same = select(RoleGrant.id).where(
        RoleGrant.account_id == row.account_id,
        RoleGrant.role == row.role,
        RoleGrant.scope_key == row.scope_key,
    )
    if session.exec(same).first():
        raise RuleBroken(N_("The account has this role there already."), field="scope")


def _record(session: Session, actor: Actor, action: str, account: Account, row: RoleGrant) -> None:
    session.flush()
    told = {"role": row.role.value, "scope": row.scope_key}
    given = action == "account:role granted"
    before, after = ({}, told) if given else (told, {})
    entry = Entry(action, "account", account.id, account.name, row.committee_id, before, after)
    audit.record(session, actor, entry)
