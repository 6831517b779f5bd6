"""Limits over several years, and what follows: in the dry run, the list, and the closed year."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import event

from core.activities.models import Presence
from core.assessment import closing, consequences, points, queries, trial
from core.assessment.archive import documents
from core.assessment.models import Assessment, AssessmentState, Score, Scores
from core.assessment.queries import ScoreFilter
from core.errors import NotFound
from core.members.models import Member
from core.permissions import Role
from db.session import engine
from tests.core.assessment.working.test_closing import changed
from tests.core.assessment.working.year import BOOK, FIRST, LAST, Year
from tests.factories import Make

LIMITED = BOOK.replace(
    '[[approval]]\nkey = "recorder"',
    """
[[limit]]
name = "连续两年不足60分"
years = 2
total_below = 60
consequence = "talk"
[[limit]]
name = "一届内三次缺席"
span = "term"
item = "absent"
at_least = 3
consequence = "resign"
[[consequence]]
key = "commend"
name = "表扬"
[[consequence]]
key = "talk"
name = "约谈"
[[consequence]]
key = "resign"
name = "劝辞"
[[approval]]
key = "recorder\"""",
    1,
).replace("from = 75\n", 'from = 75\nconsequence = "commend"\n')


@pytest.fixture
def limited(year: Year, make: Make) -> Year:
    """The first was absent in 2025 and 2026, the second in 2022, 2023 and 2026."""
    make.term(starts_on=date(2022, 1, 1))
    first, second, _third = year.members
    for member, years in ((first, (2025, 2026)), (second, (2022, 2023, 2026))):
        for when in years:
            absent(make, member, when)
    return year


def absent(make: Make, member: Member, year: int) -> None:
    row = make.activity(held_on=date(year, 2, 1))
    make.attendance(row, member, presence=Presence.ABSENT)


def names(found: Sequence[consequences.Reached]) -> list[str]:
    return [hit.limit.name for hit in found]


def reached(year: Year, row: Assessment) -> dict[int, list[str]]:
    found = consequences.reached(year.session, year.clerk, row.id)
    return {one: names(hits) for one, hits in found.items()}


def closed(year: Year) -> Assessment:
    row = year.in_review(over=True, text=LIMITED)
    closing.agree(year.session, year.clerk, row.id, "", row.version)
    return closing.agree(year.session, year.chair, row.id, "", row.version)


def decided(year: Year, make: Make, rated: int) -> None:
    """What the first had the year before, by another book."""
    book = year.book(BOOK)
    row = make.save(
        Assessment(
            committee_id=make.home().id,
            book_id=book.id,
            year=2025,
            first_on=date(2025, 1, 1),
            last_on=date(2025, 12, 31),
        )
    )
    make.save(
        Score(
            assessment_id=row.id,
            subject_kind=Scores.MEMBERS,
            subject_id=year.members[0].id,
            total=rated,
            rated=rated,
        )
    )
    row.state, row.closed_at = AssessmentState.CLOSED, row.opened_at
    make.save(row)


class TestDryRun:
    def test_tells_who_would_have_reached_a_limit(self, limited: Year, make: Make) -> None:
        found = trial.run(limited.session, limited.clerk, make.home().id, LIMITED, (FIRST, LAST))

        told = {
            one.id: {hit.limit.name: dict(hit.years) for hit in one.reached}
            for one in found.results
        }
        first, second, third = (one.id for one in limited.members)
        assert told == {
            first: {"连续两年不足60分": {2025: 5500, 2026: 5500}},
            second: {"一届内三次缺席": {2022: 100, 2023: 100, 2024: 0, 2025: 0, 2026: 100}},
            third: {},
        }

    def test_what_was_decided_stands_whatever_the_book_tried_would_give(
        self, limited: Year, make: Make
    ) -> None:
        decided(limited, make, 6000)

        found = trial.run(limited.session, limited.clerk, make.home().id, LIMITED, (FIRST, LAST))

        assert limited.members[0].id not in {one.id for one in found.results if one.reached}

    def test_a_day_of_the_span_tried_is_not_counted_as_one_of_an_earlier_year_too(
        self, limited: Year, make: Make
    ) -> None:
        days = (date(2023, 1, 1), LAST)

        found = trial.run(limited.session, limited.clerk, make.home().id, LIMITED, days)

        (hit,) = next(one for one in found.results if one.id == limited.members[1].id).reached
        assert dict(hit.years) == {2022: 100, 2026: 200}


class TestUnderWay:
    def test_those_who_reached_a_limit_are_told_with_what_the_years_gave(
        self, limited: Year, make: Make
    ) -> None:
        decided(limited, make, 5900)
        row = limited.opened(LIMITED)

        found = consequences.reached(limited.session, limited.clerk, row.id)

        first, second, _third = (one.id for one in limited.members)
        assert {one: names(hits) for one, hits in found.items()} == {
            first: ["连续两年不足60分"],
            second: ["一届内三次缺席"],
        }
        assert dict(found[first][0].years) == {2025: 5900, 2026: 5500}

    def test_a_year_in_which_nobody_was_assessed_breaks_a_row_of_years(self, limited: Year) -> None:
        row = limited.opened(LIMITED)

        assert limited.members[0].id not in reached(limited, row)

    def test_the_list_can_be_narrowed_to_them(self, limited: Year) -> None:
        row = limited.opened(LIMITED)

        filters = ScoreFilter(row.id, limited=True)

        found = queries.scores(limited.session, limited.clerk, filters)
        assert [one.subject_id for one in found] == [limited.members[1].id]
        assert queries.scored(limited.session, limited.clerk, filters) == 1

    def test_members_are_told_of_themselves_and_of_nobody_else(self, limited: Year) -> None:
        row = limited.opened(LIMITED)
        second = limited.members[1].id

        for who, told in ((0, {}), (1, {second: ["一届内三次缺席"]})):
            found = consequences.reached(limited.session, limited.member(who), row.id)
            assert {one: names(hits) for one, hits in found.items()} == told

    def test_points_tell_the_limits_and_what_follows(self, limited: Year) -> None:
        row = limited.opened(LIMITED)

        found = points.points(limited.session, limited.clerk, row.id, limited.members[1].id)

        assert names(found.reached) == ["一届内三次缺席"]
        assert [one.name for one in found.follows] == ["劝辞"]

    def test_a_grade_has_its_consequence(self, limited: Year) -> None:
        for month in (3, 4, 5):
            limited.attended(2, month)
        row = limited.opened(LIMITED)

        found = points.points(limited.session, limited.clerk, row.id, limited.members[2].id)

        assert [one.name for one in found.follows] == ["表扬"]

    def test_another_office_does_not_find_it(self, limited: Year, make: Make) -> None:
        row = limited.opened(LIMITED)

        with pytest.raises(NotFound):
            consequences.reached(
                limited.session, make.actor(Role.CLERK, committee=make.committee()), row.id
            )

    def test_as_many_statements_are_asked_for_few_as_for_many(
        self, limited: Year, make: Make
    ) -> None:
        row = limited.opened(LIMITED)
        limited.session.commit()
        with heard() as few:
            consequences.reached(limited.session, limited.clerk, row.id)
        for _ in range(20):
            member = make.member()
            for when in (2022, 2023, 2025, 2026):
                absent(make, member, when)
        limited.session.commit()

        with heard() as many:
            consequences.reached(limited.session, limited.clerk, row.id)

        assert len(many) == len(few)


class TestClosed:
    def test_limits_and_consequences_are_frozen_with_the_year(
        self, limited: Year, make: Make
    ) -> None:
        row = closed(limited)
        before = reached(limited, row)

        absent(make, limited.members[0], 2023)
        absent(make, limited.members[0], 2024)

        assert before == {limited.members[1].id: ["一届内三次缺席"]}
        assert reached(limited, row) == before

    def test_the_document_of_the_grades_names_them(self, limited: Year) -> None:
        for month in (3, 4, 5):
            limited.attended(2, month)
        row = closed(limited)

        lines = {
            one["subject"]: one
            for one in documents.lines(limited.session, row.id, documents.GRADES)
        }

        _first, second, third = (one.id for one in limited.members)
        assert lines[third]["consequence"] == "commend"
        assert lines[second]["limits"] == [
            {
                "number": 1,
                "name": "一届内三次缺席",
                "consequence": "resign",
                "years": {"2022": 100, "2023": 100, "2024": 0, "2025": 0, "2026": 100},
            }
        ]

    def test_a_closed_year_with_limits_verifies_whatever_is_recorded_later(
        self, limited: Year, make: Make
    ) -> None:
        decided(limited, make, 5900)
        row = closed(limited)
        absent(make, limited.members[2], 2024)

        assert closing.verify(limited.session, limited.chair, row.id).sound

    def test_verifying_names_whose_frozen_years_do_not_reach_what_was_closed(
        self, limited: Year
    ) -> None:
        row = closed(limited)
        kept = documents.names(limited.session, row.id)[documents.YEARS]

        changed(limited.session, row, documents.YEARS, '"absent":100', '"absent":0')
        new = documents.names(limited.session, row.id)[documents.YEARS]
        changed(limited.session, row, documents.HASHES, kept, new)

        found = closing.verify(limited.session, limited.chair, row.id)
        assert found.graded == (limited.members[1].id,)

    def test_a_year_closed_without_limits_asks_for_nothing_more(self, year: Year) -> None:
        row = year.in_review(over=True)
        closing.agree(year.session, year.clerk, row.id, "", row.version)
        closing.agree(year.session, year.chair, row.id, "", row.version)

        assert consequences.reached(year.session, year.clerk, row.id) == {}
        assert documents.text(year.session, row.id, documents.YEARS) == ""


@contextmanager
def heard() -> Iterator[list[str]]:
    statements: list[str] = []

    def hear(_c: object, _cursor: object, sql: str, *_rest: object) -> None:
        statements.append(sql)

    event.listen(engine(), "before_cursor_execute", hear)
    try:
        yield statements
    finally:
        event.remove(engine(), "before_cursor_execute", hear)
