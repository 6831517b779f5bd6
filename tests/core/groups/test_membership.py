"""Whatever is composed and taken apart: nobody is lost, nobody counts twice."""

from collections import Counter
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from sqlmodel import Session, col, select

from core import clock
from core.errors import DomainError
from core.groups import detail, people, queries, service
from core.groups.membership import is_member_of
from core.groups.models import GroupException, SectorGroup
from core.groups.queries import GroupFilter
from core.members.models import Member
from core.permissions import Actor, Role
from db.session import engine
from tests.factories import Make

Step = tuple[str, int, int]
SECTORS, GROUPS, MEMBERS = 5, 3, 8
steps = st.lists(
    st.tuples(
        st.sampled_from(["put", "take", "add", "remove", "drop", "bin", "restore"]),
        st.integers(0, GROUPS - 1),
        st.integers(0, MEMBERS - 1),
    ),
    max_size=14,
)


class World:
    """Sectors, groups and members of one term, and what a step does to them."""

    def __init__(self, make: Make) -> None:
        self.session = make.session
        self.clerk = make.actor(Role.CLERK)
        self.groups = [make.group() for _ in range(GROUPS)]
        self.sectors = [make.sector() for _ in range(SECTORS)]
        self.members = [make.member(sector_id=self.sectors[n % SECTORS].id) for n in range(MEMBERS)]

    def take_step(self, step: Step) -> None:
        what, g, m = step
        group, member, sector = self.groups[g], self.members[m], self.sectors[m % SECTORS]
        acts: dict[str, Callable[[Session, Actor], object]] = {
            "put": lambda s, a: service.put_sectors(s, a, group.id, [sector.id]),
            "take": lambda s, a: service.take_sectors(s, a, group.id, [sector.id]),
            "add": lambda s, a: people.add_member(s, a, group.id, member.id),
            "remove": lambda s, a: people.take_out_member(s, a, group.id, member.id),
            "drop": lambda s, a: people.drop_exception(s, a, group.id, member.id),
            "bin": lambda s, a: service.bin_group(s, a, group.id),
            "restore": lambda s, a: service.restore(s, a, group.id),
        }
        try:
            acts[what](self.session, self.clerk)
        except DomainError:
            return  # a refused step changes nothing
        self.session.flush()

    def belonging(self) -> dict[int, list[int]]:
        """The members of each group that is not in the bin."""
        return {
            group.id: [row.member_id for row in self.rows(group)]
            for group in self.groups
            if group.binned_at is None
        }

    def rows(self, group: SectorGroup) -> list[detail.GroupMember]:
        return detail.members_of(self.session, self.clerk, group.id)

    def expected(self) -> dict[int, set[int]]:
        """Who should belong where, worked out one member at a time."""
        seats = detail.board_of_sectors(self.session, self.clerk, self.groups[0].term_id)
        holder = {seat.sector_id: seat.group_id for seat in seats}
        hands = self.session.exec(select(GroupException)).all()
        live = {group.id: set[int]() for group in self.groups if group.binned_at is None}
        for member in self.members:
            own = [hand for hand in hands if hand.member_id == member.id]
            added = [
                hand.sector_group_id
                for hand in own
                if hand.kind == "added" and hand.sector_group_id in live
            ]
            removed = [hand.sector_group_id for hand in own if hand.kind == "removed"]
            home = holder[member.sector_id or 0]
            if added:
                live[added[0]].add(member.id)
            elif home is not None and home not in removed:
                live[home].add(member.id)
        return live


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(taken=steps)
def test_no_member_is_lost_or_counted_twice(taken: list[Step], session: Session) -> None:
    nested = session.begin_nested()
    world = World(Make(session))

    for step in taken:
        world.take_step(step)

    belonging = world.belonging()
    twice = [m for m, n in Counter(m for ids in belonging.values() for m in ids).items() if n > 1]
    assert twice == []
    assert {group: set(ids) for group, ids in belonging.items()} == world.expected()
    counted = queries.sizes(session, list(belonging), clock.today())
    assert counted == {group: len(ids) for group, ids in belonging.items() if ids}
    nested.rollback()
    session.expunge_all()


def test_the_part_of_a_statement_says_the_same(session: Session, make: Make) -> None:
    world = World(make)
    for step in [("put", 0, 0), ("put", 0, 1), ("add", 0, 4), ("remove", 0, 5)]:
        world.take_step(step)
    group = world.groups[0]

    found = session.exec(
        select(Member.id).where(is_member_of(group.id, clock.today())).order_by(col(Member.id))
    ).all()

    assert list(found) == sorted(world.belonging()[group.id])
    assert world.members[4].id in found
    assert world.members[5].id not in found


def test_the_list_asks_a_fixed_number_of_statements(session: Session, make: Make) -> None:
    world = World(make)
    asked: list[str] = []
    event.listen(engine(), "before_cursor_execute", lambda *seen: asked.append(seen[2]))

    queries.listing(session, world.clerk, GroupFilter())
    few = len(asked)
    for _ in range(30):
        make.group()
    session.flush()
    asked.clear()
    queries.listing(session, world.clerk, GroupFilter())

    assert len(asked) == few == 3
