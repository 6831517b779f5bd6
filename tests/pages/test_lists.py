"""What each list keeps in its address, and how its pages follow."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session

from core.activities import service as activities
from core.activities.models import OwnerKind
from core.audit import queries as trail
from core.audit.queries import TrailFilter
from core.committees.queries import Order, Where, communities
from core.permissions import Role
from core.plans import queries as plans
from core.plans.drafts import Line, Plan, Subject, SubjectKind
from core.plans.models import Every, Measure
from core.plans.queries import PlanFilter
from core.plans.service import set_targets
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


def test_accounts_come_by_user_name_or_as_they_were_made(
    open_screen: OpenScreen, make: Make
) -> None:
    boss = make.actor(Role.ADMINISTRATOR)
    for name, year in (("a", 2030), ("c", 2031)):
        made = datetime(year, 1, 1, tzinfo=UTC)
        make.account(username=name, committee_id=make.home().id, created_at=made)

    shown = [
        open_screen(boss, "office/accounts", sort=order).dataframe[0].value["用户名"].tolist()[:2]
        for order in ("", "newest")
    ]

    assert shown == [["a", "c"], ["c", "a"]]


def test_villages_come_by_township_or_by_name(session: Session, make: Make) -> None:
    first, second = make.township(code="A1"), make.township(code="A2")
    make.community(township_id=first.id, name="乙村")
    make.community(township_id=second.id, name="丙村")
    make.community(township_id=second.id, name="丁村")
    clerk = make.actor(Role.CLERK)

    shown = {
        order: [row.name for row in communities(session, clerk, Where(make.home().id, order=order))]
        for order in Order
    }

    assert shown[Order.TOWNSHIP] == ["乙村", "丙村", "丁村"]
    assert shown[Order.NAME] == sorted(shown[Order.TOWNSHIP])


def test_subjects_of_plans_come_by_name_or_by_fewest_targets(session: Session, make: Make) -> None:
    planned, bare = make.studio(name="A室"), make.studio(name="B室")
    clerk, year = make.actor(Role.CLERK), 2026
    draft = Plan(year, (Line(Measure.SERVICE_EVENT, Every.YEAR, 1),), {})
    set_targets(session, clerk, Subject(SubjectKind.STUDIO, planned.id), draft)

    shown = {
        order: [
            one.id
            for one in plans.listing(
                session, clerk, PlanFilter(SubjectKind.STUDIO, year, order=order)
            )
        ]
        for order in plans.Order
    }

    assert shown[plans.Order.NAME] == [planned.id, bare.id]
    assert shown[plans.Order.FEWEST] == [bare.id, planned.id]


def test_the_trail_begins_with_the_newest_or_the_oldest(session: Session, make: Make) -> None:
    clerk = make.actor(Role.CLERK)
    row = activities.bin_(session, clerk, make.activity().id)
    activities.restore(session, clerk, row.id)
    auditor = make.actor(Role.AUDITOR)

    newest = trail.listing(session, auditor, TrailFilter())
    oldest = trail.listing(session, auditor, TrailFilter(oldest_first=True))

    assert [one.action for one in oldest] == ["activity:binned", "activity:restored"]
    assert newest == oldest[::-1]
