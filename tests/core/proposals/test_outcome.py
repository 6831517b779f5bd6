"""What comes of a proposal: result, satisfaction, and the revisit a year later."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from sqlmodel import Session, select

from core import clock
from core.errors import NotFound, RuleBroken
from core.handling import queries, replying, rounds
from core.handling.drafts import FeedbackDraft, ReplyDraft
from core.handling.models import Reply, Result, Satisfaction
from core.matters.models import State
from core.notices import service as notices
from core.notices.models import NoticeKind
from core.permissions import Actor, Role
from core.proposals import outcome, revisits
from core.proposals.revisits import RevisitDraft
from tests.core.proposals.drafting import House
from tests.factories import Make

SATISFIED, NOT = Satisfaction.SATISFIED, Satisfaction.DISSATISFIED
day = clock.today


def bells(session: Session, actor: Actor) -> list[str]:
    """What rings for somebody about revisits."""
    session.flush()
    told = notices.unread(session, actor)
    return [one.words for one in told if one.kind is NoticeKind.REVISIT_DUE]


def test_the_result_of_the_reply_is_on_the_proposal(house: House) -> None:
    matter = house.replied(Result.B)

    part = house.part(matter)
    assert matter.state is State.REPLIED
    assert (part.result, part.revisit_on) == (Result.B, date(2027, 2, 11))


def test_a_corrected_reply_corrects_it(session: Session, house: House) -> None:
    matter = house.replied(Result.B)
    row = session.exec(select(Reply)).one()

    replying.correct(session, house.clerk, row.id, ReplyDraft(Result.A, "更正。"), row.version)

    part = house.part(matter)
    assert (part.result, part.revisit_on) == (Result.A, None)


def test_its_author_says_whether_the_reply_satisfies(session: Session, house: House) -> None:
    matter = house.replied()

    outcome.give(session, house.author, matter.id, FeedbackDraft(SATISFIED, met_in_person=True))

    (told,) = queries.of_matter(session, house.author, matter.id).feedback
    assert matter.state is State.FED_BACK
    assert (house.part(matter).satisfaction, told.met_in_person) == (SATISFIED, True)


def test_who_is_dissatisfied_has_it_handled_again(session: Session, house: House) -> None:
    matter = house.replied()

    outcome.give(session, house.author, matter.id, FeedbackDraft(NOT, False, "没有答到点上"))

    assert matter.state is State.HANDLING
    assert rounds.number(session, matter.id) == 2
    assert house.part(matter).satisfaction is NOT


def test_the_last_round_counts(session: Session, house: House) -> None:
    matter = house.replied(Result.C)
    outcome.give(session, house.author, matter.id, FeedbackDraft(NOT, False, "再办"))
    (again,) = rounds.rows(session, matter.id)

    replying.record(session, house.clerk, again.id, ReplyDraft(Result.A, "已解决。"))
    outcome.give(session, house.author, matter.id, FeedbackDraft(SATISFIED))

    part = house.part(matter)
    assert (part.result, part.satisfaction) == (Result.A, SATISFIED)
    whole = queries.of_matter(session, house.clerk, matter.id)
    told = [one.satisfaction for one in reversed(whole.feedback)]
    assert told == [NOT, SATISFIED]


def test_a_co_signer_says_nothing_for_the_author(session: Session, house: House) -> None:
    matter = house.replied()
    _other, stranger = house.co_signer()

    with pytest.raises(NotFound):
        outcome.give(session, stranger, matter.id, FeedbackDraft(SATISFIED))


class TestRevisits:
    def test_is_due_after_a_year_and_then_no_more(
        self, session: Session, house: House, in_session: time_machine.Traveller
    ) -> None:
        matter = house.replied(Result.B)
        early = revisits.due(session, house.clerk, house.of, date(2027, 2, 10))
        in_session.move_to(date(2027, 3, 1))
        late = revisits.due(session, house.clerk, house.of, date(2027, 3, 1))

        draft = RevisitDraft(date(2027, 3, 1), "已建成投用")
        revisits.record(session, house.clerk, matter.id, draft, matter.version)

        assert (early, [row.id for row in late]) == ([], [matter.id])
        assert revisits.due(session, house.clerk, house.of, date(2027, 3, 1)) == []

    def test_rings_once_on_the_day_and_waits_for_who_may_revisit(
        self, session: Session, house: House, in_session: time_machine.Traveller
    ) -> None:
        matter = house.replied(Result.B)
        in_session.move_to(datetime(2027, 2, 10, 9, tzinfo=UTC))
        early = (bells(session, house.clerk), revisits.waiting(session, house.clerk, day()))
        in_session.move_to(datetime(2027, 2, 12, 2, tzinfo=UTC))

        late = (bells(session, house.clerk), revisits.waiting(session, house.clerk, day()))
        others = bells(session, house.author)
        due = revisits.due(session, house.clerk, None, day())
        draft = RevisitDraft(day(), "已建成投用")
        revisits.record(session, house.clerk, matter.id, draft, matter.version)

        assert early == ([], 0)
        assert late == (["2027-02-11"], 1)
        assert others == []
        assert [row.id for row in due] == [matter.id]
        assert bells(session, house.clerk) == []
        assert revisits.waiting(session, house.clerk, day()) == 0

    def test_what_was_promised_no_more_rings_no_more(
        self, session: Session, house: House, in_session: time_machine.Traveller
    ) -> None:
        matter = house.replied(Result.B)
        (assigned,) = rounds.rows(session, matter.id)
        reply = session.get_one(Reply, assigned.reply_id)

        draft = ReplyDraft(Result.A, "已解决。")
        replying.correct(session, house.clerk, reply.id, draft, reply.version)
        in_session.move_to(datetime(2027, 3, 1, 2, tzinfo=UTC))

        assert bells(session, house.clerk) == []
        assert revisits.waiting(session, house.clerk, day()) == 0

    def test_waits_for_nobody_of_another_committee(
        self, session: Session, house: House, make: Make, in_session: time_machine.Traveller
    ) -> None:
        house.replied(Result.B)
        in_session.move_to(datetime(2027, 3, 1, 2, tzinfo=UTC))
        stranger = make.actor(Role.CLERK, make.committee())

        assert revisits.waiting(session, stranger, day()) == 0
        assert revisits.due(session, stranger, None, day()) == []
        assert bells(session, stranger) == []

    def test_is_for_promises_only(self, session: Session, house: House) -> None:
        matter = house.replied(Result.A)

        with pytest.raises(RuleBroken, match="only a reply with result B"):
            revisits.record(
                session,
                house.clerk,
                matter.id,
                RevisitDraft(date(2026, 2, 11), "看过"),
                matter.version,
            )
