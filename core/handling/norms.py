"""Within which time a committee wants matters answered: what it says itself, else the usual."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from core.audit import service as audit
from core.audit.service import Changes, Entry
from core.committees import scope, trail
from core.committees.models import CommitteeTree
from core.errors import EditConflict, NotFound
from core.handling import rules
from core.handling.deadlines import Span
from core.handling.drafts import NormDraft
from core.handling.models import Norm
from core.matters.models import MatterKind, Urgency
from core.permissions import Actor, Permission, require

WRITE = Permission.HANDLING_ASSIGN
# What counts where no committee says otherwise.
USUAL = {
    (MatterKind.PROPOSAL, Urgency.NORMAL): Span(months=3),
    (MatterKind.PROPOSAL, Urgency.URGENT): Span(months=3),
    (MatterKind.PROPOSAL, Urgency.VERY_URGENT): Span(months=3),
    (MatterKind.OPINION, Urgency.NORMAL): Span(workdays=15),
    (MatterKind.OPINION, Urgency.URGENT): Span(workdays=5),
    (MatterKind.OPINION, Urgency.VERY_URGENT): Span(workdays=2),
}


@dataclass(frozen=True, slots=True)
class NormRow:
    """A norm that counts for a committee. `version` is 0 where it is not the committee's own."""

    kind: MatterKind
    urgency: Urgency
    span: Span
    version: int


def span(session: Session, committee_id: int, kind: MatterKind, urgency: Urgency) -> Span:
    """The time that counts for a kind of matter: the nearest committee's from here up."""
    rows = _said(session, committee_id)
    found = rows.get((kind, urgency))
    return Span(found.months, found.workdays) if found else USUAL[kind, urgency]


def listing(session: Session, actor: Actor, committee_id: int) -> list[NormRow]:
    """The norms that count for a committee, one for each kind and urgency."""
    require(actor, WRITE)
    if not scope.covers(session, actor, WRITE, committee_id):
        raise NotFound
    said = _said(session, committee_id)
    return [_row(committee_id, of, said.get(of)) for of in USUAL]


def set_norm(
    session: Session, actor: Actor, committee_id: int, draft: NormDraft, version: int
) -> Norm:
    """Say within which time a committee wants a kind of matter answered from now on.

    What was assigned before keeps its day. `version` is 0 for a norm not said yet.
    """
    require(actor, WRITE)
    if not scope.covers(session, actor, WRITE, committee_id):
        raise NotFound
    rules.check_norm(draft)
    columns: dict[str, Any] = {"months": draft.months, "workdays": draft.workdays}
    row = session.exec(_own(committee_id, draft).with_for_update()).first()
    if row is None:
        _check_none_seen(version)
        row = Norm(committee_id=committee_id, kind=draft.kind, urgency=draft.urgency, **columns)
        session.add(row)
        changes = Changes({}, columns)
    else:
        changes = audit.apply(row, columns, version)
    session.flush()
    named = {"kind": draft.kind.value, "urgency": draft.urgency.value}
    told = Entry(
        "norm:edited", "norm", row.id, "", committee_id, changes.before, changes.after | named
    )
    trail.record(session, actor, told)
    return row


def _own(committee_id: int, draft: NormDraft) -> SelectOfScalar[Norm]:
    return select(Norm).where(
        Norm.committee_id == committee_id,
        Norm.kind == draft.kind,
        Norm.urgency == draft.urgency,
    )


def _check_none_seen(version: int) -> None:
    if version:
        raise EditConflict([], 0)


def _said(session: Session, committee_id: int) -> dict[tuple[MatterKind, Urgency], Norm]:
    """What committees from here up say, the nearest last so that it wins."""
    asked = (
        select(Norm)
        .join(CommitteeTree, col(CommitteeTree.ancestor_id) == col(Norm.committee_id))
        .where(CommitteeTree.descendant_id == committee_id)
        .order_by(col(CommitteeTree.depth).desc())
    )
    return {(row.kind, row.urgency): row for row in session.exec(asked)}


def _row(committee_id: int, of: tuple[MatterKind, Urgency], said: Norm | None) -> NormRow:
    if said is None:
        return NormRow(*of, USUAL[of], 0)
    own = said.committee_id == committee_id
    return NormRow(*of, Span(said.months, said.workdays), said.version if own else 0)
