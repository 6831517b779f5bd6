"""Reading activities."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session

from core.activities import owners, pickers, queries
from core.activities import service as activities
from core.activities.drafts import Figures, Media
from core.activities.models import ActivityState, OwnerKind, Presence, Stage
from core.activities.queries import ActivityFilter, Order
from core.errors import NotFound, NotPermitted
from core.permissions import Actor, Permission, Role, lacking
from db.session import engine
from tests.core.activities.drafting import draft
from tests.factories import Make

BINNED = datetime(2026, 1, 1, tzinfo=UTC)


def listed(session: Session, actor: Actor, **wanted: Any) -> list[int]:
    return [row.id for row in queries.listing(session, actor, ActivityFilter(**wanted))]


class TestScope:
    def test_a_committee_reads_its_own_and_those_below(self, session: Session, make: Make) -> None:
        city = make.committee()
        county = make.committee(city)
        above, own = make.activity(committee_id=city.id), make.activity(committee_id=county.id)
        make.activity()

        assert set(listed(session, make.actor(Role.CHAIR_OFFICE, city, city))) == {above.id, own.id}
        assert listed(session, make.actor(Role.UPPER_COMMITTEE, county, county)) == [own.id]

    def test_narrow_roles_read_their_own(self, session: Session, make: Make) -> None:
        studio, group, special = make.studio(), make.group(), make.special_committee()
        make.activity()
        make.activity(owner_kind=OwnerKind.STUDIO, studio_id=make.studio().id)
        make.activity(owner_kind=OwnerKind.GROUP, sector_group_id=make.group().id)
        make.activity(
            owner_kind=OwnerKind.SPECIAL_COMMITTEE,
            special_committee_id=make.special_committee().id,
        )
        of_studio = make.activity(owner_kind=OwnerKind.STUDIO, studio_id=studio.id)
        of_group = make.activity(owner_kind=OwnerKind.GROUP, sector_group_id=group.id)
        of_special = make.activity(
            owner_kind=OwnerKind.SPECIAL_COMMITTEE, special_committee_id=special.id
        )

        assert listed(session, make.actor(Role.STUDIO_LEAD, studio)) == [of_studio.id]
        assert listed(session, make.actor(Role.CONVENER, group)) == [of_group.id]
        assert listed(session, make.actor(Role.SPECIAL_COMMITTEE_CLERK, special)) == [of_special.id]

    def test_a_member_reads_what_was_handed_in_about_the_own_attendance(
        self, session: Session, make: Make
    ) -> None:
        member = make.member()
        told = make.activity(state=ActivityState.CONFIRMED)
        for activity in (told, make.activity()):
            make.attendance(activity, member)
        make.activity(state=ActivityState.CONFIRMED)

        assert listed(session, make.actor(Role.MEMBER, member)) == [told.id]

    def test_a_township_reads_of_studios_that_the_county_keeps_there(
        self, session: Session, make: Make
    ) -> None:
        township = make.township()
        there = make.studio(township_id=township.id)
        own = make.activity(owner_kind=OwnerKind.STUDIO, studio_id=there.id)
        make.activity()

        assert listed(session, make.actor(Role.CLERK, township, township)) == [own.id]

    def test_one_record_is_found_within_the_scope_only(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        foreign = make.activity(committee_id=make.committee().id)
        binned = make.activity(binned_at=BINNED)

        for activity in (foreign, binned):
            for read in (queries.find, queries.detail, queries.attendance):
                with pytest.raises(NotFound):
                    read(session, clerk, activity.id)

    @pytest.mark.parametrize("role", lacking(Permission.ACTIVITY_READ))
    def test_refuses_roles_that_do_not_read(self, role: Role, session: Session, make: Make) -> None:
        actor, row = make.actor(role), make.activity()

        for read in (
            lambda: queries.total(session, actor, ActivityFilter()),
            lambda: queries.listing(session, actor, ActivityFilter()),
            lambda: queries.month(session, actor, 202605, ActivityFilter()),
            lambda: queries.waiting(session, actor),
            lambda: queries.recent(session, actor),
            lambda: queries.detail(session, actor, row.id),
            lambda: queries.attendance(session, actor, row.id),
            lambda: owners.options(session, actor, Permission.ACTIVITY_READ),
        ):
            with pytest.raises(NotPermitted):
                read()


class TestListing:
    def test_searches_title_place_and_topic_as_typed(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        by_title = make.activity(title="春季读书会")
        by_place = make.activity(place="读书角")
        make.activity(title="100%")

        assert set(listed(session, clerk, search="读书")) == {by_title.id, by_place.id}
        assert len(listed(session, clerk, search="%")) == 1
        assert queries.total(session, clerk, ActivityFilter(search="读书")) == 2

    def test_filters(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        studio, category = make.studio(), make.category(code="plenary")
        one = make.activity(
            owner_kind=OwnerKind.STUDIO,
            studio_id=studio.id,
            category_id=category.id,
            state=ActivityState.SUBMITTED,
            stage=Stage.PLANNED,
            held_on=date(2026, 3, 1),
        )
        make.activity()
        heading = next(
            row.code
            for row in queries_tree(session, clerk, make)
            if any(below.id == category.id for below in row.below)
        )

        for wanted in (
            {"owner_kind": OwnerKind.STUDIO},
            {"studio_id": studio.id},
            {"category": "plenary"},
            {"heading": heading},
            {"state": ActivityState.SUBMITTED},
            {"stage": Stage.PLANNED},
            {"until": date(2026, 3, 1)},
            {"since": date(2026, 2, 1), "until": date(2026, 4, 1)},
        ):
            assert listed(session, clerk, **wanted) == [one.id], wanted

    def test_sorts_and_pages_in_the_database(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        a = make.activity(title="甲", held_on=date(2026, 1, 1), served=5)
        b = make.activity(title="乙", held_on=date(2026, 2, 1), served=9)
        c = make.activity(title="丙", held_on=date(2026, 3, 1), served=1)

        assert listed(session, clerk) == [c.id, b.id, a.id]
        assert listed(session, clerk, order=Order.OLDEST) == [a.id, b.id, c.id]
        assert listed(session, clerk, order=Order.SERVED) == [b.id, a.id, c.id]
        assert listed(session, clerk, offset=1, limit=1) == [b.id]

    def test_a_row_names_category_owner_and_attendees(self, session: Session, make: Make) -> None:
        group = make.group(name="农业组", name_en="Agriculture")
        row = make.activity(owner_kind=OwnerKind.GROUP, sector_group_id=group.id)
        make.attendance(row, make.member())

        (shown,) = queries.listing(session, make.actor(Role.CLERK), ActivityFilter())

        assert (shown.owner, shown.owner_en, shown.attendees) == ("农业组", "Agriculture", 1)
        assert shown.committee == make.home().name
        assert shown.category.startswith("类别")

    def test_the_bin_is_asked_for_by_itself(self, session: Session, make: Make) -> None:
        clerk, row = make.actor(Role.CLERK), make.activity(binned_at=BINNED)

        assert listed(session, clerk) == []
        assert listed(session, clerk, bin=True) == [row.id]

    @pytest.mark.parametrize("rows", [1, 40])
    def test_asks_the_same_number_of_statements_whatever_the_rows(
        self, rows: int, session: Session, make: Make
    ) -> None:
        clerk, category = make.actor(Role.CLERK), make.category()
        for _ in range(rows):
            make.activity(category_id=category.id)
        asked: list[str] = []
        event.listen(engine(), "before_cursor_execute", lambda *a: asked.append(a[2]))

        queries.listing(session, clerk, ActivityFilter())
        queries.total(session, clerk, ActivityFilter())

        assert len(asked) == 4  # each also asks once which of the committees are townships


class TestMonth:
    def test_holds_the_days_of_one_month_in_order(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        days = [date(2026, 1, 31), date(2026, 2, 28), date(2026, 2, 1), date(2026, 3, 1)]
        rows = {day: make.activity(held_on=day).id for day in days}

        found = queries.month(session, clerk, 202602, ActivityFilter())

        assert [row.id for row in found] == [rows[days[2]], rows[days[1]]]

    def test_december_ends_with_the_year(self, session: Session, make: Make) -> None:
        clerk, row = make.actor(Role.CLERK), make.activity(held_on=date(2025, 12, 31))

        assert [r.id for r in queries.month(session, clerk, 202512, ActivityFilter())] == [row.id]


class TestWaiting:
    def test_who_confirms_sees_what_was_handed_in_and_who_wrote_what_was_returned(
        self, session: Session, make: Make
    ) -> None:
        studio = make.studio()
        lead, clerk = make.actor(Role.STUDIO_LEAD, studio), make.actor(Role.CLERK)
        given = {
            "owner_kind": OwnerKind.STUDIO,
            "studio_id": studio.id,
            "account_id": lead.account_id,
        }
        handed_in = make.activity(state=ActivityState.SUBMITTED, **given)
        returned = make.activity(state=ActivityState.RETURNED, returned_reason="缺照片", **given)
        make.activity(state=ActivityState.SUBMITTED, committee_id=make.committee().id)
        make.activity(state=ActivityState.SUBMITTED, binned_at=BINNED)

        for_clerk, for_lead = queries.waiting(session, clerk), queries.waiting(session, lead)

        assert [row.id for row in for_clerk.to_confirm] == [handed_in.id]
        assert for_clerk.returned == []
        assert for_lead.to_confirm == []
        assert [(row.id, row.returned_reason) for row in for_lead.returned] == [
            (returned.id, "缺照片")
        ]


def test_recent_ones_are_the_own_newest_first(session: Session, make: Make) -> None:
    clerk = make.actor(Role.CLERK)
    first = make.activity(account_id=clerk.account_id, recorded_at=datetime(2026, 6, 1, tzinfo=UTC))
    last = make.activity(account_id=clerk.account_id, recorded_at=datetime(2026, 6, 2, tzinfo=UTC))
    make.activity()

    assert [row.id for row in queries.recent(session, clerk)] == [last.id, first.id]


class TestDetail:
    def test_tells_all_that_was_typed(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        row = activities.record(
            session,
            clerk,
            draft(make, figures=Figures(served=7, money="3"), media=(Media("日报"),)),
        )

        told = queries.detail(session, clerk, row.id)

        assert (told.title, told.served, told.money_fen, told.recorded_by) == (
            "读书会",
            7,
            300,
            clerk.name,
        )
        assert told.media == (Media("日报", ""),)
        assert told.owner.id == make.home().id

    def test_rights_follow_role_and_state(self, session: Session, make: Make) -> None:
        studio = make.studio()
        lead, clerk = make.actor(Role.STUDIO_LEAD, studio), make.actor(Role.CLERK)
        chair = make.actor(Role.CHAIR_OFFICE)

        def rights(actor: Actor, state: ActivityState) -> str:
            row = make.activity(owner_kind=OwnerKind.STUDIO, studio_id=studio.id, state=state)
            own = queries.detail(session, actor, row.id).rights
            told = {"c": own.change, "s": own.submit, "r": own.return_, "k": own.confirm}
            return "".join(letter for letter, may in told.items() if may)

        states = list(ActivityState)
        assert [rights(lead, state) for state in states] == ["cs", "c", "cs", ""]
        assert [rights(clerk, state) for state in states] == ["csk", "crk", "csk", "cr"]
        assert [rights(chair, state) for state in states] == [""] * 4


class TestMembersFile:
    def test_tells_what_a_member_attended_in_a_year(self, session: Session, make: Make) -> None:
        clerk, member = make.actor(Role.CLERK), make.member()
        held = make.activity(title="春季视察")
        make.attendance(held, member, presence=Presence.LATE)
        for other in (
            make.activity(held_on=date(2025, 5, 1)),
            make.activity(binned_at=BINNED),
            make.activity(stage=Stage.PLANNED),
        ):
            make.attendance(other, member)

        rows = queries.attendance_of_member(session, clerk, member.id, 2026)

        assert [(row.title, row.presence) for row in rows] == [("春季视察", Presence.LATE)]

    def test_a_member_of_another_committee_is_not_found(self, session: Session, make: Make) -> None:
        foreign = make.member(committee_id=make.committee().id)

        with pytest.raises(NotFound):
            queries.attendance_of_member(session, make.actor(Role.CLERK), foreign.id, 2026)


class TestPickers:
    def test_owners_are_those_to_record_for(self, session: Session, make: Make) -> None:
        studio = make.studio()
        make.studio(binned_at=BINNED)
        over = make.term(number=14, starts_on=date(2017, 1, 1), ends_on=date(2021, 12, 31))
        make.group(term_id=over.id)
        special = make.special_committee()

        of_clerk = owners.options(session, make.actor(Role.CLERK))
        of_lead = owners.options(session, make.actor(Role.STUDIO_LEAD, studio))

        assert {(row.kind, row.id) for row in of_clerk} == {
            (OwnerKind.COMMITTEE, make.home().id),
            (OwnerKind.SPECIAL_COMMITTEE, special.id),
            (OwnerKind.STUDIO, studio.id),
        }
        assert [row.owner.id for row in of_lead] == [studio.id]

    def test_a_paste_finds_members_and_lists_what_it_could_not(
        self, session: Session, make: Make
    ) -> None:
        clerk, activity = make.actor(Role.CLERK), make.activity()
        member = make.member()
        left = make.member(left_on=date(2025, 1, 1))

        matched = pickers.pasted(session, clerk, activity.id, f"{member.name}\n{left.name}\n某某")

        assert [one.id for one in matched.found] == [member.id]
        assert len(matched.unknown) == 2
        assert [one.id for one in pickers.attendable(session, clerk, activity.id)] == [member.id]


def queries_tree(session: Session, actor: Actor, make: Make) -> list[Any]:
    from core.activities.catalogue import queries as catalogue

    return catalogue.tree(session, actor, make.home().id)
