"""Conditions, vetoes and limits added to a book without touching the rest of its text."""

import pytest

from core.assessment.book import checking, judging, presets, reading
from core.assessment.book.judging import Bound, Compared, Judgement, Judges
from core.assessment.book.shape import About
from core.errors import RuleBroken

JINAN = presets.text("jinan")
BOOK = reading.read(JINAN)
ITEM, SECTION, LAST = BOOK.items[0].key, BOOK.sections[0].key, BOOK.grades[-1].key
TESTS = [
    Compared(About.AMOUNT, ITEM, Bound.AT_LEAST, 1),
    Compared(About.ITEM, ITEM, Bound.BELOW, 1),
    Compared(About.SECTION, SECTION, Bound.AT_MOST, 1),
    Compared(About.TOTAL, "", Bound.AT_LEAST, 60),
    Compared(About.MONTHS, "", Bound.AT_LEAST, 6),
]


@pytest.mark.parametrize("test", TESTS, ids=lambda one: str(one.about))
@pytest.mark.parametrize("judges", [Judges.MINIMUM, Judges.VETO])
def test_a_condition_is_added_with_what_it_is_for(judges: Judges, test: Compared) -> None:
    text = judging.added(JINAN, BOOK, Judgement(judges, " 新条件 ", test, LAST))

    book = reading.read(text)
    assert checking.faults(text) == ()
    assert (book.conditions[-1].name, book.conditions[-1].key) == ("新条件", "condition_1")
    rows = [one.condition for one in book.minimums] + [one.condition for one in book.vetoes]
    assert "condition_1" in rows
    assert not set(JINAN.splitlines()) - set(text.splitlines())


@pytest.mark.parametrize(("years", "follows"), [(None, "谈话提醒"), (3, BOOK.consequences[0].key)])
def test_a_limit_is_added_with_what_follows(years: int | None, follows: str) -> None:
    new = Judgement(Judges.LIMIT, "新限制", TESTS[0], years=years, follows=follows)

    text = judging.added(JINAN, BOOK, new)

    limit = reading.read(text).limits[-1]
    named = {one.key: one.name for one in reading.read(text).consequences}
    assert checking.faults(text) == ()
    assert (limit.name, limit.years) == ("新限制", years)
    assert follows in (limit.consequence, named[limit.consequence])


@pytest.mark.parametrize("judges", list(Judges))
def test_what_was_added_is_taken_out_again(judges: Judges) -> None:
    follows = BOOK.consequences[0].key
    new = Judgement(judges, "新的", TESTS[0], LAST, 2, follows)
    text = judging.added(JINAN, BOOK, new)
    book = reading.read(text)
    rows = {
        Judges.MINIMUM: book.minimums,
        Judges.VETO: book.vetoes,
        Judges.LIMIT: book.limits,
    }[judges]

    again = judging.removed(text, book, judges, len(rows) - 1)

    assert again.rstrip() == JINAN.rstrip()


def test_a_condition_that_something_else_names_stays() -> None:
    text = judging.added(JINAN, BOOK, Judgement(Judges.MINIMUM, "新的", TESTS[0], LAST))
    text += f'\n[[veto]]\ncondition = "condition_1"\ngrade = "{LAST}"\n'
    book = reading.read(text)

    again = reading.read(judging.removed(text, book, Judges.VETO, len(book.vetoes) - 1))

    assert "condition_1" in {one.key for one in again.conditions}


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (Judgement(Judges.MINIMUM, " ", TESTS[0], LAST), "name"),
        (Judgement(Judges.LIMIT, "新限制", TESTS[0], follows=" "), "follows"),
    ],
)
def test_what_is_missing_is_asked_for(new: Judgement, field: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        judging.added(JINAN, BOOK, new)

    assert refused.value.field == field
