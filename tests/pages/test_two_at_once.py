"""Two people at one record: the slower one sees the difference in words, and loses nothing."""

from typing import Any

import pytest
from sqlmodel import Session, select

from core import clock
from core.activities.models import Attendance, OwnerKind, Presence
from core.funds.models import Budget
from core.groups.models import SectorGroup
from core.matters.writing import MatterDraft
from core.opinions import service
from core.permissions import Role
from db.base import Versioned
from tests.factories import Make
from tests.pages.conftest import Browser, OpenScreen

TODAY = clock.today()


def box(at: Browser, label: str, last: bool = False) -> Any:
    kinds = (at.text_input, at.text_area, at.selectbox, at.number_input)
    found = [one for kind in kinds for one in kind if one.label == label]
    return found[-1 if last else 0]


def press(at: Browser, label: str, place: int = -1) -> Browser:
    """Press a button; where several are called the same, the last one."""
    [one for one in at.button if one.label == label][place].click().run()
    assert not at.exception
    return at


def meanwhile(session: Session, row: Versioned, **columns: object) -> None:
    """Somebody else saves the record."""
    for name, value in columns.items():
        setattr(row, name, value)
    row.version += 1
    session.commit()


def compared(at: Browser) -> str:
    """The table that compares."""
    told = [one.value.to_string() for one in at.table if "他人已保存的内容" in one.value.columns]
    assert told, at.words
    return str(told[0])


def test_of_a_studio(session: Session, make: Make, open_screen: OpenScreen) -> None:
    first, theirs = make.member(name="委员甲"), make.member(name="委员乙")
    studio = make.studio(lead_id=first.id, brand="旧品牌")
    at = open_screen(make.actor(Role.CLERK), "work/studios", id=str(studio.id))
    meanwhile(session, studio, lead_id=theirs.id, brand="乙品牌")

    box(at, "品牌").set_value("甲品牌")
    told = compared(press(at, "保存", 0))
    typed = box(at, "品牌").value
    press(at, "保存", 0)

    assert all(part in told for part in ("负责人", "委员甲", "委员乙", "甲品牌", "乙品牌"))
    assert typed == "甲品牌"
    session.refresh(studio)
    assert (studio.brand, studio.version) == ("甲品牌", 3)


def test_of_an_opinion_item(session: Session, make: Make, open_screen: OpenScreen) -> None:
    above = make.matter_category()
    mine = make.matter_category(name="停车管理", parent_id=above.id)
    theirs = make.matter_category(name="校车安全", parent_id=above.id)
    clerk, member = make.actor(Role.CLERK), make.member()
    typed = MatterDraft("停车难", situation="示例情况。", member_id=member.id)
    row = service.take_up(session, clerk, typed, make.home().id)
    at = open_screen(clerk, "work/opinions", id=str(row.id))
    at.session_state[f"opinions.tabs.{row.id}"] = "修改"
    at.run()
    meanwhile(session, row, category_id=theirs.id)

    box(at, "类别").set_value(mine.id)
    told = compared(press(at, "保存"))

    assert all(part in told for part in ("类别", "停车管理", "校车安全"))
    assert "活动类别" not in told


def test_of_an_activity(session: Session, make: Make, open_screen: OpenScreen) -> None:
    row = make.activity(title="读书会", place="旧地点")
    at = open_screen(make.actor(Role.CLERK), "work/activities", id=str(row.id))
    at.session_state[f"activities.tabs.{row.id}"] = "修改"
    at.run()
    meanwhile(session, row, place="乙地点", money_fen=1_234_500)

    box(at, "活动地点").set_value("甲地点")
    told = compared(press(at, "保存"))
    typed = box(at, "活动地点").value
    press(at, "保存")

    assert all(part in told for part in ("乙地点", "甲地点", "资金（元）", r"12\,345"))
    assert typed == "甲地点"
    session.refresh(row)
    assert (row.place, row.version) == ("甲地点", 3)


def test_of_who_attended(session: Session, make: Make, open_screen: OpenScreen) -> None:
    row, member = make.activity(), make.member(name="委员甲")
    make.attendance(row, member)
    at = open_screen(make.actor(Role.CLERK), "work/activities", id=str(row.id))
    at.session_state[f"activities.tabs.{row.id}"] = "考勤"
    at.run()
    kept = session.exec(select(Attendance)).one()
    kept.presence = kept.counted = Presence.ABSENT
    kept.share_percent = 0
    meanwhile(session, row)

    told = compared(press(at, "保存考勤"))
    press(at, "保存考勤")

    assert all(part in told for part in ("委员甲", "缺席", "出席"))
    session.refresh(kept)
    assert kept.presence is Presence.PRESENT


def test_of_who_attended_but_not_where_only_the_rest_changed(
    session: Session, make: Make, open_screen: OpenScreen
) -> None:
    row, member = make.activity(), make.member()
    make.attendance(row, member)
    at = open_screen(make.actor(Role.CLERK), "work/activities", id=str(row.id))
    at.session_state[f"activities.tabs.{row.id}"] = "考勤"
    at.run()
    meanwhile(session, row, place="乙地点")

    press(at, "保存考勤")

    assert [toast.value for toast in at.toast] == ["考勤已保存。"]


@pytest.fixture
def budget(make: Make) -> Budget:
    studio = make.studio(name="甲工作室")
    make.activity(owner_kind=OwnerKind.STUDIO, studio_id=studio.id, held_on=TODAY)
    return make.save(
        Budget(
            committee_id=studio.committee_id,
            studio_id=studio.id,
            year=TODAY.year,
            amount_fen=100_000,
        )
    )


def test_of_a_budget(session: Session, make: Make, budget: Budget, open_screen: OpenScreen) -> None:
    at = open_screen(make.actor(Role.CLERK), "work/funds", id=str(budget.id))
    meanwhile(session, budget, amount_fen=300_000)

    box(at, "经费来源").set_value("县财政")
    told = compared(press(at, "保存"))
    typed = box(at, "经费来源").value
    press(at, "保存")

    assert all(part in told for part in ("金额（元）", r"3\,000", r"1\,000"))
    assert typed == "县财政"
    session.refresh(budget)
    assert (budget.source, budget.amount_fen, budget.version) == ("县财政", 100_000, 3)


def test_of_a_group(session: Session, make: Make, open_screen: OpenScreen) -> None:
    group = make.group(name="第一组")
    at = open_screen(make.actor(Role.CLERK), "work/groups", id=str(group.id))
    meanwhile(session, group, name="乙组")

    box(at, "名称").set_value("甲组")
    told = compared(press(at, "保存"))
    typed = box(at, "名称").value
    press(at, "保存")

    assert all(part in told for part in ("乙组", "甲组"))
    assert typed == "甲组"
    assert session.exec(select(SectorGroup.name)).one() == "甲组"


def test_of_a_standard(session: Session, make: Make, open_screen: OpenScreen) -> None:
    standard = make.standard_set(name="三有")
    at = open_screen(make.actor(Role.CLERK), "office/standards")
    meanwhile(session, standard, name="乙有")

    box(at, "中文名称", last=True).set_value("甲有")
    told = compared(press(at, "保存"))
    typed = box(at, "中文名称", last=True).value
    press(at, "保存")

    assert all(part in told for part in ("乙有", "甲有"))
    assert typed == "甲有"
    session.refresh(standard)
    assert standard.name == "甲有"


def test_of_a_category(session: Session, make: Make, open_screen: OpenScreen) -> None:
    row = make.category()
    at = open_screen(make.actor(Role.CLERK), "office/catalogue")
    at.session_state["catalogue.chosen"] = row.id
    at.session_state["_ui.done"] = 1  # a new table begins with the row that was chosen
    at.run()
    meanwhile(session, row, name="乙类")

    box(at, "名称", last=True).set_value("甲类")
    told = compared(press(at, "保存"))
    typed = box(at, "名称", last=True).value
    press(at, "保存")

    assert all(part in told for part in ("乙类", "甲类"))
    assert typed == "甲类"
    session.refresh(row)
    assert row.name == "甲类"
