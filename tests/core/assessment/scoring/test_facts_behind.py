"""The facts told behind an item are those of the one asked about, each once."""

from collections.abc import Callable
from datetime import date

import pytest

from core.activities.models import OwnerKind
from core.assessment.book.shape import Book, Case, Item, Match, Scores, Section
from core.assessment.book.vocabulary import MEASURES
from core.assessment.explaining import Told, explain
from core.assessment.scoring import scoring
from core.commendations.models import HonourLevel, SubjectKind
from core.contributions.models import ContributionKind
from core.groups.models import GroupSector
from core.members.models import AppointmentKind, Liaison, Post, PostKind
from tests.core.assessment.presets.city import City
from tests.core.assessment.presets.conftest import city as city
from tests.core.assessment.scoring.counting import FIRST, LAST
from tests.core.assessment.scoring.test_facts_of_others import commended

SINCE = date(2025, 3, 1)


def two_members(city: City) -> list[int]:
    """Two with all that a member can have, a speech of both among it."""
    both = [city.member(), city.member()]
    city.gave(ContributionKind.SPEECH, *both)
    village = city.make.community().id
    for one in both:
        city.attended(one, "survey")
        city.proposed(one)
        city.adopted(city.wrote(one))
        city.honoured(one, HonourLevel.COUNTY)
        city.appointed(one, AppointmentKind.HEARING)
        city.make.save(Liaison(member_id=one.id, community_id=village, starts_on=SINCE))
        city.make.save(Post(member_id=one.id, kind=PostKind.CONVENER, starts_on=SINCE))
        city.claimed(one, "entered")
    return [one.id for one in both]


def two_groups(city: City) -> list[int]:
    """Two with all that a group and its one member can have."""
    both = [city.make.group(), city.make.group()]
    for one in both:
        sector = city.make.sector()
        city.make.save(GroupSector(sector_group_id=one.id, sector_id=sector.id))
        member = city.member(sector_id=sector.id)
        city.attended(member, "survey")
        city.proposed(member)
        city.wrote(member)
        city.gave(ContributionKind.SPEECH, member)
        held = city.held("salon", owner_kind=OwnerKind.GROUP, sector_group_id=one.id)
        city.printed(activity_id=held.id)
        commended(city, SubjectKind.GROUP, sector_group_id=one.id)
        city.claimed(one, "entered")
    return [one.id for one in both]


def two_studios(city: City) -> list[int]:
    """Two with all that a studio can have."""
    both = [city.make.studio(), city.make.studio()]
    for one in both:
        city.held("clinic", one)
        city.standard_met(one, f"set{one.id}", met=1, of=1)
        city.proposed(city.member(), studio=one)
        city.adopted(city.wrote(studio=one))
        city.printed(one)
        commended(city, SubjectKind.STUDIO, studio_id=one.id)
        city.claimed(one, "entered")
    return [one.id for one in both]


def two_committees(city: City) -> list[int]:
    """Two with all that a committee can have but what is entered by hand."""
    both = [city.make.committee(city.make.home()).id for _ in range(2)]
    for one in both:
        city.make.activity(committee_id=one)
        city.adopted(city.make.matter(committee_id=one))
        city.proposed(city.member()).committee_id = one
        commended(city, SubjectKind.PROPOSAL, committee_id=one, subject="示例")
        city.make.studio(committee_id=one)
    return both


def behind(city: City, scores: Scores, subject_id: int, *items: Item) -> tuple[Told, ...]:
    """What is told of each item of one subject."""
    book = Book("示例", scores, (Section("s", "", items=items),))
    city.session.flush()
    case = scoring.Case(city.make.home().id, FIRST, LAST)
    found = explain(city.session, book, case, subject_id)
    assert found is not None
    return found.items


@pytest.mark.parametrize("best", [False, True])
@pytest.mark.parametrize(
    ("scores", "two"),
    [
        (Scores.MEMBERS, two_members),
        (Scores.GROUPS, two_groups),
        (Scores.STUDIOS, two_studios),
        (Scores.COMMITTEES, two_committees),
    ],
)
def test_each_item_tells_of_the_one_asked_about_only(
    city: City, scores: Scores, two: Callable[[City], list[int]], best: bool
) -> None:
    measures = [*MEASURES[scores], *(["entered"] if scores is not Scores.COMMITTEES else [])]
    items = [
        Item(one, "", counts="" if one == "entered" else one, points=100, best=best)
        for one in measures
    ]

    for subject_id in two(city):
        told = behind(city, scores, subject_id, *items)

        assert {one.item.key: [fact.paid for fact in one.facts] for one in told} == {
            key: [100] for key in measures
        }


def test_a_tie_that_ended_and_began_again_is_one_from_its_first_day_on(city: City) -> None:
    member, village = city.member(), city.make.community().id
    for starts_on, ends_on in ((SINCE, date(2026, 2, 1)), (date(2026, 4, 1), None)):
        tie = Liaison(member_id=member.id, community_id=village, starts_on=starts_on)
        tie.ends_on = ends_on
        city.make.save(tie)

    (told,) = behind(city, Scores.MEMBERS, member.id, Item("one", "", counts="liaison", points=1))

    assert [fact.day for fact in told.facts] == [SINCE]


def test_of_those_that_pay_alike_the_earlier_are_said_to_pay(city: City) -> None:
    member = city.member()
    for month in (9, 3, 6):
        city.honoured(member, HonourLevel.COUNTY, given_on=date(2026, month, 1))
    cases = (Case((Match("level", ("county",)),), 100),)
    most = Item("most", "", counts="honour", cases=cases, at_most=2)

    (told,) = behind(city, Scores.MEMBERS, member.id, most)

    assert [fact.paid for fact in told.facts] == [100, 100, 0]
