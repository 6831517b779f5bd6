"""The board's charts: drawn from rows alone, in both languages, all of one look."""

import json
import re
from collections.abc import Sequence
from datetime import date
from itertools import combinations
from typing import Any

import pytest

from core.activities.models import AttendanceRole, OwnerKind, Presence
from core.commendations.models import Honour, HonourLevel, SubjectKind
from core.committees.models import CommunityKind
from core.contributions.models import ContributionKind
from core.handling.models import AuthorityLevel, Result
from core.i18n import CHINESE, ENGLISH
from core.matters.models import MatterKind, State, Submitter
from core.members.models import AppointmentKind
from core.plans.drafts import SubjectKind as Planned
from core.plans.models import Every, Measure
from core.reports.periods import Period
from core.reports.queries.activities import CategoryFigures, MonthCategory, OwnerFigures, RoleVisits
from core.reports.queries.attendance import MeetingRate, MonthPresence
from core.reports.queries.awards import HonourFigures
from core.reports.queries.calendar import DayFigures, MonthPlan
from core.reports.queries.compare import GroupMeasures
from core.reports.queries.flow import Stream
from core.reports.queries.funds import BudgetFigures
from core.reports.queries.groups import GroupFigures, ThemeDayKind
from core.reports.queries.handling import Pace, UnitFigures
from core.reports.queries.ladder import LevelAdopted
from core.reports.queries.liaison import QuarterVisits, Unvisited
from core.reports.queries.matters import StepTime
from core.reports.queries.members import AppointmentFigures
from core.reports.queries.opinions import (
    Adopted,
    Funnel,
    InformantFigures,
    Instructions,
    MonthOpinions,
)
from core.reports.queries.places import PlaceFigures
from core.reports.queries.plans import GroupPlan, TargetFigures
from core.reports.queries.presence import Seat
from core.reports.queries.proposals import Contributed, Press, ProposalFigures
from core.reports.queries.standards import StandardFigures
from core.reports.queries.studios import KindFigures, Steps, TownshipFigures
from core.studios.models import StudioKind, StudioState
from pages._ui.board.assessed import ASSESSED
from pages._ui.board.assessed import PANELS as ASSESSED_PANELS
from pages._ui.board.panels import PANELS, VOICES, WORK, Sections
from pages._ui.charts import arrow, bars, palette, squares
from pages._ui.charts.panel import Linked, Panel, View
from pages._ui.charts.say import Say
from pages._ui.screens import SCREENS
from tests.pages import colours

MONTHS = (
    MonthCategory(202601, "study", "学习培训", "Study", 3, 10),
    MonthCategory(202603, "service", "服务群众", "Service", 5, 200),
    MonthCategory(202603, "study", "学习培训", "Study", 1, 0),
)
ADOPTED = (Adopted(1, "甲县", "A", 200, 50), Adopted(2, "乙县", "B", 3, 0))
PROPOSALS = (ProposalFigures(231, 99, 70, 62, 200, 13, 4, 9, 200, 200, 70, 100, 30, 150, 46, 4, 9),)
PLACES = (
    PlaceFigures(7, None, "甲镇", "Town A", 1, 1, 9, 1, 2, 4),
    PlaceFigures(None, 8, "乙村", "Village B", 0, 0, 3, 0, 0, 0),
)
ROWS: dict[str, Sequence[Any]] = {
    "months": MONTHS,
    "served": MONTHS,
    "categories": (
        CategoryFigures(
            *("plenary", "全体会议", "Plenary", "meeting", None),
            *(4, 9, 3, 2, 1, 0, 6, 0, 100),
        ),
    ),
    "owners": (
        OwnerFigures(OwnerKind.STUDIO, StudioKind.SECTOR, 5, 10),
        OwnerFigures(OwnerKind.GROUP, None, 3, 4),
    ),
    "calendar": (
        DayFigures(date(2026, 3, 1), 1, 20),
        DayFigures(date(2026, 3, 2), 9, 0),
    ),
    "on_plan": (MonthPlan(202601, 3, 2, 0, 24), MonthPlan(202602, 1, 1, 4, 24)),
    "seats": (
        Seat(7, "M-7", 2, 2, 1, "Meeting A", date(2026, 3, 2), Presence.ABSENT),
        Seat(7, "M-7", 2, 2, 2, "Meeting B", date(2026, 5, 2), Presence.ABSENT),
        Seat(9, "M-9", 0, 1, 1, "Meeting A", date(2026, 3, 2), Presence.LATE),
    ),
    "compare": (
        GroupMeasures(1, "甲组", "Group A", "甲县", "County A", 20, 8, 90, 0.5, 4, 1, 0.25),
        GroupMeasures(2, "乙组", "Group B", "甲县", "County A", 10, 2, 0, None, 0, 0, None),
    ),
    "streams": (
        Stream("教育界", "Education", Submitter.MEMBER, "Office A", Result.A, 6),
        Stream(None, None, Submitter.CITIZEN, None, None, 2),
    ),
    "kinds": (
        KindFigures(StudioKind.SECTOR, 8, 5, 3),
        KindFigures(StudioKind.MEMBER_HOME, 1, 0, 0),
    ),
    "townships": (
        TownshipFigures(1, "甲镇", "Town A", "甲县", "County A", 3, 3, 3),
        TownshipFigures(2, "乙镇", "Town B", "甲县", "County A", 0, 0, 0),
    ),
    "standards": (StandardFigures("five_haves", "五有", "Five haves", 5, 11, 7),),
    "steps": (
        Steps(StudioKind.LIAISON_GROUP, StudioState.RECTIFYING, StudioState.OPENED, 7),
        Steps(StudioKind.SECTOR, StudioState.OPENED, StudioState.WITHDRAWN, 1),
    ),
    "plans": (GroupPlan(1, "甲组", "Group A", 10, 8, 5), GroupPlan(2, "乙组", "Group B", 10, 1, 5)),
    "groups": (
        GroupFigures(1, "甲组", "Group A", "甲县", "County A", 20, 7, 90, 10, 9),
        GroupFigures(2, "乙组", "Group B", "甲县", "County A", 10, 0, 0, 0, 0),
    ),
    "attendance": (
        MonthPresence(202601, Presence.ABSENT, 1),
        MonthPresence(202601, Presence.PRESENT, 3),
    ),
    "meetings": (
        MeetingRate("plenary", "全体会议", "Plenary", "meeting", 10, 9),
        MeetingRate("study", "学习会", "Study", "meeting", 10, 5),
    ),
    "liaison": (
        QuarterVisits(20261, CommunityKind.VILLAGE, 4, 3),
        QuarterVisits(20262, CommunityKind.VILLAGE, 4, 0),
    ),
    "unvisited": (Unvisited(1, CommunityKind.VILLAGE, "甲村", "Village A", "甲镇", "Town A", 2),),
    "budgets": (
        BudgetFigures(StudioKind.TOWNSHIP_OFFICE, 10, 10, 500_000_000, 100),
        BudgetFigures(None, 8, 0, 0, 0),
    ),
    "appointments": (AppointmentFigures(AppointmentKind.PROJECT, 10, 52, 3),),
    "honours": (
        HonourFigures(Honour.EXCELLENT_MEMBER, HonourLevel.COUNTY, SubjectKind.MEMBER, 20),
    ),
    "targets": (TargetFigures(Planned.MEMBER, Measure.LISTENING_VISIT, Every.QUARTER, 1, 148),),
    "roles": (RoleVisits("member_visit", "走访", "Visit", AttendanceRole.VISITED, 181, 60),),
    "theme_days": (ThemeDayKind("委员阅读日", "Reading day", 2),),
    "opinions": (Funnel(273, 250, 90, 70, 30, 20, 62, 60, 55, 50, 40, 88, 99, 18),),
    "opinion_months": (MonthOpinions(202601, 20, 5), MonthOpinions(202603, 30, 9)),
    "opinion_levels": (
        LevelAdopted(AuthorityLevel.PROVINCE, 12, 0),
        LevelAdopted(AuthorityLevel.COUNTY, 40, 10),
    ),
    "opinion_committees": ADOPTED,
    "opinion_studios": ADOPTED,
    "opinion_sectors": ADOPTED,
    "informants": (InformantFigures(1, "I-1", "County A", 9, 4),),
    "instructions": (Instructions(AuthorityLevel.COUNTY, 30, 12),),
    "proposals": PROPOSALS,
    "results": PROPOSALS,
    "contributions": (Contributed(ContributionKind.SUGGESTIONS, 1, 98, 33),),
    "press": (Press(39, 18),),
    "units": (UnitFigures(1, "Office A", 9, 5, 1, 2), UnitFigures(2, "Office B", 3, 3, 0, 0)),
    "fastest": (Pace(1, "Office A", 5, 4.5), Pace(2, "Office B", 1, None)),
    "steps_time": (StepTime(MatterKind.OPINION, State.SUBMITTED, 1.5, 20),),
}
DISTINCT = 10  # far more than the 2 or so that are seen at all
ROWS |= dict.fromkeys((panel.key for panel in squares.PANELS.values()), PLACES)
CHINESE_LETTER = re.compile(r"[一-鿿]")
each_panel = pytest.mark.parametrize("key", list(PANELS))
each_language = pytest.mark.parametrize("language", [CHINESE, ENGLISH])


def view(language: str = CHINESE) -> View:
    return View(3, Period.year(2026), Say(language))


def spec(key: str, language: str = CHINESE) -> dict[str, Any]:
    draw = PANELS[key].draw
    assert draw
    return draw(ROWS[key], view(language))


def data(made: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows that a chart draws its bars from."""
    bars_view = made.get("layer", [made])[0]
    named = bars_view.get("data", made.get("data"))
    if "values" in named:
        return list(named["values"])
    return list(made["datasets"][named["name"]])


def test_each_panel_is_tried_here() -> None:
    assert set(ROWS) == set(PANELS)


@each_panel
@each_language
def test_a_panel_tells_its_message_and_its_table(key: str, language: str) -> None:
    panel, rows = PANELS[key], ROWS[key]

    told = panel.tell(rows, view(language))
    table = panel.table(rows, view(language))

    assert told
    assert "{" not in told
    assert table
    assert {type(cell) for row in table for cell in row.values()} <= {str, int, float, Linked}
    assert bool(CHINESE_LETTER.search(told)) is (language == CHINESE)
    # A meeting that heads a column has its day and its own name.
    for heading in [heading for heading in table[0] if not heading.startswith("2026-")]:
        assert bool(CHINESE_LETTER.search(heading)) is (language == CHINESE)


@each_panel
def test_a_panel_in_english_shows_no_chinese(key: str) -> None:
    panel = PANELS[key]
    drawn = spec(key, ENGLISH) if panel.draw else {}

    shown = json.dumps([drawn, panel.table(ROWS[key], view(ENGLISH))], ensure_ascii=False)

    assert not CHINESE_LETTER.search(shown)


@pytest.mark.parametrize("key", [key for key, panel in PANELS.items() if panel.draw])
class TestLook:
    def test_it_stands_on_any_background_with_a_chinese_font(self, key: str) -> None:
        config = spec(key)["config"]

        assert config["background"] == "transparent"
        assert "PingFang SC" in config["font"]
        assert "Microsoft YaHei" in config["font"]

    def test_the_pointer_is_told_in_words(self, key: str) -> None:
        made = spec(key)
        encoding = made.get("layer", [made])[0]["encoding"]

        titles = [one["title"] for one in encoding["tooltip"]]

        assert titles
        assert all(CHINESE_LETTER.search(title) for title in titles)

    def test_its_figures_reach_the_browser_as_they_are(self, key: str) -> None:
        drawn = data(spec(key))

        sent = arrow.table(drawn).to_pylist()

        assert [
            {name: row[name] for name in was} for row, was in zip(sent, drawn, strict=True)
        ] == drawn

    def test_its_links_open_screens_of_the_product(self, key: str) -> None:
        links = {row["link"] for row in data(spec(key)) if "link" in row}

        known = re.compile(r"/(activities|studios|opinions|groups|live)\?c=3&|/map\?c=7&")
        assert all(map(known.match, links))

    def test_its_colours_are_told_in_keys(self, key: str) -> None:
        made = spec(key)
        series = {row["series"] for row in data(made) if "series" in row}

        assert series <= set(bars.keys(made))


def test_months_without_activities_keep_their_place() -> None:
    scale = spec("months")["encoding"]["x"]["scale"]

    assert scale["domain"] == [f"{month}月" for month in range(1, 13)]


def test_a_heading_has_its_colour_whatever_leads() -> None:
    colours = bars.keys(spec("months"))

    assert colours == {
        "服务群众": palette.HEADINGS["service"],
        "学习培训": palette.HEADINGS["study"],
    }


def test_lying_bars_stand_in_the_order_of_the_rows_with_their_number_at_the_end() -> None:
    made = spec("groups")

    assert made["layer"][0]["encoding"]["y"]["sort"] == ["甲组", "乙组"]
    assert [row["note"] for row in data(made)] == ["7", "0"]


def test_a_group_behind_its_plan_has_another_colour() -> None:
    assert [row["series"] for row in data(spec("plans"))] == ["达到进度", "滞后"]


def test_a_bar_of_a_month_opens_the_calendar_of_that_month() -> None:
    link = data(spec("served", ENGLISH))[1]["link"]

    assert link == "/activities?c=3&view=month&month=202603&stage=done"


def test_money_is_told_in_ten_thousands_where_chinese_is_read() -> None:
    assert Say(CHINESE).yuan(541_400_00) == "54.1万元"
    assert Say(ENGLISH).yuan(541_400_00) == "¥541,400"


PLAIN = (
    *(palette.BLUE, palette.ORANGE, palette.TEAL, palette.PURPLE, palette.RED),
    *(palette.SKY, palette.OLIVE, palette.PINK, palette.BROWN, palette.GRAY),
)


@pytest.mark.parametrize("background", ["#ffffff", "#15181d"])
def test_every_colour_stands_out_on_light_and_on_dark(background: str) -> None:
    used = {*PLAIN, *palette.HEADINGS.values(), *palette.PRESENCE.values(), palette.INK}

    assert [one for one in used if colours.contrast(one, background) < 3] == []


@pytest.mark.parametrize("eyes", list(colours.EYES))
def test_any_two_colours_keep_apart_for_the_colour_blind(eyes: str) -> None:
    alike = [
        pair
        for pair in combinations(PLAIN, 2)
        if colours.apart(*pair, colours.EYES[eyes]) < DISTINCT
    ]

    assert alike == []


@pytest.mark.parametrize("key", [key for key, panel in PANELS.items() if panel.draw])
def test_a_chart_uses_colours_of_the_palette_each_for_one_thing(key: str) -> None:
    used = list(bars.keys(spec(key)).values())

    shades = {*palette.STEPS, palette.NONE, *(shade for shade, _ink in palette.SQUARES)}
    assert set(used) <= {*PLAIN, *shades}
    assert len(set(used)) == len(used)


@pytest.mark.parametrize("board", [WORK, VOICES, ASSESSED], ids=["work", "voices", "assessed"])
@each_language
def test_titles_are_fit_to_name_the_sheets_of_a_workbook(board: Sections, language: str) -> None:
    titles = [Say(language)(panel.title) for _name, panels in board for panel in panels]

    assert len({title.casefold() for title in titles}) == len(titles)
    assert [title for title in titles if len(title) > 31 or set(title) & set("[]:*?/'\\？")] == []
    assert all(bool(CHINESE_LETTER.search(title)) is (language == CHINESE) for title in titles)


@pytest.mark.parametrize("panel", [*PANELS.values(), *ASSESSED_PANELS.values()])
def test_the_register_behind_a_panel_has_a_screen(panel: Panel) -> None:
    screens = {screen.path for screen in SCREENS}

    assert panel.source.screen in screens
    assert CHINESE_LETTER.search(Say(CHINESE)(panel.source.name))
