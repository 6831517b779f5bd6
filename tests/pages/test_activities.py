"""The screen of activities."""

from typing import Any

import pytest
from sqlmodel import Session, col, select

from core.activities import photos
from core.activities.catalogue import service as catalogue
from core.activities.models import (
    Activity,
    ActivityState,
    Attendance,
    Category,
    LeaveKind,
    OwnerKind,
    Presence,
    Stage,
)
from core.committees.models import Committee
from core.permissions import Actor, Permission, Role, lacking
from tests.core.files import samples
from tests.factories import Make
from tests.pages.conftest import OpenScreen

SCREEN = "work/activities"


def button(at: Any, label: str) -> Any:
    return next(one for one in at.button if one.label == label)


def box(at: Any, kind: str, label: str) -> Any:
    return next(one for one in getattr(at, kind) if one.label == label)


def fill(at: Any, make: Make) -> None:
    """The least that a record needs."""
    box(at, "text_input", "活动名称").input("春季读书会")
    category = box(at, "selectbox", "类别")
    category.set_value(next(one for one in category.options if "读书活动" in one))


@pytest.fixture
def home(session: Session, make: Make) -> Committee:
    catalogue.adopt_presets(session, None, make.home().id)
    return make.home()


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_it_opens_for_who_reads_activities_and_refuses_others(
    lang: str, anybody: Actor, open_screen: OpenScreen
) -> None:
    at = open_screen(anybody, SCREEN, lang)

    assert not at.exception
    told = {"zh_CN": "没有符合条件的活动", "en": "No activity fits"}[lang]
    assert (told in at.words) == anybody.may(Permission.ACTIVITY_READ)


@pytest.mark.parametrize("query", [{"new": "1"}, {"view": "bin"}])
@pytest.mark.parametrize("role", lacking(Permission.ACTIVITY_WRITE))
def test_who_does_not_write_has_neither_form_nor_bin(
    role: Role, query: dict[str, str], make: Make, open_screen: OpenScreen
) -> None:
    at = open_screen(make.actor(role), SCREEN, **query)

    assert not at.exception
    assert not [one for one in at.button if one.label in ("保存草稿", "登记活动")]
    assert "回收站是空的" not in at.words


def test_a_draft_is_saved_with_who_attended_and_names_nobody_knows_are_told(
    session: Session, make: Make, home: Committee, open_screen: OpenScreen
) -> None:
    member = make.member()
    at = open_screen(make.actor(Role.CLERK), SCREEN, new="1")

    fill(at, make)
    box(at, "text_area", "参加委员").input(f"{member.name}\n某某某")
    button(at, "保存草稿").click().run()

    row = session.exec(select(Activity)).one()
    assert not at.exception
    assert (row.title, row.state, row.owner_kind) == (
        "春季读书会",
        ActivityState.DRAFT,
        OwnerKind.COMMITTEE,
    )
    assert session.exec(select(Attendance.member_id)).all() == [member.id]
    assert "某某某" in at.words
    assert at.query_params["id"] == str(row.id)


def test_saving_for_the_next_keeps_category_and_form(
    session: Session, make: Make, home: Committee, open_screen: OpenScreen
) -> None:
    at = open_screen(make.actor(Role.CLERK), SCREEN, new="1")

    fill(at, make)
    button(at, "保存并登记下一个").click().run()

    assert len(session.exec(select(Activity)).all()) == 1
    assert box(at, "text_input", "活动名称").value == ""
    reading = session.exec(select(Category.id).where(Category.code == "reading_event")).one()
    assert box(at, "selectbox", "类别").value == reading


def test_what_is_refused_is_said_and_what_was_typed_stays(
    session: Session, make: Make, home: Committee, open_screen: OpenScreen
) -> None:
    at = open_screen(make.actor(Role.CLERK), SCREEN, new="1")

    box(at, "text_input", "活动名称").input("春季读书会")
    button(at, "保存草稿").click().run()

    assert "请从活动分类中选择。" in at.words
    assert box(at, "text_input", "活动名称").value == "春季读书会"
    assert not session.exec(select(Activity)).all()


def test_submitting_without_a_place_keeps_nothing_half(
    session: Session, make: Make, home: Committee, open_screen: OpenScreen
) -> None:
    at = open_screen(make.actor(Role.CLERK), SCREEN, new="1")

    fill(at, make)
    button(at, "保存并提交").click().run()

    assert "提交前请填写活动地点。" in at.words
    assert not session.exec(select(Activity)).all()


def test_a_lead_submits_and_a_clerk_returns_with_a_reason_then_confirms(
    session: Session, make: Make, open_screen: OpenScreen
) -> None:
    studio = make.studio()
    lead, clerk = make.actor(Role.STUDIO_LEAD, studio), make.actor(Role.CLERK)
    row = make.activity(
        owner_kind=OwnerKind.STUDIO, studio_id=studio.id, place="室", account_id=lead.account_id
    )

    at = open_screen(lead, SCREEN, id=str(row.id))
    assert "确认" not in [one.label for one in at.button]
    button(at, "提交").click().run()
    at = open_screen(clerk, SCREEN, id=str(row.id))
    box(at, "text_area", "需要更正的内容").input("缺少照片")
    button(at, "退回").click().run()
    session.refresh(row)
    returned = row.state
    at = open_screen(lead, SCREEN, id=str(row.id))
    assert "缺少照片" in at.words
    button(at, "提交").click().run()
    at = open_screen(clerk, SCREEN, id=str(row.id))
    button(at, "确认").click().run()

    session.refresh(row)
    assert not at.exception
    assert (returned, row.state) == (ActivityState.RETURNED, ActivityState.CONFIRMED)


def test_a_plan_is_marked_as_held(session: Session, make: Make, open_screen: OpenScreen) -> None:
    row = make.activity(stage=Stage.PLANNED)
    at = open_screen(make.actor(Role.CLERK), SCREEN, id=str(row.id))

    button(at, "标记为已开展").click().run()

    session.refresh(row)
    assert row.stage is Stage.DONE


def test_pasted_members_are_added_and_saved(
    session: Session, make: Make, open_screen: OpenScreen
) -> None:
    row, member = make.activity(), make.member()
    at = open_screen(make.actor(Role.CLERK), SCREEN, id=str(row.id))
    at.session_state[f"activities.tabs.{row.id}"] = "考勤"
    at.run()

    box(at, "text_area", "或粘贴姓名、编号").input(f"{member.number}\t{member.name}\n某某某")
    button(at, "查找并添加").click().run()
    assert "某某某" in at.words
    button(at, "保存考勤").click().run()

    kept = session.exec(select(Attendance)).one()
    assert not at.exception
    assert (kept.member_id, kept.counted) == (member.id, Presence.PRESENT)


@pytest.mark.parametrize(
    ("lang", "tab", "column", "kind"),
    [("zh_CN", "考勤", "请假类别", "因病"), ("en", "Attendance", "Kind of leave", "Illness")],
)
def test_the_kind_of_leave_is_told_where_somebody_was_on_leave(
    lang: str, tab: str, column: str, kind: str, make: Make, open_screen: OpenScreen
) -> None:
    activity = make.activity()
    make.attendance(
        activity,
        make.member(),
        presence=Presence.ON_LEAVE,
        leave_kind=LeaveKind.ILLNESS,
        leave_reason="住院",
    )
    reader = make.actor(Role.CHAIR_OFFICE)

    at = open_screen(reader, SCREEN, lang, id=str(activity.id))
    at.session_state[f"activities.tabs.{activity.id}"] = tab
    at.run()

    assert list(at.dataframe[0].value[column]) == [kind]


def test_leave_is_not_asked_where_nobody_is_on_leave(make: Make, open_screen: OpenScreen) -> None:
    activity = make.activity()
    make.attendance(activity, make.member())

    at = open_screen(make.actor(Role.CHAIR_OFFICE), SCREEN, id=str(activity.id))
    at.session_state[f"activities.tabs.{activity.id}"] = "考勤"
    at.run()

    assert "请假类别" not in at.dataframe[0].value


def test_a_paste_that_is_far_too_long_is_refused_and_stays(
    session: Session, make: Make, open_screen: OpenScreen
) -> None:
    row = make.activity()
    at = open_screen(make.actor(Role.CLERK), SCREEN, id=str(row.id))
    at.session_state[f"activities.tabs.{row.id}"] = "考勤"
    at.run()
    typed = "甲 " * 20_000

    box(at, "text_area", "或粘贴姓名、编号").input(typed)
    button(at, "查找并添加").click().run()

    assert not at.exception
    assert len(at.error) == 1
    assert box(at, "text_area", "或粘贴姓名、编号").value == typed


def test_a_changed_record_is_saved(session: Session, make: Make, open_screen: OpenScreen) -> None:
    row = make.activity()
    at = open_screen(make.actor(Role.CLERK), SCREEN, id=str(row.id))
    at.session_state[f"activities.tabs.{row.id}"] = "修改"
    at.run()

    box(at, "text_input", "活动名称").input("秋季视察")
    button(at, "保存").click().run()

    session.refresh(row)
    assert not at.exception
    assert row.title == "秋季视察"


def test_the_bin_gives_a_record_back(session: Session, make: Make, open_screen: OpenScreen) -> None:
    row, clerk = make.activity(), make.actor(Role.CLERK)
    at = open_screen(clerk, SCREEN, id=str(row.id))

    button(at, "移入回收站").click().run()

    session.refresh(row)
    assert row.binned_at is not None
    at = open_screen(clerk, SCREEN, view="bin")
    assert not at.exception
    assert len(at.dataframe) == 1


def test_the_calendar_shows_a_month_and_turns(make: Make, open_screen: OpenScreen) -> None:
    make.activity(title="五月视察")
    at = open_screen(make.actor(Role.CHAIR_OFFICE), SCREEN, view="month", month="202605")

    shown = [one.label for one in at.button if "五月视察" in one.label]
    button(at, ":material/chevron_right:").click().run()

    assert not at.exception
    assert len(shown) == 1
    assert at.query_params["month"] == "202606"
    assert "2026年6月" in at.words


@pytest.mark.parametrize("month", ["000013", "999999", "abc", "２０２６０５", "20260"])
def test_a_month_that_is_none_shows_this_one(
    month: str, make: Make, open_screen: OpenScreen
) -> None:
    at = open_screen(make.actor(Role.CLERK), SCREEN, view="month", month=month)

    assert not at.exception


def test_a_record_out_of_scope_is_told_like_none(make: Make, open_screen: OpenScreen) -> None:
    foreign = make.activity(committee_id=make.committee().id, title="别处的活动")

    for asked in (foreign.id, 999_999):
        at = open_screen(make.actor(Role.CLERK), SCREEN, id=str(asked))
        assert not at.exception
        assert "没有找到这条记录" in at.words
        assert "别处的活动" not in at.words


def test_what_was_typed_is_never_markup(make: Make, open_screen: OpenScreen) -> None:
    row = make.activity(title=":red[x] **b** <b>", summary="[a](javascript:x)")

    at = open_screen(make.actor(Role.CLERK), SCREEN, id=str(row.id))

    assert ":red[x]" not in at.words
    assert "](javascript" not in at.words


def test_filters_of_the_address_narrow_the_list(
    session: Session, make: Make, open_screen: OpenScreen
) -> None:
    make.activity(title="甲")
    make.activity(title="乙")

    at = open_screen(make.actor(Role.CLERK), SCREEN, q="甲", year="2026")

    assert at.dataframe[0].value["活动名称"].to_list() == ["甲"]
    assert session.exec(select(Activity.id).order_by(col(Activity.id))).first()


def test_a_photo_removed_by_mistake_comes_back(
    session: Session, make: Make, open_screen: OpenScreen
) -> None:
    clerk, row = make.actor(Role.CLERK), make.activity()
    kept = photos.attach(session, clerk, row.id, "现场.pdf", samples.PDF)
    photos.detach(session, clerk, row.id, kept.id)
    at = open_screen(clerk, SCREEN, id=str(row.id))
    at.session_state[f"activities.tabs.{row.id}"] = "照片和附件"
    at.run()

    button(at, "恢复").click().run()

    session.refresh(kept)
    assert not at.exception
    assert kept.binned_at is None
