from datetime import date

import pytest
from sqlmodel import Session

from core.activities.models import Activity, OwnerKind
from core.committees.models import Level
from core.permissions import Actor, Role
from core.reports.changes import Change, KeyFigure
from core.reports.periods import Period
from core.reports.why import Kind, Part, Reason, paired, weightiest, why
from core.studios.models import StudioKind
from tests.factories import Make

pytestmark = pytest.mark.on_both
NOW, BEFORE = Period.year(2026), Period.year(2025)
DAYS = {NOW: date(2026, 5, 20), BEFORE: date(2025, 5, 20)}
FELL = Change(KeyFigure.SERVED, 480, 1200)
A, B, C = (Part(Kind.HOLDER, key, 0, before) for key, before in (("a", 500), ("b", 200), ("c", 20)))


@pytest.fixture
def actor(make: Make) -> Actor:
    return make.actor(Role.CHAIR_OFFICE)


@pytest.fixture
def visits(make: Make) -> int:
    """The one category of what is held."""
    return make.category().id


def held(make: Make, period: Period, served: int, **given: object) -> Activity:
    return make.activity(held_on=DAYS[period], served=served, **given)


def asked(session: Session, make: Make, actor: Actor) -> Reason:
    reason = why(session, actor, make.home().id, NOW, BEFORE)
    assert reason
    return reason


def test_the_part_with_most_of_the_change_is_told() -> None:
    assert weightiest(FELL, [[A, B, C]]) is A


def test_what_changed_the_other_way_explains_nothing() -> None:
    rose = Part(Kind.HOLDER, "d", 900, 0)

    assert weightiest(FELL, [[rose, A]]) is A
    assert weightiest(FELL, [[rose, C]]) is None


@pytest.mark.parametrize(("fell", "told"), [(216, True), (215, False)])
def test_a_part_tells_something_from_three_tenths_of_the_change_on(fell: int, told: bool) -> None:
    part, rest = Part(Kind.HOLDER, "a", 0, fell), Part(Kind.HOLDER, "b", 0, 1)

    assert (weightiest(FELL, [[part, rest]]) is part) is told


def test_of_parts_that_weigh_the_same_the_more_telling_kind_is_taken() -> None:
    month, holder = Part(Kind.MONTH, 5, 0, 500), Part(Kind.HOLDER, "a", 0, 500)

    assert weightiest(FELL, [[month, C], [holder, B]]) is holder


def test_of_parts_of_one_kind_that_weigh_the_same_the_first_is_taken() -> None:
    same = Part(Kind.HOLDER, "z", 0, 500)

    assert weightiest(FELL, [[A, same]]) is A


def test_a_way_that_leaves_the_whole_tells_nothing() -> None:
    whole = Part(Kind.COMMITTEE, "all", 480, 1200)

    assert weightiest(FELL, [[whole]]) is None


def test_parts_that_are_there_in_one_period_only_are_compared_with_nothing() -> None:
    parts = paired(Kind.HOLDER, [("new", 3), ("new", 4)], [("old", 5)])

    assert parts == [Part(Kind.HOLDER, "new", 7, 0), Part(Kind.HOLDER, "old", 0, 5)]


def test_a_studio_that_fell_most_is_named(
    session: Session, make: Make, actor: Actor, visits: int
) -> None:
    studio = make.studio(name="示例委员工作室")
    mine: dict[str, object] = {
        "owner_kind": OwnerKind.STUDIO,
        "studio_id": studio.id,
        "category_id": visits,
    }
    held(make, BEFORE, 900, **mine)
    held(make, NOW, 400, **mine)
    held(make, BEFORE, 300, category_id=visits)
    held(make, NOW, 80, category_id=visits)

    reason = asked(session, make, actor)

    assert reason.change == Change(KeyFigure.SERVED, 480, 1200)
    assert reason.part
    assert (reason.part.kind, reason.part.now, reason.part.before) == (Kind.HOLDER, 400, 900)
    assert reason.called
    assert reason.called.name == "示例委员工作室"


def test_a_new_studio_is_told_with_nothing_before(
    session: Session, make: Make, actor: Actor, visits: int
) -> None:
    studio = make.studio()
    held(make, BEFORE, 100, category_id=visits)
    held(make, NOW, 100, category_id=visits)
    held(make, NOW, 300, owner_kind=OwnerKind.STUDIO, studio_id=studio.id, category_id=visits)

    reason = asked(session, make, actor)

    assert reason.part
    assert (reason.part.before, reason.part.now) == (0, 300)


def test_a_sector_group_is_named(session: Session, make: Make, actor: Actor, visits: int) -> None:
    group = make.group(name="示例活动组")
    mine = {"owner_kind": OwnerKind.GROUP, "sector_group_id": group.id, "category_id": visits}
    held(make, BEFORE, 10, **mine)
    held(make, NOW, 90, **mine)
    held(make, BEFORE, 10, category_id=visits)
    held(make, NOW, 10, category_id=visits)

    reason = asked(session, make, actor)

    assert reason.called
    assert reason.called.name == "示例活动组"


def test_special_committees_are_told_as_one(
    session: Session, make: Make, actor: Actor, visits: int
) -> None:
    for served in (40, 50):
        special = make.special_committee()
        held(
            make,
            NOW,
            served,
            owner_kind=OwnerKind.SPECIAL_COMMITTEE,
            special_committee_id=special.id,
            category_id=visits,
        )
    held(make, BEFORE, 10, category_id=visits)
    held(make, NOW, 20, category_id=visits)

    reason = asked(session, make, actor)

    assert reason.part
    assert (reason.word, reason.part.now) == (OwnerKind.SPECIAL_COMMITTEE, 90)


def test_a_category_is_named_where_no_holder_has_as_much(
    session: Session, make: Make, actor: Actor, visits: int
) -> None:
    lectures = make.category(name="示例宣讲", name_en="Lectures").id
    for _ in range(4):
        mine = {"owner_kind": OwnerKind.STUDIO, "studio_id": make.studio().id}
        held(make, BEFORE, 20, category_id=visits, **mine)
        held(make, NOW, 20, category_id=visits, **mine)
        held(make, NOW, 50, category_id=lectures, **mine)

    reason = asked(session, make, actor)

    assert reason.part
    assert reason.part.kind is Kind.CATEGORY
    assert reason.called
    assert (reason.called.name, reason.called.name_en) == ("示例宣讲", "Lectures")


def test_a_month_is_told_by_its_place_in_the_year(
    session: Session, make: Make, actor: Actor
) -> None:
    for month in (3, 4):
        make.activity(held_on=date(2025, month, 5), served=100)
    for _ in range(4):
        studio = make.studio().id
        held_in_march = {"owner_kind": OwnerKind.STUDIO, "studio_id": studio}
        make.activity(held_on=date(2026, 3, 5), served=100, **held_in_march)
    make.activity(held_on=date(2026, 4, 5), served=100)

    reason = asked(session, make, actor)

    assert reason.part
    assert (reason.part.kind, reason.month, reason.part.more) == (Kind.MONTH, 202603, 300)


def test_a_prefecture_is_told_which_county(session: Session, make: Make) -> None:
    prefecture = make.committee(level=Level.PREFECTURE)
    first, second = (make.committee(prefecture) for _ in range(2))
    actor = make.actor(Role.CHAIR_OFFICE, prefecture)
    for county, times in ((first, 4), (second, 2)):
        for number in range(times):
            category = make.category(committee_id=county.id, code=f"visit{number}").id
            mine: dict[str, object] = {"committee_id": county.id, "category_id": category}
            studio = make.studio(committee_id=county.id).id
            mine |= {"owner_kind": OwnerKind.STUDIO, "studio_id": studio}
            held(make, BEFORE, 10, **mine)
            held(make, NOW, 100, **mine)

    reason = why(session, actor, prefecture.id, NOW, BEFORE)

    assert reason
    assert reason.part
    assert (reason.part.kind, reason.part.now, reason.part.before) == (Kind.COMMITTEE, 400, 40)
    assert reason.called
    assert reason.called.name == first.name


def test_studios_are_told_by_their_kind(session: Session, make: Make, actor: Actor) -> None:
    for number in range(9):
        make.studio(kind=StudioKind.AREA, opened_on=date(2025 + (number > 3), 3, 1))
    make.studio(kind=StudioKind.SECTOR, opened_on=date(2025, 3, 1))

    reason = asked(session, make, actor)

    assert reason.change == Change(KeyFigure.STUDIOS, 10, 5)
    assert reason.word is StudioKind.AREA


def test_what_is_spread_over_many_is_due_to_none(
    session: Session, make: Make, actor: Actor
) -> None:
    for month in range(1, 9):
        studio = make.studio().id
        mine = {"owner_kind": OwnerKind.STUDIO, "studio_id": studio}
        make.activity(held_on=date(2025, month, 5), served=10, **mine)
        make.activity(held_on=date(2026, month, 5), served=20, **mine)

    assert asked(session, make, actor).part is None


def test_where_nothing_changed_there_is_no_reason(
    session: Session, make: Make, actor: Actor
) -> None:
    held(make, BEFORE, 10)
    held(make, NOW, 10)

    assert why(session, actor, make.home().id, NOW, BEFORE) is None
