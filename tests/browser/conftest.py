"""One real server and one Chromium for each module, and an eye on what the windows do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from core.i18n import CHINESE
from tests.browser.desk import Desk
from tests.browser.windows import Watch, chromium_open, new_context
from tests.databases import migrate, used_by_the_app
from tests.server import running_server

OpenDesk = Callable[..., Desk]


@dataclass(frozen=True, slots=True)
class House:
    """A server on a fresh data folder, whose database this process uses too."""

    base: str
    folder: Path


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house that nobody has entered yet."""
    folder = tmp_path_factory.mktemp("house")
    url = f"sqlite:///{folder / 'lianxin.db'}"
    migrate(url)
    env = {"LIANXIN_DATA_DIR": str(folder), "LIANXIN_DATABASE_URL": url}
    with used_by_the_app(url, folder), running_server(env) as base:
        yield House(base, folder)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium that all windows belong to."""
    with chromium_open() as opened:
        yield opened


@pytest.fixture(scope="module")
def watch(house: House) -> Watch:
    """What the windows of the module did that they should not."""
    return Watch(house.base)


@pytest.fixture(scope="module")
def open_desk(house: House, browser: Browser, watch: Watch) -> Iterator[OpenDesk]:
    """Opens a window of somebody else: with cookies of its own, in the language given."""
    opened = []

    def open_window(language: str = CHINESE) -> Desk:
        context = new_context(browser, language)
        opened.append(context)
        watch.follow(context)
        return Desk(context.new_page(), house.base, language)

    yield open_window
    for context in opened:
        context.close()


@pytest.fixture(autouse=True)
def quiet(watch: Watch) -> Iterator[None]:
    """After each test: nothing was asked of another host, and no window complained."""
    yield
    elsewhere, complaints = [*watch.elsewhere], [*watch.complaints]
    watch.elsewhere.clear()
    watch.complaints.clear()
    assert elsewhere == []
    assert complaints == []
