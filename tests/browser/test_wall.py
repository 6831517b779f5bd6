"""A wall in a real browser: paired once, it outlives its server, and goes dark when taken back."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import select

from core import clock
from core.activities.models import Activity
from core.permissions import Actor, Grant, Role
from core.walls import service
from core.walls.models import Wall, WallLook
from core.walls.service import WallDraft
from db.session import transaction
from tests.browser.windows import new_context
from tests.databases import migrate, used_by_the_app
from tests.factories import Make
from tests.server import free_port, running_server

pytestmark = pytest.mark.browser

SLIDES = ("figures", "work/months")
LOOKS_WITHIN = 60_000  # ms; a screen looks every fifteen seconds
TITLE, READ, LOST = "#title", "#read", "#lost"


@dataclass(frozen=True, slots=True)
class Room:
    """A meeting room: the data of its server, the wall, and the code that pairs its screen."""

    env: dict[str, str]
    actor: Actor
    wall_id: int
    code: str


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    url = f"sqlite:///{tmp_path / 'lianxin.db'}"
    migrate(url)
    with used_by_the_app(url, tmp_path):
        with transaction() as session:
            make = Make(session)
            home = make.home().id
            make.activity(held_on=clock.today().replace(month=1, day=1), served=30)
            actor = Actor(make.account().id, "示例", "zh_CN", (Grant(Role.CLERK, home, home),))
            wall, code = service.make(session, actor, home, WallDraft("示例屏", SLIDES, 5))
        env = {"LIANXIN_DATA_DIR": str(tmp_path), "LIANXIN_DATABASE_URL": url}
        yield Room(env, actor, wall.id, code)


@pytest.fixture
def screen(browser: Browser) -> Iterator[Page]:
    """The screen of the room, as large as such screens are."""
    context = new_context(browser, viewport={"width": 1920, "height": 1080})
    yield context.new_page()
    context.close()


def pair(screen: Page, base: str, code: str) -> None:
    screen.goto(f"{base}/wall")
    screen.fill("#code", code)
    screen.click("button")
    expect(screen.locator(TITLE)).not_to_be_empty(timeout=LOOKS_WITHIN)


def test_a_wall_outlives_a_restart_of_its_server(room: Room, screen: Page) -> None:
    port = free_port()
    with running_server(room.env, port) as base:
        pair(screen, base, room.code)
        expect(screen.locator(LOST)).to_be_hidden()
        told = screen.locator(READ).inner_text()

    expect(screen.locator(LOST)).to_be_visible(timeout=LOOKS_WITHIN)
    expect(screen.locator(LOST)).to_contain_text("网络中断")
    expect(screen.locator(TITLE)).not_to_be_empty()
    shown = screen.locator(TITLE).inner_text()
    expect(screen.locator(TITLE)).not_to_have_text(shown, timeout=LOOKS_WITHIN)  # still turning

    with running_server(room.env, port):
        expect(screen.locator(LOST)).to_be_hidden(timeout=LOOKS_WITHIN)
        expect(screen.locator(TITLE)).not_to_be_empty()
        assert screen.locator(READ).inner_text() != told


def test_what_changes_shows_and_a_wall_taken_back_goes_dark(room: Room, screen: Page) -> None:
    with running_server(room.env) as base:
        pair(screen, base, room.code)
        root = screen.locator("html")
        expect(root).to_have_attribute("data-look", "light")

        change(room)
        expect(root).to_have_attribute("data-look", "dark", timeout=LOOKS_WITHIN)

        with transaction() as session:
            service.revoke(session, room.actor, room.wall_id)
        expect(screen.locator(TITLE)).to_contain_text("已停用", timeout=LOOKS_WITHIN)
        expect(screen.locator("#chart")).to_be_empty()

        screen.reload()
        expect(screen.locator("#code")).to_be_visible()


def test_a_wall_that_had_nothing_to_show_turns_again(room: Room, screen: Page) -> None:
    with running_server(room.env) as base:
        pair(screen, base, room.code)
        keep(room, held=False)
        expect(screen.locator(TITLE)).to_contain_text("还没有记录", timeout=LOOKS_WITHIN)

        keep(room, held=True)
        shown = [screen.locator(TITLE).filter(has_text=one) for one in ("哪几个月", "服务")]
        for title in (*shown, *shown):
            expect(title).to_be_visible(timeout=LOOKS_WITHIN)


def test_words_are_large_enough_for_a_room(room: Room, screen: Page) -> None:
    with running_server(room.env) as base:
        pair(screen, base, room.code)

        high = screen.evaluate("() => innerHeight")
        for place, least in ((TITLE, 0.04), ("#told", 0.03), ("dt", 0.025), ("footer", 0.02)):
            size = screen.locator(place).first.evaluate(
                "one => parseFloat(getComputedStyle(one).fontSize)"
            )
            assert size >= least * high, place
        assert screen.evaluate("() => document.body.scrollHeight <= innerHeight")


def keep(room: Room, *, held: bool) -> None:
    """Put all that was held into the bin, or take it out again; the wall shows nothing else."""
    with transaction() as session:
        for activity in session.exec(select(Activity)):
            activity.binned_at = None if held else clock.now()
        row = session.get(Wall, room.wall_id)
        assert row is not None
        draft = WallDraft(row.name, ("work/months", "work/served"), 5)
        service.change(session, room.actor, row.id, draft, row.version)


def change(room: Room) -> None:
    """Turn the wall's ground dark, as the office does on its screen."""
    with transaction() as session:
        row = session.get(Wall, room.wall_id)
        assert row is not None
        draft = WallDraft(row.name, SLIDES, 5, look=WallLook.DARK)
        service.change(session, room.actor, row.id, draft, row.version)
