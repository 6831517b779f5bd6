"""My desk: what waits, quick entry, and the month in figures."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session

from core import clock
from core.activities.models import ActivityState
from core.matters.models import MatterKind, State
from core.permissions import Actor, Role
from core.plans.drafts import SubjectKind
from core.plans.models import Measure, PlanTarget
from core.proposals.models import Nature, Proposal
from core.reports import desk
from core.studios.models import Reception, StudioState
from db.base import Table
from tests.factories import Make
from tests.pages.conftest import OpenScreen

DESK = "desk/today"
TODAY = clock.today()


def links(at: object) -> list[str]:
    return [link.proto.label for link in at.get("page_link")]  # type: ignore[attr-defined]


def test_it_opens_for_each_role(open_screen: OpenScreen, anybody: Actor) -> None:
    at = open_screen(anybody, DESK)

    assert not at.exception
    assert at.title[0].value == "我的工作台"


def test_a_clerk_sees_what_was_handed_in_for_confirming(
    open_screen: OpenScreen, make: Make
) -> None:
    handed_in = make.activity(state=ActivityState.SUBMITTED)
    make.activity(state=ActivityState.CONFIRMED)
    make.activity(state=ActivityState.SUBMITTED, committee_id=make.committee().id)

    at = open_screen(make.actor(Role.CLERK), DESK, "en")

    assert "Activities to confirm" in at.words
    assert [one for one in links(at) if "示例活动" in one] == [
        one for one in links(at) if handed_in.title in one
    ]


def test_who_recorded_sees_what_came_back_and_why(open_screen: OpenScreen, make: Make) -> None:
    actor = make.actor(Role.CLERK)
    make.activity(
        state=ActivityState.RETURNED, account_id=actor.account_id, returned_reason="缺少人数"
    )

    at = open_screen(actor, DESK)

    assert "退回修改" in at.words
    assert "缺少人数" in at.words


def test_an_application_waits_for_who_decides(open_screen: OpenScreen, make: Make) -> None:
    studio = make.studio(state=StudioState.APPLIED, opened_on=None)

    at = open_screen(make.actor(Role.CLERK), DESK)

    assert "待审批的工作室" in at.words
    assert any(studio.name in one for one in links(at))


@pytest.mark.parametrize(
    ("lang", "title"), [("zh_CN", "到期的回访"), ("en", "Revisits that are due")]
)
def test_a_revisit_that_is_due_waits_for_the_office(
    open_screen: OpenScreen, make: Make, lang: str, title: str
) -> None:
    proposal = make.matter(kind=MatterKind.PROPOSAL, title="关于示例的提案", state=State.CLOSED)
    make.save(
        Proposal(
            matter_id=proposal.id,
            nature=Nature.INDIVIDUAL,
            term_session_id=make.term_session().id,
            revisit_on=clock.today(),
        )
    )

    at = open_screen(make.actor(Role.CLERK), DESK, lang)
    of_member = open_screen(make.actor(Role.MEMBER), DESK, lang)

    assert title in at.words
    assert title not in of_member.words


def test_nothing_waits_is_said(open_screen: OpenScreen, make: Make) -> None:
    at = open_screen(make.actor(Role.CHAIR_OFFICE), DESK, "en")

    assert "Nothing waits for you." in at.words


def test_the_chair_sees_the_month_and_the_way_to_the_board(
    open_screen: OpenScreen, make: Make
) -> None:
    make.activity(held_on=TODAY)

    at = open_screen(make.actor(Role.CHAIR_OFFICE), DESK, "en")

    assert {metric.label: metric.value for metric in at.metric}["Activities"] == "1"
    assert "To the live board" in links(at)
    assert not [button for button in at.button if button.label == "Record an activity"]


def test_who_records_begins_from_the_desk(open_screen: OpenScreen, make: Make) -> None:
    at = open_screen(make.actor(Role.STUDIO_LEAD), DESK, "en")

    assert [button for button in at.button if button.label == "Record an activity"]


class TestReceptions:
    def hold(self, make: Make, day: date = TODAY, **given: object) -> Reception:
        member = given.get("member") or make.member()
        studio = given.get("studio") or make.studio()
        return make.save(Reception(studio_id=studio.id, held_on=day, member_id=member.id))  # type: ignore[attr-defined]

    def test_those_of_the_days_asked_come_in_order(self, session: Session, make: Make) -> None:
        self.hold(make, TODAY + timedelta(days=1))
        self.hold(make, TODAY)
        self.hold(make, TODAY + timedelta(days=9))

        rows = desk.receptions(session, make.actor(Role.CLERK), TODAY, TODAY + timedelta(days=7))

        assert [row.held_on for row in rows] == [TODAY, TODAY + timedelta(days=1)]

    def test_those_out_of_reach_stay_out(self, session: Session, make: Make) -> None:
        self.hold(make, studio=make.studio(committee_id=make.committee().id))

        assert desk.receptions(session, make.actor(Role.CLERK), TODAY, TODAY) == []

    def test_a_studio_lead_sees_those_of_the_studio(self, session: Session, make: Make) -> None:
        mine = make.studio()
        self.hold(make, studio=mine)
        self.hold(make)

        rows = desk.receptions(session, make.actor(Role.STUDIO_LEAD, mine), TODAY, TODAY)

        assert [row.studio_id for row in rows] == [mine.id]

    def test_a_member_sees_the_own(self, session: Session, make: Make) -> None:
        me = make.member()
        self.hold(make, member=me)
        self.hold(make)

        rows = desk.receptions(session, make.actor(Role.MEMBER, me), TODAY, TODAY)

        assert [row.member for row in rows] == [me.name]


class TestPlans:
    def plan(self, make: Make, **subject: int) -> None:
        make.save(
            PlanTarget(
                committee_id=make.home().id,
                year=2025,
                measure=Measure.CONSULTATION,
                target=2,
                **subject,  # type: ignore[arg-type]  # one of the three subjects
            )
        )

    @pytest.mark.parametrize(
        ("role", "kinds"),
        [
            (Role.CLERK, [SubjectKind.GROUP, SubjectKind.STUDIO]),
            (Role.STUDIO_LEAD, [SubjectKind.STUDIO]),
            (Role.CONVENER, [SubjectKind.GROUP]),
        ],
    )
    def test_each_sees_the_plans_looked_after(
        self, session: Session, make: Make, role: Role, kinds: list[SubjectKind]
    ) -> None:
        studio, group = make.studio(), make.group()
        self.plan(make, studio_id=studio.id)
        self.plan(make, sector_group_id=group.id)
        scopes: dict[Role, Table] = {Role.STUDIO_LEAD: studio, Role.CONVENER: group}

        rows = desk.lagging(session, make.actor(role, scopes.get(role)), 2025, date(2026, 1, 1))

        assert sorted(row.kind for row in rows) == kinds
        assert {(row.done, row.target) for row in rows} == {(0, 2)}


FIRST_STEPS = ["添加本届届次", "选定本届界别", "采用活动分类目录", "登记委员"]


def test_an_empty_house_says_what_to_set_up_first(open_screen: OpenScreen, make: Make) -> None:
    make.committee()

    at = open_screen(make.actor(Role.CLERK), DESK)

    assert "从这里开始" in at.words
    assert [one for one in links(at) if one in FIRST_STEPS] == FIRST_STEPS


def test_who_sets_nothing_up_sees_no_first_steps(open_screen: OpenScreen, make: Make) -> None:
    make.committee()

    at = open_screen(make.actor(Role.CHAIR_OFFICE), DESK)

    assert "从这里开始" not in at.words


def test_the_first_steps_go_once_all_is_set_up(open_screen: OpenScreen, make: Make) -> None:
    actor = make.actor(Role.CLERK)
    make.sector()
    make.category()
    make.member()

    at = open_screen(actor, DESK)

    assert "从这里开始" not in at.words
