"""Dry runs: what a book would have given, and who would rise or fall by another."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, func, select

from core.activities.models import Presence
from core.assessment import trial
from core.assessment.book.faults import BookFaulty
from core.assessment.models import Assessment, RuleBook, Score, Scores
from core.assessment.trial import Comparison
from core.audit.models import AuditEntry
from core.errors import NotFound, RuleBroken
from core.members.models import Member
from core.permissions import Actor, Role
from tests.factories import Make

YEAR = (date(2025, 1, 1), date(2025, 12, 31))
BOOK = """\
format = 1
name = "示例办法"
scores = "members"
base = 10
cap = 100
[[section]]
key = "duty"
name = "履职"
[[section.item]]
key = "meetings"
name = "会议"
counts = "attendance"
where = { activity = "plenary", presence = "present" }
points = 5
[[section.item]]
key = "services"
name = "服务"
name_en = "Services"
counts = "attendance"
where = { activity = "service", presence = "present" }
points = 3
[[grade]]
key = "good"
name = "优秀"
from = 20
[[grade]]
key = "rest"
name = "其他"
"""
# Meetings pay less, services more.
OTHER = BOOK.replace("points = 5", "points = 1").replace("points = 3", "points = 6")


@pytest.fixture
def clerk(make: Make) -> Actor:
    return make.actor(Role.CLERK)


@pytest.fixture
def people(make: Make) -> dict[str, Member]:
    """Two meetings for 甲, three services for 乙, nothing for 丙."""
    meeting, service = make.category(code="plenary"), make.category(code="service")
    found = {name: make.member(name=name) for name in ("甲", "乙", "丙")}
    for name, category, times in (("甲", meeting, 2), ("乙", service, 3)):
        for _ in range(times):
            held = make.activity(category_id=category.id, held_on=date(2025, 5, 1))
            make.attendance(held, found[name], presence=Presence.PRESENT)
    return found


def compared(
    session: Session, make: Make, actor: Actor, texts: tuple[str, str] = (BOOK, OTHER)
) -> Comparison:
    return trial.compare(session, actor, make.home().id, texts, YEAR)


def test_a_book_is_tried_on_the_records_of_the_days(
    session: Session, make: Make, clerk: Actor, people: dict[str, Member]
) -> None:
    found = trial.run(session, clerk, make.home().id, BOOK, YEAR)

    told = [(row.name, row.rated, row.place, row.grade and row.grade.name) for row in found.results]
    assert told == [
        ("甲", 2000, 1, "优秀"),
        ("乙", 1900, 2, "其他"),
        ("丙", 1000, 3, "其他"),
    ]
    spread = [(grade and grade.name, number) for grade, number in trial.distribution(found)]
    assert spread == [("优秀", 1), ("其他", 2)]


def test_other_days_have_other_records(
    session: Session, make: Make, clerk: Actor, people: dict[str, Member]
) -> None:
    days = (date(2025, 6, 1), date(2025, 12, 31))

    found = trial.run(session, clerk, make.home().id, BOOK, days)

    assert {row.rated for row in found.results} == {1000}


def test_who_rises_who_falls_and_why(
    session: Session, make: Make, clerk: Actor, people: dict[str, Member]
) -> None:
    found = compared(session, make, clerk)

    told = {
        row.name: (
            row.places,
            row.points,
            row.regraded,
            [(one.what, one.what_en, one.points) for one in row.reasons],
        )
        for row in found.rows
    }
    assert told == {
        "甲": (-1, -800, True, [("会议", "", -800)]),
        "乙": (1, 900, True, [("服务", "Services", 900)]),
        "丙": (0, 0, False, []),
    }
    assert (found.rise, found.fall, found.regraded) == (1, 1, 2)
    assert found.rows[-1].name == "丙"


def test_what_no_item_explains_is_told_as_base_points_and_caps(
    session: Session, make: Make, clerk: Actor, people: dict[str, Member]
) -> None:
    found = compared(session, make, clerk, (BOOK, BOOK.replace("base = 10", "base = 4")))

    assert {tuple((one.what, one.points) for one in row.reasons) for row in found.rows} == {
        (("", -600),)
    }


def test_whom_only_one_book_scores_has_no_move(
    session: Session, make: Make, clerk: Actor, people: dict[str, Member]
) -> None:
    standing = OTHER.replace('scores = "members"', 'scores = "members"\nkinds = ["standing"]')
    chair = make.member(name="丁", standing=True)

    found = compared(session, make, clerk, (BOOK, standing))

    rows = {row.name: row for row in found.rows}
    assert (rows["甲"].after, rows["甲"].places, rows["甲"].points) == (None, None, None)
    assert rows["丁"].id == chair.id
    assert rows["丁"].after is not None


@pytest.mark.parametrize("kind", [Scores.GROUPS, Scores.STUDIOS, Scores.COMMITTEES])
def test_others_than_members_are_named_too(
    session: Session, make: Make, clerk: Actor, kind: Scores
) -> None:
    made: dict[Scores, Callable[[], Any]] = {
        Scores.GROUPS: make.group,
        Scores.STUDIOS: make.studio,
        Scores.COMMITTEES: lambda: make.committee(make.home()),
    }
    name = made[kind]().name
    text = BOOK.replace('"members"', f'"{kind.value}"').replace(
        'counts = "attendance"', 'counts = "activity"'
    )
    text = text.replace(', presence = "present"', "")

    found = trial.run(session, clerk, make.home().id, text, YEAR)

    assert [row.name for row in found.results] == [name]


def test_nothing_is_kept(
    session: Session, make: Make, clerk: Actor, people: dict[str, Member]
) -> None:
    def kept() -> list[int]:
        tables = (RuleBook, Assessment, Score, AuditEntry)
        return [session.exec(select(func.count()).select_from(one)).one() for one in tables]

    before = kept()

    compared(session, make, clerk)

    assert kept() == before
    assert not session.new
    assert not session.dirty


class TestRefused:
    def test_a_faulty_book(self, session: Session, make: Make, clerk: Actor) -> None:
        with pytest.raises(BookFaulty):
            trial.run(session, clerk, make.home().id, BOOK.replace("base = 10", "base = x"), YEAR)

    def test_two_books_for_different_subjects(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        studios = BOOK.replace('"members"', '"studios"').replace('"attendance"', '"activity"')
        studios = studios.replace(', presence = "present"', "")

        with pytest.raises(RuleBroken):
            compared(session, make, clerk, (BOOK, studios))

    @pytest.mark.parametrize(
        "days",
        [
            (date(2025, 2, 1), date(2025, 1, 1)),
            (date(2015, 1, 1), date(2025, 1, 1)),
        ],
    )
    def test_days_that_cannot_be_meant(
        self, session: Session, make: Make, clerk: Actor, days: tuple[date, date]
    ) -> None:
        with pytest.raises(RuleBroken):
            trial.run(session, clerk, make.home().id, BOOK, days)

    def test_a_member_who_would_see_all_others_points(
        self, session: Session, make: Make, people: dict[str, Member]
    ) -> None:
        member = make.actor(Role.MEMBER)

        with pytest.raises(NotFound):
            trial.run(session, member, make.home().id, BOOK, YEAR)
