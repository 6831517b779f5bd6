"""Units, norms and instructions."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import Session, select
from time_machine import Traveller

from core.audit.models import AuditEntry
from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.files import queries as files
from core.files.models import FileOwner
from core.handling import instructions, norms, replying, units
from core.handling.deadlines import Span
from core.handling.drafts import InstructionDraft, NormDraft, UnitDraft
from core.handling.models import HandlingUnit
from core.matters.models import FlowNode, MatterKind, State, Urgency
from core.permissions import Permission, Role, lacking
from tests.core.committees.told import one_more_entry
from tests.core.files import samples
from tests.core.handling.world import ANSWER, World
from tests.factories import DAY, Make

ASSIGN = Permission.HANDLING_ASSIGN
UNIT = UnitDraft("示例县城市管理局", contact="联络员001", phone="0912-2234567")
NORM = NormDraft(MatterKind.OPINION, Urgency.NORMAL, workdays=10)
WRITTEN = InstructionDraft("领导001", DAY, "请有关部门研办。", "副县长")


class TestUnits:
    def test_is_registered_with_the_next_code_and_a_sealed_phone(
        self, session: Session, make: Make
    ) -> None:
        clerk = make.actor(Role.CLERK)

        with one_more_entry(session, "unit:registered", make.home().id):
            row = units.register(session, clerk, make.home().id, UNIT)

        assert (row.code, row.contact) == ("D001", "联络员001")
        assert "2234567" not in row.phone
        assert units.phone_of(row) == "0912-2234567"
        assert "2234567" not in session.exec(select(AuditEntry.after)).one()

    def test_is_corrected_and_keeps_its_phone(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        row = units.register(session, clerk, make.home().id, UNIT)
        sealed = row.phone

        units.edit(session, clerk, row.id, UnitDraft("示例县城管局", code="CG01"), 1)

        assert (row.name, row.code, row.phone, row.version) == ("示例县城管局", "CG01", sealed, 2)
        with pytest.raises(EditConflict):
            units.edit(session, clerk, row.id, UNIT, 1)

    def test_a_code_is_given_once(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        units.register(session, clerk, make.home().id, replace(UNIT, code="A1"))

        with pytest.raises(RuleBroken, match="has this code") as refused:
            units.register(session, clerk, make.home().id, replace(UNIT, code="Ａ１"))

        assert refused.value.field == "code"

    def test_retired_it_is_offered_no_more_until_it_comes_back(
        self, session: Session, make: Make
    ) -> None:
        clerk = make.actor(Role.CLERK)
        row = units.register(session, clerk, make.home().id, UNIT)

        units.retire(session, clerk, row.id)
        assert units.listing(session, clerk, make.home().id) == []
        assert len(units.listing(session, clerk, make.home().id, "城市", retired=True)) == 1

        units.bring_back(session, clerk, row.id)
        shown = units.listing(session, clerk, make.home().id, "D0")
        assert [(one.phone, one.in_hand) for one in shown] == [("091****4567", 0)]

    def test_that_a_phone_was_seen_is_kept(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        row = units.register(session, clerk, make.home().id, UNIT)

        seen = units.show_phone(session, clerk, row.id)

        assert seen == "0912-2234567"
        assert "unit:phone shown" in session.exec(select(AuditEntry.action)).all()

    def test_phones_are_sealed_anew_with_a_new_key(self, session: Session, make: Make) -> None:
        row = units.register(session, make.actor(Role.CLERK), make.home().id, UNIT)
        sealed = row.phone

        assert units.reseal_phones(session) == 1

        assert row.phone != sealed
        assert units.phone_of(row) == "0912-2234567"

    @pytest.mark.parametrize("role", lacking(ASSIGN))
    def test_refuses_who_may_not(self, session: Session, make: Make, role: Role) -> None:
        actor = make.actor(role)

        with pytest.raises(NotPermitted):
            units.register(session, actor, make.home().id, UNIT)

    def test_finds_none_of_others(self, session: Session, make: Make) -> None:
        clerk, away = make.actor(Role.CLERK), make.committee()
        theirs = make.unit(committee_id=away.id)

        with pytest.raises(NotFound):
            units.register(session, clerk, away.id, UNIT)
        with pytest.raises(NotFound):
            units.retire(session, clerk, theirs.id)
        assert units.listing(session, clerk, away.id) == []
        assert session.get(HandlingUnit, theirs.id) is theirs


class TestNorms:
    def test_what_is_usual_counts_where_nobody_says_otherwise(
        self, session: Session, make: Make
    ) -> None:
        rows = norms.listing(session, make.actor(Role.CLERK), make.home().id)

        assert len(rows) == len(MatterKind) * len(Urgency)
        assert {row.version for row in rows} == {0}
        found = norms.span(session, make.home().id, MatterKind.PROPOSAL, Urgency.NORMAL)
        assert found == Span(months=3)

    def test_the_nearest_committee_says_it(self, session: Session, make: Make) -> None:
        county = make.committee(make.home())
        clerk = make.actor(Role.CLERK)
        norms.set_norm(session, clerk, make.home().id, NORM, 0)
        of = (MatterKind.OPINION, Urgency.NORMAL)
        assert norms.span(session, county.id, *of) == Span(workdays=10)

        norms.set_norm(session, clerk, county.id, replace(NORM, workdays=0, months=1), 0)

        assert norms.span(session, county.id, *of) == Span(months=1)
        assert norms.span(session, make.home().id, *of) == Span(workdays=10)

    def test_is_changed_by_who_saw_it_last(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        row = norms.set_norm(session, clerk, make.home().id, NORM, 0)

        norms.set_norm(session, clerk, make.home().id, replace(NORM, workdays=8), 1)

        assert (row.workdays, row.version) == (8, 2)
        with pytest.raises(EditConflict):
            norms.set_norm(session, clerk, make.home().id, NORM, 1)

    @pytest.mark.parametrize(
        ("months", "workdays", "field"),
        [(0, 0, "workdays"), (1, 1, "workdays"), (25, 0, "months"), (0, 367, "workdays")],
    )
    def test_has_one_measure_within_reason(
        self, session: Session, make: Make, months: int, workdays: int, field: str
    ) -> None:
        draft = replace(NORM, months=months, workdays=workdays)

        with pytest.raises(RuleBroken) as refused:
            norms.set_norm(session, make.actor(Role.CLERK), make.home().id, draft, 0)

        assert refused.value.field == field


class TestInstructions:
    def test_moves_an_opinion_item_once_and_may_be_followed_by_others(self, world: World) -> None:
        matter = world.opinion()

        instructions.record(world.session, world.clerk, matter.id, WRITTEN)
        instructions.record(
            world.session, world.clerk, matter.id, replace(WRITTEN, leader="领导002")
        )

        assert matter.state is State.INSTRUCTED
        assert world.trail() == [
            "instruction:recorded",
            "opinion:instruct",
            "instruction:recorded",
        ]

    def test_is_only_recorded_where_the_state_is_switched_off(self, world: World) -> None:
        node = FlowNode(
            committee_id=world.make.home().id,
            kind=MatterKind.OPINION,
            state=State.INSTRUCTED,
            used=False,
        )
        world.make.save(node)
        matter = world.opinion()

        instructions.record(world.session, world.clerk, matter.id, WRITTEN)

        assert (matter.state, matter.instructed_on) == (State.SIGNED, DAY)

    @pytest.mark.parametrize("replied", [False, True], ids=["with its units", "replied"])
    @pytest.mark.parametrize("kind", list(MatterKind))
    def test_counts_wherever_the_matter_lies(
        self, world: World, clock: Traveller, kind: MatterKind, replied: bool
    ) -> None:
        of = world.opinion() if kind is MatterKind.OPINION else world.proposal()
        matter, row = world.alone(of)
        if replied:
            replying.reply(world.session, world.at_lead, row.id, ANSWER)
        before, state = matter.version, matter.state

        instructions.record(world.session, world.clerk, matter.id, WRITTEN)
        clock.shift(timedelta(days=1))
        instructions.record(world.session, world.clerk, matter.id, WRITTEN)

        assert (matter.state, matter.instructed_on) == (state, DAY)
        assert matter.version > before  # who saw it without the instruction sees it anew

    @pytest.mark.parametrize("state", [State.SUBMITTED, State.WITHDRAWN, State.KEPT])
    def test_is_not_given_on_what_was_not_signed(self, world: World, state: State) -> None:
        matter = world.opinion(state)

        with pytest.raises(RuleBroken, match="comes after signing"):
            instructions.record(world.session, world.clerk, matter.id, WRITTEN)

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"leader": " "}, "leader"),
            ({"words": ""}, "words"),
            ({"given_on": date(2026, 5, 21)}, "given_on"),
            ({"given_on": date(2024, 5, 20)}, "given_on"),
        ],
    )
    def test_is_whole(self, world: World, given: dict[str, str], field: str) -> None:
        draft = replace(WRITTEN, **given)  # type: ignore[arg-type]  # one of several fields

        with pytest.raises(RuleBroken) as refused:
            instructions.record(world.session, world.clerk, world.opinion().id, draft)

        assert refused.value.field == field

    def test_is_corrected_and_has_its_scan(self, world: World) -> None:
        row = instructions.record(world.session, world.clerk, world.opinion().id, WRITTEN)

        instructions.edit(world.session, world.clerk, row.id, replace(WRITTEN, words="速办。"), 1)
        scan = instructions.attach_scan(world.session, world.clerk, row.id, "批示.pdf", samples.PDF)
        kept = files.of(world.session, FileOwner.INSTRUCTION, row.id)
        assert (row.words, [one.id for one in kept]) == ("速办。", [scan.id])

        instructions.detach_scan(world.session, world.clerk, row.id, scan.id)
        assert files.of(world.session, FileOwner.INSTRUCTION, row.id) == []
        instructions.restore_scan(world.session, world.clerk, row.id, scan.id)
        assert len(files.of(world.session, FileOwner.INSTRUCTION, row.id)) == 1

    def test_finds_none_of_others(self, world: World) -> None:
        row = instructions.record(world.session, world.clerk, world.opinion().id, WRITTEN)
        away = world.make.committee()
        stranger = world.make.actor(Role.CLERK, away, away)

        with pytest.raises(NotFound):
            instructions.edit(world.session, stranger, row.id, WRITTEN, 1)
