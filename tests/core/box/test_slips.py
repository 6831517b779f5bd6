"""Receipt slips: those who raised a matter and have no account see where it is all the same."""

from typing import Any

import pytest
from sqlmodel import Session, select

from core.audit.models import AuditEntry
from core.box import lookups, slips
from core.box.models import Slip
from core.committees.trail import revision
from core.errors import NotFound, NotPermitted, RuleBroken
from core.handling.models import Reply, Result
from core.matters import links, steps
from core.matters.models import (
    LinkKind,
    Matter,
    MatterKind,
    MatterLink,
    Organisation,
    Sensitivity,
    Source,
    State,
    Submitter,
    Verb,
)
from core.matters.writing import MatterDraft
from core.opinions import service
from core.permissions import Actor, Permission, Role, lacking
from tests.core.box.conftest import Write
from tests.core.box.test_screening import taken
from tests.factories import DAY, Make

PARTY: dict[str, Any] = {
    "submitter": Submitter.ORGANISATION,
    "organisation_kind": Organisation.PARTY,
    "organisation": "示例党派县委会",
}


@pytest.fixture
def matter(session: Session, make: Make, clerk: Actor) -> Matter:
    """An opinion item that a party handed in on paper."""
    typed = MatterDraft("关于示例的建议", "示例情况。", **PARTY)
    return service.take_up(session, clerk, typed, make.home().id)


def code_of(session: Session, clerk: Actor, matter: Matter) -> str:
    slips.make(session, clerk, matter.id)
    return slips.paper(session, clerk, matter.id).code


def reply(make: Make, matter: Matter) -> None:
    given: dict[str, Any] = {"result": Result.A, "words": "已经办好。", "replied_on": DAY}
    make.save(Reply(matter_id=matter.id, unit_id=make.unit(name="示例局").id, **given))
    matter.state = State.REPLIED


class TestTheAuthorHearsNothing:
    def test_the_author_hears_nothing_is_not_true_of_an_organisation_without_an_account(
        self, session: Session, make: Make, clerk: Actor, matter: Matter
    ) -> None:
        nothing = slips.hearing(session, clerk, matter.id)
        code = code_of(session, clerk, matter)

        told = []
        for verb in (Verb.SCREEN, Verb.EDIT, Verb.CHECK, Verb.SIGN, Verb.ISSUE):
            steps.move(session, clerk, matter, verb)
            told.append(lookups.look(session, code).matter_state)
        reply(make, matter)
        standing = lookups.look(session, code)

        assert nothing.hears_nothing
        assert not slips.hearing(session, clerk, matter.id).hears_nothing
        assert told == [State.SCREENED, State.EDITED, State.CHECKED, State.SIGNED, State.ISSUED]
        assert [(one.unit, one.words) for one in standing.replies] == [("示例局", "已经办好。")]
        assert (standing.state, standing.kind, standing.may_withdraw) == (
            None,
            MatterKind.OPINION,
            False,
        )

    @pytest.mark.parametrize("verb", [Verb.RETURN, Verb.KEEP])
    def test_an_organisation_reads_why_it_was_returned_or_kept(
        self, session: Session, clerk: Actor, matter: Matter, verb: Verb
    ) -> None:
        code = code_of(session, clerk, matter)

        steps.move(session, clerk, matter, verb, "请补充数据。")

        assert [one.words for one in lookups.look(session, code).said] == ["请补充数据。"]

    def test_a_return_that_was_answered_is_told_no_more(
        self, session: Session, clerk: Actor, matter: Matter
    ) -> None:
        code = code_of(session, clerk, matter)
        steps.move(session, clerk, matter, Verb.RETURN, "请补充数据。")

        steps.move(session, clerk, matter, Verb.SUBMIT)

        assert lookups.look(session, code).said == ()

    @pytest.mark.parametrize("given", [{"is_open": False}, {"sensitivity": Sensitivity.INTERNAL}])
    def test_what_is_closed_or_labelled_is_told_in_person(
        self, session: Session, make: Make, clerk: Actor, matter: Matter, given: dict[str, object]
    ) -> None:
        code = code_of(session, clerk, matter)
        matter.closed_reason = "示例"
        for name, value in given.items():
            setattr(matter, name, value)
        steps.move(session, clerk, matter, Verb.RETURN, "请补充数据。")
        returned = lookups.look(session, code)
        reply(make, matter)

        replied = lookups.look(session, code)

        for one in (returned, replied):
            assert (one.said, one.replies, one.in_person) == ((), (), True)

    @pytest.mark.parametrize(
        ("state", "kind"),
        [(State.MERGED, LinkKind.MERGED), (State.CONVERTED, LinkKind.CONVERTED)],
    )
    def test_what_went_up_into_another_is_followed(
        self,
        session: Session,
        make: Make,
        clerk: Actor,
        matter: Matter,
        state: State,
        kind: LinkKind,
    ) -> None:
        code = code_of(session, clerk, matter)
        into = make.matter(state=State.SIGNED)
        link = MatterLink(from_id=matter.id, to_id=into.id, kind=kind)
        links.join(session, clerk, matter, into, link)
        matter.state = state

        assert lookups.look(session, code).matter_state is State.SIGNED

    def test_why_it_was_returned_is_told_to_who_raised_it_alone(
        self, session: Session, make: Make, clerk: Actor, matter: Matter, write: Write
    ) -> None:
        receipt = write()
        of_citizen, into = taken(session, clerk, receipt), make.matter()
        for row in (of_citizen, into):
            steps.move(session, clerk, row, Verb.RETURN, "请补充数据。")
        code = code_of(session, clerk, matter)
        link = MatterLink(from_id=matter.id, to_id=into.id, kind=LinkKind.MERGED)
        links.join(session, clerk, matter, into, link)
        matter.state = State.MERGED

        for one in (receipt, code):
            standing = lookups.look(session, one)
            assert (standing.matter_state, standing.said) == (State.RETURNED, ())


class TestSlips:
    def test_making_one_is_kept_in_the_trail(
        self, session: Session, clerk: Actor, matter: Matter
    ) -> None:
        before = revision(session, matter.committee_id)

        slips.make(session, clerk, matter.id)

        assert revision(session, matter.committee_id) == before + 1
        assert session.exec(select(AuditEntry.action)).all()[-1] == "opinion:slip made"

    def test_is_printed_again_with_the_same_code_until_it_is_made_anew(
        self, session: Session, clerk: Actor, matter: Matter
    ) -> None:
        first = code_of(session, clerk, matter)
        again = slips.paper(session, clerk, matter.id)
        second = code_of(session, clerk, matter)

        assert again.code == first != second
        assert (again.title, again.kind) == (matter.title, MatterKind.OPINION)
        assert len(session.exec(select(Slip)).all()) == 1
        with pytest.raises(NotFound):
            lookups.look(session, first)

    def test_is_not_printed_with_a_code_that_opens_nothing(
        self, session: Session, clerk: Actor, matter: Matter
    ) -> None:
        code = code_of(session, clerk, matter)
        row = session.exec(select(Slip)).one()

        row.salt = "another key would make another code of it"

        with pytest.raises(NotFound):
            slips.paper(session, clerk, matter.id)
        assert lookups.look(session, code).matter_state is State.SUBMITTED

    def test_its_code_is_no_part_of_what_is_kept(
        self, session: Session, clerk: Actor, matter: Matter
    ) -> None:
        code = code_of(session, clerk, matter)

        row = session.exec(select(Slip)).one()

        assert len(code.replace("-", "")) == 28
        assert code not in (row.salt, row.receipt_hash)

    def test_nothing_is_withdrawn_or_forgotten_with_it(
        self, session: Session, clerk: Actor, matter: Matter
    ) -> None:
        code = code_of(session, clerk, matter)

        for take_back in (lookups.withdraw, lookups.forget_contact):
            with pytest.raises(NotFound):
                take_back(session, code)

        assert matter.state is State.SUBMITTED

    def test_is_made_of_what_was_handed_in(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        typed = MatterDraft("示例", "示例。", **PARTY)
        row = service.draft(session, clerk, typed, make.home().id)

        with pytest.raises(RuleBroken, match="Submit it first"):
            slips.make(session, clerk, row.id)

    @pytest.mark.parametrize("role", lacking(Permission.OPINION_WRITE))
    def test_is_the_writers_and_the_offices(
        self, session: Session, make: Make, matter: Matter, role: Role
    ) -> None:
        for ask in (slips.make, slips.hearing, slips.paper):
            with pytest.raises(NotPermitted):
                ask(session, make.actor(role), matter.id)

    def test_ends_at_the_border_of_the_committee(
        self, session: Session, make: Make, clerk: Actor, matter: Matter
    ) -> None:
        slips.make(session, clerk, matter.id)
        stranger = make.actor(Role.CLERK, committee=make.committee())

        for ask in (slips.make, slips.hearing, slips.paper):
            with pytest.raises(NotFound):
                ask(session, stranger, matter.id)

    def test_a_studios_lead_makes_one_for_who_was_heard_there(
        self, session: Session, make: Make
    ) -> None:
        studio = make.studio()
        lead = make.actor(Role.STUDIO_LEAD, studio)
        typed = MatterDraft(
            "示例", "示例。", submitter=Submitter.CITIZEN, source=Source.STUDIO, studio_id=studio.id
        )
        row = service.take_up(session, lead, typed, make.home().id)

        assert slips.hearing(session, lead, row.id).hears_nothing
        assert lookups.look(session, code_of(session, lead, row)).matter_state is State.SUBMITTED

    def test_who_has_an_account_or_wrote_into_a_box_needs_none(
        self, session: Session, make: Make, clerk: Actor, write: Write
    ) -> None:
        informant = make.informant()
        make.actor(Role.INFORMANT, informant)
        own = make.matter(submitter=Submitter.INFORMANT, informant_id=informant.id)
        through_box = taken(session, clerk, write())

        heard = [slips.hearing(session, clerk, one.id) for one in (own, through_box)]

        assert [one.hears_nothing for one in heard] == [False, False]
        assert [one.has_account for one in heard] == [True, False]

    def test_the_first_author_does_not_hear_by_the_account_of_a_co_signer(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        first, too = make.member(), make.member()
        make.actor(Role.MEMBER, too)
        typed = MatterDraft("示例", "示例。", member_id=first.id, co_signers=(too.id,))
        row = service.take_up(session, clerk, typed, make.home().id)

        before = slips.hearing(session, clerk, row.id)
        make.actor(Role.MEMBER, first)
        after = slips.hearing(session, clerk, row.id)

        assert (before.has_account, before.hears_nothing) == (False, True)
        assert (after.has_account, after.hears_nothing) == (True, False)

    def test_only_the_office_or_the_account_that_made_it_gives_it_a_new_code(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        member = make.member()
        himself = make.actor(Role.MEMBER, member)
        typed = MatterDraft("示例", "示例。", member_id=member.id)
        row = service.take_up(session, clerk, typed, make.home().id)
        code = code_of(session, clerk, row)

        with pytest.raises(NotPermitted):
            slips.make(session, himself, row.id)

        assert lookups.look(session, code).matter_state is State.SUBMITTED
        renew = [slips.hearing(session, one, row.id).may_renew for one in (himself, clerk)]
        assert renew == [False, True]
        slips.make(session, clerk, row.id)
        assert session.exec(select(AuditEntry.action)).all()[-1] == "opinion:slip renewed"
