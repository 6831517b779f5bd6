"""Receipt slips: who raised a matter and has no account sees with one where it is.

The office hands it over on paper. Its code opens the page that citizens look their receipts up on.
"""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from core import clock
from core.audit.service import Entry
from core.box import receipts
from core.box.models import BoxEntry, Slip
from core.committees import trail
from core.committees.models import Committee
from core.errors import NotFound, NotPermitted, RuleBroken
from core.i18n import N_
from core.matters import editing, finding, reach, steps
from core.matters.models import AuthorRole, Matter, MatterKind
from core.permissions import Actor


@dataclass(frozen=True, slots=True)
class Hearing:
    """How who raised a matter hears of it: by an account, a box's receipt, or a slip.

    Who signs it too does not count: they need not tell the first author.
    """

    has_account: bool
    through_box: bool
    made_at: datetime | None
    may_renew: bool = False

    @property
    def hears_nothing(self) -> bool:
        """Whether nothing at all tells them where it is."""
        return not (self.has_account or self.through_box or self.made_at)


@dataclass(frozen=True, slots=True)
class Paper:
    """What a slip says."""

    code: str
    kind: MatterKind
    title: str
    received_on: date
    committee: str
    committee_en: str


def hearing(session: Session, actor: Actor, matter_id: int) -> Hearing:
    """How who raised a matter hears of it, for who writes such matters."""
    matter = finding.writable(session, actor, matter_id, lock=False)
    entry = select(BoxEntry.id).where(BoxEntry.matter_id == matter.id)
    slip = _of(session, matter)
    return Hearing(
        bool(steps.raisers(session, matter, [AuthorRole.FIRST])),
        session.exec(entry).first() is not None,
        slip.made_at if slip else None,
        slip is not None and _may_renew(session, actor, matter, slip),
    )


def make(session: Session, actor: Actor, matter_id: int) -> Slip:
    """Make the slip of a matter that was handed in; one that was made before is worth nothing.

    So it is made anew by the office alone, or by the account that made it.
    """
    matter = finding.writable(session, actor, matter_id)
    if matter.state in reach.UNSAID:
        raise RuleBroken(N_("Submit it first: until then there is nothing to be told."))
    made = _of(session, matter)
    if made and not _may_renew(session, actor, matter, made):
        raise NotPermitted(N_("Only the office or who made the slip gives it a new code."))
    row = made or Slip(matter_id=matter.id, salt="", receipt_hash="")
    row.salt = secrets.token_hex(32)
    row.receipt_hash = receipts.hashed(_code(row))
    row.account_id, row.made_at = actor.account_id, clock.now()
    session.add(row)
    session.flush()
    kind = matter.kind.value
    done = "slip renewed" if made else "slip made"
    entry = Entry(f"{kind}:{done}", kind, matter.id, matter.title, matter.committee_id)
    trail.record(session, actor, entry)
    return row


def paper(session: Session, actor: Actor, matter_id: int) -> Paper:
    """A slip that was made, to be printed. There is none once the server has another key."""
    matter = finding.writable(session, actor, matter_id, lock=False)
    row = _of(session, matter)
    if row is None or receipts.hashed(_code(row)) != row.receipt_hash:
        raise NotFound
    home = session.get_one(Committee, matter.committee_id)
    told = (matter.kind, matter.title, matter.received_on, home.name, home.name_en)
    return Paper(_code(row), *told)


def _may_renew(session: Session, actor: Actor, matter: Matter, slip: Slip) -> bool:
    return slip.account_id == actor.account_id or editing.desks(session, actor, matter)


def _of(session: Session, matter: Matter) -> Slip | None:
    return session.exec(select(Slip).where(col(Slip.matter_id) == matter.id)).first()


def _code(row: Slip) -> str:
    return receipts.made_for(f"slip {row.salt}")
