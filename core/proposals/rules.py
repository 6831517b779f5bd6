"""What a proposal must keep to."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from core.errors import RuleBroken
from core.handling.deadlines import plus_months
from core.handling.models import Result
from core.i18n import N_
from core.matters.models import State, Submitter
from core.matters.writing import MatterDraft
from core.proposals.drafts import ProposalDraft
from core.proposals.models import Nature
from core.text import clean, clean_block

SUBJECT = 50
PART = 3_000
PARTS = ("situation", "analysis", "suggestion")
LONGEST_WAIT = timedelta(days=60)
PAUSE = timedelta(hours=1)
REVISIT_MONTHS = 12
# What was let in and not taken out again: only such a proposal can stand out.
LET_IN = (
    *(State.REGISTERED, State.ASSIGNED, State.HANDLING, State.REPLIED, State.FED_BACK),
    State.CLOSED,
)


def matter_of(draft: ProposalDraft) -> MatterDraft:
    """The matter of a proposal: of the right lengths, and submitted by who its nature says."""
    _check_lengths(draft.matter)
    collective = draft.nature is Nature.COLLECTIVE
    if draft.nature is Nature.INDIVIDUAL and draft.matter.co_signers:
        raise RuleBroken(
            N_("An individual proposal has one author. Choose “co-signed” above."), "co_signers"
        )
    if draft.nature is Nature.CO_SIGNED and not draft.matter.co_signers:
        raise RuleBroken(N_("Choose at least one co-signer."), "co_signers")
    return replace(
        draft.matter,
        submitter=Submitter.ORGANISATION if collective else Submitter.MEMBER,
        is_micro=False,
    )


def _check_lengths(draft: MatterDraft) -> None:
    clean(draft.title, SUBJECT, "title")
    for part in PARTS:
        clean_block(getattr(draft, part), PART, part)


def check_complete(parts: Mapping[str, str]) -> None:
    """What is handed in says what is the matter and what should be done. Drafts need not."""
    if not parts["situation"]:
        raise RuleBroken(N_("Describe the situation before you submit it."), "situation")
    if not parts["suggestion"]:
        raise RuleBroken(N_("Say what should be done before you submit it."), "suggestion")


def check_deadline(until: datetime, now: datetime) -> None:
    """Members have time to answer, and not for ever."""
    if until <= now:
        raise RuleBroken(N_("This moment has passed. Give the members some time."), "until")
    if until - now > LONGEST_WAIT:
        raise RuleBroken(N_("{n} days at most."), "until", n=LONGEST_WAIT.days)


def check_reminded(last: datetime | None, now: datetime) -> None:
    """Nobody is reminded again at once."""
    if last and now - last < PAUSE:
        raise RuleBroken(N_("They were reminded within the last hour. Give them some time."))


def check_answerable(state: State, until: datetime | None, now: datetime) -> None:
    """Co-signers answer while they are asked, until the deadline."""
    if state is not State.GATHERING:
        raise RuleBroken(N_("Co-signers are not asked any more: it is {state}."), state=state)
    if until and now > until:
        raise RuleBroken(N_("The time for co-signing is over."))


def check_gathered(waiting: int, until: datetime | None, now: datetime) -> None:
    """Who was asked has until the deadline; after that, silence does not count."""
    if waiting and until and now <= until:
        raise RuleBroken(
            N_("{n} members still have time to answer. Wait, or take them off."), n=waiting
        )


def check_asked(waiting: int) -> None:
    """Nobody is a co-signer without being asked."""
    if waiting:
        raise RuleBroken(N_("Ask the co-signers first, or take them off."), "co_signers")


def check_flags(state: State) -> None:
    """Only what was registered can stand out."""
    if state not in LET_IN:
        raise RuleBroken(
            N_("Only a registered proposal can stand out: it is {state}."), state=state
        )


def check_number_one(other: str | None) -> None:
    """A session has one No. 1 proposal."""
    if other:
        raise RuleBroken(
            N_("The No. 1 proposal of this session is “{title}”. Take its mark away first."),
            "is_number_one",
            title=other,
        )


def revisit_on(result: Result, replied_on: date) -> date | None:
    """When to see what became of a promise: a year later; None where nothing was promised."""
    return plus_months(replied_on, REVISIT_MONTHS) if result is Result.B else None


def check_revisit(due_on: date | None, revisited_on: date, today: date) -> None:
    """A revisit is due to what was started or planned, and is recorded once it was made."""
    if due_on is None:
        raise RuleBroken(N_("No revisit is due: only a reply with result B is revisited."))
    if revisited_on > today:
        raise RuleBroken(N_("The day of the revisit is still to come."), "revisited_on")
