"""The screen of commendations: register, form, record and bin."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, select

from core.commendations.models import Commendation, Honour, HonourLevel, SubjectKind
from core.permissions import Permission, Role, lacking
from tests.factories import Make
from tests.pages.conftest import Browser, OpenScreen

SCREEN = "work/commendations"
MAY = [role for role in Role if role not in lacking(Permission.COMMENDATION_READ)]


def save(make: Make, **given: Any) -> Commendation:
    usual: dict[str, Any] = {
        "committee_id": make.home().id,
        "subject_kind": SubjectKind.PROPOSAL,
        "subject": "关于示例的提案",
        "honour": Honour.EXCELLENT_PROPOSAL,
        "level": HonourLevel.COUNTY,
        "year": 2025,
    }
    return make.save(Commendation(**usual | given))


def press(at: Browser, label: str) -> None:
    next(button for button in at.button if button.label == label).click()
    at.run()


def field(at: Browser, kind: str, label: str) -> Any:
    return next(one for one in getattr(at, kind) if one.label == label)


@pytest.mark.parametrize("role", MAY)
@pytest.mark.parametrize(("lang", "title"), [("zh_CN", "表彰奖励"), ("en", "Commendations")])
def test_it_opens_for_who_may(
    open_screen: OpenScreen, make: Make, role: Role, lang: str, title: str
) -> None:
    row = save(make)
    actor = make.actor(role)

    listed = open_screen(actor, SCREEN, lang=lang)
    opened = open_screen(actor, SCREEN, lang=lang, id=str(row.id))

    assert not listed.exception
    assert not opened.exception
    assert listed.title[0].value == title
    assert len(listed.dataframe[0].value) == 1
    assert opened.header[0].value == "关于示例的提案"
    writes = role not in lacking(Permission.COMMENDATION_WRITE)
    assert bool(listed.expander) == writes
    assert bool(opened.table) != writes


@pytest.mark.parametrize("role", lacking(Permission.COMMENDATION_READ))
def test_it_refuses_who_may_not(open_screen: OpenScreen, make: Make, role: Role) -> None:
    row = save(make)

    at = open_screen(make.actor(role), SCREEN, id=str(row.id))

    assert not at.exception
    assert at.error
    assert "关于示例的提案" not in at.words


def test_an_empty_list_says_what_to_do(open_screen: OpenScreen, make: Make) -> None:
    at = open_screen(make.actor(Role.CLERK), SCREEN)

    assert "还没有表彰记录，请在上方登记第一条。" in at.words


def test_the_clerk_records_a_member(open_screen: OpenScreen, make: Make, session: Session) -> None:
    member = make.member()
    at = open_screen(make.actor(Role.CLERK), SCREEN)
    field(at, "selectbox", "委员").set_value(member.id)
    field(at, "number_input", "表彰年度").set_value(2025)
    field(at, "text_input", "表彰单位").set_value("示例市政协")

    press(at, "登记")

    assert not at.error
    row = session.exec(select(Commendation)).one()
    assert (row.member_id, row.honour, row.level, row.year, row.given_by) == (
        member.id,
        Honour.EXCELLENT_MEMBER,
        HonourLevel.COUNTY,
        2025,
        "示例市政协",
    )


def test_the_clerk_records_a_proposal_by_its_title(
    open_screen: OpenScreen, make: Make, session: Session
) -> None:
    at = open_screen(make.actor(Role.CLERK), SCREEN)
    at.session_state["commendations.record.kind"] = SubjectKind.PROPOSAL
    at.run()
    field(at, "text_input", "提案案由").set_value("关于示例的提案")

    press(at, "登记")

    row = session.exec(select(Commendation)).one()
    assert (row.subject, row.committee_id) == ("关于示例的提案", make.home().id)


def test_a_form_without_a_subject_is_refused_at_its_field(
    open_screen: OpenScreen, make: Make
) -> None:
    make.member()
    at = open_screen(make.actor(Role.CLERK), SCREEN)
    field(at, "text_input", "表彰单位").set_value("示例市政协")

    press(at, "登记")

    assert "请选择表彰对象。" in [one.value for one in at.error]
    assert field(at, "text_input", "表彰单位").value == "示例市政协"


def test_the_clerk_corrects_a_record(open_screen: OpenScreen, make: Make, session: Session) -> None:
    row = save(make, given_on=date(2025, 12, 1))
    at = open_screen(make.actor(Role.CLERK), SCREEN, id=str(row.id))
    field(at, "text_input", "提案案由").set_value("关于另一示例的提案")

    press(at, "保存")

    session.refresh(row)
    assert (row.subject, row.version, row.given_on) == ("关于另一示例的提案", 2, date(2025, 12, 1))


def test_the_clerk_bins_a_record(open_screen: OpenScreen, make: Make, session: Session) -> None:
    row = save(make)
    actor = make.actor(Role.CLERK)

    press(open_screen(actor, SCREEN, id=str(row.id)), "移入回收站")
    listed = open_screen(actor, SCREEN)
    binned = open_screen(actor, SCREEN, bin="true")

    session.refresh(row)
    assert row.binned_at
    assert not listed.dataframe
    assert len(binned.dataframe[0].value) == 1


def test_a_record_of_others_is_not_shown(open_screen: OpenScreen, make: Make) -> None:
    row = save(make, committee_id=make.committee().id)

    at = open_screen(make.actor(Role.CLERK), SCREEN, id=str(row.id))

    assert "关于示例的提案" not in at.words
    assert at.error


@pytest.mark.parametrize("query", [{"q": "另一"}, {"year": "2024"}, {"honour": "other"}])
def test_the_list_is_narrowed_from_the_address(
    open_screen: OpenScreen, make: Make, query: dict[str, str]
) -> None:
    save(make)
    save(make, subject="另一提案", year=2024, honour=Honour.OTHER)

    at = open_screen(make.actor(Role.CLERK), SCREEN, **query)

    assert list(at.dataframe[0].value["表彰对象"]) == ["另一提案"]
