"""Pinning notes to charts, and taking them off."""

from typing import Any

from sqlmodel import Session

from core import clock
from core.annotations import queries, rules
from core.annotations.drafts import AnnotationDraft
from core.annotations.models import BAR, PANEL, WORDS, Annotation
from core.audit import service as audit
from core.audit.service import Changes, Entry
from core.committees import scope, trail
from core.errors import NotFound
from core.i18n import N_
from core.permissions import Actor, Permission, require
from core.text import clean, required

WRITE = Permission.BOARD_WRITE


def pin(session: Session, actor: Actor, committee_id: int, draft: AnnotationDraft) -> Annotation:
    """Pin a note to a chart of a committee's boards."""
    require(actor, WRITE)
    if not scope.covers(session, actor, WRITE, committee_id):
        raise NotFound
    columns = _columns(draft)
    row = Annotation(committee_id=committee_id, account_id=actor.account_id or None, **columns)
    session.add(row)
    session.flush()  # the trail names the new id
    _tell(session, actor, "annotation:recorded", row, Changes({}, columns))
    return row


def edit(
    session: Session, actor: Actor, annotation_id: int, words: str, version: int
) -> Annotation:
    """Put a note in other words; where it is pinned stays."""
    require(actor, WRITE)
    row = queries.find(session, actor, annotation_id, WRITE, lock=True)
    changes = audit.apply(row, {"words": _words(words)}, version)
    _tell(session, actor, "annotation:edited", row, changes)
    return row


def bin_annotation(session: Session, actor: Actor, annotation_id: int, version: int) -> Annotation:
    """Take a note off its chart."""
    require(actor, WRITE)
    row = queries.find(session, actor, annotation_id, WRITE, lock=True)
    changes = audit.apply(row, {"binned_at": clock.now()}, version)
    _tell(session, actor, "annotation:binned", row, changes)
    return row


def _columns(draft: AnnotationDraft) -> dict[str, Any]:
    rules.check(draft)
    of_day = draft.day is not None
    return {
        "panel": required(draft.panel, PANEL, "panel", N_("Choose the chart.")),
        "day": draft.day,
        "bar": clean(draft.bar, BAR, "place"),
        "first_on": draft.day if of_day else draft.first_on,
        "last_on": draft.day if of_day else draft.last_on,
        "words": _words(draft.words),
    }


def _words(words: str) -> str:
    return required(words, WORDS, "words", N_("Write what the note says."))


def _tell(session: Session, actor: Actor, action: str, row: Annotation, told: Changes) -> None:
    entry = Entry(
        action, "annotation", row.id, row.words, row.committee_id, told.before, told.after
    )
    trail.record(session, actor, entry)
