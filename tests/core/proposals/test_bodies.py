"""Collective proposals of an office's own bodies: they hand them in, follow and judge them."""

import pytest
from sqlmodel import Session, col, select

from core.errors import NotFound
from core.matters import parts
from core.matters.models import Matter, Organisation, Source, State
from core.notices.models import Notice, NoticeKind
from core.permissions import Actor, Role
from core.proposals import queries, review, service
from core.proposals.drafts import ProposalDraft
from core.proposals.models import Nature
from core.proposals.queries import ProposalFilter
from tests.core.proposals.drafting import House, typed
from tests.factories import Make


@pytest.fixture
def house(session: Session, make: Make) -> House:
    return House(session, make)


def of_special(special_id: int) -> ProposalDraft:
    draft: ProposalDraft = typed(None, Nature.COLLECTIVE, special_committee_id=special_id)
    return draft


def of_group(group_id: int) -> ProposalDraft:
    draft: ProposalDraft = typed(
        None,
        Nature.COLLECTIVE,
        organisation="示例活动组",
        organisation_kind=Organisation.GROUP,
        source=Source.GROUP,
        sector_group_id=group_id,
        raising_group_id=group_id,
    )
    return draft


def heard(session: Session, actor: Actor) -> list[str]:
    """What an account was told of the steps of matters, in order."""
    session.flush()
    asked = select(Notice).where(Notice.account_id == actor.account_id).order_by(col(Notice.id))
    return [
        one.words if one.kind is NoticeKind.STEP else one.kind.value for one in session.exec(asked)
    ]


@pytest.mark.parametrize("role", [Role.SPECIAL_COMMITTEE_CLERK, Role.CONVENER])
def test_the_author_hears_nothing_is_not_true_of_a_body(
    session: Session, house: House, make: Make, role: Role
) -> None:
    special, group = make.special_committee(), make.group()
    if role is Role.CONVENER:
        person, draft = make.actor(role, group), of_group(group.id)
    else:
        person, draft = make.actor(role, special), of_special(special.id)
    row = service.write(session, person, house.of, draft)
    service.submit(session, person, row.id)
    review.return_(session, house.clerk, row.id, "请补充数据。")
    service.submit(session, person, row.id)
    review.register(session, house.clerk, row.id)

    listed = [one.id for one in queries.listing(session, person, ProposalFilter(house.of))]
    assert heard(session, person) == ["submitted", "returned", "submitted", "registered"]
    assert listed == [row.id]
    assert [one.to_state for one in parts.history(session, person, row.id)][-1] is State.REGISTERED


def test_what_members_proposed_in_a_group_is_not_its_conveners_to_write(
    session: Session, house: House, make: Make
) -> None:
    group = make.group()
    convener = make.actor(Role.CONVENER, group)
    row = house.submitted(source=Source.GROUP, sector_group_id=group.id)

    with pytest.raises(NotFound):
        service.withdraw(session, convener, row.id, "示例")
    with pytest.raises(NotFound):
        service.write(
            session,
            convener,
            house.of,
            typed(house.member, source=Source.GROUP, sector_group_id=group.id),
        )

    assert row.state is State.SUBMITTED


def test_a_body_proposes_for_no_other(session: Session, house: House, make: Make) -> None:
    special = make.special_committee()
    person = make.actor(Role.SPECIAL_COMMITTEE_CLERK, special)

    for draft in (of_special(make.special_committee().id), of_group(make.group().id)):
        with pytest.raises(NotFound):
            service.write(session, person, house.of, draft)

    assert not session.exec(select(Matter)).all()


def test_a_converted_proposal_stays_its_bodys(session: Session, house: House, make: Make) -> None:
    special = make.special_committee()
    person = make.actor(Role.SPECIAL_COMMITTEE_CLERK, special)
    row = service.write(session, person, house.of, of_special(special.id))
    service.submit(session, person, row.id)

    item = review.convert(session, house.clerk, row.id)

    assert item.special_committee_id == special.id
    assert heard(session, person)[-1] == "converted"
    assert [one.matter_id for one in parts.links(session, person, item.id)] == [row.id]
