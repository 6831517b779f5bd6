"""Who is scored: those of the committee who were there on some day of the span."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from core import clock
from core.assessment.book.shape import Book, Item, Scores, Section
from core.assessment.scoring import scoring
from core.committees.models import Level
from core.members.models import Post, PostKind
from core.studios.models import StudioKind, StudioState, StudioStep
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


def _post(member_id: int, kind: PostKind, starts_on: date, ends_on: date | None) -> Post:
    return Post(member_id=member_id, kind=kind, starts_on=starts_on, ends_on=ends_on)


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

    @pytest.mark.parametrize(
        ("today", "posts", "sits"),
        [
            (False, [("2022-01-01", "2026-01-01")], True),  # on one day of the year
            (False, [("2026-12-31", None)], True),
            (False, [("2022-01-01", "2025-12-31")], False),
            (True, [("2027-01-01", None)], False),  # elected later
            (True, [("2022-01-01", "2024-01-01"), ("2027-01-01", None)], False),
            (True, [("2017-01-01", "2021-12-31")], True),  # nothing is known of the time since
            (True, [], True),
            (False, [], False),
        ],
    )
    def test_who_sits_on_the_standing_committee_is_told_by_the_posts_of_the_year(
        self,
        session: Session,
        make: Make,
        today: bool,
        posts: list[tuple[str, str | None]],
        sits: bool,
    ) -> None:
        member = make.member(standing=today)
        for starts, ends in posts:
            dates = (date.fromisoformat(starts), date.fromisoformat(ends) if ends else None)
            make.save(_post(member.id, PostKind.STANDING_MEMBER, *dates))
        make.save(_post(member.id, PostKind.CONVENER, FIRST, None))

        assert (scored(session, make, Scores.MEMBERS, ("standing",)) == [member.id]) == sits
        assert (scored(session, make, Scores.MEMBERS, ("other",)) == [member.id]) != sits

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
        members = [make.member(joined_on=date(2022, 1, 9 - n)) for n in range(3)]
        stranger = make.member(committee_id=make.committee().id)

        assert scored(
            session, make, Scores.MEMBERS, only=(members[2].id, members[0].id, stranger.id)
        ) == [members[0].id, members[2].id]


class TestStudios:
    @pytest.mark.parametrize(
        ("today", "steps", "counts"),
        [
            (StudioState.WITHDRAWN, [("opened", "withdrawn", "2027-01-01")], True),
            (StudioState.WITHDRAWN, [("opened", "withdrawn", "2026-12-31")], False),
            (StudioState.OPENED, [("approved", "opened", "2027-01-01")], False),
            (StudioState.OPENED, [("approved", "opened", "2026-12-31")], True),
            (
                StudioState.WITHDRAWN,
                [("opened", "suspended", "2026-03-01"), ("suspended", "withdrawn", "2027-02-01")],
                True,
            ),
            (
                StudioState.OPENED,
                [("opened", "withdrawn", "2026-03-01"), ("withdrawn", "opened", "2026-05-01")],
                True,
            ),
            (
                StudioState.OPENED,
                [("opened", "suspended", "2026-12-31"), ("suspended", "opened", "2026-12-31")],
                True,
            ),
        ],
    )
    def test_whether_one_was_at_work_is_told_by_its_steps_up_to_the_last_day(
        self,
        session: Session,
        make: Make,
        today: StudioState,
        steps: list[tuple[str, str, str]],
        counts: bool,
    ) -> None:
        studio, other = make.studio(state=today), make.studio()
        for before, after, day in steps:
            make.save(
                StudioStep(
                    studio_id=studio.id,
                    before=StudioState(before),
                    after=StudioState(after),
                    taken_on=date.fromisoformat(day),
                )
            )

        expected = [studio.id, other.id] if counts else [other.id]
        assert scored(session, make, Scores.STUDIOS) == expected

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
