"""The board's figures as a download: who gets them, what they hold, and the trace they leave."""

import csv
import struct
from io import BytesIO, StringIO
from urllib.parse import quote
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from sqlmodel import Session, select

from core.accounts import cookies as names
from core.accounts import sessions
from core.accounts.sessions import Client
from core.audit.models import AuditEntry
from core.committees.models import Committee
from core.permissions import Role
from pages._ui.board.panels import PANELS
from pages._ui.charts.panel import Table
from pages._web.board.tables import as_csv, as_xlsx
from tests.factories import DAY, Make
from tests.pages.test_assessment_board import BOOK, opened
from tests.pages.web.conftest import Browser

ASKED = "c={committee}&from=2026-01-01&to=2026-12-31"


def enter(house: str, role: Role) -> tuple[Browser, int]:
    """A browser signed in with a role in a committee of its own, and that committee."""
    from db.session import engine

    browser = Browser(house)
    browser.ask("/")
    with Session(engine()) as session:
        make = Make(session)
        known = len(session.exec(select(Committee)).all())
        home = make.committee(code=f"E{known:04}", name=f"示例县{known}")
        make._committee = home
        account = make.account(username=f"export-{known}", committee_id=home.id)
        make.account = lambda **_given: account  # type: ignore[method-assign]  # of the actor
        make.actor(role)
        make.activity(held_on=DAY, served=30)
        token = sessions.open_session(session, account.id, browser.cookies[names.BIND], Client())
        session.commit()
        committee_id = home.id
    browser.cookies[names.SESSION] = token
    return browser, committee_id


def path(committee_id: int, panel: str = "months", kind: str = "csv") -> str:
    return f"/export/board/{panel}?{ASKED.format(committee=committee_id)}&as={kind}"


def test_a_table_comes_as_csv_that_excel_reads(house: str) -> None:
    browser, committee_id = enter(house, Role.CHAIR_OFFICE)

    answer = browser.ask(path(committee_id))

    rows = list(csv.reader(StringIO(answer.body.decode("utf-8-sig"))))
    assert answer.status == 200
    assert answer.body.startswith(b"\xef\xbb\xbf")
    assert rows[0] == ["月份", "类别", "活动", "服务群众人数"]
    assert (rows[1][0], rows[1][2:]) == ("2026-05", ["1", "30"])
    assert answer.headers["cache-control"] == "no-store"
    assert quote("哪几个月活动多") in answer.headers["content-disposition"]


def test_a_table_comes_as_a_workbook(house: str) -> None:
    browser, committee_id = enter(house, Role.CLERK)

    answer = browser.ask(path(committee_id, kind="xlsx"))

    assert answer.status == 200
    assert "月份" in _texts(answer.body)


@pytest.mark.parametrize("days", ["from=0001-01-01&to=0001-12-31", "from=2026-01-01&to=9999-12-31"])
def test_days_beyond_all_records_are_not_found(house: str, days: str) -> None:
    browser, committee_id = enter(house, Role.CHAIR_OFFICE)

    for there in ("board/months", "board-book/work", "board-page/work"):
        assert browser.ask(f"/export/{there}?c={committee_id}&{days}").status == 404


def test_a_download_leaves_a_trace(house: str) -> None:
    from db.session import engine

    browser, committee_id = enter(house, Role.CHAIR_OFFICE)

    browser.ask(path(committee_id))

    with Session(engine()) as session:
        entry = session.exec(
            select(AuditEntry).where(
                AuditEntry.committee_id == committee_id, AuditEntry.action == "export:made"
            )
        ).one()
    assert '"panel": "months"' in entry.after


@pytest.mark.parametrize("role", [Role.UPPER_COMMITTEE, Role.AUDITOR])
def test_who_may_not_export_gets_nothing(house: str, role: Role) -> None:
    browser, committee_id = enter(house, role)

    assert browser.ask(path(committee_id)).status == 404


def test_a_committee_out_of_reach_is_not_found(house: str) -> None:
    browser, _own = enter(house, Role.CHAIR_OFFICE)
    _other, theirs = enter(house, Role.CHAIR_OFFICE)

    assert browser.ask(path(theirs)).status == 404


def test_a_stranger_gets_nothing(visitor: Browser) -> None:
    assert visitor.ask(path(1)).status in (403, 404)


@pytest.mark.parametrize(
    "wrong",
    [
        "/export/board/nothing?c={c}&from=2026-01-01&to=2026-12-31",
        "/export/board/months?c={c}&from=2026-12-31&to=2026-01-01",
        "/export/board/months?c={c}&from=yesterday&to=2026-01-01",
        "/export/board/months?c={c}",
        "/export/board/months?c=-1&from=2026-01-01&to=2026-12-31",
        "/export/board/months?c={c}&from=2026-01-01&to=2026-12-31&as=exe",
    ],
)
def test_an_address_that_asks_for_nothing_finds_nothing(house: str, wrong: str) -> None:
    browser, committee_id = enter(house, Role.CHAIR_OFFICE)

    assert browser.ask(wrong.format(c=committee_id)).status == 404


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "－1", "＠A"]
)
def test_nothing_that_was_typed_runs_as_a_formula(cell: str) -> None:
    table: Table = [{"Name": cell, "Number": 1}]

    rows = list(csv.reader(StringIO(as_csv(table).decode("utf-8-sig"), newline="")))

    assert rows[1][0] == f"'{cell}"
    assert b"<f>" not in ZipFile(BytesIO(as_xlsx(table, "T"))).read("xl/worksheets/sheet1.xml")


def _texts(workbook: bytes) -> list[str]:
    shared = ElementTree.fromstring(ZipFile(BytesIO(workbook)).read("xl/sharedStrings.xml"))
    return [node.text or "" for node in shared.iter() if node.tag.endswith("}t")]


def assessed(committee_id: int) -> int:
    """An assessment of the committee with one member in it."""
    from db.session import engine

    with Session(engine()) as session:
        make = Make(session)
        make._committee = session.get_one(Committee, committee_id)
        make.member(name="委员甲")
        found = opened(make, BOOK, DAY.year, committee_id)
        session.commit()
        return found.id


def test_the_order_list_of_an_assessment_comes_as_it_stands(house: str) -> None:
    browser, committee_id = enter(house, Role.CHAIR_OFFICE)
    found = assessed(committee_id)

    answer = browser.ask(f"{path(committee_id, 'everybody')}&of={found}")

    rows = list(csv.reader(StringIO(answer.body.decode("utf-8-sig"))))
    assert rows[0] == ["名次", "考核对象", "等次", "得分", "界别", "履职"]
    assert (rows[1][:4], rows[1][5:]) == (["1", "委员甲", "不合格", "60"], ["0"])


def test_the_order_list_comes_narrowed_as_it_is_on_the_screen(house: str) -> None:
    browser, committee_id = enter(house, Role.CHAIR_OFFICE)
    found = assessed(committee_id)
    asked = f"{path(committee_id, 'everybody')}&of={found}"

    answers = [
        browser.ask(f"{asked}&{narrowed}").status
        for narrowed in ("grade=poor", "high=6000", "grade=good", "low=6001", "with=went")
    ]

    assert answers == [200, 200, 404, 404, 404]


def test_a_narrowed_list_says_to_what_and_so_does_the_trail(house: str) -> None:
    from db.session import engine

    browser, committee_id = enter(house, Role.CHAIR_OFFICE)
    asked = f"{path(committee_id, 'everybody', 'xlsx')}&of={assessed(committee_id)}"

    answer = browser.ask(f"{asked}&grade=poor&high=6000")

    told = "等次 不合格", "得分 ≤ 60"
    assert " · ".join(told) in "\n".join(_texts(answer.body))
    with Session(engine()) as session:
        entry = session.exec(
            select(AuditEntry).where(
                AuditEntry.committee_id == committee_id, AuditEntry.action == "export:made"
            )
        ).one()
    assert "；".join(told) in entry.after


def test_a_list_without_names_names_nobody(house: str) -> None:
    browser, committee_id = enter(house, Role.CHAIR_OFFICE)
    found = assessed(committee_id)

    answer = browser.ask(f"{path(committee_id, 'everybody')}&of={found}&hide=1")

    assert answer.status == 200
    assert "委员甲" not in answer.body.decode("utf-8-sig")


def test_an_assessment_out_of_reach_is_not_found(house: str) -> None:
    browser, own = enter(house, Role.CHAIR_OFFICE)
    _other, theirs = enter(house, Role.CHAIR_OFFICE)
    found = assessed(theirs)

    asked = [path(committee, "everybody") for committee in (own, theirs)]

    assert {browser.ask(f"{one}&of={found}").status for one in asked} == {404}


def test_a_chart_comes_as_a_picture(house: str) -> None:
    browser, committee_id = enter(house, Role.CHAIR_OFFICE)

    answer = browser.ask(path(committee_id, kind="png"))

    assert answer.status == 200
    assert answer.headers["content-type"] == "image/png"
    assert answer.body.startswith(b"\x89PNG")
    assert struct.unpack(">I", answer.body[16:20])[0] == 2 * 960


def test_a_panel_without_a_chart_has_no_picture(house: str) -> None:
    browser, committee_id = enter(house, Role.CHAIR_OFFICE)
    tables = [key for key, panel in PANELS.items() if panel.draw is None]

    assert {browser.ask(path(committee_id, key, "png")).status for key in tables} <= {404}
