"""Commendations of members, groups, studios and proposals."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import time_machine
from sqlmodel import Session

from core.commendations import queries, rules, service, subjects
from core.commendations.drafts import CommendationDraft, Subject
from core.commendations.models import Commendation, Honour, HonourLevel, SubjectKind
from core.commendations.queries import Filters, HonourCount, Order
from core.committees.models import Level
from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.permissions import Actor, Permission, Role, lacking
from tests.core.committees.told import one_more_entry
from tests.factories import Make

READ, WRITE = Permission.COMMENDATION_READ, Permission.COMMENDATION_WRITE


@pytest.fixture(autouse=True)
def in_spring() -> Iterator[None]:
    with time_machine.travel(date(2026, 3, 1), tick=False):
        yield


def draft(subject: Subject, **given: Any) -> CommendationDraft:
    usual: dict[str, Any] = {
        "honour": rules.honours(subject.kind)[0],
        "level": HonourLevel.COUNTY,
        "year": 2025,
    }
    return CommendationDraft(subject, **usual | given)


def of_member(make: Make, **given: Any) -> Subject:
    return Subject(SubjectKind.MEMBER, make.member(**given).id)


def save(make: Make, **given: Any) -> Commendation:
    usual: dict[str, Any] = {
        "committee_id": make.home().id,
        "subject_kind": SubjectKind.PROPOSAL,
        "subject": "关于示例的提案",
        "honour": Honour.EXCELLENT_PROPOSAL,
        "level": HonourLevel.COUNTY,
        "year": 2025,
    }
    return make.save(Commendation(**usual | given))


class TestRecord:
    def test_names_a_member_with_its_committee(self, session: Session, make: Make) -> None:
        member = make.member()
        clerk = make.actor(Role.CLERK)
        typed = draft(Subject(SubjectKind.MEMBER, member.id), given_by=" 示例市\u3000政协 ")

        with one_more_entry(session, "commendation:recorded", make.home().id):
            row = service.record(session, clerk, typed)

        assert (row.member_id, row.committee_id, row.subject) == (
            member.id,
            make.home().id,
            member.name,
        )
        assert (row.honour, row.given_by) == (Honour.EXCELLENT_MEMBER, "示例市 政协")

    def test_names_a_group_a_studio_and_a_proposal(self, session: Session, make: Make) -> None:
        group, studio = make.group(), make.studio()
        clerk = make.actor(Role.CLERK)
        named = [
            Subject(SubjectKind.GROUP, group.id),
            Subject(SubjectKind.STUDIO, studio.id),
            Subject(SubjectKind.PROPOSAL, None, "关于示例的提案", make.home().id),
        ]

        rows = [service.record(session, clerk, draft(subject)) for subject in named]

        assert [(row.subject, row.sector_group_id, row.studio_id) for row in rows] == [
            (group.name, group.id, None),
            (studio.name, None, studio.id),
            ("关于示例的提案", None, None),
        ]

    @pytest.mark.parametrize(
        ("given", "field", "why"),
        [
            ({"honour": Honour.EXCELLENT_STUDIO}, "honour", "Choose another honour"),
            ({"year": 1948}, "year", "between 1949 and 2026"),
            ({"year": 2027}, "year", "between 1949 and 2026"),
            ({"given_on": date(2026, 3, 2)}, "given_on", "still to come"),
            ({"given_on": date(2024, 12, 31)}, "given_on", "Correct the day or the year"),
            ({"year": 2023, "given_on": date(2025, 1, 1)}, "given_on", "Correct the day"),
            ({"given_by": "x" * 121}, "given_by", "Shorten it to 120"),
        ],
    )
    def test_refuses_what_fits_not(
        self, session: Session, make: Make, given: dict[str, Any], field: str, why: str
    ) -> None:
        clerk = make.actor(Role.CLERK)
        typed = draft(of_member(make), **given)

        with pytest.raises(RuleBroken, match=why) as refused:
            service.record(session, clerk, typed)

        assert refused.value.field == field

    def test_refuses_the_same_twice(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        typed = draft(of_member(make))
        service.record(session, clerk, typed)

        with pytest.raises(RuleBroken, match="recorded for the same subject already"):
            service.record(session, clerk, typed)

        service.record(session, clerk, replace(typed, level=HonourLevel.NATION))
        service.record(session, clerk, replace(typed, subject=of_member(make)))

    @pytest.mark.parametrize(
        "subject", [Subject(SubjectKind.MEMBER), Subject(SubjectKind.PROPOSAL, title=" ")]
    )
    def test_asks_for_a_subject(self, session: Session, make: Make, subject: Subject) -> None:
        clerk = make.actor(Role.CLERK)

        with pytest.raises(RuleBroken) as refused:
            service.record(session, clerk, draft(replace(subject, committee_id=make.home().id)))

        assert refused.value.field == "subject"

    @pytest.mark.parametrize("role", lacking(WRITE))
    def test_refuses_who_may_not(self, session: Session, make: Make, role: Role) -> None:
        actor = make.actor(role)

        with pytest.raises(NotPermitted):
            service.record(session, actor, draft(of_member(make)))

    def test_finds_no_subject_of_others_or_in_the_bin(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        theirs = make.committee().id
        hidden = [
            of_member(make, committee_id=theirs),
            of_member(make, binned_at=make.account().created_at),
            Subject(SubjectKind.STUDIO, make.studio(committee_id=theirs).id),
            Subject(SubjectKind.PROPOSAL, None, "x", theirs),
        ]

        for subject in hidden:
            with pytest.raises(NotFound):
                service.record(session, clerk, draft(subject))


class TestEdit:
    def test_may_name_another_subject(self, session: Session, make: Make) -> None:
        row = save(make)
        studio = make.studio()
        clerk = make.actor(Role.CLERK)
        typed = draft(Subject(SubjectKind.STUDIO, studio.id))

        with one_more_entry(session, "commendation:edited", make.home().id):
            service.edit(session, clerk, row.id, typed, 1)

        assert (row.subject, row.studio_id, row.honour, row.version) == (
            studio.name,
            studio.id,
            Honour.EXCELLENT_STUDIO,
            2,
        )

    def test_tells_the_board_that_loses_it_too(self, session: Session, make: Make) -> None:
        city = make.committee(level=Level.PREFECTURE)
        old, new = make.committee(city), make.committee(city)
        row = save(make, committee_id=old.id)
        clerk = make.actor(Role.CLERK, city)
        typed = draft(Subject(SubjectKind.PROPOSAL, None, "关于示例的提案", new.id))

        with one_more_entry(session, "commendation:edited", old.id):
            service.edit(session, clerk, row.id, typed, 1)

    def test_refuses_what_is_recorded_already(self, session: Session, make: Make) -> None:
        save(make)
        row = save(make, year=2024)
        clerk = make.actor(Role.CLERK)
        typed = draft(Subject(SubjectKind.PROPOSAL, None, "关于示例的提案", make.home().id))

        with pytest.raises(RuleBroken, match="already"):
            service.edit(session, clerk, row.id, typed, 1)

    def test_refuses_a_stale_version(self, session: Session, make: Make) -> None:
        row = save(make, version=2)
        clerk = make.actor(Role.CLERK)

        with pytest.raises(EditConflict):
            service.edit(session, clerk, row.id, draft(of_member(make)), 1)

    @pytest.mark.parametrize("role", lacking(WRITE))
    def test_refuses_who_may_not(self, session: Session, make: Make, role: Role) -> None:
        actor = make.actor(role)

        with pytest.raises(NotPermitted):
            service.edit(session, actor, save(make).id, draft(of_member(make)), 1)

    def test_finds_none_of_others(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        row = save(make, committee_id=make.committee().id)

        with pytest.raises(NotFound):
            service.edit(session, clerk, row.id, draft(of_member(make)), 1)


class TestBin:
    def test_takes_it_out_of_list_and_counts_and_back(self, session: Session, make: Make) -> None:
        row = save(make)
        clerk = make.actor(Role.CLERK)
        here = Filters(make.home().id)

        with one_more_entry(session, "commendation:binned", make.home().id):
            service.bin_commendation(session, clerk, row.id)

        assert queries.total(session, clerk, here) == 0
        assert queries.total(session, clerk, replace(here, binned=True)) == 1
        service.restore(session, clerk, row.id)
        assert queries.total(session, clerk, here) == 1
        assert row.version == 3

    def test_restores_nothing_that_was_recorded_again(self, session: Session, make: Make) -> None:
        row = save(make)
        clerk = make.actor(Role.CLERK)
        service.bin_commendation(session, clerk, row.id)
        save(make)

        with pytest.raises(RuleBroken, match="already"):
            service.restore(session, clerk, row.id)

    @pytest.mark.parametrize("role", lacking(WRITE))
    def test_refuses_who_may_not(self, session: Session, make: Make, role: Role) -> None:
        actor = make.actor(role)
        row = save(make)

        with pytest.raises(NotPermitted):
            service.bin_commendation(session, actor, row.id)
        with pytest.raises(NotPermitted):
            service.restore(session, actor, row.id)

    def test_finds_none_of_others_and_none_twice(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        theirs, own = save(make, committee_id=make.committee().id), save(make)

        for act in (service.bin_commendation, service.restore):
            with pytest.raises(NotFound):
                act(session, clerk, theirs.id)
        with pytest.raises(NotFound):
            service.restore(session, clerk, own.id)


class TestReading:
    def test_filters_and_sorts(self, session: Session, make: Make) -> None:
        old = save(make, year=2024, level=HonourLevel.NATION, subject="甲")
        new = save(make, honour=Honour.OTHER, subject="100%")
        studio = make.studio()
        third = save(
            make,
            subject_kind=SubjectKind.STUDIO,
            studio_id=studio.id,
            subject=studio.name,
            honour=Honour.EXCELLENT_STUDIO,
            given_by="示例市政协",
        )
        actor = make.actor(Role.CHAIR_OFFICE)
        here = Filters(make.home().id)

        def ids(**given: Any) -> list[int]:
            filters = replace(here, **given)
            rows = queries.listing(session, actor, filters)
            assert queries.total(session, actor, filters) == len(rows)
            return [row.id for row in rows]

        assert ids() == [third.id, new.id, old.id]
        assert ids(order=Order.LEVEL) == [old.id, third.id, new.id]
        assert ids(order=Order.SUBJECT)[0] == new.id
        assert ids(year=2024) == [old.id]
        assert ids(honour=Honour.OTHER) == [new.id]
        assert ids(level=HonourLevel.NATION) == [old.id]
        assert ids(kind=SubjectKind.STUDIO) == [third.id]
        assert ids(search="0%") == [new.id]
        assert ids(search="市政协") == [third.id]
        assert [row.id for row in queries.listing(session, actor, here, offset=1, limit=1)] == [
            new.id
        ]

    def test_reads_below_and_not_beside(self, session: Session, make: Make) -> None:
        city = make.committee(level=Level.PREFECTURE)
        county, other = make.committee(city), make.committee(city)
        own, theirs = save(make, committee_id=county.id), save(make, committee_id=other.id)
        above, clerk = make.actor(Role.UPPER_COMMITTEE, city), make.actor(Role.CLERK, county)

        seen = [
            {row.id for row in queries.listing(session, actor, Filters(city.id))}
            for actor in (above, clerk)
        ]

        assert seen == [{own.id, theirs.id}, {own.id}]
        with pytest.raises(NotFound):
            queries.find(session, clerk, theirs.id, READ)

    def test_counts_a_year_by_honour_and_level(self, session: Session, make: Make) -> None:
        for subject in ("甲", "乙"):
            save(make, subject=subject)
        save(make, level=HonourLevel.NATION)
        save(make, honour=Honour.OTHER)
        save(make, year=2024)
        actor = make.actor(Role.CHAIR_OFFICE)

        counted = queries.counts(session, actor, make.home().id, 2025)

        assert counted == [
            HonourCount(Honour.EXCELLENT_PROPOSAL, HonourLevel.NATION, 1),
            HonourCount(Honour.EXCELLENT_PROPOSAL, HonourLevel.COUNTY, 2),
            HonourCount(Honour.OTHER, HonourLevel.COUNTY, 1),
        ]

    def test_shows_a_member_the_own_ones(self, session: Session, make: Make) -> None:
        member = make.member()
        row = service.record(
            session, make.actor(Role.CLERK), draft(Subject(SubjectKind.MEMBER, member.id))
        )

        def seen_by(actor: Actor) -> list[int]:
            return [one.id for one in queries.of_member(session, actor, member.id)]

        assert seen_by(make.actor(Role.MEMBER, member)) == [row.id]
        assert seen_by(make.actor(Role.CHAIR_OFFICE)) == [row.id]
        assert seen_by(make.actor(Role.MEMBER, make.member())) == []
        assert seen_by(make.actor(Role.CLERK, make.committee())) == []

    @pytest.mark.parametrize("role", lacking(READ))
    def test_refuses_who_may_not(self, session: Session, make: Make, role: Role) -> None:
        actor = make.actor(role)
        here = Filters(make.home().id)

        for read in (queries.listing, queries.total):
            with pytest.raises(NotPermitted):
                read(session, actor, here)
        with pytest.raises(NotPermitted):
            queries.counts(session, actor, here.committee_id, 2025)
        with pytest.raises(NotPermitted):
            queries.find(session, actor, save(make).id, READ)


class TestSubjects:
    def test_offers_those_in_scope_found_by_name_number_or_pinyin(
        self, session: Session, make: Make
    ) -> None:
        member = make.member(name="委员甲", name_pinyin="weiyuanjia", number="0777")
        make.member(committee_id=make.committee().id, name="委员甲")
        clerk = make.actor(Role.CLERK)

        for typed in ("甲", "0777", "weiyuanj"):
            found = subjects.options(session, clerk, SubjectKind.MEMBER, make.home().id, typed)
            assert [row.id for row in found] == [member.id]

    def test_offers_groups_and_studios(self, session: Session, make: Make) -> None:
        group, studio = make.group(), make.studio()
        clerk = make.actor(Role.CLERK)

        offered = [
            [row.id for row in subjects.options(session, clerk, kind, make.home().id)]
            for kind in (SubjectKind.GROUP, SubjectKind.STUDIO)
        ]

        assert offered == [[group.id], [studio.id]]

    @pytest.mark.parametrize("role", lacking(WRITE))
    def test_refuses_who_may_not(self, session: Session, make: Make, role: Role) -> None:
        actor = make.actor(role)

        with pytest.raises(NotPermitted):
            subjects.options(session, actor, SubjectKind.MEMBER, make.home().id)


def test_every_kind_of_subject_has_an_honour_besides_other() -> None:
    for kind in SubjectKind:
        assert len(rules.honours(kind)) > 1
        assert Honour.OTHER in rules.honours(kind)
