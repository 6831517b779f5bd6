"""One change to the text of a rule book: all else stays as it was typed."""

from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from core.assessment.book import editing, reading
from core.assessment.book.faults import BookFaulty
from core.assessment.book.writing import Plain, number
from core.errors import RuleBroken

TYPED = """\
# 办法
format = 1   # first
name = "x"

# 基础
base = 70 # 分
[pro_rata]
by = "month" # m
# A
[[section]] # sec a
key = "a"
name = "A"

  # first item
  [[section.item]]
  key = "p" # pp
  name = "P"
  counts = "proposal"
  cases = [ # hi
    { when = { role = "first" }, points = 20 }, # f
    { when = { role = "co_signer" }, points = 15 },
  ]

[[section.item]]
key = "q"
name = "Q"
counts = "opinion"
where = { signed = true }

# B
[[section]]
key = "b"
name = "B"
[[section.item]]
key = "r"
name = "R"
counts = "opinion"
# once
[[once]]
items = ["p", "q"]
[[section]]
key = "c"
name = "C"
"""


def gone(before: str, after: str) -> list[str]:
    """Lines that are not there any more."""
    return list((Counter(before.splitlines()) - Counter(after.splitlines())).elements())


def new(before: str, after: str) -> list[str]:
    """Lines that were not there before."""
    return list((Counter(after.splitlines()) - Counter(before.splitlines())).elements())


@pytest.mark.parametrize(
    ("path", "value", "before", "after"),
    [
        (("base",), 80, "base = 70 # 分", "base = 80 # 分"),
        (("format",), 1, "", ""),
        (("name",), '"\\甲\n', 'name = "x"', 'name = "\\"\\\\甲\\n"'),
        (
            ("section", 0, "item", 0, "cases", 1, "points"),
            Decimal("3.5"),
            '    { when = { role = "co_signer" }, points = 15 },',
            '    { when = { role = "co_signer" }, points = 3.5 },',
        ),
        (
            ("section", 0, "item", 1, "where", "role"),
            ["first", "co_signer"],
            "where = { signed = true }",
            'where = { signed = true, role = ["first", "co_signer"] }',
        ),
        (("cap",), 120, "", "cap = 120"),
        (("pro_rata", "at_least_months"), 3, "", "at_least_months = 3"),
        (("section", 0, "item", 0, "best"), True, "", "  best = true"),
        (
            ("section", 1, "item", 0, "where"),
            {"micro": {"not": [True]}, "": {}},
            "",
            'where = { micro = { not = [true] }, "" = {} }',
        ),
        (("once", 0, "items", 1), "r", 'items = ["p", "q"]', 'items = ["p", "r"]'),
    ],
)
def test_a_value_is_set_and_the_rest_stays(
    path: tuple[str | int, ...], value: Any, before: str, after: str
) -> None:
    text = editing.set_value(TYPED, path, value)

    assert gone(TYPED, text) == ([before] if before else [])
    assert new(TYPED, text) == ([after] if after else [])


@pytest.mark.parametrize(
    ("path", "lines"),
    [
        (("base",), ["base = 70 # 分"]),
        (
            ("section", 0, "item", 0, "cases", 0),
            ['    { when = { role = "first" }, points = 20 }, # f'],
        ),
        (("once", 0), ["# once", "[[once]]", 'items = ["p", "q"]']),
        (("section", 0, "item", 1, "where"), ["where = { signed = true }"]),
        (("pro_rata",), ["[pro_rata]", 'by = "month" # m']),
        (
            ("section", 1, "item", 0),
            ["[[section.item]]", 'key = "r"', 'name = "R"', 'counts = "opinion"'],
        ),
    ],
)
def test_what_is_removed_goes_with_its_remarks_and_nothing_else(
    path: tuple[str | int, ...], lines: list[str]
) -> None:
    text = editing.remove(TYPED, path)

    assert sorted(line for line in gone(TYPED, text) if line) == sorted(lines)
    assert new(TYPED, text) == []


def test_removing_a_section_takes_its_items_but_not_what_stands_between() -> None:
    text = editing.remove(TYPED, ("section", 1))

    assert '[[once]]\nitems = ["p", "q"]' in text
    assert 'key = "r"' not in text
    assert "# B" not in text


def test_members_of_lists_within_lines_come_and_go_with_their_commas() -> None:
    path = ("once", 0, "items")

    first = editing.remove(TYPED, (*path, 0))
    last = editing.remove(TYPED, (*path, 1))
    none = editing.remove(first, (*path, 0))

    assert 'items = ["q"]' in first
    assert 'items = ["p"]' in last
    assert "items = []" in none


@pytest.mark.parametrize(
    ("before", "order"), [(None, ["p", "q", "n"]), (0, ["n", "p", "q"]), (1, ["p", "n", "q"])]
)
def test_an_item_is_added_last_or_before_another(before: int | None, order: list[str]) -> None:
    values: dict[str, Plain] = {"key": "n", "name": "N", "counts": "opinion"}
    values["where"] = {"micro": True}

    text = editing.add(TYPED, ("section", 0, "item"), values, before)

    assert [
        item.key for item in reading.read("scores = 'members'\n" + text).sections[0].items
    ] == order
    assert gone(TYPED, text) == []


def test_a_section_is_added_with_its_items_below_their_own_headings() -> None:
    text = editing.add(
        TYPED,
        ("section",),
        {"key": "n", "name": "N", "item": [{"key": "z", "name": "Z", "counts": "opinion"}]},
    )

    assert text.startswith(TYPED)
    assert text.endswith(
        '\n[[section]]\nkey = "n"\nname = "N"\n\n'
        '[[section.item]]\nkey = "z"\nname = "Z"\ncounts = "opinion"\n'
    )


def test_the_first_item_of_a_section_and_the_first_grade_find_their_place() -> None:
    item = {"key": "n", "name": "N", "counts": "opinion"}

    text = editing.add(TYPED, ("section", 2, "item"), item)
    text = editing.add(text, ("grade",), {"key": "g", "name": "G"})

    book = reading.read("scores = 'members'\n" + text)
    assert [item.key for item in book.sections[2].items] == ["n"]
    assert [grade.key for grade in book.grades] == ["g"]


@pytest.mark.parametrize("before", [None, 0, 1])
def test_a_case_is_added_on_a_line_of_its_own(before: int | None) -> None:
    path = ("section", 0, "item", 0, "cases")

    text = editing.add(TYPED, path, {"points": 1}, before)

    assert [line.strip() for line in new(TYPED, text)] in (["{ points = 1 },"], ["{ points = 1 }"])


def test_line_ends_of_windows_stay() -> None:
    typed = "\ufeff" + TYPED.replace("\n", "\r\n")

    text = editing.set_value(typed, ("cap",), 5)
    text = editing.add(text, ("grade",), {"key": "g", "name": "G"})
    text = editing.remove(text, ("base",))

    assert text.startswith("\ufeff# 办法\r\nformat")
    assert text.count("\n") == text.count("\r\n")


@pytest.mark.parametrize(
    "change",
    [
        lambda: editing.set_value(TYPED, ("section",), 5),
        lambda: editing.set_value(TYPED, ("section", 0), 5),
        lambda: editing.set_value(TYPED, ("veto", 0, "grade"), "x"),
        lambda: editing.set_value(TYPED, ("base", "x"), 1),
        lambda: editing.remove(TYPED, ("cap",)),
        lambda: editing.remove(TYPED, ("section",)),
        lambda: editing.add(TYPED, ("base",), {"a": 1}),
        lambda: editing.add(TYPED, ("section", 7, "item"), {"a": 1}),
        lambda: editing.add(TYPED, ("section",), {"a": 1}, 9),
        lambda: editing.add(TYPED, ("section", 0, "item", 0, "cases"), {"a": 1}, 9),
    ],
)
def test_what_cannot_be_changed_alone_is_refused(change: Any) -> None:
    with pytest.raises(RuleBroken) as refused:
        change()

    assert refused.value.field == "text"


def test_a_text_that_is_no_toml_is_not_edited_but_told_of() -> None:
    with pytest.raises(BookFaulty) as refused:
        editing.set_value("a = [", ("a",), 1)

    assert refused.value.faults[0].line == 1


@pytest.mark.parametrize("hundredths", [0, 500, 350, -25, 6667, -1005])
def test_hundredths_are_written_as_they_are_read(hundredths: int) -> None:
    text = editing.set_value(TYPED, ("base",), number(hundredths))

    assert reading.draft(text).book.base == hundredths
