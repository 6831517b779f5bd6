"""What holds somebody down and what follows: told in the list, on one's own page, in a dry run."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from core.activities.models import Presence
from core.permissions import Role
from tests.core.assessment.working.year import BOOK, Year
from tests.factories import Make
from tests.pages.conftest import Browser, OpenScreen

pytestmark = pytest.mark.on_both
YEAR, MINE, TRIAL, BOARD = "review/year", "review/mine", "review/trial", "board/assessment"
TALKED = BOOK.replace(
    '[[approval]]\nkey = "recorder"',
    """
[[condition]]
key = "away"
name = "从不参加"
name_en = "Stays away"
item = "present"
below = 1
[[veto]]
condition = "away"
grade = "fit"
[[condition]]
key = "wrote"
name = "写过信息"
name_en = "Has written"
item = "opinion"
at_least = 1
[[minimum]]
condition = "wrote"
otherwise = "fit"
[[limit]]
name = "一届内两次缺席"
name_en = "Absent twice in a term"
span = "term"
item = "absent"
at_least = 2
consequence = "talk"
[[consequence]]
key = "talk"
name = "约谈"
name_en = "Talk"
[[approval]]
key = "recorder\"""",
    1,
)


@pytest.fixture
def year(session: Session, make: Make) -> Year:
    """The first was absent in two years of the term; the second was there."""
    make.term(starts_on=date(2022, 1, 1))
    found = Year(session, make, make.actor(Role.CLERK), make.actor(Role.CHAIR_OFFICE))
    found.members = [make.member(name="委员甲"), make.member(name="委员乙")]
    make.attendance(
        make.activity(held_on=date(2024, 3, 1)), found.members[0], presence=Presence.ABSENT
    )
    found.attended(0, 3, Presence.ABSENT)
    found.attended(1, 3)
    return found


def mine(open_screen: OpenScreen, year: Year, assessment_id: int, who: int, lang: str) -> Browser:
    of = {"a": str(assessment_id), "id": str(year.members[who].id)}
    return open_screen(year.clerk, MINE, lang=lang, **of)


def labels(at: Browser) -> str:
    links: Any = at.get("page_link")
    return " ".join(link.label for link in links)


@pytest.mark.parametrize(
    ("lang", "limits", "follows", "unmet", "vetoes"),
    [
        ("zh_CN", "触及的限制", "结果运用", "未达到的条件", "一票否决"),
        ("en", "Limits reached", "What follows", "Conditions not met", "Vetoes that apply"),
    ],
)
def test_the_list_tells_conditions_vetoes_limits_and_what_follows_apart(
    open_screen: OpenScreen,
    session: Session,
    year: Year,
    lang: str,
    limits: str,
    follows: str,
    unmet: str,
    vetoes: str,
) -> None:
    row = year.opened(TALKED)
    session.commit()

    at = open_screen(year.clerk, YEAR, lang=lang, id=str(row.id))

    table = at.dataframe[0].value
    told = table.set_index(table.columns[1])
    away, there = told.loc["委员甲"], told.loc["委员乙"]
    english = lang == "en"
    assert away[limits] == ("Absent twice in a term" if english else "一届内两次缺席")
    assert away[follows] == ("Talk" if english else "约谈")
    assert away[vetoes] == ("Stays away" if english else "从不参加")
    assert away[unmet] == there[unmet] == ("Has written" if english else "写过信息")
    assert (there[limits], there[follows], there[vetoes]) == ("", "", "")


def test_the_list_is_narrowed_to_those_who_reached_a_limit(
    open_screen: OpenScreen, session: Session, year: Year
) -> None:
    row = year.opened(TALKED)
    session.commit()

    at = open_screen(year.clerk, YEAR, lang="en", id=str(row.id), limited="1")

    assert len(at.dataframe[0].value) == 1


def test_of_a_rate_ones_own_page_tells_which_records_hold_it_down(
    open_screen: OpenScreen, session: Session, year: Year
) -> None:
    row = year.opened()
    year.attended(0, 5)
    session.commit()

    told = labels(mine(open_screen, year, row.id, 0, "zh_CN"))

    assert told.count("未计入得分") == 1
    assert labels(mine(open_screen, year, row.id, 1, "zh_CN")).count("未计入得分") == 0


def test_ones_own_page_tells_base_points_veto_limit_and_what_follows(
    open_screen: OpenScreen, session: Session, year: Year
) -> None:
    row = year.opened(TALKED)
    session.commit()

    told = mine(open_screen, year, row.id, 0, "zh_CN").words
    told_in_english = mine(open_screen, year, row.id, 0, "en").words

    assert "基础分" in told
    assert "“从不参加”" in told
    assert "**Absent twice in a term** (2022" in told_in_english.replace("\\", "")
    assert "约谈" in told
    assert "Base points" in told_in_english
    assert "“Stays away” applies: “称职” at best" in told_in_english
    assert "“Has written” is not met" in told_in_english
    assert "What follows: Talk" in told_in_english


def test_ones_own_page_turns_to_all_records(
    open_screen: OpenScreen, session: Session, year: Year, make: Make
) -> None:
    for number in range(45):
        held_on = date(2026, 4, 1) + timedelta(days=number)
        make.attendance(make.activity(held_on=held_on, title=f"活动{number}"), year.members[1])
    row = year.opened()
    session.commit()
    at = mine(open_screen, year, row.id, 1, "en")

    last = labels(at)
    at.session_state["mine.records.present"] = 2
    at.run()
    first = labels(at)

    assert "活动44" in last
    assert "活动0" not in last.split()
    assert "活动0" in first


def test_a_dry_run_tells_who_would_have_reached_a_limit(
    open_screen: OpenScreen, session: Session, year: Year
) -> None:
    book = year.book(TALKED)
    session.commit()

    at = open_screen(year.clerk, TRIAL, lang="en", a=str(book.id), p="2026")

    assert "Absent twice in a term" in set(at.dataframe[0].value["Limits reached"])


def test_the_board_tells_who_reached_a_limit_and_leads_to_the_records(
    open_screen: OpenScreen, session: Session, year: Year
) -> None:
    row = year.opened(TALKED)
    session.commit()

    told = open_screen(year.chair, BOARD, lang="en").words
    hidden = open_screen(year.chair, BOARD, lang="en", hide="1").words

    assert "1 have reached a limit" in told
    assert "2022: 0; 2023: 0; 2024: 1; 2025: 0; 2026: 1" in told
    assert f"a={row.id}&id={year.members[0].id}" in told
    assert "委员甲" not in hidden
    assert f"id={year.members[0].id}" not in hidden


def test_the_order_list_tells_what_follows(
    open_screen: OpenScreen, session: Session, year: Year
) -> None:
    year.opened(TALKED)
    session.commit()

    told = open_screen(year.chair, BOARD, lang="en", view="list").words

    assert "<td>Talk</td>" in told


@pytest.mark.parametrize(
    ("lang", "only"),
    [("zh_CN", "只列有“出席活动”的"), ("en", "Only those with something of “出席活动”")],
)
def test_the_order_list_is_narrowed_to_those_with_something_of_an_item(
    open_screen: OpenScreen, session: Session, year: Year, lang: str, only: str
) -> None:
    year.opened(TALKED)
    session.commit()
    asked = {"view": "list", "with": "present"}

    told = open_screen(year.chair, BOARD, lang=lang, **asked).words

    assert only in told.replace("\\", "")
    assert "委员乙" in told
    assert "委员甲" not in told
    assert ">出席活动</th>" in told
