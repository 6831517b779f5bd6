"""The chain of approval, as the book lists it, and the closing at its end."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import Session, col

from core import clock
from core.assessment import keeping, reach, rules, telling
from core.assessment.archive import freezing, verifying
from core.assessment.archive.verifying import Verified
from core.assessment.book.shape import Approval as Step
from core.assessment.book.shape import Book
from core.assessment.models import (
    Approval,
    Assessment,
    AssessmentState,
    Objection,
    ObjectionState,
)
from core.assessment.reach import APPROVE, WRITE
from core.assessment.telling import Done
from core.audit import service as audit
from core.committees import scope
from core.committees.models import Committee
from core.errors import EditConflict, NotPermitted, RuleBroken
from core.i18n import N_
from core.notices.models import NoticeKind
from core.permissions import Actor, Role, ScopeKind
from core.text import clean_block

WORDS = 1_000
# The chain of a book that lists none.
ALONE = Step(key="closing", name="审定", role=Role.CLERK.value, name_en="Approval")


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is: the steps agreed so far, the next one, and whether it closes."""

    done: int
    step: Step
    closes: bool


@dataclass(frozen=True, slots=True)
class Stands:
    """Whether scores moved since a step agreed, and how many could take the next one.

    `twice`: the actor agreed to the step before, so that somebody else takes this one.
    `keeps`: the actor is of the office, which may send back whosever turn it is.
    """

    moved: bool
    holders: int
    twice: bool = False
    keeps: bool = False


@dataclass(frozen=True, slots=True)
class _Taken:
    """A step as it is taken: with the seal of the scores agreed to, without one sent back."""

    step: Step
    words: str
    seal: str = ""


def chain(book: Book) -> tuple[Step, ...]:
    """The steps of a book, in order; one of the office's own where it lists none."""
    return book.approvals or (ALONE,)


def turn(book: Book, approval_step: str) -> Turn:
    """What comes after the step that agreed last."""
    steps = chain(book)
    done = next((n for n, one in enumerate(steps, 1) if one.key == approval_step), 0)
    here = min(done, len(steps) - 1)
    return Turn(done, steps[here], here == len(steps) - 1)


def has_role(actor: Actor, step: Step) -> bool:
    """Whether an actor has the role that a step asks for. That it reaches so far, `find` asks."""
    roles = {grant.role.value for grant in actor.grants if grant.scope is ScopeKind.COMMITTEE}
    return step.role in roles


def stands(session: Session, actor: Actor, assessment_id: int) -> Stands:
    """What a chain that runs has to know: nothing where the assessment is not in review."""
    row = reach.find(session, actor, assessment_id)
    if row.state is not AssessmentState.REVIEW:
        return Stands(moved=False, holders=0)
    now = turn(keeping.book(session, row), row.approval_step)
    agreed = since_sent_back(session, row.id)
    seal = freezing.seal(session, row) if agreed else ""
    return Stands(
        moved=any(one.sha256 != seal for one in agreed),
        holders=len(telling.holders_of(session, row, Role(now.step.role))),
        twice=_took_last(session, actor, row, now.step),
        keeps=_keeps(session, actor, row),
    )


def agree(
    session: Session, actor: Actor, assessment_id: int, words: str, version: int
) -> Assessment:
    """Take the next step of the chain. The last one closes the assessment for good.

    Nobody takes two steps in a row, unless no other account could take the second one.
    """
    row, book, now = _in_review(session, actor, assessment_id, version)
    _check_turn(has_role(actor, now.step))
    if _took_last(session, actor, row, now.step):
        raise RuleBroken(
            N_("You agreed to the step before. Somebody else with this role takes this one.")
        )
    if now.closes or now.done:
        _check_settled(session, row)
    keeping.queue(session)
    keeping.rebuild(session, row)
    said = clean_block(words, WORDS, "words")
    seal = freezing.seal(session, row)
    if now.closes:
        _check_unmoved(session, row, seal)
    _keep_step(session, actor, row, _Taken(now.step, said, seal))
    if now.closes:
        return _close(session, actor, row, book)
    changes = audit.apply(row, {"approval_step": now.step.key}, version)
    _ask_next(session, row, turn(book, now.step.key).step)
    telling.record(session, actor, row, Done("assessment:agreed", changes))
    return row


def send_back(
    session: Session, actor: Actor, assessment_id: int, words: str, version: int
) -> Assessment:
    """Send the results back to the first step, and say why. All who agreed are told.

    Whoever's turn it is may, and at any time the office, so that no chain is stuck for good.
    """
    row, _book, now = _in_review(session, actor, assessment_id, version)
    _check_turn(has_role(actor, now.step) or _keeps(session, actor, row))
    said = clean_block(words, WORDS, "words")
    if not said:
        raise RuleBroken(N_("Say what has to be looked at again."), "words")
    people = telling.recorders(session, row) | _agreed(session, row)
    _keep_step(session, actor, row, _Taken(now.step, said))
    changes = audit.apply(row, {"approval_step": ""}, version)
    telling.tell(session, people, NoticeKind.SENT_BACK, row, said)
    changes.after["words"] = said
    telling.record(session, actor, row, Done("assessment:sent_back", changes))
    return row


def verify(session: Session, actor: Actor, assessment_id: int) -> Verified:
    """Compute a closed assessment anew, and tell whatever differs. Writes nothing."""
    row = reach.find(session, actor, assessment_id, APPROVE)
    if row.state is not AssessmentState.CLOSED:
        raise RuleBroken(N_("Only what is closed can be verified: until then scores may change."))
    return verifying.verify(session, row)


def waiting(session: Session, assessment_id: int) -> int:
    """How many objections wait for their answer. Asks nobody's permission."""
    asked = select(func.count(col(Objection.id))).where(
        col(Objection.assessment_id) == assessment_id,
        col(Objection.state) == ObjectionState.OPEN,
    )
    number: int = session.execute(asked).scalar_one()
    return number


def _in_review(
    session: Session, actor: Actor, assessment_id: int, version: int
) -> tuple[Assessment, Book, Turn]:
    row = reach.find(session, actor, assessment_id, APPROVE, lock=True)
    rules.check_state(row.state, AssessmentState.REVIEW)
    if row.version != version:
        raise EditConflict([], row.version)
    book = keeping.book(session, row)
    return row, book, turn(book, row.approval_step)


def _check_turn(theirs: bool) -> None:
    if not theirs:
        raise NotPermitted(N_("This step belongs to another role. It is not your turn."))


def _took_last(session: Session, actor: Actor, row: Assessment, step: Step) -> bool:
    """Whether the actor agreed to the step before, and another account could take this one."""
    agreed = since_sent_back(session, row.id)
    if not agreed or agreed[-1].account_id != actor.account_id:
        return False
    return bool(telling.holders_of(session, row, Role(step.role)) - {actor.account_id})


def _keeps(session: Session, actor: Actor, row: Assessment) -> bool:
    """Whether the actor is of the office that keeps the assessment."""
    return scope.covers(session, actor, WRITE, row.committee_id)


def _check_settled(session: Session, row: Assessment) -> None:
    if number := waiting(session, row.id):
        raise RuleBroken(
            N_("{number} objections wait for an answer. Answer them first."), number=number
        )
    today = clock.today(session.get_one(Committee, row.committee_id).time_zone)
    if row.objections_until is not None and today <= row.objections_until:
        raise RuleBroken(
            N_("Objections can be raised up to {last}. Agree after that day."),
            last=row.objections_until,
        )


def _check_unmoved(session: Session, row: Assessment, seal: str) -> None:
    """What the steps before agreed to is what is closed."""
    if any(one.sha256 != seal for one in since_sent_back(session, row.id)):
        raise RuleBroken(
            N_(
                "Scores have changed since an earlier step agreed."
                " Send the results back, so that each step sees them as they are."
            )
        )


def since_sent_back(session: Session, assessment_id: int) -> list[Approval]:
    """The steps that stand: those agreed since the results were last sent back."""
    asked = (select(Approval).where(col(Approval.assessment_id) == assessment_id)).order_by(
        col(Approval.id)
    )
    standing: list[Approval] = []
    for one in session.execute(asked).scalars():
        standing = [*standing, one] if one.agreed else []
    return standing


def _close(session: Session, actor: Actor, row: Assessment, book: Book) -> Assessment:
    freezing.grade(session, row, book)
    digest = freezing.freeze(session, row, book)
    closed = {
        "state": AssessmentState.CLOSED,
        "closed_at": clock.now(),
        "approval_step": chain(book)[-1].key,
    }
    changes = audit.apply(row, closed, row.version)
    telling.tell(
        session,
        telling.subjects(session, row) | telling.recorders(session, row),
        NoticeKind.YEAR_CLOSED,
        row,
    )
    changes.after["sha256"] = digest
    telling.record(session, actor, row, Done("assessment:closed", changes))
    return row


def _keep_step(session: Session, actor: Actor, row: Assessment, taken: _Taken) -> None:
    approval = Approval(
        assessment_id=row.id,
        step=taken.step.key,
        name=taken.step.name,
        agreed=bool(taken.seal),
        words=taken.words,
        sha256=taken.seal,
        account_id=actor.account_id,
        by=actor.name,
    )
    session.add(approval)
    session.flush()  # the frozen chain has it too


def _ask_next(session: Session, row: Assessment, step: Step) -> None:
    people = telling.holders_of(session, row, Role(step.role))
    telling.tell(session, people, NoticeKind.APPROVAL_ASKED, row, step.name)


def _agreed(session: Session, row: Assessment) -> set[int]:
    return {
        one.account_id for one in since_sent_back(session, row.id) if one.account_id is not None
    }
