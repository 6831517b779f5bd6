"""An assessment under way that goes by a newer version of its rule book from now on."""

from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from core.assessment import assessments, keeping, queries, reach, rules, telling
from core.assessment.book.shape import Book, Item
from core.assessment.drafts import BookChangeDraft
from core.assessment.models import Assessment, AssessmentState, Claim, ClaimState, RuleBook
from core.assessment.reach import WRITE
from core.assessment.telling import Done
from core.audit import service as audit
from core.errors import NotFound, RuleBroken
from core.i18n import N_
from core.notices.models import NoticeKind
from core.permissions import Actor
from core.text import clean

REASON = 400


def change_book(
    session: Session, actor: Actor, assessment_id: int, draft: BookChangeDraft, version: int
) -> Assessment:
    """Score an assessment by a newer adopted version of its book; all who are scored are told."""
    row = reach.find(session, actor, assessment_id, WRITE, lock=True)
    if row.state is AssessmentState.REVIEW:
        raise RuleBroken(N_("Take the assessment out of review first; then change its book."))
    rules.check_state(row.state, AssessmentState.OPEN)
    if draft.book_id not in {one.id for one in queries.newer(session, actor, row.id)}:
        raise NotFound
    reason = clean(draft.reason, REASON, "reason")
    if not reason:
        raise RuleBroken(N_("Say why: all who are scored are told."), "reason")
    _check(session, row, keeping.book_of(session.get_one(RuleBook, draft.book_id).text))
    changes = audit.apply(row, {"book_id": draft.book_id}, version)
    keeping.rebuild(session, row)
    people = telling.subjects(session, row) | telling.recorders(session, row)
    telling.tell(session, people, NoticeKind.BOOK_CHANGED, row, reason)
    changes.after["reason"] = reason
    telling.record(session, actor, row, Done("assessment:book_changed", changes))
    return row


def _check(session: Session, row: Assessment, book: Book) -> None:
    """The new version is about the same subjects and span, and has a place for what was entered."""
    old = keeping.book(session, row)
    if (old.scores, old.span) != (book.scores, book.span):
        raise RuleBroken(
            N_("This version scores others, or another span. Open an assessment of its own for it.")
        )
    days = (row.first_on, row.last_on)
    assessments.check_alone(session, row.committee_id, book, days, but=row.id)
    for key, choice, number in session.execute(_entered(row)):
        if not _has_place(book.by_key.get(key), choice):
            raise RuleBroken(
                N_(
                    "{number} entered items are of “{item}”, which this version does not have"
                    " like this. Bin them, or give the version such an item."
                ),
                number=number,
                item=_called(old, key, choice),
            )


def _has_place(item: Item | None, choice: str) -> bool:
    """Whether what was entered can stand as an item of the new version."""
    if item is None or not item.entered:
        return False
    return not item.choices or choice in {one.name for one in item.choices}


def _entered(row: Assessment) -> Select[str, str, int]:
    """What was entered and neither refused nor binned, by item and choice."""
    return (
        select(col(Claim.item_key), col(Claim.choice), func.count(col(Claim.id)))
        .where(
            col(Claim.assessment_id) == row.id,
            col(Claim.state) != ClaimState.REFUSED,
            col(Claim.binned_at).is_(None),
        )
        .group_by(col(Claim.item_key), col(Claim.choice))
        .order_by(col(Claim.item_key), col(Claim.choice))
    )


def _called(book: Book, key: str, choice: str) -> str:
    item = book.by_key.get(key)
    return " · ".join(part for part in (item.name if item else key, choice) if part)
