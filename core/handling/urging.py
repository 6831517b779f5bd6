"""Reminding units of what they owe. Nobody is urged to do what is done."""

from sqlmodel import Session, col, select

from core.committees import scope
from core.errors import RuleBroken
from core.handling import finding, rules, telling
from core.handling.drafts import UrgeDraft
from core.handling.finding import Held
from core.handling.models import Assignment, Urging, UrgingKind
from core.i18n import N_
from core.matters.models import Matter
from core.matters.steps import Moment
from core.notices.models import NoticeKind
from core.permissions import Actor, Permission, require
from core.text import clean

ASSIGN = Permission.HANDLING_ASSIGN
WORDS = 400


def urge(session: Session, actor: Actor, assignment_id: int, draft: UrgeDraft) -> Urging:
    """Urge a unit, or put its handling under supervision of some level."""
    require(actor, ASSIGN)
    held = finding.find(session, actor, assignment_id, ASSIGN)
    rules.check_with_units(held.matter.state)
    rules.check_urgeable(held.assignment.state)
    _check_level(draft)
    return _urge(session, actor, held, draft, finding.now(session, held.matter.committee_id))


def urge_overdue(session: Session, actor: Actor, committee_id: int, words: str = "") -> int:
    """Urge all that is overdue within a committee and was not urged today; how many.

    Each unit hears of each matter as if it were urged alone.
    """
    require(actor, ASSIGN)
    draft = UrgeDraft(words=words)
    when = finding.now(session, committee_id)
    urged = 0
    for found in _overdue(session, actor, committee_id, when):
        held = finding.find(session, actor, found, ASSIGN)
        if held.assignment.state in rules.OPEN and held.matter.state in rules.WITH_UNITS:
            _urge(session, actor, held, draft, when)
            urged += 1
    return urged


def _overdue(session: Session, actor: Actor, committee_id: int, when: Moment) -> list[int]:
    """By matter, so that two who urge at once wait for each other in one order."""
    today = select(Urging.assignment_id).where(Urging.urged_on == when.day)
    asked = (
        select(Assignment.id)
        .join(Matter, col(Matter.id) == col(Assignment.matter_id))
        .where(
            col(Assignment.committee_id).in_(scope.below([committee_id])),
            finding.in_scope(actor, ASSIGN),
            col(Assignment.state).in_(rules.OPEN),
            col(Assignment.due_on) < when.day,
            col(Assignment.id).not_in(today),
            col(Matter.binned_at).is_(None),
        )
        .order_by(col(Assignment.matter_id), col(Assignment.id))
    )
    return list(session.exec(asked))


def _urge(session: Session, actor: Actor, held: Held, draft: UrgeDraft, when: Moment) -> Urging:
    row = Urging(
        assignment_id=held.assignment.id,
        kind=draft.kind,
        level=draft.level if draft.kind is UrgingKind.SUPERVISE else None,
        words=clean(draft.words, WORDS, "words"),
        urged_on=when.day,
        urged_at=when.at,
        account_id=actor.account_id,
    )
    session.add(row)
    kind = NoticeKind.SUPERVISED if row.level else NoticeKind.URGED
    telling.unit(session, held.assignment, held.matter, (kind, row.words), when)
    told = telling.shown(kind=row.kind, level=row.level, words=row.words)
    done = "supervised" if row.level else "urged"
    telling.entry(session, actor, done, held, told)
    return row


def _check_level(draft: UrgeDraft) -> None:
    if draft.kind is UrgingKind.SUPERVISE and draft.level is None:
        raise RuleBroken(N_("Say which level supervises the handling."), "level")
