"""Those who raise a matter without being members: informants, and the bodies of an office.

They hand it in themselves, answer when it is returned, see where it is, and hear of every step.
"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, select

from core import clock
from core.errors import NotFound, NotPermitted, RuleBroken
from core.handling import assigning, feedback, queries, replying
from core.handling.drafts import (
    AssignDraft,
    FeedbackDraft,
    InstructionDraft,
    ReplyDraft,
    Share,
)
from core.handling.models import AuthorityLevel, Result, Satisfaction
from core.informants.models import Informant
from core.matters import choices, detail, parts
from core.matters import queries as matters
from core.matters.concerns import Concern
from core.matters.models import Matter, MatterKind, Organisation, Source, State, Submitter, Verb
from core.matters.queries import MatterFilter
from core.matters.writing import MatterDraft
from core.notices.models import Notice, NoticeKind
from core.opinions import adoptions, instructing, service
from core.opinions.adoptions import AdoptionDraft
from core.opinions.models import AdoptionKind
from core.opinions.service import Move
from core.permissions import Actor, Role
from tests.core.opinions.conftest import MONDAY, TO_SIGNED, draft
from tests.factories import Make

OPINION = MatterKind.OPINION
# The states that a matter goes through from being handed in to its end, with an answer.
WHOLE_WAY = (
    *(State.SUBMITTED, State.RETURNED, State.SUBMITTED, State.SCREENED, State.EDITED),
    *(State.CHECKED, State.SIGNED, State.ISSUED, State.INSTRUCTED, State.ASSIGNED),
    *(State.REPLIED, State.FED_BACK, State.CLOSED),
)
ADOPTED = AdoptionDraft(AuthorityLevel.PROVINCE, AdoptionKind.SINGLE, MONDAY.date(), "每日要情")


def told(session: Session, actor: Actor) -> list[tuple[NoticeKind, str]]:
    """What an account was told, in order."""
    session.flush()
    asked = select(Notice).where(Notice.account_id == actor.account_id).order_by(col(Notice.id))
    return [(one.kind, one.words) for one in session.exec(asked)]


def seen(session: Session, actor: Actor, **wanted: Any) -> list[int]:
    """What an actor finds in the list."""
    return [one.id for one in matters.listing(session, actor, MatterFilter(OPINION, **wanted))]


@pytest.fixture
def informant(make: Make) -> Informant:
    return make.informant()


@pytest.fixture
def himself(make: Make, informant: Informant) -> Actor:
    return make.actor(Role.INFORMANT, informant)


def of_informant(make: Make, informant: Informant, **given: Any) -> MatterDraft:
    usual = {"submitter": Submitter.INFORMANT, "informant_id": informant.id}
    return draft(make, **usual | given)


def of_special(make: Make, special_id: int, **given: Any) -> MatterDraft:
    body = (Submitter.ORGANISATION, Organisation.SPECIAL_COMMITTEE)
    usual = dict(zip(("submitter", "organisation_kind"), body, strict=True))
    return draft(make, **usual | {"special_committee_id": special_id, "organisation": "x"} | given)


def of_group(make: Make, group_id: int) -> MatterDraft:
    return draft(
        make,
        submitter=Submitter.ORGANISATION,
        organisation_kind=Organisation.GROUP,
        organisation="示例活动组",
        source=Source.GROUP,
        sector_group_id=group_id,
        raising_group_id=group_id,
    )


def go_the_whole_way(session: Session, make: Make, raiser: Actor, row: Matter) -> None:
    """Take an item that was handed in through every state to its end."""
    clerk, signer, unit = make.actor(Role.CLERK), make.actor(Role.SIGNER), make.unit()
    at_unit = make.actor(Role.HANDLING_UNIT, unit)
    service.take(session, clerk, row.id, Move(Verb.RETURN, "请补充地点。"))
    service.submit(session, raiser, row.id)
    for verb in TO_SIGNED:
        service.take(session, signer if verb is Verb.SIGN else clerk, row.id, Move(verb))
    service.issue(session, clerk, row.id, None, None)
    adoptions.record(session, clerk, row.id, ADOPTED)
    instructing.record(session, clerk, row.id, InstructionDraft("领导", MONDAY.date(), "请阅处。"))
    given = assigning.assign(
        session, clerk, row.id, AssignDraft((Share(unit.id),)), version=row.version
    )
    replying.reply(session, at_unit, given[0].id, ReplyDraft(Result.A, "已经办好。"))
    feedback.give(session, raiser, row.id, FeedbackDraft(Satisfaction.SATISFIED))
    service.take(session, clerk, row.id, Move(Verb.CLOSE))


def check_heard_everything(session: Session, raiser: Actor, row: Matter) -> None:
    """A raiser was told of each step, why it was returned, and where it was adopted."""
    heard = told(session, raiser)
    steps = [one.to_state for one in parts.history(session, raiser, row.id)]
    of_steps = [words for kind, words in heard if kind is NoticeKind.STEP]
    assert steps == list(WHOLE_WAY)
    assert of_steps == [one.value for one in WHOLE_WAY if one is not State.RETURNED]
    assert (NoticeKind.RETURNED, "请补充地点。") in heard
    assert [words for kind, words in heard if kind is NoticeKind.ADOPTED] == ["每日要情", "领导"]


class TestTheAuthorHearsNothing:
    """It cannot happen to those who are no members either."""

    def test_the_author_hears_nothing_is_not_true_of_an_informant(
        self, session: Session, make: Make, informant: Informant, himself: Actor
    ) -> None:
        row = service.take_up(session, himself, of_informant(make, informant), make.home().id)

        go_the_whole_way(session, make, himself, row)

        check_heard_everything(session, himself, row)

    def test_the_author_hears_nothing_is_not_true_of_an_informant_for_whom_the_office_wrote(
        self, session: Session, make: Make, informant: Informant, himself: Actor
    ) -> None:
        clerk = make.actor(Role.CLERK)
        row = service.take_up(session, clerk, of_informant(make, informant), make.home().id)

        go_the_whole_way(session, make, himself, row)

        check_heard_everything(session, himself, row)

    def test_the_author_hears_nothing_is_not_true_of_a_special_committee(
        self, session: Session, make: Make
    ) -> None:
        special = make.special_committee()
        people = [make.actor(Role.SPECIAL_COMMITTEE_CLERK, special) for _ in range(2)]
        typed = of_special(make, special.id)
        row = service.take_up(session, people[0], typed, make.home().id)

        go_the_whole_way(session, make, people[0], row)

        for one in people:
            check_heard_everything(session, one, row)

    def test_the_author_hears_nothing_is_not_true_of_a_group_for_which_the_office_wrote(
        self, session: Session, make: Make
    ) -> None:
        group = make.group()
        convener, clerk = make.actor(Role.CONVENER, group), make.actor(Role.CLERK)
        row = service.take_up(session, clerk, of_group(make, group.id), make.home().id)

        go_the_whole_way(session, make, convener, row)

        check_heard_everything(session, convener, row)

    def test_a_convener_is_not_told_of_what_others_only_said_in_the_group(
        self, session: Session, make: Make
    ) -> None:
        group = make.group()
        convener, clerk = make.actor(Role.CONVENER, group), make.actor(Role.CLERK)

        service.take_up(
            session,
            clerk,
            draft(make, source=Source.GROUP, sector_group_id=group.id),
            make.home().id,
        )

        assert told(session, convener) == []


class TestInformants:
    def test_see_where_each_of_theirs_is_and_nothing_else(
        self, session: Session, make: Make, informant: Informant, himself: Actor
    ) -> None:
        home = make.home().id
        clerk = make.actor(Role.CLERK)
        own = service.take_up(session, clerk, of_informant(make, informant), home)
        others = [
            service.take_up(session, clerk, typed, home)
            for typed in (draft(make), of_informant(make, make.informant()))
        ]

        assert seen(session, himself) == seen(session, himself, concern=Concern.MINE) == [own.id]
        assert detail.matter(session, himself, own.id).steps == (Verb.WITHDRAW,)
        for other in others:
            with pytest.raises(NotFound):
                detail.matter(session, himself, other.id)
            with pytest.raises(NotFound):
                queries.of_matter(session, himself, other.id)
            with pytest.raises(NotFound):
                adoptions.of(session, himself, other.id)

    def test_answer_a_return_and_withdraw(
        self, session: Session, make: Make, informant: Informant, himself: Actor
    ) -> None:
        typed = of_informant(make, informant)
        row = service.take_up(session, himself, typed, make.home().id)
        service.take(session, make.actor(Role.CLERK), row.id, Move(Verb.RETURN, "请补充地点。"))

        waits = seen(session, himself, concern=Concern.WAITS)
        service.edit(session, himself, row.id, replace(typed, title="新题目"), row.version)
        service.submit(session, himself, row.id)
        service.take(session, himself, row.id, Move(Verb.WITHDRAW, "已经解决。"))

        assert waits == [row.id]
        assert (row.title, row.state, row.informant_id) == (
            "新题目",
            State.WITHDRAWN,
            informant.id,
        )

    def test_keep_a_draft_that_the_office_does_not_read(
        self, session: Session, make: Make, informant: Informant, himself: Actor
    ) -> None:
        row = service.draft(session, himself, of_informant(make, informant), make.home().id)

        assert seen(session, make.actor(Role.CLERK)) == []
        assert seen(session, himself) == [row.id]

    def test_speak_for_nobody_else(
        self, session: Session, make: Make, informant: Informant, himself: Actor
    ) -> None:
        other, member = make.informant(), make.member()
        for typed in (
            of_informant(make, other),
            of_informant(make, informant, member_id=member.id),
            draft(make, member_id=member.id, informant_id=informant.id),
            draft(make, submitter=Submitter.CITIZEN, informant_id=informant.id),
            replace(of_special(make, make.special_committee().id), informant_id=informant.id),
        ):
            with pytest.raises(NotFound):
                service.take_up(session, himself, typed, make.home().id)

    def test_take_no_step_of_the_desk(
        self, session: Session, make: Make, informant: Informant, himself: Actor
    ) -> None:
        row = service.take_up(session, himself, of_informant(make, informant), make.home().id)

        with pytest.raises(NotPermitted):
            service.take(session, himself, row.id, Move(Verb.SCREEN))
        with pytest.raises(NotPermitted):
            adoptions.record(session, himself, row.id, ADOPTED)

    def test_are_not_told_who_the_members_and_other_informants_are(
        self, session: Session, make: Make, himself: Actor
    ) -> None:
        for people in (choices.members, choices.informants, choices.activities):
            with pytest.raises(NotFound):
                people(session, himself, make.home().id, OPINION)

    def test_hand_nothing_in_once_their_time_has_ended(
        self, session: Session, make: Make, informant: Informant, himself: Actor
    ) -> None:
        informant.ends_on = date(2026, 3, 1)

        with pytest.raises(RuleBroken, match="ended on") as refused:
            service.take_up(session, himself, of_informant(make, informant), make.home().id)

        assert refused.value.field == "informant_id"

    def test_do_not_hand_in_a_draft_from_before_their_time_ended_or_they_were_removed(
        self, session: Session, make: Make, informant: Informant, himself: Actor
    ) -> None:
        row = service.draft(session, himself, of_informant(make, informant), make.home().id)

        informant.ends_on = date(2026, 3, 1)
        with pytest.raises(RuleBroken, match="ended on"):
            service.submit(session, himself, row.id)
        informant.ends_on, informant.binned_at = None, clock.now()
        with pytest.raises(RuleBroken, match="Choose the informant"):
            service.submit(session, himself, row.id)

        assert row.state is State.DRAFT

    def test_write_for_themselves_alone(
        self, session: Session, informant: Informant, himself: Actor
    ) -> None:
        places = choices.places(session, himself, OPINION)

        assert [(one.kind.value, one.id, one.name) for one in places] == [
            ("informant", informant.id, informant.name)
        ]


class TestBodies:
    def test_a_special_committee_hands_in_and_follows_its_own(
        self, session: Session, make: Make
    ) -> None:
        special, other = make.special_committee(), make.special_committee()
        clerk = make.actor(Role.SPECIAL_COMMITTEE_CLERK, special)
        home = make.home().id

        row = service.take_up(session, clerk, of_special(make, special.id), home)

        assert row.organisation == special.name
        assert seen(session, clerk) == seen(session, clerk, concern=Concern.MINE) == [row.id]
        assert seen(session, make.actor(Role.SPECIAL_COMMITTEE_CLERK, other)) == []
        for typed in (
            of_special(make, other.id),
            draft(make, special_committee_id=special.id),
            of_special(make, special.id, organisation_kind=Organisation.PARTY),
        ):
            with pytest.raises(NotFound):
                service.take_up(session, clerk, typed, home)

    def test_a_special_committee_of_elsewhere_is_not_named(
        self, session: Session, make: Make
    ) -> None:
        there = make.special_committee(committee_id=make.committee().id)

        with pytest.raises(RuleBroken, match="same committee"):
            service.take_up(
                session, make.actor(Role.CLERK), of_special(make, there.id), make.home().id
            )
