"""Guangshui, groups: own building 25.

The source breaks off at the web articles and has no points for them: the preset only
counts the quarters in which there was one. What follows is missing there too.
"""

from datetime import date

import pytest

from core.activities.models import OwnerKind
from core.assessment.models import ClaimState
from core.groups.models import SectorGroup
from tests.core.assessment.presets.city import City

BOOK = "guangshui_groups"


def test_plan_registers_and_facilities_pay_five_each(city: City) -> None:
    group = city.make.group()
    for item in ("plan", "registers", "facilities"):
        city.claimed(group, item)

    found = city.result(BOOK, group)

    assert (found.total, found.grade) == (5 + 5 + 5, None)


def test_each_pays_once_however_often_it_was_entered(city: City) -> None:
    group = city.make.group()
    for _ in range(3):
        city.claimed(group, "plan")

    assert city.result(BOOK, group).total == 5


@pytest.mark.parametrize("state", [ClaimState.CLAIMED, ClaimState.REFUSED])
def test_what_was_not_approved_pays_nothing(city: City, state: ClaimState) -> None:
    group = city.make.group()
    city.claimed(group, "plan", state=state, decision="示例")

    assert city.result(BOOK, group).total == 0


def test_another_group_has_nothing_of_it(city: City) -> None:
    one, other = city.make.group(), city.make.group()
    city.claimed(one, "plan")

    found = city.results(BOOK)

    assert [(found[each.id].total, found[each.id].place) for each in (one, other)] == [
        (5, 1),
        (0, 2),
    ]


def test_articles_are_counted_by_quarters_and_pay_nothing_yet(city: City) -> None:
    group = city.make.group()
    for day in (date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 1), date(2026, 12, 31)):
        report_on(city, group, day)
    report_on(city, group, date(2025, 12, 31))

    found = city.result(BOOK, group)

    assert (found.amounts["articles"], found.items["articles"]) == (3, 0)


def report_on(city: City, group: SectorGroup, day: date) -> None:
    activity = city.make.activity(
        category_id=city.category("group_session").id,
        owner_kind=OwnerKind.GROUP,
        sector_group_id=group.id,
        held_on=day,
    )
    city.printed(on=day, activity_id=activity.id)
