"""What each list keeps in its address, and how its pages follow."""

from datetime import date

import pytest

from core.activities.models import OwnerKind
from core.permissions import Role
from core.studios.models import StudioKind
from pages._ui.activities import filters
from tests.factories import Make
from tests.pages.conftest import OpenScreen

SCREEN = "work/studios"
FILTER = "_ui.lists.kind"


def test_a_filter_is_kept_in_the_address_by_value(open_screen: OpenScreen, make: Make) -> None:
    make.studio(kind=StudioKind.ONLINE)
    at = open_screen(make.actor(Role.CLERK), SCREEN)

    at.selectbox(key=FILTER).select(StudioKind.ONLINE.value).run()

    assert at.query_params["kind"] == "online"


def test_a_link_means_the_same_in_the_other_language(open_screen: OpenScreen, make: Make) -> None:
    make.studio(kind=StudioKind.ONLINE)
    make.studio(kind=StudioKind.AREA)

    at = open_screen(make.actor(Role.CLERK), SCREEN, lang="en", kind="online")

    assert at.selectbox(key=FILTER).value == "online"
    assert len(at.dataframe[0].value) == 1


def test_what_the_address_cannot_mean_shows_all(open_screen: OpenScreen, make: Make) -> None:
    make.studio()

    at = open_screen(make.actor(Role.CLERK), SCREEN, kind="castle", page="-7")

    assert not at.exception
    assert len(at.dataframe[0].value) == 1


def test_a_page_past_the_end_turns_to_the_last(open_screen: OpenScreen, make: Make) -> None:
    for _ in range(51):
        make.studio()

    at = open_screen(make.actor(Role.CLERK), SCREEN, page="9")

    assert at.query_params["page"] == "2"
    assert len(at.dataframe[0].value) == 1


def test_narrowing_begins_at_the_first_page(open_screen: OpenScreen, make: Make) -> None:
    for _ in range(51):
        make.studio()
    at = open_screen(make.actor(Role.CLERK), SCREEN, page="2")

    at.selectbox(key=FILTER).select(StudioKind.SECTOR.value).run()

    assert "page" not in at.query_params
    assert len(at.dataframe[0].value) == 50


ORDERED = {
    "work/activities": ("sort", "title"),
    "work/commendations": ("sort", "subject"),
    "work/members": ("sort", "pinyin"),
    "work/studios": ("order", "code"),
}


@pytest.mark.parametrize("screen", ORDERED)
def test_the_order_is_kept_in_the_address_by_value(
    screen: str, open_screen: OpenScreen, make: Make
) -> None:
    key, value = ORDERED[screen]
    at = open_screen(make.actor(Role.CLERK), screen)
    box = at.selectbox(key=f"_ui.lists.{key}")

    box.select(value).run()

    assert at.query_params[key] == value
    assert not at.exception


def test_the_year_is_this_one_until_another_is_asked_for(
    open_screen: OpenScreen, make: Make
) -> None:
    make.activity(title="往年活动", held_on=date(2020, 5, 1))

    clerk = make.actor(Role.CLERK)
    this = open_screen(clerk, "work/activities")
    every = open_screen(clerk, "work/activities", year="all")

    assert not this.dataframe
    assert "往年活动" in every.dataframe[0].value.to_numpy()


def test_a_studio_leads_to_its_own_activities(open_screen: OpenScreen, make: Make) -> None:
    studio = make.studio()
    make.activity(title="本室活动", owner_kind=OwnerKind.STUDIO, studio_id=studio.id)
    make.activity(title="别处活动")

    at = open_screen(make.actor(Role.CLERK), "work/activities", **filters.of_studio(studio.id))

    assert at.dataframe[0].value["活动名称"].tolist() == ["本室活动"]
