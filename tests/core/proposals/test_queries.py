"""Lists and counts of proposals."""

from typing import Any

import pytest
from sqlmodel import Session

from core.errors import NotFound
from core.handling import queries as handling
from core.handling.models import Result
from core.matters import detail as matters
from core.matters.concerns import Concern
from core.matters.models import Source, State
from core.permissions import Permission, Role
from core.proposals import detail, queries, review, service
from core.proposals.drafts import FlagDraft
from core.proposals.models import Nature
from core.proposals.queries import Mark, Order, ProposalFilter
from tests.core.proposals.drafting import House, typed
from tests.factories import Make


def ids(house: House, **given: Any) -> list[int]:
    wanted = ProposalFilter(house.of, **given)
    rows = queries.listing(house.session, house.clerk, wanted)
    assert queries.total(house.session, house.clerk, wanted) == len(rows)
    return [row.id for row in rows]


def test_a_row_tells_author_unit_and_result(session: Session, house: House) -> None:
    matter = house.replied(Result.B)
    review.flag(session, house.clerk, matter.id, FlagDraft(is_key=True), matter.version)

    (row,) = queries.listing(session, house.clerk, ProposalFilter(house.of))

    assert (row.author, row.signed, row.number) == (house.member.name, 0, 1)
    assert (row.result, row.marks, row.state) == (Result.B, [Mark.KEY], State.REPLIED)
    assert row.unit.startswith("示例单位")


def test_filters_narrow_in_the_database(session: Session, house: House, make: Make) -> None:
    category = make.matter_category(kind="proposal")
    first = house.registered(title="关于示例甲的提案", category_id=category.id)
    second = house.replied(Result.A, title="关于示例乙的提案")
    body = service.write(session, house.clerk, house.of, typed(nature=Nature.COLLECTIVE))
    service.submit(session, house.clerk, body.id)

    assert ids(house) == [body.id, second.id, first.id]
    assert ids(house, order=Order.NUMBER) == [first.id, second.id, body.id]
    assert ids(house, search="例甲") == ids(house, category_id=category.id) == [first.id]
    assert ids(house, search="专委") == [body.id]
    assert body.id in ids(house, search=str(body.number))
    assert ids(house, search="777777") == []
    assert ids(house, search=house.member.name) == [second.id, first.id]
    assert ids(house, nature=Nature.COLLECTIVE) == ids(house, state=State.SUBMITTED) == [body.id]
    assert ids(house, result=Result.A) == [second.id]
    assert ids(house, mark=Mark.EXCELLENT) == []
    assert ids(house, concern=Concern.WAITS) == [body.id, first.id]
    assert ids(house, term_session_id=0) == []


def test_the_texts_are_searched_where_it_is_asked_for(house: House) -> None:
    first = house.submitted(situation="东街的路灯坏了。")
    second = house.submitted(analysis="路灯线路老化。")
    third = house.submitted(suggestion="更换路灯。")
    house.submitted()

    assert ids(house, search="路灯") == []
    assert ids(house, search="路灯", in_text=True) == [third.id, second.id, first.id]
    assert ids(house, search="路灯", in_text=True, state=State.DRAFT) == []


def test_counts_by_nature_and_state_whichever_is_chosen(session: Session, house: House) -> None:
    house.registered()
    house.submitted()
    wanted = ProposalFilter(house.of, nature=Nature.COLLECTIVE, state=State.CLOSED)

    told = queries.counts(session, house.clerk, wanted)

    assert told.total == 2
    assert told.natures == {Nature.INDIVIDUAL: 2}
    assert told.states == {State.SUBMITTED: 1, State.REGISTERED: 1}


def test_members_see_their_own_and_offices_no_drafts(session: Session, house: House) -> None:
    draft, sent = house.written(), house.submitted()
    _other, stranger = house.co_signer()

    mine = queries.listing(session, house.author, ProposalFilter(house.of))
    theirs = queries.listing(session, stranger, ProposalFilter(house.of))

    assert {row.id for row in mine} == {draft.id, sent.id}
    assert theirs == []
    assert ids(house) == [sent.id]


def test_upper_committees_see_what_is_below(session: Session, make: Make) -> None:
    above = make.committee()
    make._committee = make.committee(above)
    house = House(session, make)
    matter = house.registered()
    reader = make.actor(Role.UPPER_COMMITTEE, committee=above)

    rows = queries.listing(session, reader, ProposalFilter(above.id))

    assert [row.id for row in rows] == [matter.id]


def test_offers_what_another_can_be_merged_into(session: Session, house: House) -> None:
    matter, into, _closed = house.submitted(), house.registered(title="另一件"), house.written()

    told = queries.mergeable(session, house.clerk, matter.id)

    assert told == {into.id: "2 另一件"}
    assert queries.mergeable(session, house.clerk, matter.id, "没有") == {}


def test_a_studio_and_a_group_read_what_came_from_them_with_the_joined_reply(
    session: Session, house: House, make: Make
) -> None:
    studio, group = make.studio(), make.group()
    of_studio = house.replied(Result.A, source=Source.STUDIO, studio_id=studio.id)
    of_group = house.replied(Result.B, source=Source.GROUP, sector_group_id=group.id)
    house.written(source=Source.STUDIO, studio_id=studio.id)
    house.replied(Result.A)
    seen = {
        make.actor(Role.STUDIO_LEAD, studio): of_studio,
        make.actor(Role.CONVENER, group): of_group,
        make.actor(Role.STUDIO_LEAD, make.studio()): None,
        make.actor(Role.CONVENER, make.group()): None,
    }

    for actor, one in seen.items():
        rows = queries.listing(session, actor, ProposalFilter(house.of))
        found = queries.listing(session, actor, ProposalFilter(house.of, search="完善"))

        assert [row.id for row in rows] == [row.id for row in found] == ([one.id] if one else [])
        for matter in (of_studio, of_group):
            if matter is one:
                replies = handling.of_matter(session, actor, matter.id).replies
                assert [reply.words for reply in replies] == ["示例答复。"]
                assert detail.part(session, actor, matter.id).result is replies[0].result
            else:
                with pytest.raises(NotFound):
                    detail.part(session, actor, matter.id)
                with pytest.raises(NotFound):
                    handling.of_matter(session, actor, matter.id)


def test_who_reads_what_came_from_a_studio_or_group_does_nothing_else_with_it(
    session: Session, house: House, make: Make
) -> None:
    studio = make.studio()
    lead = make.actor(Role.STUDIO_LEAD, studio)
    matter = house.replied(Result.A, source=Source.STUDIO, studio_id=studio.id)

    assert matters.matter(session, lead, matter.id).steps == ()
    assert not handling.may_judge(session, lead, matter.id)
    assert not lead.may(Permission.PROPOSAL_WRITE)
    assert not lead.may(Permission.CONTRIBUTION_READ)
