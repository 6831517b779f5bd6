"""Changing the special committees (专委会) of a committee."""

from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from core.audit import service as audit
from core.audit.service import Changes, Entry
from core.committees import queries, rules, trail
from core.committees.drafts import SpecialCommitteeDraft
from core.committees.models import SpecialCommittee
from core.committees.scope import within
from core.errors import NotFound
from core.i18n import N_
from core.permissions import Actor, Permission, require
from core.text import clean, required

NAME, NAME_EN = 80, 120
WRITE = Permission.COMMITTEE_WRITE


def add(
    session: Session, actor: Actor, committee_id: int, draft: SpecialCommitteeDraft
) -> SpecialCommittee:
    """Add a special committee; without a position it comes last."""
    require(actor, WRITE)
    committee = queries.find(session, actor, committee_id, WRITE, lock=True)
    columns = _columns(draft)
    _check_name(session, committee.id, columns["name"])
    columns["position"] = columns["position"] or _last(session, committee.id) + 1
    row = SpecialCommittee(committee_id=committee.id, **columns)
    session.add(row)
    session.flush()  # the trail names the new id
    _record(session, actor, "special_committee:added", row, Changes({}, columns))
    return row


def edit(
    session: Session, actor: Actor, special_id: int, draft: SpecialCommitteeDraft, version: int
) -> SpecialCommittee:
    """Change a special committee's names and place in the list."""
    require(actor, WRITE)
    row = find(session, actor, special_id, WRITE, lock=True)
    columns = _columns(draft)
    columns["position"] = columns["position"] or row.position
    _check_name(session, row.committee_id, columns["name"], row.id)
    changes = audit.apply(row, columns, version)
    _record(session, actor, "special_committee:edited", row, changes)
    return row


def find(
    session: Session, actor: Actor, special_id: int, permission: Permission, lock: bool = False
) -> SpecialCommittee:
    """A special committee of a committee within the actor's scope."""
    require(actor, permission)
    wanted = select(SpecialCommittee).where(
        SpecialCommittee.id == special_id,
        within(actor, permission, col(SpecialCommittee.committee_id)),
    )
    row = session.exec(wanted.with_for_update(key_share=True) if lock else wanted).first()
    if row is None:
        raise NotFound
    return row


def _columns(draft: SpecialCommitteeDraft) -> dict[str, Any]:
    return {
        "name": required(draft.name, NAME, "name", N_("Give the special committee a name.")),
        "name_en": clean(draft.name_en, NAME_EN, "name_en"),
        "position": max(draft.position, 0),
    }


def _check_name(session: Session, committee_id: int, name: str, own_id: int = 0) -> None:
    taken = select(SpecialCommittee.id).where(
        SpecialCommittee.committee_id == committee_id,
        SpecialCommittee.name == name,
        SpecialCommittee.id != own_id,
    )
    rules.check_unused(
        session.exec(taken).first(),
        "name",
        N_("There is a special committee of this name. Choose another name."),
    )


def _last(session: Session, committee_id: int) -> int:
    own = SpecialCommittee.committee_id == committee_id
    return session.exec(select(func.max(SpecialCommittee.position)).where(own)).one() or 0


def _record(
    session: Session, actor: Actor, action: str, row: SpecialCommittee, told: Changes
) -> None:
    entry = Entry(
        action, "special_committee", row.id, row.name, row.committee_id, told.before, told.after
    )
    trail.record(session, actor, entry)
