"""Giving matters to units, handing back, and assigning anew."""

from datetime import date

import pytest
from time_machine import Traveller

from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.handling import accepting, assigning, instructions, norms, queries, replying
from core.handling.drafts import AssignDraft, InstructionDraft, NormDraft, Share
from core.handling.models import Assignment, AssignmentState, HandlingRole
from core.matters.models import FlowNode, MatterKind, State, Urgency
from core.notices.models import NoticeKind
from core.permissions import Permission, Role, lacking
from tests.core.handling.world import ANSWER, World
from tests.factories import DAY

SOLE = 0


class TestAssign:
    def test_gives_each_unit_its_own_clock(self, world: World) -> None:
        matter = world.proposal()
        draft = AssignDraft(
            (Share(world.lead.id), Share(world.co.id, HandlingRole.CO, workdays=10)), "请办理。"
        )

        lead, co = assigning.assign(world.session, world.clerk, matter.id, draft, 1)

        assert (lead.role, lead.months, lead.due_on) == (HandlingRole.LEAD, 3, date(2026, 8, 20))
        assert (co.role, co.workdays, co.due_on) == (HandlingRole.CO, 10, date(2026, 6, 3))
        assert (matter.state, matter.assigned_on) == (State.ASSIGNED, DAY)
        assert world.trail() == ["handling:assigned", "proposal:assign"]

    @pytest.mark.parametrize(
        ("urgency", "due"),
        [
            (Urgency.NORMAL, date(2026, 6, 10)),
            (Urgency.URGENT, date(2026, 5, 27)),
            (Urgency.VERY_URGENT, date(2026, 5, 22)),
        ],
    )
    def test_counts_opinion_items_in_working_days(
        self, world: World, urgency: Urgency, due: date
    ) -> None:
        matter = world.opinion()
        matter.urgency = urgency

        _matter, row = world.alone(matter)

        assert row.due_on == due

    def test_counts_by_the_norm_of_the_office(self, world: World) -> None:
        draft = NormDraft(MatterKind.PROPOSAL, Urgency.NORMAL, workdays=20)
        norms.set_norm(world.session, world.clerk, world.make.home().id, draft, 0)

        _matter, row = world.alone()

        assert (row.months, row.workdays) == (0, 20)

    def test_an_instruction_opens_it_and_starts_the_clock(self, world: World) -> None:
        matter = world.opinion()
        written = instructions.record(
            world.session,
            world.clerk,
            matter.id,
            InstructionDraft("领导001", date(2026, 5, 18), "请有关部门研办。"),
        )
        draft = AssignDraft((Share(world.lead.id),), instruction_id=written.id)

        row = assigning.assign(world.session, world.clerk, matter.id, draft, matter.version)[0]

        assert (row.counted_from, row.due_on) == (date(2026, 5, 18), date(2026, 6, 8))
        whole = queries.of_matter(world.session, world.clerk, matter.id)
        assert whole.parts[0].clock.instructed
        assert matter.instructed_on == DAY

    def test_refuses_a_clock_that_has_run_out(self, world: World) -> None:
        matter = world.opinion()
        old = InstructionDraft("领导001", date(2026, 4, 1), "请研办。")
        written = instructions.record(world.session, world.clerk, matter.id, old)
        draft = AssignDraft((Share(world.lead.id),), instruction_id=written.id)

        with pytest.raises(RuleBroken, match="overdue at once"):
            assigning.assign(world.session, world.clerk, matter.id, draft, matter.version)

    def test_tells_the_units(self, world: World) -> None:
        world.assigned()

        for unit in (world.at_lead, world.at_co):
            assert [one.words for one in world.told(unit, NoticeKind.ASSIGNED)] == ["请办理。"]

    def test_tells_the_author(self, world: World) -> None:
        world.assigned()

        assert len(world.told(world.member, NoticeKind.STEP)) == 1

    @pytest.mark.parametrize(
        ("roles", "why"),
        [
            ([], "Choose the unit"),
            ([HandlingRole.CO], "Exactly one unit leads"),
            ([HandlingRole.LEAD, HandlingRole.LEAD], "Exactly one unit leads"),
        ],
    )
    def test_wants_one_lead(self, world: World, roles: list[HandlingRole], why: str) -> None:
        units = [world.lead.id, world.co.id]
        shares = [Share(unit, role) for unit, role in zip(units, roles, strict=False)]
        matter = world.proposal()

        with pytest.raises(RuleBroken, match=why):
            assigning.assign(world.session, world.clerk, matter.id, AssignDraft(shares), 1)

    def test_wants_no_unit_twice(self, world: World) -> None:
        shares = [Share(world.lead.id), Share(world.lead.id, HandlingRole.CO)]

        with pytest.raises(RuleBroken, match="named twice"):
            assigning.assign(
                world.session, world.clerk, world.proposal().id, AssignDraft(shares), 1
            )

    def test_offers_neither_retired_units_nor_those_of_others(self, world: World) -> None:
        world.lead.retired_at = world.make.account().created_at
        away = world.make.unit(committee_id=world.make.committee().id)
        matter = world.proposal()

        for unit in (world.lead, away):
            draft = AssignDraft((Share(unit.id),))
            with pytest.raises(RuleBroken, match="a unit of this committee"):
                assigning.assign(world.session, world.clerk, matter.id, draft, 1)

    def test_refuses_what_somebody_changed_meanwhile(self, world: World) -> None:
        with pytest.raises(EditConflict):
            assigning.assign(world.session, world.clerk, world.proposal().id, world.both(), 2)

    def test_refuses_what_is_not_signed(self, world: World) -> None:
        matter = world.opinion(State.SUBMITTED)

        with pytest.raises(RuleBroken, match="cannot be taken now"):
            assigning.assign(world.session, world.clerk, matter.id, world.both(), 1)

    @pytest.mark.parametrize("role", lacking(Permission.HANDLING_ASSIGN))
    def test_refuses_who_may_not(self, world: World, role: Role) -> None:
        matter = world.proposal()

        with pytest.raises(NotPermitted):
            assigning.assign(world.session, world.make.actor(role), matter.id, world.both(), 1)

    def test_finds_no_matter_of_others(self, world: World) -> None:
        theirs = world.make.matter(committee_id=world.make.committee().id, state=State.SIGNED)

        with pytest.raises(NotFound):
            assigning.assign(world.session, world.clerk, theirs.id, world.both(), 1)


class TestAccept:
    def test_the_first_acceptance_moves_the_matter(self, world: World) -> None:
        matter, lead, co = world.assigned()

        accepting.accept(world.session, world.at_lead, lead.id)
        accepting.accept(world.session, world.at_co, co.id)

        assert (matter.state, lead.state) == (State.HANDLING, AssignmentState.ACCEPTED)
        assert world.trail()[-3:] == [
            "handling:accepted",
            "proposal:handle",
            "handling:accepted",
        ]

    def test_does_without_a_state_that_is_switched_off(self, world: World) -> None:
        node = FlowNode(
            committee_id=world.make.home().id,
            kind=MatterKind.PROPOSAL,
            state=State.HANDLING,
            used=False,
        )
        world.make.save(node)
        matter, row = world.alone()

        accepting.accept(world.session, world.at_lead, row.id)
        replying.reply(world.session, world.at_lead, row.id, ANSWER)

        assert matter.state is State.REPLIED

    def test_only_the_unit_itself(self, world: World) -> None:
        _matter, lead, _co = world.assigned()

        with pytest.raises(NotFound):
            accepting.accept(world.session, world.at_co, lead.id)
        with pytest.raises(NotPermitted):
            accepting.accept(world.session, world.clerk, lead.id)

    def test_not_twice(self, world: World) -> None:
        _matter, row = world.alone()
        accepting.accept(world.session, world.at_lead, row.id)

        with pytest.raises(RuleBroken, match="accepted already"):
            accepting.accept(world.session, world.at_lead, row.id)


class TestHandBack:
    def test_a_wrong_unit_hands_back_and_the_office_assigns_anew(self, world: World) -> None:
        matter, row = world.alone()

        accepting.hand_back(world.session, world.at_lead, row.id, "不属本单位职责。")
        anew = assigning.reassign(
            world.session, world.clerk, row.id, Share(world.co.id), "改由你单位办理。"
        )

        assert row.state is AssignmentState.HANDED_BACK
        assert (anew.unit_id, anew.role, anew.state) == (
            world.co.id,
            HandlingRole.LEAD,
            AssignmentState.NEW,
        )
        assert world.told(world.clerk, NoticeKind.HANDED_BACK)[0].words == "不属本单位职责。"
        assert world.told(world.at_co, NoticeKind.ASSIGNED)[0].words == "改由你单位办理。"
        assert matter.state is State.ASSIGNED

    @pytest.mark.parametrize(("day", "may"), [(25, True), (26, False)])
    def test_within_three_working_days(
        self, world: World, clock: Traveller, day: int, may: bool
    ) -> None:
        _matter, row = world.alone()
        clock.move_to(f"2026-05-{day}T10:00:00+08:00")  # Wednesday to Monday, a weekend between

        if may:
            accepting.hand_back(world.session, world.at_lead, row.id, "不属本单位职责。")
        else:
            with pytest.raises(RuleBroken, match="Ask the office"):
                accepting.hand_back(world.session, world.at_lead, row.id, "不属本单位职责。")

    def test_says_why(self, world: World) -> None:
        _matter, row = world.alone()

        with pytest.raises(RuleBroken, match="Say why") as refused:
            accepting.hand_back(world.session, world.at_lead, row.id, " ")

        assert refused.value.field == "reason"

    def test_the_office_can_insist(self, world: World) -> None:
        _matter, row = world.alone()
        accepting.hand_back(world.session, world.at_lead, row.id, "不属本单位职责。")

        again = assigning.reassign(
            world.session, world.clerk, row.id, Share(world.lead.id), "仍请办理。"
        )

        assert (again.id, again.state, again.settled_at) == (row.id, AssignmentState.NEW, None)
        gone = queries.detail(world.session, world.at_lead, row.id).part.gone
        assert [one.reason for one in gone] == ["不属本单位职责。"]

    def test_the_matter_waits_until_the_office_has_decided(self, world: World) -> None:
        matter, lead, co = world.assigned()
        replying.reply(world.session, world.at_lead, lead.id, ANSWER)

        accepting.hand_back(world.session, world.at_co, co.id, "不属本单位职责。")
        assert matter.replied_on is None

        assigning.drop(world.session, world.clerk, co.id, "不再需要会办。")
        assert matter.state is State.REPLIED

    def test_a_unit_that_loses_its_part_is_told(self, world: World) -> None:
        _matter, lead, co = world.assigned()
        other = world.make.unit()

        assigning.drop(world.session, world.clerk, co.id, "不再需要会办。")
        assigning.reassign(world.session, world.clerk, lead.id, Share(other.id), "职责已调整。")

        told = [world.told(one, NoticeKind.TAKEN_BACK) for one in (world.at_co, world.at_lead)]
        assert [[one.words for one in row] for row in told] == [
            ["不再需要会办。"],
            ["已改由其他单位办理。"],
        ]

    def test_who_handed_it_back_is_not_told_that_it_is_gone(self, world: World) -> None:
        _matter, row = world.alone()
        accepting.hand_back(world.session, world.at_lead, row.id, "不属本单位职责。")

        assigning.reassign(world.session, world.clerk, row.id, Share(world.co.id), "请办理。")

        assert world.told(world.at_lead, NoticeKind.TAKEN_BACK) == []

    def test_a_lead_is_not_dropped(self, world: World) -> None:
        _matter, lead, _co = world.assigned()

        with pytest.raises(RuleBroken, match="Assign another lead"):
            assigning.drop(world.session, world.clerk, lead.id, "不需要。")

    def test_what_was_answered_is_given_to_nobody_else(self, world: World) -> None:
        _matter, lead, _co = world.assigned()
        replying.reply(world.session, world.at_lead, lead.id, ANSWER)

        with pytest.raises(RuleBroken, match="answered already"):
            assigning.reassign(world.session, world.clerk, lead.id, Share(world.co.id), "")


class TestAddAndTakeBack:
    def test_another_unit_joins_later(self, world: World) -> None:
        matter, _row = world.alone()
        draft = AssignDraft((Share(world.co.id, HandlingRole.CO),))

        added = assigning.add(world.session, world.clerk, matter.id, draft, matter.version)

        assert [one.round for one in added] == [1]
        assert matter.state is State.ASSIGNED

    def test_a_second_lead_does_not(self, world: World) -> None:
        matter, _row = world.alone()
        draft = AssignDraft((Share(world.co.id),))

        with pytest.raises(RuleBroken, match="Exactly one unit leads"):
            assigning.add(world.session, world.clerk, matter.id, draft, matter.version)

    def test_taking_back_frees_the_units_and_it_can_be_assigned_again(self, world: World) -> None:
        matter, lead, co = world.assigned()

        assigning.take_back(world.session, world.clerk, matter.id, "另行研究。", matter.version)
        assert (matter.state, lead.state, co.state) == (
            State.REGISTERED,
            AssignmentState.TAKEN_BACK,
            AssignmentState.TAKEN_BACK,
        )
        assert world.told(world.at_co, NoticeKind.TAKEN_BACK)
        assert not world.told(world.at_co, NoticeKind.OVERDUE)

        _matter, again, _co = world.assigned(matter)
        assert (again.id, again.state, again.round) == (lead.id, AssignmentState.NEW, 1)

    @pytest.mark.parametrize("state", [State.SIGNED, State.ISSUED, State.INSTRUCTED])
    def test_taken_back_an_item_stands_where_it_stood(self, world: World, state: State) -> None:
        matter, _row = world.alone(world.opinion(state))

        assigning.take_back(world.session, world.clerk, matter.id, "另行研究。", matter.version)

        assert matter.state is state
        assert (matter.issued_on is None) == (state is not State.ISSUED)

    def test_each_change_of_units_is_kept(self, world: World) -> None:
        matter, row = world.alone()
        accepting.hand_back(world.session, world.at_lead, row.id, "不属本单位职责。")
        assigning.reassign(world.session, world.clerk, row.id, Share(world.co.id), "")
        assigning.take_back(world.session, world.clerk, matter.id, "另行研究。", matter.version)

        assert world.trail() == [
            "handling:assigned",
            "proposal:assign",
            "handling:handed back",
            "handling:assigned",
            "proposal:unassign",
        ]
        assert world.session.get(Assignment, row.id) is not None
