"""What citizens put into a box. Nobody is signed in here: the code of the box is the way in."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from core import clock
from core.accounts import requests
from core.audit.service import Entry
from core.box import knocks, notices, reach, receipts, rules
from core.box.boxes import SHAPE
from core.box.drafts import EntryDraft, Sender
from core.box.models import Box, BoxEntry
from core.box.notices import NoticeText
from core.committees import trail
from core.committees.models import Committee
from core.errors import AlreadyDone, NotFound, RuleBroken
from core.files import service as files
from core.files.models import FileOwner
from core.i18n import N_
from core.members import phones
from core.studios.models import Studio

NAME_OF, PHONE_OF = b"box.name", b"box.phone"


@dataclass(frozen=True, slots=True)
class OpenBox:
    """What a citizen sees of a box before writing."""

    id: int
    studio_id: int
    committee_id: int
    studio: str
    committee: str
    committee_en: str
    notice: NoticeText


def open_at(session: Session, code: str) -> OpenBox:
    """The open box of a code. Codes that never were and boxes that are closed are not found."""
    found = session.execute(_open(code)).first() if SHAPE.fullmatch(code) else None
    notice = notices.in_force(session, found[2]) if found else None
    if found is None or notice is None:
        raise NotFound
    box_id, studio_id, committee_id, studio, committee, committee_en = found
    return OpenBox(box_id, studio_id, committee_id, studio, committee, committee_en, notice)


def submit(session: Session, code: str, draft: EntryDraft, sender: Sender) -> str:
    """Keep what a citizen wrote; the receipt code, which is told only now.

    What is sent twice counts once, and tells the same code both times.
    """
    receipt = receipts.made_for(sender.request)
    kept = rules.cleaned(draft)
    box = open_at(session, code)
    if draft.notice_id != box.notice.id:
        raise RuleBroken(
            N_("The notice has changed meanwhile. Read it and send again."), "consents"
        )
    session.exec(select(Box.id).where(Box.id == box.id).with_for_update()).one()
    try:
        requests.claim(session, receipts.hashed(receipt))
    except AlreadyDone:
        return receipt
    knocks.check_box(session, box.id)
    row = BoxEntry(
        box_id=box.id,
        studio_id=box.studio_id,
        committee_id=box.committee_id,
        words=kept.words,
        name=phones.seal(kept.name, NAME_OF),
        phone=phones.seal(kept.phone, PHONE_OF),
        notice_id=box.notice.id,
        consented_at=clock.now(),
        receipt_hash=receipts.hashed(receipt),
        address_hash=knocks.of_address(sender.address),
    )
    session.add(row)
    session.flush()
    _keep_photo(session, row, draft)
    told = {"studio_id": box.studio_id, "notice": box.notice.number}
    entry = Entry("box:received", "box_entry", row.id, box.studio, box.committee_id, {}, told)
    trail.record(session, None, entry)
    return receipt


def _open(code: str) -> Select[*tuple[Any, ...]]:
    return (
        select_columns(
            col(Box.id),
            col(Box.studio_id),
            col(Box.committee_id),
            col(Studio.name),
            col(Committee.name),
            col(Committee.name_en),
        )
        .join(Studio, col(Studio.id) == col(Box.studio_id))
        .join(Committee, col(Committee.id) == col(Box.committee_id))
        .where(col(Box.code) == code, reach.is_open())
    )


def _keep_photo(session: Session, row: BoxEntry, draft: EntryDraft) -> None:
    if draft.photo:
        owner = files.Owner(FileOwner.BOX_ENTRY, row.id, row.committee_id)
        files.keep(session, None, owner, draft.photo.name, draft.photo.accepted)
