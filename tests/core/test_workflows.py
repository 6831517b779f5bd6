"""Random people drive opinion items and proposals through the house, and nothing is lost.

Whatever is tried, in whichever order: no step is taken out of order, nobody loses sight of a
matter, every step is in the trail, who raised it is told, and the board counts what happened.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import cast

import pytest
import time_machine
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlmodel import Session

from core.errors import DomainError
from core.matters import flow, nodes
from core.matters.models import Matter, MatterKind, State, Verb
from core.matters.nodes import NodeDraft
from tests.core.workflows import acts, history, lists, recount
from tests.core.workflows.acts import ACTS, BESIDES, STEPS, Act, Turn
from tests.core.workflows.house import STRANGERS, WEDNESDAY, House
from tests.factories import Make

# The other database is driven less far: what differs there is how statements are asked.
USUAL = "6" if os.environ.get("LIANXIN_TEST_ON", "sqlite") == "sqlite" else "3"
EXAMPLES = int(os.environ.get("LIANXIN_TEST_EXAMPLES", USUAL))
MOST = 4  # matters in one run: more of them get less far
PICKS = st.integers(0, 11)
WHICH = st.integers(0, MOST - 1)
# Offered, these are never refused to who may take them.
SURE = {
    *(Verb.RETURN, Verb.SCREEN, Verb.KEEP, Verb.EDIT, Verb.CHECK, Verb.SIGN, Verb.ISSUE),
    *(Verb.REPORT, Verb.INSTRUCT, Verb.REGISTER, Verb.REFUSE, Verb.CONVERT, Verb.ASSIGN),
    *(Verb.UNASSIGN,),
}
# These lead off the way, and are taken less often.
ASIDE = (
    *(Verb.RETURN, Verb.KEEP, Verb.MERGE, Verb.UNASSIGN, Verb.WITHDRAW, Verb.REFUSE),
    *(Verb.CONVERT, Verb.GATHER),
)


class Workflow(RuleBasedStateMachine):
    """One run in the house of a test; what was done is rolled back at its end."""

    def __init__(self, house: House, clock: time_machine.Traveller, kind: MatterKind) -> None:
        super().__init__()
        self.house, self.clock, self.kind = house, clock, kind
        clock.move_to(WEDNESDAY)
        self.session = house.session
        self.started = self.session.begin_nested()
        self.house.answered = {}
        self.house.off, self.changed = dict.fromkeys(MatterKind, frozenset()), True
        self.seen = history.begin(self.session)

    def teardown(self) -> None:
        """Leave the house as it was."""
        self.started.rollback()
        self.session.expire_all()

    @initialize(without=st.data(), first=PICKS, ahead=st.lists(PICKS, min_size=8, max_size=16))
    def begin(self, without: st.DataObject, first: int, ahead: list[int]) -> None:
        """An office that does without some states, and two matters, one of them on its way."""
        for kind, states in flow.OPTIONAL.items():
            off = without.draw(st.sets(st.sampled_from(states), max_size=3), label=f"{kind} off")
            for state in sorted(off):
                self._say(kind, state, used=False)
        write = acts.write_opinion if self.kind is MatterKind.OPINION else acts.write_proposal
        for number, name in enumerate(("author", "clerk")):
            self._does(write, Turn(self.house.people[name], 0, pick=first + number))
        for pick in ahead:
            self._go_on(0, pick % 4, pick)
            self.all_holds()

    @rule(name=st.sampled_from(acts.RAISERS), pick=PICKS)
    def raise_one_more(self, name: str, pick: int) -> None:
        """Somebody raises a matter."""
        if len(self.house.matters()) < MOST:
            write = acts.write_opinion if pick % 4 else acts.write_proposal
            if self.kind is MatterKind.PROPOSAL and pick % 3:
                write = acts.write_proposal
            self._does(write, Turn(self.house.people[name], 0, pick=pick))

    @rule(which=WHICH, way=st.lists(st.tuples(st.integers(0, 19), PICKS), min_size=1, max_size=6))
    def go_on(self, which: int, way: list[tuple[int, int]]) -> None:
        """Those whose turn it is take a matter on, some steps at once."""
        for step, pick in way:
            self._go_on(which, step, pick)
            self.all_holds()

    @rule(which=WHICH, what=st.sampled_from(BESIDES), pick=PICKS)
    def besides(self, which: int, what: tuple[Act, tuple[str, ...]], pick: int) -> None:
        """Something else happens to a matter in between."""
        act, people = what
        name = people[pick % len(people)]
        self._does(act, self._turn(name, self._matter(which).id, self._matter(pick).id, pick))

    @rule(
        name=st.sampled_from(("signer", *acts.RAISERS, *acts.UNITS)),
        act=st.sampled_from(ACTS),
        which=WHICH,
        pick=PICKS,
    )
    def anybody_tries_anything(self, name: str, act: Act, which: int, pick: int) -> None:
        """What comes of it must hold, whoever tries."""
        self._does(act, self._turn(name, self._matter(which).id, self._matter(pick).id, pick))

    @rule(name=st.sampled_from(STRANGERS), act=st.sampled_from(ACTS), which=WHICH, pick=PICKS)
    def a_stranger_is_refused(self, name: str, act: Act, which: int, pick: int) -> None:
        """Who only looks on, or belongs elsewhere, changes nothing here."""
        turn = self._turn(name, self._matter(which).id, self._matter(pick).id, pick)
        assert not self._does(act, turn)

    @rule(state=st.sampled_from(State), used=st.booleans())
    def the_office_changes_its_mind(self, state: State, used: bool) -> None:
        """A state is switched on or off, while nothing stands in it."""
        self._say(self.kind, state, used=used)

    @rule(hours=st.sampled_from((1, 5, 24, 70, 400)))
    def time_passes(self, hours: int) -> None:
        """Days of rest too, and some deadlines."""
        self.clock.shift(timedelta(hours=hours))
        recount.check(self.house)

    @invariant()
    def all_holds(self) -> None:
        """What must hold between any two steps."""
        if self.changed:
            history.check(self.house, self.seen)
            lists.check(self.house)
            recount.check(self.house)
            self.changed = False

    def _go_on(self, which: int, step: int, pick: int) -> None:
        row = self._matter(which)
        offered = flow.steps(row.kind, row.state, self.house.off[row.kind])
        if not offered or row.binned_at:
            return
        forward = [verb for verb in offered if verb not in ASIDE]
        likely = [*forward * 4, *offered]
        verb = likely[step % len(likely)]
        act, people = STEPS[verb]
        other = self._matter(which + 1 + pick).id
        done = any(self._does(act, self._turn(name, row.id, other, pick)) for name in people)
        assert done or verb not in SURE, (verb, row.state, self.house.off)

    def _matter(self, which: int) -> Matter:
        found = self.house.matters()
        return found[which % len(found)]

    def _turn(self, name: str, matter: int, other: int, pick: int) -> Turn:
        return Turn(self.house.people[name], matter, other, pick)

    def _does(self, act: Act, turn: Turn) -> bool:
        """Whether something was done; refused, all is as it was."""
        before = history.snapshot(self.session)
        try:
            with self.session.begin_nested():
                act(self.house, turn)
        except DomainError:
            assert history.snapshot(self.session) == before
            return False
        self.changed = True
        return True

    def _say(self, kind: MatterKind, state: State, *, used: bool) -> None:
        home, draft = self.house.place.committee, NodeDraft(kind, state, used)
        known = {row.state: row.version for row in nodes.rows(self.session, home, kind)}
        with suppress(DomainError), self.session.begin_nested():
            nodes.say(self.session, self.house.clerk, home, draft, known.get(state, 0))
        rows = nodes.rows(self.session, home, kind)
        self.house.off[kind] = frozenset(row.state for row in rows if not row.used)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """The time, which passes as the machine says."""
    with time_machine.travel(WEDNESDAY, tick=False) as traveller:
        yield traveller


@pytest.mark.parametrize("kind", MatterKind)
def test_whatever_people_do_nothing_is_lost_and_everything_is_told(
    session: Session, make: Make, clock: time_machine.Traveller, kind: MatterKind
) -> None:
    house = House(session, make)

    run_state_machine_as_test(
        cast(type[Workflow], partial(Workflow, house, clock, kind)),
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=25,
            deadline=None,
            database=None,
            derandomize="LIANXIN_TEST_EXAMPLES" not in os.environ,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )
