"""A whole board as a workbook and as a page for a room without a network."""

import re
from datetime import date, datetime
from html import unescape
from html.parser import HTMLParser
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from sqlmodel import Session, select

from core.annotations.models import Annotation
from core.audit.models import AuditEntry
from core.committees.models import Committee
from core.permissions import Role
from core.reports.periods import Period
from core.text.order import Order
from pages._ui.board.taking import links
from pages._ui.charts.panel import Table, View
from pages._ui.charts.say import Say
from pages._web.board import tables
from pages._web.board.book import LONGEST_NAME, sheet_names
from tests.factories import DAY, Make
from tests.pages.web.conftest import Answer
from tests.pages.web.test_board_export import ASKED, enter

BOARDS = ("work", "voices")
TERM_BEFORE = (date(2021, 1, 1), date(2021, 6, 30))


def take(house: str, what: str, role: Role = Role.CHAIR_OFFICE, more: str = "") -> Answer:
    browser, committee_id = enter(house, role)
    return browser.ask(f"/export/{what}?{ASKED.format(committee=committee_id)}{more}")


def test_the_workbook_has_a_sheet_for_each_chart_and_one_that_tells_of_them(house: str) -> None:
    answer = take(house, "board-book/work")

    book = load_workbook(BytesIO(answer.body))
    assert book.sheetnames[:2] == ["说明", "关键指标"]
    assert "哪几个月活动多" in book.sheetnames
    told = "\n".join(str(row[0]) for row in book["说明"].iter_rows(values_only=True))
    for part in ("实时看板", "2026-01-01至2026-12-31", "对比", "制表人", "制表时间"):
        assert part in told
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("what", ["board-book", "board-page"])
def test_a_term_is_told_against_the_term_before_as_the_board_tells_it(
    house: str, what: str
) -> None:
    from db.session import engine

    browser, committee_id = enter(house, Role.CHAIR_OFFICE)
    with Session(engine()) as session:
        home = session.get(Committee, committee_id)
        assert home is not None
        make = Make(session)
        make._committee = home
        make.activity(held_on=date(2021, 3, 1), served=3)
        session.commit()
    now, before = Period(date(2026, 1, 1), date(2026, 6, 30)), Period(*TERM_BEFORE, 14)
    view = View(committee_id, now, Say("zh_CN"))
    address = re.search(rf'"(/export/{what}/[^"]+)"', links("work", view, before, export=True))

    assert address
    answer = browser.ask(unescape(address[1]))

    assert "上届同期" in _told(answer.body)


def _told(body: bytes) -> str:
    """What a page says, or the first sheet of a workbook."""
    if not body.startswith(b"PK"):
        return body.decode()
    sheet = load_workbook(BytesIO(body)).worksheets[0]
    return "\n".join(str(row[0]) for row in sheet.iter_rows(values_only=True))


def test_numbers_are_numbers_and_the_heading_stays_and_is_printed_on_each_page(house: str) -> None:
    sheet = load_workbook(BytesIO(take(house, "board-book/work").body))["哪几个月活动多"]

    rows = list(sheet.iter_rows(values_only=True))
    top = next(n for n, row in enumerate(rows) if row[0] == "月份")
    assert rows[top + 1][2:4] == (1, 30)
    assert sheet.freeze_panes == f"A{top + 2}"
    assert sheet.print_title_rows == f"${top + 1}:${top + 1}"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_area


@pytest.mark.parametrize("board", BOARDS)
def test_no_cell_of_a_workbook_is_a_formula_or_a_link(house: str, board: str) -> None:
    book = ZipFile(BytesIO(take(house, f"board-book/{board}").body))

    sheets = [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/")]
    assert len(sheets) > 0
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)


def test_days_are_days_and_shares_are_shares() -> None:
    table: Table = [{"日期": "2026-05-01", "完成率（%）": 97.5, "名称": "=1+1"}]

    sheet = load_workbook(BytesIO(tables.as_xlsx(table, "T"))).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]] == ["日期", "完成率", "名称"]
    day, share, name = sheet[3]
    assert day.value == datetime(2026, 5, 1)  # noqa: DTZ001  what a cell holds
    assert (share.value, share.number_format) == (0.975, "0.0%")
    assert (name.value, name.data_type) == ("=1+1", "s")


def test_a_column_with_one_text_stays_text() -> None:
    table: Table = [{"日期": "2026-05-01"}, {"日期": "待定"}]

    sheet = load_workbook(BytesIO(tables.as_xlsx(table, "T"))).active
    assert sheet is not None
    assert [row[0] for row in sheet.iter_rows(min_row=3, max_row=4, values_only=True)] == [
        "2026-05-01",
        "待定",
    ]


def test_names_of_sheets_are_short_and_no_two_alike() -> None:
    titles = ["同名", "同名", "有/没有[?]", "长" * 40, "长" * 40, "Key", "key"]

    names = sheet_names(titles)

    assert len({name.lower() for name in names}) == len(titles)
    assert all(0 < len(name) <= LONGEST_NAME for name in names)
    assert not any(set(name) & set("[]:*?/\\") for name in names)


class Page(HTMLParser):
    """All addresses in a page, and what would run in it."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.tags: list[str] = []
        self.runs: list[str] = []
        self.feed(words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name in ("src", "href", "xlink:href", "srcset", "action", "data"):
                self.addresses.append(value or "")
            if name.startswith("on"):
                self.runs.append(name)


@pytest.mark.parametrize("board", BOARDS)
def test_the_page_asks_for_nothing_outside_itself_and_runs_nothing(house: str, board: str) -> None:
    words = take(house, f"board-page/{board}").body.decode()

    page = Page(words)
    assert page.addresses == []
    assert page.runs == []
    assert not {"script", "link", "iframe", "object", "image", "img"} & set(page.tags)
    assert "@import" not in words
    assert not [one for one in re.findall(r"url\(([^)]*)\)", words) if not one.startswith("#")]


def test_the_page_shows_the_charts_with_words_in_them_and_the_same_figures(house: str) -> None:
    words = take(house, "board-page/work").body.decode()

    assert "<svg" in words
    assert ">5月<" in words
    assert "哪几个月活动多" in words
    assert '<td class="number">30</td>' in words
    assert "制表人" in words
    assert 'lang="zh-CN"' in words


@pytest.mark.parametrize("what", ["board-book/work", "board-page/voices"])
def test_a_board_that_leaves_is_in_the_trail(house: str, what: str) -> None:
    from db.session import engine

    browser, committee_id = enter(house, Role.CLERK)
    browser.ask(f"/export/{what}?{ASKED.format(committee=committee_id)}")

    with Session(engine()) as session:
        entry = session.exec(
            select(AuditEntry).where(
                AuditEntry.committee_id == committee_id, AuditEntry.action == "export:made"
            )
        ).one()
    assert str(date(2026, 1, 1)) in entry.after


@pytest.mark.parametrize("role", [Role.UPPER_COMMITTEE, Role.AUDITOR])
@pytest.mark.parametrize("what", ["board-book/work", "board-page/work"])
def test_who_may_not_export_gets_no_board(house: str, role: Role, what: str) -> None:
    assert take(house, what, role).status == 404


@pytest.mark.parametrize("what", ["board-book/nothing", "board-page/assessment", "board-book/1"])
def test_a_board_that_is_none_is_not_found(house: str, what: str) -> None:
    assert take(house, what).status == 404


def test_the_order_of_names_is_told(house: str) -> None:
    answer = take(house, "board-book/work", more=f"&order={Order.STROKE.value}")

    told = list(load_workbook(BytesIO(answer.body))["说明"].iter_rows(values_only=True))
    assert any("按姓氏笔画" in str(row[0]) for row in told)


def test_notes_of_the_office_go_along(house: str) -> None:
    browser, committee_id = enter(house, Role.CHAIR_OFFICE)
    pin(committee_id, "示例批注内容")
    asked = ASKED.format(committee=committee_id)

    book = load_workbook(BytesIO(browser.ask(f"/export/board-book/work?{asked}").body))
    page = browser.ask(f"/export/board-page/work?{asked}").body.decode()
    alone = browser.ask(f"/export/board/months?{asked}&as=xlsx").body

    cells = [str(row[0]) for row in book["哪几个月活动多"].iter_rows(values_only=True)]
    assert any("示例批注内容" in cell for cell in cells)
    assert "示例批注内容" in page
    assert "示例批注内容" in ZipFile(BytesIO(alone)).read("xl/sharedStrings.xml").decode()


def pin(committee_id: int, words: str) -> None:
    """Note something on the day of the only activity."""
    from db.session import engine

    note = Annotation(
        committee_id=committee_id, panel="months", words=words, day=DAY, first_on=DAY, last_on=DAY
    )
    with Session(engine()) as session:
        session.add(note)
        session.commit()
