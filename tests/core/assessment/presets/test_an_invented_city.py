"""A book that the code knows nothing of, written from the documentation alone.

It uses each way of writing a rule at least once; what it comes to was worked out by hand.
"""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from core.activities.models import (
    Activity,
    ActivityState,
    AttendanceRole,
    LeaveKind,
    Presence,
)
from core.assessment.book import checking, reading
from core.assessment.book.shape import Book
from core.assessment.scoring import limits
from core.commendations.models import HonourLevel
from core.contributions.models import ContributionKind
from core.handling.models import AuthorityLevel
from core.members.models import AppointmentKind, Liaison, Member, Post, PostKind
from core.opinions.models import AdoptionKind
from core.proposals.models import Nature
from tests.core.assessment.presets.city import City
from tests.core.assessment.presets.results import Result

TEXT = Path(__file__).with_name("invented_city.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def book() -> Book:
    return reading.read(TEXT)


def confirmed(city: City) -> None:
    """All that was recorded so far has been confirmed."""
    for activity in city.session.exec(select(Activity)):
        activity.state = ActivityState.CONFIRMED


def result(city: City, book: Book, member: Member) -> Result:
    confirmed(city)
    return city.result(book, member)


def test_it_has_no_fault() -> None:
    assert checking.faults(TEXT) == ()


def test_it_uses_every_key_that_the_documentation_names(book: Book) -> None:
    page = (Path(__file__).parents[4] / "docs" / "rule-books.md").read_text(encoding="utf-8")
    named = page[page.index("### 2.3") : page.index("不能同时写的")]
    keys = {key for line in named.splitlines() for key in line.split("|")[1:2]}
    words = {word.strip("`") for key in keys for word in key.strip().split("、")}

    unused = {word for word in words - {"键", "---", "name_en", "note"} if f"{word} =" not in TEXT}

    assert unused == set()


def test_a_member_with_a_full_year(city: City, book: Book) -> None:
    member = city.member(standing=True, terms_served=3)
    other = city.member()

    # meetings: plenary 3 a half-day, at most 4
    city.attended(member, "plenary", half_days=3, on=date(2026, 2, 10))
    city.attended(member, "plenary", Presence.LATE, half_days=2, on=date(2026, 2, 11))
    # quarters: the first quarter pays 4 for a speech, the second 1, the third nothing (absent)
    city.attended(member, "chair_meeting", on=date(2026, 3, 31), role=AttendanceRole.SPEAKER)
    city.attended(member, "chair_meeting", on=date(2026, 4, 1))
    # discipline: 6, 2.5 less for an absence, 1 less for private leave; illness is excused
    city.attended(member, "standing_meeting", Presence.ABSENT, on=date(2026, 7, 1))
    for leave in (LeaveKind.PERSONAL, LeaveKind.ILLNESS, LeaveKind.OFFICIAL_DUTY):
        city.attended(member, "other_meeting", Presence.ON_LEAVE, leave=leave)

    # voice: proposals 12, shared 60 and 40; further ones from the third on
    for _ in range(3):
        city.proposed(member)  # 12 each
    city.proposed(member, other, city.member(), city.member())  # 7.2
    city.proposed(other, member, city.member(), city.member())  # 4.8 / 3 = 1.6
    city.proposed(other, member, nature=Nature.COLLECTIVE)  # 20 percent of 9 = 1.8
    city.proposed(member, registered=False)  # nothing
    # opinions: 3, 1.5, 0.9, 0.45; the best three pay
    city.wrote(member)
    city.wrote(member, other)
    city.wrote(member).is_micro = True
    city.wrote(member, other).is_micro = True
    # ladder: of one item 10 of 4, 10 and 10; a main leader's words 15, no more than 25 of 29
    item = city.wrote(other, member)
    for level in (AuthorityLevel.COUNTY, AuthorityLevel.NATION, AuthorityLevel.PROVINCE):
        city.adopted(item, level)
    city.adopted(city.wrote(other, member))  # 4
    city.adopted(
        city.wrote(other, member), kind=AdoptionKind.INSTRUCTION, is_main_leader=True
    )  # 15
    # speeches
    city.gave(ContributionKind.SPEECH, member)  # 4
    city.gave(ContributionKind.RESEARCH_REPORT, other, member)  # 1.25

    # pool: 10, 4 less for each of two months with a visit missed
    for day in (date(2026, 5, 3), date(2026, 5, 30), date(2026, 6, 1)):
        city.attended(member, "household_visit", Presence.ABSENT, on=day)

    # service: three times 8
    city.attended(member, "clinic", times=3)
    # rate: there 2 + 2 + 3 + 2 = 9; called 16, less 1 for official duty: 9 of 15, 60 percent
    city.attended(member, "relief_donation", times=2)

    # others
    city.honoured(member, HonourLevel.PROVINCE)
    city.honoured(member, HonourLevel.COUNTY)
    city.appointed(member, AppointmentKind.SUPERVISOR)
    city.appointed(member, AppointmentKind.SUPERVISOR, ends_on=date(2026, 1, 1))
    city.appointed(member, AppointmentKind.HEARING)
    village = city.make.community().id
    for starts_on in (date(2025, 1, 1), date(2026, 6, 1)):
        city.make.save(Liaison(member_id=member.id, community_id=village, starts_on=starts_on))
    starts_on = date(2022, 1, 1)
    city.make.save(Post(member_id=member.id, kind=PostKind.CONVENER, starts_on=starts_on))
    city.claimed(member, "notebook", quantity=2)
    city.claimed(member, "essay", "优")
    city.claimed(member, "essay", "良")
    city.claimed(member, "articles", quantity=3)
    city.claimed(member, "articles", quantity=2)

    found = result(city, book, member)

    assert found.items == {
        "plenary": 4 * 3,
        "quarters": 4 + 1,  # all meetings; in the second quarter one was attended
        "discipline": 6 - 2.5 - 1,
        "standing_duty": -8,
        "proposals": 44.8,  # 3 * 12 + 7.2 + 1.6
        "further": 2 * 2,  # four as the first, the third and the fourth
        "collective": 1.8,
        "opinions": 3 + 1.5 + 1.5,  # the other's three items are co-signed too
        "ladder": 25,
        "speeches": 4 + 1.25,
        "missed_visits": -4 - 4,
        "twice": 8,
        "rate": 0,
        "donation": 2,
        "honours": 6 + 2,
        "sent": 1.5 + 1.5,
        "villages": 0.75,
        "posts": 3,
        "veteran": 1,
        "notebook": 2,
        "essay": 5 + 2.5,
        "articles": 3,  # five, from the second on, at most three
    }
    assert found.amounts["rate"] == 60
    assert found.amounts["opinions"] == 7
    assert found.sections == {
        "meetings": 12 + 5 + 2.5 - 8,
        "voice": 44.8 + 4 + 1.8 + 6 + 25 + 5.25,
        "pool": 10 - 8,
        "service": 8 + 2,
        "others": 8 + 3 + 0.75 + 3 + 1 + 2 + 7.5 + 3,
    }
    # 20 + 11.5 + 86.85 + 2 + 10 + 28.25 = 158.6, no more than 150
    assert (found.total, found.rated) == (150, 150)
    assert (found.failed, found.grade, found.place) == ((), "excellent", 1)


def test_what_is_not_confirmed_does_not_count(city: City, book: Book) -> None:
    member = city.member()
    city.attended(member, "plenary")
    city.session.flush()

    assert city.result(book, member).items["plenary"] == 0
    assert result(city, book, member).items["plenary"] == 3


def test_who_did_nothing_has_base_and_what_starts_full(city: City, book: Book) -> None:
    found = result(city, book, city.member())

    assert found.total == 20 + 6 + 10
    assert (found.failed, found.grade) == (("basics", "idle"), "failed")


def test_floors_hold(city: City, book: Book) -> None:
    member = city.member(standing=True)
    city.attended(member, "standing_meeting", Presence.ABSENT, times=5)  # -12.5 of 6, -40
    for month in range(1, 6):  # -20 of 10
        city.attended(member, "member_visit", Presence.ABSENT, on=date(2026, month, 9))

    found = result(city, book, member)

    assert (found.items["discipline"], found.items["standing_duty"]) == (0, -10)
    assert found.sections["pool"] == 0
    assert found.total == 10  # 20 + 0 - 10 + 0


def test_a_proposal_turned_into_an_opinion_item_pays_the_higher(city: City, book: Book) -> None:
    first, other = city.member(), city.member()
    row = city.proposed(first, other)  # 7.2 and 4.8, registered before it was turned
    city.turned_into_an_opinion_item(row, first, other)  # 1.5 each
    shared = city.proposed(other, *(city.member() for _ in range(6)), first)  # 4.8 / 7 = 0.69
    city.turned_into_an_opinion_item(shared, first)  # 3

    found = result(city, book, first)

    assert (found.items["proposals"], found.items["opinions"]) == (7.2, 3)
    assert (found.amounts["proposals"], found.amounts["opinions"]) == (2, 2)


@pytest.mark.parametrize(("there", "of", "points"), [(2, 3, 0), (3, 4, 5), (4, 4, 5)])
def test_the_rate_of_presence(city: City, book: Book, there: int, of: int, points: float) -> None:
    member = city.member()
    city.attended(member, "survey", times=there)
    city.attended(member, "survey", Presence.ABSENT, times=of - there)
    city.attended(member, "survey", Presence.ON_LEAVE, leave=LeaveKind.OFFICIAL_DUTY)

    assert result(city, book, member).items["rate"] == points


def test_what_starts_full_and_what_is_a_rate_is_not_made_up_and_the_rest_is(
    city: City, book: Book
) -> None:
    member = city.member(joined_on=date(2026, 9, 30))  # 4 months
    city.attended(member, "plenary", on=date(2026, 11, 1))  # 3 and 1, and 5 for the rate

    found = result(city, book, member)

    assert found.total == 20 + 6 + 10 + 3 + 1 + 5
    assert found.rated == 20 + 6 + 10 + (3 + 1) * 12 / 4 + 5


def test_the_first_two_of_ninety_are_excellent_and_the_third_with_the_same_points(
    city: City, book: Book
) -> None:
    members = [who_did_the_basics(city) for _ in range(4)]
    confirmed(city)
    of_one = city.result(book, members[0]).total
    given = zip(members, (95, 90, 90, 89.99), strict=True)

    found = city.results(
        book, corrections={one.id: round((total - of_one) * 100) for one, total in given}
    )

    assert [found[one.id].grade for one in members] == ["excellent"] * 3 + ["good"]


@pytest.mark.parametrize(
    ("total", "grade"),
    [(70, "good"), (69.99, "passed"), (40, "passed"), (39.99, "failed")],
)
def test_a_hundredth_decides(city: City, book: Book, total: float, grade: str) -> None:
    member = who_did_the_basics(city)
    now = result(city, book, member).total

    found = city.results(book, corrections={member.id: round((total - now) * 100)})[member.id]

    assert (found.total, found.failed, found.grade) == (total, (), grade)


@pytest.mark.parametrize(
    ("opinions", "absences", "failed"),
    [(2, 0, ()), (1, 0, ("basics",)), (2, 1, ()), (2, 2, ()), (2, 3, ("basics",))],
)
def test_the_basics(
    city: City, book: Book, opinions: int, absences: int, failed: tuple[str, ...]
) -> None:
    member = city.member()
    city.attended(member, "plenary", half_days=4)
    city.attended(member, "clinic")
    for _ in range(opinions):
        city.wrote(member)
    city.attended(member, "other_meeting", Presence.ABSENT, times=absences)  # 6, 3.5, 1, 0

    assert result(city, book, member).failed == failed


def test_the_idle_are_let_off_within_half_a_year_or_with_sixty_points(
    city: City, book: Book
) -> None:
    idle, new, busy = city.member(), city.member(joined_on=date(2026, 8, 1)), city.member()
    six_months = city.member(joined_on=date(2026, 7, 31))

    found = city.results(book, corrections={busy.id: 6000 - 3600})

    vetoed = [one for one in (idle, new, busy, six_months) if "idle" in found[one.id].failed]
    assert vetoed == [idle, six_months]


def test_limits_over_two_years_and_over_the_term(city: City, book: Book) -> None:
    member = city.member()
    for day in (date(2024, 3, 1), date(2024, 3, 9), date(2025, 4, 1), date(2026, 5, 1)):
        city.attended(member, "reception", Presence.ABSENT, on=day)
    confirmed(city)
    sheets = {
        year: one.sheet
        for year in range(2024, 2027)
        for one in city.scored(book, year)
        if one.id == member.id
    }

    known = limits.Years(decided=sheets, counted=sheets)

    def reached(last: int, term_began: int) -> list[str]:
        return [one.name for one in limits.reached(book, known, last, term_began)]

    assert reached(2024, 2024) == []  # no year before it
    assert reached(2025, 2024) == ["两年不足 50 分"]  # two months
    assert reached(2026, 2024) == ["两年不足 50 分", "届内缺席走访三个月以上"]
    assert reached(2026, 2025) == ["两年不足 50 分"]
    assert limits.first_year(book, 2026, 2024) == 2024
    assert limits.first_year(book, 2026, 2026) == 2025


def who_did_the_basics(city: City) -> Member:
    """Nothing fails, and there is room to be corrected to any total."""
    member = city.member()
    city.attended(member, "plenary")
    city.attended(member, "clinic")
    city.wrote(member)
    city.wrote(member)
    return member
