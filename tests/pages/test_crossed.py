"""Crossed charts: what is chosen is in the address, and narrows all other charts."""

from datetime import date

import pytest

from core import clock
from core.activities.models import OwnerKind
from core.permissions import Actor, Role
from core.reports.crossed.choices import Cross, Dimension
from core.reports.periods import Period
from pages._ui.board import registered
from pages._ui.charts.panel import View
from pages._ui.charts.say import Say
from tests.factories import Make
from tests.pages.conftest import Browser, OpenScreen

pytestmark = pytest.mark.on_both
CROSSED = "board/crossed"
YEAR = clock.today().year
VIEW = View(3, Period.year(2026), Say("en"))


@pytest.fixture
def actor(make: Make) -> Actor:
    return make.actor(Role.CHAIR_OFFICE)


@pytest.fixture
def held(make: Make) -> None:
    """Two activities in January, one of a studio, and one in February."""
    studio = make.studio(name="示例工作室")
    mine = {"owner_kind": OwnerKind.STUDIO, "studio_id": studio.id}
    make.activity(held_on=date(YEAR, 1, 5), served=10, **mine)
    make.activity(held_on=date(YEAR, 1, 6), served=20)
    make.activity(held_on=date(YEAR, 2, 6), served=40)


def labels(at: Browser) -> list[str]:
    return [button.label for button in at.button]


@pytest.mark.parametrize(
    ("lang", "told", "chip"),
    [
        ("zh_CN", "**共2项活动**，服务群众30人次", "月份：1月"),
        ("en", "**2 activities**, 30 people served", "Month: Jan"),
    ],
)
@pytest.mark.usefixtures("held")
def test_the_address_says_what_is_chosen(
    open_screen: OpenScreen, actor: Actor, lang: str, told: str, chip: str
) -> None:
    at = open_screen(actor, CROSSED, lang, month=f"{YEAR}01")

    assert not at.exception
    assert told in at.words
    assert chip in labels(at)


@pytest.mark.usefixtures("held")
def test_pills_choose_and_a_chip_takes_it_back(open_screen: OpenScreen, actor: Actor) -> None:
    at = open_screen(actor, CROSSED, "en")

    at.pills(key="crossed.pills.month").select(f"{YEAR}02").run()
    chosen = at.words
    at.button(key=f"crossed.chip.month.{YEAR}02").click().run()

    assert "**1 activities**, 40 people served" in chosen
    assert "**3 activities**, 70 people served" in at.words
    assert "month" not in at.query_params


@pytest.mark.usefixtures("held")
def test_several_choices_add_up_and_all_are_taken_back_at_once(
    open_screen: OpenScreen, actor: Actor
) -> None:
    at = open_screen(actor, CROSSED, "en", month=f"{YEAR}01", owner="studio")
    chosen = at.words

    at.button(key="crossed.clear").click().run()

    assert "**1 activities**, 10 people served" in chosen
    assert "**3 activities**, 70 people served" in at.words


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize(
    "asked", [{"month": "x"}, {"holder": "studio.999999"}, {"sector": "<b>"}, {"size": "9"}]
)
def test_an_address_that_means_nothing_does_no_harm(
    open_screen: OpenScreen, actor: Actor, asked: dict[str, str]
) -> None:
    at = open_screen(actor, CROSSED, "en", **asked)

    assert not at.exception
    assert "activities**" in at.words


def test_without_activities_it_says_what_to_do(open_screen: OpenScreen, actor: Actor) -> None:
    at = open_screen(actor, CROSSED, "en")

    assert not at.exception
    assert "**0 activities**" in at.words


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ((), "from=2026-01-01&to=2026-12-31"),
        ((("month", ("202602", "202603")),), "from=2026-02-01&to=2026-03-31"),
        ((("month", ("202602", "202604")),), ""),
        ((("heading", ("service",)),), "category=service%2F"),
        ((("heading", ("own_1示例",)),), ""),
        ((("heading", ("service", "study")),), ""),
        ((("owner", ("group",)),), "by=group"),
        ((("holder", ("studio.7",)),), "by=studio&by_studio=studio%2F7"),
        ((("owner", ("studio",)), ("holder", ("studio.7",))), "by_studio=studio%2F7"),
        ((("owner", ("group",)), ("holder", ("studio.7",))), ""),
        ((("sector", ("农业界",)),), ""),
    ],
)
def test_the_register_is_narrowed_the_same_way_where_it_can(
    chosen: tuple[tuple[str, tuple[str, ...]], ...], told: str
) -> None:
    cross = Cross(3, VIEW.period, tuple((Dimension(name), keys) for name, keys in chosen))

    found = registered.address(cross, VIEW)

    assert (told in found) if told else found == ""
