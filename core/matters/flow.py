"""The steps of opinion items and proposals as tables, and what switched-off states mean.

A state that a committee does not use is passed over: what led out of it leads out of
the states before it instead. The order of the tables is that of the house's work.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from core.errors import RuleBroken
from core.i18n import N_
from core.matters.models import MatterKind, State, Verb
from core.permissions import Permission

P, S, V = Permission, State, Verb


@dataclass(frozen=True, slots=True)
class Way:
    """A step: from which states it leads, where to, who may take it, and whether it says why.

    One that goes back `settles` on the first of these states that is used where its target is
    switched off; others are not offered then.
    """

    sources: tuple[State, ...]
    target: State
    permission: Permission
    reasoned: bool = False
    settles: tuple[State, ...] = ()


_WRITTEN = (S.DRAFT, S.RETURNED)
_DESK = (S.SUBMITTED, S.SCREENED, S.EDITED, S.CHECKED)
_OUT = (S.SIGNED, S.ISSUED, S.REPORTED, S.INSTRUCTED)
_TOLD_OF = (S.ISSUED, S.REPORTED, S.INSTRUCTED)  # where no unit is asked
_BEFORE_OUT = (S.SIGNED, S.CHECKED, S.EDITED, S.SCREENED, S.SUBMITTED)

OPINION: Mapping[Verb, Way] = {
    V.SUBMIT: Way(_WRITTEN, S.SUBMITTED, P.OPINION_WRITE),
    V.RETURN: Way(_DESK, S.RETURNED, P.OPINION_SCREEN, reasoned=True),
    V.SCREEN: Way((S.SUBMITTED, S.KEPT), S.SCREENED, P.OPINION_SCREEN),
    V.KEEP: Way((S.SUBMITTED, S.SCREENED, S.EDITED), S.KEPT, P.OPINION_SCREEN, reasoned=True),
    V.EDIT: Way((S.SCREENED,), S.EDITED, P.OPINION_SCREEN),
    V.CHECK: Way((S.EDITED,), S.CHECKED, P.OPINION_SCREEN),
    V.SIGN: Way((S.CHECKED,), S.SIGNED, P.OPINION_SIGN),
    V.ISSUE: Way((S.SIGNED,), S.ISSUED, P.OPINION_SCREEN),
    V.REPORT: Way((S.ISSUED,), S.REPORTED, P.OPINION_SCREEN),
    V.INSTRUCT: Way((S.SIGNED, S.ISSUED, S.REPORTED), S.INSTRUCTED, P.OPINION_SCREEN),
    V.ASSIGN: Way(_OUT, S.ASSIGNED, P.HANDLING_ASSIGN),
    V.UNASSIGN: Way((S.ASSIGNED, S.HANDLING), S.ISSUED, P.HANDLING_ASSIGN, True, _BEFORE_OUT),
    V.HANDLE: Way((S.ASSIGNED,), S.HANDLING, P.HANDLING_REPLY),
    V.REPLY: Way((S.ASSIGNED, S.HANDLING), S.REPLIED, P.HANDLING_REPLY),
    V.FEED_BACK: Way((*_TOLD_OF, S.REPLIED, S.KEPT), S.FED_BACK, P.OPINION_SCREEN),
    V.REOPEN: Way((S.REPLIED, S.FED_BACK), S.HANDLING, P.HANDLING_ASSIGN, True, (S.ASSIGNED,)),
    V.MERGE: Way((*_DESK, *_OUT), S.MERGED, P.OPINION_SCREEN),
    V.CLOSE: Way((S.FED_BACK, S.KEPT), S.CLOSED, P.OPINION_SCREEN),
    V.WITHDRAW: Way((*_WRITTEN, S.SUBMITTED), S.WITHDRAWN, P.OPINION_WRITE, reasoned=True),
}
PROPOSAL: Mapping[Verb, Way] = {
    V.GATHER: Way(_WRITTEN, S.GATHERING, P.PROPOSAL_WRITE),
    V.SUBMIT: Way((*_WRITTEN, S.GATHERING), S.SUBMITTED, P.PROPOSAL_WRITE),
    V.RETURN: Way((S.SUBMITTED,), S.RETURNED, P.PROPOSAL_REVIEW, reasoned=True),
    V.REGISTER: Way((S.SUBMITTED,), S.REGISTERED, P.PROPOSAL_REVIEW),
    V.REFUSE: Way((S.SUBMITTED,), S.REFUSED, P.PROPOSAL_REVIEW, reasoned=True),
    V.CONVERT: Way((S.SUBMITTED,), S.CONVERTED, P.PROPOSAL_REVIEW),
    V.MERGE: Way((S.SUBMITTED, S.REGISTERED), S.MERGED, P.PROPOSAL_REVIEW),
    V.ASSIGN: Way((S.REGISTERED,), S.ASSIGNED, P.HANDLING_ASSIGN),
    V.UNASSIGN: Way((S.ASSIGNED, S.HANDLING), S.REGISTERED, P.HANDLING_ASSIGN, True),
    V.HANDLE: Way((S.ASSIGNED,), S.HANDLING, P.HANDLING_REPLY),
    V.REPLY: Way((S.ASSIGNED, S.HANDLING), S.REPLIED, P.HANDLING_REPLY),
    V.FEED_BACK: Way((S.REPLIED,), S.FED_BACK, P.PROPOSAL_WRITE),
    V.REOPEN: Way((S.REPLIED, S.FED_BACK), S.HANDLING, P.PROPOSAL_WRITE, True, (S.ASSIGNED,)),
    V.CLOSE: Way((S.FED_BACK,), S.CLOSED, P.PROPOSAL_REVIEW),
    V.WITHDRAW: Way(
        (*_WRITTEN, S.GATHERING, S.SUBMITTED), S.WITHDRAWN, P.PROPOSAL_WRITE, reasoned=True
    ),
}
WAYS: Mapping[MatterKind, Mapping[Verb, Way]] = {
    MatterKind.OPINION: OPINION,
    MatterKind.PROPOSAL: PROPOSAL,
}
# The states that an office may do without.
OPTIONAL: Mapping[MatterKind, tuple[State, ...]] = {
    MatterKind.OPINION: (
        *(S.SCREENED, S.EDITED, S.CHECKED, S.SIGNED, S.ISSUED, S.REPORTED, S.INSTRUCTED),
        *(S.ASSIGNED, S.HANDLING, S.REPLIED, S.FED_BACK),
    ),
    MatterKind.PROPOSAL: (S.HANDLING, S.FED_BACK),  # without co-signers none gather anyway
}
# From here no step leads on; a matter in one of these waits for nobody.
ENDS = (S.CLOSED, S.WITHDRAWN, S.MERGED, S.CONVERTED, S.REFUSED)


def sources(kind: MatterKind, verb: Verb, off: Collection[State] = ()) -> frozenset[State]:
    """The states from which a step leads where some are switched off; none if its target is."""
    way = WAYS[kind].get(verb)
    if way is None or _landing(way, off) is None:
        return frozenset()
    return frozenset(_in_use(kind, way.sources, off, frozenset()))


def steps(kind: MatterKind, state: State, off: Collection[State] = ()) -> tuple[Verb, ...]:
    """The steps that lead on from a state, in the order of the house's work."""
    return tuple(verb for verb in WAYS[kind] if state in sources(kind, verb, off))


def target(kind: MatterKind, verb: Verb, state: State, off: Collection[State] = ()) -> State:
    """Where a step leads; refused where it does not lead on from a state."""
    if state not in sources(kind, verb, off):
        raise RuleBroken(N_("This step cannot be taken now: it is {state}."), state=state)
    return _landing(WAYS[kind][verb], off) or state


_READ_BY: Mapping[MatterKind, str] = {
    MatterKind.OPINION: N_("Give the reason: who raised the item will read it."),
    MatterKind.PROPOSAL: N_("Give the reason: the proposer will read it."),
}


def check_reason(kind: MatterKind, verb: Verb, words: str) -> None:
    """Some steps say why."""
    if WAYS[kind][verb].reasoned and not words:
        raise RuleBroken(_READ_BY[kind], field="words")


def _in_use(
    kind: MatterKind, states: Collection[State], off: Collection[State], seen: frozenset[State]
) -> Iterator[State]:
    """States, with those before it in the place of each that is switched off."""
    for state in states:
        if state not in off:
            yield state
        elif state not in seen:
            yield from _in_use(kind, _before(kind, state), off, seen | {state})


def _before(kind: MatterKind, state: State) -> tuple[State, ...]:
    """The states from which steps lead on to a state. What goes back to it does not lead on."""
    ways = [way for way in WAYS[kind].values() if way.target is state and not way.settles]
    return tuple(source for way in ways for source in way.sources)


def _landing(way: Way, off: Collection[State]) -> State | None:
    """Where a way ends; None where no state is used in which it could."""
    return next((one for one in (way.target, *way.settles) if one not in off), None)
