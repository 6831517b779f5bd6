"""News on the desk: a sentence in the person's language, and a way to what it is about."""

import re

import pytest
from sqlmodel import Session

from core.matters.models import FlowNode, MatterKind, State
from core.notices import service
from core.notices.models import Notice, NoticeKind
from core.notices.service import Told
from core.permissions import Role
from pages._ui.desk import notices
from pages._ui.desk.notices import SCREENS
from tests.factories import Make
from tests.pages.conftest import Browser, OpenScreen


def links(desk: Browser) -> str:
    """What the ways from the desk are called, in one text."""
    return "\n".join(one.proto.label for one in desk.get("page_link")).replace("\\", "")


@pytest.mark.parametrize("kind", NoticeKind)
def test_each_kind_of_news_is_a_chinese_sentence(kind: NoticeKind) -> None:
    told = notices.told(
        Notice(
            account_id=1,
            kind=kind,
            subject_kind="opinion",
            subject_id=1,
            title="示例事项",
            words="signed",
        ),
        {},
    )

    assert "示例事项" in told
    assert not re.search(r"[A-Za-z{]", told.replace("signed", ""))


@pytest.mark.parametrize(
    ("lang", "words"), [("zh_CN", "《示例事项》现状态：已签发"), ("en", "示例事项 is now: Signed")]
)
def test_news_are_told_in_the_language_of_who_reads(
    open_screen: OpenScreen, session: Session, make: Make, lang: str, words: str
) -> None:
    actor = make.actor(Role.CLERK)
    about = Told(NoticeKind.STEP, "opinion", 1, "示例事项", "signed")
    service.tell(session, [actor.account_id], about)

    desk = open_screen(actor, "desk/today", lang=lang)

    assert words in links(desk)


def test_news_call_a_state_as_its_office_does(
    open_screen: OpenScreen, session: Session, make: Make
) -> None:
    home, other = make.home(), make.committee()
    for committee, name in ((home, "待主席审签"), (other, "别处的名称")):
        make.save(
            FlowNode(
                committee_id=committee.id,
                kind=MatterKind.OPINION,
                state=State.SIGNED,
                name=name,
            )
        )
    actor = make.actor(Role.CLERK)
    matter = make.matter(title="示例事项", state=State.SIGNED)
    about = Told(NoticeKind.STEP, "opinion", matter.id, matter.title, "signed")
    service.tell(session, [actor.account_id], about)

    chinese = links(open_screen(actor, "desk/today"))
    english = links(open_screen(actor, "desk/today", lang="en"))

    assert "待主席审签" in chinese
    assert "别处的名称" not in chinese
    assert "待主席审签" not in english


def test_news_are_marked_as_read(open_screen: OpenScreen, session: Session, make: Make) -> None:
    actor = make.actor(Role.CLERK)
    for subject in SCREENS:
        service.tell(
            session, [actor.account_id], Told(NoticeKind.STEP, subject, 1, "示例", "signed")
        )

    desk = open_screen(actor, "desk/today")
    desk.button("today.notices").click().run()

    session.expire_all()
    assert service.count_unread(session, actor) == 0


def test_who_is_taken_out_is_told_without_a_way_to_what_is_not_theirs_any_more(
    open_screen: OpenScreen, session: Session, make: Make
) -> None:
    actor = make.actor(Role.CLERK)
    for kind in (NoticeKind.NAMED, NoticeKind.UNNAMED):
        service.tell(session, [actor.account_id], Told(kind, "opinion", 1, "示例事项"))

    desk = open_screen(actor, "desk/today")

    shown = "\n".join(one.value for one in desk.markdown)
    assert "您不再列为《示例事项》的提出人" in shown
    assert "不再" not in links(desk)
    assert "您已列为《示例事项》的提出人" in links(desk)
