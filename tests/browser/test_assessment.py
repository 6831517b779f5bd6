"""From a city's rule to a closed year: a clerk, a member and the chair's office at their desks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect
from sqlmodel import Session, select

from core import clock
from core.accounts import setup
from core.activities.catalogue import service as catalogue
from core.activities.models import ActivityState, Category
from core.assessment.book.faults import NEAR, ON_LINE
from core.assessment.models import Assessment, AssessmentState
from core.committees.drafts import CommitteeDraft
from core.committees.models import Level
from core.i18n import CHINESE, ENGLISH
from core.opening import service as opening
from core.opening.service import HouseDraft
from core.permissions import Role
from db.session import reading, transaction
from tests.browser.conftest import House, OpenDesk
from tests.browser.desk import Desk
from tests.browser.people import add_person, let_in
from tests.browser.windows import gone_to
from tests.factories import Make

pytestmark = pytest.mark.browser

YEAR = clock.today().year - 1
ATTENDED = (3, 2, 1)  # activities of each member
SECTION = {CHINESE: "会议与活动", ENGLISH: "Meetings and activities"}
CITY = {CHINESE: "闵行区", ENGLISH: "Minhang"}
ITEM = {CHINESE: "其他会议和活动", ENGLISH: "Other meetings and activities"}
NEXT = {CHINESE: "主席会议审定", ENGLISH: "Decided by the chairpersons' meeting"}
BASE, EACH = 60, 6  # points: the city gives none and 5
COUNTED, MISTYPED = 'counts = "attendance"', 'counts = "attendence"'
BESIDE = 'span = "year"'
WORDS = "九月的调研我参加了，名单里没有我。"
ANSWER = "已与签到表核对，补记一次。"
SitDown = Callable[[Role, int | None], Desk]


@dataclass(frozen=True, slots=True)
class Office:
    """A committee with members who did something last year."""

    committee: int
    members: tuple[int, ...]
    names: tuple[str, ...]


@pytest.fixture(scope="module", autouse=True)
def opened_house(house: House) -> None:
    """A house that is set up, so that nobody is asked to."""
    home = CommitteeDraft("示例市政协", "600000", Level.PREFECTURE)
    with transaction() as session:
        setup.issue_code(session)
        opening.open_house(session, HouseDraft(home, "guanli", "管理员001", "Bridge-2026-hearts"))


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_a_year_is_worked_from_a_citys_rule_to_its_archive(
    open_desk: OpenDesk, language: str
) -> None:
    with transaction() as session:
        office = before_the_book(session, language)

    def sit_down(role: Role, scope_id: int | None = None) -> Desk:
        name = f"{role.value}_{language}".lower()
        person = add_person(role, office.committee, name, name, scope_id, language)
        desk = open_desk(language)
        let_in(desk.page.context, desk.base, person.account_id)
        return desk

    clerk = sit_down(Role.CLERK)
    begin_a_book(clerk)
    turn_a_value(clerk)
    mend_the_text(clerk)
    try_it(clerk, office)
    assessment_id = open_the_year(clerk, office)
    begin_the_review(clerk, assessment_id)
    member = sit_down(Role.MEMBER, office.members[0])
    object_to_an_item(member)
    uphold(clerk, office)
    see_the_correction(member)
    let_the_days_pass(assessment_id)
    agree(clerk)
    close(sit_down(Role.CHAIR_OFFICE), assessment_id)

    with reading() as session:
        assert session.get_one(Assessment, assessment_id).state is AssessmentState.CLOSED


def before_the_book(session: Session, language: str) -> Office:
    """A committee of its own for each language: its catalogue, three members, their activities."""
    make = Make(session)
    home = make.committee(code=f"year_{language}", name=f"示例县政协{language}")
    catalogue.adopt_presets(session, None, home.id)
    survey = session.exec(
        select(Category.id).where(
            Category.committee_id == home.id, Category.code == "other_meeting"
        )
    ).one()
    members = [make.member(committee_id=home.id) for _ in ATTENDED]
    for month in range(1, max(ATTENDED) + 1):
        held = make.activity(
            committee_id=home.id,
            category_id=survey,
            title=f"{month}月调研",
            held_on=date(YEAR, month, 5),
            state=ActivityState.CONFIRMED,
        )
        for member, times in zip(members, ATTENDED, strict=True):
            if month <= times:
                make.attendance(held, member)
    ids = tuple(one.id for one in members)
    return Office(home.id, ids, tuple(one.name for one in members))


def begin_a_book(clerk: Desk) -> None:
    """The clerk begins from the rule of a city."""
    clerk.go("books")
    clerk.unfold("Begin a rule book")
    clerk.choose("A city's rule", CITY[clerk.language])
    clerk.send("Begin")

    clerk.told("Begun as a draft. Now adapt it to your own rule.")
    clerk.sees("Version {n}", n=1)


def turn_a_value(clerk: Desk) -> None:
    """An activity pays more than in that city: changed without seeing the text."""
    clerk.turn_to(SECTION[clerk.language])
    clerk.count("Points each", EACH, place=1)
    clerk.send("Save")

    clerk.told("Saved as a new version.")
    clerk.sees("Version {n}", n=2)


def mend_the_text(clerk: Desk) -> None:
    """The checker names the line that was mistyped; mended, the book is saved and adopted."""
    clerk.turn_to("Text")
    text = clerk.box("Text of the book").input_value()
    assert f"points = {EACH}" in text
    lines = text.split("\n")
    clerk.type("Text of the book", text.replace(COUNTED, MISTYPED, 1))
    clerk.sees(ON_LINE, line=lines.index(COUNTED) + 1, sentence="", hint="")
    clerk.sees(NEAR, near="attendance")

    clerk.type("Text of the book", text.replace(BESIDE, f"{BESIDE}\nbase = {BASE}"))
    clerk.sees("The checker finds nothing wrong.")
    clerk.press("Save as a new version")
    clerk.told("Saved as a new version.")
    clerk.sees("Version {n}", n=3)
    clerk.press("Adopt this version")

    clerk.told("Adopted. An assessment can be opened by it now.")


def try_it(clerk: Desk, office: Office) -> None:
    """What the book would have given in the year before."""
    clerk.room.get_by_role("link", name=clerk.say("Dry run")).click()
    clerk.heads("Dry run")

    expect(clerk.metric("Scored")).to_have_text(str(len(ATTENDED)))
    expect(clerk.metric("Highest")).to_have_text(str(points(0)))
    expect(clerk.metric("Lowest")).to_have_text(str(points(-1)))
    for name in office.names:
        expect(clerk.room.locator("canvas td").filter(has_text=name).first).to_be_attached()


def open_the_year(clerk: Desk, office: Office) -> int:
    """The adopted book is applied to the year; the assessment's id."""
    gone_to(clerk.page, "year")
    clerk.heads("Assessments")
    clerk.unfold("Open an assessment")
    clerk.count("Year", YEAR)
    clerk.page.keyboard.press("Escape")  # the box after it opened its calendar
    clerk.send("Open the assessment")

    clerk.told("Assessment opened: all are scored.")
    with reading() as session:
        of = Assessment.committee_id == office.committee
        return session.exec(select(Assessment.id).where(of)).one()


def begin_the_review(clerk: Desk, assessment_id: int) -> None:
    """All who are scored may object from today on for a week."""
    gone_to(clerk.page, f"year?id={assessment_id}")
    clerk.room.get_by_role("button", name=clerk.say("Begin the review")).click()
    asked = clerk.page.locator("[data-testid=stPopoverBody]")
    asked.get_by_role("button", name=clerk.say("Begin the review")).click()

    clerk.told("The review has begun; all who are scored were told.")
    expect(asked).to_have_count(0)  # or the next click would fall on what took its place
    today = clock.today()
    days = {"first": today, "last": today + timedelta(days=6)}
    clerk.sees("Objections from {first} to {last}", **days)


def object_to_an_item(member: Desk) -> None:
    """A member looks at the points, and at the records behind them, and objects to an item."""
    member.go("mine")
    member.heads("My points")
    member.reads(str(points(0)))
    member.unfold(ITEM[member.language])
    for month in range(1, ATTENDED[0] + 1):
        member.reads(f"{month}月调研")

    member.turn_to("Objections and corrections")
    member.choose("What you object to", ITEM[member.language])
    member.type("Why", WORDS)
    member.send("Object")

    member.told("Objection raised. The office answers it.")
    member.reads(WORDS)


def uphold(clerk: Desk, office: Office) -> None:
    """The clerk finds the member right, and adds the points."""
    clerk.turn_to("Objections")
    clerk.reads(office.names[0])
    clerk.reads(WORDS)
    clerk.count("Points to add, or with a minus to take", EACH)
    clerk.type("Reason", ANSWER)
    clerk.send("Uphold")

    clerk.told("Answered. Whoever objected was told.")
    clerk.sees("Upheld")


def see_the_correction(member: Desk) -> None:
    """The member reads the answer, and has the points."""
    member.turn_to("Points")
    member.reads(str(points(0) + EACH))
    member.turn_to("Objections and corrections")
    member.reads(ANSWER)
    member.sees("Upheld")


def let_the_days_pass(assessment_id: int) -> None:
    """The days for objections lie behind."""
    with transaction() as session:
        row = session.get_one(Assessment, assessment_id)
        row.objections_from = row.objections_until = clock.today() - timedelta(days=1)


def agree(clerk: Desk) -> None:
    """The recorder agrees; the next step belongs to others."""
    clerk.turn_to("Approval")
    clerk.type("Words", "已核对。")
    clerk.send("Agree")

    clerk.told("Agreed.")
    role = clerk.say("Chair's office")
    clerk.sees("“{step}” is next: {role}.", step=NEXT[clerk.language], role=role)
    expect(clerk.button("Agree and close")).to_have_count(0)


def close(chair: Desk, assessment_id: int) -> None:
    """The last step closes; computed anew from what was frozen, all is equal."""
    chair.go(f"year?id={assessment_id}")
    chair.turn_to("Approval")
    chair.reads("已核对。")
    chair.type("Words", "同意。")
    chair.send("Agree and close")
    chair.told("Closed. Everything was frozen.")
    chair.turn_to("Archive")
    chair.press("Verify")

    chair.sees(
        "Equal to the last point: {n} scores, places and grades computed anew"
        " from the frozen facts.",
        n=len(ATTENDED),
    )


def points(who: int) -> int:
    """What the book gives a member."""
    return BASE + EACH * ATTENDED[who]
