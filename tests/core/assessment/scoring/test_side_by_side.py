"""Facts and items side by side: none takes what is another's, and none is left out beside one."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from core.activities.models import Category
from core.assessment.book.shape import (
    Book,
    Case,
    Item,
    Match,
    Multiplier,
    Once,
    Scores,
    Section,
    Step,
)
from core.assessment.scoring import scoring
from core.commendations.models import HonourLevel
from core.handling.models import AuthorityLevel
from core.matters.models import LinkKind, MatterLink
from core.members.models import Liaison, Member
from tests.core.assessment.presets.city import City
from tests.core.assessment.presets.conftest import city as city
from tests.core.assessment.scoring.counting import AFTER, BEFORE, FIRST, LAST, counted

COUNTY, CITY_LEVEL = AuthorityLevel.COUNTY, AuthorityLevel.PREFECTURE


def points(city: City, member: Member, *items: Item, **given: Any) -> dict[str, int]:
    """What each item pays a member, in hundredths."""
    days = given.pop("first", FIRST), given.pop("last", LAST)
    book = Book("", Scores.MEMBERS, (Section("s", "", items=items),), **given)
    city.session.flush()
    case = scoring.Case(city.make.home().id, *days)
    found = {one.id: one.sheet.items for one in scoring.score(city.session, book, case)}
    return dict(found[member.id])


def by_level(key: str, county: int, prefecture: int, **given: Any) -> Item:
    """An item that pays a rung by its level."""
    cases = (
        Case((Match("level", (COUNTY.value,)),), county),
        Case((Match("level", (CITY_LEVEL.value,)),), prefecture),
    )
    return Item(key, "", counts="adoption", cases=cases, **given)


def two_rungs(city: City, member: Member) -> None:
    """One item of a member at two levels."""
    item = city.wrote(member)
    city.adopted(item, COUNTY)
    city.adopted(item, CITY_LEVEL)


def test_of_what_pays_once_nothing_of_other_years_does(city: City) -> None:
    member = city.member()
    item = city.wrote(member)
    for level, day in ((COUNTY, LAST), (CITY_LEVEL, AFTER), (CITY_LEVEL, BEFORE)):
        city.adopted(item, level).adopted_on = day

    paid = points(city, member, by_level("best", 300, 500, best=True), by_level("all", 300, 500))

    assert paid == {"best": 300, "all": 300}


def test_where_one_item_pays_the_best_only_another_pays_each(city: City) -> None:
    member = city.member()
    two_rungs(city, member)

    best = by_level("best", 300, 500, best=True)
    each = by_level("each", 300, 500, at_most=9)

    assert points(city, member, best, each) == {"best": 500, "each": 800}


def test_what_no_pair_names_is_paid_beside_it(city: City) -> None:
    member = city.member()
    two_rungs(city, member)
    once, other = (by_level(key, 300, 500) for key in ("once", "other"))
    beside = by_level("beside", 300, 500, at_most=9)

    paid = points(city, member, once, other, beside, onces=(Once(("once", "other")),))

    assert paid == {"once": 500, "other": 0, "beside": 800}


def test_each_pair_pays_its_own_affair_once(city: City) -> None:
    member = city.member()
    two_rungs(city, member)
    items = tuple(by_level(key, 300, 500) for key in "abcd")

    paid = points(city, member, *items, onces=(Once(("a", "b")), Once(("c", "d"))))

    assert paid == {"a": 500, "b": 0, "c": 500, "d": 0}


def test_an_item_of_which_some_cases_pay_nothing_pays_the_best_too(city: City) -> None:
    member = city.member()
    two_rungs(city, member)
    levels = by_level("one", 300, 500, best=True)
    nothing = Case((Match("level", (AuthorityLevel.NATION.value,)),), 0)

    assert points(city, member, replace(levels, cases=(nothing, *levels.cases))) == {"one": 500}


def test_one_turned_multiplier_among_others_is_rounded_as_turned(city: City) -> None:
    member = city.member()
    city.attended(member, "survey")
    present = (Match("presence", ("present",)),)
    times = (Multiplier(present, -50), Multiplier(present, 100))
    item = Item("one", "", counts="attendance", points=5, times=times)

    assert points(city, member, item) == {"one": -3}


def test_both_answers_at_once_fit_whatever_was_answered(city: City) -> None:
    member = city.member()
    city.wrote(member)
    city.wrote(member).is_micro = True
    either = (Match("micro", (True, False)),)

    item = Item("one", "", counts="opinion", where=either, points=100)

    assert points(city, member, item) == {"one": 200}


def test_a_commendation_without_a_day_counts_once_its_year_is_over(city: City) -> None:
    member = city.member()
    for year in (2025, 2026):
        city.honoured(member, HonourLevel.COUNTY, year=year)
    item = Item("one", "", counts="honour", points=100)
    days = {"first": date(2025, 1, 1), "last": date(2026, 6, 30)}

    assert points(city, member, item, **days) == {"one": 100}
    assert points(city, member, item, first=date(2025, 1, 1)) == {"one": 200}


class TestOwnCategories:
    """What an office added to its catalogue means the office's own."""

    @pytest.fixture(autouse=True)
    def catalogue(self) -> None:
        self.known: dict[tuple[int, str], Category] = {}

    def attended(self, city: City, member: Member, code: str, **given: Any) -> None:
        asked = (given.get("committee_id", city.make.home().id), code)
        self.known[asked] = self.known.get(asked) or city.make.category(code=code, **given)
        activity = city.make.activity(category_id=self.known[asked].id, held_on=LAST)
        city.make.attendance(activity, member)

    def counted(self, city: City, member: Member, *codes: str) -> int:
        where = (Match("activity", codes),)
        item = Item("one", "", counts="attendance", where=where, points=100)
        return points(city, member, item)["one"]

    def test_not_those_of_another_office_by_the_same_code(self, city: City) -> None:
        member, elsewhere = city.member(), city.make.committee()
        for of in (city.make.home(), elsewhere):
            self.attended(city, member, "own_tour", committee_id=of.id)
        self.attended(city, member, "own_tour")

        assert self.counted(city, member, "own_tour") == 200
        assert self.counted(city, member, "own_tour", "survey") == 200

    def test_what_came_with_the_program_means_the_same_everywhere(self, city: City) -> None:
        member, elsewhere = city.member(), city.make.committee()
        self.attended(city, member, "tour")
        self.attended(city, member, "tour", committee_id=elsewhere.id)

        assert self.counted(city, member, "tour") == 200
        assert self.counted(city, member, "tour", "own_tour") == 200

    def test_one_that_stands_below_nothing_counts_too(self, city: City) -> None:
        member = city.member()
        self.attended(city, member, "tour", parent_id=None)

        assert self.counted(city, member, "tour") == 100


def test_from_the_second_on_is_by_days(city: City) -> None:
    member = city.member()
    dear, cheap = city.wrote(member), city.wrote(member)
    city.adopted(dear, CITY_LEVEL).adopted_on = FIRST
    city.adopted(cheap, COUNTY).adopted_on = LAST

    assert points(city, member, by_level("one", 300, 500, from_nth=2)) == {"one": 300}


def test_what_is_paid_by_the_piece_and_by_cases_is_paid_for_each_piece(city: City) -> None:
    member = city.member()
    city.attended(member, "survey", half_days=3)
    times = (Multiplier((Match("presence", ("present",)),), 150),)
    each = Item("each", "", counts="attendance", unit="half_day", points=200)
    more = Item("more", "", counts="attendance", unit="half_day", points=200, times=times)

    assert points(city, member, each, more) == {"each": 600, "more": 900}


def test_a_quarter_is_one_of_its_year(city: City) -> None:
    member = city.member()
    for day in (date(2025, 5, 4), date(2026, 2, 3), date(2026, 5, 4)):
        city.attended(member, "survey", on=day)
    item = Item("one", "", counts="attendance", unit="quarter", points=100)

    assert points(city, member, item, first=date(2025, 1, 1)) == {"one": 300}


def test_each_village_is_a_tie_of_its_own(city: City) -> None:
    member = city.member()
    for _ in range(2):
        village = city.make.community()
        city.make.save(
            Liaison(member_id=member.id, community_id=village.id, starts_on=BEFORE, ends_on=None)
        )

    assert counted(city, Scores.MEMBERS, "liaison", member.id) == 2


def test_what_another_is_only_related_to_took_nothing_in(city: City) -> None:
    member = city.member()
    one, other = city.proposed(member), city.proposed(city.member())
    city.make.save(MatterLink(from_id=other.id, to_id=one.id, kind=LinkKind.RELATED))

    assert counted(city, Scores.MEMBERS, "proposal", member.id, merged=True) == 0


def test_who_was_first_in_what_went_up_into_an_item_is_first_there(city: City) -> None:
    member, other = city.member(), city.member()
    into = city.wrote(other, member)
    city.merged(city.wrote(member), into)

    assert counted(city, Scores.MEMBERS, "opinion", member.id, role="first") == 1
    assert counted(city, Scores.MEMBERS, "opinion", member.id, role="co_signer") == 0


SURVEY = (Match("activity", ("survey",)),)


@pytest.mark.parametrize(
    ("given", "paid"),
    [
        ({"where": SURVEY, "points": 100}, 100),
        ({"cases": (Case(SURVEY, 300),)}, 300),
        ({"points": 100, "times": (Multiplier(SURVEY, 200),)}, 300),
        ({"out_of": SURVEY, "steps": (Step(20_000, 400),)}, 400),
    ],
)
def test_a_code_is_known_wherever_an_item_names_it(
    city: City, given: dict[str, Any], paid: int
) -> None:
    member = city.member()
    city.attended(member, "survey")
    city.attended(member, "salon")

    assert points(city, member, Item("one", "", counts="attendance", **given)) == {"one": paid}
