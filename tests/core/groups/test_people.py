"""Conveners, and members put in or taken out by hand."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from core import clock
from core.errors import NotFound, NotPermitted, RuleBroken
from core.groups import detail, people, queries, service
from core.groups.drafts import ConvenerDraft
from core.groups.models import SectorGroup
from core.groups.queries import GroupFilter
from core.permissions import Actor, Permission, Role, lacking
from tests.core.groups.test_service import last_action
from tests.factories import Make

TODAY = clock.today()
DAY = timedelta(days=1)


@pytest.fixture
def clerk(make: Make) -> Actor:
    return make.actor(Role.CLERK)


@pytest.fixture
def group(make: Make) -> SectorGroup:
    return make.group(name="甲组")


def names(session: Session, actor: Actor, group: SectorGroup) -> list[str]:
    return [member.name for member in detail.members_of(session, actor, group.id)]


class TestAppoint:
    def test_the_lead_of_today_is_named_in_the_list(
        self, session: Session, make: Make, clerk: Actor, group: SectorGroup
    ) -> None:
        lead, deputy = make.member(), make.member()

        people.appoint(session, clerk, group.id, ConvenerDraft(lead.id, TODAY))
        people.appoint(session, clerk, group.id, ConvenerDraft(deputy.id, TODAY, deputy=True))

        assert queries.listing(session, clerk, GroupFilter())[0].convener == lead.name
        assert [row.name for row in detail.conveners(session, clerk, group.id)] == [
            lead.name,
            deputy.name,
        ]
        assert last_action(session) == "group:convener_appointed"

    @pytest.mark.parametrize("role", lacking(Permission.GROUP_WRITE))
    def test_refuses_roles_without_the_permission(
        self, role: Role, session: Session, make: Make, group: SectorGroup
    ) -> None:
        draft = ConvenerDraft(make.member().id, TODAY)

        with pytest.raises(NotPermitted):
            people.appoint(session, make.actor(role), group.id, draft)

    @pytest.mark.parametrize(("joined", "left"), [(TODAY + DAY, None), (date(2022, 1, 1), TODAY)])
    def test_a_convener_is_a_member_on_the_first_day(
        self,
        joined: date,
        left: date | None,
        session: Session,
        make: Make,
        clerk: Actor,
        group: SectorGroup,
    ) -> None:
        member = make.member(joined_on=joined, left_on=left)

        with pytest.raises(RuleBroken, match="not a member") as refused:
            people.appoint(session, clerk, group.id, ConvenerDraft(member.id, TODAY))

        assert refused.value.field == "starts_on"

    def test_a_member_of_another_committee_is_not_found(
        self, session: Session, make: Make, clerk: Actor, group: SectorGroup
    ) -> None:
        stranger = make.member(committee_id=make.committee().id)

        with pytest.raises(NotFound):
            people.appoint(session, clerk, group.id, ConvenerDraft(stranger.id, TODAY))

    def test_there_is_one_lead_on_any_day(
        self, session: Session, make: Make, clerk: Actor, group: SectorGroup
    ) -> None:
        first = people.appoint(session, clerk, group.id, ConvenerDraft(make.member().id, TODAY))
        second = ConvenerDraft(make.member().id, TODAY + DAY)

        with pytest.raises(RuleBroken, match="lead convener"):
            people.appoint(session, clerk, group.id, second)

        people.end_convener(session, clerk, first.id, TODAY)
        people.appoint(session, clerk, group.id, second)
        assert len(detail.conveners(session, clerk, group.id)) == 2

    def test_nobody_is_convener_twice_at_one_time(
        self, session: Session, make: Make, clerk: Actor, group: SectorGroup
    ) -> None:
        member = make.member()
        people.appoint(session, clerk, group.id, ConvenerDraft(member.id, TODAY))

        with pytest.raises(RuleBroken, match="in that time"):
            people.appoint(session, clerk, group.id, ConvenerDraft(member.id, TODAY, deputy=True))

    def test_ends_no_sooner_than_begun(
        self, session: Session, make: Make, clerk: Actor, group: SectorGroup
    ) -> None:
        member = make.member()

        with pytest.raises(RuleBroken, match="last day"):
            people.appoint(session, clerk, group.id, ConvenerDraft(member.id, TODAY, TODAY - DAY))
        kept = people.appoint(session, clerk, group.id, ConvenerDraft(member.id, TODAY))
        with pytest.raises(RuleBroken, match="last day"):
            people.end_convener(session, clerk, kept.id, TODAY - DAY)

    def test_what_is_not_there_cannot_be_ended(self, session: Session, clerk: Actor) -> None:
        with pytest.raises(NotFound):
            people.end_convener(session, clerk, 404, TODAY)


class TestByHand:
    def test_a_member_of_another_sector_is_added(
        self, session: Session, make: Make, clerk: Actor, group: SectorGroup
    ) -> None:
        member = make.member()

        people.add_member(session, clerk, group.id, member.id)

        (row,) = detail.members_of(session, clerk, group.id)
        assert (row.name, row.by_hand) == (member.name, True)
        assert last_action(session) == "group:member_added"

    def test_who_is_added_leaves_the_group_of_the_sector(
        self, session: Session, make: Make, clerk: Actor, group: SectorGroup
    ) -> None:
        other, third = make.group(), make.group()
        sector = make.sector(term_id=group.term_id)
        service.put_sectors(session, clerk, other.id, [sector.id])
        member = make.member(sector_id=sector.id)

        people.add_member(session, clerk, group.id, member.id)
        people.add_member(session, clerk, third.id, member.id)

        assert [names(session, clerk, each) for each in (group, other, third)] == [
            [],
            [],
            [member.name],
        ]

    def test_who_was_added_elsewhere_stays_there_when_a_group_is_restored(
        self, session: Session, make: Make, clerk: Actor, group: SectorGroup
    ) -> None:
        other, member = make.group(), make.member()
        people.add_member(session, clerk, group.id, member.id)
        service.bin_group(session, clerk, group.id)
        people.add_member(session, clerk, other.id, member.id)

        service.restore(session, clerk, group.id)

        assert names(session, clerk, group) == []
        assert names(session, clerk, other) == [member.name]

    def test_who_is_taken_out_comes_back_when_the_sector_decides_again(
        self, session: Session, make: Make, clerk: Actor, group: SectorGroup
    ) -> None:
        sector = make.sector(term_id=group.term_id)
        service.put_sectors(session, clerk, group.id, [sector.id])
        member = make.member(sector_id=sector.id)

        people.take_out_member(session, clerk, group.id, member.id)
        without = names(session, clerk, group)
        people.drop_exception(session, clerk, group.id, member.id)

        assert without == []
        assert names(session, clerk, group) == [member.name]
        assert last_action(session) == "group:exception_dropped"

    def test_without_an_exception_there_is_none_to_drop(
        self, session: Session, make: Make, clerk: Actor, group: SectorGroup
    ) -> None:
        with pytest.raises(NotFound):
            people.drop_exception(session, clerk, group.id, make.member().id)

    def test_a_member_counts_only_while_serving(
        self, session: Session, make: Make, clerk: Actor, group: SectorGroup
    ) -> None:
        gone, coming = make.member(left_on=TODAY), make.member(joined_on=TODAY + DAY)
        for member in (gone, coming):
            people.add_member(session, clerk, group.id, member.id)

        assert names(session, clerk, group) == []
        assert len(detail.members_of(session, clerk, group.id, TODAY - DAY)) == 1
        assert len(detail.members_of(session, clerk, group.id, TODAY + DAY)) == 1


CHANGES = {
    "appoint": lambda s, a, g, m: people.appoint(s, a, g.id, ConvenerDraft(m.id, TODAY)),
    "add": lambda s, a, g, m: people.add_member(s, a, g.id, m.id),
    "take out": lambda s, a, g, m: people.take_out_member(s, a, g.id, m.id),
    "drop": lambda s, a, g, m: people.drop_exception(s, a, g.id, m.id),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
class TestEachChange:
    def test_refuses_a_convener_although_the_group_is_theirs(
        self, change: Any, session: Session, make: Make, group: SectorGroup
    ) -> None:
        with pytest.raises(NotPermitted):
            change(session, make.actor(Role.CONVENER, group), group, make.member())

    def test_does_not_find_a_group_of_another_committee(
        self, change: Any, session: Session, make: Make, clerk: Actor
    ) -> None:
        other = make.committee()
        theirs = make.group(
            committee_id=other.id, term_id=make.term(committee_id=other.id, number=9).id
        )

        with pytest.raises(NotFound):
            change(session, clerk, theirs, make.member(committee_id=other.id))
