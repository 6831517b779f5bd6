"""What proposers said to the replies; what did not satisfy them is handled once more."""

from collections.abc import Sequence
from datetime import date, timedelta

from core.handling.models import Assignment, Feedback, HandlingUnit, Result, Satisfaction
from core.matters.models import Matter, State, Verb
from core.proposals.models import Proposal
from core.transfer.examples import voices
from core.transfer.examples.builder import Builder

SAID_AFTER, AGAIN = timedelta(days=10), timedelta(days=20)
NOT_CONTENT = "示例：请再办理。"


def judge(
    builder: Builder, assignments: Sequence[Assignment], results: Sequence[Result], content: float
) -> None:
    """Say of replied proposals what came of them; of those asked, this share is content."""
    asked, discontent = _asked(len(assignments)), discontented(len(assignments), content)
    for n, assigned in enumerate(assignments):
        proposal = builder.session.get_one(Proposal, assigned.matter_id)
        proposal.result = results[n % len(results)]
        proposal.revisited_on = date(builder.year, 12, 10)
        if n < asked:
            proposal.satisfaction = _said(n, discontent)
            builder.session.add(_feedback(assigned, proposal.satisfaction))
        if n < discontent:
            _handle_again(builder, assigned, results[n % len(results)])
    builder.session.flush()


def discontented(replied: int, content: float) -> int:
    """How many of those asked about replied proposals are not content; `judge` takes the first."""
    return round(_asked(replied) * (1 - content))


def _asked(replied: int) -> int:
    """A number of which each percent is a whole number."""
    return replied // 50 * 50


def _handle_again(builder: Builder, assigned: Assignment, result: Result) -> None:
    """What did not satisfy is not closed: the unit gets it once more, and has replied since."""
    matter = builder.session.get_one(Matter, assigned.matter_id)
    unit = builder.session.get_one(HandlingUnit, assigned.unit_id)
    reopened_on = voices.known(assigned.replied_on) + SAID_AFTER
    replied_on = reopened_on + AGAIN
    [reply] = builder.add([voices.reply_of(matter, unit, result, replied_on)])
    builder.add([voices.assignment_of(matter, reply, reopened_on, 2)])
    first = voices.step_of(
        matter, Verb.REOPEN, (State.REPLIED, voices.known(assigned.replied_on)), reopened_on
    )
    first.words = NOT_CONTENT
    builder.add(
        [first, voices.step_of(matter, Verb.REPLY, (State.HANDLING, reopened_on), replied_on)]
    )
    matter.state_since = voices.morning(replied_on)


def _said(n: int, discontent: int) -> Satisfaction:
    if n < discontent:
        return Satisfaction.DISSATISFIED
    return Satisfaction.BASICALLY if n % 5 == 0 else Satisfaction.SATISFIED


def _feedback(assigned: Assignment, said: Satisfaction) -> Feedback:
    return Feedback(
        matter_id=assigned.matter_id,
        committee_id=assigned.committee_id,
        kind=assigned.kind,
        satisfaction=said,
        met_in_person=True,
        words=NOT_CONTENT if said is Satisfaction.DISSATISFIED else "",
        given_on=voices.known(assigned.replied_on) + SAID_AFTER,
    )
