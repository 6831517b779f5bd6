"""What a contribution must keep to."""

from datetime import date

from core.contributions.drafts import ContributionDraft
from core.contributions.models import ContributionKind
from core.errors import RuleBroken
from core.i18n import N_

MOST_PIECES = 9_999
MOST_AUTHORS = 60
# These are given at a plenary session, and are counted with it.
AT_A_SESSION = (ContributionKind.SPEECH, ContributionKind.WRITTEN_SPEECH)
# These are one piece each; the others may hold many suggestions.
SINGLE = (*AT_A_SESSION, ContributionKind.RESEARCH_REPORT)


def check(draft: ContributionDraft, today: date) -> None:
    """Somebody gave it, by today, and its numbers are within reason."""
    if draft.given_on > today:
        raise RuleBroken(N_("This day is still to come. Record it once it was given."), "given_on")
    if not draft.member_ids and not draft.organisation.strip():
        raise RuleBroken(N_("Choose the members who gave it, or name the body."), "member_ids")
    if len(draft.member_ids) > MOST_AUTHORS:
        raise RuleBroken(N_("Name {n} members at most."), "member_ids", n=MOST_AUTHORS)
    if draft.kind in AT_A_SESSION and draft.term_session_id is None:
        raise RuleBroken(N_("Choose the plenary session of this speech."), "term_session_id")
    _check_counts(draft)


def _check_counts(draft: ContributionDraft) -> None:
    if not 1 <= draft.pieces <= MOST_PIECES:
        raise RuleBroken(N_("Between 1 and {n} suggestions."), "pieces", n=MOST_PIECES)
    if not 0 <= draft.points <= draft.pieces:
        raise RuleBroken(
            N_("Suggestions are condensed into as many points at most as there are."), "points"
        )


def check_unique(recorded: object) -> None:
    """One title is recorded once for a day and kind."""
    if recorded:
        raise RuleBroken(
            N_("This is recorded for the same day already. Open that record instead."), "title"
        )
