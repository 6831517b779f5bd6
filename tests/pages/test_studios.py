"""The screen of studios: the register, the form, and one studio's record."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from sqlmodel import Session, col, select

from core.permissions import GRANTED, Actor, Permission, Role
from core.studios import standards
from core.studios.lifecycle import Step
from core.studios.models import (
    Reception,
    Studio,
    StudioCheck,
    StudioMember,
    StudioState,
    Verdict,
)
from tests.factories import Make
from tests.pages.conftest import Browser, OpenScreen

SCREEN = "work/studios"


@pytest.fixture(autouse=True)
def _on_a_fixed_day() -> Iterator[None]:
    with time_machine.travel("2026-05-20T04:00:00Z"):
        yield


def part(at: Browser, name: str) -> Browser:
    """Turn to one tab of the record."""
    at.session_state["studios.part"] = name
    at.run()
    assert not at.exception
    return at


def click(at: Browser, label: str) -> Browser:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def field(at: Browser, label: str) -> object:
    inputs = [*at.text_input, *at.selectbox, *at.multiselect, *at.text_area, *at.date_input]
    return next(one for one in inputs if one.label == label)


def test_opens_for_those_who_may_and_refuses_the_others(
    anybody: Actor, open_screen: OpenScreen
) -> None:
    may = Permission.STUDIO_READ in GRANTED[anybody.grants[0].role]

    at = open_screen(anybody, SCREEN)

    assert not at.exception
    assert ("委员工作室" in [title.value for title in at.title]) is may


@pytest.mark.parametrize(("lang", "word"), [("zh_CN", "界别工作室"), ("en", "Sector studio")])
def test_lists_in_both_languages(lang: str, word: str, make: Make, open_screen: OpenScreen) -> None:
    make.studio(name="示例工作室甲")

    at = open_screen(make.actor(Role.CLERK), SCREEN, lang=lang)

    assert not at.exception
    cells = at.dataframe[0].value.to_numpy()
    assert "示例工作室甲" in cells
    assert word in cells


def test_the_address_carries_search_and_filters(make: Make, open_screen: OpenScreen) -> None:
    make.studio(name="教育工作室")
    make.studio(name="法律工作室")

    at = open_screen(make.actor(Role.CLERK), SCREEN, q="教育")

    assert at.dataframe[0].value["工作室名称"].tolist() == ["教育工作室"]


def test_an_empty_register_says_what_to_do(make: Make, open_screen: OpenScreen) -> None:
    at = open_screen(make.actor(Role.CLERK), SCREEN, lang="en")

    assert "Register the first one above" in at.words


def test_a_reader_is_offered_no_form(make: Make, open_screen: OpenScreen) -> None:
    studio = make.studio(state=StudioState.APPLIED)
    reader = make.actor(Role.CHAIR_OFFICE)

    listed = open_screen(reader, SCREEN, lang="en")
    shown = open_screen(reader, SCREEN, lang="en", id=str(studio.id))

    assert "Keep as a draft" not in listed.words
    assert "Save" not in [button.label for button in shown.button]
    assert not shown.button_group


def test_a_draft_is_registered_and_opened(
    session: Session, make: Make, open_screen: OpenScreen
) -> None:
    at = open_screen(make.actor(Role.CLERK), SCREEN, lang="en")

    field(at, "Studio name").set_value("教育界别委员工作室")  # type: ignore[attr-defined]  # a text input
    click(at, "Keep as a draft")

    row = session.exec(select(Studio)).one()
    assert (row.name, row.state) == ("教育界别委员工作室", StudioState.DRAFT)
    assert at.title[0].value == "教育界别委员工作室"
    assert [toast.value for toast in at.toast] == ["Draft kept."]


def test_an_application_without_a_lead_is_refused_at_its_input_and_stays_typed(
    session: Session, make: Make, open_screen: OpenScreen
) -> None:
    at = open_screen(make.actor(Role.CLERK), SCREEN)

    field(at, "工作室名称").set_value("教育工作室")  # type: ignore[attr-defined]  # a text input
    click(at, "提交申请")

    assert [error.value for error in at.error] == ["请先指定负责委员，再提交申请。"]
    assert field(at, "工作室名称").value == "教育工作室"  # type: ignore[attr-defined]  # a text input
    assert session.exec(select(Studio)).all() == []


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
@pytest.mark.parametrize("role", [Role.CLERK, Role.STUDIO_LEAD, Role.CHAIR_OFFICE])
def test_each_part_of_a_record_opens(
    role: Role, lang: str, make: Make, open_screen: OpenScreen
) -> None:
    studio = make.studio(lead_id=make.member().id)
    actor = make.actor(role, scope=studio if role is Role.STUDIO_LEAD else None)
    at = open_screen(actor, SCREEN, lang=lang, id=str(studio.id))

    tabs = [tab.label for tab in at.tabs]

    assert len(tabs) == 7
    for name in tabs:
        part(at, name)


def test_a_studio_is_led_to_its_plaque(
    session: Session, make: Make, open_screen: OpenScreen
) -> None:
    studio = make.studio(
        state=StudioState.DRAFT,
        opened_on=None,
        lead_id=make.member().id,
        sector_id=make.sector().id,
    )
    at = open_screen(make.actor(Role.CLERK), SCREEN, lang="en", id=str(studio.id))

    for step, label in ((Step.APPLY, "Apply"), (Step.APPROVE, "Approve")):
        at.button_group[0].set_value(step).run()
        click(at, label)
    at.button_group[0].set_value(Step.OPEN).run()
    field(at, "Number on the plaque").set_value("第001号")  # type: ignore[attr-defined]  # a text input
    click(at, "Open with a plaque")

    session.refresh(studio)
    assert (studio.state, studio.plaque_number) == (StudioState.OPENED, "第001号")


def test_the_items_of_a_standard_are_judged_in_one_form(
    session: Session, make: Make, clerk: Actor, open_screen: OpenScreen
) -> None:
    studio = make.studio()
    standards.adopt(session, clerk, make.home().id, "five_haves")
    at = open_screen(clerk, SCREEN, lang="en", id=str(studio.id))
    part(at, "Standards")

    for group in at.button_group:
        group.set_value(Verdict.MET)
    click(at, "Save the verdicts")

    session.refresh(studio)
    assert (studio.standard_met, studio.standard_items) == (5, 5)
    assert len(session.exec(select(StudioCheck)).all()) == 5


def test_who_is_slower_sees_what_the_other_said(
    session: Session, make: Make, clerk: Actor, open_screen: OpenScreen
) -> None:
    studio = make.studio()
    standards.adopt(session, clerk, make.home().id, "five_haves")
    one = part(open_screen(clerk, SCREEN, lang="en", id=str(studio.id)), "Standards")
    other = part(open_screen(clerk, SCREEN, lang="en", id=str(studio.id)), "Standards")

    one.button_group[0].set_value(Verdict.MET)
    click(one, "Save the verdicts")
    other.button_group[0].set_value(Verdict.UNMET)
    other.button_group[1].set_value(Verdict.MET)
    click(other, "Save the verdicts")

    assert "Somebody else has saved" in other.error[0].value
    assert [group.value for group in other.button_group[:2]] == [Verdict.MET, Verdict.MET]
    click(other, "Save the verdicts")
    session.refresh(studio)
    assert studio.standard_met == 2


def test_a_rota_is_set_and_the_quarter_planned(
    session: Session, make: Make, clerk: Actor, open_screen: OpenScreen
) -> None:
    studio, member = make.studio(), make.member()
    since = studio.opened_on
    assert since
    make.save(StudioMember(studio_id=studio.id, member_id=member.id, starts_on=since))
    at = open_screen(clerk, SCREEN, lang="en", id=str(studio.id))
    part(at, "Rota and receptions")

    click(at, "Save the rota")
    click(at, "Plan this quarter by turns")

    held = session.exec(select(Reception).order_by(col(Reception.held_on))).all()
    assert len(held) == 13
    assert at.dataframe[0].value["On duty"].tolist() == [member.name] * 13


def test_members_are_assigned(
    session: Session, make: Make, clerk: Actor, open_screen: OpenScreen
) -> None:
    studio, member = make.studio(), make.member()
    at = open_screen(clerk, SCREEN, lang="en", id=str(studio.id))
    part(at, "Members")

    field(at, "Members").set_value([member.id])  # type: ignore[attr-defined]  # a multiselect
    click(at, "Assign")

    assert session.exec(select(StudioMember.member_id)).all() == [member.id]
    assert member.name in at.dataframe[0].value.to_numpy()


def test_a_studio_of_others_is_told_as_not_there(
    make: Make, clerk: Actor, open_screen: OpenScreen
) -> None:
    foreign = make.studio(committee_id=make.committee().id)

    at = open_screen(clerk, SCREEN, lang="en", id=str(foreign.id))

    assert not at.exception
    assert foreign.name not in at.words
    assert "does not exist" in at.words


@pytest.fixture
def clerk(make: Make) -> Actor:
    return make.actor(Role.CLERK)


def test_a_wrong_plaque_number_is_put_right(
    session: Session, make: Make, open_screen: OpenScreen
) -> None:
    day = date(2026, 1, 5)
    studio = make.studio(
        state=StudioState.OPENED, opened_on=day, plaque_number="第021号", plaque_on=day
    )
    at = open_screen(make.actor(Role.CLERK), SCREEN, id=str(studio.id))

    next(one for one in at.text_input if one.label == "牌匾编号").set_value("第012号")
    [one for one in at.button if one.label == "保存"][-1].click().run()

    assert not at.exception
    session.refresh(studio)
    assert (studio.plaque_number, studio.opened_on) == ("第012号", day)


def test_a_studio_offers_its_papers_to_those_who_apply_or_decide(
    make: Make, open_screen: OpenScreen
) -> None:
    studio = make.studio(plaque_number="第001号", plaque_on=date(2023, 3, 1))
    own = {"lang": "zh_CN", "id": str(studio.id)}

    decides = open_screen(make.actor(Role.CLERK), SCREEN, **own)
    leads = open_screen(make.actor(Role.STUDIO_LEAD, studio), SCREEN, **own)
    reads = open_screen(make.actor(Role.UPPER_COMMITTEE), SCREEN, **own)

    assert papers_of(decides) == ["委员工作室申请表", "授牌证书"]
    assert papers_of(leads) == ["委员工作室申请表"]
    assert papers_of(reads) == []


def test_the_poster_is_offered_beside_the_rota_with_a_phone_number(
    make: Make, open_screen: OpenScreen
) -> None:
    studio = make.studio()
    at = open_screen(make.actor(Role.CLERK), SCREEN, lang="en", id=str(studio.id))

    part(at, "Rota and receptions")
    field(at, "Phone on the poster").set_value("0000-1234567").run()  # type: ignore[attr-defined]  # a text input

    assert not at.exception
    assert any("phone=0000-1234567" in link.proto.url for link in at.get("link_button"))


def papers_of(at: Browser) -> list[str]:
    """The papers that a screen offers."""
    names = ("委员工作室申请表", "授牌证书")
    told = [one.value.strip("*") for one in at.markdown]
    return [one for one in told if one in names]
