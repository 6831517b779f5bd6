"""Going down on the live board: one address for each level, and the way back."""

from datetime import date

import pytest
from sqlmodel import Session, select

from core import clock
from core.accounts import passwords
from core.accounts.models import Account
from core.activities.models import OwnerKind
from core.permissions import Actor, Role
from core.reports.levels.spots import Level
from core.studios.models import Studio
from tests.factories import Make
from tests.pages.conftest import Browser, OpenScreen

BOARD = "board/live"
DAY = date(clock.today().year, 1, 1)
PASSWORD = "Kx7-mountain"


@pytest.fixture
def actor(make: Make) -> Actor:
    return make.actor(Role.CHAIR_OFFICE)


@pytest.fixture
def studio(make: Make) -> Studio:
    """A studio with one activity and its lead there."""
    lead = make.member(name="委员甲")
    row = make.studio(name="示例街道委员工作室", lead_id=lead.id)
    held = make.activity(
        owner_kind=OwnerKind.STUDIO, studio_id=row.id, held_on=DAY, served=30, title="示例接待"
    )
    make.attendance(held, lead)
    return row


def figures(at: Browser) -> dict[str, str]:
    return {metric.label: metric.value for metric in at.metric}


@pytest.mark.parametrize(
    ("lang", "activities", "members"), [("zh_CN", "活动", "委员"), ("en", "Activities", "Members")]
)
def test_a_studio_shows_its_figures_members_and_activities(
    open_screen: OpenScreen, actor: Actor, studio: Studio, lang: str, activities: str, members: str
) -> None:
    at = open_screen(actor, BOARD, lang, at=f"studio.{studio.id}")

    assert not at.exception
    assert (figures(at)[activities], figures(at)[members]) == ("1", "1")
    assert f'href="/live?at=member.{studio.lead_id}"' in at.words
    assert "示例接待" in at.words


def test_the_way_back_and_onward_keeps_the_period(
    open_screen: OpenScreen, make: Make, actor: Actor, studio: Studio
) -> None:
    at = open_screen(actor, BOARD, "en", at=f"studio.{studio.id}", p="last", vs="year")

    assert f'href="/live?c={make.home().id}&p=last&vs=year"' in at.words
    assert f'href="/live?at=member.{studio.lead_id}&p=last&vs=year"' in at.words
    assert figures(at)["Activities"] == "0"


def test_each_level_opens_by_its_address(
    open_screen: OpenScreen, make: Make, actor: Actor, studio: Studio
) -> None:
    sector = make.sector()
    rows = {
        Level.SECTOR: sector.id,
        Level.GROUP: make.group(term_id=sector.term_id).id,
        Level.SPECIAL_COMMITTEE: make.special_committee().id,
        Level.MEMBER: studio.lead_id,
        Level.COMMITTEE: make.home().id,
    }
    for level, number in rows.items():
        at = open_screen(actor, BOARD, "en", at=f"{level.value}.{number}")

        assert not at.exception, level
        assert at.metric, level


@pytest.mark.parametrize("asked", ["studio.999999", "member.0"])
def test_what_is_gone_says_so_and_shows_the_way_back(
    open_screen: OpenScreen, actor: Actor, asked: str
) -> None:
    at = open_screen(actor, BOARD, "en", at=asked)

    assert not at.exception
    assert "This is not there any more, or beyond your reach." in at.words


def test_a_level_of_another_committee_is_not_shown(
    open_screen: OpenScreen, make: Make, actor: Actor
) -> None:
    other = make.studio(committee_id=make.committee().id, name="别县工作室")

    at = open_screen(actor, BOARD, "en", at=f"studio.{other.id}")

    assert "beyond your reach" in at.words
    assert "别县工作室" not in at.words


@pytest.mark.parametrize("asked", ["studio", "house.1", "studio.x", "<b>"])
def test_an_address_that_means_nothing_is_the_board_of_the_committee(
    open_screen: OpenScreen, actor: Actor, studio: Studio, asked: str
) -> None:
    at = open_screen(actor, BOARD, "en", at=asked)

    assert not at.exception
    assert figures(at)["Activities"] == "1"


def test_the_bar_lists_a_level_with_figures(
    open_screen: OpenScreen, actor: Actor, studio: Studio
) -> None:
    at = open_screen(actor, BOARD, "en", into="studio")

    assert not at.exception
    assert f'href="/live?at=studio.{studio.id}"' in at.words
    assert f'href="/studios?id={studio.id}"' in at.words


def test_what_a_person_typed_is_no_markup(
    open_screen: OpenScreen, make: Make, actor: Actor
) -> None:
    nasty = make.studio(name="<img src=x onerror=alert(1)>")

    at = open_screen(actor, BOARD, "en", at=f"studio.{nasty.id}")

    assert "<img" not in "".join(part.value for part in at.html)


def test_an_address_that_was_sent_opens_after_signing_in(
    open_screen: OpenScreen,
    session: Session,
    actor: Actor,
    studio: Studio,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(passwords, "COST", 4)
    account = session.exec(select(Account).where(Account.id == actor.account_id)).one()
    account.username, account.password_hash = "lisi", passwords.hashed(PASSWORD)
    at = open_screen(None, BOARD, "zh_CN", at=f"studio.{studio.id}")
    assert not at.metric

    at.text_input[0].set_value("lisi")
    at.text_input[1].set_value(PASSWORD)
    at.button[0].click().run()

    assert figures(at)["活动"] == "1"
    assert "示例接待" in at.words
