"""The chain of approval, the closing, and that a closed year stays as it was."""

import json
import zlib
from collections.abc import Callable
from hashlib import sha256

import pytest
from sqlalchemy import update
from sqlmodel import Session, col, select

from core.activities.models import Attendance, Presence
from core.assessment import closing, corrections, keeping, objections, points
from core.assessment.archive import documents
from core.assessment.drafts import CorrectionDraft, ObjectionDraft
from core.assessment.models import (
    Approval,
    Assessment,
    AssessmentState,
    Frozen,
    RuleBook,
    Score,
)
from core.audit.models import AuditEntry
from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.notices.models import NoticeKind
from core.permissions import Actor, Permission, Role, lacking
from tests.core.assessment.working.year import BOOK, Year
from tests.core.committees.told import one_more_entry
from tests.factories import Make


def agree(session: Session, actor: Actor, row: Assessment, words: str = "同意。") -> Assessment:
    return closing.agree(session, actor, row.id, words, row.version)


def closed(session: Session, year: Year, text: str = BOOK) -> Assessment:
    """A year that both steps agreed to."""
    row = year.in_review(over=True, text=text)
    agree(session, year.clerk, row)
    return agree(session, year.chair, row)


def worked(year: Year) -> None:
    """A year with facts of each shape."""
    for month in (1, 2, 2, 5):
        year.attended(0, month)
    year.attended(0, 6, Presence.ABSENT)
    year.attended(1, 3)
    year.attended(2, 9)


ACTS: dict[str, Callable[[Session, Actor, Assessment], object]] = {
    "agree": agree,
    "send back": lambda s, a, r: closing.send_back(s, a, r.id, "请再核", r.version),
    "verify": lambda s, a, r: closing.verify(s, a, r.id),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", lacking(Permission.ASSESSMENT_APPROVE))
def test_takes_somebody_who_approves(
    session: Session, year: Year, make: Make, role: Role, act: str
) -> None:
    row = year.in_review()

    with pytest.raises(NotPermitted):
        ACTS[act](session, make.actor(role), row)


@pytest.mark.parametrize("act", ACTS)
def test_another_office_does_not_find_it(
    session: Session, year: Year, make: Make, act: str
) -> None:
    row = year.in_review()

    with pytest.raises(NotFound):
        ACTS[act](session, make.actor(Role.CLERK, committee=make.committee()), row)


class TestChain:
    def test_goes_step_by_step_by_the_role_named(self, session: Session, year: Year) -> None:
        row = year.in_review(over=True)

        with pytest.raises(NotPermitted):
            agree(session, year.chair, row)
        agree(session, year.clerk, row)
        with pytest.raises(NotPermitted):
            agree(session, year.clerk, row)
        assert year.chair.account_id in year.told(NoticeKind.APPROVAL_ASKED)
        agree(session, year.chair, row)

        assert row.state is AssessmentState.CLOSED
        told = session.exec(select(Approval.step, Approval.by).order_by(col(Approval.id))).all()
        assert list(told) == [("recorder", year.clerk.name), ("chair", year.chair.name)]

    def test_begins_with_the_review(self, session: Session, year: Year) -> None:
        row = year.opened()

        with pytest.raises(RuleBroken, match="under way"):
            agree(session, year.clerk, row)

    def test_the_first_step_need_not_wait_for_the_window(
        self, session: Session, year: Year
    ) -> None:
        row = year.in_review()

        agree(session, year.clerk, row)

        with pytest.raises(RuleBroken, match="up to"):
            agree(session, year.chair, row)

    def test_waits_for_the_answer_to_each_objection(self, session: Session, year: Year) -> None:
        row = year.in_review()
        draft = ObjectionDraft(year.members[0].id, "", "请核对。")
        objections.raise_objection(session, year.member(0), row.id, draft)
        agree(session, year.clerk, row)

        with pytest.raises(RuleBroken, match="1 objections"):
            agree(session, year.chair, row)

    def test_a_book_without_a_chain_is_closed_by_the_office(
        self, session: Session, year: Year
    ) -> None:
        row = year.in_review(over=True, text=BOOK[: BOOK.index("[[approval]]")])

        agree(session, year.clerk, row)

        assert row.state is AssessmentState.CLOSED

    def test_sends_back_to_the_first_step_with_words(self, session: Session, year: Year) -> None:
        row = year.in_review(over=True)
        agree(session, year.clerk, row)

        closing.send_back(session, year.chair, row.id, "缺席请再核一遍。", row.version)

        assert row.approval_step == ""
        assert year.clerk.account_id in year.told(NoticeKind.SENT_BACK)
        assert closing.since_sent_back(session, row.id) == []
        agree(session, year.clerk, row)
        assert agree(session, year.chair, row).state is AssessmentState.CLOSED

    def test_sends_nothing_back_without_words(self, session: Session, year: Year) -> None:
        row = year.in_review(over=True)

        with pytest.raises(RuleBroken, match="looked at again"):
            closing.send_back(session, year.clerk, row.id, " ", row.version)

    def test_what_was_agreed_to_is_what_is_closed(self, session: Session, year: Year) -> None:
        row = year.in_review(over=True)
        agree(session, year.clerk, row)
        year.attended(0, 4)

        with pytest.raises(RuleBroken, match="have changed"):
            agree(session, year.chair, row)

    def test_does_not_agree_to_what_it_has_not_seen(self, session: Session, year: Year) -> None:
        row = year.in_review(over=True)

        with pytest.raises(EditConflict):
            closing.agree(session, year.clerk, row.id, "", row.version - 1)

    def test_leaves_its_trail(self, session: Session, year: Year) -> None:
        row = year.in_review(over=True)
        agree(session, year.clerk, row)
        assert session.exec(select(AuditEntry.action)).all()[-1] == "assessment:agreed"


class TestClosed:
    def test_has_places_and_grades(self, session: Session, year: Year) -> None:
        worked(year)

        row = closed(session, year)

        found = {
            one.subject_id: (one.rated, one.place, one.grade)
            for one in keeping.read(session, row.id)
        }
        # 60 + four times 4.5, minus 5, three months, two thirds of five: 80 percent pays 2
        assert found[year.members[0].id] == (7800, 1, "good")
        assert found[year.members[1].id] == (6750, 3, "fit")
        # 5.5 in six of twelve months count as 11, the 2 for the rate stay
        assert found[year.members[2].id] == (7300, 2, "fit")

    def test_tells_those_who_were_scored(self, session: Session, year: Year) -> None:
        member = year.member(0)

        closed(session, year)

        assert member.account_id in year.told(NoticeKind.YEAR_CLOSED)

    def test_verifies_to_the_last_point(self, session: Session, year: Year) -> None:
        worked(year)
        row = closed(session, year)

        found = closing.verify(session, year.chair, row.id)

        assert found.sound
        assert found.scored == 3
        assert found.moved == {}

    def test_stays_as_it_was_whatever_changes_later(
        self, session: Session, year: Year, make: Make
    ) -> None:
        worked(year)
        row = closed(session, year)
        before = keeping.read(session, row.id)
        kept = documents.names(session, row.id)

        year.attended(0, 11)
        year.members[1].scored, year.members[1].not_scored_reason = False, "请假"
        year.members[2].name = "改名"
        book = session.get_one(RuleBook, row.book_id)
        book.text = BOOK.replace("points = 4.5", "points = 9")
        session.execute(update(Attendance).values(presence=Presence.ABSENT))
        make.member()
        session.flush()
        keeping.settle(session)

        assert keeping.read(session, row.id) == before
        assert documents.names(session, row.id) == kept
        found = closing.verify(session, year.chair, row.id)
        assert found.sound
        assert year.members[0].id in found.moved
        names = [one["name"] for one in documents.lines(session, row.id, documents.SCORES)]
        assert "改名" not in names

    def test_is_explained_by_what_was_frozen(self, session: Session, year: Year) -> None:
        worked(year)
        row = year.in_review(over=True)
        one = year.members[0].id
        before = points.points(session, year.chair, row.id, one)
        agree(session, year.clerk, row)
        agree(session, year.chair, row)

        session.execute(update(Attendance).values(presence=Presence.ABSENT))
        session.get_one(RuleBook, row.book_id).text = BOOK.replace("points = 4.5", "points = 9")
        session.flush()

        after = points.points(session, year.chair, row.id, one)
        assert after.explanation == before.explanation
        assert after.book == before.book

    def test_is_not_opened_again(self, session: Session, year: Year) -> None:
        row = closed(session, year)

        with pytest.raises(RuleBroken, match="closed"):
            agree(session, year.clerk, row)

    def test_a_later_correction_stands_beside_it(self, session: Session, year: Year) -> None:
        row = closed(session, year)
        before = keeping.read(session, row.id)

        corrections.correct(
            session, year.clerk, row.id, CorrectionDraft(year.members[0].id, "", 300, "补记一次")
        )
        keeping.settle(session)

        assert keeping.read(session, row.id) == before
        assert corrections.after_closing(session, row) == {year.members[0].id: 300}
        assert closing.verify(session, year.chair, row.id).sound

    def test_a_correction_before_it_is_part_of_it(self, session: Session, year: Year) -> None:
        row = year.in_review(over=True)
        corrections.correct(
            session, year.clerk, row.id, CorrectionDraft(year.members[0].id, "", 300, "补记一次")
        )
        agree(session, year.clerk, row)
        agree(session, year.chair, row)

        assert corrections.after_closing(session, row) == {}
        assert keeping.read(session, row.id, [year.members[0].id])[0].total == 6300
        assert closing.verify(session, year.chair, row.id).sound

    def test_only_what_is_closed_is_verified(self, session: Session, year: Year) -> None:
        row = year.in_review()

        with pytest.raises(RuleBroken, match="closed"):
            closing.verify(session, year.clerk, row.id)


def changed(session: Session, row: Assessment, name: str, old: str, new: str) -> None:
    """Somebody changes a frozen document behind the program's back, and its hash with it."""
    kept = session.exec(
        select(Frozen).where(Frozen.assessment_id == row.id, Frozen.name == name)
    ).one()
    text = zlib.decompress(kept.content).decode().replace(old, new)
    kept.content = zlib.compress(text.encode())
    kept.sha256 = sha256(text.encode()).hexdigest()
    session.add(kept)
    session.flush()


class TestVerifying:
    def test_names_a_document_whose_hash_is_not_listed(self, session: Session, year: Year) -> None:
        worked(year)
        row = closed(session, year)

        changed(session, row, documents.SCORES, "7800", "9800")

        assert closing.verify(session, year.chair, row.id).damaged == (documents.SCORES,)

    def test_names_a_damaged_document(self, session: Session, year: Year) -> None:
        row = closed(session, year)
        kept = session.exec(select(Frozen).where(Frozen.name == documents.BOOK)).one()
        kept.content = kept.content[:-9]
        session.flush()

        assert closing.verify(session, year.chair, row.id).damaged == (documents.BOOK,)

    def test_names_whose_frozen_facts_give_another_score(
        self, session: Session, year: Year
    ) -> None:
        worked(year)
        row = closed(session, year)
        facts = f"{documents.FACTS}001.jsonl"
        kept = documents.names(session, row.id)[facts]

        changed(session, row, facts, ",450,", ",650,")
        new = documents.names(session, row.id)[facts]
        changed(session, row, documents.HASHES, kept, new)

        assert closing.verify(session, year.chair, row.id).recomputed == tuple(
            sorted(one.id for one in year.members)
        )

    def test_names_whose_shown_score_or_place_was_changed(
        self, session: Session, year: Year
    ) -> None:
        worked(year)
        row = closed(session, year)
        first, second, _third = (one.id for one in year.members)

        session.connection().execute(
            update(Score).where(col(Score.subject_id) == first).values(total=9900)
        )
        session.connection().execute(
            update(Score).where(col(Score.subject_id) == second).values(place=1)
        )

        found = closing.verify(session, year.chair, row.id)
        assert found.stored == (first,)
        assert found.graded == (second,)
        assert not found.sound


def test_the_frozen_facts_say_which_record_paid_what(session: Session, year: Year) -> None:
    worked(year)
    row = closed(session, year)

    lines = list(documents.facts(session, row.id))

    of_first = [one for one in lines if one[0] == year.members[0].id and one[4] == 0]
    assert [one[8] for one in of_first] == [450] * 4
    assert {one[9] for one in of_first} == {"activity"}
    assert json.dumps(lines, ensure_ascii=False)
    _ = one_more_entry
