"""The screen of assessments: register, opening, review, objections, corrections, approval."""

from typing import Any

import pytest
from sqlmodel import Session, select

from core.assessment import closing, objections
from core.assessment.drafts import ObjectionDraft
from core.assessment.models import (
    Assessment,
    AssessmentState,
    BookState,
    Correction,
    Objection,
    ObjectionState,
    RuleBook,
)
from core.permissions import Role
from tests.core.assessment.working.year import BOOK, Year
from tests.factories import Make
from tests.pages.conftest import Browser, OpenScreen

SCREEN = "review/year"
each_language = pytest.mark.parametrize("lang", ["zh_CN", "en"])


@pytest.fixture
def year(session: Session, make: Make) -> Year:
    found = Year(session, make, make.actor(Role.CLERK), make.actor(Role.CHAIR_OFFICE))
    found.members = [make.member() for _ in range(3)]
    return found


def press(at: Browser, label: str) -> None:
    next(button for button in at.button if button.label == label).click()
    at.run()


def field(at: Browser, kind: str, label: str) -> Any:
    return next(one for one in getattr(at, kind) if one.label == label)


def saved(session: Session) -> Assessment:
    session.expire_all()
    return session.exec(select(Assessment)).one()


def look(open_screen: OpenScreen, actor: Any, row: Assessment, tab: str, lang: str) -> Browser:
    """The record with one of its tabs open."""
    at = open_screen(actor, SCREEN, lang=lang, id=str(row.id))
    at.session_state[f"year.tabs.{row.id}"] = tab
    at.run()
    return at


def close(session: Session, year: Year) -> Assessment:
    year.attended(0, 3)
    row = year.in_review(over=True)
    closing.agree(session, year.clerk, row.id, "已核对。", row.version)
    closing.agree(session, year.chair, row.id, "同意。", row.version)
    return row


TABS = {
    "zh_CN": ("得分", "异议", "更正", "审定", "归档"),
    "en": ("Points", "Objections", "Corrections", "Approval", "Archive"),
}


@each_language
def test_the_register_tells_and_narrows(
    open_screen: OpenScreen, session: Session, year: Year, lang: str
) -> None:
    year.opened()
    session.commit()

    whole = open_screen(year.clerk, SCREEN, lang=lang)
    narrowed = open_screen(year.clerk, SCREEN, lang=lang, state="closed")

    assert not whole.exception
    assert len(whole.dataframe[0].value) == 1
    assert not narrowed.dataframe


def test_a_clerk_opens_a_year(open_screen: OpenScreen, session: Session, year: Year) -> None:
    year.book()
    session.commit()
    at = open_screen(year.clerk, SCREEN, lang="en")

    field(at, "number_input", "Year").set_value(2026)
    press(at, "Open the assessment")

    assert not at.exception
    assert saved(session).year == 2026


def test_a_year_under_way_is_not_opened_twice(
    open_screen: OpenScreen, session: Session, year: Year
) -> None:
    year.opened()
    session.commit()
    at = open_screen(year.clerk, SCREEN, lang="en")

    field(at, "number_input", "Year").set_value(2026)
    press(at, "Open the assessment")

    assert "is under way for the same subjects" in at.words


def test_without_a_book_the_way_to_one_is_told(open_screen: OpenScreen, year: Year) -> None:
    at = open_screen(year.clerk, SCREEN, lang="en")

    assert "Adopt one under “Rule books” first." in at.words


@each_language
@pytest.mark.parametrize("place", range(5))
def test_each_part_of_a_closed_year_is_shown(
    open_screen: OpenScreen, session: Session, year: Year, lang: str, place: int
) -> None:
    row = close(session, year)
    session.commit()

    at = look(open_screen, year.chair, row, TABS[lang][place], lang)

    assert not at.exception
    assert at.dataframe or at.info or "记录人核对" in at.words or "recorder" in at.words


def test_a_member_sees_only_the_own_score(
    open_screen: OpenScreen, session: Session, year: Year
) -> None:
    row = year.in_review()
    session.commit()

    at = look(open_screen, year.member(1), row, "Points", "en")

    assert not at.exception
    assert list(at.dataframe[0].value["Members"]) == [year.members[1].name]
    assert "Begin the review" not in at.words


def test_a_clerk_begins_the_review(open_screen: OpenScreen, session: Session, year: Year) -> None:
    row = year.opened()
    session.commit()
    at = look(open_screen, year.clerk, row, "Points", "en")

    press(at, "Begin the review")

    assert not at.exception
    assert saved(session).state is AssessmentState.REVIEW


def test_an_objection_is_upheld_with_points(
    open_screen: OpenScreen, session: Session, year: Year
) -> None:
    row = year.in_review()
    draft = ObjectionDraft(year.members[0].id, "present", "三月的会议我参加了。")
    objections.raise_objection(session, year.member(0), row.id, draft)
    session.commit()
    at = look(open_screen, year.clerk, row, "Objections", "en")

    field(at, "number_input", "Points to add, or with a minus to take").set_value(4.5)
    field(at, "text_area", "Reason").input("签到表已核对。")
    press(at, "Uphold")

    session.expire_all()
    assert not at.exception
    assert session.exec(select(Objection.state)).one() is ObjectionState.UPHELD
    assert session.exec(select(Correction.hundredths)).one() == 450
    assert any("+4.5 points" in caption.value for caption in at.caption)


def test_an_objection_leads_to_the_points_it_is_about(
    open_screen: OpenScreen, session: Session, year: Year
) -> None:
    row = year.in_review()
    draft = ObjectionDraft(year.members[0].id, "present", "三月的会议我参加了。")
    objections.raise_objection(session, year.member(0), row.id, draft)
    session.commit()

    at = look(open_screen, year.clerk, row, "Objections", "en")

    links = [one.proto for one in at.get("page_link")]
    asked = next(one.query_string for one in links if one.label == "Points and records")
    assert asked == f"a={row.id}&id={year.members[0].id}"


def test_an_answer_without_a_reason_is_refused_at_its_input(
    open_screen: OpenScreen, session: Session, year: Year
) -> None:
    row = year.in_review()
    draft = ObjectionDraft(year.members[0].id, "", "请核对。")
    objections.raise_objection(session, year.member(0), row.id, draft)
    session.commit()
    at = look(open_screen, year.clerk, row, "Objections", "en")

    press(at, "Uphold")

    assert "whoever objected will read it" in at.words


def test_a_score_is_corrected(open_screen: OpenScreen, session: Session, year: Year) -> None:
    row = year.opened()
    session.commit()
    at = look(open_screen, year.clerk, row, "Corrections", "en")

    field(at, "selectbox", "Whose score").set_value(year.members[0].id)
    field(at, "number_input", "Points").set_value(-2.25)
    field(at, "text_input", "Reason").input("重复计分")
    press(at, "Correct")

    session.expire_all()
    assert not at.exception
    assert session.exec(select(Correction.hundredths)).one() == -225


def test_the_chain_is_taken_on_screen_to_its_end(
    open_screen: OpenScreen, session: Session, year: Year
) -> None:
    row = year.in_review(over=True)
    session.commit()

    at = look(open_screen, year.chair, row, "Approval", "en")
    assert "“Check by the recorder” is next: Clerk." in at.words
    at = look(open_screen, year.clerk, row, "Approval", "en")
    press(at, "Agree")
    at = look(open_screen, year.chair, row, "Approval", "en")
    press(at, "Agree and close")

    assert not at.exception
    assert saved(session).state is AssessmentState.CLOSED


def test_what_is_sent_back_says_why(open_screen: OpenScreen, session: Session, year: Year) -> None:
    row = year.in_review(over=True)
    session.commit()
    at = look(open_screen, year.clerk, row, "Approval", "en")

    press(at, "Send back")
    assert "Say what has to be looked at again." in at.words
    field(at, "text_area", "Words").input("请再核对缺席。")
    press(at, "Send back")

    assert not at.exception
    assert "请再核对缺席" in str(at.dataframe[0].value)


def test_where_nobody_can_take_a_step_the_office_is_told(
    open_screen: OpenScreen, session: Session, make: Make
) -> None:
    alone = Year(session, make, make.actor(Role.CLERK), make.actor(Role.CLERK), [make.member()])
    row = alone.in_review(over=True)
    closing.agree(session, alone.clerk, row.id, "", row.version)
    session.commit()

    at = look(open_screen, alone.clerk, row, "Approval", "en")

    assert "Nobody has the role “Chair's office” here." in at.words


@each_language
def test_a_closed_year_is_verified_on_screen(
    open_screen: OpenScreen, session: Session, year: Year, lang: str
) -> None:
    row = close(session, year)
    year.attended(1, 6)
    session.commit()
    at = look(open_screen, year.chair, row, TABS[lang][4], lang)

    press(at, {"zh_CN": "验证", "en": "Verify"}[lang])

    assert not at.exception
    assert len(at.success) == 1
    assert len(at.dataframe) == 2


def test_another_office_does_not_see_it(
    open_screen: OpenScreen, session: Session, year: Year, make: Make
) -> None:
    row = year.opened()
    stranger = make.actor(Role.CLERK, committee=make.committee())
    session.commit()

    at = open_screen(stranger, SCREEN, lang="en", id=str(row.id))

    assert "does not exist" in at.words


def test_a_newer_version_of_the_book_is_applied_with_a_reason(
    open_screen: OpenScreen, session: Session, year: Year
) -> None:
    row = year.opened()
    used = session.get_one(RuleBook, row.book_id)
    used.state = BookState.RETIRED
    newer = year.book(BOOK.replace("base = 60", "base = 50"), code=used.code, version_number=2)
    session.commit()
    at = open_screen(year.clerk, SCREEN, lang="en", id=str(row.id))

    field(at, "text_area", "Reason").set_value("基础分写错")
    press(at, "Apply this version")

    assert not at.exception
    assert saved(session).book_id == newer.id


def test_without_a_newer_version_none_is_offered(
    open_screen: OpenScreen, session: Session, year: Year
) -> None:
    row = year.opened()
    session.commit()

    at = open_screen(year.clerk, SCREEN, lang="en", id=str(row.id))

    assert "Apply this version" not in at.words


@each_language
def test_the_office_sends_back_a_chain_that_waits_for_another_role(
    open_screen: OpenScreen, session: Session, year: Year, lang: str
) -> None:
    row = year.in_review(over=True)
    closing.agree(session, year.clerk, row.id, "", row.version)
    session.commit()
    at = look(open_screen, year.clerk, row, TABS[lang][3], lang)

    at.text_area[0].set_value("有一条考勤记错")
    press(at, "退回" if lang == "zh_CN" else "Send back")

    assert not at.exception
    assert saved(session).approval_step == ""
