"""The screen of the public box."""

import pytest
from sqlmodel import Session, select

from core.audit.models import AuditEntry
from core.box import boxes, entries, screening
from core.box.drafts import EntryDraft, Sender, TakeUpDraft
from core.box.models import Box, BoxEntry, EntryState
from core.files import intake
from core.files import service as files
from core.files.models import FileOwner
from core.matters.models import Matter, State
from core.permissions import Actor, Role
from core.studios.models import Studio
from tests.core.files import samples
from tests.factories import Make
from tests.pages.conftest import Browser, OpenScreen

WORDS = "示例小区门口的路灯坏了三天。"
SCREEN = "work/box"


@pytest.fixture
def clerk(make: Make) -> Actor:
    return make.actor(Role.CLERK)


@pytest.fixture
def entry(session: Session, make: Make, clerk: Actor) -> BoxEntry:
    """What a citizen wrote at a studio."""
    box = boxes.open_box(session, clerk, make.studio(name="示例路工作室").id)
    notice = entries.open_at(session, box.code).notice
    draft = EntryDraft(WORDS, True, notice.id, "居民甲", "13800000001")
    entries.submit(session, box.code, draft, Sender("192.0.2.1", "request"))
    return session.exec(select(BoxEntry)).one()


def button(at: Browser, label: str) -> None:
    next(one for one in at.button if one.label == label).click()
    at.run()
    assert not at.exception


@pytest.mark.parametrize(("lang", "state"), [("zh_CN", "已收到"), ("en", "Received")])
def test_lists_what_waits_in_both_languages(
    open_screen: OpenScreen, clerk: Actor, entry: BoxEntry, lang: str, state: str
) -> None:
    at = open_screen(clerk, SCREEN, lang)

    row = at.dataframe[0].value.iloc[0].tolist()
    assert row[1:] == ["示例路工作室", WORDS, state]


def test_an_entry_is_taken_up_as_an_opinion_item(
    open_screen: OpenScreen, session: Session, clerk: Actor, entry: BoxEntry
) -> None:
    at = open_screen(clerk, SCREEN, "en", id=str(entry.id))
    next(box for box in at.text_input if box.label == "Title").input("关于修复路灯的建议")

    button(at, "Take it up")

    session.expire_all()
    assert entry.state is EntryState.TAKEN
    matter = session.exec(select(Matter)).one()
    assert (matter.state, matter.situation) == (State.SUBMITTED, WORDS)


def test_its_photo_is_shown_at_the_item(
    open_screen: OpenScreen, session: Session, clerk: Actor, entry: BoxEntry
) -> None:
    owner = files.Owner(FileOwner.BOX_ENTRY, entry.id, entry.committee_id)
    files.keep(session, None, owner, "photo.jpg", intake.accept(samples.photo(), "photo.jpg"))
    draft = TakeUpDraft("关于修复路灯的建议", WORDS)
    matter = screening.take_up(session, clerk, entry.id, draft, entry.version)

    at = open_screen(clerk, "work/opinions", "en", id=str(matter.id))

    assert "Photos from the public box" in [one.value for one in at.subheader]


def test_an_answer_that_is_missing_is_asked_for_beside_its_box(
    open_screen: OpenScreen, session: Session, clerk: Actor, entry: BoxEntry
) -> None:
    at = open_screen(clerk, SCREEN, "en", id=str(entry.id))

    button(at, "Answer without an opinion item")

    assert ["Write an answer" in error.value for error in at.error] == [True]
    session.expire_all()
    assert entry.state is EntryState.NEW


def test_a_name_is_masked_until_somebody_asks_and_that_is_kept(
    open_screen: OpenScreen, session: Session, clerk: Actor, entry: BoxEntry
) -> None:
    at = open_screen(clerk, SCREEN, "en", id=str(entry.id))
    assert "居民甲" not in at.words
    assert "138****0001" in at.words

    button(at, "Show name and phone")

    assert "居民甲" in at.words
    assert "box:contact shown" in session.exec(select(AuditEntry.action)).all()


def test_a_lead_reads_the_own_box_and_decides_nothing(
    open_screen: OpenScreen, session: Session, make: Make, entry: BoxEntry
) -> None:
    lead = make.actor(Role.STUDIO_LEAD, session.get_one(Studio, entry.studio_id))

    at = open_screen(lead, SCREEN, "en", id=str(entry.id))

    assert WORDS in at.words
    assert not {"Take it up", "Show name and phone"} & {one.label for one in at.button}


def test_the_studio_offers_the_poster_of_its_box(
    open_screen: OpenScreen, session: Session, clerk: Actor, entry: BoxEntry
) -> None:
    at = open_screen(clerk, "work/studios", "en", id=str(entry.studio_id))

    assert not at.exception
    assert session.exec(select(Box)).one().closed_at is None
    assert any("Poster of the public box" in str(one.proto) for one in at.get("link_button"))
