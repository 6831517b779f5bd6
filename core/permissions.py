"""Who may do what, and how far it reaches.

A role is granted within a scope: a committee and those below it, or one special
committee, studio, sector group, handling unit, member or informant of it. The table of
roles and permissions is this file; the menu, the guard of every screen and every service
read it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from core.errors import NotPermitted
from core.i18n import N_
from db.base import Choice


class Permission(StrEnum):
    """One thing that can be allowed: `concept:verb`."""

    BOARD_READ = "board:read"
    BOARD_WRITE = "board:write"
    STUDIO_READ = "studio:read"
    STUDIO_WRITE = "studio:write"
    STUDIO_APPLY = "studio:apply"
    STUDIO_DECIDE = "studio:decide"
    ACTIVITY_READ = "activity:read"
    ACTIVITY_WRITE = "activity:write"
    ACTIVITY_CONFIRM = "activity:confirm"
    GROUP_READ = "group:read"
    GROUP_WRITE = "group:write"
    PLAN_READ = "plan:read"
    PLAN_WRITE = "plan:write"
    FUND_READ = "fund:read"
    FUND_WRITE = "fund:write"
    MEMBER_READ = "member:read"
    MEMBER_WRITE = "member:write"
    MEMBER_UNMASK = "member:unmask"
    OPINION_READ = "opinion:read"
    OPINION_WRITE = "opinion:write"
    OPINION_SCREEN = "opinion:screen"
    OPINION_SIGN = "opinion:sign"
    PROPOSAL_READ = "proposal:read"
    PROPOSAL_WRITE = "proposal:write"
    PROPOSAL_REVIEW = "proposal:review"
    CONTRIBUTION_READ = "contribution:read"
    HANDLING_READ = "handling:read"
    HANDLING_ASSIGN = "handling:assign"
    HANDLING_REPLY = "handling:reply"
    BOX_READ = "box:read"
    BOX_WRITE = "box:write"
    INFORMANT_READ = "informant:read"
    INFORMANT_WRITE = "informant:write"
    PUBLICITY_READ = "publicity:read"
    PUBLICITY_WRITE = "publicity:write"
    COMMENDATION_READ = "commendation:read"
    COMMENDATION_WRITE = "commendation:write"
    ASSESSMENT_READ = "assessment:read"
    ASSESSMENT_WRITE = "assessment:write"
    ASSESSMENT_RECORD = "assessment:record"
    ASSESSMENT_APPROVE = "assessment:approve"
    COMMITTEE_READ = "committee:read"
    COMMITTEE_WRITE = "committee:write"
    WALL_WRITE = "wall:write"
    ACCOUNT_READ = "account:read"
    ACCOUNT_WRITE = "account:write"
    AUDIT_READ = "audit:read"
    EXPORT = "export:make"


class Role(Choice):
    """What an account is in the office."""

    ADMINISTRATOR = "administrator", N_("Administrator")
    CHAIR_OFFICE = "chair_office", N_("Chair's office")
    CLERK = "clerk", N_("Clerk")
    SPECIAL_COMMITTEE_CLERK = "special_committee_clerk", N_("Special committee clerk")
    STUDIO_LEAD = "studio_lead", N_("Studio lead")
    CONVENER = "convener", N_("Convener")
    MEMBER = "member", N_("Member")
    UPPER_COMMITTEE = "upper_committee", N_("Upper committee")
    AUDITOR = "auditor", N_("Auditor")
    SIGNER = "signer", N_("Signer")
    HANDLING_UNIT = "handling_unit", N_("Handling unit")
    INFORMANT = "informant", N_("Informant")
    DISPLAY = "display", N_("Meeting room wall")


class ScopeKind(Choice):
    """What a role reaches over."""

    COMMITTEE = "committee", N_("Committee and those below")
    SPECIAL_COMMITTEE = "special_committee", N_("Special committee")
    STUDIO = "studio", N_("Studio")
    GROUP = "group", N_("Sector group")
    MEMBER = "member", N_("Oneself")
    UNIT = "unit", N_("Handling unit")
    INFORMANT = "informant", N_("Informant")


# The one scope that a role is granted in.
SCOPE_OF_ROLE = {
    Role.ADMINISTRATOR: ScopeKind.COMMITTEE,
    Role.CHAIR_OFFICE: ScopeKind.COMMITTEE,
    Role.CLERK: ScopeKind.COMMITTEE,
    Role.SPECIAL_COMMITTEE_CLERK: ScopeKind.SPECIAL_COMMITTEE,
    Role.STUDIO_LEAD: ScopeKind.STUDIO,
    Role.CONVENER: ScopeKind.GROUP,
    Role.MEMBER: ScopeKind.MEMBER,
    Role.UPPER_COMMITTEE: ScopeKind.COMMITTEE,
    Role.AUDITOR: ScopeKind.COMMITTEE,
    Role.SIGNER: ScopeKind.COMMITTEE,
    Role.HANDLING_UNIT: ScopeKind.UNIT,
    Role.INFORMANT: ScopeKind.INFORMANT,
    Role.DISPLAY: ScopeKind.COMMITTEE,
}
# The roles that an account can be given; a wall has its own sign-in and no account.
GRANTABLE = tuple(role for role in Role if role is not Role.DISPLAY)

_READ = {
    Permission.BOARD_READ,
    Permission.STUDIO_READ,
    Permission.ACTIVITY_READ,
    Permission.GROUP_READ,
    Permission.PLAN_READ,
    Permission.FUND_READ,
    Permission.MEMBER_READ,
    Permission.COMMENDATION_READ,
    Permission.COMMITTEE_READ,
    Permission.OPINION_READ,
    Permission.PROPOSAL_READ,
    Permission.CONTRIBUTION_READ,
    Permission.HANDLING_READ,
    Permission.INFORMANT_READ,
    Permission.PUBLICITY_READ,
    Permission.ASSESSMENT_READ,
}
_CLERK = _READ | {
    Permission.BOARD_WRITE,
    Permission.STUDIO_WRITE,
    Permission.STUDIO_APPLY,
    Permission.STUDIO_DECIDE,
    Permission.ACTIVITY_WRITE,
    Permission.ACTIVITY_CONFIRM,
    Permission.GROUP_WRITE,
    Permission.PLAN_WRITE,
    Permission.FUND_WRITE,
    Permission.MEMBER_WRITE,
    Permission.MEMBER_UNMASK,
    Permission.COMMENDATION_WRITE,
    Permission.OPINION_WRITE,
    Permission.OPINION_SCREEN,
    Permission.PROPOSAL_WRITE,
    Permission.PROPOSAL_REVIEW,
    Permission.HANDLING_ASSIGN,
    Permission.BOX_READ,
    Permission.BOX_WRITE,
    Permission.INFORMANT_WRITE,
    Permission.PUBLICITY_WRITE,
    Permission.ASSESSMENT_WRITE,
    Permission.ASSESSMENT_RECORD,
    Permission.ASSESSMENT_APPROVE,
    Permission.WALL_WRITE,
    Permission.EXPORT,
}
GRANTED: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset(
        _CLERK
        | {
            Permission.COMMITTEE_WRITE,
            Permission.ACCOUNT_READ,
            Permission.ACCOUNT_WRITE,
        }
    ),
    Role.CHAIR_OFFICE: frozenset(
        _READ | {Permission.BOARD_WRITE, Permission.ASSESSMENT_APPROVE, Permission.EXPORT}
    ),
    Role.CLERK: frozenset(_CLERK | {Permission.COMMITTEE_WRITE}),
    Role.SPECIAL_COMMITTEE_CLERK: frozenset(
        {
            Permission.ACTIVITY_READ,
            Permission.ACTIVITY_WRITE,
            Permission.MEMBER_READ,
            Permission.OPINION_READ,
            Permission.OPINION_WRITE,
            Permission.PROPOSAL_READ,
            Permission.PROPOSAL_WRITE,
            Permission.ASSESSMENT_READ,
            Permission.ASSESSMENT_RECORD,
        }
    ),
    Role.STUDIO_LEAD: frozenset(
        {
            Permission.STUDIO_READ,
            Permission.STUDIO_WRITE,
            Permission.STUDIO_APPLY,
            Permission.ACTIVITY_READ,
            Permission.ACTIVITY_WRITE,
            Permission.PLAN_READ,
            Permission.FUND_READ,
            Permission.FUND_WRITE,
            Permission.MEMBER_READ,
            Permission.OPINION_READ,
            Permission.OPINION_WRITE,
            Permission.PROPOSAL_READ,
            Permission.BOX_READ,
            Permission.ASSESSMENT_READ,
            Permission.ASSESSMENT_RECORD,
        }
    ),
    Role.CONVENER: frozenset(
        {
            Permission.GROUP_READ,
            Permission.ACTIVITY_READ,
            Permission.ACTIVITY_WRITE,
            Permission.PLAN_READ,
            Permission.FUND_READ,
            Permission.MEMBER_READ,
            Permission.OPINION_READ,
            Permission.OPINION_WRITE,
            Permission.PROPOSAL_READ,
            Permission.PROPOSAL_WRITE,
            Permission.ASSESSMENT_READ,
            Permission.ASSESSMENT_RECORD,
        }
    ),
    Role.MEMBER: frozenset(
        {
            Permission.MEMBER_READ,
            Permission.ACTIVITY_READ,
            Permission.PLAN_READ,
            Permission.OPINION_READ,
            Permission.OPINION_WRITE,
            Permission.PROPOSAL_READ,
            Permission.PROPOSAL_WRITE,
            Permission.CONTRIBUTION_READ,
            Permission.ASSESSMENT_READ,
        }
    ),
    Role.UPPER_COMMITTEE: frozenset(_READ),
    Role.AUDITOR: frozenset({Permission.AUDIT_READ, Permission.ACCOUNT_READ}),
    Role.SIGNER: frozenset(
        {
            Permission.OPINION_READ,
            Permission.OPINION_SIGN,
            Permission.PROPOSAL_READ,
            Permission.CONTRIBUTION_READ,
            Permission.HANDLING_READ,
        }
    ),
    Role.HANDLING_UNIT: frozenset({Permission.HANDLING_READ, Permission.HANDLING_REPLY}),
    Role.INFORMANT: frozenset({Permission.OPINION_READ, Permission.OPINION_WRITE}),
    Role.DISPLAY: frozenset({Permission.BOARD_READ}),
}

# The roles that look on: their screens may stay open on a board all day.
WATCHERS = frozenset({Role.CHAIR_OFFICE, Role.UPPER_COMMITTEE})


@dataclass(frozen=True, slots=True)
class Grant:
    """A role within a scope; `scope_id` is the id of the row that `SCOPE_OF_ROLE` names."""

    role: Role
    scope_id: int
    committee_id: int

    @property
    def scope(self) -> ScopeKind:
        """The kind of row that `scope_id` names."""
        return SCOPE_OF_ROLE[self.role]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: read from the database at every run, never kept."""

    account_id: int
    name: str
    language: str
    grants: tuple[Grant, ...]
    must_change_password: bool = False
    session_id: int = 0

    @property
    def only_watches(self) -> bool:
        """Whether the actor has no role but those that read boards and write no record."""
        return bool(self.grants) and all(grant.role in WATCHERS for grant in self.grants)

    def may(self, permission: Permission) -> bool:
        """Whether some role of the actor carries a permission, wherever it reaches."""
        return any(permission in GRANTED[grant.role] for grant in self.grants)

    def reach(self, permission: Permission, kind: ScopeKind) -> tuple[int, ...]:
        """The ids of one kind of scope in which the actor has a permission, ordered."""
        return tuple(
            sorted(
                {
                    grant.scope_id
                    for grant in self.grants
                    if grant.scope is kind and permission in GRANTED[grant.role]
                }
            )
        )


def require(actor: Actor, permission: Permission) -> None:
    """Refuse an actor without a permission. How far it reaches is asked when fetching."""
    if not actor.may(permission):
        raise NotPermitted(N_("Your role does not allow this. Ask the administrator."))


def lacking(permission: Permission) -> Iterable[Role]:
    """The roles that do not carry a permission."""
    return [role for role in Role if permission not in GRANTED[role]]
