"""What must hold of members. Values in, verdict out: nothing is read here."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from core.errors import RuleBroken
from core.i18n import N_
from core.members.drafts import AppointmentDraft, MemberDraft
from core.members.models import PostKind
from core.members.names import read_name
from core.members.phones import read_phone
from core.text import clean, clean_block, digits, required

YOUNGEST = 18
FIRST_BIRTH_YEAR = 1900
MOST_TERMS = 20
# The posts that one person holds at a time.
SOLE_POSTS = (PostKind.CHAIR, PostKind.SECRETARY_GENERAL)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `starts_on` to `ends_on`, both included; no end means until further notice."""

    starts_on: date
    ends_on: date | None = None

    def meets(self, other: "Span") -> bool:
        """Whether the two have a day in common."""
        return self.starts_on <= (other.ends_on or date.max) and other.starts_on <= (
            self.ends_on or date.max
        )


@dataclass(frozen=True, slots=True)
class Held:
    """A post as somebody holds it."""

    member_id: int
    name: str
    kind: PostKind
    title: str
    span: Span


def cleaned(draft: MemberDraft, today: date) -> MemberDraft:
    """The draft with its texts cleaned, and what must hold of any member checked."""
    _check_numbers(draft, today)
    reason = clean(draft.not_scored_reason, field="not_scored_reason")
    if not draft.scored and not reason:
        raise RuleBroken(N_("Say why this member is not scored."), field="not_scored_reason")
    name = read_name(draft.name)
    return replace(
        draft,
        name=required(name, 60, "name", N_("Write the member's name.")),
        number=digits(draft.number, 20, "number"),
        ethnicity=clean(draft.ethnicity, 30, "ethnicity"),
        party=clean(draft.party, 40, "party"),
        employer=clean(draft.employer, 120, "employer"),
        occupation=clean(draft.occupation, 80, "occupation"),
        phone=None if draft.phone is None else read_phone(draft.phone),
        not_scored_reason="" if draft.scored else reason,
    )


def _check_numbers(draft: MemberDraft, today: date) -> None:
    last = today.year - YOUNGEST
    if draft.birth_year is not None and not FIRST_BIRTH_YEAR <= draft.birth_year <= last:
        raise RuleBroken(
            N_("Write the year of birth with four digits, {first} to {last}."),
            field="birth_year",
            first=FIRST_BIRTH_YEAR,
            last=last,
        )
    if not 1 <= draft.terms_served <= MOST_TERMS:
        raise RuleBroken(
            N_("Terms served: write a number from 1 to {most}."),
            field="terms_served",
            most=MOST_TERMS,
        )


def next_number(numbers: Iterable[str]) -> str:
    """The number after the highest one, as wide as the others, four digits at least."""
    counted = [number for number in numbers if number.isascii() and number.isdecimal()]
    highest = max(counted, key=int, default="0")
    return str(int(highest) + 1).zfill(max(len(highest), 4))


def check_left(joined_on: date, left_on: date | None) -> None:
    """Nobody leaves before joining."""
    if left_on is not None and left_on < joined_on:
        raise RuleBroken(
            N_("The member joined on {joined}. The day of leaving must not be earlier."),
            field="left_on",
            joined=joined_on,
        )


def check_span(span: Span) -> None:
    """Days in order."""
    if span.ends_on is not None and span.ends_on < span.starts_on:
        raise RuleBroken(
            N_("The end must not be before {start}."), field="ends_on", start=span.starts_on
        )


def check_post(new: Held, others: Iterable[Held]) -> None:
    """One chair and one secretary-general at a time; nobody holds one post twice."""
    for other in others:
        if other.kind is not new.kind or not other.span.meets(new.span):
            continue
        if other.member_id == new.member_id and other.title == new.title:
            raise RuleBroken(N_("This member holds this post on those days already."), field="kind")
        if new.kind in SOLE_POSTS and other.member_id != new.member_id:
            raise RuleBroken(
                N_("{name} is {post} on those days. End that post first."),
                field="starts_on",
                name=other.name,
                post=new.kind,
            )


def check_liaison(new: Span, others: Iterable[Span]) -> None:
    """A member is tied to one community once at a time."""
    if any(new.meets(other) for other in others):
        raise RuleBroken(
            N_("This member is tied to this village or community on those days already."),
            field="community_id",
        )


def cleaned_appointment(draft: AppointmentDraft) -> AppointmentDraft:
    """The draft with its texts cleaned; an appointment names where to."""
    check_span(Span(draft.starts_on, draft.ends_on))
    unit = N_("Write the court, department or project that the member is sent to.")
    return replace(
        draft,
        unit=required(draft.unit, 120, "unit", unit),
        note=clean_block(draft.note, 400, "note"),
    )
