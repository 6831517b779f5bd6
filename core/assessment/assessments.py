"""Opening an assessment and leading it to its review. Closing is in `closing`."""

from datetime import date

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from core import clock
from core.assessment import keeping, reach, rules, telling
from core.assessment.book.shape import Book, Span
from core.assessment.drafts import OpeningDraft, WindowDraft
from core.assessment.models import (
    Assessment,
    AssessmentState,
    BookState,
    Claim,
    Correction,
    DutyForm,
    Objection,
    RuleBook,
)
from core.assessment.reach import WRITE
from core.assessment.telling import Done
from core.audit import service as audit
from core.audit.service import Changes
from core.committees import scope
from core.committees.models import Committee, Term
from core.errors import NotFound, RuleBroken
from core.i18n import N_
from core.notices.models import NoticeKind
from core.permissions import Actor, require

Days = tuple[date, date]


def open_assessment(
    session: Session, actor: Actor, committee_id: int, draft: OpeningDraft
) -> Assessment:
    """Apply an adopted book to a committee and a span; all are scored at once."""
    require(actor, WRITE)
    if not scope.covers(session, actor, WRITE, committee_id):
        raise NotFound
    rules.check_year(draft.year)
    row = _adopted(session, committee_id, draft.book_id)
    book = keeping.book_of(row.text)
    first, last = days(session, committee_id, book, draft)
    rules.check_days(first, last)
    check_alone(session, committee_id, book, (first, last))
    _check_new(session, committee_id, row.id, first)
    opened = Assessment(
        committee_id=committee_id,
        book_id=row.id,
        year=draft.year,
        first_on=first,
        last_on=last,
        account_id=actor.account_id,
    )
    session.add(opened)
    keeping.rebuild(session, opened)
    told = {"book_id": row.id, "year": draft.year, "first_on": first, "last_on": last}
    telling.record(session, actor, opened, Done("assessment:begun", Changes({}, told)))
    return opened


def days(session: Session, committee_id: int, book: Book, draft: OpeningDraft) -> Days:
    """The days typed, or those of the year or term that the book scores."""
    first, last = date(draft.year, 1, 1), date(draft.year, 12, 31)
    if book.span is Span.TERM:
        term = _term(session, committee_id, last)
        first, last = term.starts_on, term.ends_on or last
    return draft.first_on or first, draft.last_on or last


def set_window(
    session: Session, actor: Actor, assessment_id: int, draft: WindowDraft, version: int
) -> Assessment:
    """Set or move the days on which subjects may object, while the assessment is not closed."""
    row = reach.find(session, actor, assessment_id, WRITE, lock=True)
    if row.state is AssessmentState.CLOSED:
        rules.check_state(row.state, AssessmentState.REVIEW)
    _check_window(session, row, draft)
    changes = audit.apply(row, _window(draft), version)
    if row.state is AssessmentState.REVIEW:
        _tell_window(session, row)
    telling.record(session, actor, row, Done("assessment:window_set", changes))
    return row


def begin_review(
    session: Session, actor: Actor, assessment_id: int, draft: WindowDraft, version: int
) -> Assessment:
    """Show the points for objections: subjects are told the window, the chain begins."""
    row = reach.find(session, actor, assessment_id, WRITE, lock=True)
    rules.check_state(row.state, AssessmentState.OPEN)
    _check_window(session, row, draft)
    changes = audit.apply(row, {"state": AssessmentState.REVIEW, **_window(draft)}, version)
    _tell_window(session, row)
    telling.record(session, actor, row, Done("assessment:review_begun", changes))
    return row


def reopen(session: Session, actor: Actor, assessment_id: int, version: int) -> Assessment:
    """Take an assessment out of its review, as long as nobody of the chain has agreed."""
    row = reach.find(session, actor, assessment_id, WRITE, lock=True)
    rules.check_state(row.state, AssessmentState.REVIEW)
    if row.approval_step:
        raise RuleBroken(
            N_("A step of the approval has agreed already. It must be sent back first.")
        )
    new = {"state": AssessmentState.OPEN, "objections_from": None, "objections_until": None}
    changes = audit.apply(row, new, version)
    telling.record(session, actor, row, Done("assessment:reopened", changes))
    return row


def drop(session: Session, actor: Actor, assessment_id: int) -> None:
    """Take back an assessment that was opened by mistake, as long as nobody wrote into it.

    What was entered and binned again goes with it.
    """
    row = reach.find(session, actor, assessment_id, WRITE, lock=True)
    rules.check_state(row.state, AssessmentState.OPEN)
    for model in (Claim, Objection, Correction, DutyForm):
        asked = select(func.count(col(model.id))).where(col(model.assessment_id) == row.id)
        if model is Claim:
            asked = asked.where(col(Claim.binned_at).is_(None))
        if session.execute(asked).scalar_one():
            raise RuleBroken(N_("Something was entered for this assessment already: it must stay."))
    session.delete(row)
    telling.record(session, actor, row, Done("assessment:dropped", Changes({"year": row.year}, {})))


def _adopted(session: Session, committee_id: int, book_id: int) -> RuleBook:
    """A book of the committee or of one above it."""
    asked = select(RuleBook).where(
        col(RuleBook.id) == book_id, col(RuleBook.committee_id).in_(scope.above(committee_id))
    )
    row: RuleBook | None = session.execute(asked).scalar_one_or_none()
    if row is None:
        raise NotFound
    if row.state is not BookState.ADOPTED:
        raise RuleBroken(N_("Only an adopted rule book can be applied. Adopt it first."), "book_id")
    return row


def _term(session: Session, committee_id: int, day: date) -> Term:
    asked = (
        select(Term)
        .where(
            col(Term.committee_id) == committee_id,
            col(Term.starts_on) <= day,
            or_(col(Term.ends_on).is_(None), col(Term.ends_on) >= date(day.year, 1, 1)),
        )
        .order_by(col(Term.starts_on))
        .limit(1)
    )
    term: Term | None = session.execute(asked).scalar_one_or_none()
    if term is None:
        raise RuleBroken(
            N_("The committee has no term in this year. The office adds it under “Committees”."),
            field="year",
        )
    return term


def check_alone(
    session: Session, committee_id: int, book: Book, span: Days, but: int | None = None
) -> None:
    """No other one that is not closed scores the same subjects on the same days."""
    session.execute(
        select(col(Committee.id)).where(col(Committee.id) == committee_id).with_for_update()
    )
    asked = (
        select(col(Assessment.first_on), col(Assessment.last_on), col(RuleBook.text))
        .join(RuleBook, col(RuleBook.id) == col(Assessment.book_id))
        .where(
            col(Assessment.committee_id) == committee_id,
            col(Assessment.state) != AssessmentState.CLOSED,
            col(RuleBook.scores) == book.scores,
            col(Assessment.id) != (but or 0),
        )
    )
    for first, last, text in session.execute(asked):
        other = keeping.book_of(text)
        alike = rules.same_subjects((book.scores, book.kinds), (other.scores, other.kinds))
        if other.span is book.span and alike and rules.overlap(span, (first, last)):
            raise RuleBroken(
                N_(
                    "“{name}” is under way for the same subjects and days."
                    " Close it first, or choose other days."
                ),
                field="book_id",
                name=other.name,
            )


def _check_new(session: Session, committee_id: int, book_id: int, first: date) -> None:
    asked = select(col(Assessment.id)).where(
        col(Assessment.committee_id) == committee_id,
        col(Assessment.book_id) == book_id,
        col(Assessment.first_on) == first,
    )
    if session.execute(asked).first() is not None:
        raise RuleBroken(N_("This book was applied to these days before."), field="year")


def _check_window(session: Session, row: Assessment, draft: WindowDraft) -> None:
    today = clock.today(session.get_one(Committee, row.committee_id).time_zone)
    rules.check_window(draft.objections_from, draft.objections_until, today)


def _window(draft: WindowDraft) -> dict[str, date]:
    return {
        "objections_from": draft.objections_from,
        "objections_until": draft.objections_until,
    }


def _tell_window(session: Session, row: Assessment) -> None:
    words = f"{row.objections_from} – {row.objections_until}"
    people = telling.subjects(session, row)
    telling.tell(session, people, NoticeKind.REVIEW_BEGUN, row, words)
