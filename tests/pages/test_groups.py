"""The screen of sector groups."""

from datetime import date

import pytest
from sqlmodel import Session, select

from core.committees.models import Term
from core.groups import detail, service
from core.groups.models import GroupSector, SectorGroup
from core.permissions import Permission, Role, lacking
from tests.factories import Make
from tests.pages.conftest import OpenScreen

SCREEN = "work/groups"


@pytest.fixture
def group(make: Make) -> SectorGroup:
    return make.group(name="第一界别活动组", name_en="First group")


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
@pytest.mark.parametrize("role", [Role.CLERK, Role.CHAIR_OFFICE, Role.UPPER_COMMITTEE])
def test_the_list_opens(
    lang: str, role: Role, open_screen: OpenScreen, make: Make, group: SectorGroup
) -> None:
    at = open_screen(make.actor(role), SCREEN, lang=lang)

    assert not at.exception
    name = {"zh_CN": "第一界别活动组", "en": "First group"}[lang]
    assert name in at.dataframe[0].value.iloc[0].tolist()


@pytest.mark.parametrize("role", lacking(Permission.GROUP_READ))
def test_refuses_others(role: Role, open_screen: OpenScreen, make: Make) -> None:
    at = open_screen(make.actor(role), SCREEN)

    assert "没有权限" in at.words or "不允许" in at.words


def test_a_reader_sees_no_tools(open_screen: OpenScreen, make: Make, group: SectorGroup) -> None:
    at = open_screen(make.actor(Role.CHAIR_OFFICE), SCREEN)

    assert len(at.tabs) == 1


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
@pytest.mark.parametrize("tab", range(6))
def test_the_record_opens_in_each_tab(
    tab: int, lang: str, open_screen: OpenScreen, make: Make, session: Session, group: SectorGroup
) -> None:
    clerk, sector = make.actor(Role.CLERK), make.sector()
    service.put_sectors(session, clerk, group.id, [sector.id])
    make.member(sector_id=sector.id)

    at = open_screen(clerk, SCREEN, lang=lang, id=str(group.id))
    at.session_state["groups.tab"] = at.tabs[tab].label
    at.run()

    assert not at.exception
    assert not at.error


def test_a_group_that_is_not_ones_own_is_not_found(
    open_screen: OpenScreen, make: Make, group: SectorGroup
) -> None:
    at = open_screen(make.actor(Role.CONVENER), SCREEN, id=str(group.id))

    assert "第一界别活动组" not in at.words
    assert len(at.info) == 1


def test_groups_are_added_and_sectors_put_into_them(
    open_screen: OpenScreen, make: Make, session: Session
) -> None:
    clerk = make.actor(Role.CLERK)
    sector = make.sector(name="教育界")
    make.member(sector_id=sector.id)
    at = open_screen(clerk, SCREEN)
    at.session_state["groups.view"] = "编组"
    at.run()

    at.text_area[0].set_value("甲组\n乙组\n")
    button(at, "添加").click().run()
    picker = next(box for box in at.selectbox if box.label.startswith("教育界"))
    second = session.exec(select(SectorGroup).where(SectorGroup.name == "乙组")).one()
    session.commit()
    picker.select(second.id).run()
    button(at, "保存1处改动").click().run()

    assert not at.exception
    held = session.exec(select(GroupSector)).one()
    assert (held.sector_group_id, held.sector_id) == (second.id, sector.id)


def test_a_name_taken_is_told_and_nothing_is_kept(
    open_screen: OpenScreen, make: Make, session: Session, group: SectorGroup
) -> None:
    make.sector()
    at = open_screen(make.actor(Role.CLERK), SCREEN)
    at.session_state["groups.view"] = "编组"
    at.run()

    at.text_area[0].set_value(f"新组\n{group.name}")
    button(at, "添加").click().run()

    assert "已有名为" in at.error[0].value
    assert at.text_area[0].value == f"新组\n{group.name}"
    assert len(session.exec(select(SectorGroup)).all()) == 1


def test_a_convener_is_appointed(
    open_screen: OpenScreen, make: Make, session: Session, group: SectorGroup
) -> None:
    clerk, member = make.actor(Role.CLERK), make.member(name="委员九")
    at = open_screen(clerk, SCREEN, id=str(group.id))
    at.session_state["groups.tab"] = "召集人"
    at.run()

    next(box for box in at.selectbox if box.label == "委员").select(member.id)
    button(at, "确定").click().run()

    assert not at.exception
    (row,) = detail.conveners(session, clerk, group.id)
    assert (row.name, row.serves_today) == ("委员九", True)


def test_groups_are_carried_over_and_what_is_lost_is_listed(
    open_screen: OpenScreen, make: Make, session: Session
) -> None:
    clerk = make.actor(Role.CLERK)
    old = make.term(number=14, starts_on=date(2017, 1, 1), ends_on=date(2021, 12, 31))
    new: Term = make.term(number=16, starts_on=date(2022, 1, 1))
    group = make.group(term_id=old.id, name="甲组")
    make.sector(term_id=new.id, name="新界别")
    gone = make.sector(term_id=old.id, name="旧界别")
    service.put_sectors(session, clerk, group.id, [gone.id])
    at = open_screen(clerk, SCREEN)
    at.session_state["groups.view"] = "换届结转"
    at.run()

    button(at, "结转到第16届").click().run()

    assert not at.exception
    assert "旧界别" in at.dataframe[0].value.iloc[0].tolist()
    copies = session.exec(select(SectorGroup).where(SectorGroup.term_id == new.id)).all()
    assert [copy.name for copy in copies] == ["甲组"]


def button(at: object, label: str):  # type: ignore[no-untyped-def]  # noqa: ANN201  as AppTest gives it
    """The button of a label."""
    return next(one for one in at.button if one.label == label)  # type: ignore[attr-defined]
