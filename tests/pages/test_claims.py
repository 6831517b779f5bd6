"""The screens of points and of entered items."""

from typing import Any

import pytest
from sqlmodel import Session, col, select

from core.assessment import keeping
from core.assessment.claims import service
from core.assessment.claims.drafts import Decision
from core.assessment.duty import service as duty
from core.assessment.duty.drafts import FormDraft
from core.assessment.models import (
    Assessment,
    Claim,
    ClaimState,
    DutyForm,
    DutyFormState,
    Objection,
)
from core.notices.models import NoticeKind
from core.permissions import Role
from tests.core.assessment.entered.conftest import assessment, of, year
from tests.core.assessment.working.year import Year
from tests.factories import Make
from tests.pages.conftest import OpenScreen

__all__ = ["assessment", "year"]
MINE, CLAIMS = "review/mine", "review/claims"


def button(at: Any, label: str) -> Any:
    return next(one for one in at.button if one.label == label)


def box(at: Any, kind: str, label: str) -> Any:
    return next(one for one in getattr(at, kind) if one.label == label)


def labels(at: Any) -> str:
    """What expanders and links say."""
    return "\n".join(one.label for one in at.expander)


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("zh_CN", ("我的得分", "67.5", "还差什么", "距“优秀”还差**7.5**分", "出席活动")),
        ("en", ("My points", "67.5", "Still missing", "**7.5** points to", "出席活动")),
    ],
)
def test_a_member_reads_the_points_and_what_is_missing(
    lang: str,
    told: tuple[str, ...],
    session: Session,
    year: Year,
    assessment: Assessment,
    open_screen: OpenScreen,
) -> None:
    year.attended(0, 3)
    keeping.settle(session)

    at = open_screen(year.member(0), MINE, lang)

    assert not at.exception
    assert [one for one in told if one not in at.words + labels(at)] == []


def test_a_member_sees_nobody_elses_points(
    year: Year, assessment: Assessment, open_screen: OpenScreen
) -> None:
    other = year.members[1]

    at = open_screen(year.member(0), MINE, a=str(assessment.id), id=str(other.id))

    assert year.members[0].name in at.words
    assert other.name not in at.words


def test_the_clerk_opens_one_of_them(
    year: Year, assessment: Assessment, open_screen: OpenScreen
) -> None:
    one = year.members[1]

    at = open_screen(year.clerk, MINE, a=str(assessment.id), id=str(one.id))

    assert not at.exception
    assert one.name in at.words


def test_without_an_assessment_it_says_so(make: Make, open_screen: OpenScreen) -> None:
    at = open_screen(make.actor(Role.MEMBER), MINE)

    assert "还没有得分" in at.words


def test_a_member_objects_on_the_days_for_it(
    session: Session, year: Year, open_screen: OpenScreen
) -> None:
    row = year.in_review()
    at = open_screen(year.member(0), MINE)
    at.session_state[f"mine.tab.{row.id}"] = "异议与更正"
    at.run()

    box(at, "text_area", "理由").input("3月5日的视察本人参加了。")
    button(at, "提出异议").click().run()

    kept = session.exec(select(Objection)).one()
    assert not at.exception
    assert kept.words == "3月5日的视察本人参加了。"
    assert "3月5日" in at.words


def test_an_item_is_entered_for_those_pasted(
    session: Session, year: Year, assessment: Assessment, open_screen: OpenScreen
) -> None:
    first, second = year.members
    at = open_screen(year.clerk, CLAIMS)

    box(at, "text_area", "或粘贴姓名、编号").input(f"{first.number}\n{second.name}\n某某某")
    button(at, "查找并添加").click().run()
    assert "某某某" in at.words
    button(at, "申报").click().run()

    assert not at.exception
    kept = session.exec(select(Claim).order_by(col(Claim.subject_id))).all()
    assert [(one.subject_id, one.title) for one in kept] == [
        (first.id, "履职手册"),
        (second.id, "履职手册"),
    ]


def test_what_is_refused_is_said_at_its_input_and_nothing_is_kept(
    session: Session, year: Year, assessment: Assessment, open_screen: OpenScreen
) -> None:
    at = open_screen(year.clerk, CLAIMS)

    button(at, "申报").click().run()

    assert "请至少选择一个。" in at.words
    assert session.exec(select(Claim)).all() == []


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_an_entered_item_is_approved(
    lang: str, session: Session, year: Year, assessment: Assessment, open_screen: OpenScreen
) -> None:
    (row,) = service.record(session, year.clerk, assessment.id, of(year))
    at = open_screen(year.chair, CLAIMS, lang, id=str(row.id))

    button(at, {"zh_CN": "批准（1项）", "en": "Approve 1"}[lang]).click().run()

    session.refresh(row)
    assert not at.exception
    assert row.state is ClaimState.APPROVED


def test_a_refusal_without_a_reason_is_said_below_its_input(
    session: Session, year: Year, assessment: Assessment, open_screen: OpenScreen
) -> None:
    (row,) = service.record(session, year.clerk, assessment.id, of(year))
    at = open_screen(year.chair, CLAIMS, id=str(row.id))

    button(at, "不批准").click().run()

    session.refresh(row)
    assert "请说明不批准的原因。" in at.words
    assert row.state is ClaimState.CLAIMED


def test_what_was_refused_is_corrected_and_waits_again(
    session: Session, year: Year, assessment: Assessment, open_screen: OpenScreen
) -> None:
    (row,) = service.record(session, year.clerk, assessment.id, of(year))
    service.decide(session, year.chair, [row.id], Decision(False, "不属实"))
    at = open_screen(year.clerk, CLAIMS, id=str(row.id))
    assert "不属实" in at.words

    box(at, "text_area", "具体情况").input("补充说明。")
    button(at, "保存").click().run()

    session.refresh(row)
    assert not at.exception
    assert (row.words, row.state) == ("补充说明。", ClaimState.CLAIMED)


def test_a_member_reads_the_own_item_and_has_no_form(
    session: Session, year: Year, assessment: Assessment, open_screen: OpenScreen
) -> None:
    (row,) = service.record(session, year.clerk, assessment.id, of(year))

    at = open_screen(year.member(0), CLAIMS, id=str(row.id))

    assert "履职手册" in at.words
    assert {"批准（1项）", "保存", "移入回收站"}.isdisjoint(one.label for one in at.button)


@pytest.mark.parametrize(
    ("lang", "tab", "label", "send"),
    [
        ("zh_CN", "履职登记表", "年度履职小结", "提交"),
        ("en", "Duty form", "Summary of the year", "Hand in"),
    ],
)
def test_a_member_hands_the_duty_form_in(
    lang: str,
    tab: str,
    label: str,
    send: str,
    session: Session,
    year: Year,
    assessment: Assessment,
    open_screen: OpenScreen,
) -> None:
    year.attended(0, 3)
    at = open_screen(year.member(0), MINE, lang)
    at.session_state[f"mine.tab.{assessment.id}"] = tab
    at.run()

    box(at, "text_area", label).input("一年来，本人……")
    button(at, send).click().run()

    form = session.exec(select(DutyForm)).one()
    assert not at.exception
    assert (form.summary, form.state) == ("一年来，本人……", DutyFormState.SUBMITTED)


def test_a_draft_is_kept_and_shown_again(
    session: Session, year: Year, assessment: Assessment, open_screen: OpenScreen
) -> None:
    at = open_screen(year.member(0), MINE)
    at.session_state[f"mine.tab.{assessment.id}"] = "履职登记表"
    at.run()

    box(at, "text_area", "年度履职小结").input("初稿")
    button(at, "保存草稿").click().run()
    box(at, "text_area", "年度履职小结").input("二稿")
    button(at, "保存草稿").click().run()

    assert not at.exception
    assert session.exec(select(DutyForm.summary)).all() == ["二稿"]
    assert box(at, "text_area", "年度履职小结").value == "二稿"


def test_the_clerk_reminds_who_has_not_handed_in_and_gives_a_form_back(
    session: Session, year: Year, assessment: Assessment, open_screen: OpenScreen
) -> None:
    first, second = year.member(0), year.member(1)
    duty.submit(session, first, assessment.id, FormDraft("小结"), 0)
    at = open_screen(year.clerk, MINE, a=str(assessment.id))

    button(at, "提醒未提交的委员").click().run()

    assert not at.exception
    assert year.told(NoticeKind.DUTY_FORM_DUE) == {second.account_id}
    session.commit()  # a reader would keep the screen from writing
    at.query_params["id"] = str(year.members[0].id)
    at.session_state[f"mine.tab.{assessment.id}"] = "履职登记表"
    at.run()
    assert "小结" in at.words
    box(at, "text_input", "需要修改的内容").input("请补充。")
    button(at, "退回修改").click().run()
    assert session.exec(select(DutyForm.returned)).all() == ["请补充。"]
