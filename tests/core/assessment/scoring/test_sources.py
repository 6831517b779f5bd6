"""Each measure of the vocabulary is found in the records, with all that it can be told by."""

from datetime import date

import pytest
from sqlalchemy import TableClause
from sqlalchemy.sql import visitors
from sqlmodel import Session

from core.assessment.book.shape import (
    Book,
    Case,
    Item,
    Match,
    Multiplier,
    Once,
    Section,
    Share,
    Value,
)
from core.assessment.book.vocabulary import MEASURES, Answer, Attribute, Measure
from core.assessment.keeping.touched import TRACKED
from core.assessment.models import Scores
from core.assessment.scoring import scoring
from core.assessment.scoring.measures import ENTERED, SOURCES
from core.assessment.scoring.plans import plan
from tests.factories import Make

EACH = [(scores, measure) for scores in Scores for measure in MEASURES[scores].values()]


def test_sources_and_vocabulary_are_the_same_list() -> None:
    assert {scores: set(found) - {ENTERED} for scores, found in SOURCES.items()} == {
        scores: set(found) for scores, found in MEASURES.items()
    }


@pytest.mark.parametrize(("scores", "measure"), EACH, ids=lambda one: getattr(one, "name", one))
def test_every_attribute_and_unit_can_be_asked_of_the_database(
    session: Session, make: Make, scores: Scores, measure: Measure
) -> None:
    matches = [
        Match(attribute.name, (value,), negated)
        for attribute in measure.attributes
        for value in values(attribute)
        for negated in (False, True)
    ]
    cases = tuple(Case((match,), 100) for match in matches)
    items = [
        each
        for unit in measure.units
        for each in (
            Item(f"{unit}_cases", "", counts=measure.name, unit=unit, cases=cases),
            Item(f"{unit}_best", "", counts=measure.name, unit=unit, points=5, best=True),
        )
    ]
    times = tuple(Multiplier((match,), 50) for match in matches[:2])
    items.append(Item("times", "", counts=measure.name, points=7, times=times, at_most=2))
    book = Book("", scores, (Section("s", "", items=tuple(items)),), onces=(Once(("times",)),))
    case = scoring.Case(make.home().id, date(2026, 1, 1), date(2026, 12, 31))

    make.member()
    make.studio()
    make.group()
    make.township()

    found = scoring.score(session, book, case)

    assert [sorted(one.sheet.items) for one in found] == [sorted(book.by_key)]


@pytest.mark.parametrize(("scores", "measure"), EACH, ids=lambda one: getattr(one, "name", one))
@pytest.mark.parametrize("only", [None, (1, 2)])
def test_a_book_that_says_all_at_once_is_not_too_deep_for_the_database(
    session: Session,
    make: Make,
    scores: Scores,
    measure: Measure,
    only: tuple[int, ...] | None,
) -> None:
    last = measure.attributes[-1:]  # whether one sits on the standing committee, of members
    whens = [(Match(one.name, (value,), True),) for one in last for value in values(one)[:1]]
    item = Item(
        "all",
        "",
        counts=measure.name,
        cases=tuple(Case(when, 100) for when in whens) or (Case((), 5),),
        times=tuple(Multiplier(when, 50) for when in whens),
        share=Share(5000) if measure.attribute("co_signed") and measure.attribute("role") else None,
        best=True,
        from_nth=2,
        at_most=3,
    )
    sections = (Section("s", "", items=(item,)),)
    kinds = ("standing",) if scores is Scores.MEMBERS else ()
    book = Book("", scores, sections, kinds=kinds, onces=(Once(("all",)),))
    case = scoring.Case(make.home().id, date(2026, 1, 1), date(2026, 12, 31), only)
    make.member(standing=True)
    make.studio()
    make.group()
    make.township()

    assert scoring.score(session, book, case) or only


def values(attribute: Attribute) -> list[Value]:
    """A few values that an attribute may be compared with."""
    if attribute.answer is Answer.YES_NO:
        return [True, False]
    if attribute.answer is Answer.NUMBER:
        return [1, 2]
    named: list[Value] = [one.value for one in attribute.values]
    return named[:2] or ["plenary", "own_1"]


# Names and such that are shown, or that everything else is tracked by.
SHOWN = {"community"}


@pytest.mark.parametrize(("scores", "measure"), EACH, ids=lambda one: getattr(one, "name", one))
def test_every_table_that_a_measure_reads_is_followed_when_it_changes(
    scores: Scores, measure: Measure
) -> None:
    plain = tuple(
        Item(f"{attribute.name}", "", counts=measure.name, where=(Match(attribute.name, (value,)),))
        for attribute in measure.attributes
        for value in values(attribute)[:1]
    )
    one = Item("best", "", counts=measure.name, points=1, best=True)
    found = plan(Book("", scores, (Section("s", "", items=(*plain, one)),)), narrowed=False)

    read = {
        each.name
        for statement in (found.subjects, *(sums.statement for sums in found.sums), found.ranked)
        for each in visitors.iterate(statement)
        if isinstance(each, TableClause)
    }

    assert "assessment" not in read
    assert read - {model.__tablename__ for model in TRACKED} - SHOWN == set()
