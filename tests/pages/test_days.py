"""Days typed as on paper: read, or refused beside their input with what was typed kept."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, select

from core.activities.models import Activity
from core.permissions import Role
from tests.factories import Make
from tests.pages.conftest import OpenScreen
from tests.pages.test_activities import box, button, fill


@pytest.fixture
def form(make: Make, open_screen: OpenScreen) -> Any:
    make.category(name="读书活动")
    at = open_screen(make.actor(Role.CLERK), "work/activities", new="1")
    fill(at, make)
    return at


@pytest.mark.parametrize("typed", ["2026年9月4日", "2026.9.4", "20260904", "2026-09-04"])
def test_a_day_is_read_as_people_write_it(form: Any, session: Session, typed: str) -> None:
    box(form, "text_input", "日期").input(typed)

    button(form, "保存草稿").click().run()

    assert session.exec(select(col(Activity.held_on))).one() == date(2026, 9, 4)


@pytest.mark.parametrize("typed", ["26/9/4", "2026-02-30", "明天", ""])
def test_what_is_no_day_is_refused_and_stays(form: Any, session: Session, typed: str) -> None:
    box(form, "text_input", "日期").input(typed)

    button(form, "保存草稿").click().run()

    assert "2024年9月4日" in form.error[0].value
    assert box(form, "text_input", "日期").value == typed
    assert session.exec(select(Activity.id)).first() is None


def test_once_mended_it_is_kept(form: Any, session: Session) -> None:
    box(form, "text_input", "日期").input("明天")
    button(form, "保存草稿").click().run()

    box(form, "text_input", "日期").input("2026.9.4")
    button(form, "保存草稿").click().run()

    assert session.exec(select(col(Activity.held_on))).one() == date(2026, 9, 4)
