"""The figures of the board once more, counted from the history in plain Python."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from core import clock
from core.handling.models import (
    Assignment,
    AssignmentState,
    Feedback,
    HandlingRole,
    Instruction,
    Reply,
    Result,
    Satisfaction,
)
from core.matters.links import SHARED
from core.matters.models import Matter, MatterKind, MatterLink, State, Step, Submitter
from core.opinions.models import Adoption
from core.permissions import Actor
from core.proposals.models import Nature, Proposal
from core.reports.periods import Period
from core.reports.queries import handling, ladder, opinions, proposals
from core.reports.queries.opinions import Funnel
from core.reports.queries.proposals import ProposalFigures
from tests.core.workflows.history import OPEN
from tests.core.workflows.house import House

_UNSAID = {State.DRAFT, State.GATHERING, State.WITHDRAWN}


class Recount:
    """What the history of all matters tells."""

    def __init__(self, session: Session, answered: Collection[int] = ()) -> None:
        self.answered = answered
        self.reached: dict[int, dict[State, date]] = defaultdict(dict)
        stands: dict[int, State] = defaultdict(lambda: State.DRAFT)
        for step in session.exec(select(Step).order_by(col(Step.id))):
            self.reached[step.matter_id].setdefault(step.to_state, step.taken_on)
            stands[step.matter_id] = step.to_state
        self.stands = stands
        self.kept = {row.id: row for row in session.exec(select(Matter)) if not row.binned_at}
        self.rungs = [row for row in session.exec(select(Adoption)) if row.matter_id in self.kept]
        self.instructed = set(session.exec(select(Instruction.matter_id)))
        links = [one for one in session.exec(select(MatterLink)) if one.kind in SHARED]
        self.into = {
            one.from_id: one.to_id for one in links if stands[one.to_id] is not State.MERGED
        }
        asked = select(Assignment).order_by(col(Assignment.round), col(Assignment.id))
        self.parts = [row for row in session.exec(asked) if row.matter_id in self.kept]
        self.replies = {row.id: row for row in session.exec(select(Reply))}
        said = session.exec(select(Feedback).order_by(col(Feedback.round)))
        self.said = {row.matter_id: row.satisfaction for row in said}
        self.proposals = {row.matter_id: row for row in session.exec(select(Proposal))}

    def of(self, kind: MatterKind) -> list[Matter]:
        """The matters that came in."""
        return [
            row
            for row in self.kept.values()
            if row.kind is kind and self.stands[row.id] not in _UNSAID
        ]

    def funnel(self) -> Funnel:
        """How far opinion items got."""
        items = self.of(MatterKind.OPINION)
        got = {state: sum(state in self.reached[row.id] for row in items) for state in State}
        return Funnel(
            received=len(items),
            screened=got[State.SCREENED],
            signed=got[State.SIGNED],
            issued=got[State.ISSUED],
            reported=got[State.REPORTED],
            instructed=len(self.instructed & {row.id for row in items}),
            adopted=len({one.matter_id for one in self.rungs} & {row.id for row in items}),
            assigned=got[State.ASSIGNED],
            replied=sum(row.id in self.answered for row in items),
            fed_back=got[State.FED_BACK],
            closed=got[State.CLOSED],
            same_day=sum(self._in_a_day(row) for row in items),
            micro=sum(row.is_micro for row in items),
            of_organisations=sum(row.submitter is Submitter.ORGANISATION for row in items),
        )

    def by_level(self) -> dict[Any, int]:
        """Items with a rung at each level; what was merged is what it went into."""
        items = defaultdict(set)
        for one in self.rungs:
            items[one.level].add(self.into.get(one.matter_id, one.matter_id))
        return {level: len(found) for level, found in items.items()}

    def figures(self) -> ProposalFigures:
        """What came of proposals."""
        items = self.of(MatterKind.PROPOSAL)
        got = {state: sum(state in self.reached[row.id] for row in items) for state in State}
        ends = [self.stands[row.id] for row in items]
        natures = [self.proposals[row.id].nature for row in items]
        results = [self._result(row.id) for row in items]
        said = [self.said.get(row.id) for row in items]
        return ProposalFigures(
            received=len(items),
            individual=natures.count(Nature.INDIVIDUAL),
            co_signed=natures.count(Nature.CO_SIGNED),
            collective=natures.count(Nature.COLLECTIVE),
            registered=got[State.REGISTERED],
            merged=ends.count(State.MERGED),
            converted=ends.count(State.CONVERTED),
            refused=ends.count(State.REFUSED),
            assigned=got[State.ASSIGNED],
            replied=sum(row.id in self.answered for row in items),
            solved=results.count(Result.A),
            started=results.count(Result.B),
            kept=results.count(Result.C),
            satisfied=said.count(Satisfaction.SATISFIED),
            basically=said.count(Satisfaction.BASICALLY),
            dissatisfied=said.count(Satisfaction.DISSATISFIED),
            revisited=sum(self.proposals[row.id].revisited_on is not None for row in items),
        )

    def by_unit(self) -> dict[int, tuple[int, int, int, int]]:
        """Assigned, replied, late and overdue of each unit."""
        gone = (AssignmentState.HANDED_BACK, AssignmentState.TAKEN_BACK)
        of: dict[int, list[Assignment]] = defaultdict(list)
        for part in self.parts:
            if part.state not in gone:
                of[part.unit_id].append(part)
        return {unit: _told(parts) for unit, parts in of.items()}

    def _in_a_day(self, row: Matter) -> bool:
        """Whether an item was signed and sent on the day it came in."""
        days = self.reached[row.id]
        sent = days.get(State.ISSUED) or days.get(State.REPORTED)
        return days.get(State.SIGNED) == sent == row.received_on

    def _result(self, matter_id: int) -> Result | None:
        """The result of the newest reply of a lead."""
        led = [
            self.replies[part.reply_id].result
            for part in self.parts
            if part.matter_id == matter_id and part.reply_id and part.role is HandlingRole.LEAD
        ]
        return led[-1] if led else None


def _told(parts: list[Assignment]) -> tuple[int, int, int, int]:
    replied = [part for part in parts if part.replied_on]
    late = [part for part in replied if part.replied_on and part.replied_on > part.due_on]
    overdue = [part for part in parts if part.state in OPEN and part.due_on < clock.today()]
    return len(parts), len(replied), len(late), len(overdue)


def check(house: House) -> None:
    """The board tells what the history tells."""
    session, home = house.session, house.place.committee
    session.flush()
    session.info.pop("branches", None)
    watcher: Actor = house.people["watcher"]
    ever = Period(date(2020, 1, 1), date(2030, 12, 31))
    recount = Recount(session, house.answered)
    assert opinions.funnel(session, watcher, home, ever) == (recount.funnel(),)
    assert proposals.figures(session, watcher, home, ever) == (recount.figures(),)
    levels = ladder.by_level(session, watcher, home, ever)
    assert {one.level: one.items for one in levels} == recount.by_level()
    units = {
        one.unit_id: (one.assigned, one.replied, one.late, one.overdue)
        for one in handling.by_unit(session, watcher, home, ever)
    }
    assert units == recount.by_unit()
