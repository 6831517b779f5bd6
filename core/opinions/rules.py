"""What must hold for opinion items."""

from collections.abc import Collection
from datetime import date

from core.errors import RuleBroken
from core.handling.rules import WITH_UNITS
from core.i18n import N_
from core.matters import flow
from core.matters.flow import OPINION, Way
from core.matters.links import SHARED
from core.matters.models import LinkKind, Matter, State, Verb
from core.opinions.models import AdoptionKind

# The steps that need no more than words; the others have functions of their own.
PLAIN = (
    *(Verb.SUBMIT, Verb.RETURN, Verb.SCREEN, Verb.KEEP, Verb.EDIT, Verb.CHECK, Verb.SIGN),
    *(Verb.REPORT, Verb.FEED_BACK, Verb.CLOSE, Verb.WITHDRAW),
)
# The steps that are taken with several items at once.
BATCH = (Verb.SCREEN, Verb.KEEP, Verb.RETURN, Verb.EDIT, Verb.CHECK, Verb.SIGN, Verb.REPORT)
# What is not handed in, or was taken back, is not adopted anywhere; what was merged climbs
# with what it went into.
OUT = (State.SIGNED, State.ISSUED, State.REPORTED, State.INSTRUCTED)
NOT_ADOPTED = (State.DRAFT, State.RETURNED, State.WITHDRAWN, State.MERGED)


def plain(verb: Verb) -> Way:
    """The way of a step that needs no more than words."""
    if verb not in PLAIN:
        raise RuleBroken(N_("Take this step on the page of the item."))
    return OPINION[verb]


def check_number(number: int, most: int) -> None:
    """Some items, but not more than one change holds."""
    if not number:
        raise RuleBroken(N_("Choose the items first."))
    if number > most:
        raise RuleBroken(N_("{n} items at most are taken on at once."), n=most)


def check_step(matter: Matter, verb: Verb, off: Collection[State]) -> None:
    """Of several items each must be where the step leads on; the one that is not is named."""
    if verb not in flow.steps(matter.kind, matter.state, off):
        raise RuleBroken(
            N_("“{title}” is {state}: this step cannot be taken with it."),
            title=matter.title,
            state=matter.state,
        )


def check_says_something(matter: Matter) -> None:
    """What is handed in tells what is the matter, or what should be done."""
    if not (matter.situation or matter.suggestion):
        raise RuleBroken(N_("Describe the situation, or what you suggest."), field="situation")


def check_answered(matter: Matter, verb: Verb) -> None:
    """What units handle is fed back with what who raised it says to their reply."""
    if verb is Verb.FEED_BACK and matter.state in (State.REPLIED, *WITH_UNITS):
        raise RuleBroken(N_("Record what who raised it says to the reply."))


def merging(link: LinkKind) -> LinkKind:
    """A kind of link that shares credit."""
    if link not in SHARED:
        raise RuleBroken(N_("Choose whether it is merged or a duplicate."), field="link")
    return link


def check_merged(state: State, link: LinkKind) -> None:
    """What was signed is out under its own name: it can still turn out to be a duplicate."""
    if state in OUT and link is not LinkKind.DUPLICATE:
        raise RuleBroken(N_("It was signed already. Mark it as a duplicate."), field="link")


def check_adoption(matter: Matter, kind: AdoptionKind, day: date, today: date) -> None:
    """What was handed in is adopted, on a day between its coming in and today."""
    if matter.state in NOT_ADOPTED:
        raise RuleBroken(N_("It is {state}: it cannot be adopted."), state=matter.state)
    if kind is AdoptionKind.INSTRUCTION:
        raise RuleBroken(N_("An instruction is recorded with its words."), field="kind")
    if not matter.received_on <= day <= today:
        raise RuleBroken(
            N_("The day lies between the day it came in and today."), field="adopted_on"
        )
