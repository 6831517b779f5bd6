"""Opening an assessment and leading it to its review."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlmodel import Session

from core import clock
from core.assessment import assessments, keeping
from core.assessment.drafts import OpeningDraft, WindowDraft
from core.assessment.models import (
    Assessment,
    AssessmentState,
    BookState,
    Correction,
    Scores,
)
from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.notices.models import NoticeKind
from core.permissions import Actor, Permission, Role, lacking
from tests.core.assessment.working.year import BOOK, FIRST, LAST, Year, window
from tests.core.committees.told import one_more_entry
from tests.factories import Make

Act = Callable[[Session, Actor, Assessment], object]
STEPS: dict[str, Act] = {
    "open": lambda s, a, r: assessments.open_assessment(
        s, a, r.committee_id, OpeningDraft(r.book_id, 2027)
    ),
    "window": lambda s, a, r: assessments.set_window(s, a, r.id, window(), r.version),
    "review": lambda s, a, r: assessments.begin_review(s, a, r.id, window(), r.version),
    "reopen": lambda s, a, r: assessments.reopen(s, a, r.id, r.version),
    "drop": lambda s, a, r: assessments.drop(s, a, r.id),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("role", lacking(Permission.ASSESSMENT_WRITE))
def test_only_the_office_that_keeps_it_may(
    session: Session, year: Year, make: Make, role: Role, step: str
) -> None:
    row = year.opened()

    with pytest.raises(NotPermitted):
        STEPS[step](session, make.actor(role), row)


@pytest.mark.parametrize("step", STEPS)
def test_another_office_does_not_find_it(
    session: Session, year: Year, make: Make, step: str
) -> None:
    row = year.opened()

    with pytest.raises(NotFound):
        STEPS[step](session, make.actor(Role.CLERK, committee=make.committee()), row)


class TestOpening:
    def test_scores_all_at_once(self, session: Session, year: Year) -> None:
        year.attended(0, 3)

        with one_more_entry(session, "assessment:begun", year.make.home().id):
            row = year.opened()

        totals = {one.subject_id: one.total for one in keeping.read(session, row.id)}
        assert totals == {
            year.members[0].id: 6750,
            year.members[1].id: 6000,
            year.members[2].id: 6000,
        }
        assert (row.first_on, row.last_on) == (FIRST, LAST)

    @pytest.mark.parametrize("state", [BookState.DRAFT, BookState.RETIRED])
    def test_takes_an_adopted_book_only(
        self, session: Session, year: Year, state: BookState
    ) -> None:
        book = year.book(state=state)

        with pytest.raises(RuleBroken, match="adopted"):
            assessments.open_assessment(
                session, year.clerk, book.committee_id, OpeningDraft(book.id, 2026)
            )

    def test_takes_a_book_of_the_committee_above_but_of_no_other(
        self, session: Session, year: Year, make: Make
    ) -> None:
        below, elsewhere = make.committee(make.home()), make.committee()
        book = year.book()

        opened = assessments.open_assessment(
            session, year.clerk, below.id, OpeningDraft(book.id, 2026)
        )

        assert opened.committee_id == below.id
        foreign = year.book(committee_id=elsewhere.id)
        with pytest.raises(NotFound):
            assessments.open_assessment(
                session, year.clerk, below.id, OpeningDraft(foreign.id, 2025)
            )

    def test_the_same_subjects_are_not_scored_twice_on_one_day(
        self, session: Session, year: Year
    ) -> None:
        year.opened()
        other = year.book()
        late = OpeningDraft(other.id, 2027, LAST, date(2027, 11, 30))

        with pytest.raises(RuleBroken, match="under way"):
            assessments.open_assessment(session, year.clerk, other.committee_id, late)

    def test_another_kind_of_members_has_its_own_book(self, session: Session, year: Year) -> None:
        standing = BOOK.replace('"members"', '"members"\nkinds = ["standing"]')
        rest = BOOK.replace('"members"', '"members"\nkinds = ["other"]')
        year.opened(standing)

        assert year.opened(rest).state is AssessmentState.OPEN

    def test_a_book_without_kinds_stands_against_each_kind(
        self, session: Session, year: Year
    ) -> None:
        year.opened(BOOK.replace('"members"', '"members"\nkinds = ["standing"]'))

        with pytest.raises(RuleBroken, match="under way"):
            year.opened()

    def test_a_term_has_the_days_of_the_term(
        self, session: Session, year: Year, make: Make
    ) -> None:
        make.term(starts_on=date(2022, 1, 8), ends_on=date(2027, 1, 5))

        row = year.opened(BOOK.replace("base = 60", 'span = "term"\nbase = 60'))

        assert (row.first_on, row.last_on) == (date(2022, 1, 8), date(2027, 1, 5))

    def test_a_year_without_a_term_is_told(self, session: Session, year: Year) -> None:
        with pytest.raises(RuleBroken, match="no term"):
            year.opened(BOOK.replace("base = 60", 'span = "term"\nbase = 60'))

    def test_days_stand_in_order(self, session: Session, year: Year) -> None:
        book = year.book()
        draft = OpeningDraft(book.id, 2026, LAST, FIRST)

        with pytest.raises(RuleBroken, match="must not be before"):
            assessments.open_assessment(session, year.clerk, book.committee_id, draft)


class TestReview:
    def test_tells_the_window_to_those_who_are_scored(self, session: Session, year: Year) -> None:
        member, stranger = (
            year.member(0),
            year.make.actor(Role.MEMBER, year.make.member(committee_id=year.make.committee().id)),
        )
        row = year.opened()

        assessments.begin_review(session, year.clerk, row.id, window(), row.version)

        assert row.state is AssessmentState.REVIEW
        assert member.account_id in year.told(NoticeKind.REVIEW_BEGUN)
        assert stranger.account_id not in year.told(NoticeKind.REVIEW_BEGUN)

    def test_leaves_a_day_to_object(self, session: Session, year: Year) -> None:
        row = year.opened()
        yesterday = clock.today() - timedelta(days=1)

        with pytest.raises(RuleBroken, match="past"):
            assessments.begin_review(
                session, year.clerk, row.id, WindowDraft(yesterday, yesterday), row.version
            )

    def test_is_begun_once(self, session: Session, year: Year) -> None:
        row = year.in_review()

        with pytest.raises(RuleBroken, match="already"):
            assessments.begin_review(session, year.clerk, row.id, window(), row.version)

    def test_does_not_overwrite_what_somebody_else_saved(
        self, session: Session, year: Year
    ) -> None:
        row = year.opened()

        with pytest.raises(EditConflict):
            assessments.begin_review(session, year.clerk, row.id, window(), row.version + 1)

    def test_can_be_taken_back(self, session: Session, year: Year) -> None:
        row = year.in_review()

        assessments.reopen(session, year.clerk, row.id, row.version)

        assert row.state is AssessmentState.OPEN
        assert row.objections_until is None


class TestDropping:
    def test_takes_back_what_was_opened_by_mistake(self, session: Session, year: Year) -> None:
        row = year.opened()

        assessments.drop(session, year.clerk, row.id)

        assert session.get(Assessment, row.id) is None
        assert keeping.read(session, row.id) == []

    def test_keeps_what_somebody_wrote_into(self, session: Session, year: Year) -> None:
        row = year.opened()
        year.make.save(
            Correction(
                assessment_id=row.id,
                subject_kind=Scores.MEMBERS,
                subject_id=year.members[0].id,
                hundredths=100,
                reason="补记",
            )
        )

        with pytest.raises(RuleBroken, match="must stay"):
            assessments.drop(session, year.clerk, row.id)
