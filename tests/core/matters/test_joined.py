"""What went up into another matter: who raised it hears what becomes of that, and reads the answer.

They are told of their own matter, which they can open, and never of a closed one's words.
"""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import Session, col, select

from core.errors import NotFound
from core.files import queries as files
from core.files.models import FileOwner
from core.handling import assigning, queries, replying
from core.handling.drafts import AssignDraft, ReplyDraft, Share
from core.handling.models import AuthorityLevel, HandlingRole, Reply, Result
from core.matters import detail, joined
from core.matters.models import (
    LinkKind,
    Matter,
    MatterLink,
    Organisation,
    Sensitivity,
    State,
    Submitter,
    Verb,
)
from core.matters.writing import MatterDraft
from core.notices.models import Notice, NoticeKind
from core.opinions import adoptions, service
from core.opinions.adoptions import AdoptionDraft
from core.opinions.models import AdoptionKind
from core.opinions.service import Move
from core.permissions import Actor, Role
from core.proposals import review
from core.proposals import service as proposals
from tests.core.files import samples
from tests.core.opinions.conftest import TO_SIGNED
from tests.core.proposals.drafting import House, typed
from tests.factories import Make

Item = Callable[..., Matter]
Kinds = list[tuple[NoticeKind, str]]
SAID = "示例答复。"
CO = HandlingRole.CO


def heard(session: Session, actor: Actor, matter: Matter) -> Kinds:
    """What an account was told of a matter, in order."""
    session.flush()
    mine = (Notice.account_id == actor.account_id, Notice.subject_id == matter.id)
    asked = select(Notice).where(*mine, Notice.subject_kind == matter.kind.value)
    return [(one.kind, one.words) for one in session.exec(asked.order_by(col(Notice.id)))]


def answered(session: Session, make: Make, row: Matter) -> Reply:
    """Take an opinion item to the answer of its one unit."""
    for verb in TO_SIGNED:
        by = make.actor(Role.SIGNER if verb is Verb.SIGN else Role.CLERK)
        service.take(session, by, row.id, Move(verb))
    return replied(session, make, row)


def replied(session: Session, make: Make, row: Matter) -> Reply:
    clerk, share = make.actor(Role.CLERK), Share(make.unit().id)
    part = assigning.assign(session, clerk, row.id, AssignDraft((share,)), row.version)[0]
    return replying.record(session, clerk, part.id, ReplyDraft(Result.A, SAID))


@pytest.fixture
def item(session: Session, make: Make) -> Item:
    """An opinion item that a member, or who is given, handed in."""

    def raise_it(**given: Any) -> Matter:
        if "submitter" not in given:
            given = {"member_id": make.member().id} | given
        draft = MatterDraft("关于示例的建议", suggestion="示例建议。", **given)
        return service.take_up(session, make.actor(Role.CLERK), draft, make.home().id)

    return raise_it


@pytest.fixture
def merge(session: Session, make: Make) -> Callable[..., Matter]:
    def do(row: Matter, into: Matter, link: LinkKind = LinkKind.MERGED) -> Matter:
        return service.merge(session, make.actor(Role.CLERK), (row.id, into.id), link, "同一事项")

    return do


def raiser_of(make: Make, kind: str) -> tuple[Actor, dict[str, Any]]:
    """Who may raise an item, and what the item says of them."""
    if kind == "member":
        member = make.member()
        return make.actor(Role.MEMBER, member), {"member_id": member.id}
    if kind == "informant":
        informant = make.informant()
        of = {"submitter": Submitter.INFORMANT, "informant_id": informant.id}
        return make.actor(Role.INFORMANT, informant), of
    special = make.special_committee()
    body = (Submitter.ORGANISATION, Organisation.SPECIAL_COMMITTEE)
    of = {"submitter": body[0], "organisation_kind": body[1], "special_committee_id": special.id}
    return make.actor(Role.SPECIAL_COMMITTEE_CLERK, special), of


@pytest.mark.parametrize("link", joined.SHARED)
@pytest.mark.parametrize("kind", ["member", "informant", "body"])
def test_who_raised_what_was_merged_hears_each_step_of_the_other_and_reads_the_answer(
    session: Session, make: Make, item: Item, merge: Any, kind: str, link: LinkKind
) -> None:
    himself, given = raiser_of(make, kind)
    one, into = item(**given), item()
    merge(one, into, link)
    before = heard(session, himself, one)

    answered(session, make, into)

    states = ("screened", "edited", "checked", "signed", "assigned", "replied")
    told = heard(session, himself, one)[len(before) :]
    assert told == [(NoticeKind.JOINED_STEP, state) for state in states]
    assert heard(session, himself, into) == []
    assert [row.words for row in queries.of_matter(session, himself, one.id).replies] == [SAID]
    with pytest.raises(NotFound):
        queries.of_matter(session, himself, into.id)


def test_what_went_in_earlier_goes_along_and_everybody_is_told_once(
    session: Session, make: Make, item: Item, merge: Any
) -> None:
    himself, given = raiser_of(make, "member")
    first, second, third = item(**given), item(**given), item()
    merge(first, second)
    merge(second, third)

    service.take(session, make.actor(Role.CLERK), third.id, Move(Verb.SCREEN))

    told = (NoticeKind.JOINED_STEP, "screened")
    assert heard(session, himself, first).count(told) == 1
    assert heard(session, himself, second).count(told) == 0


def test_the_author_of_both_is_told_of_the_one_that_goes_on_alone(
    session: Session, make: Make, item: Item, merge: Any
) -> None:
    himself, given = raiser_of(make, "member")
    one, into = item(**given), item(**given)
    merge(one, into)

    service.take(session, make.actor(Role.CLERK), into.id, Move(Verb.SCREEN))

    assert heard(session, himself, into)[-1] == (NoticeKind.STEP, "screened")
    assert (NoticeKind.JOINED_STEP, "screened") not in heard(session, himself, one)


def test_links_that_lead_back_come_to_an_end(session: Session, make: Make, item: Item) -> None:
    one, other = item(), item()
    for ends in ((one.id, other.id), (other.id, one.id)):
        session.add(MatterLink(from_id=ends[0], to_id=ends[1], kind=LinkKind.MERGED))
    one.state = other.state = State.MERGED
    session.flush()

    assert [row.id for row in joined.into(session, one)] == [other.id]
    assert joined.became(session, one).state is State.MERGED


def test_of_a_closed_or_labelled_matter_neither_title_nor_words_are_told(
    session: Session, make: Make, item: Item, merge: Any
) -> None:
    for hidden in (
        {"is_open": False, "closed_reason": "示例"},
        {"sensitivity": Sensitivity.INTERNAL},
    ):
        himself, given = raiser_of(make, "member")
        one, into = item(**given), item(**hidden)
        merge(one, into)

        reply = answered(session, make, into)
        replying.correct(
            session, make.actor(Role.CLERK), reply.id, ReplyDraft(Result.B, "改过。"), 1
        )
        adopted(session, make, into)

        told = heard(session, himself, one)
        assert told[-3:] == [
            (NoticeKind.JOINED_STEP, "replied"),
            (NoticeKind.CORRECTED, ""),
            (NoticeKind.ADOPTED, ""),
        ]
        assert queries.of_matter(session, himself, one.id).replies == []
        with pytest.raises(NotFound):
            queries.find_reply(session, himself, reply.id)


def adopted(session: Session, make: Make, row: Matter) -> None:
    draft = AdoptionDraft(AuthorityLevel.PROVINCE, AdoptionKind.SINGLE, row.received_on, "每日要情")
    adoptions.record(session, make.actor(Role.CLERK), row.id, draft)


def test_a_correction_and_an_adoption_are_told_of_too(
    session: Session, make: Make, item: Item, merge: Any
) -> None:
    himself, given = raiser_of(make, "member")
    one, into = item(**given), item()
    merge(one, into)
    reply = answered(session, make, into)

    for version, words in enumerate(("改过。", "再改。"), 1):
        draft = ReplyDraft(Result.B, words)
        replying.correct(session, make.actor(Role.CLERK), reply.id, draft, version)
    adopted(session, make, into)

    told = heard(session, himself, one)
    assert told[-2:] == [(NoticeKind.CORRECTED, "再改。"), (NoticeKind.ADOPTED, "每日要情")]
    assert [kind for kind, _words in told].count(NoticeKind.CORRECTED) == 1


def test_the_documents_of_the_answer_open_too_and_those_of_others_do_not(
    session: Session, make: Make, item: Item, merge: Any
) -> None:
    himself, given = raiser_of(make, "member")
    stranger, _given = raiser_of(make, "member")
    one, into = item(**given), item()
    merge(one, into)
    reply = answered(session, make, into)
    replying.attach(session, make.actor(Role.CLERK), reply.id, "答复.pdf", samples.PDF)

    found = queries.find_reply(session, himself, reply.id)

    assert [row.id for row in found.replies] == [reply.id]
    assert files.of_all(session, FileOwner.REPLY, [reply.id])
    with pytest.raises(NotFound):
        queries.find_reply(session, stranger, reply.id)


def test_an_answer_is_told_once_all_units_have_answered(
    session: Session, make: Make, item: Item, merge: Any
) -> None:
    himself, given = raiser_of(make, "member")
    one, into = item(**given), item()
    merge(one, into)
    into.state = State.SIGNED
    clerk, units = make.actor(Role.CLERK), (Share(make.unit().id), Share(make.unit().id, CO))
    lead, _co = assigning.assign(session, clerk, into.id, AssignDraft(units), into.version)

    replying.record(session, clerk, lead.id, ReplyDraft(Result.A, SAID))

    assert queries.of_matter(session, himself, one.id).replies == []


def test_who_raised_a_merged_proposal_hears_of_the_reply_also_where_it_is_converted(
    session: Session, make: Make
) -> None:
    house = House(session, make)
    partner, himself = house.co_signer()
    one = proposals.write(session, himself, house.of, typed(partner))
    proposals.submit(session, himself, one.id)
    into = house.submitted()
    review.merge(session, house.clerk, one.id, into.id, "同一事项")

    opinion = review.convert(session, house.clerk, into.id)
    answered(session, make, opinion)

    told = heard(session, himself, one)
    assert (NoticeKind.JOINED_STEP, "converted") in told
    assert told[-1] == (NoticeKind.JOINED_STEP, "replied")
    assert [row.words for row in queries.of_matter(session, himself, one.id).replies] == [SAID]


def test_who_raised_a_converted_proposal_is_told_of_the_new_item_alone_and_once(
    session: Session, make: Make
) -> None:
    house = House(session, make)
    proposal = house.submitted()
    opinion = review.convert(session, house.clerk, proposal.id)
    before = heard(session, house.author, proposal)

    answered(session, make, opinion)

    assert heard(session, house.author, proposal) == before
    told = heard(session, house.author, opinion)
    assert told.count((NoticeKind.STEP, "replied")) == 1
    assert detail.matter(session, house.author, opinion.id).state is State.REPLIED


def test_what_lies_in_the_bin_is_told_to_nobody(
    session: Session, make: Make, item: Item, merge: Any
) -> None:
    himself, given = raiser_of(make, "member")
    one, into = item(**given), item()
    merge(one, into)
    service.bin_(session, make.actor(Role.CLERK), one.id)
    before = heard(session, himself, one)

    service.take(session, make.actor(Role.CLERK), into.id, Move(Verb.SCREEN))

    assert heard(session, himself, one) == before
