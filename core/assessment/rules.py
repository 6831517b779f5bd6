"""What must hold of an assessment's days, state and kind. Pure."""

from collections.abc import Collection
from datetime import date

from core.assessment.models import AssessmentState, Scores
from core.errors import RuleBroken
from core.i18n import N_

EARLIEST, LATEST = 1990, 2100


def check_year(year: int) -> None:
    """A year that an office can have worked in."""
    if not EARLIEST <= year <= LATEST:
        raise RuleBroken(
            N_("Give a year between {first} and {last}."), "year", first=EARLIEST, last=LATEST
        )


def check_days(first: date, last: date) -> None:
    """The last day is not before the first."""
    if last < first:
        raise RuleBroken(N_("The last day must not be before the first."), "last_on")


def check_window(first: date, last: date, today: date) -> None:
    """Whoever may object must have a day left to do so."""
    if last < first:
        raise RuleBroken(N_("The last day must not be before the first."), field="objections_until")
    if last < today:
        raise RuleBroken(
            N_("This day is past: nobody could object any more."), field="objections_until"
        )


def overlap(one: tuple[date, date], other: tuple[date, date]) -> bool:
    """Whether two spans share a day."""
    return one[0] <= other[1] and other[0] <= one[1]


def same_subjects(
    one: tuple[Scores, Collection[str]], other: tuple[Scores, Collection[str]]
) -> bool:
    """Whether two books score the same: of no kinds means of all of them."""
    kinds = set(one[1]), set(other[1])
    return one[0] is other[0] and (not all(kinds) or bool(kinds[0] & kinds[1]))


def check_state(state: AssessmentState, wanted: AssessmentState) -> None:
    """Refuse what belongs to another state, and say what the state is good for."""
    if state is not wanted:
        raise RuleBroken(_INSTEAD[state])


_INSTEAD = {
    AssessmentState.OPEN: N_("The assessment is still under way. Begin the review first."),
    AssessmentState.REVIEW: N_("The assessment is in review already."),
    AssessmentState.CLOSED: N_(
        "The assessment is closed. What was wrong is put right by a correction."
    ),
}
