"""The rules of activities and attendance."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.activities import rules
from core.activities.drafts import AttendanceDraft, Figures, Media
from core.activities.models import WAS_THERE, Activity, ActivityState, Presence, Stage
from core.errors import RuleBroken
from tests.core.activities.drafting import ELEVEN, NINE


def with_figure(name: str, number: int) -> Figures:
    told: dict[str, Any] = {name: number}
    return Figures(**told)


@example(minutes=3_000, part=Fraction(1_999, 3_000))
@example(minutes=3_000, part=Fraction(2, 3))
@given(minutes=st.integers(1, 100_000), part=st.fractions(0, 1))
def test_two_thirds_are_exact_whatever_the_length(minutes: int, part: Fraction) -> None:
    there = int(part * minutes)

    verdict = rules.counted(Presence.PRESENT, rules.share(there, minutes))

    assert (verdict is Presence.ABSENT) == (there * 3 < minutes * 2)


@given(there=st.integers(-10, 10_000), minutes=st.integers(1, 9_000))
def test_a_share_is_a_percentage(there: int, minutes: int) -> None:
    assert 0 <= rules.share(there, minutes) <= 100


@example(presence=Presence.PRESENT, percent=66)
@example(presence=Presence.LATE, percent=67)
@given(presence=st.sampled_from(Presence), percent=st.integers(0, 100))
def test_what_counts_is_the_presence_or_absence_below_two_thirds(
    presence: Presence, percent: int
) -> None:
    verdict = rules.counted(presence, percent)

    short = presence in WAS_THERE and percent < 67
    assert verdict is (Presence.ABSENT if short else presence)


@pytest.mark.parametrize(("there", "percent"), [(80, 67), (79, 65), (120, 100), (0, 0), (119, 100)])
def test_the_share_of_two_hours(there: int, percent: int) -> None:
    assert rules.share(there, 120) == percent


def test_it_ends_after_it_starts_within_two_months() -> None:
    rules.check_times(NINE, ELEVEN)
    for ends in (NINE, NINE - timedelta(hours=1), NINE + timedelta(days=63)):
        with pytest.raises(RuleBroken) as refused:
            rules.check_times(NINE, ends)
        assert refused.value.field == "ends"
    with pytest.raises(RuleBroken, match="year"):
        rules.check_times(NINE.replace(year=226), ELEVEN)


def test_what_is_to_come_is_planned() -> None:
    today = date(2026, 5, 20)

    rules.check_stage(Stage.DONE, today, today)
    rules.check_stage(Stage.PLANNED, today + timedelta(days=1), today)
    with pytest.raises(RuleBroken, match="still to come"):
        rules.check_stage(Stage.DONE, today + timedelta(days=1), today)


@pytest.mark.parametrize("name", ["served", "opinions_heard", "suggestions", "lecturers"])
@pytest.mark.parametrize("number", [-1, 10_000_000])
def test_figures_are_within_reason(name: str, number: int) -> None:
    with pytest.raises(RuleBroken) as refused:
        rules.check_figures(with_figure(name, number))

    assert refused.value.field == name


def test_no_more_problems_are_solved_than_raised() -> None:
    rules.check_figures(Figures(problems_raised=3, problems_solved=3))
    rules.check_figures(Figures(problems_solved=3))  # only the solved ones were counted

    with pytest.raises(RuleBroken) as refused:
        rules.check_figures(Figures(problems_raised=3, problems_solved=4))

    assert refused.value.field == "problems_solved"


@pytest.mark.parametrize("address", ["", "http://a.example/b", "https://示例.example/新闻?id=1"])
def test_links_of_the_web_are_kept(address: str) -> None:
    rules.check_media([Media("报道", address)])


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt://x",
        "data:text/html,x",
        "ftp://a/b",
        "a.example",
        "https://",
        "https://a.example/>)![x](/auth/cookie?t=x)",
        "https://a.example/<b>",
        "https://a.example/\\\\x",
    ],
)
def test_other_addresses_are_refused(address: str) -> None:
    with pytest.raises(RuleBroken, match="http"):
        rules.check_media([Media("报道", address)])


def test_a_link_needs_a_title_and_there_are_not_too_many() -> None:
    with pytest.raises(RuleBroken, match="title"):
        rules.check_media([Media("", "https://a.example")])
    with pytest.raises(RuleBroken, match="20 links"):
        rules.check_media([Media("报道")] * 21)


def test_only_what_was_held_somewhere_is_handed_in() -> None:
    with pytest.raises(RuleBroken, match="planned"):
        rules.check_complete(Activity(stage=Stage.PLANNED, place="室"))  # type: ignore[call-arg]  # only what the rule reads
    with pytest.raises(RuleBroken, match="place"):
        rules.check_complete(Activity(stage=Stage.DONE, place=""))  # type: ignore[call-arg]  # as above


def test_a_step_names_the_state_it_is_refused_in() -> None:
    row = Activity(state=ActivityState.CONFIRMED)  # type: ignore[call-arg]  # only what the rule reads

    with pytest.raises(RuleBroken) as refused:
        rules.check_state(row, ActivityState.DRAFT)

    assert refused.value.parts == {"state": ActivityState.CONFIRMED}


def test_a_member_is_listed_once() -> None:
    with pytest.raises(RuleBroken, match="1 members are listed twice"):
        rules.check_attendance([AttendanceDraft(1), AttendanceDraft(2), AttendanceDraft(1)])


def test_there_are_not_more_than_a_committee_can_hold() -> None:
    with pytest.raises(RuleBroken, match="at most"):
        rules.check_attendance([AttendanceDraft(n) for n in range(2_001)])


@pytest.mark.parametrize("percent", [-1, 101])
def test_a_share_is_between_nothing_and_all(percent: int) -> None:
    with pytest.raises(RuleBroken, match="percent"):
        rules.check_attendance([AttendanceDraft(1, share_percent=percent)])


def test_leave_has_a_reason_and_an_approver() -> None:
    rules.check_leave("委员001", AttendanceDraft(1, presence=Presence.ABSENT))

    for row, missing in (
        (AttendanceDraft(1, presence=Presence.ON_LEAVE, leave_approved_by="秘书长"), "why"),
        (AttendanceDraft(1, presence=Presence.ON_LEAVE, leave_reason="出差"), "approved"),
    ):
        with pytest.raises(RuleBroken, match=missing):
            rules.check_leave("委员001", row)


@pytest.mark.parametrize(
    ("starts", "ends", "half_days"),
    [
        (timedelta(hours=9), timedelta(hours=13), 1),
        (timedelta(hours=9), timedelta(hours=13, minutes=1), 2),
        (timedelta(hours=8), timedelta(hours=23), 2),
        (timedelta(hours=9), timedelta(days=3, hours=12), 7),
        (timedelta(hours=14), timedelta(days=1, hours=17), 3),
        (timedelta(hours=13, minutes=59), timedelta(days=1, hours=12, minutes=1), 4),
        (timedelta(hours=22), timedelta(days=1, hours=2), 2),
    ],
)
def test_half_days_follow_the_clock_on_the_wall(
    starts: timedelta, ends: timedelta, half_days: int
) -> None:
    midnight = NINE - timedelta(hours=9)

    assert rules.half_days(midnight + starts, midnight + ends) == half_days
