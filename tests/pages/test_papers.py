"""The screen of templates, and the papers that screens offer."""

import pytest
from sqlmodel import Session

from core.matters.models import MatterKind, State
from core.papers import templates
from core.papers.models import PaperKind
from core.papers.templates import Place
from core.permissions import GRANTED, Actor, Permission, Role
from pages._ui.papers.offering import Offered
from pages._web.papers import WORD
from tests.core.papers import words_file
from tests.core.papers.test_templates import OWN
from tests.factories import DAY, Make
from tests.pages.conftest import Browser, OpenScreen

SCREEN = "office/papers"


def links(at: Browser) -> list[str]:
    """Where the buttons that are links lead."""
    return [one.proto.url for one in at.get("link_button")]


def test_opens_for_those_who_may_and_refuses_the_others(
    anybody: Actor, open_screen: OpenScreen
) -> None:
    may = Permission.COMMITTEE_READ in GRANTED[anybody.grants[0].role]

    at = open_screen(anybody, SCREEN)

    assert not at.exception
    assert ("公文模板管理" in [title.value for title in at.title]) is may


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_each_field_is_told_with_what_to_type(
    lang: str, make: Make, open_screen: OpenScreen
) -> None:
    at = open_screen(make.actor(Role.CLERK), SCREEN, lang=lang, kind="receipt_list")

    shown = at.dataframe[0].value.to_dict("records")
    typed = [next(iter(line.values())) for line in shown]
    assert "{{ body }}" in typed
    assert "{{ row.title }}" in typed
    assert any("receipt_list" in link for link in links(at))


def test_the_template_in_use_is_named_and_an_earlier_one_is_taken_up_again(
    session: Session, make: Make, open_screen: OpenScreen
) -> None:
    clerk = make.actor(Role.CLERK)
    place = Place(make.home().id, PaperKind.EDIT_SHEET, "zh_CN")
    own = templates.upload(session, clerk, place, "我的.docx", OWN)
    at = open_screen(clerk, SCREEN, kind="edit_sheet")
    assert "**我的\\.docx**" in at.words

    next(one for one in at.button if one.label == "使用预设版式").click().run()
    next(one for one in at.button if one.label == "启用").click().run()

    session.expire_all()
    assert own.in_use
    assert not at.exception


@pytest.mark.parametrize(
    ("line", "said"),
    [("没有字段", "未使用任何字段"), ("{{ title }}", "检查通过"), ("{{ titel }}", "字段不存在")],
)
def test_an_uploaded_file_is_judged_before_it_is_taken_into_use(
    line: str, said: str, make: Make, open_screen: OpenScreen
) -> None:
    at = open_screen(make.actor(Role.CLERK), SCREEN, kind="edit_sheet")

    at.file_uploader[0].upload("模板.docx", words_file.with_lines(line), WORD).run()

    told = [one.value for one in (*at.warning, *at.success, *at.error)]
    assert len(told) == 1
    assert said in told[0]


def test_an_item_offers_its_papers_to_the_office_and_none_to_its_author(
    make: Make, open_screen: OpenScreen
) -> None:
    row = make.matter(state=State.ISSUED, issued_on=DAY, issue_year=2026, issue_number=7)
    member = make.member()
    make.author(row, member)

    office = links(open_screen(make.actor(Role.CLERK), "work/opinions", id=str(row.id)))
    author = open_screen(make.actor(Role.MEMBER, member), "work/opinions", id=str(row.id))

    for kind in ("opinion_issue", "edit_sheet", "approval_sheet"):
        assert f"/paper/{kind}/{row.id}?as=docx&lang=zh" in office
    assert not author.exception
    assert [one for one in links(author) if one.startswith("/paper")] == []


def test_the_list_of_receipts_is_asked_for_as_the_list_is_filtered(
    make: Make, open_screen: OpenScreen
) -> None:
    make.matter(state=State.ISSUED)

    at = open_screen(make.actor(Role.CLERK), "work/opinions", lang="en", state="issued")

    found = next(one for one in links(at) if "receipt_list" in one)
    assert f"kind={MatterKind.OPINION.value}" in found
    assert "state=issued" in found
    assert "from=" in found


def test_several_come_as_one_address() -> None:
    offered = Offered(PaperKind.EDIT_SHEET, ids=(3, 1))

    assert offered.address("en", "pdf") == "/papers/edit_sheet?as=pdf&lang=en&ids=3,1"
    assert offered.address("zh_CN", "docx", "x").endswith("lang=zh&t=x&ids=3,1")
