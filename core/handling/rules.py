"""What units and the office must keep to. Pure functions of values."""

from collections.abc import Collection, Sequence
from datetime import date

from core.committees.calendar import Calendar
from core.errors import RuleBroken
from core.handling.drafts import NormDraft, Share
from core.handling.models import AssignmentState, HandlingRole
from core.i18n import N_
from core.matters.models import State

# Within so many working days a unit hands back what is not its own.
HAND_BACK_DAYS = 3
MOST_MONTHS, MOST_WORKDAYS = 24, 366
OPEN = (AssignmentState.NEW, AssignmentState.ACCEPTED)
# A unit has no part in the matter any more.
GONE = (AssignmentState.HANDED_BACK, AssignmentState.TAKEN_BACK)
# Where a matter lies with its units.
WITH_UNITS = (State.ASSIGNED, State.HANDLING)
# Nobody gives an instruction on what was not signed yet, or came to nothing.
NOT_INSTRUCTED = (
    *(State.DRAFT, State.GATHERING, State.SUBMITTED, State.RETURNED, State.SCREENED),
    *(State.KEPT, State.EDITED, State.CHECKED, State.REFUSED, State.CONVERTED),
    *(State.MERGED, State.WITHDRAWN),
)


def check_shares(shares: Sequence[Share], leads: int = 0) -> None:
    """One unit leads, and no unit is named twice. `leads` are those that lead already."""
    if not shares:
        raise RuleBroken(N_("Choose the unit that is to handle it."), "lead")
    ids = [share.unit_id for share in shares]
    if len(set(ids)) < len(ids):
        raise RuleBroken(N_("A unit is named twice. Each unit has one part."), "co")
    named = sum(share.role is HandlingRole.LEAD for share in shares)
    if named + leads != 1:
        raise RuleBroken(N_("Exactly one unit leads. The others handle it with that unit."), "lead")


def check_span(draft: NormDraft | Share) -> None:
    """Months, or working days, within reason."""
    if draft.months and draft.workdays:
        raise RuleBroken(N_("Give months or working days, not both."), "workdays")
    if not 0 <= draft.months <= MOST_MONTHS:
        raise RuleBroken(N_("From 1 to {most} months."), "months", most=MOST_MONTHS)
    if not 0 <= draft.workdays <= MOST_WORKDAYS:
        raise RuleBroken(N_("From 1 to {most} working days."), "workdays", most=MOST_WORKDAYS)


def check_norm(draft: NormDraft) -> None:
    """A norm has one measure."""
    check_span(draft)
    if not (draft.months or draft.workdays):
        raise RuleBroken(N_("Say within how many months or working days."), "workdays")


def check_due_day(due_on: date | None, today: date) -> None:
    """A day that the office names is still to come."""
    if due_on and due_on <= today:
        raise RuleBroken(N_("The last day to answer must still be to come."), "due_on")


def check_with_units(state: State) -> None:
    """What units do needs the matter to lie with them."""
    if state not in WITH_UNITS:
        raise RuleBroken(N_("This matter is not with the units now: it is {state}."), state=state)


def check_open(state: AssignmentState) -> None:
    """A unit that has answered, or has it no more, can do no more with it."""
    if state is AssignmentState.REPLIED:
        raise RuleBroken(N_("This unit has answered already."))
    if state not in OPEN:
        raise RuleBroken(N_("This unit does not handle the matter any more."))


def check_new(state: AssignmentState) -> None:
    """Only what is new is accepted."""
    check_open(state)
    if state is AssignmentState.ACCEPTED:
        raise RuleBroken(N_("This was accepted already."))


def check_hand_back(assigned_on: date, today: date, calendar: Calendar) -> None:
    """What is not one's own is handed back at once; later the office decides."""
    if today > calendar.after(assigned_on, HAND_BACK_DAYS):
        raise RuleBroken(
            N_(
                "What is not yours is handed back within {n} working days."
                " Ask the office to take it back."
            ),
            "reason",
            n=HAND_BACK_DAYS,
        )


def check_more_time(until: date, due_on: date, today: date) -> None:
    """More time ends after what there is, and after today."""
    if until <= max(due_on, today):
        raise RuleBroken(
            N_("Ask for a day after {day}."), "until", day=max(due_on, today).isoformat()
        )


def check_urgeable(state: AssignmentState) -> None:
    """Nobody is urged to do what is done."""
    if state is AssignmentState.REPLIED:
        raise RuleBroken(N_("This unit has answered already: it is not urged again."))
    check_open(state)


def check_contact(contacted_on: date | None, today: date) -> None:
    """A contact lies in the past."""
    if contacted_on and contacted_on > today:
        raise RuleBroken(N_("The day of the contact is still to come."), "contacted_on")


def check_given(given_on: date, today: date) -> None:
    """An instruction was given before it is recorded, and not in another age."""
    if given_on > today:
        raise RuleBroken(N_("The day of the instruction is still to come."), "given_on")
    if given_on.year < today.year - 1:
        raise RuleBroken(N_("The instruction is too old. Correct its day."), "given_on")


def check_instructed(state: State) -> None:
    """A leader writes on what was handed up."""
    if state in NOT_INSTRUCTED:
        raise RuleBroken(
            N_("A leader's instruction comes after signing: it is {state}."), state=state
        )


def check_first_feedback(already: object) -> None:
    """Who raised a matter says it once for each reply."""
    if already:
        raise RuleBroken(N_("Feedback to this reply is recorded already."))


def is_answered(
    parts: Collection[tuple[HandlingRole, AssignmentState, object]],
) -> bool:
    """Whether all units of a round have answered: (role, state, when settled) of each.

    A lead has; nobody else still owes an answer; and nothing lies handed back that the
    office has not dealt with.
    """
    led = any(
        role is HandlingRole.LEAD and state is AssignmentState.REPLIED
        for role, state, _settled in parts
    )
    return led and not waits([(state, settled) for _role, state, settled in parts])


def waits(parts: Collection[tuple[AssignmentState, object]]) -> bool:
    """Whether something is still owed by a unit, or by the office: (state, when settled)."""
    return any(
        state in OPEN or (state is AssignmentState.HANDED_BACK and not settled)
        for state, settled in parts
    )
