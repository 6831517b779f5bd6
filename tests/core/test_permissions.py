"""Roles and what they carry."""

import pytest

from core.permissions import GRANTED, WATCHERS, Actor, Grant, Permission, Role

WRITES = ("write", "apply", "decide", "confirm")


@pytest.mark.parametrize("role", sorted(WATCHERS))
def test_who_only_watches_can_change_no_record(role: Role) -> None:
    # A note on a chart changes no record, and whoever pinned it is in the trail.
    may_write = [one for one in GRANTED[role] if one.value.endswith(WRITES)]
    assert [one for one in may_write if one is not Permission.BOARD_WRITE] == []
    assert Actor(1, "", "zh_CN", (Grant(role, 1, 1),)).only_watches


@pytest.mark.parametrize("role", sorted(set(Role) - WATCHERS))
def test_with_any_other_role_one_does_not_only_watch(role: Role) -> None:
    grants = (Grant(Role.CHAIR_OFFICE, 1, 1), Grant(role, 1, 1))

    assert not Actor(1, "", "zh_CN", grants).only_watches


def test_every_permission_is_carried_by_some_role() -> None:
    assert set().union(*GRANTED.values()) == set(Permission)
