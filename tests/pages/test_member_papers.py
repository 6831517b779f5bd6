"""The papers that the screens of members, duty forms and activities offer."""

from urllib.parse import parse_qs, urlsplit

import pytest

from core.papers import passes
from core.permissions import Role
from tests.factories import Make
from tests.pages.conftest import Browser, OpenScreen

MEMBERS, ACTIVITIES = "work/members", "work/activities"


def opened(at: Browser, key: str) -> Browser:
    """With what is behind a button."""
    at.session_state[key] = True
    at.run()
    return at


def links(at: Browser) -> list[str]:
    """Where the buttons that are links lead to papers."""
    found = [one.proto.url for one in at.get("link_button")]
    return [one for one in found if one.startswith("/paper")]


def _reason(at: Browser) -> None:
    """Type for what the first paper is needed."""
    next(one for one in at.text_input if "papers.reason" in one.proto.form_id).input("年度归档")


def test_a_member_s_papers_ask_for_a_reason_first(make: Make, open_screen: OpenScreen) -> None:
    member = make.member()
    at = open_screen(make.actor(Role.CLERK), MEMBERS, id=str(member.id))

    opened(at, f"papers.member.{member.id}")

    assert {"**委员履职档案**", "**致委员所在单位函**"} <= {one.value for one in at.markdown}
    assert links(at) == []


def test_once_a_reason_is_typed_the_file_of_the_year_chosen_can_be_fetched(
    make: Make, open_screen: OpenScreen
) -> None:
    member = make.member()
    at = open_screen(make.actor(Role.CLERK), MEMBERS, id=str(member.id))
    opened(at, f"papers.member.{member.id}")
    at.selectbox(f"papers.member.{member.id}.span").select("2026").run()

    _reason(at)
    next(one for one in at.button if one.label == "继续").click().run()

    found = urlsplit(links(at)[0])
    assert found.path == f"/paper/duty_file/{member.id}"
    assert parse_qs(found.query)["y"] == ["2026"]
    assert parse_qs(found.query)["t"]


def test_once_the_ten_minutes_are_over_the_reason_is_asked_for_again(
    make: Make, open_screen: OpenScreen
) -> None:
    member = make.member()
    at = open_screen(make.actor(Role.CLERK), MEMBERS, id=str(member.id))
    opened(at, f"papers.member.{member.id}")
    _reason(at)
    next(one for one in at.button if one.label == "继续").click().run()
    given = f"papers.duty_file.{member.id}.duty_file.pass"
    token, until = at.session_state[given]

    at.session_state[given] = (token, until - passes.LASTS)
    at.run()

    assert links(at) == []
    _reason(at)


def test_the_papers_of_all_found_are_of_those_that_the_filter_finds(
    make: Make, open_screen: OpenScreen
) -> None:
    found = make.member(name="委员甲")
    make.member(name="委员乙")
    key = f"papers.members.{make.home().id}"
    at = opened(open_screen(make.actor(Role.CLERK), MEMBERS, q="委员甲"), key)

    _reason(at)
    next(one for one in at.button if one.label == "继续").click().run()

    asked = urlsplit(links(at)[0])
    assert (asked.path, parse_qs(asked.query)["ids"]) == ("/papers/duty_file", [str(found.id)])


def test_the_sheet_to_sign_is_offered_by_strokes_and_by_pinyin(
    make: Make, open_screen: OpenScreen
) -> None:
    held = make.activity()
    at = open_screen(make.actor(Role.CLERK), ACTIVITIES, id=str(held.id))

    opened(at, f"papers.activity.{held.id}")

    assert links(at)[0].startswith(f"/paper/sign_in_sheet/{held.id}?")
    assert "order=stroke" in links(at)[0]


@pytest.mark.parametrize("role", [Role.UPPER_COMMITTEE, Role.CONVENER])
def test_who_may_take_nothing_away_is_offered_no_papers_of_members(
    role: Role, make: Make, open_screen: OpenScreen
) -> None:
    make.member()

    at = open_screen(make.actor(role), MEMBERS)

    assert not at.exception
    assert "筛选出的" not in "".join(one.proto.popover.label for one in at.get("popover"))
