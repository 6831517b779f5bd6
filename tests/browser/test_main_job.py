"""The main job from the first start on: each test goes on where the one before stopped."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, expect
from sqlmodel import func, select

from core.accounts import setup
from core.activities.catalogue import service as catalogue
from core.committees import sectors, terms
from core.committees.drafts import SectorDraft, TermDraft
from core.committees.models import Committee
from core.i18n import ENGLISH
from core.members import service as members
from core.members.drafts import MemberDraft
from core.permissions import Actor, Role
from core.studios.models import Studio
from db.session import reading, transaction
from tests.browser.conftest import OpenDesk
from tests.browser.desk import Desk
from tests.browser.people import add_person, let_in

pytestmark = pytest.mark.browser

PASSWORD = "Bridge-2026-hearts"
STUDIO, ACTIVITY = "教育界委员工作室", "送教下乡"
SECTORS = ("教育界", "医药卫生界", "农业和农村界")
GROUPS = ("第一界别活动组", "第二界别活动组")
TEN = [f"委员{n:03}" if n % 2 else f"{n:04}" for n in range(1, 11)]  # by name and by number
SEEN_WITHIN = 6_000  # ms


@pytest.fixture(scope="module")
def admin(open_desk: OpenDesk) -> Desk:
    return open_desk()


@pytest.fixture(scope="module")
def clerk(open_desk: OpenDesk) -> Desk:
    return open_desk()


@pytest.fixture(scope="module")
def committee_id() -> int:
    with reading() as session:
        return session.exec(select(Committee.id)).one()


@pytest.fixture(scope="module")
def roster(committee_id: int) -> Actor:
    """What an office has before it works: a term, sectors, members and a catalogue."""
    office = add_person(Role.CLERK, committee_id, "luru", "录入员001")
    joined = date(2022, 1, 1)
    with transaction() as session:
        catalogue.adopt_presets(session, office, committee_id)
        term = terms.add(session, office, committee_id, TermDraft(15, joined))
        held = [sectors.add(session, office, term.id, SectorDraft(name)).id for name in SECTORS]
        for n in range(1, 13):
            draft = MemberDraft(f"委员{n:03}", joined, f"{n:04}", sector_id=held[n % 3])
            members.register(session, office, committee_id, draft)
    return office


@pytest.fixture(scope="module")
def chair(open_desk: OpenDesk, committee_id: int) -> Desk:
    """The chair's office, with the board open in a window of its own."""
    person = add_person(Role.CHAIR_OFFICE, committee_id, "zhuxi", "主席办001")
    desk = open_desk()
    let_in(desk.page.context, desk.base, person.account_id)
    desk.go("live")
    desk.page.evaluate("window.neverReloaded = true")
    return desk


def test_the_first_visitor_opens_an_empty_house_with_the_code(admin: Desk) -> None:
    with transaction() as session:
        code = setup.issue_code(session)
    admin.go()

    admin.type("Setup code", code)
    admin.type("Name", "示例县政协")
    admin.type("Code", "610000")
    admin.type("Your name", "管理员001")
    admin.type("User name", "guanli")
    admin.type("Password", PASSWORD)
    admin.type("Password once more", PASSWORD)
    admin.press("Set up")

    admin.told("Lianxin is set up. Sign in.")
    admin.sign_in("guanli", PASSWORD)
    admin.heads("My desk")


def test_a_clerk_signs_in_with_a_one_time_password_and_must_change_it(
    admin: Desk, clerk: Desk
) -> None:
    admin.go("accounts")
    admin.unfold("Create an account")
    admin.type("User name", "ganshi")
    admin.type("Full name", "干事001")
    admin.send("Create")
    admin.told("Account created.")
    first = admin.room.locator("[data-testid=stCode]").nth(1).inner_text().strip()
    admin.press("Passed on")

    clerk.go("studios")
    clerk.sign_in("ganshi", first)
    clerk.heads("Change password")
    clerk.type("Present password", first)
    clerk.type("New password", PASSWORD)
    clerk.type("New password once more", PASSWORD)
    clerk.send("Change password")

    clerk.told("Password changed. Other browsers were signed out.")
    clerk.heads("Studios")
    expect(admin.page.get_by_text(first)).to_have_count(0)


def test_a_studio_is_led_from_its_draft_to_its_plaque(clerk: Desk, roster: Actor) -> None:
    clerk.go("studios")
    clerk.unfold("Register a studio")
    clerk.type("Studio name", STUDIO)
    clerk.choose("Member in charge", "委员001")
    clerk.choose("Sector", SECTORS[0])
    clerk.send("Keep as a draft")
    clerk.told("Draft kept.")

    for step in ("Apply", "Approve"):
        clerk.turn_to(step)
        clerk.send(step)
        clerk.told("Done: {step}", step=clerk.say(step))
    clerk.turn_to("Open with a plaque")
    clerk.type("Number on the plaque", "示政工室001")
    clerk.send("Open with a plaque")

    clerk.told("Done: {step}", step=clerk.say("Open with a plaque"))
    clerk.reads("示政工室001")
    with reading() as session:
        studio = session.exec(select(Studio)).one()
        assert (studio.state, studio.plaque_number) == ("opened", "示政工室001")


def test_an_activity_is_logged_with_ten_members_and_a_photo_and_the_board_moves(
    clerk: Desk, chair: Desk
) -> None:
    expect(chair.metric("Activities")).to_have_text("0")
    clerk.go("activities?new=1")

    clerk.choose("Organised by", STUDIO)
    clerk.type("Activity title", ACTIVITY)
    clerk.choose("Category", "读书活动")
    clerk.type("Held at", "示例村小学")
    clerk.count("People served", 120)
    clerk.type("Members who attended", "\n".join(TEN))
    clerk.hand_over(photo())
    clerk.send("Save as draft")
    clerk.told("Activity saved as draft.")
    clerk.press("Submit")
    clerk.told("Activity submitted.")
    clerk.press("Confirm")
    clerk.told("Activity confirmed.")

    expect(chair.metric("Activities")).to_have_text("1", timeout=SEEN_WITHIN)
    expect(chair.metric("People served")).to_have_text("120")
    assert chair.page.evaluate("window.neverReloaded") is True
    clerk.turn_to("Attendance")
    expect(clerk.metric("Attended")).to_have_text("10")
    clerk.turn_to("Photos and documents")
    picture = clerk.room.locator("figure img").first
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("naturalWidth", 640)


def test_sectors_are_composed_into_groups(clerk: Desk) -> None:
    clerk.go("groups")
    clerk.turn_to("Compose")
    clerk.type("Names, one on each line", "\n".join(GROUPS))
    clerk.send("Add these groups")
    clerk.told("{n} groups added.", n=2)

    clerk.choose(SECTORS[0], GROUPS[0])
    clerk.choose(SECTORS[1], GROUPS[0])
    clerk.choose(SECTORS[2], GROUPS[1])
    clerk.press("Save {n} changes", n=3)

    clerk.told("Sectors put into their groups.")
    expect(clerk.metric("Sectors without a group")).to_have_text("0")


def test_three_quick_clicks_make_one_record(clerk: Desk) -> None:
    clerk.go("studios")
    clerk.unfold("Register a studio")
    clerk.type("Studio name", "三击工作室")

    clerk.button("Keep as a draft").click(click_count=3, delay=10)

    clerk.told("Draft kept.")
    expect(clerk.page.get_by_text("三击工作室").first).to_be_attached()
    with reading() as session:
        named = select(func.count()).where(Studio.name == "三击工作室")
        assert session.exec(named).one() == 1


def test_who_saves_second_sees_what_the_first_saved(admin: Desk, clerk: Desk) -> None:
    with reading() as session:
        studio_id = session.exec(select(Studio.id).where(Studio.name == STUDIO)).one()
    for desk in (admin, clerk):
        desk.go(f"studios?id={studio_id}")
        desk.unfold("Edit")
        desk.box("Brand").wait_for()

    clerk.type("Brand", "书香润乡")
    clerk.send("Save")
    clerk.told("Saved.")
    admin.type("Brand", "名师下乡")
    admin.send("Save")

    told = admin.room.locator("[data-testid=stTable]").filter(
        has_text=admin.say("Saved by the other person")
    )
    expect(told).to_contain_text("书香润乡")
    expect(told).to_contain_text("名师下乡")
    expect(admin.box("Brand")).to_have_value("名师下乡")


def test_a_reload_keeps_the_sign_in(clerk: Desk) -> None:
    clerk.page.reload()

    clerk.reads(STUDIO)


def test_one_switch_turns_the_desk_to_english_and_back(clerk: Desk) -> None:
    clerk.go()

    clerk.press_aside("English")
    clerk.language = ENGLISH
    clerk.heads("My desk")
    clerk.press_aside("简体中文")
    clerk.language = "zh_CN"

    clerk.heads("My desk")


def test_after_signing_out_neither_back_nor_the_old_cookie_shows_anything(
    clerk: Desk, open_desk: OpenDesk
) -> None:
    clerk.go("members")
    cookies = clerk.page.context.cookies()
    with clerk.page.expect_response("**/auth/cookie*"):
        clerk.press_aside("Sign out")
    clerk.button("Sign in").wait_for()

    clerk.page.go_back()
    clerk.button("Sign in").wait_for()
    thief = open_desk()
    thief.page.context.add_cookies(cookies)  # type: ignore[arg-type]  # as they were read
    thief.go("members")

    for desk in (clerk, thief):
        expect(desk.button("Sign in")).to_be_visible()
        expect(desk.page.get_by_text("委员001")).to_have_count(0)
        expect(desk.page.get_by_text("干事001")).to_have_count(0)


def photo() -> FilePayload:
    """A small picture as a camera gives it."""
    held = BytesIO()
    Image.new("RGB", (640, 480), (176, 58, 46)).save(held, "JPEG")
    return FilePayload(name="现场.jpg", mimeType="image/jpeg", buffer=held.getvalue())
