"""Objections to a score, the answers, and corrections."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from core import clock
from core.assessment import assessments, corrections, entries, keeping, objections
from core.assessment.drafts import AnswerDraft, CorrectionDraft, ObjectionDraft
from core.assessment.models import Assessment, Correction, Objection, ObjectionState
from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.notices.models import NoticeKind
from core.permissions import Actor, Permission, Role, lacking
from tests.core.assessment.working.year import BOOK, Year
from tests.factories import Make

PLEASE = "三月的会议我参加了，请核对。"


def objected(session: Session, year: Year, who: int = 0, item: str = "present") -> Objection:
    """A member's objection in a review."""
    row = year.in_review()
    return objections.raise_objection(
        session, year.member(who), row.id, ObjectionDraft(year.members[who].id, item, PLEASE)
    )


def total(session: Session, year: Year, row: Assessment, who: int = 0) -> int:
    keeping.settle(session)
    return keeping.read(session, row.id, [year.members[who].id])[0].total


class TestRaising:
    def test_tells_the_office(self, session: Session, year: Year) -> None:
        objection = objected(session, year)

        assert objection.state is ObjectionState.OPEN
        assert year.clerk.account_id in year.told(NoticeKind.OBJECTED)

    @pytest.mark.parametrize("role", lacking(Permission.ASSESSMENT_READ))
    def test_takes_somebody_who_reads_scores(
        self, session: Session, year: Year, make: Make, role: Role
    ) -> None:
        row = year.in_review()

        with pytest.raises(NotPermitted):
            objections.raise_objection(
                session, make.actor(role), row.id, ObjectionDraft(year.members[0].id, "", PLEASE)
            )

    def test_is_about_ones_own_score(self, session: Session, year: Year) -> None:
        row = year.in_review()
        other = ObjectionDraft(year.members[1].id, "", PLEASE)

        for actor in (year.member(0), year.chair, year.make.actor(Role.CONVENER)):
            with pytest.raises(NotFound):
                objections.raise_objection(session, actor, row.id, other)

    def test_the_office_writes_down_for_who_comes_by(self, session: Session, year: Year) -> None:
        row = year.in_review()
        draft = ObjectionDraft(year.members[1].id, "", PLEASE)

        assert objections.raise_objection(session, year.clerk, row.id, draft).id

    def test_names_an_item_of_the_book(self, session: Session, year: Year) -> None:
        with pytest.raises(NotFound):
            objected(session, year, item="nothing_like_it")

    def test_says_what_it_is_about(self, session: Session, year: Year) -> None:
        row = year.in_review()

        with pytest.raises(RuleBroken, match="object to"):
            objections.raise_objection(
                session, year.member(0), row.id, ObjectionDraft(year.members[0].id, "", "  ")
            )

    def test_waits_for_the_review(self, session: Session, year: Year) -> None:
        row = year.opened()
        draft = ObjectionDraft(year.members[0].id, "", PLEASE)

        with pytest.raises(RuleBroken, match="in review"):
            objections.raise_objection(session, year.member(0), row.id, draft)

    @pytest.mark.parametrize("days", [-1, 1])
    def test_keeps_to_the_window(self, session: Session, year: Year, days: int) -> None:
        row = year.in_review()
        row.objections_from = row.objections_until = clock.today() + timedelta(days=days)
        year.make.save(row)
        draft = ObjectionDraft(year.members[0].id, "", PLEASE)

        with pytest.raises(RuleBroken, match="from"):
            objections.raise_objection(session, year.member(0), row.id, draft)
        assert not objections.may_object(session, year.member(0), row.id, draft.subject_id)

    def test_the_last_day_of_the_window_counts(self, session: Session, year: Year) -> None:
        row = year.in_review()
        row.objections_from = row.objections_until = clock.today()
        year.make.save(row)
        draft = ObjectionDraft(year.members[0].id, "", PLEASE)

        assert objections.may_object(session, year.member(0), row.id, draft.subject_id)
        assert objections.raise_objection(session, year.member(0), row.id, draft).id

    def test_the_same_thing_is_not_objected_to_twice(self, session: Session, year: Year) -> None:
        first = objected(session, year)
        draft = ObjectionDraft(first.subject_id, first.item_key, PLEASE)

        with pytest.raises(RuleBroken, match="already"):
            objections.raise_objection(session, year.member(0), first.assessment_id, draft)


class TestAnswering:
    def test_upheld_brings_the_points_that_are_due(self, session: Session, year: Year) -> None:
        objection = objected(session, year)
        row = session.get_one(Assessment, objection.assessment_id)
        before = total(session, year, row)

        objections.answer(
            session, year.clerk, objection.id, AnswerDraft(True, "签到表已核对。", 450), 1
        )

        assert objection.state is ObjectionState.UPHELD
        assert total(session, year, row) == before + 450
        assert session.exec(select(Correction.objection_id)).one() == objection.id
        shown = entries.objections(session, year.clerk, row.id)
        assert [(one.id, one.hundredths) for one in shown] == [(objection.id, 450)]
        assert objection.account_id in year.told(NoticeKind.OBJECTION_ANSWERED)

    def test_rejected_changes_nothing(self, session: Session, year: Year) -> None:
        objection = objected(session, year)

        objections.answer(session, year.clerk, objection.id, AnswerDraft(False, "未签到。"), 1)

        assert objection.state is ObjectionState.REJECTED
        assert session.exec(select(Correction)).all() == []
        assert objection.answered_by == year.clerk.name

    def test_rejected_brings_no_points(self, session: Session, year: Year) -> None:
        objection = objected(session, year)

        with pytest.raises(RuleBroken, match="no points"):
            objections.answer(
                session, year.clerk, objection.id, AnswerDraft(False, "未签到。", 100), 1
            )

    def test_gives_its_reason(self, session: Session, year: Year) -> None:
        objection = objected(session, year)

        with pytest.raises(RuleBroken, match="reason"):
            objections.answer(session, year.clerk, objection.id, AnswerDraft(True, " "), 1)

    def test_happens_once(self, session: Session, year: Year) -> None:
        objection = objected(session, year)
        objections.answer(session, year.clerk, objection.id, AnswerDraft(False, "未签到。"), 1)

        with pytest.raises(RuleBroken, match="already"):
            objections.answer(session, year.clerk, objection.id, AnswerDraft(False, "否"), 2)

    def test_does_not_overwrite_what_somebody_else_did(self, session: Session, year: Year) -> None:
        objection = objected(session, year)

        with pytest.raises(EditConflict):
            objections.answer(session, year.clerk, objection.id, AnswerDraft(False, "未签到。"), 7)

    def test_can_be_too_late(self, session: Session, year: Year) -> None:
        objection = objected(session, year)

        objections.withdraw(session, year.member(0), objection.id, objection.version)

        assert objection.state is ObjectionState.WITHDRAWN
        with pytest.raises(RuleBroken, match="taken back"):
            objections.answer(session, year.clerk, objection.id, AnswerDraft(True, "是"), 2)


ACTS: dict[str, Callable[[Session, Actor, Objection], object]] = {
    "answer": lambda s, a, o: objections.answer(s, a, o.id, AnswerDraft(True, "是"), o.version),
    "withdraw": lambda s, a, o: objections.withdraw(s, a, o.id, o.version),
    "correct": lambda s, a, o: corrections.correct(
        s, a, o.assessment_id, CorrectionDraft(o.subject_id, "", 100, "补记")
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_another_office_does_not_find_it(
    session: Session, year: Year, make: Make, act: str
) -> None:
    objection = objected(session, year)

    with pytest.raises(NotFound):
        ACTS[act](session, make.actor(Role.CLERK, committee=make.committee()), objection)


def test_nobody_else_takes_it_back(session: Session, year: Year) -> None:
    objection = objected(session, year)

    with pytest.raises(NotFound):
        objections.withdraw(session, year.member(1), objection.id, objection.version)


class TestCorrecting:
    @pytest.mark.parametrize("role", lacking(Permission.ASSESSMENT_WRITE))
    def test_is_for_the_office(self, session: Session, year: Year, make: Make, role: Role) -> None:
        row = year.opened()

        with pytest.raises(NotPermitted):
            corrections.correct(
                session, make.actor(role), row.id, CorrectionDraft(year.members[0].id, "", 1, "因")
            )

    def test_is_part_of_the_score_and_told(self, session: Session, year: Year) -> None:
        row, member = year.opened(), year.member(0)

        corrections.correct(
            session, year.clerk, row.id, CorrectionDraft(year.members[0].id, "", -250, "重复计分")
        )

        assert total(session, year, row) == 5750
        assert member.account_id in year.told(NoticeKind.POINTS_CORRECTED)

    @pytest.mark.parametrize(("there", "points"), [(5000, 100), (-7000, -100)])
    def test_that_would_change_nothing_is_refused(
        self, session: Session, year: Year, there: int, points: int
    ) -> None:
        row = year.opened(BOOK.replace("cap = 100", "cap = 100\nfloor = 0", 1))
        who = year.members[0].id
        corrections.correct(session, year.clerk, row.id, CorrectionDraft(who, "", there, "因"))
        keeping.settle(session)

        with pytest.raises(RuleBroken, match="would change nothing") as refused:
            corrections.correct(session, year.clerk, row.id, CorrectionDraft(who, "", points, "因"))

        assert refused.value.field == "hundredths"
        assert corrections.correct(
            session, year.clerk, row.id, CorrectionDraft(who, "", -points, "因")
        )

    @pytest.mark.parametrize(
        ("points", "reason", "said"),
        [(0, "因", "points to add"), (1, " ", "reason"), (100_001, "因", "At most 1,000")],
    )
    def test_changes_something_for_a_reason(
        self, session: Session, year: Year, points: int, reason: str, said: str
    ) -> None:
        row = year.opened()
        draft = CorrectionDraft(year.members[0].id, "", points, reason)

        with pytest.raises(RuleBroken, match=said):
            corrections.correct(session, year.clerk, row.id, draft)

    def test_is_for_somebody_who_is_scored(self, session: Session, year: Year, make: Make) -> None:
        row = year.opened()
        stranger = make.member(committee_id=make.committee().id)

        with pytest.raises(NotFound):
            corrections.correct(
                session, year.clerk, row.id, CorrectionDraft(stranger.id, "", 1, "因")
            )


def test_what_has_an_objection_is_not_dropped(session: Session, year: Year) -> None:
    objection = objected(session, year)
    row = session.get_one(Assessment, objection.assessment_id)
    assessments.reopen(session, year.clerk, row.id, row.version)

    with pytest.raises(RuleBroken, match="must stay"):
        assessments.drop(session, year.clerk, row.id)
