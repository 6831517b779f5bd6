"""Composing groups from sectors, and taking them apart."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, select

from core.audit.models import AuditEntry
from core.committees.models import Term
from core.committees.trail import revision
from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.groups import detail, queries, service
from core.groups.drafts import GroupDraft
from core.groups.models import SectorGroup
from core.groups.queries import GroupFilter
from core.permissions import Actor, Permission, Role, lacking
from tests.factories import Make


@pytest.fixture
def clerk(make: Make) -> Actor:
    return make.actor(Role.CLERK)


@pytest.fixture
def term(make: Make) -> Term:
    return make.term(number=14)


def held(session: Session, actor: Actor, group_id: int) -> list[int]:
    return [seat.sector_id for seat in detail.sectors_of(session, actor, group_id)]


def last_action(session: Session) -> str:
    return session.exec(select(AuditEntry.action).order_by(AuditEntry.id.desc())).first() or ""  # type: ignore[attr-defined]  # a column at class level


class TestCompose:
    def test_a_group_holds_the_sectors_it_was_given(
        self, session: Session, make: Make, clerk: Actor, term: Term
    ) -> None:
        sectors = [make.sector(term_id=term.id) for _ in range(3)]
        before = revision(session, term.committee_id)

        group = service.compose(
            session, clerk, term.id, GroupDraft("第一界别活动组"), [sectors[0].id, sectors[2].id]
        )

        assert held(session, clerk, group.id) == [sectors[0].id, sectors[2].id]
        assert group.committee_id == term.committee_id
        assert last_action(session) == "group:composed"
        assert revision(session, term.committee_id) == before + 1

    @pytest.mark.parametrize("role", lacking(Permission.GROUP_WRITE))
    def test_refuses_roles_without_the_permission(
        self, role: Role, session: Session, make: Make, term: Term
    ) -> None:
        with pytest.raises(NotPermitted):
            service.compose(session, make.actor(role), term.id, GroupDraft("甲组"))

    def test_a_term_of_another_committee_is_not_found(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        theirs = make.term(committee_id=make.committee().id)

        with pytest.raises(NotFound):
            service.compose(session, clerk, theirs.id, GroupDraft("甲组"))

    def test_a_sector_belongs_to_one_group_only(
        self, session: Session, make: Make, clerk: Actor, term: Term
    ) -> None:
        sector = make.sector(term_id=term.id, name="教育界")
        service.compose(session, clerk, term.id, GroupDraft("甲组"), [sector.id])

        with pytest.raises(RuleBroken) as refused:
            service.compose(session, clerk, term.id, GroupDraft("乙组"), [sector.id])

        assert refused.value.field == "sectors"
        assert refused.value.parts == {"sector": "教育界", "group": "甲组"}

    def test_a_sector_of_another_term_is_not_found(
        self, session: Session, make: Make, clerk: Actor, term: Term
    ) -> None:
        other = make.sector(term_id=make.term(number=16, starts_on=date(2027, 1, 1)).id)

        with pytest.raises(NotFound):
            service.compose(session, clerk, term.id, GroupDraft("甲组"), [other.id])

    @pytest.mark.parametrize(("name", "told"), [("", "Give"), ("  ", "Give"), ("甲组", "already")])
    def test_a_name_is_there_and_is_borne_once(
        self, name: str, told: str, session: Session, clerk: Actor, term: Term
    ) -> None:
        service.compose(session, clerk, term.id, GroupDraft("甲组"))

        with pytest.raises(RuleBroken, match=told) as refused:
            service.compose(session, clerk, term.id, GroupDraft(name))

        assert refused.value.field == "name"

    def test_a_name_in_the_bin_is_told_so(self, session: Session, clerk: Actor, term: Term) -> None:
        group = service.compose(session, clerk, term.id, GroupDraft("甲组"))
        service.bin_group(session, clerk, group.id)

        with pytest.raises(RuleBroken, match="bin"):
            service.compose(session, clerk, term.id, GroupDraft("甲组"))


class TestEdit:
    def test_renames_and_raises_the_version(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        group = make.group(name="旧名")

        service.edit(session, clerk, group.id, GroupDraft(" 新名 ", "New", 3), group.version)

        assert (group.name, group.name_en, group.position, group.version) == ("新名", "New", 3, 2)
        assert last_action(session) == "group:edited"

    def test_the_loser_of_a_race_sees_the_difference(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        group = make.group(name="旧名")
        service.edit(session, clerk, group.id, GroupDraft("她的"), 1)

        with pytest.raises(EditConflict) as refused:
            service.edit(session, clerk, group.id, GroupDraft("他的"), 1)

        assert [(d.field, d.theirs, d.yours) for d in refused.value.differences] == [
            ("name", "她的", "他的")
        ]


class TestSectors:
    def test_are_put_and_taken(
        self, session: Session, make: Make, clerk: Actor, term: Term
    ) -> None:
        group = make.group(term_id=term.id)
        one, two = make.sector(term_id=term.id), make.sector(term_id=term.id)

        service.put_sectors(session, clerk, group.id, [one.id, two.id])
        service.take_sectors(session, clerk, group.id, [one.id])

        assert held(session, clerk, group.id) == [two.id]
        assert last_action(session) == "group:sectors_taken"

    def test_of_another_group_cannot_be_taken(
        self, session: Session, make: Make, clerk: Actor, term: Term
    ) -> None:
        theirs, mine = make.group(term_id=term.id), make.group(term_id=term.id)
        sector = make.sector(term_id=term.id)
        service.put_sectors(session, clerk, theirs.id, [sector.id])

        with pytest.raises(NotFound):
            service.take_sectors(session, clerk, mine.id, [sector.id])


class TestArrange:
    def test_21_sectors_become_8_groups_in_one_action(
        self, session: Session, make: Make, clerk: Actor, term: Term
    ) -> None:
        sectors = [make.sector(term_id=term.id) for _ in range(21)]
        groups = [make.group(term_id=term.id) for _ in range(8)]
        wanted = {row.id: groups[n % 8].id for n, row in enumerate(sectors)}

        moved = service.arrange(session, clerk, term.id, wanted, dict.fromkeys(wanted))

        assert moved == 21
        seats = detail.board_of_sectors(session, clerk, term.id)
        assert {seat.sector_id: seat.group_id for seat in seats} == wanted
        assert last_action(session) == "group:arranged"

    def test_what_somebody_else_moved_meanwhile_is_a_conflict(
        self, session: Session, make: Make, clerk: Actor, term: Term
    ) -> None:
        sector = make.sector(term_id=term.id, name="教育界")
        mine, theirs = make.group(term_id=term.id), make.group(term_id=term.id)
        service.put_sectors(session, clerk, theirs.id, [sector.id])

        with pytest.raises(EditConflict) as refused:
            service.arrange(session, clerk, term.id, {sector.id: mine.id}, {sector.id: None})

        difference = refused.value.differences[0]
        assert (difference.field, difference.theirs, difference.yours) == (
            "教育界",
            theirs.name,
            mine.name,
        )

    @pytest.mark.parametrize("stranger", ["sector", "group"])
    def test_leaves_other_terms_alone(
        self, stranger: str, session: Session, make: Make, clerk: Actor, term: Term
    ) -> None:
        other = make.term(number=16, starts_on=date(2027, 1, 1))
        sector = make.sector(term_id=other.id if stranger == "sector" else term.id)
        group = make.group(term_id=other.id if stranger == "group" else term.id)

        with pytest.raises(NotFound):
            service.arrange(session, clerk, term.id, {sector.id: group.id}, {sector.id: None})


class TestBin:
    def test_frees_the_sectors_and_takes_them_back(
        self, session: Session, make: Make, clerk: Actor, term: Term
    ) -> None:
        group = make.group(term_id=term.id)
        sectors = [make.sector(term_id=term.id).id for _ in range(2)]
        service.put_sectors(session, clerk, group.id, sectors)

        service.bin_group(session, clerk, group.id)

        assert {s.group_id for s in detail.board_of_sectors(session, clerk, term.id)} == {None}
        with pytest.raises(NotFound):
            queries.find(session, clerk, group.id)
        service.restore(session, clerk, group.id)
        assert held(session, clerk, group.id) == sectors
        assert last_action(session) == "group:restored"

    def test_restoring_leaves_what_another_group_took_meanwhile(
        self, session: Session, make: Make, clerk: Actor, term: Term
    ) -> None:
        group, other = make.group(term_id=term.id), make.group(term_id=term.id)
        one, two = (make.sector(term_id=term.id).id for _ in range(2))
        service.put_sectors(session, clerk, group.id, [one, two])
        service.bin_group(session, clerk, group.id)
        service.put_sectors(session, clerk, other.id, [two])

        service.restore(session, clerk, group.id)

        assert held(session, clerk, group.id) == [one]
        assert held(session, clerk, other.id) == [two]

    def test_what_is_not_in_the_bin_cannot_be_restored(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        with pytest.raises(NotFound):
            service.restore(session, clerk, make.group().id)


CHANGES = {
    "edit": lambda s, a, g: service.edit(s, a, g.id, GroupDraft("甲"), 1),
    "put": lambda s, a, g: service.put_sectors(s, a, g.id, []),
    "take": lambda s, a, g: service.take_sectors(s, a, g.id, []),
    "arrange": lambda s, a, g: service.arrange(s, a, g.term_id, {}, {}),
    "bin": lambda s, a, g: service.bin_group(s, a, g.id),
    "restore": lambda s, a, g: service.restore(s, a, g.id),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
class TestEachChange:
    def test_refuses_a_convener_although_the_group_is_theirs(
        self, change: Any, session: Session, make: Make
    ) -> None:
        group = make.group()

        with pytest.raises(NotPermitted):
            change(session, make.actor(Role.CONVENER, group), group)

    def test_does_not_find_a_group_of_another_committee(
        self, change: Any, session: Session, make: Make, clerk: Actor
    ) -> None:
        other = make.committee()
        term = make.term(committee_id=other.id)
        group = make.group(committee_id=other.id, term_id=term.id)

        with pytest.raises(NotFound):
            change(session, clerk, group)


class TestListing:
    def test_counts_sectors_members_and_names_the_lead(
        self, session: Session, make: Make, clerk: Actor, term: Term
    ) -> None:
        group = make.group(term_id=term.id, name="甲组")
        sector = make.sector(term_id=term.id)
        service.put_sectors(session, clerk, group.id, [sector.id])
        for _ in range(3):
            make.member(sector_id=sector.id)
        make.member(sector_id=sector.id, left_on=date(2024, 1, 1))

        (row,) = queries.listing(session, clerk, GroupFilter())

        assert (row.name, row.sectors, row.members, row.term) == ("甲组", 1, 3, 14)

    def test_a_convener_sees_the_own_group_only(self, session: Session, make: Make) -> None:
        own, _other = make.group(), make.group()
        convener = make.actor(Role.CONVENER, own)

        rows = queries.listing(session, convener, GroupFilter())

        assert [row.group_id for row in rows] == [own.id]
        assert queries.total(session, convener, GroupFilter()) == 1

    def test_searches_literally_pages_and_looks_into_the_bin(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        groups = [make.group(name=name, position=n) for n, name in enumerate(("甲%组", "乙组"))]

        found = queries.listing(session, clerk, GroupFilter(search="%"))
        second = queries.listing(session, clerk, GroupFilter(offset=1, limit=1))
        binned = queries.listing(session, clerk, GroupFilter(bin=True))

        assert [row.group_id for row in found] == [groups[0].id]
        assert [row.group_id for row in second] == [groups[1].id]
        assert binned == []

    def test_leaves_out_what_lies_in_the_bin(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        group: SectorGroup = make.group()
        service.bin_group(session, clerk, group.id)

        assert queries.listing(session, clerk, GroupFilter()) == []
        assert len(queries.listing(session, clerk, GroupFilter(bin=True))) == 1
