"""The live board: its figures, its period, and what one change costs however many look on."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import event
from sqlmodel import Session

from core import clock
from core.activities.models import OwnerKind
from core.committees import trail
from core.permissions import Actor, Role
from core.studios.models import StudioKind
from db.session import engine
from pages._ui.board import choice
from tests.factories import Make
from tests.pages.conftest import Browser, OpenScreen

pytestmark = pytest.mark.on_both
BOARD = "board/live"
THIS_YEAR = clock.today().year
DAY = date(THIS_YEAR, 1, 1)


@pytest.fixture
def actor(make: Make) -> Actor:
    return make.actor(Role.CHAIR_OFFICE)


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """All statements that the app runs from here on."""
    asked: list[str] = []

    def note(*told: object) -> None:
        asked.append(str(told[2]))

    event.listen(engine(), "before_cursor_execute", note)
    yield asked
    event.remove(engine(), "before_cursor_execute", note)


def figures(at: Browser) -> dict[str, str]:
    return {metric.label: metric.value for metric in at.metric}


def counts(asked: list[str]) -> int:
    """How many statements read the register of activities or of attendance."""
    return sum("FROM activity" in one or "FROM attendance" in one for one in asked)


@pytest.mark.parametrize(
    ("lang", "activities", "served"),
    [("zh_CN", "活动", "服务群众人数"), ("en", "Activities", "People served")],
)
def test_it_shows_the_key_figures(
    open_screen: OpenScreen, make: Make, actor: Actor, lang: str, activities: str, served: str
) -> None:
    make.activity(held_on=DAY, served=1200)

    at = open_screen(actor, BOARD, lang)

    assert not at.exception
    assert (figures(at)[activities], figures(at)[served]) == ("1", "1,200")


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        (
            "zh_CN",
            "服务群众人数增加最多：30人次，上年同期10人次（增长200%）；"
            "其中示例街道委员工作室增加17人次。",
        ),
        (
            "en",
            "What rose most: People served, 30 people after 10 people in the same days of the"
            " year before (up 200%); 示例街道委员工作室 alone has 17 people more.",
        ),
    ],
)
def test_it_tells_what_changed_most_and_why(
    open_screen: OpenScreen, make: Make, actor: Actor, lang: str, told: str
) -> None:
    studio = make.studio(name="示例街道委员工作室")
    mine = {"owner_kind": OwnerKind.STUDIO, "studio_id": studio.id}
    visits = make.category().id
    make.activity(held_on=DAY, served=27, category_id=visits, **mine)
    make.activity(held_on=DAY, served=3, category_id=visits)
    make.activity(held_on=date(THIS_YEAR - 1, 1, 1), served=10, category_id=visits, **mine)

    at = open_screen(actor, BOARD, lang)

    assert told in at.words


def test_an_empty_house_says_what_to_do(open_screen: OpenScreen, make: Make, actor: Actor) -> None:
    at = open_screen(actor, BOARD, "en")

    assert not at.exception
    assert "The board fills with each activity." in at.words
    assert "Register one, or wait for an application to be approved." in at.words


def test_the_address_chooses_the_period(open_screen: OpenScreen, make: Make, actor: Actor) -> None:
    make.activity(held_on=date(2024, 5, 20))

    at = open_screen(actor, BOARD, "en", p="2024")

    assert figures(at)["Activities"] == "1"


def test_the_address_chooses_days(open_screen: OpenScreen, make: Make, actor: Actor) -> None:
    make.activity(held_on=date(2024, 5, 20))
    make.activity(held_on=date(2024, 5, 21))
    days = {"p": "days", "from": "2024-05-01", "to": "2024-05-20"}

    at = open_screen(actor, BOARD, "en", **days)

    assert not at.exception
    assert figures(at)["Activities"] == "1"


def test_the_address_chooses_the_term(open_screen: OpenScreen, make: Make, actor: Actor) -> None:
    make.term(starts_on=date(2022, 1, 1))
    make.activity(held_on=date(2021, 12, 31))
    make.activity(held_on=date(2022, 5, 20))
    make.activity(held_on=date(2024, 5, 20))

    at = open_screen(actor, BOARD, "en", p="term")

    assert not at.exception
    assert figures(at)["Activities"] == "2"


def test_without_a_term_it_says_so_and_shows_the_year(
    open_screen: OpenScreen, make: Make, actor: Actor
) -> None:
    make.activity(held_on=DAY)

    at = open_screen(actor, BOARD, "en", p="term")

    assert figures(at)["Activities"] == "1"
    assert "No term is on record" in at.words


def test_the_address_chooses_what_a_month_is_compared_with(
    open_screen: OpenScreen, make: Make, actor: Actor
) -> None:
    days = {"p": "days", "from": "2024-05-11", "to": "2024-05-20"}
    at = open_screen(actor, BOARD, "en", **days)
    assert "Changes are against 2024-05-01 to 2024-05-10." in at.words

    at.selectbox(key="board.vs").select("year").run()

    assert "Changes are against 2023-05-11 to 2023-05-20." in at.words
    assert at.query_params["vs"] == "year"


@pytest.mark.parametrize("asked", ["", "99999", "никогда", "-1", "0000", "days"])
def test_a_period_that_is_none_is_this_year(
    open_screen: OpenScreen, make: Make, actor: Actor, asked: str
) -> None:
    make.activity(held_on=DAY)

    at = open_screen(actor, BOARD, "en", p=asked, **{"from": "x", "to": "2026-13-99"})

    assert not at.exception
    assert at.metric


def test_where_a_year_is_empty_it_shows_the_way_to_the_last_with_records(
    open_screen: OpenScreen, make: Make, actor: Actor
) -> None:
    make.activity(held_on=date(2022, 5, 20))

    at = open_screen(actor, BOARD, "en")
    next(button for button in at.button if button.label == "Show 2022").click().run()

    assert figures(at)["Activities"] == "1"
    assert at.query_params["p"] == "2022"


def test_named_periods_are_those_of_today() -> None:
    today = date(2026, 5, 20)

    assert choice.named("quarter", today).first == date(2026, 4, 1)
    assert choice.named("month", today).last == date(2026, 5, 31)
    assert choice.named("last", today).first == date(2025, 1, 1)


def test_a_committee_out_of_reach_is_not_shown(
    open_screen: OpenScreen, make: Make, actor: Actor
) -> None:
    other = make.committee()
    make.activity(committee_id=other.id, held_on=DAY)

    at = open_screen(actor, BOARD, "en", c=str(other.id))

    assert figures(at)["Activities"] == "0"


def test_unchanged_records_are_not_counted_again_whoever_looks(
    open_screen: OpenScreen, make: Make, actor: Actor, statements: list[str]
) -> None:
    make.activity(held_on=DAY)
    other = make.actor(Role.CLERK)
    at = open_screen(actor, BOARD)
    del statements[:]

    at.run()
    open_screen(make.actor(Role.CHAIR_OFFICE), BOARD)
    first_of_kind = counts(statements)
    open_screen(other, BOARD)

    assert first_of_kind == 0
    assert counts(statements) == 0


def test_a_change_is_counted_once_however_many_look(
    open_screen: OpenScreen, session: Session, make: Make, actor: Actor, statements: list[str]
) -> None:
    viewers = [open_screen(actor, BOARD, "en"), open_screen(actor, BOARD, "en")]
    make.activity(held_on=DAY)
    trail.raise_revision(session, make.home().id)
    session.commit()
    del statements[:]

    viewers[0].run()
    once = counts(statements)
    viewers[1].run()

    assert [figures(at)["Activities"] for at in viewers] == ["1", "1"]
    assert counts(statements) == once > 0


def test_a_run_asks_once_who_is_there(
    open_screen: OpenScreen, make: Make, actor: Actor, statements: list[str]
) -> None:
    at = open_screen(actor, BOARD)
    del statements[:]

    at.run()

    assert sum("FROM sign_in_session" in one for one in statements) == 1


def test_the_number_of_statements_does_not_grow_with_the_rows(
    open_screen: OpenScreen, session: Session, make: Make, actor: Actor, statements: list[str]
) -> None:
    make.studio(township_id=make.township().id)
    make.activity(held_on=DAY)
    at = open_screen(actor, BOARD)
    few = len(statements)
    for kind in StudioKind:
        make.studio(kind=kind, township_id=make.township().id)
        make.attendance(make.activity(held_on=DAY), make.member())
    trail.raise_revision(session, make.home().id)
    session.commit()
    del statements[:]

    at.run()

    assert len(statements) <= few


def test_somebody_who_may_not_export_is_offered_no_download(
    open_screen: OpenScreen, make: Make
) -> None:
    make.studio(township_id=make.township().id)

    reader = open_screen(make.actor(Role.UPPER_COMMITTEE), BOARD)
    clerk = open_screen(make.actor(Role.CHAIR_OFFICE), BOARD)

    assert "/export/board/" not in reader.words
    assert "/export/board/" in clerk.words


@pytest.mark.parametrize(
    ("screen", "chosen", "paper"),
    [
        (BOARD, "month", "季度报告"),
        (BOARD, "2026", "年度报告"),
        ("board/voices", "2026", "信息报送与采用情况通报"),
    ],
)
def test_a_board_is_told_of_on_paper_for_the_period_shown(
    open_screen: OpenScreen, make: Make, screen: str, chosen: str, paper: str
) -> None:
    make.activity()

    clerk = open_screen(make.actor(Role.CHAIR_OFFICE), screen, lang="zh_CN", p=chosen)
    reader = open_screen(make.actor(Role.UPPER_COMMITTEE), screen, lang="zh_CN", p=chosen)

    assert f">{paper}（Word）</a>" in clerk.words
    assert f"/{make.home().id}?" in clerk.words
    assert "/paper/" not in reader.words
