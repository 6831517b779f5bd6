"""An edit that exchanges who raised a matter: who is in and who is out are told, once."""

from typing import Any

import pytest
from sqlmodel import Session, col, select

from core.matters.models import Matter, Organisation, Submitter, Verb
from core.matters.writing import MatterDraft
from core.notices.models import Notice, NoticeKind
from core.opinions import service
from core.permissions import Actor, Role
from core.proposals import service as proposals
from core.proposals.models import Nature
from tests.core.proposals.drafting import House, typed
from tests.factories import Make

NAMED, UNNAMED = NoticeKind.NAMED, NoticeKind.UNNAMED
KINDS = ("member", "informant", "special committee", "group")


def told(session: Session, actor: Actor) -> list[tuple[NoticeKind, str]]:
    """What an account was told of being named, with the title."""
    session.flush()
    mine = (Notice.account_id == actor.account_id, col(Notice.kind).in_((NAMED, UNNAMED)))
    asked = select(Notice).where(*mine).order_by(col(Notice.id))
    return [(one.kind, one.title) for one in session.exec(asked)]


def body(kind: Organisation) -> dict[str, Any]:
    return {"submitter": Submitter.ORGANISATION, "organisation_kind": kind}


def raiser(make: Make, kind: str) -> tuple[Actor, dict[str, Any]]:
    """An account that may raise an item, and what the item says of it."""
    if kind == "member":
        member = make.member()
        return make.actor(Role.MEMBER, member), {"member_id": member.id}
    if kind == "informant":
        row = make.informant()
        of: dict[str, Any] = {"submitter": Submitter.INFORMANT, "informant_id": row.id}
        return make.actor(Role.INFORMANT, row), of
    if kind == "group":
        group = make.group()
        return make.actor(Role.CONVENER, group), {
            **body(Organisation.GROUP),
            "raising_group_id": group.id,
        }
    special = make.special_committee()
    of = body(Organisation.SPECIAL_COMMITTEE) | {"special_committee_id": special.id}
    return make.actor(Role.SPECIAL_COMMITTEE_CLERK, special), of


def typed_item(title: str = "关于示例的建议", **given: Any) -> MatterDraft:
    return MatterDraft(title, suggestion="示例建议。", **given)


def taken_up(session: Session, make: Make, **given: Any) -> Matter:
    clerk = make.actor(Role.CLERK)
    return service.take_up(session, clerk, typed_item(**given), make.home().id)


@pytest.mark.parametrize("after", KINDS)
@pytest.mark.parametrize("before", KINDS)
def test_who_raised_an_item_before_and_who_does_now_are_told_of_the_exchange(
    session: Session, make: Make, before: str, after: str
) -> None:
    (old, was), (new, given) = raiser(make, before), raiser(make, after)
    row = taken_up(session, make, **was)

    draft = typed_item("改过的题目", **given)
    service.edit(session, make.actor(Role.CLERK), row.id, draft, row.version)

    assert told(session, old) == [(UNNAMED, "关于示例的建议")]
    assert told(session, new) == [(NAMED, "改过的题目")]


def test_who_stays_and_who_does_it_are_told_nothing(session: Session, make: Make) -> None:
    member, partner = make.member(), make.member()
    himself, other = make.actor(Role.MEMBER, member), make.actor(Role.MEMBER, partner)
    clerk = make.actor(Role.CLERK)
    row = taken_up(session, make, member_id=member.id)

    draft = typed_item("改过的题目", member_id=member.id, co_signers=(partner.id,))
    service.edit(session, clerk, row.id, draft, row.version)

    assert told(session, himself) == told(session, clerk) == []
    assert told(session, other) == [(NAMED, "改过的题目")]


def test_a_draft_that_nobody_was_told_of_is_changed_in_silence(
    session: Session, make: Make
) -> None:
    (old, was), (new, given) = raiser(make, "member"), raiser(make, "member")
    clerk = make.actor(Role.CLERK)
    row = service.draft(session, clerk, typed_item(**was), make.home().id)

    service.edit(session, clerk, row.id, typed_item(**given), row.version)

    assert told(session, old) == told(session, new) == []


def test_who_is_only_asked_to_sign_later_learns_nothing_of_it_yet(
    session: Session, make: Make
) -> None:
    himself, was = raiser(make, "member")
    partner = make.member()
    other = make.actor(Role.MEMBER, partner)
    row = taken_up(session, make, **was)
    service.take(session, make.actor(Role.CLERK), row.id, service.Move(Verb.RETURN, "请补充。"))

    draft = typed_item(**was, co_signers=(partner.id,))
    service.edit(session, himself, row.id, draft, row.version)

    assert told(session, other) == []


def test_of_a_proposal_the_proposers_and_the_body_are_told_too(
    session: Session, make: Make
) -> None:
    house = House(session, make)
    partner, other = house.co_signer()
    special = make.special_committee()
    at_special = make.actor(Role.SPECIAL_COMMITTEE_CLERK, special)
    matter = house.registered()

    draft = typed(partner, submitter=Submitter.MEMBER)
    proposals.edit(session, house.clerk, matter.id, draft, matter.version)
    of_body = typed(None, Nature.COLLECTIVE, special_committee_id=special.id)
    proposals.edit(session, house.clerk, matter.id, of_body, matter.version)

    assert [kind for kind, _title in told(session, house.author)] == [UNNAMED]
    assert [kind for kind, _title in told(session, other)] == [NAMED, UNNAMED]
    assert [kind for kind, _title in told(session, at_special)] == [NAMED]
