"""The screen of proposals: list, form, record, decisions and the office's lists."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from sqlmodel import Session, select

from core import clock
from core.handling import instructions
from core.handling.drafts import InstructionDraft
from core.handling.models import AuthorityLevel, Result
from core.matters.models import (
    AuthorRole,
    Consent,
    Matter,
    Sensitivity,
    Source,
    State,
    Urgency,
    Verb,
)
from core.permissions import Role
from core.proposals import co_signing, reasons
from core.proposals.drafts import AskDraft
from core.proposals.models import Nature, Proposal
from core.publicity.models import PressReport
from tests.core.proposals.drafting import House, wall
from tests.factories import Make
from tests.pages.conftest import Browser, OpenScreen

SCREEN = "work/proposals"
each_language = pytest.mark.parametrize("lang", ["zh_CN", "en"])


@pytest.fixture(autouse=True)
def in_session() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 2, 11, 2, tzinfo=UTC), tick=True):
        yield


@pytest.fixture
def house(session: Session, make: Make) -> House:
    return House(session, make)


def press(at: Browser, label: str) -> None:
    next(button for button in at.button if button.label == label).click()
    at.run()


def field(at: Browser, kind: str, label: str) -> Any:
    return next(one for one in getattr(at, kind) if one.label == label)


def saved(session: Session, matter_id: int) -> Matter:
    session.expire_all()
    return session.get_one(Matter, matter_id)


@each_language
def test_the_list_tells_and_narrows(open_screen: OpenScreen, house: House, lang: str) -> None:
    house.replied(Result.B)
    house.submitted(title="关于另一件事的提案")

    whole = open_screen(house.clerk, SCREEN, lang=lang)
    narrowed = open_screen(house.clerk, SCREEN, lang=lang, state="submitted", q="另一件")

    assert not whole.exception
    assert len(whole.dataframe[0].value) == 2
    assert len(narrowed.dataframe[0].value) == 1


@each_language
def test_a_record_opens_in_every_state_for_all_who_may(
    open_screen: OpenScreen, session: Session, house: House, lang: str
) -> None:
    member, reader = house.co_signer()
    asked = house.co_signed(member)
    co_signing.ask(session, house.author, asked.id, AskDraft(wall(12)))
    rows = [house.written(), asked, house.submitted(), house.registered(), house.replied(Result.B)]

    for row in rows:
        for actor in (house.author, reader if row is asked else house.clerk):
            at = open_screen(actor, SCREEN, lang=lang, id=str(row.id))
            assert not at.exception, (row.state, actor.name)
            if actor is house.author or row.state is not State.DRAFT:
                assert at.header[0].value == row.title


def test_a_member_writes_and_hands_in(
    open_screen: OpenScreen, session: Session, house: House
) -> None:
    at = open_screen(house.author, SCREEN, new="1")
    field(at, "text_input", "案由").set_value("关于示例的提案")
    field(at, "text_area", "情况反映").set_value("示例情况。")
    at.run()

    press(at, "提交")
    assert "提交前请填写意见建议" in at.words
    field(at, "text_area", "意见建议").set_value("示例建议。")
    press(at, "提交")

    assert not at.exception
    row = session.exec(select(Matter)).one()
    assert (row.state, row.number, row.title) == (State.SUBMITTED, 1, "关于示例的提案")


def test_a_co_signer_answers_on_the_page(
    open_screen: OpenScreen, session: Session, house: House
) -> None:
    member, reader = house.co_signer()
    matter = house.co_signed(member)
    co_signing.ask(session, house.author, matter.id, AskDraft(wall(12)))

    at = open_screen(reader, SCREEN, id=str(matter.id))
    press(at, "同意联名")

    assert not at.exception
    again = open_screen(house.author, SCREEN, id=str(matter.id))
    press(again, "提交")
    assert saved(session, matter.id).state is State.SUBMITTED
    assert session.get_one(Proposal, matter.id).nature is Nature.CO_SIGNED


def test_the_office_registers_and_refuses(
    open_screen: OpenScreen, session: Session, house: House
) -> None:
    reasons.adopt_presets(session, house.clerk, house.of)
    first, second = house.submitted(), house.submitted()

    at = open_screen(house.clerk, SCREEN, id=str(first.id))
    press(at, "立案")
    assert not at.exception
    at = open_screen(house.clerk, SCREEN, id=str(second.id))
    next(one for one in at.button_group if one.label == "审查").set_value(Verb.REFUSE)
    at.run()
    field(at, "selectbox", "不予立案理由").select_index(0)
    press(at, "不予立案")

    assert saved(session, first.id).state is State.REGISTERED
    assert saved(session, second.id).state is State.REFUSED


def test_the_proposer_speaks_on_the_reply(
    open_screen: OpenScreen, session: Session, house: House
) -> None:
    matter = house.replied()

    at = open_screen(house.author, SCREEN, id=str(matter.id))
    next(one for one in at.button if "feedback" in str(one.key)).click()
    at.run()

    assert saved(session, matter.id).state is State.FED_BACK


def test_a_co_signer_is_not_asked_what_only_the_proposer_can_say(
    open_screen: OpenScreen, house: House
) -> None:
    member, reader = house.co_signer()
    matter = house.replied()
    house.make.author(matter, member, role=AuthorRole.CO_SIGNER)

    for actor, asked in ((reader, False), (house.author, True), (house.clerk, True)):
        at = open_screen(actor, SCREEN, id=str(matter.id))
        at.session_state[f"proposals.tabs.{matter.id}"] = "办理"
        at.run()
        assert any("feedback" in str(one.key) for one in at.button) is asked, actor.name


def test_who_was_silent_is_not_shown_as_declining(open_screen: OpenScreen, house: House) -> None:
    silent, no = house.make.member(), house.make.member()
    matter = house.submitted()
    of = {"role": AuthorRole.CO_SIGNER, "consent": Consent.DECLINED}
    house.make.author(matter, silent, **of)
    house.make.author(matter, no, answered_at=clock.now(), **of)

    at = open_screen(house.author, SCREEN, id=str(matter.id))
    at.session_state[f"proposals.tabs.{matter.id}"] = "提案者"
    at.run()

    assert [*at.dataframe[0].value["意见"]][1:] == ["未答复", "谢绝"]


def test_what_no_input_asks_for_stays_when_it_is_changed(
    open_screen: OpenScreen, session: Session, house: House
) -> None:
    studio = house.make.studio()
    place = {"source": Source.STUDIO, "studio_id": studio.id}
    matter = house.written(urgency=Urgency.URGENT, sensitivity=Sensitivity.INTERNAL, **place)

    at = open_screen(house.author, SCREEN, id=str(matter.id))
    at.session_state[f"proposals.tabs.{matter.id}"] = "修改"
    at.run()
    field(at, "text_input", "案由").set_value("关于另一件事的提案")
    press(at, "保存")

    row = saved(session, matter.id)
    assert (row.title, row.urgency, row.sensitivity, row.studio_id) == (
        "关于另一件事的提案",
        Urgency.URGENT,
        Sensitivity.INTERNAL,
        studio.id,
    )


def test_a_member_says_where_it_was_heard_and_how_urgent_it_is(
    open_screen: OpenScreen, session: Session, house: House
) -> None:
    studio = house.make.studio()
    at = open_screen(house.author, SCREEN, new="1")
    field(at, "text_input", "案由").set_value("关于示例的提案")
    field(at, "selectbox", "来源渠道").set_value(Source.STUDIO)
    at.run()

    field(at, "selectbox", "委员工作室").set_value(studio.id)
    field(at, "selectbox", "紧急程度").set_value(Urgency.URGENT)
    field(at, "selectbox", "敏感程度").set_value(Sensitivity.INTERNAL)
    press(at, "保存草稿")

    assert not at.exception
    row = session.exec(select(Matter)).one()
    told = (row.source, row.studio_id, row.urgency, row.sensitivity)
    assert told == (Source.STUDIO, studio.id, Urgency.URGENT, Sensitivity.INTERNAL)


@each_language
def test_a_studios_lead_reads_the_reply_to_what_came_from_the_studio(
    open_screen: OpenScreen, house: House, lang: str
) -> None:
    studio = house.make.studio()
    matter = house.replied(Result.A, source=Source.STUDIO, studio_id=studio.id)
    house.replied(Result.A, title="关于另一件事的提案")
    lead = house.make.actor(Role.STUDIO_LEAD, studio)

    listed = open_screen(lead, SCREEN, lang=lang)
    at = open_screen(lead, SCREEN, lang=lang, id=str(matter.id))
    at.session_state[f"proposals.tabs.{matter.id}"] = {"zh_CN": "办理", "en": "Handling"}[lang]
    at.run()

    assert not listed.exception
    assert not at.exception
    assert len(listed.dataframe[0].value) == 1
    assert "示例答复" in at.words


def test_the_press_reports_that_tell_of_it_are_shown(open_screen: OpenScreen, house: House) -> None:
    matter = house.submitted()
    house.make.save(
        PressReport(
            title="示例报道",
            medium="示例日报",
            level=AuthorityLevel.PROVINCE,
            printed_on=clock.today(),
            committee_id=house.of,
            written_on=clock.today(),
            matter_id=matter.id,
        )
    )

    office = open_screen(house.clerk, SCREEN, id=str(matter.id))
    author = open_screen(house.author, SCREEN, id=str(matter.id))

    assert "示例日报" in office.words
    assert "示例日报" not in author.words


@each_language
def test_what_a_leader_wrote_on_it_is_a_part_of_its_way(
    open_screen: OpenScreen, session: Session, house: House, lang: str
) -> None:
    matter, said = house.registered(), {"zh_CN": "已批示", "en": "Instructed"}[lang]
    before = open_screen(house.clerk, SCREEN, lang=lang, id=str(matter.id))
    written = InstructionDraft("示例领导", clock.today(), "请研究办理。")
    instructions.record(session, house.clerk, matter.id, written)

    after = open_screen(house.clerk, SCREEN, lang=lang, id=str(matter.id))

    assert not after.exception
    card = f">{said}</div>"
    assert card not in before.words
    assert card in after.words


@each_language
def test_the_office_keeps_its_lists(
    open_screen: OpenScreen, session: Session, house: House, lang: str
) -> None:
    at = open_screen(house.clerk, SCREEN, lang=lang, view="settings")
    names = {"zh_CN": "采用 12 条常用理由", "en": "Begin with the 12 usual reasons"}

    press(at, names[lang])

    assert not at.exception
    assert len(reasons.listing(session, house.clerk, house.of)) == 12
