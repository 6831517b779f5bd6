"""Answers, more time, reminders and feedback."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select
from time_machine import Traveller

from core import clock as time
from core.committees.calendar import CLOSES, OPENS, Calendar
from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.handling import (
    assigning,
    deadlines,
    extensions,
    feedback,
    listing,
    queries,
    replying,
    rounds,
    units,
    urging,
)
from core.handling.drafts import (
    AssignDraft,
    DecisionDraft,
    ExtensionDraft,
    FeedbackDraft,
    Share,
    UrgeDraft,
)
from core.handling.listing import Desk, Filters
from core.handling.models import (
    Assignment,
    AssignmentState,
    AuthorityLevel,
    HandlingRole,
    Result,
    Satisfaction,
    UrgingKind,
)
from core.matters.models import State
from core.notices.models import Notice, NoticeKind
from core.permissions import Permission, Role, lacking
from tests.core.files import samples
from tests.core.handling.world import ANSWER, World
from tests.factories import DAY

LATER = "2026-12-01T10:00:00+08:00"
ALARMS = (NoticeKind.DUE_SOON, NoticeKind.OVERDUE)


class TestReply:
    def test_the_matter_waits_for_all_of_the_round(self, world: World) -> None:
        matter, lead, co = world.assigned()

        replying.reply(world.session, world.at_lead, lead.id, ANSWER)
        assert (matter.state, lead.state) == (State.ASSIGNED, AssignmentState.REPLIED)

        replying.reply(world.session, world.at_co, co.id, ANSWER)
        assert (matter.state, matter.replied_on) == (State.REPLIED, DAY)

    def test_the_working_days_of_each_clock_are_kept(self, world: World, clock: Traveller) -> None:
        _matter, lead, _co = world.assigned()

        clock.move_to("2026-05-27T10:00:00+08:00")
        replying.reply(world.session, world.at_lead, lead.id, ANSWER)

        assert lead.answered_in == Calendar().between(DAY, date(2026, 5, 27)) == 5

    def test_several_units_answer_together(self, world: World) -> None:
        matter, lead, co = world.assigned()

        written = replying.reply(
            world.session, world.at_lead, lead.id, replace(ANSWER, joined=(co.id,))
        )

        assert (lead.reply_id, co.reply_id) == (written.id, written.id)
        assert matter.state is State.REPLIED
        assert len(world.told(world.at_co, NoticeKind.REPLIED)) == 1
        whole = queries.of_matter(world.session, world.member, matter.id)
        assert whole.replies[0].units == [world.lead.name, world.co.name]

    def test_only_the_lead_answers_for_others(self, world: World) -> None:
        _matter, lead, co = world.assigned()

        with pytest.raises(RuleBroken, match="Only the lead"):
            replying.reply(world.session, world.at_co, co.id, replace(ANSWER, joined=(lead.id,)))

    def test_joins_no_part_of_another_matter(self, world: World) -> None:
        _matter, lead, _co = world.assigned()
        _other, _lead, theirs = world.assigned()

        with pytest.raises(NotFound):
            replying.reply(
                world.session, world.at_lead, lead.id, replace(ANSWER, joined=(theirs.id,))
            )

    def test_tells_the_office_and_the_author(self, world: World) -> None:
        _matter, row = world.alone()

        replying.reply(world.session, world.at_lead, row.id, ANSWER)

        assert world.told(world.clerk, NoticeKind.REPLIED)[0].words == "已经办好。"
        steps = world.told(world.member, NoticeKind.STEP)
        assert [one.words for one in steps] == ["assigned", "replied"]

    def test_is_given_once(self, world: World) -> None:
        _matter, lead, _co = world.assigned()
        replying.reply(world.session, world.at_lead, lead.id, ANSWER)

        with pytest.raises(RuleBroken, match="answered already"):
            replying.reply(world.session, world.at_lead, lead.id, ANSWER)

    def test_holds_words_and_a_contact_of_the_past(self, world: World) -> None:
        _matter, row = world.alone()

        for draft, field in (
            (replace(ANSWER, words=" "), "words"),
            (replace(ANSWER, contacted_on=date(2026, 5, 21)), "contacted_on"),
        ):
            with pytest.raises(RuleBroken) as refused:
                replying.reply(world.session, world.at_lead, row.id, draft)
            assert refused.value.field == field

    def test_the_office_writes_down_what_came_on_paper(self, world: World) -> None:
        matter, row = world.alone()

        replying.record(world.session, world.clerk, row.id, ANSWER)

        assert matter.state is State.REPLIED
        with pytest.raises(NotPermitted):
            replying.record(world.session, world.at_lead, row.id, ANSWER)

    @pytest.mark.parametrize("role", lacking(Permission.HANDLING_REPLY))
    def test_refuses_who_may_not(self, world: World, role: Role) -> None:
        _matter, row = world.alone()

        with pytest.raises(NotPermitted):
            replying.reply(world.session, world.make.actor(role), row.id, ANSWER)

    def test_is_corrected_and_has_documents_until_there_is_feedback(self, world: World) -> None:
        matter, row = world.alone()
        written = replying.reply(world.session, world.at_lead, row.id, ANSWER)

        better = replace(ANSWER, result=Result.B)
        replying.correct(world.session, world.at_lead, written.id, better, 1)
        kept = replying.attach(world.session, world.at_lead, written.id, "a.pdf", samples.PDF)
        feedback.give(world.session, world.member, matter.id, FeedbackDraft(Satisfaction.SATISFIED))

        assert (written.result, kept.owner_id) == (Result.B, written.id)
        with pytest.raises(RuleBroken, match="not changed any more"):
            replying.correct(world.session, world.at_lead, written.id, ANSWER, 2)
        with pytest.raises(RuleBroken, match="not changed any more"):
            replying.detach(world.session, world.at_lead, written.id, kept.id)

    def test_is_not_corrected_by_others_or_unseen(self, world: World) -> None:
        _matter, row = world.alone()
        written = replying.reply(world.session, world.at_lead, row.id, ANSWER)

        with pytest.raises(NotFound):
            replying.correct(world.session, world.at_co, written.id, ANSWER, 1)
        with pytest.raises(EditConflict):
            replying.correct(
                world.session, world.at_lead, written.id, replace(ANSWER, words="x"), 7
            )


class TestExtensions:
    def test_granted_it_moves_the_last_day_to_a_working_day(self, world: World) -> None:
        _matter, row = world.alone()
        asked = extensions.ask(
            world.session, world.at_lead, row.id, ExtensionDraft(date(2026, 9, 19), "情况复杂。")
        )

        extensions.decide(world.session, world.clerk, asked.id, DecisionDraft(True))

        assert (row.first_due_on, row.due_on) == (date(2026, 8, 20), date(2026, 9, 20))
        assert Calendar().is_workday(row.due_on)  # a Sunday made up
        assert world.told(world.clerk, NoticeKind.TIME_ASKED)
        told = world.told(world.at_lead, NoticeKind.TIME_GRANTED)
        assert [one.words for one in told] == ["2026-09-20 "]

    def test_it_is_told_how_the_last_day_was_reached(self, world: World) -> None:
        matter, row = world.alone()
        asked = extensions.ask(
            world.session, world.at_lead, row.id, ExtensionDraft(date(2026, 9, 18), "情况复杂。")
        )
        extensions.decide(world.session, world.clerk, asked.id, DecisionDraft(True))

        whole = queries.of_matter(world.session, world.member, matter.id)

        granted = whole.parts[0].clock.granted
        assert [(one.until, one.on) for one in granted] == [(date(2026, 9, 18), DAY)]

    def test_refused_the_day_stays(self, world: World) -> None:
        _matter, row = world.alone()
        asked = extensions.ask(
            world.session, world.at_lead, row.id, ExtensionDraft(date(2026, 9, 18), "情况复杂。")
        )

        extensions.decide(world.session, world.clerk, asked.id, DecisionDraft(False, "请抓紧。"))

        assert row.due_on == date(2026, 8, 20)
        assert world.told(world.at_lead, NoticeKind.TIME_REFUSED)[0].words == "请抓紧。"
        with pytest.raises(RuleBroken, match="decided already"):
            extensions.decide(world.session, world.clerk, asked.id, DecisionDraft(True))

    def test_one_request_at_a_time_for_a_later_day(self, world: World) -> None:
        _matter, row = world.alone()
        draft = ExtensionDraft(date(2026, 9, 18), "情况复杂。")

        with pytest.raises(RuleBroken, match="Ask for a day after 2026-08-20"):
            extensions.ask(world.session, world.at_lead, row.id, replace(draft, until=row.due_on))
        extensions.ask(world.session, world.at_lead, row.id, draft)
        with pytest.raises(RuleBroken, match="asked for already"):
            extensions.ask(world.session, world.at_lead, row.id, draft)

    def test_a_unit_does_not_grant_time_to_itself(self, world: World) -> None:
        _matter, row = world.alone()
        draft = ExtensionDraft(date(2026, 9, 18), "情况复杂。")
        asked = extensions.ask(world.session, world.at_lead, row.id, draft)

        with pytest.raises(NotPermitted):
            extensions.decide(world.session, world.at_lead, asked.id, DecisionDraft(True))


class TestUrging:
    def test_tells_the_unit(self, world: World) -> None:
        _matter, row = world.alone()

        urging.urge(world.session, world.clerk, row.id, UrgeDraft(words="请尽快答复。"))

        assert world.told(world.at_lead, NoticeKind.URGED)[0].words == "请尽快答复。"
        assert world.trail()[-1] == "handling:urged"

    def test_supervision_names_its_level(self, world: World) -> None:
        _matter, row = world.alone()
        draft = UrgeDraft(UrgingKind.SUPERVISE)

        with pytest.raises(RuleBroken, match="which level"):
            urging.urge(world.session, world.clerk, row.id, draft)
        urging.urge(
            world.session, world.clerk, row.id, replace(draft, level=AuthorityLevel.PREFECTURE)
        )

        found = listing.listing(world.session, world.at_lead, Filters())
        assert [one.supervised for one in found] == [True]
        assert world.told(world.at_lead, NoticeKind.SUPERVISED)

    def test_a_unit_is_not_urged_again_after_it_has_answered(
        self, world: World, clock: Traveller
    ) -> None:
        _matter, lead, co = world.assigned()
        clock.move_to("2026-12-01T22:00:00+08:00")
        urging.urge_overdue(world.session, world.clerk, world.make.home().id)
        replying.reply(world.session, world.at_lead, lead.id, ANSWER)

        # What was to ring next morning is taken back, and it cannot be urged anew.
        assert not world.told(world.at_lead, NoticeKind.URGED, *ALARMS)
        with pytest.raises(RuleBroken, match="not urged again"):
            urging.urge(world.session, world.clerk, lead.id, UrgeDraft())
        clock.shift(timedelta(days=1))
        assert urging.urge_overdue(world.session, world.clerk, world.make.home().id) == 1
        assert not world.told(world.at_lead, NoticeKind.URGED)
        assert len(world.told(world.at_co, NoticeKind.URGED)) == 2
        assert co.state is AssignmentState.NEW

    def test_many_are_urged_as_if_each_were_urged_alone(
        self, world: World, clock: Traveller
    ) -> None:
        world.assigned()
        world.assigned()
        not_due = world.alone()
        clock.move_to(LATER)
        not_due[1].due_on = date(2027, 1, 4)

        urged = urging.urge_overdue(world.session, world.clerk, world.make.home().id, "请答复。")

        assert urged == 4
        for unit in (world.at_lead, world.at_co):
            told = world.told(unit, NoticeKind.URGED)
            assert [one.words for one in told] == ["请答复。"] * 2
        again = urging.urge_overdue(world.session, world.clerk, world.make.home().id)
        assert again == 0

    def test_nobody_urges_for_another_committee(self, world: World, clock: Traveller) -> None:
        away = world.make.committee()
        stranger = world.make.actor(Role.CLERK, away, away)
        _matter, row = world.alone()
        clock.move_to(LATER)

        assert urging.urge_overdue(world.session, stranger, world.make.home().id) == 0
        with pytest.raises(NotFound):
            urging.urge(world.session, stranger, row.id, UrgeDraft())


class TestFeedback:
    def test_satisfied_it_is_fed_back(self, world: World) -> None:
        matter, row = world.alone()
        replying.reply(world.session, world.at_lead, row.id, ANSWER)

        given = feedback.give(
            world.session,
            world.member,
            matter.id,
            FeedbackDraft(Satisfaction.BASICALLY, met_in_person=True),
        )

        assert (given.round, given.met_in_person, matter.state) == (1, True, State.FED_BACK)

    def test_dissatisfied_the_same_units_get_it_again(self, world: World) -> None:
        matter, lead, co = world.assigned()
        replying.reply(world.session, world.at_lead, lead.id, replace(ANSWER, joined=(co.id,)))

        feedback.give(
            world.session,
            world.member,
            matter.id,
            FeedbackDraft(Satisfaction.DISSATISFIED, words="没有回应第二条建议。"),
        )

        again = rounds.rows(world.session, matter.id)
        assert [(one.unit_id, one.role, one.round) for one in again] == [
            (world.lead.id, HandlingRole.LEAD, 2),
            (world.co.id, HandlingRole.CO, 2),
        ]
        assert matter.state is State.HANDLING
        assert world.told(world.at_co, NoticeKind.ASSIGNED)[-1].words == "没有回应第二条建议。"
        assert matter.replied_on == DAY

    def test_who_is_dissatisfied_is_heard_though_the_unit_is_offered_no_more(
        self, world: World
    ) -> None:
        matter, row = world.alone()
        replying.reply(world.session, world.at_lead, row.id, ANSWER)
        units.retire(world.session, world.clerk, world.lead.id)

        draft = FeedbackDraft(Satisfaction.DISSATISFIED, words="没有落实。")
        feedback.give(world.session, world.member, matter.id, draft)

        [again] = rounds.rows(world.session, matter.id)
        assert (again.unit_id, again.round, again.state) == (
            world.lead.id,
            2,
            AssignmentState.NEW,
        )

    def test_the_second_answer_is_judged_anew(self, world: World) -> None:
        matter, row = world.alone()
        replying.reply(world.session, world.at_lead, row.id, ANSWER)
        no = FeedbackDraft(Satisfaction.DISSATISFIED, words="没有回应。")
        feedback.give(world.session, world.member, matter.id, no)

        with pytest.raises(RuleBroken, match="not all answered"):
            feedback.give(world.session, world.member, matter.id, no)
        second = rounds.rows(world.session, matter.id)[0]
        replying.reply(world.session, world.at_lead, second.id, ANSWER)
        yes = FeedbackDraft(Satisfaction.SATISFIED)
        feedback.give(world.session, world.member, matter.id, yes)

        whole = queries.of_matter(world.session, world.clerk, matter.id)
        assert [(one.round, one.satisfaction) for one in whole.feedback] == [
            (2, Satisfaction.SATISFIED),
            (1, Satisfaction.DISSATISFIED),
        ]
        with pytest.raises(RuleBroken, match="recorded already"):
            feedback.give(world.session, world.member, matter.id, yes)

    def test_dissatisfied_says_why(self, world: World) -> None:
        matter, row = world.alone()
        replying.reply(world.session, world.at_lead, row.id, ANSWER)

        with pytest.raises(RuleBroken, match="Say what is missing"):
            feedback.give(
                world.session, world.member, matter.id, FeedbackDraft(Satisfaction.DISSATISFIED)
            )

    def test_is_given_by_who_raised_it(self, world: World) -> None:
        matter, row = world.alone()
        replying.reply(world.session, world.at_lead, row.id, ANSWER)
        draft = FeedbackDraft(Satisfaction.SATISFIED)

        with pytest.raises(NotFound):
            feedback.give(world.session, world.make.actor(Role.MEMBER), matter.id, draft)
        with pytest.raises(NotPermitted):
            feedback.give(world.session, world.at_lead, matter.id, draft)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(minutes=st.integers(0, 60 * 24 * 400))
def test_a_deadline_never_rings_at_midnight_or_on_a_holiday(
    world: World, clock: Traveller, minutes: int
) -> None:
    clock.move_to(datetime(2025, 6, 1, tzinfo=UTC) + timedelta(minutes=minutes))
    unit = world.make.unit()
    actor = world.make.actor(Role.HANDLING_UNIT, unit)
    draft = AssignDraft((Share(unit.id, workdays=7),))
    matter = world.opinion()

    row = assigning.assign(world.session, world.clerk, matter.id, draft, 1)[0]
    urging.urge(world.session, world.clerk, row.id, UrgeDraft())

    calendar = Calendar()
    rung = world.told(actor, NoticeKind.ASSIGNED, NoticeKind.URGED, *ALARMS)
    assert len(rung) == 4
    for notice in rung:
        wall = time.local(notice.rings_at)
        assert calendar.is_workday(wall.date())
        assert OPENS <= wall.time() < CLOSES


def test_the_alarms_ring_before_and_after_the_last_day(world: World) -> None:
    _matter, row = world.alone(world.opinion())

    soon, late = world.told(world.at_lead, *ALARMS)

    assert row.due_on == date(2026, 6, 10)
    assert f"{time.local(soon.rings_at):%m-%d %H:%M}" == "06-05 09:00"
    assert f"{time.local(late.rings_at):%m-%d %H:%M}" == "06-11 09:00"
    assert [one.rings_at for one in world.told(world.clerk, *ALARMS)] == [late.rings_at]


def test_more_time_moves_the_alarms(world: World) -> None:
    _matter, row = world.alone(world.opinion())
    asked = extensions.ask(
        world.session, world.at_lead, row.id, ExtensionDraft(date(2026, 6, 24), "情况复杂。")
    )

    extensions.decide(world.session, world.clerk, asked.id, DecisionDraft(True))

    told = world.told(world.at_lead, *ALARMS)
    assert [f"{time.local(one.rings_at):%m-%d}" for one in told] == ["06-18", "06-25"]


class TestLists:
    def test_a_unit_sees_its_own_piles(self, world: World, clock: Traveller) -> None:
        world.assigned()
        world.assigned(world.opinion())
        answered = world.alone()
        replying.reply(world.session, world.at_lead, answered[1].id, ANSWER)
        clock.move_to("2026-06-09T10:00:00+08:00")

        lead = listing.counts(world.session, world.at_lead, Filters())
        co = listing.counts(world.session, world.at_co, Filters())

        assert (lead[Desk.OPEN], lead[Desk.DUE_SOON], lead[Desk.REPLIED]) == (2, 1, 1)
        assert co == {Desk.OPEN: 2, Desk.NEW: 2, Desk.DUE_SOON: 1}
        for desk in Desk:
            rows = listing.listing(world.session, world.at_lead, Filters(desk))
            parts = [queries.detail(world.session, world.at_lead, row.id) for row in rows]
            lights = [
                deadlines.light(one.part.clock, one.whole.today, one.whole.calendar)
                for one in parts
            ]
            assert [row.light for row in rows] == lights
            assert len(rows) == lead.get(desk, 0)

    def test_the_office_sees_who_is_overdue(self, world: World, clock: Traveller) -> None:
        world.assigned()
        world.alone(world.opinion())
        clock.move_to("2026-07-01T10:00:00+08:00")

        figures = listing.by_unit(world.session, world.clerk, world.make.home().id)

        assert [(one.unit_id, one.in_hand, one.overdue) for one in figures] == [
            (world.lead.id, 2, 1),
            (world.co.id, 1, 0),
        ]

    def test_who_handled_the_category_most_is_offered_first(self, world: World) -> None:
        category = world.make.matter_category()
        for _n in range(2):
            matter = world.opinion()
            matter.category_id = category.id
            draft = AssignDraft((Share(world.co.id),))
            assigning.assign(world.session, world.clerk, matter.id, draft, 1)
        matter = world.opinion()
        matter.category_id = category.id

        offered = queries.likely_units(world.session, world.clerk, matter.id)

        assert [(one.id, one.same) for one in offered] == [(world.co.id, 2), (world.lead.id, 0)]

    def test_a_unit_reads_who_made_a_proposal_but_not_who_raised_an_opinion(
        self, world: World
    ) -> None:
        _matter, proposal = world.alone(world.proposal())
        _matter, opinion = world.alone(world.opinion())

        named = queries.detail(world.session, world.at_lead, proposal.id).text.raised_by
        unnamed = queries.detail(world.session, world.at_lead, opinion.id).text.raised_by

        assert named.startswith("委员")
        assert unnamed == ""

    def test_nobody_else_sees_it(self, world: World) -> None:
        matter, row = world.alone()

        with pytest.raises(NotFound):
            queries.detail(world.session, world.at_co, row.id)
        with pytest.raises(NotFound):
            queries.of_matter(world.session, world.at_co, matter.id)
        with pytest.raises(NotPermitted):
            queries.of_matter(world.session, world.make.actor(Role.AUDITOR), matter.id)
        for seen_by in (world.at_lead, world.member, world.clerk):
            whole = queries.of_matter(world.session, seen_by, matter.id)
            assert [one.id for one in whole.parts] == [row.id]


def test_no_notice_is_left_of_what_was_answered(session: Session, world: World) -> None:
    matter, lead, co = world.assigned()

    replying.reply(session, world.at_lead, lead.id, replace(ANSWER, joined=(co.id,)))

    kinds = set(session.exec(select(Notice.kind)).all())
    assert kinds.isdisjoint(ALARMS)
    assert session.exec(select(Assignment.matter_id)).all() == [matter.id] * 2
