"""Registering, editing, leaving, the bin, and the phone on request."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url
from sqlmodel import Session, select

from core import clock
from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.members import appointments, liaisons, phones, posts, service
from core.members.drafts import AppointmentDraft, LiaisonDraft, MemberDraft, PostDraft
from core.members.models import Appointment, AppointmentKind, Liaison, Member, Post, PostKind
from core.permissions import Actor, Permission, Role, lacking
from db.base import metadata
from db.session import engine
from tests.core.members.conftest import LastEntry, Revisions
from tests.factories import Make

DRAFT = MemberDraft(name="张  三", joined_on=date(2022, 1, 1), phone="１３８０００００００１")
DAY = date(2026, 5, 20)

# Every change to a member, as (name, what it does to a member).
CHANGES: dict[str, Callable[[Session, Actor, Member], Any]] = {
    "member:edited": lambda s, a, m: service.edit(s, a, m.id, DRAFT, m.version),
    "member:left": lambda s, a, m: service.leave(s, a, m.id, DAY, m.version),
    "member:returned": lambda s, a, m: service.return_to_office(s, a, m.id, m.version),
    "member:binned": lambda s, a, m: service.bin_member(s, a, m.id),
    "member:phone shown": lambda s, a, m: service.show_phone(s, a, m.id),
    "member:post given": lambda s, a, m: posts.give_post(
        s, a, m.id, PostDraft(PostKind.STANDING_MEMBER, DAY)
    ),
    "member:appointed": lambda s, a, m: appointments.appoint(
        s, a, m.id, AppointmentDraft(AppointmentKind.SUPERVISOR, "示例县人民法院", DAY)
    ),
}
PERMISSION = {
    action: Permission.MEMBER_UNMASK if "phone" in action else Permission.MEMBER_WRITE
    for action in CHANGES
}


@pytest.mark.parametrize("action", CHANGES)
class TestEachChange:
    def test_is_told_in_the_trail_and_to_the_boards(
        self,
        action: str,
        session: Session,
        make: Make,
        last_entry: LastEntry,
        revision: Revisions,
    ) -> None:
        member = make.member()
        clerk = make.actor(Role.CLERK)

        CHANGES[action](session, clerk, member)

        entry = last_entry()
        assert (entry.action, entry.subject_kind, entry.subject_id) == (
            action,
            "member",
            member.id,
        )
        assert (entry.account_id, entry.committee_id) == (clerk.account_id, member.committee_id)
        assert revision(member.committee_id) == 1

    def test_of_another_committees_member_is_not_found(
        self, action: str, session: Session, make: Make
    ) -> None:
        foreign = make.member(committee_id=make.committee().id)
        clerk = make.actor(Role.CLERK)

        with pytest.raises(NotFound):
            CHANGES[action](session, clerk, foreign)

    def test_is_refused_to_roles_without_the_permission(
        self, action: str, session: Session, make: Make
    ) -> None:
        member = make.member()

        for role in lacking(PERMISSION[action]):
            actor = make.actor(role)
            with pytest.raises(NotPermitted):
                CHANGES[action](session, actor, member)

    def test_of_a_member_in_the_bin_is_not_found(
        self, action: str, session: Session, make: Make
    ) -> None:
        binned = make.member(binned_at=clock.now())
        clerk = make.actor(Role.CLERK)

        with pytest.raises(NotFound):
            CHANGES[action](session, clerk, binned)


class TestRegister:
    def test_keeps_the_name_in_one_form_and_the_phone_sealed(
        self, session: Session, make: Make, last_entry: LastEntry, revision: Revisions
    ) -> None:
        clerk = make.actor(Role.CLERK)

        member = service.register(session, clerk, make.home().id, DRAFT)

        assert (member.name, member.name_pinyin) == ("张三", "zhang1san0zhangsan0zs")
        assert phones.unseal(member.phone) == "13800000001"
        entry = last_entry()
        assert entry.action == "member:registered"
        assert "13800000001" not in entry.after
        assert member.phone not in entry.after
        assert revision(make.home().id) == 1

    def test_gives_the_next_number_where_none_is_typed(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        make.member(number="0041")
        make.member(number="A99", binned_at=clock.now())
        make.member(number="0900", committee_id=make.committee().id)

        member = service.register(session, clerk, make.home().id, DRAFT)

        assert member.number == "0042"

    @pytest.mark.parametrize("binned_at", [None, clock.now()])
    def test_refuses_a_number_that_somebody_has(
        self, session: Session, make: Make, binned_at: Any
    ) -> None:
        clerk = make.actor(Role.CLERK)
        make.member(number="0041", name="委员甲", binned_at=binned_at)

        with pytest.raises(RuleBroken, match="委员甲") as refused:
            service.register(session, clerk, make.home().id, replace(DRAFT, number="００41"))

        assert refused.value.field == "number"

    @pytest.mark.parametrize("role", lacking(Permission.MEMBER_WRITE))
    def test_refuses_roles_without_the_permission(
        self, role: Role, session: Session, make: Make
    ) -> None:
        actor = make.actor(role)

        with pytest.raises(NotPermitted):
            service.register(session, actor, make.home().id, DRAFT)

    def test_in_another_committee_is_not_found(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)

        with pytest.raises(NotFound):
            service.register(session, clerk, make.committee().id, DRAFT)

    @pytest.mark.parametrize(
        ("changed", "field"),
        [
            ({"name": "\u200b "}, "name"),
            ({"name": "长" * 61}, "name"),
            ({"phone": "123"}, "phone"),
            ({"birth_year": 1899}, "birth_year"),
            ({"birth_year": clock.today().year - 17}, "birth_year"),
            ({"terms_served": 0}, "terms_served"),
            ({"scored": False, "not_scored_reason": " "}, "not_scored_reason"),
            ({"employer": "长" * 121}, "employer"),
        ],
    )
    def test_refuses_what_cannot_be_beside_its_field(
        self, changed: dict[str, Any], field: str, session: Session, make: Make
    ) -> None:
        clerk = make.actor(Role.CLERK)

        with pytest.raises(RuleBroken) as refused:
            service.register(session, clerk, make.home().id, replace(DRAFT, **changed))

        assert refused.value.field == field

    def test_refuses_a_sector_or_special_committee_of_another_committee(
        self, session: Session, make: Make
    ) -> None:
        clerk = make.actor(Role.CLERK)
        other = make.committee().id
        term = make.term(committee_id=other)
        sector = make.sector(committee_id=other, term_id=term.id)
        crossed = make.sector(committee_id=make.home().id, term_id=term.id)
        special = make.special_committee(committee_id=other)

        crossing: list[tuple[dict[str, Any], str]] = [
            ({"sector_id": sector.id}, "sector_id"),
            ({"sector_id": crossed.id}, "sector_id"),
            ({"special_committee_id": special.id}, "special_committee_id"),
        ]
        for changed, field in crossing:
            with pytest.raises(RuleBroken) as refused:
                service.register(session, clerk, make.home().id, replace(DRAFT, **changed))
            assert refused.value.field == field


class TestEdit:
    def test_changes_name_and_pinyin_and_raises_the_version(
        self, session: Session, make: Make
    ) -> None:
        clerk = make.actor(Role.CLERK)
        member = make.member(number="0007")

        service.edit(session, clerk, member.id, replace(DRAFT, name="单甲"), 1)

        assert (member.name, member.number, member.version) == ("单甲", "0007", 2)
        assert member.name_pinyin.startswith("shan1jia")

    @pytest.mark.parametrize("typed", [None, "138 0000 0001"])
    def test_leaves_the_sealed_phone_alone_when_it_is_the_same(
        self, typed: str | None, session: Session, make: Make, last_entry: LastEntry
    ) -> None:
        clerk = make.actor(Role.CLERK)
        sealed = phones.seal("13800000001")
        member = make.member(phone=sealed)

        service.edit(session, clerk, member.id, replace(DRAFT, phone=typed), 1)

        assert member.phone == sealed
        assert "phone" not in last_entry().after

    def test_takes_the_phone_out_when_it_was_emptied(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        member = make.member(phone=phones.seal("13800000001"))

        service.edit(session, clerk, member.id, replace(DRAFT, phone=""), 1)

        assert member.phone == ""

    def test_shows_the_loser_of_a_race_what_differs_with_phones_masked(
        self, session: Session, make: Make
    ) -> None:
        clerk = make.actor(Role.CLERK)
        member = make.member(phone=phones.seal("13900000009"), name="委员甲", version=2)
        sector = make.sector()
        mine = replace(DRAFT, sector_id=sector.id)

        with pytest.raises(EditConflict) as refused:
            service.edit(session, clerk, member.id, mine, 1)

        told = {one.field: (one.theirs, one.yours) for one in refused.value.differences}
        assert told["name"] == ("委员甲", "张三")
        assert told["phone"] == ("139****0009", "138****0001")
        assert told["sector_id"] == ("", sector.name)
        assert member.name == "委员甲"

    def test_refuses_joining_after_the_day_of_leaving(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        member = make.member(left_on=date(2024, 1, 1))

        with pytest.raises(RuleBroken, match="joined on"):
            service.edit(session, clerk, member.id, replace(DRAFT, joined_on=DAY), 1)

    def test_refuses_the_number_of_somebody_else(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        make.member(number="0001")
        member = make.member(number="0002")

        with pytest.raises(RuleBroken, match="0001"):
            service.edit(session, clerk, member.id, replace(DRAFT, number="0001"), 1)


class TestLeave:
    def test_ends_what_is_open_that_day_and_keeps_what_had_ended(
        self, session: Session, make: Make
    ) -> None:
        clerk = make.actor(Role.CLERK)
        member = make.member()
        past, begins_later = date(2023, 1, 1), date(2027, 1, 1)
        held = [
            make.save(
                Post(member_id=member.id, kind=PostKind.CONVENER, starts_on=start, ends_on=end)
            )
            for start, end in [
                (past, None),
                (past, past),
                (begins_later, None),
                (past, begins_later),
            ]
        ]
        tie = make.save(
            Liaison(member_id=member.id, community_id=make.community().id, starts_on=past)
        )
        sent = make.save(
            Appointment(
                committee_id=member.committee_id,
                member_id=member.id,
                kind=AppointmentKind.HEARING,
                unit="示例局",
                starts_on=past,
            )
        )

        service.leave(session, clerk, member.id, DAY, 1)

        session.expire_all()
        assert [post.ends_on for post in held] == [DAY, past, begins_later, DAY]
        assert (tie.ends_on, sent.ends_on, member.left_on) == (DAY, DAY, DAY)

    def test_touches_nobody_else(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        other = make.member()
        post = make.save(Post(member_id=other.id, kind=PostKind.CONVENER, starts_on=DAY))

        service.leave(session, clerk, make.member().id, DAY, 1)

        session.expire_all()
        assert post.ends_on is None

    def test_refuses_a_day_before_joining(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        member = make.member(joined_on=DAY)

        with pytest.raises(RuleBroken) as refused:
            service.leave(session, clerk, member.id, date(2026, 5, 19), 1)

        assert refused.value.field == "left_on"

    def test_refuses_a_stale_version(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        member = make.member(version=3)

        with pytest.raises(EditConflict):
            service.leave(session, clerk, member.id, DAY, 2)


class TestBin:
    def test_gives_back_what_it_took_with_all_that_hangs_on_it(
        self, session: Session, make: Make, last_entry: LastEntry
    ) -> None:
        clerk = make.actor(Role.CLERK)
        member = make.member()
        post = make.save(Post(member_id=member.id, kind=PostKind.CONVENER, starts_on=DAY))
        service.bin_member(session, clerk, member.id)

        service.restore(session, clerk, member.id)

        assert member.binned_at is None
        assert session.get(Post, post.id) is post
        assert last_entry().action == "member:restored"

    def test_restoring_what_is_not_there_is_not_found(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        foreign = make.member(committee_id=make.committee().id, binned_at=clock.now())

        for member in (foreign, make.member()):
            with pytest.raises(NotFound):
                service.restore(session, clerk, member.id)

    @pytest.mark.parametrize("role", lacking(Permission.MEMBER_WRITE))
    def test_restoring_is_refused_to_roles_without_the_permission(
        self, role: Role, session: Session, make: Make
    ) -> None:
        actor = make.actor(role)
        member = make.member(binned_at=clock.now())

        with pytest.raises(NotPermitted):
            service.restore(session, actor, member.id)


class TestShowPhone:
    def test_shows_the_whole_number(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        member = make.member(phone=phones.seal("13800000001"))

        assert service.show_phone(session, clerk, member.id) == "13800000001"

    def test_no_number_stands_anywhere_in_the_database_as_it_lies_on_the_disk(
        self, session: Session, make: Make, database: str
    ) -> None:
        clerk = make.actor(Role.CLERK)
        numbers = [f"138{n:08}" for n in range(20)]
        for number in numbers:
            member = service.register(session, clerk, make.home().id, replace(DRAFT, phone=number))
            service.show_phone(session, clerk, member.id)
        session.commit()

        assert not [number for number in numbers if number.encode() in lying_on_disk(database)]

    def test_after_a_new_key_all_are_sealed_with_it_and_still_read(
        self, session: Session, make: Make
    ) -> None:
        member = make.member(phone=phones.seal("13800000001"))
        make.member()
        before = member.phone
        phones.renew_key()

        resealed = service.reseal_phones(session)

        assert resealed == 1
        assert member.phone.split(":")[3] != before.split(":")[3]
        assert phones.unseal(member.phone) == "13800000001"


def lying_on_disk(url: str) -> bytes:
    """The raw database: its file, or all rows of its tables as text."""
    if url.startswith("sqlite"):
        return Path(make_url(url).database or "").read_bytes()
    with engine().connect() as connection:
        tables = [connection.execute(one.select()).all() for one in metadata().sorted_tables]
    return str(tables).encode()


class TestPosts:
    def test_one_chair_at_a_time(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        first, second = make.member(name="委员甲"), make.member()
        posts.give_post(session, clerk, first.id, PostDraft(PostKind.CHAIR, date(2022, 1, 1)))

        with pytest.raises(RuleBroken, match="委员甲") as refused:
            posts.give_post(session, clerk, second.id, PostDraft(PostKind.CHAIR, DAY))

        assert (refused.value.field, refused.value.parts["post"]) == ("starts_on", PostKind.CHAIR)

    def test_the_next_chair_follows_when_the_post_has_ended_and_the_past_one_is_kept(
        self, session: Session, make: Make
    ) -> None:
        clerk = make.actor(Role.CLERK)
        first, second = make.member(), make.member()
        chair = PostDraft(PostKind.CHAIR, date(2022, 1, 1))
        old = posts.give_post(session, clerk, first.id, chair)
        posts.end_post(session, clerk, old.id, date(2026, 5, 19))

        posts.give_post(session, clerk, second.id, PostDraft(PostKind.CHAIR, DAY))

        kept = [(one.member_id, one.ends_on) for one in session.exec(select(Post))]
        assert set(kept) == {(first.id, date(2026, 5, 19)), (second.id, None)}

    def test_an_end_may_not_be_moved_into_the_days_of_the_next_chair(
        self, session: Session, make: Make
    ) -> None:
        clerk = make.actor(Role.CLERK)
        old = posts.give_post(
            session,
            clerk,
            make.member().id,
            PostDraft(PostKind.CHAIR, date(2022, 1, 1), date(2024, 1, 1)),
        )
        posts.give_post(session, clerk, make.member().id, PostDraft(PostKind.CHAIR, DAY))

        with pytest.raises(RuleBroken):
            posts.end_post(session, clerk, old.id, DAY)

    def test_several_vice_chairs_and_the_chair_of_another_committee_are_no_hindrance(
        self, session: Session, make: Make
    ) -> None:
        clerk = make.actor(Role.CLERK)
        foreign = make.member(committee_id=make.committee().id)
        make.save(Post(member_id=foreign.id, kind=PostKind.CHAIR, starts_on=DAY))

        for kind in (PostKind.VICE_CHAIR, PostKind.VICE_CHAIR, PostKind.CHAIR):
            posts.give_post(session, clerk, make.member().id, PostDraft(kind, DAY))

        assert len(session.exec(select(Post)).all()) == 4

    def test_nobody_holds_one_post_twice_but_may_head_two_bodies(
        self, session: Session, make: Make
    ) -> None:
        clerk = make.actor(Role.CLERK)
        member = make.member()
        head = PostDraft(PostKind.COMMITTEE_HEAD, DAY, title="提案委主任")
        posts.give_post(session, clerk, member.id, head)
        posts.give_post(session, clerk, member.id, replace(head, title="文史委主任"))

        with pytest.raises(RuleBroken) as refused:
            posts.give_post(session, clerk, member.id, head)

        assert refused.value.field == "kind"

    def test_an_end_before_the_start_is_refused(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        post = posts.give_post(session, clerk, make.member().id, PostDraft(PostKind.CONVENER, DAY))

        with pytest.raises(RuleBroken) as refused:
            posts.end_post(session, clerk, post.id, date(2026, 5, 19))

        assert refused.value.field == "ends_on"


class TestLiaison:
    def test_ties_a_member_to_a_community_of_the_committees_townships(
        self, session: Session, make: Make, last_entry: LastEntry
    ) -> None:
        clerk = make.actor(Role.CLERK)
        member, community = make.member(), make.community()

        liaisons.tie(session, clerk, member.id, LiaisonDraft(community.id, DAY))

        assert last_entry().action == "member:liaison begun"
        assert community.name in last_entry().after

    def test_refuses_a_community_elsewhere(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        elsewhere = make.community(township_id=make.township(make.committee()).id)
        member = make.member()

        for community_id in (elsewhere.id, 0):
            with pytest.raises(RuleBroken) as refused:
                liaisons.tie(session, clerk, member.id, LiaisonDraft(community_id, DAY))
            assert refused.value.field == "community_id"

    def test_one_open_liaison_per_member_and_community(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        member, community = make.member(), make.community()
        liaisons.tie(session, clerk, member.id, LiaisonDraft(community.id, date(2024, 1, 1)))

        with pytest.raises(RuleBroken):
            liaisons.tie(session, clerk, member.id, LiaisonDraft(community.id, DAY))

    def test_another_may_follow_once_it_has_ended(
        self, session: Session, make: Make, last_entry: LastEntry
    ) -> None:
        clerk = make.actor(Role.CLERK)
        member, community = make.member(), make.community()
        draft = LiaisonDraft(community.id, date(2024, 1, 1))
        first = liaisons.tie(session, clerk, member.id, draft)
        liaisons.end_tie(session, clerk, first.id, date(2025, 1, 1))
        ended = last_entry().action

        liaisons.tie(session, clerk, member.id, LiaisonDraft(community.id, DAY))

        assert ended == "member:liaison ended"
        assert len(session.exec(select(Liaison)).all()) == 2


class TestAppointment:
    def test_is_changed_with_its_version(
        self, session: Session, make: Make, last_entry: LastEntry
    ) -> None:
        clerk = make.actor(Role.CLERK)
        draft = AppointmentDraft(AppointmentKind.SUPERVISOR, "示例县人民法院", DAY)
        made = appointments.appoint(session, clerk, make.member().id, draft)
        ended = replace(draft, ends_on=date(2026, 12, 31))

        appointments.change_appointment(session, clerk, made.id, ended, 1)

        assert (made.ends_on, made.version) == (date(2026, 12, 31), 2)
        assert last_entry().action == "member:appointment changed"
        with pytest.raises(EditConflict):
            appointments.change_appointment(session, clerk, made.id, draft, 1)

    def test_names_where_to(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        draft = AppointmentDraft(AppointmentKind.SUPERVISOR, "  ", DAY)

        with pytest.raises(RuleBroken) as refused:
            appointments.appoint(session, clerk, make.member().id, draft)

        assert refused.value.field == "unit"


# What hangs on a member, reached by its own id: (how it is made, how it is changed).
PARTS: dict[str, tuple[Callable[[Make, Member], Any], Callable[[Session, Actor, int], Any]]] = {
    "member:post ended": (
        lambda make, m: Post(member_id=m.id, kind=PostKind.CHAIR, starts_on=DAY),
        lambda s, a, id_: posts.end_post(s, a, id_, DAY),
    ),
    "member:post removed": (
        lambda make, m: Post(member_id=m.id, kind=PostKind.CHAIR, starts_on=DAY),
        posts.remove_post,
    ),
    "member:liaison ended": (
        lambda make, m: Liaison(member_id=m.id, community_id=make.community().id, starts_on=DAY),
        lambda s, a, id_: liaisons.end_tie(s, a, id_, DAY),
    ),
    "member:liaison removed": (
        lambda make, m: Liaison(member_id=m.id, community_id=make.community().id, starts_on=DAY),
        liaisons.remove_tie,
    ),
    "member:appointment removed": (
        lambda make, m: Appointment(
            committee_id=m.committee_id,
            member_id=m.id,
            kind=AppointmentKind.PROJECT,
            unit="示例项目",
            starts_on=DAY,
        ),
        appointments.remove_appointment,
    ),
}


@pytest.mark.parametrize("action", PARTS)
class TestEachPart:
    def test_is_told_in_the_trail(
        self, action: str, session: Session, make: Make, last_entry: LastEntry, revision: Revisions
    ) -> None:
        made, change = PARTS[action]
        member = make.member()
        part = make.save(made(make, member))

        change(session, make.actor(Role.CLERK), part.id)

        entry = last_entry()
        assert (entry.action, entry.subject_id) == (action, member.id)
        assert revision(member.committee_id) == 1

    def test_of_another_committee_or_unknown_is_not_found(
        self, action: str, session: Session, make: Make
    ) -> None:
        made, change = PARTS[action]
        part = make.save(made(make, make.member(committee_id=make.committee().id)))
        clerk = make.actor(Role.CLERK)

        for part_id in (part.id, 9999):
            with pytest.raises(NotFound):
                change(session, clerk, part_id)

    def test_is_refused_to_roles_without_the_permission(
        self, action: str, session: Session, make: Make
    ) -> None:
        made, change = PARTS[action]
        part = make.save(made(make, make.member()))

        for role in lacking(Permission.MEMBER_WRITE):
            actor = make.actor(role)
            with pytest.raises(NotPermitted):
                change(session, actor, part.id)
