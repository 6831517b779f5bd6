"""What an entered item must keep to."""

from collections.abc import Collection
from datetime import date

from core.assessment.book.shape import Book, Item
from core.assessment.book.vocabulary import Unit
from core.assessment.claims.drafts import ClaimDraft, Decision
from core.assessment.models import Assessment, AssessmentState, Claim, ClaimState
from core.errors import RuleBroken
from core.i18n import N_

MOST_AT_ONCE = 500
MOST_FILES = 10
MOST_TIMES = 999


def item_of(book: Book, key: str) -> Item:
    """The item of the book that is entered by hand."""
    found = book.by_key.get(key)
    if found is None or not found.entered:
        raise RuleBroken(N_("Choose an item of the rule book that is entered."), "item_key")
    return found


def asks_quantity(item: Item) -> bool:
    """Whether it matters how many there were: not of a choice, and not of a month or year."""
    return not item.choices and item.unit in (Unit.TIME, Unit.PIECE)


def check(item: Item, draft: ClaimDraft, assessment: Assessment, today: date) -> None:
    """A choice of the item, a number within reason, and a day of the assessment by today."""
    names = {one.name for one in item.choices}
    if names and draft.choice not in names:
        raise RuleBroken(N_("Choose which of these it was."), "choice")
    if not 1 <= draft.quantity <= MOST_TIMES:
        raise RuleBroken(N_("Between 1 and {n}."), "quantity", n=MOST_TIMES)
    if draft.done_on > today:
        raise RuleBroken(N_("This day is still to come. Enter it once it was done."), "done_on")
    if not assessment.first_on <= draft.done_on <= assessment.last_on:
        raise RuleBroken(
            N_("The assessment is of {first} to {last}. Give a day within it."),
            "done_on",
            first=assessment.first_on.isoformat(),
            last=assessment.last_on.isoformat(),
        )


def check_entered(item: Item, draft: ClaimDraft) -> None:
    """For somebody, not for too many at once, with its evidence."""
    if not draft.subject_ids:
        raise RuleBroken(N_("Choose at least one."), "subject_ids")
    if len(draft.subject_ids) > MOST_AT_ONCE:
        raise RuleBroken(N_("Enter {n} at most at once."), "subject_ids", n=MOST_AT_ONCE)
    if item.evidence and not draft.files:
        raise RuleBroken(N_("The rule book asks for evidence of this item: add a file."), "files")
    if len(draft.files) > MOST_FILES:
        raise RuleBroken(N_("One item keeps {n} files at most."), "files", n=MOST_FILES)


def check_running(assessment: Assessment) -> None:
    """Nothing is entered or decided once the assessment is closed."""
    if assessment.state is AssessmentState.CLOSED:
        raise RuleBroken(
            N_("The assessment is closed. What was wrong is put right by a correction.")
        )


def check_waiting(row: Claim) -> None:
    """What was approved is changed by nobody until the approval is taken back."""
    if row.state is ClaimState.APPROVED:
        raise RuleBroken(
            N_("“{title}” was approved. Ask for the approval to be taken back first."),
            title=row.title,
        )


def check_undecided(row: Claim) -> None:
    """What is decided was not decided before."""
    if row.state is not ClaimState.CLAIMED:
        raise RuleBroken(
            N_("“{title}” was decided meanwhile. Take the decision back first."), title=row.title
        )


def check_decision(decision: Decision) -> None:
    """A refusal says why."""
    if not decision.approved and not decision.words:
        raise RuleBroken(N_("Say why it is not approved."), "words")


def check_evidence(book: Book, row: Claim, with_files: Collection[int]) -> None:
    """What needs evidence has some."""
    item = book.by_key.get(row.item_key)
    if item and item.evidence and (row.evidence_of or row.id) not in with_files:
        raise RuleBroken(
            N_("“{title}” has no evidence yet. The rule book asks for a file."), title=row.title
        )


def check_unique(names: Collection[str]) -> None:
    """One title is entered once for a day, item and subject."""
    if names:
        raise RuleBroken(
            N_("Entered for the same day already: {names}. Leave them out, or say another title."),
            "subject_ids",
            names="、".join(names),
        )
