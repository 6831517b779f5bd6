"""Limits over several years, from what was decided and from what was recorded."""

from datetime import date

from sqlmodel import Session

from core import clock
from core.activities.models import Presence
from core.assessment import keeping
from core.assessment.keeping import past
from core.assessment.models import AssessmentState
from tests.core.assessment.scoring.test_keeping import opened
from tests.factories import Make

BOOK = """
format = 1
name = "示例办法"
scores = "members"
base = 60
[[section]]
key = "all"
name = "全部"
[[section.item]]
key = "absent"
name = "缺席全会"
counts = "attendance"
where = { activity = "plenary", presence = "absent" }
points = -5
[[limit]]
name = "连续两年不足60分"
years = 2
total_below = 60
consequence = "talk"
[[limit]]
name = "一届内三次缺席全会"
span = "term"
item = "absent"
at_least = 3
consequence = "resign"
[[consequence]]
key = "talk"
name = "约谈"
[[consequence]]
key = "resign"
name = "劝辞"
"""


def test_two_years_in_a_row_and_a_whole_term_are_looked_at(session: Session, make: Make) -> None:
    make.term(starts_on=date(2022, 1, 1))
    twice, often = make.member(), make.member()
    category = make.category(code="plenary")
    for member, days in ((twice, ("2025", "2026")), (often, ("2022", "2023", "2026"))):
        for year in days:
            row = make.activity(category_id=category.id, held_on=date(int(year), 2, 1))
            make.attendance(row, member, presence=Presence.ABSENT)
    before = opened(make, BOOK, year=2025, first_on=date(2025, 1, 1), last_on=date(2025, 12, 31))
    keeping.rebuild(session, before)
    before.state, before.closed_at = AssessmentState.CLOSED, clock.now()
    now = opened(make, BOOK.replace("示例办法", "新办法"))
    keeping.rebuild(session, now)

    found = past.reached(session, now)

    assert {one: [each.limit.name for each in hit] for one, hit in found.items()} == {
        twice.id: ["连续两年不足60分"],
        often.id: ["一届内三次缺席全会"],
    }


def test_a_book_without_limits_looks_at_nothing(session: Session, make: Make) -> None:
    make.member()
    now = opened(make, BOOK.partition("[[limit]]")[0])
    keeping.rebuild(session, now)

    assert past.reached(session, now) == {}


def test_a_term_that_nobody_entered_began_this_year(session: Session, make: Make) -> None:
    now = opened(make, BOOK)

    assert past.term_began(session, now) == 2026
    make.term(starts_on=date(2017, 1, 1), ends_on=date(2021, 12, 31), number=14)
    assert past.term_began(session, now) == 2026
    make.term(starts_on=date(2022, 1, 1))
    assert past.term_began(session, now) == 2022
