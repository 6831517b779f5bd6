"""Speeches, research reports and suggestions that an office records."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import time_machine
from sqlmodel import Session, select

from core.contributions import choices, queries, service
from core.contributions.drafts import ContributionDraft
from core.contributions.models import Contribution, ContributionKind, Contributor
from core.contributions.queries import ContributionFilter, KindCount, Order
from core.errors import DomainError, EditConflict, NotFound, NotPermitted, RuleBroken
from core.permissions import Permission, Role, lacking
from tests.core.committees.told import one_more_entry
from tests.factories import Make

Kind = ContributionKind
DAY = date(2026, 2, 11)


@pytest.fixture(autouse=True)
def in_spring() -> Iterator[None]:
    with time_machine.travel(date(2026, 3, 1), tick=False):
        yield


def draft(**given: Any) -> ContributionDraft:
    usual: dict[str, Any] = {
        "kind": Kind.RESEARCH_REPORT,
        "title": "关于示例的调研报告",
        "given_on": DAY,
        "organisation": "示例专委会",
    }
    return ContributionDraft(**usual | given)


def save(make: Make, **given: Any) -> Contribution:
    usual: dict[str, Any] = {
        "committee_id": make.home().id,
        "kind": Kind.RESEARCH_REPORT,
        "title": "示例报告",
        "given_on": DAY,
    }
    return make.save(Contribution(**usual | given))


class TestRegister:
    def test_keeps_the_authors_in_their_order(self, session: Session, make: Make) -> None:
        clerk, plenary = make.actor(Role.CLERK), make.term_session()
        second, first = make.member(), make.member()
        typed = draft(
            kind=Kind.SPEECH,
            title=" 大会发言\u3000示例 ",
            term_session_id=plenary.id,
            member_ids=(first.id, second.id),
            organisation="",
        )

        with one_more_entry(session, "contribution:registered", make.home().id):
            row = service.register(session, clerk, make.home().id, typed)

        assert (row.title, row.term_session_id) == ("大会发言 示例", plenary.id)
        told = queries.detail(session, clerk, row.id)
        assert list(told.authors.values()) == [first.name, second.name]

    @pytest.mark.parametrize(
        ("given", "field", "why"),
        [
            ({"title": " "}, "title", "Type the title"),
            ({"given_on": date(2026, 3, 2)}, "given_on", "still to come"),
            ({"organisation": " "}, "member_ids", "Choose the members"),
            ({"member_ids": tuple(range(61))}, "member_ids", "60 members at most"),
            ({"kind": Kind.SPEECH}, "term_session_id", "Choose the plenary session"),
            ({"pieces": 0}, "pieces", "Between 1 and"),
            ({"pieces": 3, "points": 4}, "points", "condensed"),
            ({"outcome": "x" * 1001}, "outcome", "Shorten it to 1000"),
        ],
    )
    def test_refuses_what_cannot_be(
        self, session: Session, make: Make, given: dict[str, Any], field: str, why: str
    ) -> None:
        clerk = make.actor(Role.CLERK)

        with pytest.raises(RuleBroken, match=why) as refused:
            service.register(session, clerk, make.home().id, draft(**given))

        assert refused.value.field == field

    def test_refuses_the_same_twice(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        service.register(session, clerk, make.home().id, draft())

        with pytest.raises(RuleBroken, match="Open that record instead"):
            service.register(session, clerk, make.home().id, draft())

    def test_knows_no_member_or_session_of_another_committee(
        self, session: Session, make: Make
    ) -> None:
        clerk, elsewhere = make.actor(Role.CLERK), make.committee()
        stranger = make.member(committee_id=elsewhere.id)
        term = make.term(committee_id=elsewhere.id)
        plenary = make.term_session(term_id=term.id)

        for typed in (draft(member_ids=(stranger.id,)), draft(term_session_id=plenary.id)):
            with pytest.raises(NotFound):
                service.register(session, clerk, make.home().id, typed)

    def test_is_for_those_who_review(self, session: Session, make: Make) -> None:
        home = make.home().id
        for role in lacking(Permission.PROPOSAL_REVIEW):
            with pytest.raises(NotPermitted):
                service.register(session, make.actor(role), home, draft())

        with pytest.raises(NotFound):
            service.register(session, make.actor(Role.CLERK), make.committee().id, draft())


class TestEdit:
    def test_changes_authors_and_tells_their_names(self, session: Session, make: Make) -> None:
        clerk, old, new = make.actor(Role.CLERK), make.member(), make.member()
        row = service.register(session, clerk, make.home().id, draft(member_ids=(old.id,)))
        typed = draft(member_ids=(new.id, old.id), outcome="已转有关部门")

        service.edit(session, clerk, row.id, typed, row.version)

        told = queries.detail(session, clerk, row.id)
        assert list(told.authors) == [new.id, old.id]
        assert (told.outcome, told.version) == ("已转有关部门", 2)

    def test_keeps_an_author_who_left_the_roster_meanwhile(
        self, session: Session, make: Make
    ) -> None:
        clerk, member = make.actor(Role.CLERK), make.member()
        typed = draft(member_ids=(member.id,))
        row = service.register(session, clerk, make.home().id, typed)
        member.committee_id = make.committee().id

        service.edit(session, clerk, row.id, replace(typed, points=1), row.version)

        assert session.exec(select(Contributor.member_id)).all() == [member.id]

    def test_refuses_who_saw_an_older_one(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        row = service.register(session, clerk, make.home().id, draft())
        service.edit(session, clerk, row.id, draft(title="甲"), 1)

        with pytest.raises(EditConflict):
            service.edit(session, clerk, row.id, draft(title="乙"), 1)


class TestBin:
    def test_takes_it_out_of_all_counts_and_gives_it_back(
        self, session: Session, make: Make
    ) -> None:
        clerk, wanted = make.actor(Role.CLERK), ContributionFilter(make.home().id)
        row = save(make)

        with one_more_entry(session, "contribution:binned", make.home().id):
            service.bin_contribution(session, clerk, row.id)
        gone = queries.total(session, clerk, wanted)
        in_bin = queries.listing(session, clerk, replace(wanted, binned=True))
        service.restore(session, clerk, row.id)

        assert (gone, [one.id for one in in_bin]) == (0, [row.id])
        assert queries.total(session, clerk, wanted) == 1

    def test_what_was_recorded_again_stays_in_it(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        row = save(make)
        service.bin_contribution(session, clerk, row.id)
        save(make)

        with pytest.raises(RuleBroken):
            service.restore(session, clerk, row.id)


class TestReading:
    def test_counts_by_kind_whichever_is_chosen(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CHAIR_OFFICE)
        save(make, kind=Kind.SUGGESTIONS, pieces=98, points=33)
        save(make, kind=Kind.SPEECH)
        save(make, kind=Kind.SPEECH, title="二")

        told = queries.counts(
            session, clerk, ContributionFilter(make.home().id, kind=Kind.SUGGESTIONS)
        )

        assert told == [KindCount(Kind.SPEECH, 2, 2, 0), KindCount(Kind.SUGGESTIONS, 1, 98, 33)]

    def test_finds_by_filter_and_by_author(self, session: Session, make: Make) -> None:
        clerk, of = make.actor(Role.CLERK), make.home().id
        member = make.member(name="赵示例", name_pinyin="zhaoshili0zsl")
        mine = service.register(session, clerk, of, draft(member_ids=(member.id,)))
        old = save(make, given_on=date(2024, 5, 1), title="100%示例")

        def found(**given: Any) -> list[int]:
            wanted = ContributionFilter(of, **given)
            return [one.id for one in queries.listing(session, clerk, wanted)]

        assert found() == [mine.id, old.id]
        assert found(year=2024) == [old.id]
        assert found(search="赵示") == found(search="zsl") == [mine.id]
        assert found(search="0%") == [old.id]
        assert found(kind=Kind.BULLETIN) == []
        assert found(order=Order.TITLE) == [old.id, mine.id]

    def test_members_read_what_they_gave_themselves(self, session: Session, make: Make) -> None:
        member = make.member()
        clerk, reader = make.actor(Role.CLERK), make.actor(Role.MEMBER, member)
        other = save(make)
        mine = service.register(session, clerk, make.home().id, draft(member_ids=(member.id,)))

        seen = queries.listing(session, reader, ContributionFilter(make.home().id))

        assert [one.id for one in seen] == [mine.id]
        with pytest.raises(NotFound):
            queries.detail(session, reader, other.id)

    def test_offers_the_members_of_the_committee(self, session: Session, make: Make) -> None:
        clerk, member = make.actor(Role.CLERK), make.member()
        make.member(committee_id=make.committee().id)

        names = choices.members(session, clerk, make.home().id)

        assert names == {member.id: f"{member.number} {member.name}"}
        with pytest.raises(DomainError):
            choices.members(session, clerk, make.committee().id)
