"""The order of the house's work once more, told apart from the code: by step, from and to.

What is written down twice cannot be changed by mistake in one place.
"""

from collections.abc import Collection

from core.matters.models import MatterKind, State, Step, Verb

_OPINION = """
submit: draft returned > submitted
return: submitted screened edited checked > returned
screen: submitted kept > screened
keep: submitted screened edited > kept
edit: screened > edited
check: edited > checked
sign: checked > signed
issue: signed > issued
report: issued > reported
instruct: signed issued reported > instructed
assign: signed issued reported instructed > assigned
unassign: assigned handling > issued
handle: assigned > handling
reply: assigned handling > replied
feed_back: issued reported instructed replied kept > fed_back
reopen: replied fed_back > handling
merge: submitted screened edited checked signed issued reported instructed > merged
close: fed_back kept > closed
withdraw: draft returned submitted > withdrawn
"""
_PROPOSAL = """
gather: draft returned > gathering
submit: draft returned gathering > submitted
return: submitted > returned
register: submitted > registered
refuse: submitted > refused
convert: submitted > converted
merge: submitted registered > merged
assign: registered > assigned
unassign: assigned handling > registered
handle: assigned > handling
reply: assigned handling > replied
feed_back: replied > fed_back
reopen: replied fed_back > handling
close: fed_back > closed
withdraw: draft returned gathering submitted > withdrawn
"""
REASONED = {Verb.RETURN, Verb.KEEP, Verb.UNASSIGN, Verb.REOPEN, Verb.REFUSE, Verb.WITHDRAW}
_DESK = {
    *(Verb.RETURN, Verb.SCREEN, Verb.KEEP, Verb.EDIT, Verb.CHECK, Verb.ISSUE, Verb.REPORT),
    *(Verb.INSTRUCT, Verb.REGISTER, Verb.REFUSE, Verb.CONVERT, Verb.MERGE, Verb.ASSIGN),
    *(Verb.UNASSIGN, Verb.CLOSE),
}
_RAISERS = {
    *("clerk", "author", "partner", "lead"),
    *("informant", "convener", "committee's clerk"),
}
ENDED = {State.CLOSED, State.WITHDRAWN, State.MERGED, State.CONVERTED, State.REFUSED}
AT_UNITS = {State.ASSIGNED, State.HANDLING}
DAYS = {
    "screened_on": {State.SCREENED, State.REGISTERED},
    "signed_on": {State.SIGNED},
    "issued_on": {State.ISSUED},
    "reported_on": {State.REPORTED},
    "assigned_on": {State.ASSIGNED},
    "fed_back_on": {State.FED_BACK},
    "closed_on": {State.CLOSED},
}


def _table(text: str) -> dict[Verb, tuple[set[State], State]]:
    table = {}
    for line in text.strip().splitlines():
        verb, _, ways = line.partition(": ")
        sources, _, target = ways.partition(" > ")
        table[Verb(verb)] = ({State(one) for one in sources.split()}, State(target))
    return table


TABLE = {MatterKind.OPINION: _table(_OPINION), MatterKind.PROPOSAL: _table(_PROPOSAL)}


def is_in_order(step: Step, off: Collection[State]) -> bool:
    """Whether a step may follow from where it began, where some states are switched off."""
    sources, target = TABLE[step.kind][step.verb]
    if step.from_state not in _passed_over(step.kind, sources, off):
        return False
    if step.verb is Verb.REOPEN:
        return step.to_state in AT_UNITS - set(off)
    if step.verb is Verb.UNASSIGN:
        again = TABLE[step.kind][Verb.ASSIGN][0]
        return step.to_state in _passed_over(step.kind, again, off)
    return step.to_state is target and target not in off


def by_whom(step: Step) -> set[str]:
    """Who takes a step."""
    if step.verb is Verb.SIGN:
        return {"signer"}
    if step.verb is Verb.HANDLE:
        return {"unit 0", "unit 1", "unit 2"}
    if step.verb is Verb.REPLY:  # the office writes down what came on paper
        return {"clerk", "unit 0", "unit 1", "unit 2"}
    return {"clerk"} if step.verb in _DESK else _RAISERS


def _passed_over(kind: MatterKind, states: set[State], off: Collection[State]) -> set[State]:
    """The states in use from which some are reached over none but switched-off ones."""
    found, seen = set(states), set[State]()
    while new := (found & set(off)) - seen:
        seen |= new
        found |= {
            state
            for verb, (sources, to) in TABLE[kind].items()
            if to in new and verb not in (Verb.UNASSIGN, Verb.REOPEN)  # these go back
            for state in sources
        }
    return found - set(off)
