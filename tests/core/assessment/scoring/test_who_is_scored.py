"""Who is scored: those of the committee who were there on some day of the span."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from core import clock
from core.assessment.book.shape import Book, Item, Scores, Section
from core.assessment.scoring import scoring
from core.committees.models import Level
from core.studios.models import StudioKind, StudioState
from tests.factories import Make

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def scored(
    session: Session,
    make: Make,
    scores: Scores,
    kinds: tuple[str, ...] = (),
    only: tuple[int, ...] | None = None,
) -> list[int]:
    """The ids of those who are scored in 2026."""
    sections = (Section("s", "", items=(Item("i", "", counts="honour"),)),)
    book = Book("示例", scores, sections, kinds=kinds)
    found = scoring.score(session, book, scoring.Case(make.home().id, FIRST, LAST, only))
    return [one.id for one in found]


class TestMembers:
    @pytest.mark.parametrize(
        ("given", "counts"),
        [
            ({}, True),
            ({"joined_on": date(2026, 12, 31)}, True),
            ({"joined_on": date(2027, 1, 1)}, False),
            ({"left_on": date(2026, 1, 2)}, True),
            ({"left_on": date(2026, 1, 1)}, False),  # on that day no more
            ({"left_on": date(2027, 5, 1)}, True),
            ({"scored": False, "not_scored_reason": "专职"}, False),
            ({"binned_at": clock.now()}, False),
        ],
    )
    def test_those_who_were_there_some_day_and_are_scored_at_all(
        self, session: Session, make: Make, given: dict[str, Any], counts: bool
    ) -> None:
        member = make.member(**given)

        assert (member.id in scored(session, make, Scores.MEMBERS)) == counts

    def test_of_the_committee_itself(self, session: Session, make: Make) -> None:
        own = make.member()
        make.member(committee_id=make.township().id)
        make.member(committee_id=make.committee().id)

        assert scored(session, make, Scores.MEMBERS) == [own.id]

    def test_of_the_kinds_that_the_book_is_for(self, session: Session, make: Make) -> None:
        standing, other = make.member(standing=True), make.member()

        assert scored(session, make, Scores.MEMBERS, ("standing",)) == [standing.id]
        assert scored(session, make, Scores.MEMBERS, ("other",)) == [other.id]
        assert scored(session, make, Scores.MEMBERS, ("standing", "other")) == [
            standing.id,
            other.id,
        ]

    def test_some_of_them_only(self, session: Session, make: Make) -> None:
        members = [make.member() for _ in range(3)]
        stranger = make.member(committee_id=make.committee().id)

        assert scored(
            session, make, Scores.MEMBERS, only=(members[2].id, members[0].id, stranger.id)
        ) == [members[0].id, members[2].id]


class TestStudios:
    @pytest.mark.parametrize(
        ("given", "counts"),
        [
            ({}, True),
            ({"state": StudioState.RECTIFYING}, True),
            ({"state": StudioState.SUSPENDED}, True),
            ({"state": StudioState.WITHDRAWN}, False),
            ({"state": StudioState.DRAFT, "opened_on": None}, False),
            ({"opened_on": None}, True),
            ({"opened_on": date(2026, 12, 31)}, True),
            ({"opened_on": date(2027, 1, 1)}, False),
            ({"binned_at": clock.now()}, False),
        ],
    )
    def test_those_at_work(
        self, session: Session, make: Make, given: dict[str, Any], counts: bool
    ) -> None:
        studio = make.studio(**given)

        assert (studio.id in scored(session, make, Scores.STUDIOS)) == counts

    def test_of_the_committee_and_its_townships(self, session: Session, make: Make) -> None:
        own, below = make.studio(), make.studio(committee_id=make.township().id)
        make.studio(committee_id=make.committee().id)

        assert scored(session, make, Scores.STUDIOS) == [own.id, below.id]

    def test_of_the_kinds_that_the_book_is_for(self, session: Session, make: Make) -> None:
        make.studio()
        station = make.studio(kind=StudioKind.LIAISON_STATION)

        assert scored(session, make, Scores.STUDIOS, ("liaison_station",)) == [station.id]


class TestGroups:
    @pytest.mark.parametrize(
        ("starts_on", "ends_on", "counts"),
        [
            (date(2022, 1, 1), None, True),
            (date(2022, 1, 1), date(2026, 1, 1), True),
            (date(2022, 1, 1), date(2025, 12, 31), False),
            (date(2026, 12, 31), None, True),
            (date(2027, 1, 1), None, False),
        ],
    )
    def test_those_of_the_term(
        self, session: Session, make: Make, starts_on: date, ends_on: date | None, counts: bool
    ) -> None:
        term = make.term(number=9, starts_on=starts_on, ends_on=ends_on)
        group = make.group(term_id=term.id)

        assert (group.id in scored(session, make, Scores.GROUPS)) == counts

    def test_neither_binned_ones_nor_those_of_others(self, session: Session, make: Make) -> None:
        own = make.group()
        make.group(binned_at=clock.now())
        make.group(committee_id=make.committee().id)

        assert scored(session, make, Scores.GROUPS) == [own.id]


class TestCommittees:
    def test_those_right_below(self, session: Session, make: Make) -> None:
        county = make.committee(make.home())
        make.township(county)
        make.committee()

        assert scored(session, make, Scores.COMMITTEES) == [county.id]

    def test_all_of_a_level_however_far_below(self, session: Session, make: Make) -> None:
        county = make.committee(make.home())  # as the home, which is not scored by itself
        township = make.township(county)
        make.township(make.committee())

        assert scored(session, make, Scores.COMMITTEES, (Level.TOWNSHIP,)) == [township.id]
        assert scored(session, make, Scores.COMMITTEES, (Level.COUNTY,)) == [county.id]
