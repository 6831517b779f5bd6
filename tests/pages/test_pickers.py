"""The committee that a screen is about is in its address, by id."""

import pytest

from core.committees.models import Level
from core.committees.queries import CommitteeOption
from core.permissions import Role
from pages._ui import pickers
from tests.factories import Make
from tests.pages.conftest import Browser, OpenScreen

SCREEN = "work/commendations"
LABEL = "政协委员会"


def boxes(at: Browser) -> list[str]:
    return [box.label for box in at.selectbox]


def test_it_is_hidden_where_there_is_just_one(open_screen: OpenScreen, make: Make) -> None:
    make.township()

    at = open_screen(make.actor(Role.CLERK), SCREEN)

    assert LABEL not in boxes(at)


def test_it_begins_with_the_persons_own(open_screen: OpenScreen, make: Make) -> None:
    city = make.committee(level=Level.PREFECTURE, name="示例市政协")
    make.committee(city, name="示例县政协")

    at = open_screen(make.actor(Role.CLERK, city), SCREEN)

    assert at.selectbox[0].label == LABEL
    assert at.selectbox[0].value == city.id
    assert at.selectbox[0].options == ["示例市政协", "\u3000示例县政协"]


@pytest.mark.parametrize("asked", ["999", "x", "１"])
def test_an_address_out_of_reach_falls_back_to_it(
    open_screen: OpenScreen, make: Make, asked: str
) -> None:
    city = make.committee(level=Level.PREFECTURE)
    make.committee(city)

    at = open_screen(make.actor(Role.CLERK, city), SCREEN, c=asked)

    assert at.selectbox[0].value == city.id


def test_a_choice_goes_into_the_address_and_to_the_next_screen(
    open_screen: OpenScreen, make: Make
) -> None:
    city = make.committee(level=Level.PREFECTURE)
    county = make.committee(city)
    at = open_screen(make.actor(Role.CLERK, city), SCREEN)

    at.selectbox[0].set_value(county.id).run()
    chosen = at.query_params["c"]
    at.query_params.clear()
    at.run()

    assert chosen == str(county.id)
    assert at.selectbox[0].value == county.id
    assert at.query_params["c"] == str(county.id)


def test_namesakes_are_told_apart_by_their_code() -> None:
    options = [
        CommitteeOption(1, "城关镇", "", Level.TOWNSHIP, 1, code="A-01"),
        CommitteeOption(2, "城关镇", "", Level.TOWNSHIP, 1, code="B-01"),
        CommitteeOption(3, "示例镇", "", Level.TOWNSHIP, 1, code="B-02"),
    ]

    named = pickers.labels(options)

    assert list(named.values()) == ["\u3000城关镇 (A-01)", "\u3000城关镇 (B-01)", "\u3000示例镇"]
