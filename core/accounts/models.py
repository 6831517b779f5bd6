"""Tables of accounts and sign-in."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from core import clock
from core.permissions import Role
from db.base import Table, Versioned, stored_by_value


class Account(Versioned, Table, table=True):
    """Somebody who may sign in. `username` is NFKC, lower case."""

    __table_args__ = (Index("ix_account_committee", "committee_id", "username"),)

    id: int = Field(default=None, primary_key=True)
    username: str = Field(max_length=64, unique=True)
    name: str = Field(max_length=80)
    committee_id: int | None = Field(default=None, foreign_key="committee.id")
    language: str = Field(default="zh_CN", max_length=8)
    password_hash: str = Field(max_length=200)
    must_change_password: bool = Field(default=True)
    first_password_until: datetime | None = Field(default=None)
    password_changed_at: datetime = Field(default_factory=clock.now)
    failures: int = Field(default=0)
    failures_since: datetime | None = Field(default=None)
    locked_until: datetime | None = Field(default=None)
    disabled_at: datetime | None = Field(default=None)
    created_at: datetime = Field(default_factory=clock.now)


class RoleGrant(Table, table=True):
    """A role of an account, within the one scope that the role is granted in.

    `committee_id` is the committee that the scope belongs to; it is the scope itself
    where none of the narrower columns is filled.
    """

    __table_args__ = (
        UniqueConstraint("account_id", "role", "scope_key"),
        CheckConstraint(
            "(CASE WHEN special_committee_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN studio_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN sector_group_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN member_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN unit_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN informant_id IS NULL THEN 0 ELSE 1 END) <= 1",
            name="one_scope",
        ),
    )

    id: int = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", ondelete="CASCADE")
    role: Role = Field(sa_type=stored_by_value(Role))
    scope_key: str = Field(max_length=40)
    committee_id: int = Field(foreign_key="committee.id", index=True)
    special_committee_id: int | None = Field(default=None, foreign_key="special_committee.id")
    studio_id: int | None = Field(default=None, foreign_key="studio.id")
    sector_group_id: int | None = Field(default=None, foreign_key="sector_group.id")
    member_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    unit_id: int | None = Field(default=None, foreign_key="handling_unit.id", index=True)
    informant_id: int | None = Field(default=None, foreign_key="informant.id", index=True)


class SignInSession(Table, table=True):
    """One browser signed in. Only hashes of its two cookies are kept; deleting the row ends it."""

    id: int = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", ondelete="CASCADE", index=True)
    token_hash: str = Field(max_length=64, unique=True)
    bind_hash: str = Field(max_length=64)
    created_at: datetime = Field(default_factory=clock.now)
    seen_at: datetime = Field(default_factory=clock.now)
    expires_at: datetime
    address: str = Field(default="", max_length=45)
    browser: str = Field(default="", max_length=200)


class CookieTicket(Table, table=True):
    """Hands a browser its session cookie, once, within a minute."""

    id: int = Field(default=None, primary_key=True)
    ticket_hash: str = Field(max_length=64, unique=True)
    cookie: str = Field(max_length=400)
    expires_at: datetime


class SetupCode(Table, table=True):
    """The one-time code of the first start; gone once the first account exists."""

    id: int = Field(default=1, primary_key=True)
    code_hash: str = Field(max_length=64)
    failures: int = Field(default=0)
    failures_since: datetime | None = Field(default=None)
    created_at: datetime = Field(default_factory=clock.now)


class RequestKey(Table, table=True):
    """A form that was already sent: its key, unique, makes a second sending count for nothing."""

    key: str = Field(max_length=64, primary_key=True)
    account_id: int | None = Field(default=None, foreign_key="account.id", ondelete="CASCADE")
    at: datetime = Field(default_factory=clock.now, index=True)
