"""What who made a proposal says to the reply."""

from sqlmodel import Session

from core.handling import feedback
from core.handling.drafts import FeedbackDraft
from core.handling.models import Feedback
from core.permissions import Actor
from core.proposals import finding


def give(session: Session, actor: Actor, matter_id: int, draft: FeedbackDraft) -> Feedback:
    """Say whether the reply to a proposal satisfies: its first author, or the office for them.

    Dissatisfied, the units of the round get it once more.
    """
    held = finding.own(session, actor, matter_id)
    row = feedback.give(session, actor, held.matter.id, draft)
    session.refresh(held.proposal)
    return row
