"""The screen of the catalogue."""

from typing import Any

import pytest
from sqlmodel import Session, select

from core.activities.catalogue import service as catalogue
from core.activities.models import Category
from core.permissions import Actor, Permission, Role, lacking
from tests.factories import Make
from tests.pages.conftest import OpenScreen

SCREEN = "office/catalogue"


def button(at: Any, label: str) -> Any:
    return next(one for one in at.button if one.label == label)


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_it_opens_for_who_reads_committees_and_refuses_others(
    lang: str, anybody: Actor, open_screen: OpenScreen
) -> None:
    at = open_screen(anybody, SCREEN, lang)

    assert not at.exception
    told = {"zh_CN": "活动按二级分类登记", "en": "An activity bears a category"}[lang]
    assert (told in at.words) == anybody.may(Permission.COMMITTEE_READ)


def test_a_clerk_adopts_the_presets(session: Session, make: Make, open_screen: OpenScreen) -> None:
    at = open_screen(make.actor(Role.CLERK), SCREEN)

    button(at, "采用预置分类").click().run()

    assert not at.exception
    assert len(session.exec(select(Category)).all()) == 61
    assert "全体会议" in str(at.dataframe[0].value.iloc[1, 0])


def test_a_heading_is_added_and_a_nameless_one_refused(
    session: Session, make: Make, open_screen: OpenScreen
) -> None:
    make.category()
    at = open_screen(make.actor(Role.CLERK), SCREEN)

    button(at, "添加").click().run()
    refused = at.words
    next(one for one in at.text_input if one.label == "名称").input("特色活动")
    button(at, "添加").click().run()

    assert "请填写分类名称。" in refused
    assert session.exec(select(Category.id).where(Category.name == "特色活动")).first()


def test_a_chosen_row_is_changed_moved_and_retired(
    session: Session, make: Make, open_screen: OpenScreen
) -> None:
    catalogue.adopt_presets(session, None, make.home().id)
    row = session.exec(select(Category).where(Category.code == "standing_meeting")).one()
    at = open_screen(make.actor(Role.CLERK), SCREEN)

    at.session_state["catalogue.chosen"] = row.id
    at.session_state["_ui.done"] = 1  # a new table begins with the row that was chosen
    at.run()
    button(at, "上移").click().run()
    names = [one for one in at.text_input if one.label == "名称"]
    names[-1].input("常委会会议")
    button(at, "保存").click().run()
    button(at, "停用").click().run()

    session.refresh(row)
    assert not at.exception
    assert (row.position, row.name, row.retired_at is None) == (1, "常委会会议", False)


@pytest.mark.parametrize("role", lacking(Permission.COMMITTEE_WRITE))
def test_who_does_not_write_has_no_buttons(role: Role, make: Make, open_screen: OpenScreen) -> None:
    make.category()

    at = open_screen(make.actor(role), SCREEN)

    assert not [one for one in at.button if one.label in ("采用预置分类", "添加", "停用")]
