"""How a committee uses the states: whether at all, under which name, within how many days."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from core.audit import service as audit
from core.audit.service import Entry
from core.committees import scope, trail
from core.committees.models import CommitteeTree
from core.errors import NotFound, RuleBroken
from core.i18n import N_
from core.matters import flow, numbers
from core.matters.models import FlowNode, Matter, MatterKind, State
from core.permissions import Actor, Permission, require
from core.text import clean

WRITE = Permission.COMMITTEE_WRITE


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A state as a committee uses it; `own` if it says so itself. Version 0 is a new row."""

    state: State
    used: bool
    name: str
    norm_days: int | None
    optional: bool
    own: bool
    version: int


@dataclass(frozen=True, slots=True)
class NodeDraft:
    """What an office says of one state."""

    kind: MatterKind
    state: State
    used: bool = True
    name: str = ""
    norm_days: int | None = None


def rows(session: Session, committee_id: int, kind: MatterKind) -> list[NodeRow]:
    """All states of a kind in the order of the house's work, as a committee uses them."""
    said = _said(session, committee_id, kind)
    return [_row(said.get(state), state, committee_id, kind) for state in states(kind)]


def names(session: Session, committee_id: int, kind: MatterKind) -> dict[State, str]:
    """What a committee calls the states, where it has names of its own."""
    found = _said(session, committee_id, kind)
    return {state: node.name for state, node in found.items() if node.name}


def names_of(session: Session, matter_ids: Collection[int]) -> dict[int, dict[State, str]]:
    """What the committees of matters call the states that these may stand in, in one statement.

    Of the account's own notices and of what was fetched within scope; nothing of the matters
    themselves is told. One that uses no name of its own is left out.
    """
    if not matter_ids:
        return {}
    asked = (
        columns(col(Matter.id), col(FlowNode.state), col(FlowNode.name))
        .join(CommitteeTree, col(CommitteeTree.descendant_id) == col(Matter.committee_id))
        .join(
            FlowNode,
            (col(FlowNode.committee_id) == col(CommitteeTree.ancestor_id))
            & (col(FlowNode.kind) == col(Matter.kind)),
        )
        .where(col(Matter.id).in_(matter_ids))
        .order_by(col(CommitteeTree.depth).desc())
    )
    said: dict[int, dict[State, str]] = {}
    for matter_id, state, name in session.execute(asked):
        said.setdefault(matter_id, {})[state] = name  # what is nearest comes last
    return {of: {s: name for s, name in called.items() if name} for of, called in said.items()}


def norms(session: Session, committee_id: int, kind: MatterKind) -> dict[State, int]:
    """Within how many working days a committee wants a state passed."""
    found = _said(session, committee_id, kind)
    return {s: node.norm_days for s, node in found.items() if node.norm_days is not None}


def states(kind: MatterKind) -> list[State]:
    """The states that a kind goes through, in the order of the house's work."""
    known = {way.target for way in flow.WAYS[kind].values()} | {State.DRAFT}
    return [state for state in State if state in known]


def say(
    session: Session, actor: Actor, committee_id: int, draft: NodeDraft, version: int
) -> FlowNode:
    """Say how a committee uses a state. Committees below it that say nothing follow."""
    require(actor, WRITE)
    if not scope.covers(session, actor, WRITE, committee_id):
        raise NotFound
    numbers.lock(session, committee_id)
    new = _checked(session, committee_id, draft)
    row = session.exec(
        select(FlowNode).where(
            FlowNode.committee_id == committee_id,
            FlowNode.kind == draft.kind,
            FlowNode.state == draft.state,
        )
    ).first() or FlowNode(committee_id=committee_id, kind=draft.kind, state=draft.state, version=0)
    changes = audit.apply(row, new, version)
    session.add(row)
    session.flush()  # the entry names the new id
    entry = Entry(
        "flow_node:edited",
        "flow_node",
        row.id,
        row.state.value,
        committee_id,
        changes.before,
        changes.after,
    )
    trail.record(session, actor, entry)
    return row


def _checked(session: Session, committee_id: int, draft: NodeDraft) -> dict[str, object]:
    if draft.state not in states(draft.kind):
        raise NotFound
    if not draft.used:
        _check_free(session, committee_id, draft)
    if draft.norm_days is not None and not 0 <= draft.norm_days <= 366:
        raise RuleBroken(N_("Enter a number from 0 to {most}."), field="norm_days", most=366)
    name = clean(draft.name, 40, "name")
    return {"used": draft.used, "name": name, "norm_days": draft.norm_days}


def _check_free(session: Session, committee_id: int, draft: NodeDraft) -> None:
    """Nothing may stand in a state that is switched off: no step would lead on from there."""
    if draft.state not in flow.OPTIONAL[draft.kind]:
        raise RuleBroken(N_("No office can do without this state."), field="used")
    asked = select(func.count(col(Matter.id))).where(
        col(Matter.committee_id).in_(scope.below([committee_id])),
        Matter.kind == draft.kind,
        Matter.state == draft.state,
    )
    if number := session.exec(asked).one():
        raise RuleBroken(N_("{n} stand in this state. Take them on first."), field="used", n=number)


def _said(session: Session, committee_id: int, kind: MatterKind) -> dict[State, FlowNode]:
    """What a committee says of the states itself, else what the nearest above it says."""
    asked = (
        select(FlowNode)
        .join(CommitteeTree, col(CommitteeTree.ancestor_id) == col(FlowNode.committee_id))
        .where(CommitteeTree.descendant_id == committee_id, FlowNode.kind == kind)
        .order_by(col(CommitteeTree.depth).desc())
    )
    return {row.state: row for row in session.exec(asked)}


def _row(node: FlowNode | None, state: State, committee_id: int, kind: MatterKind) -> NodeRow:
    optional = state in flow.OPTIONAL[kind]
    if node is None:
        return NodeRow(state, True, "", None, optional, False, 0)
    own = node.committee_id == committee_id
    version = node.version if own else 0
    return NodeRow(state, node.used, node.name, node.norm_days, optional, own, version)
