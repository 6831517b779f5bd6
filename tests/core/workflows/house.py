"""A prefecture with two counties, and the people of one who raise, judge and answer matters."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlmodel import Session, col, select

from core.matters.models import Matter, MatterKind, State
from core.permissions import Actor, Role
from core.proposals import reasons
from tests.factories import Make

WEDNESDAY = datetime(2026, 5, 20, 2, 0, tzinfo=UTC)  # 10:00 on the wall
# These look on or belong elsewhere: whatever they try is refused.
STRANGERS = ("auditor", "watcher", "elsewhere")


@dataclass(frozen=True)
class Place:
    """The ids of what matters refer to."""

    committee: int
    studio: int
    informant: int
    group: int
    special: int
    units: tuple[int, ...]
    reasons: tuple[int, ...]
    members: dict[str, int]


class House:
    """Who there is, and what they act on. Made once; what is done in it is rolled back."""

    def __init__(self, session: Session, make: Make) -> None:
        self.session = session
        upper = make.committee()
        home, other = make.committee(upper), make.committee(upper)
        make.term_session(term_id=make.term(committee_id=home.id).id)
        members = {name: make.member(committee_id=home.id) for name in ("author", "partner")}
        units = [make.unit(committee_id=home.id) for _ in range(3)]
        studio = make.studio(committee_id=home.id)
        informant = make.informant(committee_id=home.id)
        group = make.group(committee_id=home.id)
        special = make.special_committee(committee_id=home.id)
        self.people: dict[str, Actor] = {
            "clerk": make.actor(Role.CLERK, committee=home),
            "signer": make.actor(Role.SIGNER, committee=home),
            "lead": make.actor(Role.STUDIO_LEAD, studio),
            "informant": make.actor(Role.INFORMANT, informant),
            "convener": make.actor(Role.CONVENER, group),
            "committee's clerk": make.actor(Role.SPECIAL_COMMITTEE_CLERK, special),
            **{name: make.actor(Role.MEMBER, row) for name, row in members.items()},
            **{f"unit {n}": make.actor(Role.HANDLING_UNIT, row) for n, row in enumerate(units)},
            "auditor": make.actor(Role.AUDITOR, committee=home),
            "watcher": make.actor(Role.UPPER_COMMITTEE, committee=upper),
            "elsewhere": make.actor(Role.CLERK, committee=other),
        }
        reasons.adopt_presets(session, self.clerk, home.id)
        self.place = Place(
            home.id,
            studio.id,
            informant.id,
            group.id,
            special.id,
            tuple(row.id for row in units),
            tuple(row.id for row in reasons.listing(session, self.clerk, home.id)),
            {name: row.id for name, row in members.items()},
        )
        self.off: dict[MatterKind, frozenset[State]] = {}
        self.answered: dict[int, date] = {}
        session.flush()

    @property
    def clerk(self) -> Actor:
        """Who works at the desk of the office."""
        return self.people["clerk"]

    def units(self) -> list[Actor]:
        """Who answers for the units, in their order."""
        return [self.people[f"unit {n}"] for n in range(3)]

    def matters(self) -> list[Matter]:
        """All matters in the order they were written, as the database has them."""
        self.session.flush()
        return list(self.session.exec(select(Matter).order_by(col(Matter.id))))

    def matter(self, matter_id: int) -> Matter:
        """One of them."""
        return self.session.get_one(Matter, matter_id)

    def account_of(self, member_id: int) -> int:
        """The account of a member."""
        name = next(name for name, one in self.place.members.items() if one == member_id)
        return self.people[name].account_id
