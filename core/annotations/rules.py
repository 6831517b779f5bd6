"""What a note must keep to."""

from core.annotations.drafts import AnnotationDraft
from core.errors import RuleBroken
from core.i18n import N_


def check(draft: AnnotationDraft) -> None:
    """Refuse a note that is pinned to nothing, to two things, or to a day out of its period."""
    if (draft.day is None) == (not draft.bar):
        raise RuleBroken(N_("Pin the note to a day or to a bar: choose one of them."), "place")
    if draft.last_on < draft.first_on:
        raise RuleBroken(N_("The period ends before it begins."), "place")
    if draft.day and not draft.first_on <= draft.day <= draft.last_on:
        raise RuleBroken(N_("Choose a day within the period that the board shows."), "place")
