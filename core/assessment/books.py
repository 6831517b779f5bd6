"""Rule books: begun, saved version by version, adopted and retired.

Each saving is a row of its own, faults or not: half-written work is kept. What is adopted has
no fault; it is never changed, only followed by another version.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlmodel import Session, col, select

from core.assessment import codes, shelf
from core.assessment.book import checking, knobs, presets, reading
from core.assessment.book.faults import BookFaulty
from core.assessment.book.knobs import Changes
from core.assessment.book.syntax import decode
from core.assessment.models import BookState, RuleBook, Scores
from core.audit import service as audit
from core.audit.service import Changes as Changed
from core.audit.service import Entry
from core.committees import queries as committees
from core.committees import trail
from core.errors import EditConflict, RuleBroken
from core.i18n import N_
from core.permissions import Actor, Permission, require
from core.text import clean

WRITE = Permission.ASSESSMENT_WRITE
NAME, NAME_EN = 120, 200
MOST = 300  # characters of a name that is looked at

EMPTY = """\
format = 1
name = {name}
scores = "{scores}"

[[section]]
key = "section_1"
name = "第一类"

[[section.item]]
key = "item_1"
name = "第一项"
entered = true
points = 1

[[grade]]
key = "passed"
name = "合格"
from = 1
colour = "green"

[[grade]]
key = "failed"
name = "不合格"
colour = "red"

[[approval]]
key = "recorder"
name = "记录人核对"
role = "clerk"
"""


@dataclass(frozen=True, slots=True)
class BookDraft:
    """A book to begin: its text, and the name it goes by as long as the text says none."""

    text: str
    name: str = ""
    code: str = "book"


def from_preset(code: str) -> BookDraft:
    """A preset, to begin with."""
    return BookDraft(presets.text(code), code=code)


def from_nothing(name: str, scores: Scores) -> BookDraft:
    """A book with one item to be entered, two grades and one step of approval."""
    called = clean(name, NAME, "name")
    if not called:
        raise RuleBroken(N_("Give the rule book a name."), "name")
    return BookDraft(EMPTY.format(name=knobs.written(called), scores=scores.value), called)


def from_file(data: bytes, file_name: str) -> BookDraft:
    """An imported file, byte for byte. Refuses what is no text of this kind at all."""
    return BookDraft(decode(data), clean(file_name, MOST).rpartition(".")[0][:NAME] or file_name)


def from_book(session: Session, actor: Actor, book_id: int) -> BookDraft:
    """Another book that the actor sees, be it of the committee above."""
    found = shelf.detail(session, actor, book_id)
    return BookDraft(found.text, found.name)


def begin(session: Session, actor: Actor, committee_id: int, draft: BookDraft) -> RuleBook:
    """Keep a new book of a committee as a draft, faults or not."""
    require(actor, WRITE)
    committee = committees.find(session, actor, committee_id, WRITE, lock=True)
    text = _kept(draft.text)
    row = RuleBook(
        committee_id=committee.id,
        code=_free_code(session, committee.id, draft.code),
        account_id=actor.account_id,
        text=text,
        sha256=seal(text),
        **_told(text, draft.name or draft.code, Scores.MEMBERS),
    )
    session.add(row)
    session.flush()  # the trail names the new id
    _record(session, actor, "added", row, _said(row))
    return row


def save(session: Session, actor: Actor, book_id: int, typed: str, newest: int) -> RuleBook:
    """Keep a text as the next version of a book. `newest` is the number last seen."""
    last = _newest(session, actor, book_id, newest)
    text = _kept(typed)
    if text == last.text:
        raise RuleBroken(N_("Nothing differs from the newest version."), "text")
    row = RuleBook(
        committee_id=last.committee_id,
        code=last.code,
        version_number=last.version_number + 1,
        account_id=actor.account_id,
        text=text,
        sha256=seal(text),
        **_told(text, last.name, last.scores),
    )
    session.add(row)
    session.flush()  # the trail names the new id
    _record(session, actor, "version saved", row, _said(row))
    return row


def turn(session: Session, actor: Actor, book_id: int, changes: Changes, newest: int) -> RuleBook:
    """Set values of a version, and keep that as the next one."""
    return reword(session, actor, book_id, lambda text: knobs.turned(text, changes), newest)


def reword(
    session: Session, actor: Actor, book_id: int, change: Callable[[str], str], newest: int
) -> RuleBook:
    """Change the text of a version, and keep that as the next one after the newest."""
    require(actor, WRITE)
    shown = shelf.find(session, actor, book_id, WRITE)
    return save(session, actor, book_id, change(shown.text), newest)


def adopt(session: Session, actor: Actor, book_id: int, version: int) -> RuleBook:
    """Take a version into use; the one in use before is retired. Refuses one with faults."""
    row = shelf.find(session, actor, book_id, WRITE, lock=True)
    if row.state is BookState.ADOPTED:
        raise RuleBroken(N_("This version is adopted already."))
    checking.sound(row.text, codes.lists(session, row.committee_id))
    changes = audit.apply(row, {"state": BookState.ADOPTED}, version)
    for other in _in_use(session, row):
        _record(session, actor, "retired", other, _retired(other))
    _record(session, actor, "adopted", row, changes)
    return row


def retire(session: Session, actor: Actor, book_id: int, version: int) -> RuleBook:
    """Take a version out of use, or a draft off the list. Assessments begun by it go on."""
    row = shelf.find(session, actor, book_id, WRITE, lock=True)
    if row.state is BookState.RETIRED:
        raise RuleBroken(N_("This version is retired already."))
    changes = audit.apply(row, {"state": BookState.RETIRED}, version)
    _record(session, actor, "retired", row, changes)
    return row


def seal(text: str) -> str:
    """The hash of a rule book's bytes."""
    return sha256(text.encode("utf-8")).hexdigest()


def _newest(session: Session, actor: Actor, book_id: int, newest: int) -> RuleBook:
    """The newest version of a book, locked, if it is the one that was seen."""
    require(actor, WRITE)
    asked = shelf.find(session, actor, book_id, WRITE)
    committees.find(session, actor, asked.committee_id, WRITE, lock=True)
    versions = (
        select(RuleBook)
        .where(RuleBook.committee_id == asked.committee_id, RuleBook.code == asked.code)
        .order_by(col(RuleBook.version_number).desc())
        .limit(1)
    )
    found = session.exec(versions).one()
    if found.version_number != newest:
        raise EditConflict([], found.version_number)
    return found


def _in_use(session: Session, row: RuleBook) -> list[RuleBook]:
    """The other versions of a book that are adopted."""
    asked = select(RuleBook).where(
        RuleBook.committee_id == row.committee_id,
        RuleBook.code == row.code,
        RuleBook.id != row.id,
        RuleBook.state == BookState.ADOPTED,
    )
    return list(session.exec(asked.with_for_update()))


def _retired(row: RuleBook) -> Changed:
    return audit.apply(row, {"state": BookState.RETIRED}, row.version)


def _kept(text: str) -> str:
    """A text as its bytes can be kept and handed out again."""
    try:
        return decode(text.encode("utf-8"))
    except UnicodeEncodeError:
        raise RuleBroken(
            N_("This text holds a broken character. Delete it and type it again."), "text"
        ) from None


def _told(text: str, name: str, scores: Scores) -> dict[str, Any]:
    """What lists show of a book; as it was called before where the text cannot be read."""
    try:
        book = reading.draft(text).book
    except BookFaulty:
        return {"name": name, "scores": scores}
    called, english = clean(book.name[:MOST], MOST), clean(book.name_en[:MOST], MOST)
    return {
        "name": called[:NAME] or name,
        "name_en": english[:NAME_EN],
        "scores": book.scores,
    }


def _free_code(session: Session, committee_id: int, wanted: str) -> str:
    """What all versions of the book go by, unlike those of the committee's other books."""
    known = set(session.exec(select(RuleBook.code).where(RuleBook.committee_id == committee_id)))
    number = 1
    while (code := wanted if number == 1 else f"{wanted}_{number}") in known:
        number += 1
    return code


def _said(row: RuleBook) -> Changed:
    """What the trail keeps of a version: its hash, not its text."""
    told = ("name", "scores", "version_number", "sha256")
    return Changed({}, {key: getattr(row, key) for key in told})


def _record(session: Session, actor: Actor, done: str, row: RuleBook, changes: Changed) -> None:
    entry = Entry(
        f"rule_book:{done}",
        "rule_book",
        row.id,
        row.name,
        row.committee_id,
        changes.before,
        changes.after,
    )
    trail.record(session, actor, entry)
