"""The life of a studio: each step in order, in its history and in the trail."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlmodel import Session, col, func, select

from core.audit.models import AuditEntry
from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.permissions import Actor, Permission, Role, lacking
from core.studios import service
from core.studios.drafts import StepDraft
from core.studios.lifecycle import MOVES, RULES, Step
from core.studios.models import Studio, StudioState, StudioStep
from tests.core.studios.conftest import TODAY, Trail
from tests.factories import Make


def draft(step: Step, day: date = TODAY, **given: Any) -> StepDraft:
    usual: dict[str, Any] = {"reason": "资料不全", "plaque_number": "", "plaque_on": None}
    if step is Step.OPEN:
        usual |= {"plaque_number": "第012号", "plaque_on": day}
    return StepDraft(step, day, **usual | given)


def ready(make: Make, state: StudioState, **given: Any) -> Studio:
    lead = make.member(committee_id=given.get("committee_id", make.home().id))
    sector = make.sector(committee_id=given.get("committee_id", make.home().id))
    return make.studio(state=state, lead_id=lead.id, sector_id=sector.id, **given)


def test_a_studio_goes_from_draft_to_its_plaque(
    session: Session, make: Make, clerk: Actor, actions: Trail, revision: Callable[[], int]
) -> None:
    studio = ready(make, StudioState.DRAFT, opened_on=None)
    before = revision()

    for step in (Step.APPLY, Step.APPROVE, Step.OPEN):
        service.take_step(session, clerk, studio.id, draft(step), version=studio.version)

    assert studio.state is StudioState.OPENED
    assert (studio.opened_on, studio.plaque_number, studio.plaque_on) == (TODAY, "第012号", TODAY)
    assert actions() == ["studio:applied", "studio:approved", "studio:opened"]
    assert revision() == before + 3


@pytest.mark.parametrize("step", list(Step))
def test_each_step_asks_for_its_permission(step: Step, session: Session, make: Make) -> None:
    state = next(state for state, one in MOVES if one is step)
    studio = ready(make, state)

    for role in lacking(RULES[step].permission):
        actor = make.actor(role, scope=studio if role is Role.STUDIO_LEAD else None)
        with pytest.raises(NotPermitted):
            service.take_step(session, actor, studio.id, draft(step), version=studio.version)


def test_a_lead_applies_but_does_not_approve(session: Session, make: Make) -> None:
    studio = ready(make, StudioState.DRAFT)
    lead = make.actor(Role.STUDIO_LEAD, scope=studio)

    service.take_step(session, lead, studio.id, draft(Step.APPLY), version=1)

    with pytest.raises(NotPermitted):
        service.take_step(session, lead, studio.id, draft(Step.APPROVE), version=2)


def test_a_studio_of_others_is_not_found(session: Session, clerk: Actor, foreign: Studio) -> None:
    with pytest.raises(NotFound):
        service.take_step(session, clerk, foreign.id, draft(Step.SUSPEND), version=1)


def test_a_township_does_not_decide_on_its_countys_studio(session: Session, make: Make) -> None:
    township = make.township()
    studio = ready(make, StudioState.OPENED, township_id=township.id)
    there = make.actor(Role.CLERK, scope=township)

    with pytest.raises(NotFound):
        service.take_step(session, there, studio.id, draft(Step.SUSPEND), version=1)


@pytest.mark.parametrize("step", [Step.RETURN, Step.RECTIFY, Step.SUSPEND, Step.WITHDRAW])
def test_a_refusal_gives_its_reason(step: Step, session: Session, make: Make, clerk: Actor) -> None:
    state = next(state for state, one in MOVES if one is step)
    studio = ready(make, state)

    with pytest.raises(RuleBroken) as refused:
        service.take_step(session, clerk, studio.id, draft(step, reason=" \u200b"), version=1)

    assert refused.value.field == "reason"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"plaque_number": " "}, "plaque_number"),
        ({"plaque_on": None}, "plaque_on"),
        ({"day": TODAY + timedelta(days=1)}, "taken_on"),
    ],
)
def test_opening_states_its_day_and_plaque(
    given: dict[str, Any], field: str, session: Session, make: Make, clerk: Actor
) -> None:
    studio = ready(make, StudioState.APPROVED)

    with pytest.raises(RuleBroken) as refused:
        service.take_step(session, clerk, studio.id, draft(Step.OPEN, **given), version=1)

    assert refused.value.field == field


def test_no_two_studios_bear_one_plaque(session: Session, make: Make, clerk: Actor) -> None:
    make.studio(plaque_number="第012号", plaque_on=TODAY)
    studio = ready(make, StudioState.APPROVED)

    with pytest.raises(RuleBroken, match="plaque"):
        service.take_step(session, clerk, studio.id, draft(Step.OPEN), version=1)


def test_a_step_is_not_before_the_last_one(session: Session, make: Make, clerk: Actor) -> None:
    studio = ready(make, StudioState.DRAFT)
    service.take_step(session, clerk, studio.id, draft(Step.APPLY), version=1)

    yesterday = draft(Step.APPROVE, TODAY - timedelta(days=1))
    with pytest.raises(RuleBroken) as refused:
        service.take_step(session, clerk, studio.id, yesterday, version=2)

    assert refused.value.field == "taken_on"


@pytest.mark.parametrize("column", ["lead_id", "sector_id"])
def test_who_applies_has_a_lead_and_a_sector(
    column: str, session: Session, make: Make, clerk: Actor
) -> None:
    studio = ready(make, StudioState.DRAFT)
    setattr(studio, column, None)

    with pytest.raises(RuleBroken) as refused:
        service.take_step(session, clerk, studio.id, draft(Step.APPLY), version=1)

    assert refused.value.field == column


def test_a_step_taken_on_what_has_changed_meanwhile_is_refused(
    session: Session, make: Make, clerk: Actor
) -> None:
    studio = ready(make, StudioState.APPLIED)
    studio.version = 2

    with pytest.raises(EditConflict):
        service.take_step(session, clerk, studio.id, draft(Step.APPROVE), version=1)


class Life(RuleBasedStateMachine):
    """Any steps in any order: only those that `MOVES` names change anything."""

    def __init__(self, session: Session, make: Make, clerk: Actor) -> None:
        super().__init__()
        self.session, self.clerk = session, clerk
        self.studio = ready(make, StudioState.DRAFT, opened_on=None)
        self.state, self.taken = StudioState.DRAFT, list[StudioState]()

    @rule(step=st.sampled_from(Step), reason=st.sampled_from(["", "整改到位"]))
    def take(self, step: Step, reason: str) -> None:
        following = MOVES.get((self.state, step))
        asked = draft(step, reason=reason, plaque_number=f"第{self.studio.id}号")
        allowed = following and (reason or not RULES[step].needs_reason)
        if not allowed:
            with pytest.raises(RuleBroken):
                self._take(asked)
            return
        self._take(asked)
        assert following
        self.state = following
        self.taken.append(following)

    @invariant()
    def each_step_is_in_the_history_and_the_trail(self) -> None:
        mine = col(StudioStep.studio_id) == self.studio.id
        kept = self.session.exec(select(StudioStep).where(mine).order_by(col(StudioStep.id))).all()
        told = select(func.count()).where(
            AuditEntry.subject_kind == "studio", AuditEntry.subject_id == self.studio.id
        )
        assert self.studio.state is self.state
        assert [step.after for step in kept] == self.taken
        assert [step.before for step in kept] == [StudioState.DRAFT, *self.taken][:-1]
        assert self.session.exec(told).one() == len(self.taken)

    def _take(self, asked: StepDraft) -> None:
        service.take_step(
            self.session, self.clerk, self.studio.id, asked, version=self.studio.version
        )


def test_no_step_is_taken_out_of_order(session: Session, make: Make, clerk: Actor) -> None:
    run_state_machine_as_test(
        lambda: Life(session, make, clerk),  # type: ignore[arg-type]  # a factory is taken too
        settings=settings(
            max_examples=25,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_each_state_can_be_reached_and_only_withdrawal_is_an_end() -> None:
    reached = {StudioState.DRAFT} | set(MOVES.values())
    left = {state for state, _step in MOVES}

    assert reached == set(StudioState)
    assert set(StudioState) - left == {StudioState.WITHDRAWN}
    assert {RULES[step].permission for step in Step} == {
        Permission.STUDIO_APPLY,
        Permission.STUDIO_DECIDE,
    }


def test_the_table_of_steps_is_the_one_agreed() -> None:
    told = {(before.value, step.value): after.value for (before, step), after in MOVES.items()}

    assert told == {
        ("draft", "apply"): "applied",
        ("returned", "apply"): "applied",
        ("returned", "withdraw"): "withdrawn",
        ("applied", "return"): "returned",
        ("applied", "approve"): "approved",
        ("approved", "open"): "opened",
        ("approved", "return"): "returned",
        ("approved", "withdraw"): "withdrawn",
        ("opened", "rectify"): "rectifying",
        ("opened", "suspend"): "suspended",
        ("opened", "withdraw"): "withdrawn",
        ("rectifying", "reopen"): "opened",
        ("rectifying", "suspend"): "suspended",
        ("rectifying", "withdraw"): "withdrawn",
        ("suspended", "reopen"): "opened",
        ("suspended", "withdraw"): "withdrawn",
    }
