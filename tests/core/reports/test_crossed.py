"""Crossed charts: each is narrowed by what is chosen in the others, not by its own choice."""

from datetime import date

import pytest
from sqlmodel import Session

from core.activities.models import Activity, OwnerKind, Presence, Stage
from core.committees.models import Level
from core.errors import NotFound
from core.permissions import Actor, Role
from core.reports.crossed.choices import Cross, Dimension, holder, read
from core.reports.crossed.counting import Bar, Left, bars, left
from core.reports.periods import Period
from tests.factories import Make

pytestmark = pytest.mark.on_both
YEAR = Period.year(2026)


@pytest.fixture
def actor(make: Make) -> Actor:
    return make.actor(Role.CHAIR_OFFICE)


@pytest.fixture
def visits(make: Make) -> int:
    heading = make.category(code="visits", name="走访", name_en="Visits", parent_id=None)
    return make.category(parent_id=heading.id).id


@pytest.fixture
def lectures(make: Make) -> int:
    heading = make.category(code="lectures", name="宣讲", parent_id=None)
    return make.category(parent_id=heading.id).id


def held(make: Make, month: int, served: int, category_id: int, **given: object) -> Activity:
    day = date(2026, month, 5)
    return make.activity(held_on=day, served=served, category_id=category_id, **given)


def cross(make: Make, **chosen: tuple[str, ...]) -> Cross:
    return Cross(
        make.home().id, YEAR, tuple((Dimension(name), keys) for name, keys in chosen.items())
    )


def told(found: list[Bar]) -> dict[str, int]:
    return {bar.key: bar.activities for bar in found}


def test_without_choices_each_chart_counts_everything(
    session: Session, make: Make, actor: Actor, visits: int, lectures: int
) -> None:
    held(make, 3, 10, visits)
    held(make, 4, 30, lectures)
    held(make, 4, 200, lectures)
    held(make, 4, 1, lectures, stage=Stage.PLANNED)
    make.activity(held_on=date(2025, 4, 5))
    asked = cross(make)

    found = {one: told(bars(session, actor, asked, one)) for one in Dimension}

    assert found[Dimension.MONTH] == {"202603": 1, "202604": 2}
    assert found[Dimension.HEADING] == {"visits": 1, "lectures": 2}
    assert found[Dimension.OWNER] == {"committee": 3}
    assert found[Dimension.HOLDER] == {}
    assert found[Dimension.TOWNSHIP] == {"0": 3}
    assert found[Dimension.SIZE] == {"1-20": 1, "21-50": 1, "101-300": 1}
    assert left(session, actor, asked) == Left(3, 240)


def test_a_choice_narrows_the_other_charts_and_not_its_own(
    session: Session, make: Make, actor: Actor, visits: int, lectures: int
) -> None:
    held(make, 3, 10, visits)
    held(make, 4, 30, lectures)
    asked = cross(make, month=("202603",))

    assert told(bars(session, actor, asked, Dimension.MONTH)) == {"202603": 1, "202604": 1}
    assert told(bars(session, actor, asked, Dimension.HEADING)) == {"visits": 1}
    assert left(session, actor, asked) == Left(1, 10)


def test_choices_in_one_chart_add_up_and_in_several_narrow_further(
    session: Session, make: Make, actor: Actor, visits: int, lectures: int
) -> None:
    for month in (3, 4, 5):
        held(make, month, 10, visits)
        held(make, month, 10, lectures)
    asked = cross(make, month=("202603", "202604"), heading=("visits",))

    assert left(session, actor, asked).activities == 2
    assert told(bars(session, actor, asked, Dimension.MONTH)) == {
        "202603": 1,
        "202604": 1,
        "202605": 1,
    }
    assert told(bars(session, actor, asked, Dimension.HEADING)) == {"visits": 2, "lectures": 2}


def test_who_held_it_is_told_by_kind_and_by_name(
    session: Session, make: Make, actor: Actor, visits: int
) -> None:
    studio, group = make.studio(name="示例工作室"), make.group(name="示例组", name_en="Group")
    held(make, 3, 1, visits, owner_kind=OwnerKind.STUDIO, studio_id=studio.id)
    held(make, 3, 1, visits, owner_kind=OwnerKind.STUDIO, studio_id=studio.id)
    held(make, 3, 1, visits, owner_kind=OwnerKind.GROUP, sector_group_id=group.id)
    held(make, 3, 1, visits)

    assert bars(session, actor, cross(make), Dimension.HOLDER) == [
        Bar(f"studio.{studio.id}", "示例工作室", "", 2, 2),
        Bar(f"group.{group.id}", "示例组", "Group", 1, 1),
    ]
    both = cross(make, holder=(f"studio.{studio.id}", f"group.{group.id}"))
    assert left(session, actor, both).activities == 3
    assert left(session, actor, cross(make, owner=("group", "committee"))).activities == 2


def test_an_activity_counts_once_for_each_sector_that_came(
    session: Session, make: Make, actor: Actor, visits: int
) -> None:
    farmers, doctors = make.sector(name="农业界"), make.sector(name="医卫界")
    meeting, other = held(make, 3, 9, visits), held(make, 3, 1, visits)
    for sector in (farmers, farmers, doctors):
        make.attendance(meeting, make.member(sector_id=sector.id))
    make.attendance(other, make.member(sector_id=farmers.id), presence=Presence.ABSENT)

    assert told(bars(session, actor, cross(make), Dimension.SECTOR)) == {"农业界": 1, "医卫界": 1}
    assert left(session, actor, cross(make, sector=("农业界",))) == Left(1, 9)


def test_townships_are_those_of_the_villages(
    session: Session, make: Make, actor: Actor, visits: int
) -> None:
    township = make.township(name="示例镇")
    village = make.community(township_id=township.id)
    held(make, 3, 1, visits, community_id=village.id)
    held(make, 3, 2, visits)
    key = str(township.id)

    assert told(bars(session, actor, cross(make), Dimension.TOWNSHIP)) == {key: 1, "0": 1}
    assert left(session, actor, cross(make, township=(key,))).served == 1
    assert left(session, actor, cross(make, township=("0",))).served == 2
    assert left(session, actor, cross(make, township=("0", key))).served == 3


@pytest.mark.parametrize(
    ("served", "key"),
    [
        *((0, "0"), (1, "1-20"), (20, "1-20"), (21, "21-50"), (50, "21-50"), (51, "51-100")),
        *((100, "51-100"), (101, "101-300"), (300, "101-300"), (301, "301")),
    ],
)
def test_sizes_have_their_ends(
    session: Session, make: Make, actor: Actor, visits: int, served: int, key: str
) -> None:
    held(make, 3, served, visits)

    assert told(bars(session, actor, cross(make), Dimension.SIZE)) == {key: 1}
    assert left(session, actor, cross(make, size=(key,))).activities == 1


def test_what_is_chosen_stays_though_nothing_is_left_of_it(
    session: Session, make: Make, actor: Actor, visits: int, lectures: int
) -> None:
    held(make, 3, 1, visits)
    held(make, 4, 1, lectures)
    asked = cross(make, month=("202603",), heading=("lectures",))

    assert told(bars(session, actor, asked, Dimension.HEADING)) == {"visits": 1, "lectures": 0}


def test_only_the_first_are_told_and_what_is_chosen(
    session: Session, make: Make, actor: Actor, visits: int
) -> None:
    studios = [make.studio() for _ in range(20)]
    for number, studio in enumerate(studios):
        for _ in range(2 if number < 15 else 1):
            held(make, 3, 1, visits, owner_kind=OwnerKind.STUDIO, studio_id=studio.id)
    last = f"studio.{studios[-1].id}"

    assert len(bars(session, actor, cross(make), Dimension.HOLDER)) == 15
    assert last in told(bars(session, actor, cross(make, holder=(last,)), Dimension.HOLDER))


def test_the_studio_of_another_committee_has_no_name_here(
    session: Session, make: Make, actor: Actor, visits: int
) -> None:
    other = make.studio(committee_id=make.committee().id)
    held(make, 3, 1, visits)

    assert bars(session, actor, cross(make, holder=(f"studio.{other.id}",)), Dimension.HOLDER) == []


def test_a_prefecture_counts_headings_of_its_counties_together_but_own_ones_apart(
    session: Session, make: Make
) -> None:
    prefecture = make.committee(level=Level.PREFECTURE)
    for name in ("甲", "乙"):
        county = make.committee(prefecture)
        for code, called in (("study", "学习"), ("own_1", name)):
            heading = make.category(committee_id=county.id, code=code, name=called, parent_id=None)
            category = make.category(committee_id=county.id, parent_id=heading.id)
            make.activity(committee_id=county.id, category_id=category.id, held_on=date(2026, 3, 1))
    actor = make.actor(Role.CHAIR_OFFICE, prefecture)
    asked = Cross(prefecture.id, YEAR)

    found = told(bars(session, actor, asked, Dimension.HEADING))

    assert found == {"study": 2, "own_1甲": 1, "own_1乙": 1}
    own = Cross(prefecture.id, YEAR, ((Dimension.HEADING, ("own_1乙",)),))
    assert left(session, actor, own).activities == 1


@pytest.mark.parametrize("one", Dimension)
def test_a_committee_out_of_reach_is_not_found(
    session: Session, make: Make, actor: Actor, one: Dimension
) -> None:
    there = Cross(make.committee().id, YEAR)

    with pytest.raises(NotFound):
        bars(session, actor, there, one)
    with pytest.raises(NotFound):
        left(session, actor, there)


@pytest.mark.parametrize(
    ("dimension", "values", "kept"),
    [
        (Dimension.MONTH, ["202603", "202613", "000001", "2026", "x", "202603"], ("202603",)),
        (Dimension.OWNER, ["studio", "nobody"], ("studio",)),
        (
            Dimension.HOLDER,
            ["studio.1", "group.2", "member.3", "studio.x"],
            ("studio.1", "group.2"),
        ),
        (Dimension.TOWNSHIP, ["0", "12", "-1", "1" * 12], ("0", "12")),
        (Dimension.SIZE, ["0", "1-20", "2-3"], ("0", "1-20")),
        (Dimension.SECTOR, ["", "农业界", "长" * 200], ("农业界",)),
    ],
)
def test_an_address_keeps_what_can_be_meant(
    dimension: Dimension, values: list[str], kept: tuple[str, ...]
) -> None:
    assert read(dimension, values) == kept


def test_an_address_keeps_so_many_choices_and_no_more() -> None:
    assert len(read(Dimension.SECTOR, [f"界别{n}" for n in range(100)])) == 40


def test_a_holder_is_read_from_its_key() -> None:
    assert holder("studio.12") == (OwnerKind.STUDIO, 12)
    assert holder("committee.12") is None
