"""Nothing is out of reach: what goes on waits on somebody's list, and a step leads on."""

from core.errors import DomainError
from core.handling import listing as units
from core.handling.listing import Desk
from core.matters import flow, queries, steps
from core.matters.concerns import Concern
from core.matters.models import Matter, State, Verb
from core.matters.queries import MatterFilter
from core.matters.reach import READ
from core.permissions import Actor
from core.proposals import queries as proposals
from core.proposals.finding import KIND as PROPOSAL
from core.proposals.queries import ProposalFilter
from tests.core.workflows import order
from tests.core.workflows.house import House

READERS = (
    *("clerk", "signer", "lead", "author", "partner"),
    *("informant", "convener", "committee's clerk"),
)


def check(house: House) -> None:
    """Everything that goes on is on the list of somebody who can take it on."""
    going_on = [
        row for row in house.matters() if row.state not in order.ENDED and row.binned_at is None
    ]
    at_units = [row for row in going_on if row.state in order.AT_UNITS]
    for row in going_on:
        assert _leads_on(house, row), (row.state, house.off)
    if at_units:
        assert {row.id for row in at_units} <= _on_desks(house), at_units
    resting = [row for row in going_on if row.state is State.KEPT]
    _check_listed(house, going_on)
    _check_waits(house, [row for row in going_on if row not in (*at_units, *resting)])


def _check_waits(house: House, left: list[Matter]) -> None:
    """Each waits for somebody."""
    for name in READERS:
        if left:
            waits = _shown(house, house.people[name], left, Concern.WAITS)
            left = [row for row in left if row.id not in waits]
    assert not left, left


def _check_listed(house: House, going_on: list[Matter]) -> None:
    """Who wrote a matter sees it wherever it stands, and the office once it was handed in."""
    for name in READERS:
        account = house.people[name].account_id
        wanted = [
            row
            for row in going_on
            if row.account_id == account
            or (name == "clerk" and row.state not in (State.DRAFT, State.GATHERING))
        ]
        if wanted:
            shown = _shown(house, house.people[name], wanted)
            assert {row.id for row in wanted} <= shown, (name, wanted)


def _on_desks(house: House) -> set[int]:
    """What lies with units, or was handed back to the office."""
    wanted = [(name, Desk.OPEN) for name in ("unit 0", "unit 1", "unit 2")]
    return {
        row.matter_id
        for name, desk in (*wanted, ("clerk", Desk.HANDED_BACK))
        for row in units.listing(house.session, house.people[name], units.Filters(desk))
    }


def _shown(
    house: House, actor: Actor, of: list[Matter], concern: Concern | None = None
) -> set[int]:
    """The matters on the lists of somebody; of proposals also on those of their own screen."""
    found: set[int] = set()
    for kind in {row.kind for row in of}:
        if actor.may(READ[kind]):
            wanted = MatterFilter(kind, concern=concern)
            found |= {row.id for row in queries.listing(house.session, actor, wanted)}
    if PROPOSAL in {row.kind for row in of} and actor == house.clerk:
        filters = ProposalFilter(house.place.committee, concern=concern)
        listed = {row.id for row in proposals.listing(house.session, actor, filters)}
        assert listed == {one for one in found if house.matter(one).kind is PROPOSAL}
    return found


def _leads_on(house: House, row: Matter) -> bool:
    """Whether somebody may take a step that the tables offer."""
    return any(
        _may(house, actor, row, verb)
        for verb in flow.steps(row.kind, row.state, house.off.get(row.kind, frozenset()))
        for actor in house.people.values()
    )


def _may(house: House, actor: Actor, row: Matter, verb: Verb) -> bool:
    permission = flow.WAYS[row.kind][verb].permission
    if verb in (Verb.HANDLE, Verb.REPLY):  # units have parts, see the list above
        return actor.may(permission) and row.state in order.AT_UNITS
    if not actor.may(permission):
        return False
    try:
        return steps.find(house.session, actor, row.id, permission).id == row.id
    except DomainError:
        return False
