"""Notes on the boards: told on the card, marked on the chart, pinned from the screen."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from sqlmodel import Session, select

from core.annotations.models import Annotation
from core.annotations.queries import Note
from core.i18n import CHINESE
from core.permissions import Role
from core.reports.periods import Period
from pages._ui.board import cards
from pages._ui.board.cards import Card
from pages._ui.board.panels import PANELS
from pages._ui.charts import marks
from tests.factories import Make
from tests.pages.conftest import OpenScreen
from tests.pages.test_cards import NASTY, Read
from tests.pages.test_charts import ROWS, spec, view

AT = datetime(2026, 5, 1, 1, 0, tzinfo=UTC)


def note(**given: Any) -> Note:
    usual: dict[str, Any] = {
        "id": 1,
        "panel": "months",
        "number": 1,
        "day": None,
        "bar": "",
        "words": "换届",
        "by": "王",
        "written_at": AT,
        "version": 1,
    }
    return Note(**usual | given)


def marked(key: str, *notes: Note) -> list[dict[str, Any]]:
    made = marks.marked(spec(key), notes, view())
    return list(made["datasets"].get(marks.MARKS, ()))


class TestMarks:
    def test_a_note_on_a_bar_is_marked_at_that_bar(self) -> None:
        assert marked("groups", note(bar="乙组", number=2)) == [{"bar": "乙组", "mark": "2"}]

    def test_a_note_on_a_day_is_marked_at_its_month(self) -> None:
        assert marked("months", note(day=date(2026, 3, 8))) == [{"bar": "3月", "mark": "1"}]

    def test_a_note_on_a_day_is_marked_at_its_cell(self) -> None:
        found = marked("calendar", note(day=date(2026, 3, 1)))

        assert found == [{"column": "2026-02-23", "row": "日", "mark": "1"}]

    def test_a_note_on_a_day_is_marked_at_the_cell_of_its_month_over_several_years(self) -> None:
        several = replace(view(), period=Period(date(2025, 1, 1), date(2026, 12, 31)))
        draw = PANELS["calendar"].draw
        assert draw

        made = marks.marked(draw(ROWS["calendar"], several), [note(day=date(2026, 3, 8))], several)

        found = made["datasets"][marks.MARKS]
        assert found == [{"column": "3月", "row": "2026", "mark": "1"}]

    def test_two_at_one_place_share_a_mark(self) -> None:
        found = marked("groups", note(bar="乙组"), note(bar="乙组", number=2))

        assert found == [{"bar": "乙组", "mark": "1·2"}]

    def test_what_the_chart_does_not_show_changes_nothing(self) -> None:
        plain = spec("groups")

        assert marks.marked(plain, [note(bar="丙组")], view()) is plain

    def test_the_chart_below_stays_as_it_was(self) -> None:
        plain = spec("months")

        made = marks.marked(plain, [note(day=date(2026, 3, 8))], view())

        assert made["layer"][0]["encoding"] == plain["encoding"]
        assert made["height"] == plain["height"]

    def test_the_cells_below_keep_their_figures(self) -> None:
        plain = spec("calendar")

        made = marks.marked(plain, [note(day=date(2026, 3, 1))], view())

        assert made["data"] == plain["data"]
        assert made["layer"][: len(plain["layer"])] == plain["layer"]

    def test_months_are_pinned_by_a_day_and_all_else_by_name(self) -> None:
        assert marks.bars_of(spec("months"), view()) == []
        assert marks.bars_of(spec("groups"), view()) == ["甲组", "乙组"]
        assert "Office A" in marks.bars_of(spec("streams"), view())


def test_a_card_tells_its_notes_as_they_are_numbered() -> None:
    panel, shown = PANELS["months"], view(CHINESE)
    told = panel.tell(ROWS["months"], shown)
    pinned = (note(words=NASTY, day=date(2026, 3, 8)), note(number=2, bar="x"))
    made = Card(panel, ROWS["months"], shown, True, told)

    read = Read(cards.says(replace(made, notes=pinned)))

    assert [one["value"] for one in read.all("li")] == ["1", "2"]
    assert read.all("script") == read.all("img") == []
    assert "2026-03-08" in read.texts


def test_somebody_of_the_office_pins_a_note_that_all_see(
    open_screen: OpenScreen, session: Session, make: Make
) -> None:
    day = date(2026, 5, 20)
    make.activity(held_on=day)
    session.commit()
    window = open_screen(make.actor(Role.CLERK), "board/live")
    window.query_params["p"] = "2026"
    window.query_params["notes"] = "1"
    window.query_params["chart"] = "months"
    window.run()
    inputs = {one.label: one for one in window.text_input}
    inputs["备注内容"].input("集中走访")
    next(one for one in window.date_input if one.label == "日期").set_value(day)
    next(one for one in window.button if one.label == "添加备注").click().run()

    found = session.exec(select(Annotation)).one()
    assert (found.panel, found.day, found.words) == ("months", day, "集中走访")
    assert not window.exception


def test_who_may_only_read_is_offered_no_notes(
    open_screen: OpenScreen, session: Session, make: Make
) -> None:
    make.activity()
    session.commit()

    window = open_screen(make.actor(Role.UPPER_COMMITTEE), "board/live")

    assert "钉上备注" not in [one.label for one in window.button]
