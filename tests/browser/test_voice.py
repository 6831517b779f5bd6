"""From a voice to a reply: a citizen's phone, and between form and answer four people at desks."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import Session, col, select

from core.accounts import setup
from core.box import boxes
from core.box.models import BoxEntry
from core.committees.drafts import CommitteeDraft
from core.committees.models import Level
from core.handling.models import HandlingUnit
from core.i18n import CHINESE, ENGLISH, translate
from core.matters.models import Matter, State
from core.opening import service as opening
from core.opening.service import HouseDraft
from core.permissions import Actor, Role
from core.studios.models import Studio
from db.session import reading, transaction
from tests.browser.conftest import House, OpenDesk
from tests.browser.desk import Desk
from tests.browser.people import add_person, let_in
from tests.browser.windows import Watch, gone_to, new_context
from tests.factories import Make

pytestmark = pytest.mark.browser

WIDTH = 390
PHONE = {"viewport": {"width": WIDTH, "height": 844}, "is_mobile": True, "has_touch": True}
READING = 3_500  # ms: sooner the form takes nobody for a person who has read the notice
TITLE = "关于增设示例路口红绿灯的建议"
WORDS = "示例路口没有红绿灯，放学时车多人多，请装一个。"
ORDER = "请交警部门认真研究，尽快答复群众。"
REPLY = "红绿灯已列入今年计划，九月底前装好。"


@dataclass(frozen=True, slots=True)
class Office:
    """A committee with a studio whose box is open, and a unit."""

    committee: int
    code: str
    unit: int
    unit_name: str


@pytest.fixture(scope="module")
def office(house: House) -> Office:
    """What there is before the first voice."""
    with transaction() as session:
        setup.issue_code(session)
        home = CommitteeDraft("示例县政协", "610000", Level.COUNTY)
        admin = opening.open_house(
            session, HouseDraft(home, "guanli", "管理员001", "Bridge-2026-hearts")
        )
        committee_id = admin.committee_id or 0
    clerk = add_person(Role.CLERK, committee_id, "jiansheren", "经办人000")
    with transaction() as session:
        studio, unit = _places(session, committee_id)
        box = boxes.open_box(session, clerk, studio.id)
        return Office(committee_id, box.code, unit.id, unit.name)


def _places(session: Session, committee_id: int) -> tuple[Studio, HandlingUnit]:
    make = Make(session)
    studio = make.studio(committee_id=committee_id, name="教育界委员工作室")
    return studio, make.unit(committee_id=committee_id, name="示例县公安局")


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_a_citizen_reads_the_reply_to_what_was_written_on_a_phone(
    office: Office,
    house: House,
    browser: Browser,
    watch: Watch,
    open_desk: OpenDesk,
    language: str,
) -> None:
    context = new_context(browser, language, **PHONE)
    watch.follow(context)
    phone = context.new_page()

    def sit_down(role: Role, scope_id: int | None = None) -> Desk:
        name = f"{role.value}_{language}".lower()
        person: Actor = add_person(role, office.committee, name, name, scope_id, language)
        desk = open_desk(language)
        let_in(desk.page.context, desk.base, person.account_id)
        return desk

    receipt = write(phone, f"{house.base}/b/{office.code}", language)
    clerk = sit_down(Role.CLERK)
    matter_id = take_up(clerk)
    bring_to_the_signer(clerk, matter_id)
    sign(sit_down(Role.SIGNER), matter_id)
    assign(clerk, matter_id, office)
    answer(sit_down(Role.HANDLING_UNIT, office.unit))

    read(phone, house.base, language, receipt)
    context.close()
    with reading() as session:
        assert session.get_one(Matter, matter_id).state is State.REPLIED


def spoken(language: str) -> Callable[[str], str]:
    """The words of a message as they are shown."""
    return lambda message: translate(message, language)


def write(phone: Page, address: str, language: str) -> str:
    """Write into the box on a phone; the receipt code."""
    say = spoken(language)
    phone.goto(address if language == CHINESE else f"{address}?l=en")
    expect(phone.locator("h1")).to_have_text(say("Public box"))
    expect(phone.get_by_role("checkbox")).not_to_be_checked()
    fits(phone)

    phone.locator("#words").fill(WORDS)
    phone.wait_for_timeout(READING)
    phone.get_by_text(say("I have read this and agree.")).tap()
    phone.get_by_role("button", name=say("Send")).tap()

    expect(phone.locator("h1")).to_have_text(say("Received, thank you"))
    fits(phone)
    return phone.locator("p.code").inner_text()


def take_up(clerk: Desk) -> int:
    """A clerk makes an opinion item of what the citizen wrote; its id."""
    with reading() as session:
        entry_id = session.exec(select(BoxEntry.id).order_by(col(BoxEntry.id).desc())).first()
    clerk.go("box")
    clerk.heads("Public box")
    clerk.go(f"box?id={entry_id}")
    clerk.reads(WORDS)
    clerk.type("Title", TITLE)
    clerk.send("Take it up")

    clerk.told("Taken up. The citizen sees it with the receipt.")
    with reading() as session:
        return session.exec(select(BoxEntry.matter_id).where(BoxEntry.id == entry_id)).one() or 0


def bring_to_the_signer(clerk: Desk, matter_id: int) -> None:
    """The desk takes it up to the signature."""
    clerk.go(f"opinions?id={matter_id}")
    for step, then in (
        ("Screen in", "Finish editing"),
        ("Finish editing", "Pass the check"),
        ("Pass the check", ""),
    ):
        clerk.press(step)
        if then:
            expect(clerk.button(then)).to_be_visible()
    expect(clerk.button("Pass the check")).to_have_count(0)


def sign(signer: Desk, matter_id: int) -> None:
    """The signer signs."""
    signer.go(f"opinions?id={matter_id}")
    signer.press("Sign")

    signer.told("Done. Who raised it was told.")


def assign(clerk: Desk, matter_id: int, office: Office) -> None:
    """The clerk copies out the chair's instruction and names the unit."""
    clerk.go(f"opinions?id={matter_id}")
    clerk.turn_to("Instructions and handling")
    clerk.unfold("Record an instruction")
    clerk.type("Leader", "主席001")
    clerk.type("Office held", "主席")
    clerk.type("Words of the instruction", ORDER)
    clerk.send("Record")
    clerk.told("Instruction recorded.")
    clerk.reads(ORDER)

    clerk.choose("Lead unit", office.unit_name)
    clerk.send("Assign to units")
    clerk.told("Assigned. The units were told.")


def answer(unit: Desk) -> None:
    """The unit accepts and replies."""
    unit.go("handling")
    unit.press(TITLE)
    unit.reads(ORDER)
    unit.press("Accept")
    unit.told("Accepted.")
    unit.unfold("Reply")
    unit.type("Words of the reply", REPLY)
    look_elsewhere(unit)
    expect(unit.box("Words of the reply")).to_have_value(REPLY)
    unit.press("Send the reply")

    unit.told("Replied. The office was told.")


def look_elsewhere(unit: Desk) -> None:
    """Go to another screen by the menu, and come back to where one was."""
    here = unit.page.url.removeprefix(f"{unit.base}/")
    unit.press_aside("My desk")
    unit.heads("My desk")
    gone_to(unit.page, here)


def read(phone: Page, base: str, language: str, receipt: str) -> None:
    """The citizen looks the receipt up, and reads the reply."""
    say = spoken(language)
    phone.get_by_role("link", name=say("Look up a receipt")).tap()
    phone.get_by_label(say("Receipt code")).fill(receipt)
    phone.get_by_role("button", name=say("Show how things stand")).tap()

    expect(phone.locator("h1")).to_have_text(say("How things stand"))
    expect(phone.get_by_text(REPLY)).to_be_visible()
    expect(phone.get_by_text(say("Replied"), exact=True)).to_be_visible()
    fits(phone)


def fits(phone: Page) -> None:
    """Nothing is wider than the phone."""
    assert phone.evaluate("document.documentElement.scrollWidth") <= WIDTH
