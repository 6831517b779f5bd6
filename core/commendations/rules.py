"""What a commendation must keep to."""

from datetime import date

from core.commendations.drafts import CommendationDraft
from core.commendations.models import Honour, SubjectKind
from core.errors import RuleBroken
from core.i18n import N_

FIRST_YEAR = 1949
# What an honour is given to; OTHER is given to anything.
SUBJECT_OF = {
    Honour.EXCELLENT_MEMBER: SubjectKind.MEMBER,
    Honour.ADVANCED_INDIVIDUAL: SubjectKind.MEMBER,
    Honour.EXCELLENT_PROPOSAL: SubjectKind.PROPOSAL,
    Honour.ADVANCED_GROUP: SubjectKind.GROUP,
    Honour.EXCELLENT_STUDIO: SubjectKind.STUDIO,
}


def honours(kind: SubjectKind) -> list[Honour]:
    """The honours that a kind of subject can be given."""
    return [honour for honour in Honour if SUBJECT_OF.get(honour, kind) is kind]


def check(draft: CommendationDraft, today: date) -> None:
    """The honour fits the subject, and year and day are neither too far back nor to come."""
    if draft.honour not in honours(draft.subject.kind):
        raise RuleBroken(
            N_("“{honour}” is not given to this kind of subject. Choose another honour."),
            "honour",
            honour=draft.honour,
        )
    if not FIRST_YEAR <= draft.year <= today.year:
        raise RuleBroken(
            N_("The year lies between {first} and {last}."),
            "year",
            first=FIRST_YEAR,
            last=today.year,
        )
    if draft.given_on and draft.given_on > today:
        raise RuleBroken(N_("The day of the commendation is still to come."), "given_on")
    if draft.given_on and draft.given_on.year not in (draft.year, draft.year + 1):
        raise RuleBroken(
            N_("A year's work is commended in that year or the next. Correct the day or the year."),
            "given_on",
        )


def check_unique(recorded: object) -> None:
    """One subject has an honour of a level once a year."""
    if recorded:
        raise RuleBroken(
            N_("This honour of that year is recorded for the same subject already."), "honour"
        )
