"""Items that are entered by hand: those approved."""

from sqlmodel import col

from core.assessment.models import Claim, ClaimState
from core.assessment.scoring.facts import Asked, Facts, month_of
from core.assessment.scoring.parameters import COMMITTEE, FIRST, LAST
from core.assessment.scoring.sources.parts import table

ITEM, CHOICE = "item", "choice"


def entered(asked: Asked) -> Facts:
    """Approved claims. Whose book they were entered for does not matter, the item's key does."""
    return Facts(
        rows=table(Claim),
        subject=col(Claim.subject_id),
        record=col(Claim.id),
        day=col(Claim.done_on),
        month=month_of(col(Claim.done_on)),
        fits=(
            col(Claim.committee_id) == COMMITTEE,
            col(Claim.subject_kind) == asked.scores,
            col(Claim.subject_id).in_(asked.subjects),
            col(Claim.done_on).between(FIRST, LAST),
            col(Claim.state) == ClaimState.APPROVED,
            col(Claim.binned_at).is_(None),
        ),
        namespace="claim",
        title=col(Claim.title),
        link="claim",
        link_id=col(Claim.id),
        attributes={ITEM: col(Claim.item_key), CHOICE: col(Claim.choice)},
        units={"piece": col(Claim.quantity), "time": col(Claim.quantity)},
    )
