"""The board of an assessment: its panels, the order list, names hidden, and what if."""

from datetime import date
from hashlib import sha256
from typing import Any

import pytest

from core.assessment import keeping
from core.assessment.models import Assessment, BookState, RuleBook
from core.permissions import Actor, Role
from tests.factories import Make
from tests.pages.conftest import OpenScreen

pytestmark = pytest.mark.on_both
BOARD = "board/assessment"
YEAR = 2026
BOOK = """
format = 1
name = "示例考核办法"
name_en = "Example rules"
scores = "members"
base = 60
[[section]]
key = "duty"
name = "履职"
name_en = "Duty"
cap = 40
[[section.item]]
key = "went"
name = "参加活动"
name_en = "Activities attended"
counts = "attendance"
where = { presence = "present" }
points = 15
[[grade]]
key = "good"
name = "良好"
name_en = "Good"
from = 70
colour = "green"
[[grade]]
key = "poor"
name = "不合格"
name_en = "Poor"
colour = "red"
"""


@pytest.fixture
def actor(make: Make) -> Actor:
    return make.actor(Role.CHAIR_OFFICE)


def assess(make: Make, year: int = YEAR) -> Assessment:
    """An assessment of two members: 委员甲 was there, 委员乙 never."""
    home = make.home()
    sector = make.sector(name="示例界别甲", name_en="Sector A")
    active = make.member(name="委员甲", sector_id=sector.id)
    make.member(name="委员乙")
    make.attendance(make.activity(held_on=date(year, 5, 20)), active)
    return opened(make, BOOK, year, home.id)


def opened(make: Make, text: str, year: int, committee_id: int) -> Assessment:
    """A book applied to a year, all scores kept."""
    book = keeping.book_of(text)
    row = make.save(
        RuleBook(
            committee_id=committee_id,
            code=f"example-{year}-{book.scores.value}",
            name=book.name,
            name_en=book.name_en,
            scores=book.scores,
            text=text,
            sha256=sha256(text.encode()).hexdigest(),
            state=BookState.ADOPTED,
        )
    )
    days: dict[str, Any] = {"first_on": date(year, 1, 1), "last_on": date(year, 12, 31)}
    found = make.save(Assessment(committee_id=committee_id, book_id=row.id, year=year, **days))
    keeping.rebuild(make.session, found)
    return found


@pytest.mark.parametrize(
    ("lang", "title", "told"),
    [
        ("zh_CN", "考核看板", "共2个，其中“良好”1个，“不合格”1个。"),
        ("en", "Board of the assessment", "Of 2, 1 are “Good” and 1 are “Poor”."),
    ],
)
def test_it_tells_how_many_have_which_grade(
    open_screen: OpenScreen, make: Make, actor: Actor, lang: str, title: str, told: str
) -> None:
    assess(make)

    at = open_screen(actor, BOARD, lang)

    assert not at.exception
    assert at.title[0].value == title
    assert told in at.words


def test_without_an_assessment_it_says_the_next_step(
    open_screen: OpenScreen, make: Make, actor: Actor
) -> None:
    make.member()

    at = open_screen(actor, BOARD, "en")

    assert "Adopt a rule book and open one under Assessments." in at.words


def test_it_names_who_has_done_nothing(open_screen: OpenScreen, make: Make, actor: Actor) -> None:
    assess(make)

    at = open_screen(actor, BOARD)

    assert "1个没有任何履职记录" in at.words
    assert "委员乙" in at.words


@pytest.mark.parametrize("view", ["board", "list", "what_if"])
def test_names_can_be_hidden(open_screen: OpenScreen, make: Make, actor: Actor, view: str) -> None:
    assess(make)

    at = open_screen(actor, BOARD, view=view, hide="1", item="went")

    assert not at.exception
    assert "委员甲" not in at.words
    assert "委员乙" not in at.words


def test_the_list_stands_in_order_and_opens_the_records(
    open_screen: OpenScreen, make: Make, actor: Actor
) -> None:
    found = assess(make)

    at = open_screen(actor, BOARD, view="list")

    assert at.words.index("委员甲") < at.words.index("委员乙")
    assert f"/mine?c={found.committee_id}&amp;a={found.id}&amp;" in "".join(
        one.value for one in at.html
    )


@pytest.mark.parametrize(
    ("asked", "shown", "left_out"),
    [
        ({"grade": "good"}, "委员甲", "委员乙"),
        ({"low": "0", "high": "6999"}, "委员乙", "委员甲"),
    ],
)
def test_the_list_can_be_narrowed(
    open_screen: OpenScreen,
    make: Make,
    actor: Actor,
    asked: dict[str, str],
    shown: str,
    left_out: str,
) -> None:
    assess(make)

    at = open_screen(actor, BOARD, view="list", **asked)

    assert shown in at.words
    assert left_out not in at.words


def test_the_list_of_one_sector_has_its_members_only(
    open_screen: OpenScreen, make: Make, actor: Actor
) -> None:
    assess(make)
    at = open_screen(actor, BOARD, view="list", by="sector")
    option = next(one for one in at.selectbox if one.label == "界别")

    option.select_index(1).run()

    assert "委员甲" in at.words
    assert "委员乙" not in at.words


def test_what_if_tells_who_would_have_another_grade(
    open_screen: OpenScreen, make: Make, actor: Actor
) -> None:
    assess(make)
    at = open_screen(actor, BOARD, "en", view="what_if", item="went")
    assert "Change one, then press" in at.words
    assert "Nothing would change." not in at.words

    at.number_input[0].set_value(5.0)
    at.button[0].click().run()

    assert not at.exception
    assert "1 would have other points, 1 of them another grade." in at.words
    turned = at.dataframe[1].value
    assert list(turned["Points then"]) == ["65"]
    assert (list(turned["Grade now"]), list(turned["Grade then"])) == (["Good"], ["Poor"])


def test_one_year_stands_beside_the_one_before(
    open_screen: OpenScreen, make: Make, actor: Actor
) -> None:
    found = assess(make)
    opened(make, BOOK, YEAR - 1, found.committee_id)

    at = open_screen(actor, BOARD, "en")

    assert f"Against {YEAR - 1}, 1 have more points and 0 fewer." in at.words


def test_an_assessment_of_another_committee_is_not_shown(
    open_screen: OpenScreen, make: Make, actor: Actor
) -> None:
    found = assess(make)
    stranger = make.committee(code="X-9", name="示例别县")
    other = opened(make, BOOK, YEAR, stranger.id)

    at = open_screen(actor, BOARD, a=str(other.id))

    assert not at.exception
    assert f"of={found.id}" in "".join(one.value for one in at.html) or "甲" in at.words
