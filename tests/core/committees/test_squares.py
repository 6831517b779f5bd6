"""The map of squares: laid out by the office or by itself."""

import pytest
from sqlmodel import Session

from core.committees import trail
from core.committees.models import Committee
from core.committees.squares import queries, rules, service
from core.committees.squares.drafts import SquareDraft
from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.permissions import Actor, Permission, Role, lacking
from tests.factories import Make


@pytest.fixture
def clerk(make: Make) -> Actor:
    make.home()
    return make.actor(Role.CLERK)


@pytest.fixture
def towns(make: Make) -> list[Committee]:
    return [make.township(name=f"示例{n}镇") for n in range(3)]


def at(session: Session, actor: Actor, committee_id: int) -> dict[str, tuple[int, int]]:
    found = queries.places(session, actor, committee_id)
    return {one.name: (one.row, one.column) for one in found}


def test_places_stand_where_the_office_puts_them(
    session: Session, make: Make, clerk: Actor, towns: list[Committee]
) -> None:
    home, (first, second, third) = make.home().id, towns
    before = trail.revision(session, home)

    service.lay_out(
        session, clerk, home, [SquareDraft(2, 3, first.id), SquareDraft(1, 1, second.id)], 0
    )

    assert at(session, clerk, home) == {first.name: (2, 3), second.name: (1, 1), third.name: (0, 0)}
    assert trail.revision(session, home) == before + 1


def test_two_may_change_places(
    session: Session, make: Make, clerk: Actor, towns: list[Committee]
) -> None:
    home, (first, second, _third) = make.home().id, towns
    both = [SquareDraft(1, 1, first.id), SquareDraft(1, 2, second.id)]
    service.lay_out(session, clerk, home, both, 0)

    turned = [SquareDraft(1, 2, first.id), SquareDraft(1, 1, second.id)]
    service.lay_out(session, clerk, home, turned, queries.version(session, clerk, home))

    assert at(session, clerk, home)[first.name] == (1, 2)


def test_two_on_one_square_are_refused_by_their_names(
    session: Session, make: Make, clerk: Actor, towns: list[Committee]
) -> None:
    squares = [SquareDraft(1, 1, towns[0].id), SquareDraft(1, 1, towns[1].id)]

    with pytest.raises(RuleBroken) as refused:
        service.lay_out(session, clerk, make.home().id, squares, 0)

    assert refused.value.parts["first"] == "示例0镇"
    assert refused.value.parts["second"] == "示例1镇"


@pytest.mark.parametrize("place", [(0, 1), (1, 41), (-1, 2)])
def test_squares_beyond_the_map_are_refused(
    session: Session, make: Make, clerk: Actor, towns: list[Committee], place: tuple[int, int]
) -> None:
    with pytest.raises(RuleBroken):
        service.lay_out(session, clerk, make.home().id, [SquareDraft(*place, towns[0].id)], 0)


def test_what_another_laid_out_meanwhile_is_not_lost(
    session: Session, make: Make, clerk: Actor, towns: list[Committee]
) -> None:
    home = make.home().id
    service.arrange(session, clerk, home, 0)
    seen = queries.version(session, clerk, home)
    service.lay_out(session, clerk, home, [SquareDraft(1, 1, towns[0].id)], seen)

    with pytest.raises(EditConflict):
        service.arrange(session, clerk, home, seen)


def test_it_lays_itself_out_in_reading_order_by_code(
    session: Session, make: Make, clerk: Actor, towns: list[Committee]
) -> None:
    service.arrange(session, clerk, make.home().id, 0)

    found = at(session, clerk, make.home().id)
    assert found == {"示例0镇": (1, 1), "示例1镇": (1, 2), "示例2镇": (2, 1)}
    assert rules.in_reading_order(5) == [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2)]
    assert rules.in_reading_order(0) == []


def test_a_township_lays_out_its_communities(
    session: Session, make: Make, clerk: Actor, towns: list[Committee]
) -> None:
    town = towns[0]
    village = make.community(township_id=town.id)

    service.lay_out(session, clerk, town.id, [SquareDraft(4, 4, None, village.id)], 0)

    assert at(session, clerk, town.id) == {village.name: (4, 4)}


def test_what_does_not_lie_right_below_has_no_square_there(
    session: Session, make: Make, clerk: Actor, towns: list[Committee]
) -> None:
    with pytest.raises(NotFound):
        service.lay_out(session, clerk, towns[0].id, [SquareDraft(1, 1, towns[1].id)], 0)
    with pytest.raises(NotFound):
        service.arrange(session, clerk, make.committee().id, 0)
    with pytest.raises(NotFound):
        queries.places(session, clerk, make.committee().id)


@pytest.mark.parametrize("role", lacking(Permission.COMMITTEE_WRITE))
def test_only_who_writes_committees_may(session: Session, make: Make, role: Role) -> None:
    actor = make.actor(role)

    with pytest.raises(NotPermitted):
        service.arrange(session, actor, make.home().id, 0)
    with pytest.raises(NotPermitted):
        service.lay_out(session, actor, make.home().id, [], 0)
