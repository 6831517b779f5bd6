"""Screens on paper: what is read is there, what is pressed is not."""

from collections.abc import Iterator
from io import BytesIO
from unicodedata import normalize

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from core import clock
from core.permissions import Role
from db.session import transaction
from tests.browser.conftest import House
from tests.browser.people import add_person, let_in
from tests.browser.windows import drawn, new_context
from tests.factories import Make

pytestmark = pytest.mark.browser

POINTS = {"A4": (595, 842), "A3": (842, 1191)}


@pytest.fixture(scope="module")
def page(house: House, browser: Browser) -> Iterator[Page]:
    """A window of a clerk whose committee held something this year."""
    with transaction() as session:
        make = Make(session)
        home = make.home().id
        make.activity(held_on=clock.today().replace(month=1, day=1), served=30, title="示例走访")
    clerk = add_person(Role.CLERK, home, "dayin", "打印员001")
    context = new_context(browser)
    let_in(context, house.base, clerk.account_id)
    yield context.new_page()
    context.close()


def printed(page: Page, address: str, paper: str) -> PdfReader:
    page.goto(address)
    drawn(page)
    return PdfReader(BytesIO(page.pdf(format=paper)))


def words(found: PdfReader) -> str:
    """All that is read; a PDF writes some signs as the radicals that they look like."""
    text = "".join(one.extract_text() for one in found.pages).replace("\n", "")
    return normalize("NFKC", text)


@pytest.mark.parametrize("paper", sorted(POINTS))
def test_a_board_is_printed_without_menu_and_buttons(house: House, page: Page, paper: str) -> None:
    found = printed(page, f"{house.base}/live", paper)

    text = words(found)
    size = found.pages[0].mediabox
    assert "实时看板" in text
    assert "哪几个月活动多" in text
    for pressed in ("我的工作台", "下载为离线网页", "CSV", "修改密码"):
        assert pressed not in text
    assert (round(float(size.width)), round(float(size.height))) == pytest.approx(
        POINTS[paper], abs=2
    )
    assert len(found.pages) > 1  # all of it, and not what the window shows


def test_a_list_is_printed_without_its_filters(house: House, page: Page) -> None:
    found = printed(page, f"{house.base}/activities", "A4")

    text = words(found)
    assert "活动" in text
    for pressed in ("搜索", "更多筛选", "导出", "我的工作台"):
        assert pressed not in text
