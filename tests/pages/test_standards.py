"""The screen of standards."""

from typing import Any

import pytest
from sqlmodel import Session, select

from core.permissions import GRANTED, Actor, Permission, Role
from core.studios import standards
from core.studios.drafts import ItemDraft, SetDraft
from core.studios.models import StandardItem, StandardSet, StudioKind
from pages._ui.standards.sets import read_lines
from tests.factories import Make
from tests.pages.conftest import Browser, OpenScreen

SCREEN = "office/standards"


def click(at: Browser, label: str) -> None:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception


def test_opens_for_those_who_may_and_refuses_the_others(
    anybody: Actor, open_screen: OpenScreen
) -> None:
    may = Permission.COMMITTEE_READ in GRANTED[anybody.grants[0].role]

    at = open_screen(anybody, SCREEN)

    assert not at.exception
    assert ("建设标准" in [title.value for title in at.title]) is may


def test_a_preset_is_adopted(session: Session, make: Make, open_screen: OpenScreen) -> None:
    at = open_screen(make.actor(Role.CLERK), SCREEN)

    click(at, "采用")

    assert session.exec(select(StandardSet.name)).all() == ["五有"]
    assert "有固定场所" in at.words
    assert [toast.value for toast in at.toast] == ["标准已采用。"]


def test_a_standard_of_ones_own_is_made_line_by_line(
    session: Session, make: Make, open_screen: OpenScreen
) -> None:
    at = open_screen(make.actor(Role.CLERK), SCREEN, lang="en")

    next(one for one in at.text_input if one.label == "Chinese name").set_value("两有")
    at.text_area[0].set_value("有场所\n\n有制度")
    click(at, "Create")

    assert session.exec(select(StandardItem.name)).all() == ["有场所", "有制度"]


def test_what_is_refused_is_said_and_stays_typed(make: Make, open_screen: OpenScreen) -> None:
    at = open_screen(make.actor(Role.CLERK), SCREEN)

    at.text_area[0].set_value("有场所\n有场所")
    next(one for one in at.text_input if one.label == "中文名称").set_value("两有")
    click(at, "创建")

    assert [error.value for error in at.error] == ["“有场所”重复了。"]
    assert at.text_area[0].value == "有场所\n有场所"


@pytest.mark.parametrize(("lang", "word"), [("zh_CN", "界别工作室"), ("en", "Sector studio")])
def test_a_standard_from_above_is_read_and_not_changed(
    lang: str, word: str, session: Session, make: Make, open_screen: OpenScreen
) -> None:
    upper, county = make.actor(Role.CLERK), make.committee(parent=make.home())
    draft = SetDraft("三有", (ItemDraft("有场所"),))
    standards.create(session, upper, make.home().id, draft, [StudioKind.SECTOR])

    at = open_screen(make.actor(Role.CLERK, scope=county), SCREEN, lang=lang)

    assert word in at.words
    assert "有场所" in at.words
    assert not [one for one in at.button if "standards.retire" in str(one.key)]


def test_the_table_is_read_in_the_order_of_its_numbers() -> None:
    lines: list[dict[str, Any]] = [
        {"order": 2, "name": "有制度", "name_en": "Rules", "id": 7},
        {"order": None, "name": "有牌子", "name_en": None, "id": None},
        {"order": float("nan"), "name": float("nan"), "name_en": "", "id": float("nan")},
        {"order": 1.0, "name": "有场所", "name_en": "", "id": 8.0},
    ]

    read = read_lines(lines)

    assert read[:3] == (
        ItemDraft("有场所", "", 8),
        ItemDraft("有制度", "Rules", 7),
        ItemDraft("有牌子", "", None),
    )
    assert read[3].name == ""
