"""What the statements find is what the rules say, for random books over random records."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from core.assessment.book.most import most
from core.assessment.book.shape import Book, Section
from core.assessment.explaining import explain
from core.assessment.scoring import scoring
from core.assessment.scoring.scoring import Case, Scored
from tests.core.assessment.scoring import reference, told
from tests.core.assessment.scoring.books import tried
from tests.core.assessment.scoring.records import FIRST, LAST, Place, Told
from tests.factories import Make

ON_SQLITE = os.environ.get("LIANXIN_TEST_ON", "sqlite") == "sqlite"


def examples(number: int) -> settings:
    """So many random books, a quarter of them on PostgreSQL."""
    return settings(
        max_examples=number if ON_SQLITE else number // 4,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


many, some = examples(int(os.environ.get("LIANXIN_TEST_BOOKS", "32"))), examples(12)
MONTHS = (12, 8, 9)  # that the members of a place served
Records = list[Told]
Tried = tuple[Book, Records]


@contextmanager
def recorded(session: Session, records: Records) -> Iterator[Place]:
    """A place with records, undone afterwards."""
    with session.begin_nested() as undone:
        place = Place.opened(session, Make(session))
        for one in records:
            place.record(one)
        yield place
        undone.rollback()
        session.expunge_all()


def scored(place: Place, book: Book, **given: Any) -> dict[int, Scored]:
    """The scores by the member's number in the place."""
    case = Case(place.make.home().id, **{"first": FIRST, "last": LAST, **given})
    found = {one.id: one for one in scoring.score(place.session, book, case)}
    return {n: found[one.id] for n, one in enumerate(place.members) if one.id in found}


def totals(place: Place, book: Book, **given: Any) -> dict[int, int]:
    return {n: one.sheet.total for n, one in scored(place, book, **given).items()}


@many
@given(told_of=tried())
def test_the_statements_find_what_the_rules_say(session: Session, told_of: Tried) -> None:
    book, records = told_of
    expected = told.facts(records)
    with recorded(session, records) as place:
        found = scored(place, book)

        for who in range(3):
            by_hand = reference.amounts(book, expected, who)
            assert found[who].sheet.amounts == {key: one[0] for key, one in by_hand.items()}
            assert found[who].sheet.total == reference.total(book, by_hand)
            assert found[who].sheet.months == MONTHS[who]
            assert found[who].sheet.rated == reference.rated(book, by_hand, MONTHS[who], 12)


@some
@given(told_of=tried())
def test_the_facts_behind_an_item_pay_what_it_pays(session: Session, told_of: Tried) -> None:
    book, records = told_of
    expected = told.facts(records)
    with recorded(session, records) as place:
        case = Case(place.make.home().id, FIRST, LAST)
        for who, one in scored(place, book).items():
            found = explain(session, book, case, one.id)

            assert found is not None
            assert found.sheet == one.sheet
            by_hand = reference.amounts(book, expected, who)
            paid = {
                each.item.key: (each.amount, sum(fact.paid or 0 for fact in each.facts))
                for each in found.items
            }
            assert paid == by_hand


@some
@given(told_of=tried(most=10), data=st.data())
def test_the_order_of_entry_does_not_matter(
    session: Session, told_of: Tried, data: st.DataObject
) -> None:
    book, records = told_of
    shuffled = data.draw(st.permutations(records))
    with recorded(session, records) as place:
        found = totals(place, book)
    with recorded(session, shuffled) as place:
        assert totals(place, book) == found


@some
@given(told_of=tried(least=0, most=10))
def test_a_further_fact_never_lowers_a_book_without_deductions(
    session: Session, told_of: Tried
) -> None:
    book, records = told_of
    book = _rising(book)
    with recorded(session, records[:-1]) as place:
        before = totals(place, book)

        for last in records[-1:]:
            place.record(last)

        assert all(after >= before[who] for who, after in totals(place, book).items())


@some
@given(told_of=tried(), at=st.integers(0, 363))
def test_a_year_split_at_any_day_adds_up(session: Session, told_of: Tried, at: int) -> None:
    book, records = told_of
    book = _linear(book)
    day = FIRST + timedelta(days=at)
    with recorded(session, records) as place:
        whole = scored(place, book)[0].sheet.items
        early = scored(place, book, last=day)[0].sheet.items
        late = scored(place, book, first=day + timedelta(days=1))[0].sheet.items

        assert whole == {key: early[key] + late[key] for key in early}


@some
@given(told_of=tried())
def test_no_cap_is_ever_passed(session: Session, told_of: Tried) -> None:
    book, records = told_of
    with recorded(session, records) as place:
        for one in scored(place, book).values():
            for item in book.items:
                assert item.cap is None or one.sheet.items[item.key] <= item.cap
            for section in book.sections:
                assert section.cap is None or one.sheet.sections[section.key] <= section.cap
            assert book.cap is None or one.sheet.rated <= book.cap
            assert one.sheet.total <= one.sheet.rated <= most(book)


def _rising(book: Book) -> Book:
    """The same without what may fall: shares of a whole, and the first of several affairs.

    Steps rise.
    """
    items = [
        replace(
            item,
            from_nth=1 if item.best or book.onces or item.unit != "time" else item.from_nth,
            steps=tuple(sorted(item.steps, key=lambda step: step.from_amount))
            if sorted(item.steps, key=lambda s: s.points) == list(item.steps)
            else (),
        )
        for item in book.items
        if item.out_of is None
    ]
    return replace(book, sections=(Section("all", "", items=tuple(items)),))


def _linear(book: Book) -> Book:
    """The same with only what is summed, and nothing that is in force rather than happens."""
    plain: dict[str, Any] = {
        "unit": "time",
        "best": False,
        "from_nth": 1,
        "at_most": None,
        "steps": (),
    }
    unbound: dict[str, Any] = {"out_of": None, "start": None, "cap": None, "floor": None}
    items = [replace(item, **plain, **unbound) for item in book.items if item.counts != "liaison"]
    return replace(book, sections=(Section("all", "", items=tuple(items)),), onces=())
