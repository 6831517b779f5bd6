"""The charts of days, plans, seats, flows and comparisons: worked by hand."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from sqlmodel import Session

from core.activities.models import OwnerKind
from core.i18n import CHINESE, ENGLISH
from core.permissions import Role
from core.reports.periods import Period
from core.reports.queries.calendar import DayFigures, MonthPlan
from core.reports.queries.compare import GroupMeasures
from pages._ui.charts import bands, compare, days, on_plan, palette, steps
from pages._ui.charts.bands import Way
from pages._ui.charts.compare import Compared
from pages._ui.charts.panel import View
from pages._ui.charts.say import Say
from tests.factories import Make
from tests.pages.test_charts import ROWS, spec


def view(period: Period, language: str = CHINESE) -> View:
    return View(3, period, Say(language))


def rows_of(made: dict[str, Any]) -> list[dict[str, Any]]:
    return list(made["datasets"]["rows"])


class TestSteps:
    def test_few_numbers_stand_for_themselves(self) -> None:
        assert steps.steps([0, 3, 1, 3]) == [(1, 1), (3, 3)]

    def test_many_are_parted_into_as_many_each(self) -> None:
        assert steps.steps([1, 2, 3, 4, 5, 6, 7, 40]) == [(1, 2), (3, 4), (5, 6), (7, 40)]

    def test_how_often_a_number_comes_does_not_matter(self) -> None:
        assert steps.steps([1] * 99 + [2, 3, 4, 5]) == [(1, 1), (2, 2), (3, 3), (4, 5)]

    def test_each_number_belongs_to_the_step_that_holds_it(self) -> None:
        among = [(1, 2), (3, 4), (5, 40)]

        assert [steps.step_of(n, among) for n in (0, 1, 2, 3, 5, 40)] == [0, 1, 1, 2, 3, 3]

    def test_the_most_has_the_strongest_colour(self) -> None:
        assert steps.shades([(1, 1), (2, 9)]) == {
            "0": palette.NONE,
            "1": palette.STEPS[2],
            "2–9": palette.STEPS[3],
        }


class TestDays:
    def test_a_year_has_a_cell_for_each_day_in_its_week(self) -> None:
        made = days.draw([DayFigures(date(2026, 3, 1), 4, 9)], view(Period.year(2026)))

        cells = rows_of(made)
        busy = next(cell for cell in cells if cell["told0"] == "2026-03-01")
        assert len(cells) == 365
        assert (busy["column"], busy["row"], busy["series"]) == ("2026-02-23", "日", "4")
        assert busy["link"] == ("/activities?c=3&stage=done&from=2026-03-01&to=2026-03-01")

    def test_a_month_is_named_above_the_week_it_begins_in(self) -> None:
        made = days.draw([DayFigures(date(2026, 3, 1), 4, 9)], view(Period.year(2026), ENGLISH))

        heads = made["layer"][0]["encoding"]["x"]["axis"]["labelExpr"]
        assert '"2026-02-23": "Mar"' in heads
        assert heads.count(":") == 12

    def test_several_years_have_a_cell_for_each_month(self) -> None:
        both = Period(date(2025, 1, 1), date(2026, 12, 31))
        rows = [DayFigures(date(2025, 3, day), 2, 0) for day in (1, 31)]

        cells = rows_of(days.draw(rows, view(both)))

        march = next(cell for cell in cells if (cell["row"], cell["column"]) == ("2025", "3月"))
        assert len(cells) == 24
        assert march["series"] == "4"


class TestPlan:
    ROWS = (
        MonthPlan(202601, 3, 2, 0, 24),
        MonthPlan(202602, 1, 1, 4, 24),
    )

    def test_bars_grow_from_month_to_month(self) -> None:
        made = on_plan.draw(self.ROWS, view(Period.year(2026), ENGLISH))

        second = [row["value"] for row in rows_of(made) if row["bar"] == "Feb"]
        assert second == [3, 1, 4]

    def test_the_line_rises_evenly_to_the_goal(self) -> None:
        made = on_plan.draw(self.ROWS, view(Period.year(2026), ENGLISH))

        assert made["datasets"]["line"] == [{"bar": "Jan", "line": 2}, {"bar": "Feb", "line": 4}]

    def test_without_targets_no_line_is_drawn(self) -> None:
        made = on_plan.draw([MonthPlan(202601, 3, 0, 0, 0)], view(Period.year(2026)))

        assert "line" not in made["datasets"]
        assert "没有" in on_plan.tell([MonthPlan(202601, 3, 0, 0, 0)], view(Period.year(2026)))

    def test_the_table_tells_what_was_aimed_at_up_to_then(self) -> None:
        found = on_plan.table(self.ROWS, view(Period.year(2026), ENGLISH))

        assert found[1]["Held up to then"] == 4
        assert found[1]["Aimed at up to then"] == 4


class TestBands:
    WAYS = (
        Way(("a", "x", "done"), "done", 6),
        Way(("a", "y", "open"), "open", 2),
        Way(("b", "x", "open"), "open", 2),
        Way(("b", "none"), "none", 10),
    )

    def flow(self) -> bands.Flow:
        return bands.flow(self.WAYS, ["done", "open", "none"], "others", ["none"])

    def test_the_largest_stands_first_and_what_goes_last_at_the_end(self) -> None:
        stops = self.flow().stops

        names = [[one.name for one in stops if one.column == column] for column in range(3)]
        assert names == [["b", "a"], ["x", "y", "none"], ["done", "open"]]

    def test_what_is_a_series_stands_in_the_order_of_the_series(self) -> None:
        ways = [Way(("a", "x", "done"), "done", 1), Way(("a", "x", "open"), "open", 9)]

        found = bands.flow(ways, ["done", "open"], "others")

        assert [one.name for one in found.stops if one.column == 2] == ["done", "open"]

    def test_a_stop_is_as_high_as_what_flows_through_it(self) -> None:
        found = self.flow()

        # The tallest column has 20 items and two gaps between its three stops.
        item = (1 - 2 * bands.GAP) / 20
        for stop in found.stops:
            assert stop.bottom - stop.top == pytest.approx(stop.items * item)
        assert max(stop.bottom for stop in found.stops) == pytest.approx(1)

    def test_bands_fill_both_sides_without_overlapping(self) -> None:
        found = self.flow()

        for stop in found.stops:
            leaving = [
                (b.top, b.bottom)
                for b in found.bands
                if (b.column, b.source) == (stop.column, stop.name)
            ]
            coming = [
                (b.far_top, b.far_bottom)
                for b in found.bands
                if (b.column + 1, b.target) == (stop.column, stop.name)
            ]
            for side in (sorted(leaving), sorted(coming)):
                if side:
                    assert side[0][0] == pytest.approx(stop.top)
                    assert side[-1][1] <= stop.bottom + 1e-9
                assert all(b[0] == pytest.approx(a[1]) for a, b in pairwise(side))

    def test_no_item_is_lost(self) -> None:
        found = self.flow()

        assert sum(band.items for band in found.bands if band.column == 0) == 20
        assert sum(band.items for band in found.bands if band.column == 1) == 10

    def test_small_stops_are_put_together(self) -> None:
        ways = [Way((f"s{n}", "x"), "x", 20 - n) for n in range(12)]

        found = bands.flow(ways, ["x"], "others")

        first = [stop for stop in found.stops if stop.column == 0]
        assert [stop.name for stop in first] == [*(f"s{n}" for n in range(8)), "others"]
        assert first[-1].items == 12 + 11 + 10 + 9


class TestSeats:
    def test_a_cell_has_a_letter_beside_its_colour(self) -> None:
        cells = rows_of(spec("seats"))

        assert [(cell["column"], cell["row"], cell["mark"]) for cell in cells] == [
            ("03-02", "M-7", "缺"),
            ("05-02", "M-7", "缺"),
            ("03-02", "M-9", "迟"),
        ]


class TestCompare:
    GROUPS = ROWS["compare"]

    def test_a_dot_stands_at_the_share_of_the_best(self) -> None:
        year = view(Period.year(2026), ENGLISH)

        made = compare.draw([Compared.ACTIVITIES, Compared.RATE], self.GROUPS, year)

        found = {(one["line"], one["series"]): one["share"] for one in rows_of(made)}
        assert found == {
            ("Group A", "Activities"): 1,
            ("Group B", "Activities"): 0.25,
            ("Group A", "Attendance"): 1,
        }

    def test_groups_stand_in_the_order_of_the_first_measure(self) -> None:
        quiet = GroupMeasures(3, "丙组", "C", "甲县", "A", 1, 0, 999, None, 0, 0, None)

        first = compare.ordered([*self.GROUPS, quiet], Compared.SERVED)

        assert [row.group_id for row in first] == [3, 1, 2]

    def test_whoever_cannot_be_measured_stands_at_the_end(self) -> None:
        assert [one.group_id for one in compare.ordered(self.GROUPS, Compared.RATE)] == [1, 2]
        assert compare.said(self.GROUPS[1], Compared.RATE, view(Period.year(2026))) == "–"

    def test_a_download_is_of_the_measures_shown(self) -> None:
        chosen = (Compared.SERVED, Compared.RATE)

        found = compare.asked(compare.panel(chosen).key)

        assert found
        assert found.key == "compare.served.rate"
        assert compare.panel().key == "compare"
        assert [compare.asked(key) for key in ("months", "compare.x", "x.served")] == [None] * 3

    def test_groups_with_nothing_of_what_is_chosen_are_no_chart(
        self, session: Session, make: Make
    ) -> None:
        group = make.group()
        made = {"owner_kind": OwnerKind.GROUP, "studio_id": None, "sector_group_id": group.id}
        make.activity(served=5, **made)
        asked = (session, make.actor(Role.CHAIR_OFFICE), make.home().id, Period.year(2026))

        assert compare.panel([Compared.SERVED]).ask(*asked)
        assert not compare.panel([Compared.PROPOSALS]).ask(*asked)
