"""Terms follow one another; each session lies within its term."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from core.committees import queries, terms
from core.committees.drafts import SessionDraft, TermDraft
from core.committees.models import TermSession
from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.permissions import Permission, Role, lacking
from tests.core.committees.told import one_more_entry
from tests.factories import Make

WRITERS_LACKING = lacking(Permission.COMMITTEE_WRITE)
TERM = TermDraft(16, date(2027, 1, 10), date(2031, 12, 31))
SESSION = SessionDraft(2, date(2023, 2, 10), date(2023, 2, 13), 2022)


def save_session(make: Make, **given: Any) -> TermSession:
    if "term_id" not in given:
        given["term_id"] = make.term(ends_on=date(2026, 12, 31)).id
    usual: dict[str, Any] = {
        "number": 1,
        "starts_on": date(2022, 2, 10),
        "ends_on": date(2022, 2, 12),
        "reviews_year": 2021,
    }
    return make.save(TermSession(**usual | given))


class TestAdd:
    def test_adds_a_term_after_the_one_before(self, session: Session, make: Make) -> None:
        make.term(ends_on=date(2026, 12, 31))
        clerk = make.actor(Role.CLERK)

        with one_more_entry(session, "term:added", make.home().id):
            row = terms.add(session, clerk, make.home().id, TERM)

        assert (row.number, row.starts_on, row.ends_on) == (16, TERM.starts_on, TERM.ends_on)

    @pytest.mark.parametrize("role", WRITERS_LACKING)
    def test_refuses_who_may_not(self, session: Session, make: Make, role: Role) -> None:
        actor = make.actor(role)

        with pytest.raises(NotPermitted):
            terms.add(session, actor, make.home().id, TERM)

    def test_finds_no_committee_of_others(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)

        with pytest.raises(NotFound):
            terms.add(session, clerk, make.committee().id, TERM)

    @pytest.mark.parametrize(
        ("draft", "field", "why"),
        [
            (TermDraft(0, TERM.starts_on), "number", "between 1 and 99"),
            (TermDraft(100, TERM.starts_on), "number", "between 1 and 99"),
            (TermDraft(15, TERM.starts_on), "number", "there already"),
            (TermDraft(16, date(2027, 2, 1), date(2027, 1, 1)), "ends_on", "before the first"),
            (TermDraft(16, date(2027, 2, 1), date(2038, 1, 1)), "ends_on", "10 years at most"),
            (TermDraft(16, date(2026, 12, 31)), "starts_on", "runs from 2022-01-01 to 2026-12-31"),
            (TermDraft(14, date(2020, 1, 1)), "starts_on", "runs from 2022-01-01 to 2026-12-31"),
        ],
    )
    def test_refuses_a_term_that_fits_not(
        self, session: Session, make: Make, draft: TermDraft, field: str, why: str
    ) -> None:
        make.term(ends_on=date(2026, 12, 31))
        clerk = make.actor(Role.CLERK)

        with pytest.raises(RuleBroken, match=why) as refused:
            terms.add(session, clerk, make.home().id, draft)

        assert refused.value.field == field

    def test_asks_to_end_the_running_term_first(self, session: Session, make: Make) -> None:
        make.term()
        clerk = make.actor(Role.CLERK)

        with pytest.raises(RuleBroken, match="Term 15 has no last day yet"):
            terms.add(session, clerk, make.home().id, TERM)


class TestEdit:
    def test_ends_a_term(self, session: Session, make: Make) -> None:
        row = make.term()
        clerk = make.actor(Role.CLERK)

        with one_more_entry(session, "term:edited", make.home().id):
            draft = TermDraft(15, row.starts_on, date(2026, 12, 31))
            terms.edit(session, clerk, row.id, draft, 1)

        assert (row.ends_on, row.version) == (date(2026, 12, 31), 2)

    def test_keeps_its_sessions_within_it(self, session: Session, make: Make) -> None:
        row = save_session(make)
        clerk = make.actor(Role.CLERK)
        draft = TermDraft(15, date(2022, 1, 1), date(2022, 2, 11))

        with pytest.raises(RuleBroken, match="Session 1 does not lie within its term") as refused:
            terms.edit(session, clerk, row.term_id, draft, 1)

        assert refused.value.field == "ends_on"

    def test_refuses_a_stale_version(self, session: Session, make: Make) -> None:
        row = make.term(version=2)
        clerk = make.actor(Role.CLERK)

        with pytest.raises(EditConflict):
            terms.edit(session, clerk, row.id, TERM, 1)

    @pytest.mark.parametrize("role", WRITERS_LACKING)
    def test_refuses_who_may_not(self, session: Session, make: Make, role: Role) -> None:
        actor = make.actor(role)
        row = make.term(number=9)

        with pytest.raises(NotPermitted):
            terms.edit(session, actor, row.id, TERM, 1)

    def test_finds_no_term_of_others(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        row = make.term(committee_id=make.committee().id)

        with pytest.raises(NotFound):
            terms.edit(session, clerk, row.id, TERM, 1)


class TestAddSession:
    def test_adds_a_session_to_its_term(self, session: Session, make: Make) -> None:
        term = make.term()
        clerk = make.actor(Role.CLERK)

        with one_more_entry(session, "term:session added", make.home().id):
            row = terms.add_session(session, clerk, term.id, SESSION)

        assert (row.term_id, row.number, row.reviews_year) == (term.id, 2, 2022)

    @pytest.mark.parametrize(
        ("draft", "field", "why"),
        [
            (SessionDraft(0, date(2023, 2, 1), date(2023, 2, 2), 2022), "number", "between"),
            (SessionDraft(1, date(2023, 2, 1), date(2023, 2, 2), 2022), "number", "there already"),
            (SessionDraft(2, date(2023, 2, 3), date(2023, 2, 2), 2022), "ends_on", "before"),
            (SessionDraft(2, date(2021, 2, 1), date(2021, 2, 2), 2020), "starts_on", "within"),
            (SessionDraft(2, date(2026, 12, 31), date(2027, 1, 2), 2026), "starts_on", "within"),
            (SessionDraft(2, date(2023, 2, 1), date(2023, 2, 2), 2021), "reviews_year", "year"),
        ],
    )
    def test_refuses_a_session_that_fits_not(
        self, session: Session, make: Make, draft: SessionDraft, field: str, why: str
    ) -> None:
        term_id = save_session(make).term_id
        clerk = make.actor(Role.CLERK)

        with pytest.raises(RuleBroken, match=why) as refused:
            terms.add_session(session, clerk, term_id, draft)

        assert refused.value.field == field

    @pytest.mark.parametrize("role", WRITERS_LACKING)
    def test_refuses_who_may_not(self, session: Session, make: Make, role: Role) -> None:
        actor = make.actor(role)

        with pytest.raises(NotPermitted):
            terms.add_session(session, actor, make.term(number=9).id, SESSION)

    def test_finds_no_term_of_others(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        term = make.term(committee_id=make.committee().id)

        with pytest.raises(NotFound):
            terms.add_session(session, clerk, term.id, SESSION)


class TestEditSession:
    def test_changes_a_session(self, session: Session, make: Make) -> None:
        row = save_session(make)
        clerk = make.actor(Role.CLERK)

        with one_more_entry(session, "term:session edited", make.home().id):
            terms.edit_session(session, clerk, row.id, SESSION, 1)

        assert (row.number, row.starts_on, row.version) == (2, SESSION.starts_on, 2)

    def test_may_keep_its_number(self, session: Session, make: Make) -> None:
        row = save_session(make)
        clerk = make.actor(Role.CLERK)
        draft = SessionDraft(1, date(2022, 3, 1), date(2022, 3, 2), 2021)

        terms.edit_session(session, clerk, row.id, draft, 1)

        assert row.starts_on == date(2022, 3, 1)

    def test_refuses_a_stale_version(self, session: Session, make: Make) -> None:
        row = save_session(make, version=2)
        clerk = make.actor(Role.CLERK)

        with pytest.raises(EditConflict):
            terms.edit_session(session, clerk, row.id, SESSION, 1)

    @pytest.mark.parametrize("role", WRITERS_LACKING)
    def test_refuses_who_may_not(self, session: Session, make: Make, role: Role) -> None:
        actor = make.actor(role)

        with pytest.raises(NotPermitted):
            terms.edit_session(
                session, actor, save_session(make, term_id=make.term(number=9).id).id, SESSION, 1
            )

    def test_finds_none_of_others_and_none_at_all(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        theirs = save_session(make, term_id=make.term(committee_id=make.committee().id).id)

        for session_id in (theirs.id, 999):
            with pytest.raises(NotFound):
                terms.edit_session(session, clerk, session_id, SESSION, 1)


class TestReading:
    def test_lists_terms_and_sessions_latest_first(self, session: Session, make: Make) -> None:
        old = make.term(number=14, starts_on=date(2017, 1, 1), ends_on=date(2021, 12, 31))
        new = make.term()
        first = save_session(make, term_id=new.id)
        second = save_session(make, term_id=new.id, number=2, starts_on=date(2022, 2, 11))
        actor = make.actor(Role.CHAIR_OFFICE)

        listed = queries.terms(session, actor, make.home().id)
        held = queries.sessions(session, actor, make.home().id)

        assert [row.id for row in listed] == [new.id, old.id]
        assert [(row.id, row.term) for row in held] == [(second.id, 15), (first.id, 15)]

    @pytest.mark.parametrize(
        ("day", "number"),
        [
            (date(2016, 12, 31), None),
            (date(2017, 1, 1), 14),
            (date(2021, 12, 31), 14),
            (date(2022, 1, 1), 15),
            (date(2099, 1, 1), 15),
        ],
    )
    def test_tells_the_term_of_a_day(
        self, session: Session, make: Make, day: date, number: int | None
    ) -> None:
        make.term(number=14, starts_on=date(2017, 1, 1), ends_on=date(2021, 12, 31))
        make.term()

        row = queries.current_term(session, make.home().id, day)

        assert (row.number if row else None) == number

    def test_shows_nothing_of_others(self, session: Session, make: Make) -> None:
        theirs = make.committee()
        save_session(make, term_id=make.term(committee_id=theirs.id).id)
        actor = make.actor(Role.CLERK)

        assert queries.terms(session, actor, theirs.id) == []
        assert queries.sessions(session, actor, theirs.id) == []

    @pytest.mark.parametrize("role", lacking(Permission.COMMITTEE_READ))
    def test_refuses_who_may_not(self, session: Session, make: Make, role: Role) -> None:
        actor = make.actor(role)

        with pytest.raises(NotPermitted):
            queries.terms(session, actor, make.home().id)
        with pytest.raises(NotPermitted):
            queries.sessions(session, actor, make.home().id)
