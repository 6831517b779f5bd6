"""Quarterly and yearly reports over real HTTP: the figures are those of the boards."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from docx2python import docx2python
from sqlmodel import Session, select

from core.annotations.models import Annotation
from core.audit.models import AuditEntry
from core.permissions import Actor, Grant, Role
from core.reports.periods import Period
from core.reports.queries import activities, kpis
from pages._ui.board.panels import PANELS
from pages._ui.charts.panel import View
from pages._ui.charts.say import Say
from tests.core.papers import reading
from tests.factories import DAY
from tests.pages.web.conftest import Answer
from tests.pages.web.test_board_export import enter

YEAR = Period.year(2026)
DAYS = "from=2026-01-01&to=2026-12-31"
FEW = "panels=months,owners,theme_days,opinions"


def take(
    house: str, kind: str = "quarterly_report", asked: str = f"{DAYS}&{FEW}&lang=zh"
) -> tuple[Answer, int]:
    browser, committee_id = enter(house, Role.CHAIR_OFFICE)
    return browser.ask(f"/paper/{kind}/{committee_id}?{asked}"), committee_id


def chair(committee_id: int) -> Actor:
    grants = (Grant(Role.CHAIR_OFFICE, committee_id, committee_id),)
    return Actor(account_id=1, name="用户001", language="zh_CN", grants=grants)


def test_the_figures_on_paper_are_those_of_the_board(house: str) -> None:
    from db.session import engine

    answer, committee_id = take(house)
    with docx2python(BytesIO(answer.body)) as read:
        tables = [[[" ".join(cell).strip() for cell in row] for row in one] for one in read.body]
    with Session(engine()) as session:
        of = (session, chair(committee_id), committee_id)
        found = kpis.kpis(*of, YEAR, YEAR.before()).now
        rows = activities.by_owner(*of, YEAR)
        view = View(committee_id, YEAR, Say("zh_CN"))
        owners = PANELS["owners"].table(PANELS["owners"].ask(*of, YEAR), view)
        told = PANELS["owners"].tell(PANELS["owners"].ask(*of, YEAR), view)

    figures = {row[0]: row[1] for table in tables for row in table if len(row) == 4}
    assert found.activities > 0
    assert figures["活动"] == f"{found.activities:,}"
    assert figures["服务群众人数"] == f"{found.served:,}"
    lines = {row[0]: row[1] for table in tables for row in table if len(row) == len(owners[0])}
    assert len(rows) > 0
    for row in owners:
        name, number, *_rest = row.values()
        assert lines[str(name)] == f"{number:,}"
    assert told in reading.text(answer.body)


def test_each_chart_is_a_picture_with_its_question_sentence_and_source(house: str) -> None:
    answer, _committee_id = take(house)

    with ZipFile(BytesIO(answer.body)) as package:
        pictures = [name for name in package.namelist() if name.startswith("word/media/")]
    said = reading.text(answer.body)
    assert len(pictures) == 2
    for text in (
        "一、活动",
        "哪几个月活动多",
        "活动由谁主办",
        "来源：活动登记",
        "2026年工作情况报告",
    ):
        assert text in said
    assert "{{" not in said
    assert not re.search(r"[A-Za-z]{4,}", re.sub(r"----.*?----", "", said))


def test_notes_pinned_to_a_chart_stand_below_it(house: str) -> None:
    from db.session import engine

    browser, committee_id = enter(house, Role.CHAIR_OFFICE)
    days: dict[str, Any] = {"first_on": YEAR.first, "last_on": YEAR.last, "day": DAY}
    with Session(engine()) as session:
        for panel, words in (("months", "五月集中开展"), ("kinds", "不在报告中")):
            session.add(Annotation(committee_id=committee_id, panel=panel, words=words, **days))
        session.commit()

    said = reading.text(
        browser.ask(f"/paper/quarterly_report/{committee_id}?{DAYS}&{FEW}&lang=zh").body
    )

    assert "五月集中开展" in said
    assert "不在报告中" not in said


def test_an_english_reader_gets_an_english_report(house: str) -> None:
    answer, _committee_id = take(house, "yearly_report", f"{DAYS}&{FEW}&lang=en")

    said = reading.text(answer.body)
    assert "1. Activities" in said
    assert "Work Report for the year 2026" in said


def test_it_leaves_a_trace_and_strangers_get_nothing(house: str) -> None:
    from db.session import engine

    answer, committee_id = take(house)
    stranger, _own = enter(house, Role.CHAIR_OFFICE)
    foreign = stranger.ask(f"/paper/quarterly_report/{committee_id}?{DAYS}&{FEW}")
    member, own = enter(house, Role.UPPER_COMMITTEE)
    reader = member.ask(f"/paper/quarterly_report/{own}?{DAYS}&{FEW}")

    assert (answer.status, foreign.status, reader.status) == (200, 404, 409)
    with Session(engine()) as session:
        made = session.exec(
            select(AuditEntry).where(
                AuditEntry.action == "export:made", AuditEntry.subject_id == committee_id
            )
        ).all()
    assert "2026年" in made[-1].after


@pytest.mark.parametrize("asked", ["from=2026-12-31&to=2026-01-01", "from=x", "to=2026-01-01"])
def test_days_that_make_no_sense_are_told_in_a_sentence(house: str, asked: str) -> None:
    answer, _committee_id = take(house, asked=f"{asked}&panels=none&lang=zh")

    assert answer.status == 409
    assert "请选择报告的起止日期" in answer.body.decode()
