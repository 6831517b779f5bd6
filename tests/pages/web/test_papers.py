"""Papers over real HTTP: who gets them, in which form, and what they say."""

from io import BytesIO
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from sqlmodel import Session, select

from core.audit.models import AuditEntry
from core.committees.models import Committee
from core.matters.models import Matter, State
from core.papers import pdf
from core.permissions import Actor, Role
from tests.core.papers import reading
from tests.factories import DAY, Make
from tests.pages.web.conftest import Browser
from tests.pages.web.test_box import actor, db
from tests.pages.web.test_routes import give_role

__all__ = ["actor", "db"]  # fixtures


@pytest.fixture
def issued(db: Session, actor: Actor) -> list[Matter]:
    """Two items that were issued."""
    make = Make(db)
    make._committee = db.get_one(Committee, actor.grants[0].committee_id)
    last = len(db.exec(select(Matter)).all())
    rows = [
        make.matter(
            title=f"关于<第{n}件>&事",
            state=State.ISSUED,
            issued_on=DAY,
            issue_year=2026,
            issue_number=last + n,
            number=last + n,
        )
        for n in (1, 2)
    ]
    db.commit()
    return rows


def test_a_paper_comes_as_word_to_the_office_and_to_nobody_else(
    visitor: Browser, clerk: Browser, db: Session, actor: Actor, issued: list[Matter]
) -> None:
    path = f"/paper/opinion_issue/{issued[0].id}"

    nobody, without = visitor.ask(path), clerk.ask(path)
    give_role(db, clerk, Role.CLERK, actor.grants[0].committee_id)
    made, english = clerk.ask(path), clerk.ask(f"{path}?lang=en")

    assert (nobody.status, without.status, made.status) == (403, 409, 200)
    assert made.headers["content-type"].endswith("wordprocessingml.document")
    assert made.headers["cache-control"] == "no-store"
    assert unquote(made.headers["content-disposition"]).endswith("关于 第1件 &事.docx")
    assert "关于<第1件>&事" in reading.text(made.body)
    assert "Opinion Report" in reading.text(english.body)
    told = db.exec(select(AuditEntry).where(AuditEntry.action == "export:made")).all()
    assert [row.subject_id for row in told][-2:] == [issued[0].id] * 2


def test_several_come_as_one_zip(
    clerk: Browser, db: Session, actor: Actor, issued: list[Matter]
) -> None:
    give_role(db, clerk, Role.CLERK, actor.grants[0].committee_id)
    ids = ",".join(str(one.id) for one in issued)

    made = clerk.ask(f"/papers/opinion_issue?ids={ids}&as=docx")

    with ZipFile(BytesIO(made.body)) as package:
        names = package.namelist()
        papers = [reading.text(package.read(name)) for name in names]
    assert made.headers["content-type"] == "application/zip"
    assert len(names) == 2
    assert "第1件" in papers[0]
    assert "第2件" in papers[1]


@pytest.mark.skipif(not pdf.program(), reason="LibreOffice is not installed here")
def test_a_paper_comes_as_pdf_where_it_can(
    clerk: Browser, db: Session, actor: Actor, issued: list[Matter]
) -> None:
    give_role(db, clerk, Role.CLERK, actor.grants[0].committee_id)

    made = clerk.ask(f"/paper/opinion_issue/{issued[0].id}?as=pdf")

    assert made.headers["content-type"] == "application/pdf"
    page = PdfReader(BytesIO(made.body)).pages[0]
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [210, 297]
    assert "社情民意信息专报" in page.extract_text()


def test_samples_and_presets_come_to_who_keeps_the_committee(
    clerk: Browser, db: Session, actor: Actor
) -> None:
    home = actor.grants[0].committee_id
    refused = clerk.ask(f"/paper-sample/edit_sheet?c={home}")
    give_role(db, clerk, Role.CLERK, home)

    sample = clerk.ask(f"/paper-sample/edit_sheet?c={home}")
    preset = clerk.ask("/paper-preset/edit_sheet?lang=en")

    assert (refused.status, sample.status, preset.status) == (409, 200, 200)
    assert "样张" in reading.text(sample.body)
    assert "{{ title }}" in reading.text(preset.body)


@pytest.mark.parametrize(
    "path",
    [
        "/paper/nonsense/1",
        "/papers/edit_sheet",
        "/papers/edit_sheet?ids=x",
        "/paper/edit_sheet/999999999999",
    ],
)
def test_what_is_not_there_is_told_on_a_page(
    path: str, clerk: Browser, db: Session, actor: Actor
) -> None:
    give_role(db, clerk, Role.CLERK, actor.grants[0].committee_id)

    told = clerk.ask(path)

    assert told.status == 404
    assert "没有这份公文" in told.body.decode()


def test_what_is_refused_is_not_told_as_missing(
    clerk: Browser, db: Session, actor: Actor, issued: list[Matter]
) -> None:
    give_role(db, clerk, Role.CLERK, actor.grants[0].committee_id)
    many = ",".join(map(str, range(1, 402)))

    told = clerk.ask(f"/papers/edit_sheet?ids={many}")

    assert told.status == 409
    assert "公文未生成" in told.body.decode()
    assert "没有这份公文" not in told.body.decode()
    assert "400" in told.body.decode()
