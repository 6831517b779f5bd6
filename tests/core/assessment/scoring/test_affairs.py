"""One fact is paid once, however far it was turned into something else or went up into it."""

import pytest

from core.assessment.book.shape import Book, Case, Item, Match, Once, Scores, Section, Share
from core.assessment.scoring import scoring
from core.groups.models import GroupSector
from core.matters.models import LinkKind, Matter, MatterLink
from core.members.models import Member
from tests.core.assessment.presets.city import City
from tests.core.assessment.presets.conftest import city as city
from tests.core.assessment.scoring.counting import FIRST, LAST

PROPOSAL, OPINION = 2000, 1500


ITEMS = (
    Item("p", "", counts="proposal", points=PROPOSAL),
    Item("o", "", counts="opinion", points=OPINION),
)


def paid(
    city: City,
    subject_id: int,
    scores: Scores = Scores.MEMBERS,
    items: tuple[Item, ...] = ITEMS,
) -> tuple[int, int]:
    """What proposals and opinion items pay, of one affair only the higher."""
    book = Book("", scores, (Section("s", "", items=items),), onces=(Once(("p", "o")),))
    city.session.flush()
    case = scoring.Case(city.make.home().id, FIRST, LAST)
    found = {one.id: one.sheet.items for one in scoring.score(city.session, book, case)}
    return found[subject_id]["p"], found[subject_id]["o"]


def converted(city: City, *authors: Member) -> Matter:
    """An opinion item that was made of a proposal of the same authors."""
    return city.turned_into_an_opinion_item(city.proposed(*authors), *authors)


def test_a_proposal_made_into_an_item_that_went_up_into_anothers_pays_once(city: City) -> None:
    one, other = city.member(), city.member()
    city.merged(converted(city, one), city.wrote(other))

    assert paid(city, one.id) == (PROPOSAL, 0)
    assert paid(city, other.id) == (0, OPINION)


def test_so_does_each_of_those_whose_proposals_went_up_into_the_same_item(city: City) -> None:
    one, other, third = (city.member() for _ in range(3))
    into = converted(city, third)
    city.merged(converted(city, one), into)
    city.merged(converted(city, other), into)

    assert [paid(city, who.id) for who in (one, other, third)] == [(PROPOSAL, 0)] * 3


def test_who_signed_the_item_only_has_it_paid(city: City) -> None:
    one, other, signer = (city.member() for _ in range(3))
    proposal = city.proposed(one)
    city.merged(city.turned_into_an_opinion_item(proposal, one, signer), city.wrote(other))

    assert paid(city, signer.id) == (0, OPINION)


def test_two_proposals_that_went_up_into_one_item_are_two_facts(city: City) -> None:
    one, other = city.member(), city.member()
    into = city.wrote(other)
    for _ in range(2):
        city.merged(converted(city, one), into)

    assert paid(city, one.id) == (2 * PROPOSAL, 0)


def test_an_item_is_one_with_the_proposal_it_was_made_of_before_those_that_went_up_into_it(
    city: City,
) -> None:
    one = city.member()
    made = city.turned_into_an_opinion_item(city.proposed(one, is_key=True), one)
    city.merged(converted(city, one), made)
    key = Case((Match("key", (True,)),), 3000)
    items = (
        Item("p", "", counts="proposal", cases=(key, Case((), 1000))),
        Item("o", "", counts="opinion", points=2000),
    )

    assert paid(city, one.id, items=items) == (4000, 0)


def test_a_proposal_of_ones_own_beside_it_is_another_fact(city: City) -> None:
    one, other = city.member(), city.member()
    city.merged(converted(city, one), city.wrote(other))
    city.proposed(other)

    assert paid(city, other.id) == (PROPOSAL, OPINION)


def test_what_is_only_related_to_it_is_another_fact(city: City) -> None:
    one = city.member()
    item, beside = converted(city, one), city.wrote(one)
    city.make.save(MatterLink(from_id=item.id, to_id=beside.id, kind=LinkKind.RELATED))

    assert paid(city, one.id) == (PROPOSAL, OPINION)


def test_a_group_has_it_paid_once(city: City) -> None:
    sector = city.make.sector()
    one, other = city.member(sector_id=sector.id), city.member()
    group = city.make.group()
    city.make.save(GroupSector(sector_group_id=group.id, sector_id=sector.id))
    city.merged(converted(city, one), city.wrote(other))

    assert paid(city, group.id, Scores.GROUPS) == (PROPOSAL, 0)


@pytest.mark.parametrize(("same", "points"), [(True, 0), (False, OPINION)])
def test_a_studio_has_it_paid_once_where_all_of_it_is_its_own(
    city: City, same: bool, points: int
) -> None:
    studio, elsewhere = city.make.studio(), city.make.studio()
    proposal = city.proposed(city.member())
    item = city.turned_into_an_opinion_item(proposal)
    into = city.wrote(city.member(), studio=studio)
    city.merged(item, into)
    proposal.studio_id = item.studio_id = (studio if same else elsewhere).id

    assert paid(city, studio.id, Scores.STUDIOS) == (PROPOSAL if same else 0, points)


def test_of_several_that_went_up_the_one_of_the_studio_itself_is_looked_at(city: City) -> None:
    studio, elsewhere = city.make.studio(), city.make.studio()
    into = city.wrote(city.member(), studio=studio)
    for whose in (elsewhere, studio):
        proposal = city.proposed(city.member(), studio=whose)
        item = city.turned_into_an_opinion_item(proposal)
        item.studio_id = whose.id
        city.merged(item, into)

    assert paid(city, studio.id, Scores.STUDIOS) == (PROPOSAL, 0)


def test_a_committee_has_it_paid_once(city: City) -> None:
    below = city.make.township()
    proposal = city.proposed(city.member())
    item = city.turned_into_an_opinion_item(proposal)
    into = city.wrote(city.member())
    city.merged(item, into)
    for matter in (proposal, item, into):
        matter.committee_id = below.id

    assert paid(city, below.id, Scores.COMMITTEES) == (PROPOSAL, 0)


def test_who_signed_what_went_up_into_the_matter_of_one_alone_is_no_sole_author(
    city: City,
) -> None:
    one, signer, other = (city.member() for _ in range(3))
    city.merged(city.proposed(one, signer), city.proposed(other))
    item = Item("p", "", counts="proposal", points=PROPOSAL, share=Share(5000))
    book = Book("", Scores.MEMBERS, (Section("s", "", items=(item,)),))

    found = {each.id: each.sheet.total for each in city.scored(book)}

    assert [found[who.id] for who in (one, signer, other)] == [PROPOSAL, PROPOSAL // 2, PROPOSAL]
