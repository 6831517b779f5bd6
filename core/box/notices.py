"""What citizens are told before they write. Each version stays: entries name theirs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func, select

from core.audit.service import Entry
from core.box import rules
from core.box.drafts import NoticeDraft
from core.box.models import BoxNotice
from core.committees import scope, trail
from core.committees.models import Committee, CommitteeTree
from core.errors import NotFound
from core.i18n import CHINESE, ENGLISH, N_, translate
from core.permissions import Actor, Permission, require

USUAL = N_(
    "{committee} listens through this box: to learn what people think and to improve its work.\n\n"
    "What you write is read and dealt with by the staff of the office and, where it is needed,"
    " passed on to the department concerned, without your name and phone number.\n\n"
    "You need not give your name or phone number. If you do, they are used only to ask you back"
    " and to answer you; they are kept encrypted and deleted one year after the matter is closed."
    " Please write no identity card numbers, and nothing private about other people.\n\n"
    "With the receipt code shown after sending you can see at any time how things stand, withdraw"
    " what you wrote, and have your name and phone number deleted."
)


@dataclass(frozen=True, slots=True)
class NoticeText:
    """The notice in force: which version it is, and its words."""

    id: int
    committee_id: int
    number: int
    words: str
    words_en: str
    valid_from: datetime

    def in_language(self, language: str) -> str:
        """The words in a language; the Chinese ones where there are no others."""
        return self.words_en if language == ENGLISH and self.words_en else self.words


def write(session: Session, actor: Actor, committee_id: int, draft: NoticeDraft) -> BoxNotice:
    """Put a new version of a committee's notice into force. The older ones are kept."""
    require(actor, Permission.BOX_WRITE)
    if not scope.covers(session, actor, Permission.BOX_WRITE, committee_id):
        raise NotFound
    row = _add(session, committee_id, rules.notice(draft))
    told = {"number": row.number, "words": row.words, "words_en": row.words_en}
    entry = Entry("box:notice written", "box_notice", row.id, "", committee_id, {}, told)
    trail.record(session, actor, entry)
    return row


def current(session: Session, actor: Actor, committee_id: int) -> NoticeText | None:
    """The notice that the boxes of a committee show now, for those who look after them."""
    require(actor, Permission.BOX_READ)
    if not scope.covers(session, actor, Permission.BOX_READ, committee_id):
        raise NotFound
    return in_force(session, committee_id)


def in_force(session: Session, committee_id: int) -> NoticeText | None:
    """The newest notice of a committee, or else of the nearest one above that has any."""
    asked = (
        select_columns(
            col(BoxNotice.id),
            col(BoxNotice.committee_id),
            col(BoxNotice.number),
            col(BoxNotice.words),
            col(BoxNotice.words_en),
            col(BoxNotice.valid_from),
        )
        .join(CommitteeTree, col(CommitteeTree.ancestor_id) == col(BoxNotice.committee_id))
        .where(col(CommitteeTree.descendant_id) == committee_id)
        .order_by(col(CommitteeTree.depth), col(BoxNotice.number).desc())
        .limit(1)
    )
    found = session.execute(asked).first()
    return NoticeText(*found) if found else None


def usual_of(session: Session, actor: Actor, committee_id: int) -> NoticeDraft:
    """The usual words for a committee, to begin a notice with."""
    require(actor, Permission.BOX_READ)
    if not scope.covers(session, actor, Permission.BOX_READ, committee_id):
        raise NotFound
    return NoticeDraft(**usual(session.get_one(Committee, committee_id)))


def ensure(session: Session, committee_id: int) -> None:
    """See to it that a committee's boxes show some notice: the usual one unless there is any."""
    if in_force(session, committee_id) is None:
        _add(session, committee_id, usual(session.get_one(Committee, committee_id)))


def usual(committee: Committee) -> dict[str, str]:
    """The usual words, with the name of a committee."""
    return {
        "words": translate(USUAL, CHINESE, committee=committee.name),
        "words_en": translate(USUAL, ENGLISH, committee=committee.name_en or committee.name),
    }


def _add(session: Session, committee_id: int, columns: dict[str, Any]) -> BoxNotice:
    session.exec(select(Committee.id).where(Committee.id == committee_id).with_for_update()).one()
    last = session.exec(
        select(func.max(BoxNotice.number)).where(BoxNotice.committee_id == committee_id)
    ).one()
    row = BoxNotice(committee_id=committee_id, number=(last or 0) + 1, **columns)
    session.add(row)
    session.flush()
    return row
