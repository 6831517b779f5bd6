"""Objections to a score: raised within the window, answered by the office, or taken back."""

from sqlalchemy import select
from sqlmodel import Session, col

from core import clock
from core.assessment import corrections, reach, telling
from core.assessment.drafts import AnswerDraft, CorrectionDraft, ObjectionDraft
from core.assessment.models import (
    Assessment,
    AssessmentState,
    Objection,
    ObjectionState,
    RuleBook,
)
from core.assessment.reach import READ, WRITE
from core.assessment.telling import Done
from core.audit import service as audit
from core.audit.service import Changes
from core.committees import scope
from core.committees.models import Committee
from core.errors import NotFound, RuleBroken
from core.i18n import N_
from core.notices.models import NoticeKind
from core.permissions import Actor, Permission, require
from core.text import clean_block

WORDS = 1_000


def raise_objection(
    session: Session, actor: Actor, assessment_id: int, draft: ObjectionDraft
) -> Objection:
    """Object to an item or the whole of one's own score; the office may for who came by."""
    row = reach.find(session, actor, assessment_id, READ, lock=True)
    kind = session.get_one(RuleBook, row.book_id).scores
    if not _may(session, actor, row, draft.subject_id):
        raise NotFound
    corrections.check_scored(session, row, draft.subject_id)
    corrections.check_item(session, row, draft.item_key)
    words = _words(draft.words, N_("Write down what you object to, and why."))
    _check_window(session, row)
    _check_new(session, row, draft)
    objection = Objection(
        assessment_id=row.id,
        subject_kind=kind,
        subject_id=draft.subject_id,
        item_key=draft.item_key,
        words=words,
        account_id=actor.account_id,
    )
    session.add(objection)
    session.flush()  # the trail names the new id
    telling.tell(session, telling.recorders(session, row), NoticeKind.OBJECTED, row, words)
    told = {"subject_id": draft.subject_id, "item_key": draft.item_key, "words": words}
    _record(session, actor, row, "raised", (objection, Changes({}, told)))
    return objection


def answer(
    session: Session, actor: Actor, objection_id: int, draft: AnswerDraft, version: int
) -> Objection:
    """Uphold an objection, with points where they are due, or reject it. Words say why."""
    row, objection = _waiting(session, actor, objection_id, WRITE)
    words = _words(draft.words, N_("Give the reason: whoever objected will read it."))
    if draft.hundredths and not draft.upheld:
        raise RuleBroken(N_("A rejected objection changes no points."), "hundredths")
    state = ObjectionState.UPHELD if draft.upheld else ObjectionState.REJECTED
    told = {"state": state, "answer": words, "answered_by": actor.name, "answered_at": clock.now()}
    changes = audit.apply(objection, told, version)
    if draft.hundredths:
        _correct(session, actor, row, objection, draft.hundredths)
    _tell_answer(session, row, objection)
    _record(session, actor, row, state.value, (objection, changes))
    return objection


def withdraw(session: Session, actor: Actor, objection_id: int, version: int) -> Objection:
    """Take an objection back, as long as it is not answered."""
    row, objection = _waiting(session, actor, objection_id, READ)
    if not _may(session, actor, row, objection.subject_id):
        raise NotFound
    changes = audit.apply(objection, {"state": ObjectionState.WITHDRAWN}, version)
    _record(session, actor, row, "withdrawn", (objection, changes))
    return objection


def may_object(session: Session, actor: Actor, assessment_id: int, subject_id: int) -> bool:
    """Whether the actor may object to a score today. For the screen; the service checks again."""
    row = reach.find(session, actor, assessment_id)
    in_time = row.state is AssessmentState.REVIEW and _in_window(session, row)
    return in_time and _may(session, actor, row, subject_id)


def _may(session: Session, actor: Actor, row: Assessment, subject_id: int) -> bool:
    kind = session.get_one(RuleBook, row.book_id).scores
    if reach.owns(session, actor, kind, subject_id):
        return True
    return scope.covers(session, actor, WRITE, row.committee_id)


def _waiting(
    session: Session, actor: Actor, objection_id: int, permission: Permission
) -> tuple[Assessment, Objection]:
    """An objection not yet answered, of an assessment within reach; both locked."""
    require(actor, permission)
    of = session.execute(
        select(col(Objection.assessment_id)).where(col(Objection.id) == objection_id)
    ).scalar_one_or_none()
    row = reach.find(session, actor, of or 0, permission, lock=True)
    objection = session.get_one(Objection, objection_id, populate_existing=True)
    if objection.state is not ObjectionState.OPEN:
        raise RuleBroken(N_("The objection was answered or taken back already."))
    return row, objection


def _check_window(session: Session, row: Assessment) -> None:
    if row.state is not AssessmentState.REVIEW:
        raise RuleBroken(N_("Objections can be raised while the assessment is in review."))
    if not _in_window(session, row):
        raise RuleBroken(
            N_("Objections can be raised from {first} to {last}."),
            first=row.objections_from,
            last=row.objections_until,
        )


def _in_window(session: Session, row: Assessment) -> bool:
    if row.objections_from is None or row.objections_until is None:
        return False
    today = clock.today(session.get_one(Committee, row.committee_id).time_zone)
    return row.objections_from <= today <= row.objections_until


def _check_new(session: Session, row: Assessment, draft: ObjectionDraft) -> None:
    asked = select(col(Objection.id)).where(
        col(Objection.assessment_id) == row.id,
        col(Objection.subject_id) == draft.subject_id,
        col(Objection.state) == ObjectionState.OPEN,
        col(Objection.item_key) == draft.item_key,
    )
    if session.execute(asked).first() is not None:
        raise RuleBroken(
            N_("An objection to this waits for its answer already. Take it back to word it anew."),
            field="item_key",
        )


def _correct(
    session: Session, actor: Actor, row: Assessment, objection: Objection, hundredths: int
) -> None:
    draft = CorrectionDraft(
        objection.subject_id, objection.item_key, hundredths, objection.answer[: corrections.REASON]
    )
    corrections.add(session, actor, row, draft, objection.id)


def _words(typed: str, missing: str) -> str:
    words = clean_block(typed, WORDS, "words")
    if not words:
        raise RuleBroken(missing, "words")
    return words


def _tell_answer(session: Session, row: Assessment, objection: Objection) -> None:
    people = telling.subjects(session, row, [objection.subject_id])
    if objection.account_id is not None:
        people |= {objection.account_id}
    telling.tell(session, people, NoticeKind.OBJECTION_ANSWERED, row, objection.answer)


def _record(
    session: Session,
    actor: Actor,
    row: Assessment,
    done: str,
    told: tuple[Objection, Changes],
) -> None:
    objection, changes = told
    telling.record(session, actor, row, Done(f"objection:{done}", changes, objection.id))
