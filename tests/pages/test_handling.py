"""The unit's one screen, the office's units and calendar, and how a matter is handled."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, select

from core import clock
from core.accounts import places
from core.box import boxes, entries
from core.box.drafts import EntryDraft, Photo, Sender
from core.box.models import BoxEntry, EntryState
from core.committees.models import CalendarDay
from core.files import intake
from core.handling import accepting, assigning, replying
from core.handling.drafts import AssignDraft, InstructionDraft, ReplyDraft, Share
from core.handling.models import (
    Assignment,
    AssignmentState,
    AuthorityLevel,
    Extension,
    HandlingUnit,
    Norm,
    Reply,
    Result,
    Urging,
)
from core.i18n import CHINESE, translate
from core.matters.models import Matter, MatterKind, State
from core.opinions import instructing
from core.opinions.models import Adoption
from core.permissions import Actor, Role, ScopeKind
from pages._ui.words import plain
from tests.core.files import samples
from tests.factories import Make
from tests.pages.conftest import Browser, OpenScreen

DESK, UNITS = "desk/handling", "office/units"


def say(message: str, **parts: object) -> str:
    return translate(message, CHINESE, **parts)


def press(at: Browser, label: str) -> None:
    next(button for button in at.button if button.label == label).click()
    at.run()


def field(at: Browser, kind: str, label: str) -> Any:
    return next(one for one in getattr(at, kind) if one.label == say(label))


@pytest.fixture
def unit(make: Make) -> HandlingUnit:
    return make.unit(name="示例县城市管理局")


@pytest.fixture
def at_unit(make: Make, unit: HandlingUnit) -> Actor:
    return make.actor(Role.HANDLING_UNIT, unit)


@pytest.fixture
def row(session: Session, make: Make, unit: HandlingUnit) -> Assignment:
    """An opinion item that a unit has; it was given to it today."""
    matter = make.matter(state=State.SIGNED, received_on=clock.today(), title="关于路灯的建议")
    draft = AssignDraft((Share(unit.id),), "请抓紧办理。")
    return assigning.assign(session, make.actor(Role.CLERK), matter.id, draft, 1)[0]


@pytest.mark.parametrize(("lang", "why"), [("zh_CN", "的次日起算。"), ("en", "that day left out.")])
def test_a_unit_sees_what_it_has_and_why_it_is_due(
    open_screen: OpenScreen, at_unit: Actor, row: Assignment, lang: str, why: str
) -> None:
    listed = open_screen(at_unit, DESK, lang)
    shown = open_screen(at_unit, DESK, lang, id=str(row.id))

    assert "关于路灯的建议" in listed.words
    assert why in shown.words
    assert "示例情况。" in shown.words
    assert "请抓紧办理。" in shown.words


def test_a_unit_accepts_and_replies(
    session: Session, open_screen: OpenScreen, at_unit: Actor, row: Assignment
) -> None:
    at = open_screen(at_unit, DESK, id=str(row.id))

    press(at, say("Accept"))
    field(at, "text_area", "Words of the reply").set_value("已经修好。")
    press(at, say("Send the reply"))

    session.refresh(row)
    assert not at.exception
    assert row.state is AssignmentState.REPLIED
    assert session.exec(select(Reply.words)).one() == "已经修好。"
    assert session.get_one(Matter, row.matter_id).state is State.REPLIED


def test_a_unit_is_told_what_is_missing_where_it_is_missing(
    session: Session, open_screen: OpenScreen, at_unit: Actor, row: Assignment
) -> None:
    at = open_screen(at_unit, DESK, "zh_CN", id=str(row.id))

    press(at, "提交答复")

    assert "请填写答复内容。" in [error.value for error in at.error]
    assert session.exec(select(Reply)).all() == []


def test_a_unit_asks_for_time_and_the_office_sees_it(
    session: Session, open_screen: OpenScreen, at_unit: Actor, row: Assignment, make: Make
) -> None:
    at = open_screen(at_unit, DESK, id=str(row.id))
    field(at, "text_input", "More time until").set_value(f"{clock.today().year + 1}-12-20")
    field(at, "text_input", "What the time is needed for").set_value("情况复杂。")
    press(at, say("Send the request for time"))

    assert session.exec(select(Extension.reason)).one() == "情况复杂。"
    office = open_screen(make.actor(Role.CLERK), DESK, pile="asked")
    assert "关于路灯的建议" in office.words or [
        one for one in office.button if one.label == "关于路灯的建议"
    ]


def test_a_unit_that_gave_it_back_sees_its_reason_and_no_more(
    session: Session, open_screen: OpenScreen, at_unit: Actor, row: Assignment, make: Make
) -> None:
    accepting.hand_back(session, at_unit, row.id, "不属本单位职责。")
    assigning.reassign(session, make.actor(Role.CLERK), row.id, Share(make.unit().id), "请办理。")

    shown = open_screen(at_unit, DESK, id=str(row.id))
    listed = open_screen(at_unit, DESK, pile="gone")

    assert not shown.exception
    assert "退回交办：不属本单位职责。" in shown.words.replace("\\", "")
    assert "本单位已不再承办此事项。" in shown.words
    assert "示例情况。" not in shown.words
    assert "办理期限" not in shown.words
    assert "关于路灯的建议" in listed.words


def test_the_office_reads_every_hand_back_and_every_wording(
    session: Session, open_screen: OpenScreen, at_unit: Actor, row: Assignment, make: Make
) -> None:
    clerk = make.actor(Role.CLERK)
    for reason in ("不属本单位职责。", "应由城管部门办理。"):
        accepting.hand_back(session, at_unit, row.id, reason)
        assigning.reassign(session, clerk, row.id, Share(row.unit_id), "仍请办理。")
    reply = replying.reply(session, at_unit, row.id, ReplyDraft(Result.B, "已列入计划。"))
    replying.correct(session, at_unit, reply.id, ReplyDraft(Result.A, "已经办好。"), 1)

    at_office = open_screen(clerk, DESK, id=str(row.id))
    own = open_screen(at_unit, DESK, id=str(row.id))

    for words in ("不属本单位职责。", "应由城管部门办理。", "已经办好。", "已列入计划。"):
        assert words in at_office.words.replace("\\", "")
    assert f"由 {at_unit.name} 更正" in own.words
    assert "已列入计划。" not in own.words


def test_a_unit_sees_what_citizens_sent_along(
    session: Session, open_screen: OpenScreen, at_unit: Actor, row: Assignment, make: Make
) -> None:
    box = boxes.open_box(session, make.actor(Role.CLERK), make.studio().id)
    photo = Photo("photo.jpg", intake.accept(samples.photo(), "photo.jpg"))
    notice_id = entries.open_at(session, box.code).notice.id
    draft = EntryDraft("示例小区门口的路灯坏了三天。", True, notice_id, photo=photo)
    entries.submit(session, box.code, draft, Sender("192.0.2.1", "request"))
    entry = session.exec(select(BoxEntry)).one()
    entry.state, entry.matter_id = EntryState.TAKEN, row.matter_id

    shown = open_screen(at_unit, DESK, id=str(row.id))

    assert say("Photos from the public box") in shown.words
    assert "/files/1" in shown.words


def test_the_office_urges_all_that_is_overdue(
    session: Session, open_screen: OpenScreen, row: Assignment, make: Make
) -> None:
    row.due_on = date(2020, 1, 2)
    at = open_screen(make.actor(Role.CLERK), DESK)
    at.session_state["handling.tabs"] = say("By unit")
    at.run()

    press(at, say("Urge all that is overdue ({n})", n=1))

    assert session.exec(select(Urging.assignment_id)).all() == [row.id]


def test_the_office_registers_a_unit(session: Session, open_screen: OpenScreen, make: Make) -> None:
    at = open_screen(make.actor(Role.CLERK), UNITS)
    field(at, "text_input", "Name").set_value("示例县财政局")
    press(at, say("Register"))

    assert session.exec(select(HandlingUnit.name)).all() == ["示例县财政局"]


def test_the_office_says_within_which_time(
    session: Session, open_screen: OpenScreen, make: Make
) -> None:
    at = open_screen(make.actor(Role.CLERK), UNITS)
    at.session_state["units.tabs"] = say("Time to answer")
    at.run()
    at.number_input[0].set_value(2)
    press(at, say("Save"))

    assert session.exec(select(Norm.months)).all() == [2]


def test_the_office_writes_the_calendar(
    session: Session, open_screen: OpenScreen, make: Make
) -> None:
    at = open_screen(make.actor(Role.CLERK), UNITS, "zh_CN")
    at.session_state["units.tabs"] = "工作日历"
    at.run()
    at.text_area[0].set_value("2031-01-01 至 2031-01-03 休 元旦")
    press(at, "设置")

    assert len(session.exec(select(CalendarDay)).all()) == 3


def test_an_administrator_can_give_the_role_of_a_unit(
    session: Session, make: Make, unit: HandlingUnit
) -> None:
    offered = places.offered(session, make.actor(Role.ADMINISTRATOR), ScopeKind.UNIT, "城市")

    assert [place.id for place in offered] == [unit.id]


def test_the_office_corrects_an_instruction_and_its_rung_follows(
    session: Session, open_screen: OpenScreen, make: Make
) -> None:
    matter, clerk = make.matter(state=State.SIGNED), make.actor(Role.CLERK)
    draft = InstructionDraft("示例领导", clock.today(), "请办理。", level=AuthorityLevel.COUNTY)
    row = instructing.record(session, clerk, matter.id, draft)

    at = open_screen(clerk, "work/opinions", id=str(matter.id))
    at.session_state[f"opinions.tabs.{matter.id}"] = say("Instructions and handling")
    at.run()
    field(at, "text_area", "Words of the instruction").set_value("请抓紧办理。")
    field(at, "selectbox", "Level").set_value(AuthorityLevel.PROVINCE)
    press(at, say("Save"))

    session.expire_all()
    assert (row.words, row.level) == ("请抓紧办理。", AuthorityLevel.PROVINCE)
    assert session.exec(select(Adoption.level)).all() == [AuthorityLevel.PROVINCE]


def test_a_title_is_shown_as_it_was_typed_and_never_as_markup(
    session: Session, open_screen: OpenScreen, make: Make, unit: HandlingUnit, at_unit: Actor
) -> None:
    matter = make.matter(state=State.SIGNED, received_on=clock.today(), title="[点此](http://x.cn)")
    assigning.assign(session, make.actor(Role.CLERK), matter.id, AssignDraft((Share(unit.id),)), 1)

    at = open_screen(at_unit, DESK)

    labels = [one.label for one in at.button if "handling.open" in str(one.key)]
    assert labels == [plain(matter.title)] != [matter.title]


def test_the_panel_assigns(
    session: Session, open_screen: OpenScreen, make: Make, unit: HandlingUnit
) -> None:
    matter = make.matter(kind=MatterKind.OPINION, state=State.SIGNED)
    at = open_screen(make.actor(Role.CLERK), "work/opinions", id=str(matter.id))
    at.session_state[f"opinions.tabs.{matter.id}"] = say("Instructions and handling")
    at.run()
    field(at, "selectbox", "Lead unit").set_value(unit.id)
    press(at, say("Assign to units"))

    assert session.exec(select(Assignment.unit_id)).all() == [unit.id]


def test_a_units_desk_says_what_is_to_be_answered_and_by_when(
    open_screen: OpenScreen, row: Assignment, at_unit: Actor
) -> None:
    at = open_screen(at_unit, "desk/today")

    labels = [link.proto.label for link in at.get("page_link")]
    assert [one for one in labels if "路灯" in one] == [
        f"{row.due_on} 关于路灯的建议　{say('In time')}"
    ]
    assert say("Nothing waits for you.") not in at.words


def test_the_offices_desk_counts_what_units_handed_back(
    session: Session, open_screen: OpenScreen, make: Make, row: Assignment, at_unit: Actor
) -> None:
    clerk = make.actor(Role.CLERK)
    accepting.hand_back(session, at_unit, row.id, "不属于本单位职责。")

    at = open_screen(clerk, "desk/today")

    labels = [link.proto.label for link in at.get("page_link")]
    assert f"{say('Handed back')}　1" in labels
