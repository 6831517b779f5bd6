"""Why proposals may be left unregistered: the list that an office keeps."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from core import clock
from core.audit import service as audit
from core.audit.service import Changes, Entry
from core.committees import scope, trail
from core.committees.models import CommitteeTree
from core.errors import NotFound, RuleBroken
from core.i18n import N_
from core.permissions import Actor, Permission, require
from core.proposals.models import RefusalReason
from core.proposals.presets import REASONS
from core.text import required

NAME = 200
WRITE = Permission.COMMITTEE_WRITE


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """A reason of a committee's list."""

    id: int
    code: str
    name: str
    retired: bool
    version: int


def listing(
    session: Session, actor: Actor, committee_id: int, *, retired: bool = False
) -> list[ReasonRow]:
    """The reasons that count in a committee: its own list, else the nearest one above it."""
    require(actor, Permission.PROPOSAL_REVIEW)
    if not scope.covers(session, actor, Permission.PROPOSAL_REVIEW, committee_id):
        raise NotFound
    asked = select(RefusalReason).where(RefusalReason.committee_id == keeper(session, committee_id))
    if not retired:
        asked = asked.where(col(RefusalReason.retired_at).is_(None))
    rows = session.exec(asked.order_by(col(RefusalReason.position), col(RefusalReason.id)))
    return [
        ReasonRow(row.id, row.code, row.name, row.retired_at is not None, row.version)
        for row in rows
    ]


def keeper(session: Session, committee_id: int) -> int:
    """The committee whose list counts: the nearest one at or above that keeps one."""
    kept = select(RefusalReason.id).where(RefusalReason.committee_id == CommitteeTree.ancestor_id)
    asked = (
        select(CommitteeTree.ancestor_id)
        .where(CommitteeTree.descendant_id == committee_id, kept.exists())
        .order_by(col(CommitteeTree.depth))
        .limit(1)
    )
    return session.exec(asked).first() or committee_id


def in_use(session: Session, committee_id: int, reason_id: int | None) -> RefusalReason:
    """A reason of the list that counts in a committee; refused where it is none of it."""
    asked = select(RefusalReason).where(
        RefusalReason.id == reason_id,
        RefusalReason.committee_id == keeper(session, committee_id),
        col(RefusalReason.retired_at).is_(None),
    )
    row = session.exec(asked).first()
    if row is None:
        raise RuleBroken(N_("Choose a reason of the list."), "reason_id")
    return row


def adopt_presets(session: Session, actor: Actor, committee_id: int) -> int:
    """Begin a committee's own list with the usual reasons; how many were added."""
    _check(session, actor, committee_id)
    known = set(session.exec(_of(committee_id, RefusalReason.code)))
    new = [one for one in REASONS if one.code not in known]
    for position, one in enumerate(REASONS, start=1):
        if one in new:
            session.add(
                RefusalReason(
                    committee_id=committee_id, code=one.code, name=one.name, position=position
                )
            )
    told = Changes({}, {"names": [one.name for one in new]})
    _tell(session, actor, "presets adopted", (committee_id, 0, ""), told)
    return len(new)


def add(session: Session, actor: Actor, committee_id: int, name: str) -> RefusalReason:
    """Add a reason at the end of a committee's own list."""
    _check(session, actor, committee_id)
    said = _name(session, committee_id, name)
    last = session.exec(_of(committee_id, func.max(RefusalReason.position))).one() or 0
    place = last + 1
    row = RefusalReason(committee_id=committee_id, code=f"own_{place}", name=said, position=place)
    session.add(row)
    session.flush()  # the trail names the new id
    _tell(session, actor, "added", (committee_id, row.id, said), Changes({}, {"name": said}))
    return row


def rename(
    session: Session, actor: Actor, reason_id: int, name: str, version: int
) -> RefusalReason:
    """Say a reason otherwise. Proposals refused for it then show the new words."""
    row = find(session, actor, reason_id)
    said = _name(session, row.committee_id, name, row.id)
    changes = audit.apply(row, {"name": said}, version)
    _tell(session, actor, "renamed", (row.committee_id, row.id, said), changes)
    return row


def retire(session: Session, actor: Actor, reason_id: int) -> RefusalReason:
    """Offer a reason no more. What was refused for it keeps it."""
    row = find(session, actor, reason_id)
    row.retired_at = row.retired_at or clock.now()
    row.version += 1
    _tell(session, actor, "retired", (row.committee_id, row.id, row.name), Changes({}, {}))
    return row


def bring_back(session: Session, actor: Actor, reason_id: int) -> RefusalReason:
    """Offer a reason again."""
    row = find(session, actor, reason_id)
    row.retired_at = None
    row.version += 1
    _tell(session, actor, "brought back", (row.committee_id, row.id, row.name), Changes({}, {}))
    return row


def find(session: Session, actor: Actor, reason_id: int) -> RefusalReason:
    """A reason of a committee within the actor's scope, locked for a change."""
    require(actor, WRITE)
    asked = select(RefusalReason).where(
        RefusalReason.id == reason_id,
        scope.within(actor, WRITE, col(RefusalReason.committee_id)),
    )
    row = session.exec(asked.with_for_update()).first()
    if row is None:
        raise NotFound
    return row


def _check(session: Session, actor: Actor, committee_id: int) -> None:
    require(actor, WRITE)
    if not scope.covers(session, actor, WRITE, committee_id):
        raise NotFound


def _of(committee_id: int, *columns: Any) -> Any:  # noqa: ANN401  any columns of the table
    return select(*columns).where(RefusalReason.committee_id == committee_id)


def _name(session: Session, committee_id: int, name: str, own_id: int = 0) -> str:
    said = required(name, NAME, "name", N_("Write the reason."))
    same = _of(committee_id, RefusalReason.id).where(
        RefusalReason.name == said, RefusalReason.id != own_id
    )
    if session.exec(same).first():
        raise RuleBroken(N_("This reason is in the list already."), "name")
    return said


def _tell(
    session: Session,
    actor: Actor,
    done: str,
    row: tuple[int, int, str],
    told: Changes,
) -> None:
    committee_id, reason_id, name = row
    kind = "refusal_reason"
    entry = Entry(f"{kind}:{done}", kind, reason_id, name, committee_id, told.before, told.after)
    trail.record(session, actor, entry)
