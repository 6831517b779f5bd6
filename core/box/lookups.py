"""What a receipt code opens: how things stand, taking back what was written, being forgotten.

Nobody is signed in here, and nothing else of what is stored is told.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select as select_columns
from sqlalchemy.orm import load_only
from sqlalchemy.sql.base import ExecutableOption
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from core import clock
from core.audit.service import Entry
from core.box import receipts
from core.box.models import BoxEntry, EntryState
from core.committees import trail
from core.errors import NotFound, RuleBroken
from core.files import queries as attachments
from core.files import service as files
from core.files.models import FileOwner
from core.handling.models import HandlingUnit, Reply
from core.i18n import CHINESE, N_, translate
from core.matters import flow, likeness, nodes, steps
from core.matters.links import SHARED
from core.matters.models import (
    Matter,
    MatterLink,
    Sensitivity,
    Source,
    State,
    Step,
    Submitter,
    Verb,
)
from core.studios.models import Studio
from db.base import Table

ANSWERED = (State.REPLIED, State.FED_BACK, State.CLOSED)
# Where no unit is asked, the office says itself why, or what came of it.
TOLD = (State.KEPT, State.FED_BACK, State.CLOSED)
_SAYS = (Verb.KEEP, Verb.FEED_BACK)
_AFTER_UNITS = (State.ASSIGNED, State.HANDLING, State.REPLIED)  # what is said there is the author's
WITHDRAWN = N_("Withdrawn by the citizen with the receipt code.")
UNKNOWN = N_("There is nothing with this receipt code. Check each sign of it.")
_MOST_MERGES = 5
# What is read of an entry and of a matter; `deploy/public-role.sql` grants these columns.
_OF_ENTRIES = ("state", "studio_id", "received_at", "answer", "matter_id", "name", "phone")
_OF_MATTERS = (
    *("committee_id", "kind", "state", "is_open", "sensitivity", "submitter", "source"),
    "replied_on",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a unit replied."""

    unit: str
    words: str
    replied_on: date


@dataclass(frozen=True, slots=True)
class Said:
    """What the office says to who raised a matter: why it is kept on file, what came of it."""

    words: str
    on: date


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand with an entry. Not what was written, nor by whom.

    `called` is the office's own name of the matter's state; `in_person`: it was answered, and
    the answer is not for a page that opens to whoever holds the code.
    """

    state: EntryState
    studio: str
    received_at: datetime
    answer: str
    matter_state: State | None
    called: str
    said: tuple[Said, ...]
    replies: tuple[Answer, ...]
    in_person: bool
    may_withdraw: bool
    has_contact: bool


def look(session: Session, code: str) -> Standing:
    """How things stand with the entry of a receipt code.

    Reads no more columns than it tells: pages for citizens may have a role that sees no others.
    """
    row = _one(session, _of(code).options(_columns(BoxEntry, *_OF_ENTRIES)))
    matter = _matter(session, row)
    last = _followed(session, matter) if matter else None
    told = last is not None and _is_public(last)
    return Standing(
        state=row.state,
        studio=session.exec(select(Studio.name).where(Studio.id == row.studio_id)).one(),
        received_at=row.received_at,
        answer=row.answer,
        matter_state=last.state if last else None,
        called=_called(session, last) if last else "",
        said=_said(session, last) if last and told else (),
        replies=_replies(session, last) if last and told else (),
        in_person=last is not None and not told and _is_over(session, last),
        may_withdraw=_may_withdraw(session, row, matter),
        has_contact=bool(row.name or row.phone),
    )


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
    asked = select(Matter).where(Matter.id == row.matter_id)
    seen = asked.options(_columns(Matter, *_OF_MATTERS))
    return session.exec(asked.with_for_update() if lock else seen).first()


def _followed(session: Session, matter: Matter) -> Matter:
    """The matter, or the one into which it was merged."""
    for _step in range(_MOST_MERGES):
        if matter.state is not State.MERGED:
            break
        asked = (
            select(Matter)
            .join(MatterLink, col(MatterLink.to_id) == col(Matter.id))
            .where(MatterLink.from_id == matter.id, col(MatterLink.kind).in_(SHARED))
            .options(_columns(Matter, *_OF_MATTERS))
        )
        matter = session.exec(asked).first() or matter
    return matter


def _called(session: Session, matter: Matter) -> str:
    """The office's own name of where a matter stands, if it has one."""
    return nodes.names_of(session, [matter.id]).get(matter.id, {}).get(matter.state, "")


def _is_public(matter: Matter) -> bool:
    """Whether what was answered may stand on a page: whoever holds the code reads it."""
    return matter.is_open and matter.sensitivity is Sensitivity.ORDINARY


def _said(session: Session, matter: Matter) -> tuple[Said, ...]:
    """What the office said to who raised it, since it was last taken up."""
    if matter.state not in TOLD:
        return ()
    asked = (
        select_columns(col(Step.verb), col(Step.from_state), col(Step.words), col(Step.taken_on))
        .where(col(Step.matter_id) == matter.id, col(Step.verb).in_((*_SAYS, Verb.SCREEN)))
        .order_by(col(Step.id))
    )
    said: list[Said] = []
    for verb, stood, words, on in session.execute(asked):
        if verb is Verb.SCREEN:
            said.clear()
        elif words and stood not in _AFTER_UNITS:
            said.append(Said(words, on))
    return tuple(said)


def _is_answered(session: Session, matter: Matter) -> bool:
    """Whether all replies are in. An office may do without the state that says so."""
    if matter.state in ANSWERED:
        return True
    off = steps.off(session, matter.committee_id, matter.kind)
    return State.REPLIED in off and matter.replied_on is not None


def _is_over(session: Session, matter: Matter) -> bool:
    """Whether units, or the office, said what there is to say."""
    return matter.state in TOLD or _is_answered(session, matter)


def _replies(session: Session, matter: Matter) -> tuple[Answer, ...]:
    """The words of the replies, once all are in."""
    if not _is_answered(session, matter):
        return ()
    asked = (
        select_columns(col(HandlingUnit.name), col(Reply.words), col(Reply.replied_on))
        .join(HandlingUnit, col(HandlingUnit.id) == col(Reply.unit_id))
        .where(col(Reply.matter_id) == matter.id)
        .order_by(col(Reply.id))
    )
    return tuple(Answer(*row) for row in session.execute(asked))


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
