"""Keeping attachments. Called by the services of what they belong to, which ask for rights."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from sqlmodel import Session, col, select

from core import clock
from core.audit import service as audit
from core.audit.service import Entry
from core.errors import NotFound
from core.files import intake, storage
from core.files.intake import Accepted
from core.files.models import Attachment, FileOwner
from core.permissions import Actor
from core.text import clean

_LONGEST_STEM = 120


@dataclass(frozen=True, slots=True)
class Owner:
    """What an attachment belongs to. The caller has fetched it for the actor."""

    kind: FileOwner
    id: int
    committee_id: int


def add(session: Session, actor: Actor, owner: Owner, name: str, data: bytes) -> Attachment:
    """Keep a photo or document of an owner that the actor may change."""
    return keep(session, actor, owner, name, intake.accept(data, shown_name(name)))


def keep(
    session: Session, actor: Actor | None, owner: Owner, name: str, accepted: Accepted
) -> Attachment:
    """Keep what was accepted before the transaction began. `actor` is None for a citizen."""
    row = Attachment(
        committee_id=owner.committee_id,
        owner_kind=owner.kind,
        owner_id=owner.id,
        name=clean_name(name, accepted.media_type),
        media_type=accepted.media_type,
        size_bytes=len(accepted.data),
        sha256=hashlib.sha256(accepted.data).hexdigest(),
        stored_as=storage.keep(accepted.data),
        account_id=actor.account_id if actor else None,
    )
    session.add(row)
    session.flush()  # the entry names the new id
    _record(session, actor, "added", row)
    return row


def bin_(session: Session, actor: Actor | None, owner: Owner, attachment_id: int) -> Attachment:
    """Put an attachment of an owner into the bin. The bytes stay."""
    row = _of_owner(session, owner, attachment_id)
    row.binned_at = row.binned_at or clock.now()
    _record(session, actor, "binned", row)
    return row


def restore(session: Session, actor: Actor, owner: Owner, attachment_id: int) -> Attachment:
    """Take an attachment of an owner out of the bin."""
    row = _of_owner(session, owner, attachment_id)
    row.binned_at = None
    _record(session, actor, "restored", row)
    return row


def clean_name(name: str, media_type: str) -> str:
    """A file name fit to be shown and saved: no path, nothing unseen, the suffix of its kind."""
    plain = shown_name(name).lstrip(".")
    stem = PurePosixPath(plain).stem if plain else ""
    return (stem[:_LONGEST_STEM].strip(" .") or "file") + intake.SUFFIXES[media_type]


def shown_name(name: str) -> str:
    """The last part of a name as typed, with nothing that a screen or a path would act on."""
    last = re.split(r"[/\\]", name[-400:])[-1]
    return re.sub(r'[<>:"|?*]', "", clean(last, 400))


def _of_owner(session: Session, owner: Owner, attachment_id: int) -> Attachment:
    statement = (
        select(Attachment)
        .where(
            Attachment.id == attachment_id,
            Attachment.owner_kind == owner.kind,
            col(Attachment.owner_id) == owner.id,
        )
        .with_for_update()
    )
    row = session.exec(statement).first()
    if row is None:
        raise NotFound
    return row


def _record(session: Session, actor: Actor | None, verb: str, row: Attachment) -> None:
    after = {"owner": f"{row.owner_kind.value}/{row.owner_id}", "sha256": row.sha256}
    session.flush()
    audit.record(
        session,
        actor,
        Entry(f"attachment:{verb}", "attachment", row.id, row.name, row.committee_id, after=after),
    )
