"""What accounts and their roles must keep to."""

from collections.abc import Collection, Sequence

from core.errors import RuleBroken
from core.i18n import N_
from core.permissions import Role


def check_grants(roles: Sequence[Role]) -> None:
    """An account has a role; who reads the trail does nothing that is written in it."""
    if not roles:
        raise RuleBroken(N_("Choose at least one role."), field="role")
    if Role.AUDITOR in roles and len(set(roles)) > 1:
        raise RuleBroken(
            N_("An auditor holds no other role, so that nobody audits himself."), field="role"
        )


def check_not_oneself(account_id: int, actor_id: int) -> None:
    """Nobody locks himself out, or raises himself."""
    if account_id == actor_id:
        raise RuleBroken(N_("This is your own account. Ask another administrator to change it."))


def check_administrator_left(others: Collection[int]) -> None:
    """Somebody can still manage the accounts of the committee afterwards."""
    if not others:
        raise RuleBroken(
            N_(
                "This is the last administrator of the committee."
                " Make somebody else administrator first."
            )
        )


def check_reached(reached: bool) -> None:
    """An account is managed by somebody whose scope covers all of its roles."""
    if not reached:
        raise RuleBroken(
            N_(
                "This account has roles beyond your committee."
                " Ask the administrator of the upper committee."
            )
        )
