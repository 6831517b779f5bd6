"""The boards in a real browser: bars chosen by a click, and a level's address that was sent."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Locator, expect
from sqlmodel import Session, col, select

from core.accounts import passwords
from core.accounts.models import Account
from core.activities.models import OwnerKind
from core.permissions import Role
from db.session import transaction
from tests.browser.conftest import House, OpenDesk
from tests.browser.desk import Desk
from tests.browser.people import add_person, let_in
from tests.browser.windows import drawn
from tests.factories import Make

YEAR = 2024
PASSWORD = "Kx7-mountain"
CHAIR = "zhuxi"


@dataclass(frozen=True)
class County:
    """A county with what its studio and its office held."""

    id: int
    studio_id: int
    lead_id: int
    account_id: int


@pytest.fixture(scope="module")
def county(house: House) -> County:
    """Two activities in January, one of the studio with its lead, and one in February."""
    with transaction() as session:
        ids = _records(session)
    person = add_person(Role.CHAIR_OFFICE, ids["id"], CHAIR, "主席办001")
    with transaction() as session:
        account = session.exec(select(Account).where(col(Account.username) == CHAIR)).one()
        account.password_hash = passwords.hashed(PASSWORD)
    return County(**ids, account_id=person.account_id)


def _records(session: Session) -> dict[str, int]:
    make = Make(session)
    lead = make.member(name="委员甲")
    studio = make.studio(name="示例街道委员工作室", lead_id=lead.id)
    visits = make.category().id
    mine: dict[str, Any] = {"owner_kind": OwnerKind.STUDIO, "studio_id": studio.id}
    january, february = date(YEAR, 1, 5), date(YEAR, 2, 6)
    held = make.activity(held_on=january, served=30, category_id=visits, title="示例接待日", **mine)
    make.attendance(held, lead)
    make.activity(held_on=january, served=20, category_id=visits)
    make.activity(held_on=february, served=40, category_id=visits)
    return {"id": make.home().id, "studio_id": studio.id, "lead_id": lead.id}


@pytest.fixture
def chair(open_desk: OpenDesk, county: County) -> Iterator[Desk]:
    """The chair's office, already in."""
    desk = open_desk()
    let_in(desk.page.context, desk.base, county.account_id)
    yield desk
    desk.page.context.close()


def bars(desk: Desk, chart: str) -> Locator:
    """The bars of a chart, in their order."""
    card = desk.room.locator(f"[class*='st-key-crossed-{chart}-']").last
    return card.locator(".mark-rect path")


def left(desk: Desk) -> Locator:
    """How many activities are left."""
    return desk.room.locator("strong").filter(has_text=re.compile("^共"))


def test_a_click_on_a_bar_narrows_the_other_charts_and_a_chip_takes_it_back(chair: Desk) -> None:
    chair.go(f"crossed?p={YEAR}")
    expect(left(chair)).to_have_text("共3项活动")

    bars(chair, "month").nth(1).click()
    expect(left(chair)).to_have_text("共1项活动")
    drawn(chair.page)
    assert f"month={YEAR}02" in chair.page.url
    expect(bars(chair, "month")).to_have_count(2)
    expect(bars(chair, "owner")).to_have_count(1)
    expect(bars(chair, "month").nth(0)).to_have_attribute("opacity", "0.28")

    bars(chair, "month").nth(0).click()
    expect(left(chair)).to_have_text("共3项活动")
    drawn(chair.page)
    bars(chair, "owner").nth(1).click()
    expect(left(chair)).to_have_text("共1项活动")
    drawn(chair.page)

    chair.room.locator("button").filter(has_text="主办方：委员工作室").first.click()
    expect(left(chair)).to_have_text("共3项活动")
    chair.press("Clear all")
    expect(chair.button("Clear all")).to_have_count(0)
    assert "month=" not in chair.page.url


def test_a_bar_that_is_clicked_twice_is_no_longer_chosen(chair: Desk) -> None:
    chair.go(f"crossed?p={YEAR}")

    for told in ("共1项活动", "共3项活动", "共1项活动"):
        bars(chair, "month").nth(1).click()
        expect(left(chair)).to_have_text(told)
        drawn(chair.page)


def test_the_keyboard_chooses_the_same(chair: Desk) -> None:
    chair.go(f"crossed?p={YEAR}")

    chair.room.locator("summary").first.focus()
    for key in ("Enter", "Tab", "ArrowRight", "Space"):
        chair.page.keyboard.press(key)

    expect(left(chair)).to_have_text("共1项活动")
    assert f"month={YEAR}02" in chair.page.url


def test_one_goes_down_from_the_board_to_a_member_and_back(chair: Desk, county: County) -> None:
    chair.go(f"live?p={YEAR}")

    chair.turn_to("Studio")
    chair.room.get_by_role("link", name="示例街道委员工作室").click()
    expect(chair.room.locator("h2").filter(has_text="示例街道委员工作室")).to_be_visible()
    expect(chair.metric("Activities")).to_have_text("1")
    assert f"at=studio.{county.studio_id}" in chair.page.url

    chair.room.get_by_role("link", name="委员甲").click()
    expect(chair.room.locator("h2").filter(has_text="委员甲")).to_be_visible()
    chair.reads("示例接待日")
    assert f"at=member.{county.lead_id}" in chair.page.url

    chair.room.locator(".crumbs a").first.click()
    expect(chair.metric("Activities")).to_have_text("3")
    assert f"p={YEAR}" in chair.page.url


def test_an_address_that_was_sent_opens_after_signing_in(
    open_desk: OpenDesk, county: County
) -> None:
    desk = open_desk()
    desk.go(f"live?at=studio.{county.studio_id}&p={YEAR}")

    desk.sign_in(CHAIR, PASSWORD)

    expect(desk.room.locator("h2").filter(has_text="示例街道委员工作室")).to_be_visible()
    expect(desk.metric("Activities")).to_have_text("1")
    desk.page.reload()
    expect(desk.metric("Activities")).to_have_text("1")


def test_the_chair_meets_the_board_when_signing_in(open_desk: OpenDesk, county: County) -> None:
    desk = open_desk()
    desk.go()

    desk.sign_in(CHAIR, PASSWORD)
    desk.heads("Live board")
    desk.go("today")

    desk.heads("My desk")
