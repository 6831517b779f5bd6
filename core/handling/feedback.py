"""What who raised a matter says to the reply. Who is dissatisfied has it handled again."""

from sqlmodel import Session, col, select

from core.audit.service import Changes
from core.errors import NotFound, RuleBroken
from core.handling import finding, rounds, rules, telling
from core.handling.drafts import FeedbackDraft, Share
from core.handling.finding import Held
from core.handling.models import Assignment, AssignmentState, Feedback, Satisfaction
from core.i18n import N_
from core.matters import reach, steps
from core.matters.models import Matter, Verb
from core.matters.steps import Moment
from core.permissions import Actor
from core.text import clean_block

WORDS = 1000


def give(session: Session, actor: Actor, matter_id: int, draft: FeedbackDraft) -> Feedback:
    """Say whether the reply satisfies: by who raised the matter, or the office for them.

    Asks for the permission to write such matters. Dissatisfied, the units of the round get it
    once more, each with a new clock.
    """
    matter = _find(session, actor, matter_id)
    round_ = rounds.rows(session, matter.id)
    answered = [row for row in round_ if row.state is AssignmentState.REPLIED]
    _check(session, round_)
    when = finding.now(session, matter.committee_id)
    row = _write(matter, actor, draft, (answered[0].round, when))
    session.add(row)
    told = {"satisfaction": row.satisfaction, "words": row.words}
    held = Held(matter, answered[0])
    telling.entry(session, actor, "feedback given", held, Changes({}, told))
    if row.satisfaction is Satisfaction.DISSATISFIED:
        _reopen(session, actor, matter, answered, (row.words, when))
    elif finding.leads_on(session, matter, Verb.FEED_BACK):
        steps.move(session, actor, matter, Verb.FEED_BACK, row.words)
    return row


def _find(session: Session, actor: Actor, matter_id: int) -> Matter:
    kind = session.exec(select(col(Matter.kind)).where(col(Matter.id) == matter_id)).first()
    if kind is None:
        raise NotFound
    return steps.find(session, actor, matter_id, reach.WRITE[kind], kind)


def _check(session: Session, round_: list[Assignment]) -> None:
    if not rules.is_answered([(row.role, row.state, row.settled_at) for row in round_]):
        raise RuleBroken(N_("The units have not all answered yet."))
    same = select(Feedback.id).where(
        Feedback.matter_id == round_[0].matter_id, Feedback.round == round_[0].round
    )
    rules.check_first_feedback(session.exec(same).first())


def _write(matter: Matter, actor: Actor, draft: FeedbackDraft, at: tuple[int, Moment]) -> Feedback:
    words = clean_block(draft.words, WORDS, "words")
    if draft.satisfaction is Satisfaction.DISSATISFIED and not words:
        raise RuleBroken(N_("Say what is missing, so that it can be handled again."), "words")
    round_, when = at
    return Feedback(
        matter_id=matter.id,
        committee_id=matter.committee_id,
        kind=matter.kind,
        round=round_,
        satisfaction=draft.satisfaction,
        met_in_person=draft.met_in_person,
        words=words,
        given_on=when.day,
        account_id=actor.account_id,
    )


def _reopen(
    session: Session,
    actor: Actor,
    matter: Matter,
    answered: list[Assignment],
    said: tuple[str, Moment],
) -> None:
    words, when = said
    given = []
    for old in answered:
        share = Share(old.unit_id, old.role, old.months, old.workdays)
        row = rounds.give(session, matter, share, (old.round + 1, when.day), when)
        row.instruction_id, row.words = old.instruction_id, words
        given.append(row)
    rounds.tell(session, given, matter, when)
    steps.move(session, actor, matter, Verb.REOPEN, words)
