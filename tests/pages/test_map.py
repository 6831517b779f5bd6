"""The map of squares on the screen."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

from sqlmodel import Session

from core.committees.squares import queries
from core.i18n import CHINESE, ENGLISH
from core.permissions import Role
from core.reports.queries.places import PlaceFigures
from pages._ui.charts import bars, palette, squares
from pages._ui.charts.squares import Shown
from tests.factories import Make
from tests.pages import colours
from tests.pages.conftest import OpenScreen
from tests.pages.test_charts import view

ROWS = (
    PlaceFigures(7, None, "甲镇", "Town A", 1, 1, 9, 1, 2, 0),
    PlaceFigures(8, None, "乙镇", "Town B", 2, 3, 0, 4, 0, 0),
    PlaceFigures(9, None, "丙镇", "Town C", 0, 0, 3, 0, 0, 0),
)


def drawn(shown: Shown, language: str = CHINESE) -> dict[str, Any]:
    return squares.draw(shown, ROWS, view(language))


class TestDraw:
    def test_places_stand_on_their_squares_with_name_and_number(self) -> None:
        rows = drawn(Shown.ACTIVITIES)["datasets"]["rows"]

        told = [(one["row"], one["column"], one["mark"], one["more"]) for one in rows]
        assert told == [("1", "1", "甲镇", "9"), ("2", "3", "乙镇", "0")]

    def test_the_most_is_the_darkest_and_nothing_the_lightest(self) -> None:
        made = drawn(Shown.ACTIVITIES)
        keys = bars.keys(made)

        found = [keys[one["series"]] for one in made["datasets"]["rows"]]
        assert found == [palette.SQUARES[-1][0], palette.SQUARES[0][0]]

    def test_words_can_be_read_on_each_shade(self) -> None:
        assert all(colours.contrast(shade, ink) >= 4.5 for shade, ink in palette.SQUARES)

    def test_shades_are_told_apart_by_all_eyes(self) -> None:
        shades = [shade for shade, _ink in palette.SQUARES]

        for eyes in colours.EYES.values():
            near = pairwise(shades)
            assert min(colours.apart(one, other, eyes) for one, other in near) > 7

    def test_a_square_leads_one_level_down_over_the_same_days(self) -> None:
        link = drawn(Shown.ACTIVITIES)["datasets"]["rows"][0]["link"]

        assert link == "/map?c=7&p=days&from=2026-01-01&to=2026-12-31"

    def test_the_sentence_tells_where_most_is(self) -> None:
        told = squares.tell(Shown.OPINIONS, ROWS, view(ENGLISH))

        assert told == "Opinion items: most in Town B (4); 1 of 3 have none."

    def test_the_table_has_those_beside_the_map_too(self) -> None:
        table = squares.table(ROWS, view(ENGLISH))

        assert [line["Name"] for line in table] == ["Town A", "Town B", "Town C"]
        assert table[2]["Row"] == ""

    def test_as_long_as_nothing_is_laid_out_all_stand_in_reading_order(self) -> None:
        rows = [replace(row, row=0, column=0) for row in ROWS]

        made = squares.draw(Shown.ACTIVITIES, rows, view())

        told = [(one["row"], one["column"]) for one in made["datasets"]["rows"]]
        assert told == [("1", "1"), ("1", "2"), ("2", "1")]

    def test_names_are_told_without_what_all_have_in_common(self) -> None:
        rows = [replace(ROWS[0], name="示例县政协", name_en="Example County CPPCC")]

        told = [
            squares.draw(Shown.STUDIOS, rows, view(language))["datasets"]["rows"][0]["mark"]
            for language in (CHINESE, ENGLISH)
        ]

        assert told == ["示例县", "Example County"]


def test_the_office_lays_the_map_out_by_itself(
    open_screen: OpenScreen, session: Session, make: Make
) -> None:
    town, other = make.township(), make.township()
    session.commit()
    actor = make.actor(Role.CLERK)
    window = open_screen(actor, "board/map")
    assert any("还没有排布" in one.value for one in window.caption)
    window.query_params["edit"] = "1"
    window.run()

    next(one for one in window.button if one.label == "自动排布").click().run()

    found = queries.places(session, actor, make.home().id)
    assert {(one.child_id, one.row, one.column) for one in found} == {
        (town.id, 1, 1),
        (other.id, 1, 2),
    }
    assert not window.exception


def test_who_may_not_change_committees_is_offered_no_table(
    open_screen: OpenScreen, session: Session, make: Make
) -> None:
    make.township()
    session.commit()

    window = open_screen(make.actor(Role.CHAIR_OFFICE), "board/map")

    assert window.checkbox == [] or "排布片区图" not in [one.label for one in window.checkbox]
