"""Writing proposals, handing them in and taking them back."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, select

from core.audit.models import AuditEntry
from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.matters import steps
from core.matters.models import State, Submitter
from core.permissions import Permission, Role, lacking
from core.proposals import review, service
from core.proposals.models import Nature
from tests.core.committees.told import one_more_entry
from tests.core.proposals.drafting import House, typed
from tests.factories import Make


class TestWrite:
    def test_keeps_an_individual_proposal_of_its_author(
        self, session: Session, house: House
    ) -> None:
        with one_more_entry(session, "proposal:drafted", house.of):
            matter = house.written()

        part = house.part(matter)
        assert (matter.state, matter.number, matter.submitter) == (
            State.DRAFT,
            None,
            Submitter.MEMBER,
        )
        assert (part.nature, part.term_session_id) == (Nature.INDIVIDUAL, house.plenary.id)

    def test_keeps_a_collective_one_of_its_body(self, session: Session, house: House) -> None:
        matter = service.write(session, house.clerk, house.of, typed(nature=Nature.COLLECTIVE))

        assert (matter.submitter, matter.organisation) == (Submitter.ORGANISATION, "示例专委会")

    @pytest.mark.parametrize(
        ("given", "field", "why"),
        [
            ({"title": "题" * 51}, "title", "Shorten it to 50"),
            ({"title": " "}, "title", "Give the proposal a subject"),
            ({"situation": "情" * 3001}, "situation", "Shorten it to 3000"),
            ({"analysis": "析" * 3001}, "analysis", "Shorten it to 3000"),
            ({"suggestion": "建" * 3001}, "suggestion", "Shorten it to 3000"),
            ({"co_signers": (1,)}, "co_signers", "one author"),
            ({"nature": Nature.CO_SIGNED}, "co_signers", "at least one co-signer"),
            ({"nature": Nature.COLLECTIVE, "organisation": ""}, "organisation", "organisation"),
        ],
    )
    def test_refuses_what_is_too_long_or_lacks_somebody(
        self, house: House, given: dict[str, Any], field: str, why: str
    ) -> None:
        with pytest.raises(RuleBroken, match=why) as refused:
            house.written(**given)

        assert refused.value.field == field

    def test_lets_a_subject_of_fifty_signs_pass(self, house: House) -> None:
        matter = house.written(title="题" * 50, situation="情" * 3000)

        assert (len(matter.title), len(matter.situation)) == (50, 3000)

    def test_needs_a_session(self, session: Session, house: House, make: Make) -> None:
        elsewhere = make.committee()
        member = make.member(committee_id=elsewhere.id)
        clerk = make.actor(Role.CLERK, committee=elsewhere)

        with pytest.raises(RuleBroken, match="Choose a plenary session"):
            service.write(session, clerk, elsewhere.id, typed(member))

    def test_is_for_those_who_may(self, session: Session, house: House, make: Make) -> None:
        for role in lacking(Permission.PROPOSAL_WRITE):
            with pytest.raises(NotPermitted):
                service.write(session, make.actor(role), house.of, typed(house.member))

        with pytest.raises(NotFound):
            service.write(session, house.author, house.of, typed(make.member()))


class TestEdit:
    def test_is_its_authors_until_it_is_handed_in(self, session: Session, house: House) -> None:
        matter = house.written()

        service.edit(
            session, house.author, matter.id, typed(house.member, title="改"), matter.version
        )
        service.submit(session, house.author, matter.id)

        assert matter.title == "改"
        with pytest.raises(RuleBroken, match="not changed any more"):
            service.edit(session, house.author, matter.id, typed(house.member), matter.version)

    def test_is_the_desks_after_that_but_its_session_stays(
        self, session: Session, house: House, make: Make
    ) -> None:
        matter = house.submitted()
        other = make.term_session(starts_on=date(2025, 2, 10))

        service.edit(
            session, house.clerk, matter.id, typed(house.member, title="改"), matter.version
        )

        moved = typed(house.member)
        moved = type(moved)(moved.nature, moved.matter, other.id)
        with pytest.raises(RuleBroken, match="numbered in its session"):
            service.edit(session, house.clerk, matter.id, moved, matter.version)

    def test_refuses_who_saw_an_older_one(self, session: Session, house: House) -> None:
        matter = house.written()

        with pytest.raises(EditConflict):
            service.edit(session, house.author, matter.id, typed(house.member), 7)

    def test_tells_the_change_of_nature(self, session: Session, house: House, make: Make) -> None:
        matter = house.written()
        typed_so = typed(house.member, Nature.CO_SIGNED, co_signers=(make.member().id,))

        service.edit(session, house.author, matter.id, typed_so, matter.version)

        told = session.exec(select(AuditEntry.after)).all()[-1]
        assert '"nature": "co_signed"' in told


class TestSubmit:
    def test_numbers_within_the_session(self, house: House, session: Session) -> None:
        first, second = house.submitted(), house.submitted()

        assert [(one.series, one.number) for one in (first, second)] == [
            (house.plenary.id, 1),
            (house.plenary.id, 2),
        ]

    def test_asks_for_the_situation_and_a_suggestion(self, session: Session, house: House) -> None:
        for part in ("situation", "suggestion"):
            matter = house.written(**{part: ""})

            with pytest.raises(RuleBroken) as refused:
                service.submit(session, house.author, matter.id)

            assert refused.value.field == part

    def test_sent_again_it_keeps_its_number_and_the_first_refusal(
        self, session: Session, house: House
    ) -> None:
        matter = house.submitted()
        review.return_(session, house.clerk, matter.id, "请补充数据")

        service.submit(session, house.author, matter.id, "已补充")

        told = [(step.to_state, step.words) for step in steps.history(session, [matter.id])]
        assert matter.number == 1
        assert told == [
            (State.SUBMITTED, ""),
            (State.RETURNED, "请补充数据"),
            (State.SUBMITTED, "已补充"),
        ]

    def test_is_not_a_strangers_to_hand_in(self, session: Session, house: House) -> None:
        matter = house.written()
        _stranger, other = house.co_signer()

        for actor in (other, house.clerk):  # a draft is its writer's own
            with pytest.raises(NotFound):
                service.submit(session, actor, matter.id)


class TestTakingBack:
    def test_says_why(self, session: Session, house: House) -> None:
        matter = house.submitted()

        with pytest.raises(RuleBroken, match="Give the reason"):
            service.withdraw(session, house.author, matter.id, " ")
        service.withdraw(session, house.author, matter.id, "情况有变")

        assert matter.state is State.WITHDRAWN

    def test_only_drafts_go_into_the_bin_and_come_back(
        self, session: Session, house: House
    ) -> None:
        draft, sent = house.written(), house.submitted()

        service.bin_(session, house.author, draft.id)
        binned = draft.binned_at
        service.restore(session, house.author, draft.id)

        assert (binned is None, draft.binned_at) == (False, None)
        with pytest.raises(RuleBroken, match="The proposal was handed in"):
            service.bin_(session, house.author, sent.id)
