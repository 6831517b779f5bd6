"""Signing in, and what ends it."""

from core.permissions import Role
from tests.factories import Make
from tests.pages.conftest import OpenScreen


def test_a_stranger_sees_only_the_form(open_screen: OpenScreen) -> None:
    at = open_screen(None, "work/studios")

    assert not at.exception
    assert [box.label for box in at.text_input] == ["用户名", "密码"]


def test_a_clerk_is_at_the_desk(open_screen: OpenScreen, make: Make) -> None:
    at = open_screen(make.actor(Role.CLERK), "desk/today")

    assert not at.exception
    assert "退出登录" in at.words
