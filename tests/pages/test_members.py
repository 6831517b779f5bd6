"""The screen of members: roster, file, forms."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, select

from core.audit.models import AuditEntry
from core.members import phones
from core.members.models import Appointment, AppointmentKind, Liaison, Member, Post, PostKind
from core.members.names import pinyin_of
from core.permissions import Actor, Permission, Role, lacking
from tests.factories import Make
from tests.pages.conftest import Browser, OpenScreen

SCREEN = "work/members"
MAY = [role for role in Role if role not in lacking(Permission.MEMBER_READ)]


def rows(at: Browser) -> list[str]:
    """The first column of the first table."""
    return list(at.dataframe[0].value.iloc[:, 0]) if at.dataframe else []


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
@pytest.mark.parametrize("role", MAY)
def test_opens_for_each_role_that_may(
    role: Role, lang: str, open_screen: OpenScreen, make: Make
) -> None:
    at = open_screen(make.actor(role), SCREEN, lang)

    assert not at.exception
    assert at.title[0].value == ("委员" if lang == "zh_CN" else "Members")


@pytest.mark.parametrize("role", lacking(Permission.MEMBER_READ))
def test_refuses_each_role_that_may_not(role: Role, open_screen: OpenScreen, make: Make) -> None:
    make.member(name="委员甲")

    at = open_screen(make.actor(role), SCREEN)

    assert not at.exception
    assert "委员甲" not in at.words
    assert not at.dataframe


class TestRoster:
    def test_says_what_to_do_where_there_is_nobody(
        self, open_screen: OpenScreen, make: Make
    ) -> None:
        at = open_screen(make.actor(Role.CLERK), SCREEN)

        assert "请调整或清除筛选条件" in at.words or "请在上方登记第一位" in at.words

    def test_is_searched_by_pinyin(self, open_screen: OpenScreen, make: Make) -> None:
        for name in ("张三", "李四"):
            make.member(name=name, name_pinyin=pinyin_of(name))
        at = open_screen(make.actor(Role.CLERK), SCREEN)
        before = rows(at)

        at.text_input(key="_ui.lists.q").set_value("zs").run()

        assert (sorted(before), rows(at)) == (["张三", "李四"], ["张三"])

    def test_of_another_committee_is_not_shown(self, open_screen: OpenScreen, make: Make) -> None:
        make.member(name="外县委员", committee_id=make.committee().id)

        at = open_screen(make.actor(Role.CLERK), SCREEN)

        assert rows(at) == []


class TestRegister:
    def test_keeps_a_member_with_the_phone_sealed(
        self, open_screen: OpenScreen, make: Make, session: Session
    ) -> None:
        at = open_screen(make.actor(Role.CLERK), SCREEN)
        box(at, "姓名").set_value("张  三")
        box(at, "联系电话").set_value("１３８０００００００１")

        press(at, "登记")

        assert not at.exception
        member = session.exec(select(Member).where(Member.name == "张三")).one()
        assert (member.number, phones.unseal(member.phone)) == ("0001", "13800000001")

    def test_says_the_refusal_below_its_field_and_keeps_what_was_typed(
        self, open_screen: OpenScreen, make: Make, session: Session
    ) -> None:
        at = open_screen(make.actor(Role.CLERK), SCREEN)
        box(at, "姓名").set_value("张三")
        box(at, "联系电话").set_value("12345")

        press(at, "登记")

        assert [one.value for one in at.error] == [
            "电话号码格式不正确，请填写 11 位手机号，或 0912-2234567 这样的固定电话。"
        ]
        assert box(at, "姓名").value == "张三"
        assert session.exec(select(Member).where(Member.name == "张三")).first() is None

    @pytest.mark.parametrize("role", [Role.CHAIR_OFFICE, Role.CONVENER, Role.UPPER_COMMITTEE])
    def test_is_not_offered_to_those_who_only_read(
        self, role: Role, open_screen: OpenScreen, make: Make
    ) -> None:
        at = open_screen(make.actor(role), SCREEN)

        assert "登记" not in [button.label for button in at.button]


class TestFile:
    def test_shows_the_phone_masked_and_whole_only_on_request(
        self, open_screen: OpenScreen, make: Make, session: Session
    ) -> None:
        member = make.member(phone=phones.seal("13800000001"))
        at = open_screen(make.actor(Role.CLERK), SCREEN, id=str(member.id))
        before = at.words

        press(at, "查看完整号码")

        assert "138****0001" in before
        assert "13800000001" not in before
        assert "13800000001" in at.words
        assert "member:phone shown" in session.exec(select(AuditEntry.action)).all()
        at.run()
        assert "13800000001" not in at.words

    def test_of_another_committee_is_not_found(self, open_screen: OpenScreen, make: Make) -> None:
        foreign = make.member(name="外县委员", committee_id=make.committee().id)

        at = open_screen(make.actor(Role.CLERK), SCREEN, id=str(foreign.id))

        assert not at.exception
        assert "外县委员" not in at.words
        assert "没有找到这条记录" in at.words

    def test_a_member_sees_the_own_file_and_no_whole_number(
        self, open_screen: OpenScreen, make: Make
    ) -> None:
        me = make.member(name="委员甲", phone=phones.seal("13800000001"))
        other = make.member(name="委员乙")

        at = open_screen(make.actor(Role.MEMBER, me), SCREEN, id=str(other.id))

        assert "委员甲" in at.header[0].value
        assert "委员乙" not in at.words
        assert "查看完整号码" not in [button.label for button in at.button]

    def test_is_edited(self, open_screen: OpenScreen, make: Make, session: Session) -> None:
        member = make.member(name="委员甲")
        at = open_screen(make.actor(Role.CLERK), SCREEN, id=str(member.id))
        box(at, "工作单位").set_value("示例县第一中学")

        press(at, "保存")

        assert not at.exception
        session.expire_all()
        assert (member.employer, member.version) == ("示例县第一中学", 2)

    @pytest.mark.parametrize("lang", ["zh_CN", "en"])
    @pytest.mark.parametrize("tab", range(5))
    def test_opens_each_tab(self, tab: int, lang: str, open_screen: OpenScreen, make: Make) -> None:
        member = filled(make)
        at = open_screen(make.actor(Role.CLERK), SCREEN, lang, id=str(member.id))

        at.session_state["members.tab"] = [one.label for one in at.tabs][tab]
        at.run()

        assert not at.exception
        assert not at.error


class TestTabs:
    def open(self, open_screen: OpenScreen, actor: Actor, member: Member, tab: str) -> Browser:
        at = open_screen(actor, SCREEN, id=str(member.id))
        at.session_state["members.tab"] = tab
        at.run()
        return at

    def test_a_post_is_given(self, open_screen: OpenScreen, make: Make, session: Session) -> None:
        member = make.member()
        at = self.open(open_screen, make.actor(Role.CLERK), member, "任职情况")

        press(at, "任命")

        assert not at.exception
        assert session.exec(select(Post.kind)).all() == [PostKind.CHAIR]
        assert "至今" in at.dataframe[0].value.to_string()

    def test_a_second_chair_is_refused_with_the_name_of_the_first(
        self, open_screen: OpenScreen, make: Make
    ) -> None:
        first = make.member(name="委员甲")
        make.save(Post(member_id=first.id, kind=PostKind.CHAIR, starts_on=date(2022, 1, 1)))
        at = self.open(open_screen, make.actor(Role.CLERK), make.member(), "任职情况")

        press(at, "任命")

        assert [one.value for one in at.error] == ["这段时间内主席由委员甲担任，请先结束其任职。"]

    def test_a_member_is_tied_to_several_places_at_once(
        self, open_screen: OpenScreen, make: Make, session: Session
    ) -> None:
        township = make.township()
        places = [make.community(township_id=township.id).id for _ in range(2)]
        member = make.member()
        at = self.open(open_screen, make.actor(Role.CLERK), member, "联系村（社区）")
        at.multiselect[0].set_value(places)

        press(at, "建立联系")

        assert not at.exception
        assert sorted(session.exec(select(Liaison.community_id)).all()) == places

    def test_an_appointment_is_added(
        self, open_screen: OpenScreen, make: Make, session: Session
    ) -> None:
        member = make.member()
        at = self.open(open_screen, make.actor(Role.CLERK), member, "委派任职")
        box(at, "派往单位").set_value("示例县人民法院")

        press(at, "添加")

        assert not at.exception
        assert session.exec(select(Appointment.unit)).all() == ["示例县人民法院"]

    @pytest.mark.parametrize("tab", ["基本信息", "任职情况", "联系村（社区）", "委派任职"])
    def test_nothing_can_be_written_by_those_who_only_read(
        self, tab: str, open_screen: OpenScreen, make: Make
    ) -> None:
        at = self.open(open_screen, make.actor(Role.CHAIR_OFFICE), filled(make), tab)

        assert not at.exception
        offered = {button.label for button in at.button} & {"保存", "任命", "建立联系", "添加"}
        assert not offered


def test_the_loser_of_a_race_sees_the_difference_and_saves_at_the_second_try(
    open_screen: OpenScreen, make: Make, session: Session
) -> None:
    member = make.member(employer="甲单位")
    at = open_screen(make.actor(Role.CLERK), SCREEN, id=str(member.id))
    member.employer, member.version = "乙单位", 2
    session.commit()
    box(at, "工作单位").set_value("丙单位")

    press(at, "保存")
    told = at.table[-1].value.to_string()
    press(at, "保存")

    assert "乙单位" in told
    assert "丙单位" in told
    session.expire_all()
    assert (member.employer, member.version) == ("丙单位", 3)


def test_what_was_typed_is_never_read_as_markup(open_screen: OpenScreen, make: Make) -> None:
    member = make.member(name="**粗**[x](http://x)")

    at = open_screen(make.actor(Role.CLERK), SCREEN, id=str(member.id))

    assert at.header[0].value == r"\*\*粗\*\*\[x\]\(http\:\/\/x\)"


def filled(make: Make) -> Member:
    """A member with something in each tab."""
    member = make.member(sector_id=make.sector().id)
    day = date(2024, 1, 1)
    make.save(Post(member_id=member.id, kind=PostKind.CONVENER, starts_on=day))
    make.save(Liaison(member_id=member.id, community_id=make.community().id, starts_on=day))
    make.save(
        Appointment(
            committee_id=member.committee_id,
            member_id=member.id,
            kind=AppointmentKind.HEARING,
            unit="示例局",
            starts_on=day,
        )
    )
    make.attendance(make.activity(), member)
    return member


def box(at: Browser, label: str) -> Any:
    """The one text box of this name."""
    [found] = [one for one in at.text_input if one.label == label]
    return found


def press(at: Browser, label: str) -> None:
    """Press the one button of this name."""
    [button] = [one for one in at.button if one.label == label]
    button.click().run()
