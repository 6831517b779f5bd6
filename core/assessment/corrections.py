"""Points that a person gives or takes, with the reason. Entries of their own, never changed.

Before the closing they are part of the score. After it they stand beside the frozen result.
"""

from sqlalchemy import func, select
from sqlmodel import Session, col

from core.assessment import keeping, reach, telling
from core.assessment.book.faults import shown
from core.assessment.drafts import CorrectionDraft
from core.assessment.models import Assessment, Correction, RuleBook, Score
from core.assessment.reach import WRITE
from core.assessment.telling import Done
from core.audit.service import Changes
from core.errors import NotFound, RuleBroken
from core.i18n import N_
from core.notices.models import NoticeKind
from core.permissions import Actor
from core.text import clean

REASON = 400
MOST = 1_000_00


def correct(
    session: Session, actor: Actor, assessment_id: int, draft: CorrectionDraft
) -> Correction:
    """Give or take points, in whatever state the assessment is. The subject is told."""
    row = reach.find(session, actor, assessment_id, WRITE, lock=True)
    return add(session, actor, row, draft)


def add(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    draft: CorrectionDraft,
    objection_id: int | None = None,
) -> Correction:
    """The same for an assessment that was fetched within scope, and what upheld it."""
    reason = clean(draft.reason, REASON, "reason")
    _check(session, assessment, draft, reason)
    row = Correction(
        assessment_id=assessment.id,
        subject_kind=session.get_one(RuleBook, assessment.book_id).scores,
        subject_id=draft.subject_id,
        item_key=draft.item_key,
        hundredths=draft.hundredths,
        reason=reason,
        objection_id=objection_id,
        account_id=actor.account_id,
        by=actor.name,
    )
    session.add(row)
    session.flush()  # the trail names the new id
    _tell(session, actor, assessment, row)
    return row


def after_closing(session: Session, assessment: Assessment) -> dict[int, int]:
    """The points given or taken since an assessment was closed, by subject."""
    if assessment.closed_at is None:
        return {}
    asked = (
        select(col(Correction.subject_id), func.sum(col(Correction.hundredths)))
        .where(
            col(Correction.assessment_id) == assessment.id,
            col(Correction.at) > assessment.closed_at,
        )
        .group_by(col(Correction.subject_id))
    )
    return {subject: int(points) for subject, points in session.execute(asked)}


def check_item(session: Session, assessment: Assessment, item_key: str) -> None:
    """An item of the assessment's book, or "" for the whole."""
    if item_key and item_key not in keeping.book(session, assessment).by_key:
        raise NotFound


def check_scored(session: Session, assessment: Assessment, subject_id: int) -> None:
    """Somebody who has a score in the assessment."""
    asked = select(col(Score.id)).where(
        col(Score.assessment_id) == assessment.id, col(Score.subject_id) == subject_id
    )
    if session.execute(asked).first() is None:
        raise NotFound


def _check(session: Session, assessment: Assessment, draft: CorrectionDraft, reason: str) -> None:
    check_scored(session, assessment, draft.subject_id)
    check_item(session, assessment, draft.item_key)
    if not draft.hundredths:
        raise RuleBroken(N_("Give the points to add, or with a minus those to take."), "hundredths")
    if abs(draft.hundredths) > MOST:
        raise RuleBroken(
            N_("At most {most} points at a time."), "hundredths", most=f"{MOST // 100:,}"
        )
    _check_moves(session, assessment, draft)
    if not reason:
        raise RuleBroken(N_("Give the reason: it stays beside the points."), "reason")


def _check_moves(session: Session, assessment: Assessment, draft: CorrectionDraft) -> None:
    """Whoever is told of points has them: none beyond the cap, none taken below the floor."""
    book = keeping.book(session, assessment)
    (kept,) = keeping.read(session, assessment.id, [draft.subject_id])
    rated = kept.rated + after_closing(session, assessment).get(draft.subject_id, 0)
    if draft.hundredths > 0 and book.cap is not None and rated >= book.cap:
        raise RuleBroken(
            N_("The total is at its cap of {cap}: more points would change nothing."),
            "hundredths",
            cap=shown(book.cap),
        )
    if draft.hundredths < 0 and book.floor is not None and rated <= book.floor:
        raise RuleBroken(
            N_("The total is at its floor of {floor}: fewer points would change nothing."),
            "hundredths",
            floor=shown(book.floor),
        )


def _tell(session: Session, actor: Actor, assessment: Assessment, row: Correction) -> None:
    people = telling.subjects(session, assessment, [row.subject_id])
    sign = "+" if row.hundredths > 0 else ""
    words = f"{sign}{shown(row.hundredths)} {row.reason}"
    telling.tell(session, people, NoticeKind.POINTS_CORRECTED, assessment, words)
    told = {
        "subject_id": row.subject_id,
        "item_key": row.item_key,
        "hundredths": row.hundredths,
        "reason": row.reason,
        "objection_id": row.objection_id,
    }
    done = Done("correction:recorded", Changes({}, told), row.id)
    telling.record(session, actor, assessment, done)
