"""From the text of a rule book to its shape."""

from decimal import Decimal

import pytest

from core.assessment.book import presets, reading, shape, syntax
from core.assessment.book.choices import About, Joint, ProRataBy, Records, Span
from core.assessment.book.faults import BookFaulty, shown
from core.assessment.book.lines import lines
from core.assessment.book.shape import (
    Book,
    Case,
    Choosable,
    Item,
    Joined,
    Match,
    Multiplier,
    Reference,
    Share,
    Step,
)
from core.assessment.models import Scores

WHOLE = """\
format = 1
name = "办法"
scores = "studios"
kinds = ["sector"]
span = "term"
records = "confirmed"
base = 70
cap = 120.5
floor = -1
[pro_rata]
by = "month"
at_least_months = 3
[[section]]
key = "a"
name = "A"
start = 10
[[section.item]]
key = "i"
name = "I"
counts = "activity"
unit = "quarter"
where = { activity = { not = ["x", "y"] }, open = true }
cases = [ { when = { activity = "z" }, points = 3.5 }, { points = -0.25 } ]
share = { first = 50, others = "even" }
times = [ { when = { open = false }, by = 0.5 } ]
best = true
from = 2
at_most = 3
[[section.item]]
key = "j"
name = "J"
counts = "activity"
out_of = {}
steps = [ { from = 66.67, points = 30 } ]
start = 5
cap = 6
floor = -1
[[section.item]]
key = "k"
name = "K"
entered = true
evidence = true
choices = { "优秀" = 10, good = 8 }
[[condition]]
key = "c"
name = "C"
all = [ { item = "i", at_least = 1 }, { any = [ { condition = "d" }, { months_at_least = 3 } ] } ]
[[condition]]
key = "d"
name = "D"
points_of = "i"
below = 2
at_most = 7
[[limit]]
name = "L"
years = 2
total_below = 60
consequence = "x"
[[limit]]
name = "M"
span = "term"
section = "a"
at_most = 1
consequence = "x"
"""


def the_book() -> Book:
    return reading.read(WHOLE)


def test_points_percentages_and_multipliers_are_hundredths() -> None:
    first, second, _ = the_book().items

    assert first.cases[0].points == 350
    assert first.cases[1].points == -25
    assert first.share == Share(5000, None)
    assert first.times == (Multiplier((Match("open", (False,)),), 50),)
    assert second.steps == (Step(6667, 3000),)


def test_the_head_of_a_book_says_whom_when_and_what_it_scores() -> None:
    book = the_book()

    assert (book.scores, book.kinds) == (Scores.STUDIOS, ("sector",))
    assert (book.span, book.records) == (Span.TERM, Records.CONFIRMED)
    assert (book.base, book.cap, book.floor) == (7000, 12050, -100)
    assert (book.pro_rata.by, book.pro_rata.at_least_months) == (ProRataBy.MONTH, 3)


def test_a_book_that_says_no_more_has_the_usual_defaults(small: str) -> None:
    book = reading.read(small)

    assert (book.base, book.floor, book.kinds) == (0, None, ())
    assert (book.span, book.records, book.pro_rata.by) == ("year", "all", "none")
    assert book.items[0] == Item(
        "proposals",
        "提案",
        counts="proposal",
        where=(Match("registered", (True,)),),
        unit="time",
        points=500,
    )


def test_a_value_that_must_not_be_is_negated() -> None:
    assert the_book().items[0].where[0] == Match("activity", ("x", "y"), negated=True)


def test_a_case_without_when_fits_every_fact() -> None:
    assert the_book().items[0].cases[1] == Case((), -25)


def test_a_pool_starts_full_and_ends_at_nothing_unless_it_says_otherwise() -> None:
    section = the_book().sections[0]

    assert (section.start, section.cap, section.floor) == (1000, 1000, 0)
    assert (section.items[1].cap, section.items[1].floor) == (600, -100)


def test_items_that_are_entered_have_no_measure_but_choices() -> None:
    item = the_book().by_key["k"]

    assert (item.entered, item.evidence) == (True, True)
    assert item.choices == (Choosable("优秀", 1000), Choosable("good", 800))


def test_conditions_are_joined_and_refer_to_others() -> None:
    first, second = the_book().conditions

    assert first.part == Joined(
        Joint.ALL,
        (
            shape.Test(About.AMOUNT, "i", at_least=100),
            Joined(Joint.ANY, (Reference("d"), shape.Test(About.MONTHS, at_least=300))),
        ),
    )
    assert second.part == shape.Test(About.ITEM, "i", at_most=700, below=200)


def test_limits_are_over_years_or_the_term() -> None:
    over_years, over_the_term = the_book().limits

    assert (over_years.years, over_years.test) == (2, shape.Test(About.TOTAL, below=6000))
    assert (over_the_term.years, over_the_term.test.about) == (None, About.SECTION)


def test_a_text_that_cannot_be_read_raises_all_its_faults() -> None:
    with pytest.raises(BookFaulty) as refused:
        reading.read("format = 2\nscores = 5\n")

    assert {fault.line for fault in refused.value.faults} == {1, 2}
    assert refused.value.field == "text"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        'name = "甲"\n'.encode(),
        '\ufeff# 甲\r\nname = "甲"\r\n'.encode(),
        b"a = 1\r\nb = 2\n\n\n# no end",
        *(syntax.encode(presets.text(preset.code)) for preset in presets.PRESETS),
    ],
)
def test_what_is_imported_is_exported_byte_for_byte(data: bytes) -> None:
    assert syntax.encode(syntax.decode(data)) == data


def test_line_ends_and_the_mark_of_windows_make_no_difference(small: str) -> None:
    typed = "\ufeff" + small.replace("\n", "\r\n")

    assert reading.read(typed) == reading.read(small)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ('name = "甲"'.encode("gb18030"), "UTF-8"),
        ("name".encode("utf-16"), "UTF-8"),
        (b"a = 1\0", "no text"),
        (b"#" * 500_001, "too large"),
    ],
)
def test_what_is_no_rule_book_is_refused_in_words(data: bytes, said: str) -> None:
    with pytest.raises(BookFaulty) as refused:
        syntax.decode(data)

    assert said in refused.value.faults[0].said("en")


def test_each_path_has_its_line() -> None:
    found = lines(WHOLE)

    assert found["section", 0, "item", 0, "cases", 1, "points"] == 23
    assert found["section", 0, "item", 2] == 38
    assert found["pro_rata", "by"] == 11
    assert found["limit", 1, "span"] == 61


def test_texts_in_several_lines_and_marks_within_texts_do_not_confuse_the_lines() -> None:
    text = 'a = """\n[x] # "\n\\""" """\nb = \'# [\' # }\n"c.d".e = [ # ]\n 1,\n { f = "}" },\n]\n'

    found = lines(text)

    assert found == {
        ("a",): 1,
        ("b",): 4,
        ("c.d",): 5,
        ("c.d", "e"): 5,
        ("c.d", "e", 0): 6,
        ("c.d", "e", 1): 7,
        ("c.d", "e", 1, "f"): 7,
    }


@pytest.mark.parametrize(
    ("hundredths", "words"),
    [
        (0, "0"),
        (500, "5"),
        (1000, "10"),
        (350, "3.5"),
        (-25, "-0.25"),
        (6667, "66.67"),
        (-1005, "-10.05"),
    ],
)
def test_numbers_are_shown_without_needless_zeros(hundredths: int, words: str) -> None:
    assert shown(hundredths) == words
    assert Decimal(words) * 100 == hundredths
