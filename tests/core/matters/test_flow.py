"""The steps of both kinds, whichever states an office does without."""

from collections.abc import Collection
from itertools import chain, combinations

import pytest

from core.errors import RuleBroken
from core.matters import flow
from core.matters.models import MatterKind, State, Verb

each_kind = pytest.mark.parametrize("kind", MatterKind)


def subsets(states: Collection[State]) -> list[frozenset[State]]:
    """The ways in which an office may do without up to three states, or keep up to three."""
    some = [frozenset(s) for s in chain(*(combinations(states, n) for n in range(4)))]
    return some + [frozenset(states) - kept for kept in some]


def reached(kind: MatterKind, off: frozenset[State]) -> set[State]:
    """The states that lead on from a draft, over any number of steps."""
    found, new = {State.DRAFT}, {State.DRAFT}
    while new:
        new = {
            flow.target(kind, verb, state, off)
            for state in new
            for verb in flow.steps(kind, state, off)
        } - found
        found |= new
    return found


@each_kind
def test_from_each_state_that_is_reached_a_step_leads_on_to_an_end(kind: MatterKind) -> None:
    for off in subsets(flow.OPTIONAL[kind]):
        states = reached(kind, off)
        stuck = {s for s in states - set(flow.ENDS) if not flow.steps(kind, s, off)}

        assert not stuck, off
        assert State.CLOSED in states, off


@each_kind
def test_a_state_that_is_switched_off_is_never_reached(kind: MatterKind) -> None:
    for off in subsets(flow.OPTIONAL[kind]):
        assert not reached(kind, off) & off


@each_kind
def test_all_states_of_the_tables_are_reached_when_all_are_used(kind: MatterKind) -> None:
    targets = {way.target for way in flow.WAYS[kind].values()}

    assert reached(kind, frozenset()) == targets | {State.DRAFT}


def test_a_step_out_of_order_is_refused() -> None:
    with pytest.raises(RuleBroken, match="cannot be taken now"):
        flow.target(MatterKind.OPINION, Verb.SIGN, State.SUBMITTED)


def test_what_is_switched_off_is_passed_over() -> None:
    off = {State.EDITED, State.CHECKED}

    assert flow.target(MatterKind.OPINION, Verb.SIGN, State.SCREENED, off) is State.SIGNED
    assert Verb.CHECK not in flow.steps(MatterKind.OPINION, State.SCREENED, off)


def test_a_return_says_why() -> None:
    with pytest.raises(RuleBroken, match="Give the reason"):
        flow.check_reason(MatterKind.OPINION, Verb.RETURN, "")


def test_what_units_give_back_can_be_given_to_others_whatever_is_switched_off() -> None:
    for off in subsets(flow.OPTIONAL[MatterKind.OPINION]):
        for state in {State.ASSIGNED, State.HANDLING} - off:
            landed = flow.target(MatterKind.OPINION, Verb.UNASSIGN, state, off)

            assert landed not in (State.KEPT, State.RETURNED)
            assert State.ASSIGNED in off or Verb.ASSIGN in flow.steps(
                MatterKind.OPINION, landed, off
            )


@each_kind
def test_a_step_back_does_not_open_the_steps_behind_it(kind: MatterKind) -> None:
    off = {State.HANDLING, State.ISSUED}

    assert Verb.REPLY not in flow.steps(kind, State.FED_BACK, off)
    assert Verb.REPORT not in flow.steps(kind, State.ASSIGNED, off)
