"""Opening the house: what the first visitor makes in one transaction."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from core.accounts import passwords, setup
from core.accounts import service as accounts
from core.accounts.drafts import AccountDraft, GrantDraft
from core.accounts.grants import add_grant
from core.accounts.models import Account
from core.audit import service as audit
from core.audit.service import Entry
from core.committees import service as committees
from core.committees.drafts import CommitteeDraft
from core.committees.models import Committee
from core.i18n import CHINESE
from core.permissions import Role
from core.transfer import examples


@dataclass(frozen=True, slots=True)
class HouseDraft:
    """What the first visitor types."""

    committee: CommitteeDraft
    username: str
    name: str
    password: str
    language: str = CHINESE
    with_examples: bool = False


def topmost(session: Session) -> Committee | None:
    """The committee above all, which stands already where the examples were loaded first."""
    above = select(Committee).where(col(Committee.parent_id).is_(None)).order_by(col(Committee.id))
    return session.exec(above).first()


def open_house(session: Session, draft: HouseDraft) -> Account:
    """Make the root committee and its administrator, once. The code was asked for before.

    Where a committee stands already, it is the one that the administrator gets.

    Asks for no permission, since nobody can have one yet: `setup.admit` stands for it, and
    `setup.use_code` refuses whoever comes second.
    """
    setup.use_code(session)
    standing = topmost(session)
    committee = standing or committees.found(session, None, draft.committee)
    typed = AccountDraft(draft.username, draft.name, committee.id, draft.language)
    account, _first = accounts.open_account(session, typed)
    passwords.check(draft.password, account.username)
    account.password_hash = passwords.hashed(draft.password)
    account.must_change_password, account.first_password_until = False, None
    add_grant(session, None, account, GrantDraft(Role.ADMINISTRATOR, committee.id))
    if draft.with_examples and standing is None:
        examples.load(session, committee.id)
    session.flush()
    entry = Entry("house:opened", "account", account.id, account.name, committee.id)
    audit.record(session, None, entry)
    return account
