"""The roster, pickers, one member's file, and who reaches whom."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session

from core import clock
from core.errors import NotFound, NotPermitted
from core.groups.models import ExceptionKind, GroupException, GroupSector
from core.members import coverage, files, phones, queries
from core.members.models import Appointment, AppointmentKind, Liaison, Post, PostKind
from core.members.names import pinyin_of
from core.members.queries import Filters, Order, Page, Standing
from core.permissions import Permission, Role, lacking
from core.studios.models import StudioMember
from db.session import engine
from tests.factories import Make

DAY = date(2026, 5, 20)


@pytest.fixture
def roster(make: Make) -> dict[str, int]:
    """Some members, by name."""
    sector, special = make.sector(), make.special_committee()
    rows: list[dict[str, Any]] = [
        {"number": "2", "name": "张三", "employer": "示例县第一中学", "sector_id": sector.id},
        {"number": "10", "name": "单甲", "standing": True},
        {"number": "1", "name": "李四", "special_committee_id": special.id},
        {"number": "3", "name": "王五", "left_on": date(2024, 1, 1)},
        {"number": "4", "name": "赵六", "binned_at": clock.now()},
        {"number": "5", "name": "钱_七%", "joined_on": date(2025, 1, 1)},
    ]
    made = [make.member(name_pinyin=pinyin_of(row["name"]), **row) for row in rows]
    make.member(committee_id=make.committee().id, name="外县张三")
    return {member.name: member.id for member in made}


def shown(session: Session, make: Make, filters: Filters, order: Order = Order.NUMBER) -> list[str]:
    clerk = make.actor(Role.CLERK)
    rows = queries.listing(session, clerk, make.home().id, filters, Page(order))
    assert queries.total(session, clerk, make.home().id, filters) == len(rows)
    return [row.name for row in rows]


class TestListing:
    @pytest.mark.usefixtures("roster")
    def test_shows_who_serves_today_in_order_of_number(self, session: Session, make: Make) -> None:
        assert shown(session, make, Filters()) == ["李四", "张三", "钱_七%", "单甲"]

    @pytest.mark.usefixtures("roster")
    @pytest.mark.parametrize(
        ("typed", "found"),
        [
            ("三", ["张三"]),
            ("zs", ["张三"]),
            ("Zhang San", ["张三"]),
            ("shanj", ["单甲"]),
            ("danjia", ["单甲"]),
            ("10", ["单甲"]),
            ("第一中学", ["张三"]),
            ("%", ["钱_七%"]),
            ("_", ["钱_七%"]),
            ("'; --", []),
            ("三\x00\ud800", ["张三"]),
            ("长" * 5000, []),
        ],
    )
    def test_is_searched_by_name_number_employer_and_pinyin(
        self, typed: str, found: list[str], session: Session, make: Make
    ) -> None:
        assert shown(session, make, Filters(search=typed)) == found

    @pytest.mark.usefixtures("roster")
    @pytest.mark.parametrize(
        ("filters", "found"),
        [
            (Filters(standing=Standing.LEFT), ["王五"]),
            (Filters(standing=Standing.BINNED), ["赵六"]),
            (Filters(standing=Standing.EVERYBODY), ["李四", "张三", "王五", "钱_七%", "单甲"]),
            (Filters(on=date(2023, 12, 31)), ["李四", "张三", "王五", "单甲"]),
            (Filters(on=date(2024, 1, 1)), ["李四", "张三", "单甲"]),
            (Filters(standing_member=True), ["单甲"]),
        ],
    )
    def test_is_narrowed_by_standing_on_a_day(
        self, filters: Filters, found: list[str], session: Session, make: Make
    ) -> None:
        assert shown(session, make, filters) == found

    def test_is_narrowed_by_body_group_and_township(
        self, roster: dict[str, int], session: Session, make: Make
    ) -> None:
        zhang = queries.find(
            session, make.actor(Role.CLERK), roster["张三"], Permission.MEMBER_READ
        )
        li = queries.find(session, make.actor(Role.CLERK), roster["李四"], Permission.MEMBER_READ)
        group = make.group()
        make.save(GroupSector(sector_group_id=group.id, sector_id=zhang.sector_id or 0))
        village = make.community()
        make.save(Liaison(member_id=li.id, community_id=village.id, starts_on=DAY))

        by_sector = Filters(sector_id=zhang.sector_id)
        by_special = Filters(special_committee_id=li.special_committee_id)
        by_group = Filters(group_id=group.id)
        by_township = Filters(township_id=village.township_id, on=DAY)

        assert shown(session, make, by_sector) == ["张三"]
        assert shown(session, make, by_special) == ["李四"]
        assert shown(session, make, by_group) == ["张三"]
        assert shown(session, make, by_township) == ["李四"]
        assert (
            shown(session, make, Filters(township_id=village.township_id, on=date(2026, 5, 19)))
            == []
        )

    @pytest.mark.usefixtures("roster")
    def test_is_sorted_by_pinyin_or_newest(self, session: Session, make: Make) -> None:
        by_pinyin = shown(session, make, Filters(), Order.PINYIN)
        newest = shown(session, make, Filters(), Order.JOINED)

        assert by_pinyin == ["李四", "钱_七%", "单甲", "张三"]
        assert newest[0] == "钱_七%"

    @pytest.mark.usefixtures("roster")
    def test_comes_in_pages(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)

        page = queries.listing(session, clerk, make.home().id, page=Page(offset=1, limit=2))

        assert [row.name for row in page] == ["张三", "钱_七%"]

    def test_takes_one_statement_whatever_the_rows(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        for _ in range(5):
            make.member(sector_id=make.sector().id)
        statements: list[str] = []
        event.listen(engine(), "before_cursor_execute", lambda *a: statements.append(a[2]))

        queries.listing(session, clerk, make.home().id, Filters(search="x"))

        assert len(statements) == 1

    @pytest.mark.parametrize("role", lacking(Permission.MEMBER_READ))
    def test_is_refused_to_roles_without_the_permission(
        self, role: Role, session: Session, make: Make
    ) -> None:
        actor = make.actor(role)
        home = make.home().id

        for read in (queries.listing, queries.total, queries.names):
            with pytest.raises(NotPermitted):
                read(session, actor, home)
        with pytest.raises(NotPermitted):
            files.file_of(session, actor, 1)
        with pytest.raises(NotPermitted):
            coverage.coverage(session, actor, home, DAY)
        with pytest.raises(NotPermitted):
            coverage.tied_members(session, actor, home, DAY)


class TestReach:
    def seen(self, session: Session, make: Make, role: Role, scope: Any) -> list[int]:
        actor = make.actor(role, scope)
        rows = queries.listing(session, actor, make.home().id)
        for row in rows:
            queries.find(session, actor, row.id, Permission.MEMBER_READ)
        return sorted(row.id for row in rows)

    def test_a_special_committees_clerk_sees_its_members(
        self, session: Session, make: Make
    ) -> None:
        special = make.special_committee()
        inside = make.member(special_committee_id=special.id)
        make.member(special_committee_id=make.special_committee().id)

        assert self.seen(session, make, Role.SPECIAL_COMMITTEE_CLERK, special) == [inside.id]

    def test_a_studio_lead_sees_lead_and_present_members_of_the_studio(
        self, session: Session, make: Make
    ) -> None:
        lead, works, gone, other = (make.member() for _ in range(4))
        studio, elsewhere = make.studio(lead_id=lead.id), make.studio(lead_id=other.id)
        start = date(2023, 1, 1)
        for member, place, end in (
            (works, studio, None),
            (gone, studio, date(2024, 1, 1)),
            (other, elsewhere, None),
        ):
            make.save(
                StudioMember(studio_id=place.id, member_id=member.id, starts_on=start, ends_on=end)
            )

        assert self.seen(session, make, Role.STUDIO_LEAD, studio) == [lead.id, works.id]

    def test_a_convener_sees_the_sectors_members_less_and_more_by_hand(
        self, session: Session, make: Make
    ) -> None:
        sector, other_sector = make.sector(), make.sector()
        group, other = make.group(), make.group()
        make.save(GroupSector(sector_group_id=group.id, sector_id=sector.id))
        make.save(GroupSector(sector_group_id=other.id, sector_id=other_sector.id))
        follows, removed, moved = (make.member(sector_id=sector.id) for _ in range(3))
        added = make.member(sector_id=other_sector.id)
        make.member(sector_id=other_sector.id)
        make.member()
        for of, member, kind in (
            (group, removed, ExceptionKind.REMOVED),
            (other, moved, ExceptionKind.ADDED),
            (group, added, ExceptionKind.ADDED),
        ):
            make.save(GroupException(sector_group_id=of.id, member_id=member.id, kind=kind))

        assert self.seen(session, make, Role.CONVENER, group) == [follows.id, added.id]
        assert self.seen(session, make, Role.CONVENER, other)[0] == moved.id

    def test_a_member_sees_the_own_file_only(self, session: Session, make: Make) -> None:
        me, other = make.member(), make.member()
        actor = make.actor(Role.MEMBER, me)

        assert self.seen(session, make, Role.MEMBER, me) == [me.id]
        with pytest.raises(NotFound):
            files.file_of(session, actor, other.id)

    def test_the_upper_committee_sees_those_below_and_not_beside(
        self, session: Session, make: Make
    ) -> None:
        above = make.committee()
        below = make.committee(above)
        member = make.member(committee_id=below.id)
        beside = make.member(committee_id=make.committee().id)
        actor = make.actor(Role.UPPER_COMMITTEE, above)

        assert files.file_of(session, actor, member.id).member.id == member.id
        with pytest.raises(NotFound):
            files.file_of(session, actor, beside.id)


class TestFile:
    def test_holds_posts_liaison_and_appointments_with_the_phone_masked(
        self, session: Session, make: Make
    ) -> None:
        member = make.member(sector_id=make.sector().id, phone=phones.seal("13800000001"))
        village = make.community()
        make.save(Post(member_id=member.id, kind=PostKind.CONVENER, starts_on=DAY))
        make.save(Liaison(member_id=member.id, community_id=village.id, starts_on=DAY))
        make.save(
            Appointment(
                committee_id=member.committee_id,
                member_id=member.id,
                kind=AppointmentKind.PROJECT,
                unit="示例项目",
                starts_on=DAY,
            )
        )

        file = files.file_of(session, make.actor(Role.CLERK), member.id)

        assert file.phone == "138****0001"
        assert file.committee.name == make.home().name
        assert (file.sector.name != "", file.special_committee.name) == (True, "")
        assert [post.kind for post in file.posts] == [PostKind.CONVENER]
        assert [tie.community for tie in file.liaisons] == [village.name]
        assert [one.unit for one in file.appointments] == ["示例项目"]


class TestNames:
    def test_are_those_who_serve_in_order_of_pinyin(
        self, roster: dict[str, int], session: Session, make: Make
    ) -> None:
        clerk = make.actor(Role.CLERK)

        everybody = queries.names(session, clerk, make.home().id)
        one = queries.names(session, clerk, make.home().id, "zs", limit=1)

        assert [row.name for row in everybody] == ["李四", "钱_七%", "单甲", "张三"]
        assert [row.id for row in one] == [roster["张三"]]


class TestCoverage:
    def test_counts_places_with_a_serving_member_by_township(
        self, session: Session, make: Make
    ) -> None:
        from core.committees.models import CommunityKind

        first, second = make.township(), make.township()
        village, bare = (make.community(township_id=first.id) for _ in range(2))
        street = make.community(township_id=second.id, kind=CommunityKind.URBAN)
        tied, left = make.member(), make.member(left_on=date(2024, 1, 1))
        also = make.member()
        for member, place, end in (
            (tied, village, None),
            (also, village, None),
            (tied, street, None),
            (left, bare, None),
            (tied, bare, date(2024, 1, 1)),
        ):
            make.save(
                Liaison(
                    member_id=member.id,
                    community_id=place.id,
                    starts_on=date(2023, 1, 1),
                    ends_on=end,
                )
            )
        make.community(township_id=make.township(make.committee()).id)
        reader = make.actor(Role.CHAIR_OFFICE)

        rows = coverage.coverage(session, reader, make.home().id, DAY)

        told = [
            (row.township_id, row.villages, row.villages_with_member, row.communities)
            for row in rows
        ]
        assert told == [(first.id, 2, 1, 0), (second.id, 0, 0, 1)]
        assert [(row.places, row.with_member, row.ties) for row in rows] == [(2, 1, 2), (1, 1, 1)]
        assert coverage.tied_members(session, reader, make.home().id, DAY) == 2

    def test_of_another_committee_is_empty(self, session: Session, make: Make) -> None:
        other = make.committee()
        make.community(township_id=make.township(other).id)
        reader = make.actor(Role.CHAIR_OFFICE)

        assert coverage.coverage(session, reader, other.id, DAY) == []
        assert coverage.tied_members(session, reader, other.id, DAY) == 0


def test_the_count_of_a_day_leaves_out_who_had_left_by_then(session: Session, make: Make) -> None:
    make.member()
    make.member(left_on=DAY)
    clerk = make.actor(Role.CLERK)

    assert queries.on_day_count(session, clerk, make.home().id, DAY) == 1
