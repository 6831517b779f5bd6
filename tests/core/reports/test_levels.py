"""Going down from a committee to a member: what each level shows, and to whom."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from core import clock
from core.activities.models import Activity, OwnerKind, Presence, Stage
from core.committees.models import Level as Rank
from core.errors import NotFound, NotPermitted
from core.groups.models import ExceptionKind, GroupException, GroupSector
from core.matters.models import AuthorRole, Consent, MatterKind, State
from core.members.models import Member
from core.permissions import Actor, Permission, Role, lacking
from core.reports.levels import held, inside, member, people, spots
from core.reports.levels.spots import Level, Spot
from core.reports.periods import Period
from core.studios.models import StudioMember
from tests.factories import DAY, Make

pytestmark = pytest.mark.on_both
YEAR = Period.year(DAY.year)
BEFORE = date(DAY.year - 1, 5, 20)


@pytest.fixture
def actor(make: Make) -> Actor:
    return make.actor(Role.CHAIR_OFFICE)


def by_studio(make: Make, studio_id: int, **given: object) -> Activity:
    return make.activity(owner_kind=OwnerKind.STUDIO, studio_id=studio_id, **given)


def works_in(make: Make, studio_id: int, who: Member, until: date | None = None) -> None:
    make.save(StudioMember(studio_id=studio_id, member_id=who.id, starts_on=BEFORE, ends_on=until))


@pytest.mark.parametrize(
    "text", ["", "studio", "studio.", "studio.x", "studio.-1", "house.1", "studio.١٢", "studio.1e3"]
)
def test_an_address_that_names_nothing_is_no_spot(text: str) -> None:
    assert Spot.read(text) is None


def test_a_spot_is_written_as_it_is_read() -> None:
    assert str(Spot(Level.STUDIO, 12)) == "studio.12"
    assert Spot.read("studio.12") == Spot(Level.STUDIO, 12)


ROWS: dict[Level, Callable[[Make, int], Any]] = {
    Level.COMMITTEE: lambda make, of: make.committee(),
    Level.SPECIAL_COMMITTEE: lambda make, of: make.special_committee(committee_id=of),
    Level.SECTOR: lambda make, of: make.sector(
        committee_id=of, term_id=make.term(committee_id=of).id
    ),
    Level.GROUP: lambda make, of: make.group(
        committee_id=of, term_id=make.term(committee_id=of).id
    ),
    Level.STUDIO: lambda make, of: make.studio(committee_id=of),
    Level.MEMBER: lambda make, of: make.member(committee_id=of),
}


@pytest.mark.parametrize("level", Level)
def test_each_level_of_another_committee_is_not_found(
    session: Session, make: Make, actor: Actor, level: Level
) -> None:
    there = ROWS[level](make, make.committee().id)

    with pytest.raises(NotFound):
        spots.way(session, actor, Spot(level, there.id))


@pytest.mark.parametrize("level", Level)
def test_what_is_gone_is_not_found(session: Session, actor: Actor, level: Level) -> None:
    with pytest.raises(NotFound):
        spots.find(session, actor, Spot(level, 999_999))


@pytest.mark.parametrize("role", lacking(Permission.BOARD_READ))
def test_only_who_may_read_boards_goes_down(session: Session, make: Make, role: Role) -> None:
    studio = make.studio()
    somebody = make.actor(role)

    with pytest.raises(NotPermitted):
        spots.find(session, somebody, Spot(Level.STUDIO, studio.id))


def test_what_lies_in_the_bin_is_not_found(session: Session, make: Make, actor: Actor) -> None:
    studio = make.studio(binned_at=clock.now())

    with pytest.raises(NotFound):
        spots.find(session, actor, Spot(Level.STUDIO, studio.id))


def test_the_way_leads_from_the_highest_committee_in_reach(session: Session, make: Make) -> None:
    province = make.committee(level=Rank.PROVINCE)
    prefecture = make.committee(province, level=Rank.PREFECTURE)
    county = make.committee(prefecture)
    sector = make.sector(committee_id=county.id, term_id=make.term(committee_id=county.id).id)
    who = make.member(committee_id=county.id, sector_id=sector.id)
    actor = make.actor(Role.CHAIR_OFFICE, prefecture)

    way = spots.way(session, actor, Spot(Level.MEMBER, who.id))

    assert way.committee_id == county.id
    assert [str(step.spot) for step in way.steps] == [
        f"committee.{prefecture.id}",
        f"committee.{county.id}",
        f"sector.{sector.id}",
        f"member.{who.id}",
    ]


def test_a_member_without_a_sector_stands_under_the_special_committee(
    session: Session, make: Make, actor: Actor
) -> None:
    special = make.special_committee()
    who = make.member(special_committee_id=special.id)

    way = spots.way(session, actor, Spot(Level.MEMBER, who.id))

    assert [step.spot.level for step in way.steps] == [
        Level.COMMITTEE,
        Level.SPECIAL_COMMITTEE,
        Level.MEMBER,
    ]


def test_a_studio_counts_what_it_held_in_the_period(
    session: Session, make: Make, actor: Actor
) -> None:
    studio = make.studio()
    came = by_studio(make, studio.id, served=30, opinions_heard=4, money_fen=100, goods_fen=23)
    make.attendance(came, make.member())
    make.attendance(came, make.member(), presence=Presence.ABSENT)
    by_studio(make, studio.id, served=7, held_on=BEFORE)
    by_studio(make, studio.id, served=9, stage=Stage.PLANNED)
    by_studio(make, make.studio().id, served=11)
    spot = Spot(Level.STUDIO, studio.id)

    found = held.figures(session, actor, spot, YEAR)
    months = held.by_month(session, actor, spot, YEAR)
    (row,) = held.listing(session, actor, spot, YEAR)

    assert found == held.HeldFigures(1, 30, 4, 0, 123)
    assert months == [held.MonthHeld(202605, 1, 30)]
    assert (row.id, row.served, row.came) == (came.id, 30, 1)


def test_a_sector_holds_nothing_itself(session: Session, make: Make, actor: Actor) -> None:
    spot = Spot(Level.SECTOR, make.sector().id)

    assert held.figures(session, actor, spot, YEAR) == held.HeldFigures()
    assert held.by_month(session, actor, spot, YEAR) == []
    assert held.listing(session, actor, spot, YEAR) == []


def test_members_of_a_sector_are_counted_with_what_they_did(
    session: Session, make: Make, actor: Actor
) -> None:
    sector = make.sector()
    eager, idle = (make.member(sector_id=sector.id) for _ in range(2))
    make.member(sector_id=sector.id, left_on=BEFORE)
    first, second = make.activity(), make.activity()
    make.attendance(first, eager)
    make.attendance(first, idle, presence=Presence.ABSENT)
    make.attendance(second, eager)
    shared = make.matter()
    for who, role in ((eager, AuthorRole.FIRST), (idle, AuthorRole.CO_SIGNER)):
        make.author(shared, who, role=role)
    make.author(make.matter(kind=MatterKind.PROPOSAL), eager)
    make.author(make.matter(state=State.DRAFT), eager)
    make.author(make.matter(), eager, consent=Consent.ASKED)
    spot = Spot(Level.SECTOR, sector.id)

    found = people.figures(session, actor, spot, YEAR)
    rows = people.listing(session, actor, spot, YEAR)
    months = people.by_month(session, actor, spot, YEAR)

    assert found == people.PeopleFigures(members=2, called=3, came=2, opinions=1, proposals=1)
    assert rows == [
        people.MemberRow(eager.id, eager.number, eager.name, 2, 2, 1, 1),
        people.MemberRow(idle.id, idle.number, idle.name, 1, 0, 1, 0),
    ]
    assert months == [people.MonthCalled(202605, 3, 2)]


def test_the_members_of_a_studio_are_its_lead_and_who_works_there(
    session: Session, make: Make, actor: Actor
) -> None:
    lead, works, left = make.member(), make.member(), make.member()
    studio = make.studio(lead_id=lead.id)
    works_in(make, studio.id, works)
    works_in(make, studio.id, left, until=BEFORE)

    rows = people.listing(session, actor, Spot(Level.STUDIO, studio.id), YEAR)

    assert {row.id for row in rows} == {lead.id, works.id}


def test_the_members_of_a_group_are_those_of_its_sectors_and_by_hand(
    session: Session, make: Make, actor: Actor
) -> None:
    sector = make.sector()
    group = make.group(term_id=sector.term_id)
    make.save(GroupSector(sector_group_id=group.id, sector_id=sector.id))
    inside_, added, removed = make.member(sector_id=sector.id), make.member(), make.member()
    removed.sector_id = sector.id
    for who, kind in ((added, ExceptionKind.ADDED), (removed, ExceptionKind.REMOVED)):
        make.save(GroupException(sector_group_id=group.id, member_id=who.id, kind=kind))

    rows = people.listing(session, actor, Spot(Level.GROUP, group.id), YEAR)

    assert {row.id for row in rows} == {inside_.id, added.id}


def test_a_member_is_told_with_each_activity_and_each_matter(
    session: Session, make: Make, actor: Actor
) -> None:
    who = make.member()
    activity = make.activity()
    make.attendance(activity, who, presence=Presence.ABSENT)
    make.attendance(make.activity(held_on=BEFORE), who)
    matter = make.matter()
    make.author(matter, who)
    spot = Spot(Level.MEMBER, who.id)

    (attended,) = member.attended(session, actor, spot, YEAR)
    (raised,) = member.raised(session, actor, spot, YEAR)

    assert (attended.id, attended.counted) == (activity.id, Presence.ABSENT)
    assert (raised.id, raised.kind) == (matter.id, MatterKind.OPINION)


def test_studios_are_listed_with_what_they_held(session: Session, make: Make, actor: Actor) -> None:
    idle, busy = make.studio(), make.studio()
    make.studio(committee_id=make.committee().id)
    by_studio(make, busy.id, served=30)

    rows = inside.listing(session, actor, make.home().id, Level.STUDIO, YEAR)

    assert [(row.id, row.activities, row.served) for row in rows] == [
        (busy.id, 1, 30),
        (idle.id, 0, 0),
    ]


def test_sectors_count_each_activity_once_that_their_members_came_to(
    session: Session, make: Make, actor: Actor
) -> None:
    sector = make.sector()
    activity = make.activity(served=30)
    for presence in (Presence.PRESENT, Presence.LATE, Presence.ABSENT):
        make.attendance(activity, make.member(sector_id=sector.id), presence=presence)

    (row,) = inside.listing(session, actor, make.home().id, Level.SECTOR, YEAR)

    assert (row.id, row.activities, row.served) == (sector.id, 1, 30)


def test_groups_and_sectors_are_those_of_the_term_that_runs(
    session: Session, make: Make, actor: Actor
) -> None:
    make.group(name="本届组")
    over = make.term(number=14, starts_on=date(2017, 1, 1), ends_on=date(2021, 12, 31))
    make.group(term_id=over.id, name="上届组")

    rows = inside.listing(session, actor, make.home().id, Level.GROUP, YEAR)

    assert [row.name for row in rows] == ["本届组"]


def test_committees_below_count_all_below_them(session: Session, make: Make) -> None:
    prefecture = make.committee(level=Rank.PREFECTURE)
    county = make.committee(prefecture)
    make.activity(committee_id=county.id, served=5)
    make.activity(committee_id=make.township(county).id, served=6)
    make.activity(committee_id=prefecture.id, served=7)
    actor = make.actor(Role.CHAIR_OFFICE, prefecture)

    rows = inside.listing(session, actor, prefecture.id, Level.COMMITTEE, YEAR)

    assert [(row.id, row.activities, row.served) for row in rows] == [(county.id, 2, 11)]


def test_special_committees_are_listed_and_members_are_not(
    session: Session, make: Make, actor: Actor
) -> None:
    special = make.special_committee()
    make.member()

    of = (session, actor, make.home().id)

    assert [row.id for row in inside.listing(*of, Level.SPECIAL_COMMITTEE, YEAR)] == [special.id]
    assert inside.listing(*of, Level.MEMBER, YEAR) == []
