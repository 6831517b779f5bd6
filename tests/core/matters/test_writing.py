"""Writing matters down: columns, authors, places, numbers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import time_machine
from sqlmodel import Session, select

from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.matters import authors, flow, numbers, writing
from core.matters.models import (
    AuthorRole,
    Consent,
    Likeness,
    Matter,
    MatterKind,
    Organisation,
    Source,
    Submitter,
    Verb,
)
from core.matters.writing import MatterDraft
from core.permissions import Actor, Permission, Role, lacking
from tests.factories import Make

OPINION, PROPOSAL = MatterKind.OPINION, MatterKind.PROPOSAL


@pytest.fixture(autouse=True)
def in_spring() -> Iterator[None]:
    with time_machine.travel(date(2026, 3, 2), tick=False):
        yield


@pytest.fixture
def clerk(make: Make) -> Actor:
    return make.actor(Role.CLERK)


def draft(make: Make, **given: Any) -> MatterDraft:
    if "member_id" not in given and given.get("submitter", Submitter.MEMBER) is Submitter.MEMBER:
        given["member_id"] = make.member().id
    return MatterDraft(**{"title": "关于示例的建议", "suggestion": "示例建议。"} | given)


def write(session: Session, actor: Actor, make: Make, **given: Any) -> Matter:
    return writing.write(session, actor, draft(make, **given), make.home().id, OPINION)


class TestWrite:
    def test_keeps_what_was_typed_with_its_authors(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        first, second = make.member(), make.member()

        row = write(
            session, clerk, make, title=" 关于\u3000示例 ", member_id=first.id,
            co_signers=(second.id,), analysis="一\r\n\r\n\r\n二",
        )  # fmt: skip

        assert (row.title, row.analysis) == ("关于 示例", "一\n\n二")
        assert (row.received_on, row.received_month) == (date(2026, 3, 2), 202603)
        assert [(a.member_id, a.role, a.consent) for a in authors.of(session, row.id)] == [
            (first.id, AuthorRole.FIRST, Consent.AGREED),
            (second.id, AuthorRole.CO_SIGNER, Consent.AGREED),
        ]
        assert session.get(Likeness, row.id)

    def test_a_member_asks_others_to_sign(self, session: Session, make: Make) -> None:
        member, other = make.member(), make.member()
        actor = make.actor(Role.MEMBER, member)

        row = write(session, actor, make, member_id=member.id, co_signers=(other.id,))

        assert [a.consent for a in authors.of(session, row.id)] == [Consent.AGREED, Consent.ASKED]

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"title": " "}, "title"),
            ({"title": "x" * 121}, "title"),
            ({"situation": "字" * 4001}, "situation"),
            ({"member_id": None}, "member_id"),
            ({"submitter": Submitter.ORGANISATION}, "organisation"),
            ({"submitter": Submitter.ORGANISATION, "organisation": "示例委"}, "organisation"),
            ({"submitter": Submitter.INFORMANT}, "informant_id"),
            ({"is_open": False}, "closed_reason"),
            ({"received_on": date(2026, 3, 3)}, "received_on"),
            ({"received_on": date(1026, 3, 3)}, "received_on"),
            ({"source": Source.STUDIO}, "studio_id"),
            ({"source": Source.GROUP}, "sector_group_id"),
            ({"source": Source.ACTIVITY}, "activity_id"),
        ],
    )
    def test_refuses_what_does_not_hold(
        self, session: Session, make: Make, clerk: Actor, given: dict[str, Any], field: str
    ) -> None:
        with pytest.raises(RuleBroken) as refused:
            write(session, clerk, make, **given)

        assert refused.value.field == field

    def test_long_texts_are_kept_whole(self, session: Session, make: Make, clerk: Actor) -> None:
        row = write(session, clerk, make, situation="情" * 4000, suggestion="建 议" * 1000)

        assert writing.length(row.situation, row.suggestion) == 6000 > writing.NORM

    def test_refuses_what_belongs_to_others(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        theirs = make.committee()
        of = {"committee_id": theirs.id}
        foreign: list[dict[str, Any]] = [
            {"member_id": make.member(**of).id},
            {"co_signers": (make.member(**of).id,)},
            {"studio_id": make.studio(**of).id},
            {"sector_group_id": make.group(**of).id},
            {"activity_id": make.activity(**of).id},
            {"category_id": make.matter_category(**of).id},
            {"submitter": Submitter.INFORMANT, "informant_id": make.informant(**of).id},
        ]

        for given in foreign:
            with pytest.raises(RuleBroken):
                write(session, clerk, make, **given)

        with pytest.raises(NotFound):
            writing.write(session, clerk, draft(make), theirs.id, OPINION)

    def test_refuses_an_author_named_twice(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        member = make.member()

        with pytest.raises(RuleBroken, match="Name each author once"):
            write(session, clerk, make, member_id=member.id, co_signers=(member.id,))

    def test_a_heading_is_no_category(self, session: Session, make: Make, clerk: Actor) -> None:
        heading = make.matter_category()
        below = make.matter_category(parent_id=heading.id)

        assert write(session, clerk, make, category_id=below.id).category_id == below.id
        with pytest.raises(RuleBroken, match="Choose a category"):
            write(session, clerk, make, category_id=heading.id)

    def test_each_writes_for_the_own_place_only(self, session: Session, make: Make) -> None:
        studio, group, member = make.studio(), make.group(), make.member()
        lead = make.actor(Role.STUDIO_LEAD, studio)
        convener = make.actor(Role.CONVENER, group)
        himself = make.actor(Role.MEMBER, member)

        write(session, lead, make, source=Source.STUDIO, studio_id=studio.id)
        write(session, convener, make, source=Source.GROUP, sector_group_id=group.id)
        write(session, himself, make, member_id=member.id)

        for actor in (lead, convener, himself):
            with pytest.raises(NotFound):
                write(session, actor, make)

    @pytest.mark.parametrize("role", lacking(Permission.OPINION_WRITE))
    def test_refuses_who_may_not(self, session: Session, make: Make, role: Role) -> None:
        with pytest.raises(NotPermitted):
            write(session, make.actor(role), make)

    def test_what_belongs_to_another_submitter_is_left_out(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        row = write(
            session, clerk, make, submitter=Submitter.CITIZEN, organisation="示例",
            organisation_kind=Organisation.PARTY, informant_id=make.informant().id,
        )  # fmt: skip

        assert (row.organisation, row.organisation_kind, row.informant_id) == ("", None, None)


class TestEdit:
    def test_tells_what_changed_authors_too(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        typed = draft(make)
        row = writing.write(session, clerk, typed, make.home().id, OPINION)
        other = make.member()

        category = make.matter_category()
        new = replace(typed, title="新题目", co_signers=(other.id,), category_id=category.id)

        changes = writing.edit(session, clerk, row, new, 1)

        assert changes.before["title"] == "关于示例的建议"
        assert changes.after["authors"] == [typed.member_id, other.id]
        assert changes.after["matter_category_id"] == category.id
        assert row.version == 2

    def test_who_declined_stays_said(self, session: Session, make: Make, clerk: Actor) -> None:
        typed = draft(make)
        row = writing.write(session, clerk, typed, make.home().id, OPINION)
        make.author(row, make.member(), role=AuthorRole.CO_SIGNER, consent=Consent.DECLINED)

        writing.edit(session, clerk, row, typed, 1)

        assert [a.consent for a in authors.of(session, row.id)] == [
            Consent.AGREED,
            Consent.DECLINED,
        ]

    def test_who_becomes_the_first_author_is_no_longer_asked(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        asked = make.member()
        row = writing.write(session, clerk, draft(make), make.home().id, OPINION)
        make.author(row, asked, role=AuthorRole.CO_SIGNER, consent=Consent.ASKED)

        writing.edit(session, clerk, row, draft(make, member_id=asked.id), 1)

        [first] = authors.of(session, row.id)
        assert (first.member_id, first.role, first.consent) == (
            asked.id,
            AuthorRole.FIRST,
            Consent.AGREED,
        )

    def test_of_two_edits_the_second_is_told(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        typed = draft(make)
        row = writing.write(session, clerk, typed, make.home().id, OPINION)
        writing.edit(session, clerk, row, typed, 1)

        with pytest.raises(EditConflict):
            writing.edit(session, clerk, row, replace(typed, title="新"), 1)

    def test_a_conflict_names_the_category_of_matters_and_nothing_that_follows_from_others(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        category = make.matter_category(parent_id=make.matter_category().id)
        member = make.member()
        typed = MatterDraft("示例", member_id=member.id, received_on=date(2026, 2, 2))
        row = writing.write(session, clerk, typed, make.home().id, OPINION)
        row.version += 1
        mine = replace(typed, category_id=category.id, received_on=date(2026, 1, 1))

        with pytest.raises(EditConflict) as refused:
            writing.edit(session, clerk, row, mine, 1)

        told = {one.field: one.yours for one in refused.value.differences}
        assert told == {"matter_category_id": category.id, "received_on": date(2026, 1, 1)}


class TestWordsOfAKind:
    @pytest.mark.parametrize(
        ("kind", "given", "sentence"),
        [
            (OPINION, {"title": ""}, "Give it a title"),
            (PROPOSAL, {"title": ""}, "Give the proposal a subject"),
            (OPINION, {"member_id": None}, "Choose the member who raised it"),
            (PROPOSAL, {"member_id": None}, "Choose the first proposer"),
            (OPINION, {"member_id": None, "co_signers": (1,)}, "Choose the first author too"),
            (PROPOSAL, {"member_id": None, "co_signers": (1,)}, "Choose the first proposer too"),
        ],
    )
    def test_what_is_missing_is_called_as_it_is_there(
        self,
        session: Session,
        make: Make,
        clerk: Actor,
        kind: MatterKind,
        given: dict[str, Any],
        sentence: str,
    ) -> None:
        typed = replace(MatterDraft("示例", member_id=make.member().id), **given)

        with pytest.raises(RuleBroken, match=sentence):
            writing.write(session, clerk, typed, make.home().id, kind)

    @pytest.mark.parametrize(
        ("kind", "who"), [(OPINION, "who raised the item"), (PROPOSAL, "the proposer")]
    )
    def test_a_reason_is_read_by_who_it_says(self, kind: MatterKind, who: str) -> None:
        with pytest.raises(RuleBroken, match=who):
            flow.check_reason(kind, Verb.RETURN, "")


class TestNumbers:
    def test_count_up_within_a_series(self, session: Session, make: Make, clerk: Actor) -> None:
        rows = [write(session, clerk, make) for _ in range(3)]
        for row, series in zip(rows, (2025, 2025, 2026), strict=True):
            numbers.give(session, row, series)

        assert [(row.series, row.number) for row in rows] == [(2025, 1), (2025, 2), (2026, 1)]

    def test_are_given_once(self, session: Session, make: Make, clerk: Actor) -> None:
        row = write(session, clerk, make)
        numbers.give(session, row, 2025)

        numbers.give(session, row, 2026)

        assert (row.series, row.number) == (2025, 1)
        assert len(session.exec(select(Matter)).all()) == 1
