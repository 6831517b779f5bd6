"""What the forms for accounts send."""

from dataclasses import dataclass

from core.i18n import CHINESE
from core.permissions import Role


@dataclass(frozen=True, slots=True)
class GrantDraft:
    """A role within a scope; `scope_id` is a row of the kind that `SCOPE_OF_ROLE` names."""

    role: Role
    scope_id: int


@dataclass(frozen=True, slots=True)
class AccountDraft:
    """An account as typed."""

    username: str
    name: str
    committee_id: int
    language: str = CHINESE
    grants: tuple[GrantDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class Access:
    """What a person is told once, to sign in for the first time."""

    account_id: int
    username: str
    password: str
