"""What committees, terms and places must keep to. Values in, a refusal or nothing out."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date

from core.committees.drafts import SessionDraft, TermDraft
from core.committees.models import Level
from core.committees.national import BY_CODE
from core.errors import RuleBroken
from core.i18n import N_

LAST_NUMBER = 99
LONGEST_TERM_YEARS = 10
MOST_LINES = 500
_RANK = {level: rank for rank, level in enumerate(Level)}


def check_level(level: Level, parent: Level) -> None:
    """A committee stands below one of a higher level."""
    if _RANK[level] <= _RANK[parent]:
        raise RuleBroken(
            N_("{level} cannot stand below {parent}. Choose a lower level."),
            "level",
            level=level,
            parent=parent,
        )


def check_move(committee_id: int, above_new_parent: Collection[int]) -> None:
    """A committee never stands below itself or below one that stands below it."""
    if committee_id in above_new_parent:
        raise RuleBroken(
            N_("A committee cannot be moved below itself. Choose another one above it."),
            "parent_id",
        )


def check_unused(taken: object, field: str, message: str) -> None:
    """A code, name or number is not taken yet; `message` says so otherwise."""
    if taken:
        raise RuleBroken(message, field)


def check_term(draft: TermDraft, others: Sequence[TermDraft]) -> None:
    """A term has a number of its own, ends after it starts, and overlaps no other."""
    _check_number(draft.number)
    last = draft.ends_on or date.max
    if last < draft.starts_on:
        raise RuleBroken(N_("The last day comes before the first. Correct one of them."), "ends_on")
    if draft.ends_on and draft.ends_on.year - draft.starts_on.year > LONGEST_TERM_YEARS:
        raise RuleBroken(
            N_("A term lasts {years} years at most. Correct the last day."),
            "ends_on",
            years=LONGEST_TERM_YEARS,
        )
    check_unused(
        any(other.number == draft.number for other in others),
        "number",
        N_("This term is there already. Choose another number."),
    )
    for other in others:
        _check_apart(draft, other)


def check_session(
    draft: SessionDraft, term: TermDraft, numbers: Collection[int], field: str = ""
) -> None:
    """A session has a number of its own in the term and lies within it."""
    _check_number(draft.number)
    if draft.ends_on < draft.starts_on:
        raise RuleBroken(N_("The last day comes before the first. Correct one of them."), "ends_on")
    if draft.starts_on < term.starts_on or (term.ends_on and draft.ends_on > term.ends_on):
        raise RuleBroken(
            N_("Session {number} does not lie within its term. Correct its days or the term's."),
            field or "starts_on",
            number=draft.number,
        )
    check_unused(
        draft.number in numbers,
        "number",
        N_("This session is there already. Choose another number."),
    )
    if draft.reviews_year not in (draft.starts_on.year, draft.starts_on.year - 1):
        raise RuleBroken(
            N_("A session hears the work of its own year or of the year before."), "reviews_year"
        )


def check_national(code: str) -> None:
    """A sector maps to one of the 34 or to none."""
    if code and code not in BY_CODE:
        raise RuleBroken(N_("Choose one of the national sectors, or none."), "national_code")


def check_names(names: Sequence[str], taken: Collection[str]) -> None:
    """A pasted list holds some names, each once, none of them taken."""
    if not names:
        raise RuleBroken(N_("Type or paste the names, one a line."), "names")
    if len(names) > MOST_LINES:
        raise RuleBroken(
            N_("These are {n} lines. Paste {most} at a time."),
            "names",
            n=len(names),
            most=MOST_LINES,
        )
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        raise RuleBroken(
            N_("These names are typed twice: {names}. Keep each once."),
            "names",
            names=_some(twice),
        )
    there = [name for name in names if name in taken]
    if there:
        raise RuleBroken(
            N_("These names are there already: {names}. Take them out of the list."),
            "names",
            names=_some(there),
        )


def _check_number(number: int) -> None:
    if not 1 <= number <= LAST_NUMBER:
        raise RuleBroken(N_("The number lies between 1 and {most}."), "number", most=LAST_NUMBER)


def _check_apart(draft: TermDraft, other: TermDraft) -> None:
    last, other_last = draft.ends_on or date.max, other.ends_on or date.max
    if draft.starts_on > other_last or last < other.starts_on:
        return
    if other.ends_on is None:
        raise RuleBroken(
            N_("Term {number} has no last day yet. Give it one first."),
            "starts_on",
            number=other.number,
        )
    raise RuleBroken(
        N_("Term {number} runs from {first} to {last}. Two terms cannot overlap."),
        "starts_on",
        number=other.number,
        first=other.starts_on,
        last=other.ends_on,
    )


def _some(names: Sequence[str]) -> str:
    return "、".join(names[:10]) + ("…" if len(names) > 10 else "")
