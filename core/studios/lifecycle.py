"""The life of a studio as data: which step leads from where to where, and what it takes."""

from dataclasses import dataclass

from core.i18n import N_
from core.permissions import Permission
from core.studios.models import StudioState
from db.base import Choice


class Step(Choice):
    """What may be done with a studio. The label is what its button says."""

    APPLY = "apply", N_("Apply")
    RETURN = "return", N_("Return")
    APPROVE = "approve", N_("Approve")
    OPEN = "open", N_("Open with a plaque")
    RECTIFY = "rectify", N_("Ask to rectify")
    SUSPEND = "suspend", N_("Suspend")
    WITHDRAW = "withdraw", N_("Withdraw")
    REOPEN = "reopen", N_("Reopen")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a step takes. `done` is its name in the trail."""

    permission: Permission
    done: str
    needs_reason: bool = False
    needs_plaque: bool = False


RULES = {
    Step.APPLY: Rule(Permission.STUDIO_APPLY, "studio:applied"),
    Step.RETURN: Rule(Permission.STUDIO_DECIDE, "studio:returned", needs_reason=True),
    Step.APPROVE: Rule(Permission.STUDIO_DECIDE, "studio:approved"),
    Step.OPEN: Rule(Permission.STUDIO_DECIDE, "studio:opened", needs_plaque=True),
    Step.RECTIFY: Rule(Permission.STUDIO_DECIDE, "studio:rectified", needs_reason=True),
    Step.SUSPEND: Rule(Permission.STUDIO_DECIDE, "studio:suspended", needs_reason=True),
    Step.WITHDRAW: Rule(Permission.STUDIO_DECIDE, "studio:withdrawn", needs_reason=True),
    Step.REOPEN: Rule(Permission.STUDIO_DECIDE, "studio:reopened"),
}
MOVES = {
    (StudioState.DRAFT, Step.APPLY): StudioState.APPLIED,
    (StudioState.RETURNED, Step.APPLY): StudioState.APPLIED,
    (StudioState.RETURNED, Step.WITHDRAW): StudioState.WITHDRAWN,
    (StudioState.APPLIED, Step.RETURN): StudioState.RETURNED,
    (StudioState.APPLIED, Step.APPROVE): StudioState.APPROVED,
    (StudioState.APPROVED, Step.OPEN): StudioState.OPENED,
    (StudioState.APPROVED, Step.RETURN): StudioState.RETURNED,  # approved by a wrong click
    (StudioState.APPROVED, Step.WITHDRAW): StudioState.WITHDRAWN,
    (StudioState.OPENED, Step.RECTIFY): StudioState.RECTIFYING,
    (StudioState.OPENED, Step.SUSPEND): StudioState.SUSPENDED,
    (StudioState.OPENED, Step.WITHDRAW): StudioState.WITHDRAWN,
    (StudioState.RECTIFYING, Step.REOPEN): StudioState.OPENED,
    (StudioState.RECTIFYING, Step.SUSPEND): StudioState.SUSPENDED,
    (StudioState.RECTIFYING, Step.WITHDRAW): StudioState.WITHDRAWN,
    (StudioState.SUSPENDED, Step.REOPEN): StudioState.OPENED,
    (StudioState.SUSPENDED, Step.WITHDRAW): StudioState.WITHDRAWN,
}
# The way that goes well, for showing where a studio stands.
STRAIGHT_WAY = (
    StudioState.DRAFT,
    StudioState.APPLIED,
    StudioState.APPROVED,
    StudioState.OPENED,
)
# Once decided upon, a studio is withdrawn and not thrown away.
MAY_BE_BINNED = (
    StudioState.DRAFT,
    StudioState.APPLIED,
    StudioState.RETURNED,
    StudioState.WITHDRAWN,
)


def steps_from(state: StudioState) -> list[Step]:
    """The steps that lead on from a state, in the order of `Step`."""
    return [step for step in Step if (state, step) in MOVES]
