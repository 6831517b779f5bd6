"""What a receipt code opens: how things stand, taking back what was written, being forgotten.

Nobody is signed in here, and nothing else of what is stored is told.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import load_only
from sqlalchemy.sql.base import ExecutableOption
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from core import clock
from core.audit.service import Entry
from core.box import answers, receipts
from core.box.answers import Answer, Said, Told
from core.box.models import BoxEntry, EntryState, Slip
from core.committees import trail
from core.errors import NotFound, RuleBroken
from core.files import queries as attachments
from core.files import service as files
from core.files.models import FileOwner
from core.i18n import CHINESE, N_, translate
from core.matters import flow, likeness, steps
from core.matters.links import SHARED
from core.matters.models import (
    Matter,
    MatterKind,
    MatterLink,
    Source,
    State,
    Submitter,
    Verb,
)
from core.studios.models import Studio
from db.base import Table

WITHDRAWN = N_("Withdrawn by the citizen with the receipt code.")
UNKNOWN = N_("There is nothing with this receipt code. Check each sign of it.")
# What is read of an entry; `deploy/public-role.sql` grants these columns.
_OF_ENTRIES = ("state", "studio_id", "received_at", "answer", "matter_id", "name", "phone")


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand for a receipt code. Not what was written, nor by whom.

    An entry of a box has a `state` and a studio; what a slip stands for has neither. The rest
    tells of the matter that was made of the entry, or that the slip was made for: `called` is
    the office's own name of its state, and `in_person` that it was answered, but the answer is
    not for a page that opens to whoever holds the code.
    """

    received_on: date
    state: EntryState | None = None
    studio: str = ""
    answer: str = ""
    kind: MatterKind | None = None
    matter_state: State | None = None
    called: str = ""
    said: tuple[Said, ...] = ()
    replies: tuple[Answer, ...] = ()
    in_person: bool = False
    may_withdraw: bool = False
    has_contact: bool = False


def look(session: Session, code: str) -> Standing:
    """How things stand with the entry, or the slip, of a receipt code.

    Reads no more columns than it tells: pages for citizens may have a role that sees no others.
    """
    row = session.exec(_of(code).options(_columns(BoxEntry, *_OF_ENTRIES))).first()
    return _entry(session, row) if row else _slip(session, code)


def _entry(session: Session, row: BoxEntry) -> Standing:
    matter = _matter(session, row)
    return Standing(
        received_on=clock.local(row.received_at).date(),
        state=row.state,
        studio=session.exec(select(Studio.name).where(Studio.id == row.studio_id)).one(),
        answer=row.answer,
        may_withdraw=_may_withdraw(session, row, matter),
        has_contact=bool(row.name or row.phone),
        **(_told(matter, answers.of(session, matter)) if matter else {}),
    )


def _slip(session: Session, code: str) -> Standing:
    asked = (
        select(Matter)
        .join(Slip, col(Slip.matter_id) == col(Matter.id))
        .where(Slip.receipt_hash == receipts.hashed(code), col(Matter.binned_at).is_(None))
        .options(answers.columns())
    )
    matter = session.exec(asked).first()
    if matter is None:
        raise NotFound(UNKNOWN)
    told = answers.of(session, matter, raiser=True)
    return Standing(matter.received_on, **_told(matter, told))


def _told(matter: Matter, told: Told) -> dict[str, Any]:
    return {
        "kind": matter.kind,
        "matter_state": told.state,
        "called": told.called,
        "said": told.said,
        "replies": told.replies,
        "in_person": told.in_person,
    }


def withdraw(session: Session, code: str) -> None:
    """Take back what was written, while no work on it has begun. Its words are not kept."""
    row = _one(session, _of(code).with_for_update())
    matter = _matter(session, row, lock=True)
    if not _may_withdraw(session, row, matter):
        raise RuleBroken(
            N_("Work on it has begun: it cannot be withdrawn any more. You can still be forgotten.")
        )
    row.state, row.answered_at = EntryState.WITHDRAWN, clock.now()
    row.words = ""
    _forget_contact(row)
    _take_photos_away(session, row)
    _tell(session, row, "box:withdrawn")
    if matter:
        _empty(session, matter)
        steps.move(session, None, matter, Verb.WITHDRAW, translate(WITHDRAWN, CHINESE))


def forget_contact(session: Session, code: str) -> None:
    """Delete the name and phone number that came with an entry."""
    row = _one(session, _of(code).with_for_update())
    _forget_contact(row)
    _tell(session, row, "box:contact deleted")


def _of(code: str) -> SelectOfScalar[BoxEntry]:
    return select(BoxEntry).where(BoxEntry.receipt_hash == receipts.hashed(code))


def _columns(table: type[Table], *names: str) -> ExecutableOption:
    return load_only(*(getattr(table, name) for name in names), raiseload=True)


def _one(session: Session, asked: SelectOfScalar[BoxEntry]) -> BoxEntry:
    row = session.exec(asked).first()
    if row is None:
        raise NotFound(UNKNOWN)
    return row


def _matter(session: Session, row: BoxEntry, *, lock: bool = False) -> Matter | None:
    if row.matter_id is None or row.state is not EntryState.TAKEN:
        return None
    asked = select(Matter).where(Matter.id == row.matter_id, col(Matter.binned_at).is_(None))
    seen = asked.options(answers.columns())
    return session.exec(asked.with_for_update() if lock else seen).first()


def _may_withdraw(session: Session, row: BoxEntry, matter: Matter | None) -> bool:
    if row.state is EntryState.NEW:
        return True
    if matter is None or _is_shared(session, row, matter):
        return False
    off = steps.off(session, matter.committee_id, matter.kind)
    return matter.state in flow.sources(matter.kind, Verb.WITHDRAW, off)


def _is_shared(session: Session, row: BoxEntry, matter: Matter) -> bool:
    """Whether others raised the same matter too: it is not one citizen's to withdraw then.

    An entry may have been added to what somebody else wrote, or others' merged into its own.
    """
    if (matter.submitter, matter.source) != (Submitter.CITIZEN, Source.BOX):
        return True
    others = select(BoxEntry.id).where(BoxEntry.matter_id == matter.id, col(BoxEntry.id) != row.id)
    merged = select(MatterLink.from_id).where(
        MatterLink.to_id == matter.id, col(MatterLink.kind).in_(SHARED)
    )
    return any(session.exec(asked).first() is not None for asked in (others, merged))


def _empty(session: Session, matter: Matter) -> None:
    """Delete what was taken over of the citizen's words; the title says what was withdrawn."""
    matter.situation = matter.analysis = matter.suggestion = ""
    likeness.keep(session, matter)


def _forget_contact(row: BoxEntry) -> None:
    row.name = row.phone = ""
    row.version += 1


def _take_photos_away(session: Session, row: BoxEntry) -> None:
    owner = files.Owner(FileOwner.BOX_ENTRY, row.id, row.committee_id)
    for photo in attachments.of(session, owner.kind, owner.id):
        files.bin_(session, None, owner, photo.id)


def _tell(session: Session, row: BoxEntry, action: str) -> None:
    trail.record(session, None, Entry(action, "box_entry", row.id, "", row.committee_id))
