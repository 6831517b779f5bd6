"""What holds for a studio, whoever asks. Values in, verdict out."""

from collections.abc import Collection
from datetime import date

from core.committees.models import Level
from core.errors import RuleBroken
from core.i18n import N_
from core.studios.drafts import PlaqueDraft, SetDraft, StepDraft
from core.studios.lifecycle import MAY_BE_BINNED, MOVES, RULES
from core.studios.models import StandardItem, Studio, StudioKind, StudioState

MOST_ITEMS = 40
# Kinds that stand for a sector or a township, and so must name it when they apply.
OF_A_SECTOR = (StudioKind.SECTOR,)
OF_A_TOWNSHIP = (
    StudioKind.LIAISON_STATION,
    StudioKind.LIAISON_GROUP,
    StudioKind.TOWNSHIP_OFFICE,
)
# What only those who decide on studios may set once a studio is registered.
DECIDED_COLUMNS = ("kind", "level", "code", "demonstration")


def check_facts(name: str, state: StudioState) -> None:
    """A studio has a name, and a withdrawn one stays as it was."""
    if not name:
        raise RuleBroken(N_("Give the studio a name."), field="name")
    check_alive(state)


def check_alive(state: StudioState) -> None:
    """A withdrawn studio stays as it was."""
    if state is StudioState.WITHDRAWN:
        raise RuleBroken(N_("This studio was withdrawn and can no longer be changed."))


def check_township(level: Level | None) -> None:
    """Where a studio names a township, it is one. None stands for one out of reach."""
    if level is not Level.TOWNSHIP:
        raise RuleBroken(N_("Choose a township or street of this committee."), field="township_id")


def after(state: StudioState, draft: StepDraft) -> StudioState:
    """The state that a step leads to. Refuses a step that is out of order."""
    following = MOVES.get((state, draft.step))
    if following is None:
        raise RuleBroken(
            N_("This step is not possible now: the studio is “{state}”. Look at it again."),
            state=state,
        )
    return following


def check_step(draft: StepDraft, today: date, last: date | None) -> None:
    """A step bears its day, not in the future nor before the one before, and what it takes."""
    if draft.taken_on > today:
        raise RuleBroken(N_("A step cannot lie in the future."), field="taken_on")
    if last and draft.taken_on < last:
        raise RuleBroken(
            N_("The step before was on {day}. Choose that day or a later one."),
            field="taken_on",
            day=last.isoformat(),
        )
    rule = RULES[draft.step]
    if rule.needs_reason and not draft.reason:
        raise RuleBroken(N_("Say why: the reason is told to the studio."), field="reason")
    if rule.needs_plaque:
        _check_plaque(draft)


def _check_plaque(draft: StepDraft) -> None:
    if not draft.plaque_number:
        raise RuleBroken(N_("Enter the number on the plaque."), field="plaque_number")
    if draft.plaque_on is None:
        raise RuleBroken(
            N_("Enter the day on which the plaque was handed over."), field="plaque_on"
        )


def check_plaque_of(studio: Studio, draft: PlaqueDraft, today: date) -> None:
    """Only a studio that was opened bears a plaque; neither day lies in the future."""
    if studio.opened_on is None:
        raise RuleBroken(N_("This studio has no plaque yet. Open it first."))
    for field, day in (("opened_on", draft.opened_on), ("plaque_on", draft.plaque_on)):
        if day > today:
            raise RuleBroken(N_("A step cannot lie in the future."), field=field)
    if not draft.columns()["plaque_number"]:
        raise RuleBroken(N_("Enter the number on the plaque."), field="plaque_number")


def check_application(studio: Studio) -> None:
    """Who applies has a lead, and names the sector or township that the kind stands for."""
    if studio.lead_id is None:
        raise RuleBroken(N_("Name the member in charge before applying."), field="lead_id")
    if studio.kind in OF_A_SECTOR and studio.sector_id is None:
        raise RuleBroken(N_("Name the sector of this studio before applying."), field="sector_id")
    if studio.kind in OF_A_TOWNSHIP and studio.township_id is None:
        raise RuleBroken(N_("Name the township or street before applying."), field="township_id")


def check_binned(state: StudioState) -> None:
    """What was decided upon is withdrawn and not thrown away."""
    if state not in MAY_BE_BINNED:
        raise RuleBroken(
            N_("Withdraw this studio first. Only drafts and withdrawn ones go to the bin.")
        )


def next_code(prefix: str, taken: Collection[str]) -> str:
    """The committee's code with the next running number: "SX-012"."""
    tails = (code.removeprefix(f"{prefix}-") for code in taken if code.startswith(f"{prefix}-"))
    numbers = [int(tail) for tail in tails if tail.isascii() and tail.isdigit()]
    return f"{prefix}-{max(numbers, default=0) + 1:03}"


def check_set(draft: SetDraft) -> None:
    """A standard has a name and asks for something, each thing once."""
    if not draft.name:
        raise RuleBroken(N_("Give the standard a name."), field="name")
    if not draft.items:
        raise RuleBroken(N_("List at least one thing that the standard asks for."), "items")
    if len(draft.items) > MOST_ITEMS:
        raise RuleBroken(N_("A standard asks for at most {n} things."), field="items", n=MOST_ITEMS)
    names = [item.name for item in draft.items]
    twice = next((name for name in names if names.count(name) > 1), "")
    if twice:
        raise RuleBroken(N_("“{name}” is listed twice."), field="items", name=twice)


def check_dropped(items: Collection[StandardItem]) -> None:
    """Items that studios were checked against stay, so that no verdict is lost."""
    for item in items:
        raise RuleBroken(
            N_(
                "Studios were already checked for “{name}”, so it stays."
                " To drop it, retire this standard and make a new one."
            ),
            field="items",
            name=item.name,
        )


def check_membership(starts_on: date, ends_on: date) -> None:
    """Work in a studio ends on the day it began or later."""
    if ends_on < starts_on:
        raise RuleBroken(
            N_("This member began on {day}. Choose that day or a later one."),
            field="ends_on",
            day=starts_on.isoformat(),
        )
