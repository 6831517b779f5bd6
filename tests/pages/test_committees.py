"""The screen of committees: the tree, and what belongs to the one chosen."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, select

from core.committees.models import (
    Committee,
    Community,
    Level,
    Sector,
    SpecialCommittee,
    Term,
    TermSession,
)
from core.permissions import Permission, Role, lacking
from tests.factories import Make
from tests.pages.conftest import Browser, OpenScreen

SCREEN = "office/committees"
MAY = [role for role in Role if role not in lacking(Permission.COMMITTEE_READ)]
TABS = {"terms": 0, "sectors": 1, "below": 2, "places": 3, "special": 4, "name": 5}
TITLES = {
    "zh_CN": ["届次与会议", "界别", "下级政协与乡镇", "村、社区", "专门委员会", "名称与隶属"],
    "en": [
        "Terms and sessions",
        "Sectors",
        "Committees and townships below",
        "Villages and communities",
        "Special committees",
        "Name and place",
    ],
}


@pytest.fixture
def open_tab(open_screen: OpenScreen, make: Make) -> OpenScreen:
    """The screen of the clerk with a tab open."""

    def open_it(tab: str, **query: str) -> Browser:
        at = open_screen(make.actor(Role.CLERK), SCREEN, **query)
        chosen = query.get("c", str(make.home().id))
        at.session_state[f"committees.tabs.{chosen}"] = TITLES["zh_CN"][TABS[tab]]
        at.run()
        return at

    return open_it


def press(at: Browser, label: str, place: int = 0) -> None:
    [button for button in at.button if button.label == label][place].click()
    at.run()


def field(at: Browser, kind: str, label: str, place: int = 0) -> Any:
    return [one for one in getattr(at, kind) if one.label == label][place]


@pytest.mark.parametrize("role", MAY)
@pytest.mark.parametrize(("lang", "title"), [("zh_CN", "政协组织"), ("en", "Committees")])
def test_it_opens_for_who_may(
    open_screen: OpenScreen, make: Make, role: Role, lang: str, title: str
) -> None:
    make.township()

    at = open_screen(make.actor(role), SCREEN, lang=lang)

    assert not at.exception
    assert at.title[0].value == title
    assert len(at.dataframe[0].value) == 2


@pytest.mark.parametrize("role", lacking(Permission.COMMITTEE_READ))
def test_it_refuses_who_may_not(open_screen: OpenScreen, make: Make, role: Role) -> None:
    at = open_screen(make.actor(role), SCREEN)

    assert not at.exception
    assert not at.dataframe
    assert at.error


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("role", [Role.CLERK, Role.CHAIR_OFFICE])
@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_each_tab_opens_with_and_without_rows(
    open_screen: OpenScreen, make: Make, tab: str, role: Role, lang: str
) -> None:
    at = open_screen(make.actor(role), SCREEN, lang=lang)
    key = f"committees.tabs.{make.home().id}"
    at.session_state[key] = TITLES[lang][TABS[tab]]
    at.run()
    assert not at.exception

    term = make.sector(national_code="education").term_id
    make.save(
        TermSession(
            term_id=term,
            number=1,
            starts_on=date(2022, 2, 10),
            ends_on=date(2022, 2, 12),
            reviews_year=2021,
        )
    )
    make.community()
    make.special_committee()
    at = open_screen(make.actor(role), SCREEN, lang=lang)
    at.session_state[key] = TITLES[lang][TABS[tab]]
    at.run()

    assert not at.exception
    forms = at.text_input if tab == "name" else at.expander
    assert bool(forms) == (role is Role.CLERK)


def test_the_chosen_one_is_in_the_address(open_screen: OpenScreen, make: Make) -> None:
    township = make.township(name="示例镇", name_en="Example Town")
    actor = make.actor(Role.CLERK)

    at = open_screen(actor, SCREEN, c=str(township.id))

    assert at.header[0].value == "示例镇"


def test_a_committee_out_of_reach_is_not_shown(open_screen: OpenScreen, make: Make) -> None:
    other = make.committee()
    actor = make.actor(Role.CLERK)

    at = open_screen(actor, SCREEN, c=str(other.id))

    assert at.header[0].value == make.home().name


def test_who_writes_only_below_sees_no_form_above(open_screen: OpenScreen, make: Make) -> None:
    city = make.committee(level=Level.PREFECTURE)
    actor = make.actor(Role.UPPER_COMMITTEE, city)

    at = open_screen(actor, SCREEN)

    assert not at.expander


def test_the_clerk_adds_a_term(open_tab: OpenScreen, session: Session) -> None:
    at = open_tab("terms")
    field(at, "number_input", "届数").set_value(15)
    field(at, "text_input", "开始日期").set_value("2022年1月1日")

    press(at, "添加")

    assert not at.exception
    row = session.exec(select(Term)).one()
    assert (row.number, row.starts_on, row.ends_on) == (15, date(2022, 1, 1), None)
    assert "已添加届次。" in [toast.value for toast in at.toast]


def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed(
    open_tab: OpenScreen, make: Make
) -> None:
    make.term()
    at = open_tab("terms")
    number = field(at, "number_input", "届数")
    number.set_value(16)

    press(at, "添加")

    assert "第15届还没有结束日期，请先填写。" in [one.value for one in at.error]
    assert field(at, "number_input", "届数").value == 16


def test_the_clerk_adds_a_session(open_tab: OpenScreen, make: Make, session: Session) -> None:
    make.term()
    at = open_tab("terms")

    press(at, "添加", 1)

    assert not at.error
    assert session.exec(select(TermSession.number)).all() == [1]


def test_the_clerk_chooses_national_sectors(
    open_tab: OpenScreen, make: Make, session: Session
) -> None:
    make.term()
    at = open_tab("sectors")
    at.multiselect[0].set_value(["education", "cpc"])

    press(at, "添加")

    wanted = select(Sector.name).order_by(col(Sector.position))
    assert session.exec(wanted).all() == ["中共界", "教育界"]


def test_the_clerk_copies_the_sectors_of_the_term_before(
    open_tab: OpenScreen, make: Make, session: Session
) -> None:
    old = make.term(number=14, starts_on=date(2017, 1, 1), ends_on=date(2021, 12, 31))
    new = make.term()
    make.sector(term_id=old.id, name="教育界")
    at = open_tab("sectors")

    press(at, "复制上一届界别")

    assert session.exec(select(Sector.name).where(Sector.term_id == new.id)).all() == ["教育界"]


def test_the_clerk_renames_a_sector(open_tab: OpenScreen, make: Make, session: Session) -> None:
    row = make.sector(name="教育")
    at = open_tab("sectors", edit=f"sector.{row.id}")
    assert field(at, "text_input", "名称").value == "教育"
    field(at, "text_input", "名称").set_value("教育界")

    press(at, "保存")

    session.refresh(row)
    assert (row.name, row.version) == ("教育界", 2)


def test_the_other_saver_sees_the_difference(
    open_tab: OpenScreen, make: Make, session: Session
) -> None:
    row = make.sector(name="教育")
    at = open_tab("sectors", edit=f"sector.{row.id}")
    row.name, row.version = "教育和科技界", 2
    session.add(row)
    session.commit()
    field(at, "text_input", "名称").set_value("教育界")

    press(at, "保存")
    assert at.error
    assert "教育和科技界" in str(at.table[0].value)
    press(at, "保存")

    session.refresh(row)
    assert (row.name, row.version) == ("教育界", 3)


def test_the_clerk_adds_ten_villages_in_one_paste(
    open_tab: OpenScreen, make: Make, session: Session
) -> None:
    make.township()
    at = open_tab("places")
    names = [f"{n:02}号村" for n in range(1, 11)]
    at.text_area[0].set_value("\n".join(names))

    press(at, "全部添加")

    assert not at.error
    assert session.exec(select(Community.name).order_by(col(Community.id))).all() == names


def test_villages_are_found_by_part_of_a_name(open_tab: OpenScreen, make: Make) -> None:
    town = make.township()
    make.community(name="东村", township_id=town.id)
    make.community(name="西村", township_id=town.id)

    at = open_tab("places", q="东")

    assert list(at.dataframe[1].value["名称"]) == ["东村"]


def test_the_clerk_adds_townships_in_one_paste(
    open_tab: OpenScreen, make: Make, session: Session
) -> None:
    at = open_tab("below")
    at.text_area[0].set_value("甲镇\n乙乡")

    press(at, "全部添加")

    named = select(Committee.name).where(Committee.parent_id == make.home().id)
    assert set(session.exec(named).all()) == {"甲镇", "乙乡"}
    assert len(at.dataframe[0].value) == 3


def test_the_clerk_adds_one_township(open_tab: OpenScreen, make: Make, session: Session) -> None:
    at = open_tab("below")
    field(at, "text_input", "名称").set_value("示例街道")
    field(at, "text_input", "编码").set_value("０７")

    press(at, "添加")

    row = session.exec(select(Committee).where(Committee.code == "07")).one()
    assert (row.name, row.level, row.parent_id) == ("示例街道", Level.TOWNSHIP, make.home().id)


def test_the_clerk_adds_a_special_committee(open_tab: OpenScreen, session: Session) -> None:
    at = open_tab("special")
    field(at, "text_input", "名称").set_value("提案委员会")

    press(at, "添加")

    assert session.exec(select(SpecialCommittee.name)).all() == ["提案委员会"]


def test_the_clerk_renames_the_committee(open_tab: OpenScreen, make: Make) -> None:
    at = open_tab("name")
    field(at, "text_input", "名称").set_value("新县政协")

    press(at, "保存")

    assert at.header[0].value == "新县政协"


def test_a_township_moves_to_another_county(
    open_screen: OpenScreen, make: Make, session: Session
) -> None:
    city = make.committee(level=Level.PREFECTURE)
    old, new = make.committee(city), make.committee(city)
    township = make.township(old)
    at = open_screen(make.actor(Role.CLERK, city), SCREEN, c=str(township.id))
    at.session_state[f"committees.tabs.{township.id}"] = "名称与隶属"
    at.run()
    field(at, "selectbox", "隶属于").set_value(new.id)

    press(at, "调整")

    session.refresh(township)
    assert township.parent_id == new.id
