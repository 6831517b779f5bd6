"""What a clerk does with an entry: make an opinion item of it, or answer it."""

from sqlmodel import Session

from core import clock
from core.audit.service import Entry
from core.box import queries, rules
from core.box.drafts import TakeUpDraft
from core.box.entries import NAME_OF, PHONE_OF
from core.box.models import BoxEntry, EntryState
from core.committees import trail
from core.committees.models import Committee
from core.errors import RuleBroken
from core.i18n import N_
from core.matters import steps
from core.matters.models import Matter, MatterKind, Source, State, Submitter
from core.matters.writing import MatterDraft
from core.members import phones
from core.opinions import service as opinions
from core.permissions import Actor, Permission, require

WRITE = Permission.BOX_WRITE


def take_up(
    session: Session, actor: Actor, box_entry_id: int, draft: TakeUpDraft, version: int
) -> Matter:
    """Make an opinion item of an entry, submitted at once. The entry keeps its link to it."""
    require(actor, WRITE)
    row = _waiting(session, actor, box_entry_id, version)
    zone = session.get_one(Committee, row.committee_id).time_zone
    typed = MatterDraft(
        title=draft.title,
        situation=draft.situation,
        analysis=draft.analysis,
        suggestion=draft.suggestion,
        category_id=draft.category_id,
        submitter=Submitter.CITIZEN,
        source=Source.BOX,
        studio_id=row.studio_id,
        received_on=clock.local(row.received_at, zone).date(),
    )
    matter = opinions.take_up(session, actor, typed, row.committee_id)
    row.matter_id = matter.id
    _settle(row, EntryState.TAKEN)
    _tell(session, actor, "box:taken up", row)
    return matter


def join(session: Session, actor: Actor, box_entry_id: int, matter_id: int, version: int) -> Matter:
    """Add an entry to an opinion item that is there already: the citizen follows that one."""
    require(actor, WRITE)
    row = _waiting(session, actor, box_entry_id, version)
    item = steps.find(session, actor, matter_id, Permission.OPINION_SCREEN, MatterKind.OPINION)
    if item.state in (State.DRAFT, State.WITHDRAWN):
        raise RuleBroken(N_("Choose an opinion item that was submitted."), field="matter_id")
    row.matter_id = item.id
    _settle(row, EntryState.TAKEN)
    _tell(session, actor, "box:taken up", row)
    return item


def decline(
    session: Session, actor: Actor, box_entry_id: int, answer: str, version: int
) -> BoxEntry:
    """Answer an entry of which no opinion item is made."""
    require(actor, WRITE)
    row = _waiting(session, actor, box_entry_id, version)
    row.answer = rules.answer(answer)
    _settle(row, EntryState.DECLINED)
    _tell(session, actor, "box:declined", row)
    return row


def show_contact(session: Session, actor: Actor, box_entry_id: int) -> tuple[str, str]:
    """The whole name and number of who wrote. That they were shown is kept in the trail."""
    require(actor, WRITE)
    row = queries.find(session, actor, box_entry_id, WRITE)
    told = phones.unseal(row.name, NAME_OF), phones.unseal(row.phone, PHONE_OF)
    _tell(session, actor, "box:contact shown", row)
    return told


def _waiting(session: Session, actor: Actor, box_entry_id: int, version: int) -> BoxEntry:
    """An entry that waits to be screened, locked, as it was shown."""
    row = queries.find(session, actor, box_entry_id, WRITE, lock=True)
    rules.check_waiting(row.state)
    if row.version != version:
        raise RuleBroken(N_("This entry has changed meanwhile. Look at it again."))
    return row


def _settle(row: BoxEntry, state: EntryState) -> None:
    row.state, row.answered_at = state, clock.now()
    row.version += 1


def _tell(session: Session, actor: Actor, action: str, row: BoxEntry) -> None:
    after = {"state": row.state, "answer": row.answer, "matter_id": row.matter_id}
    entry = Entry(action, "box_entry", row.id, "", row.committee_id, {}, after)
    trail.record(session, actor, entry)
