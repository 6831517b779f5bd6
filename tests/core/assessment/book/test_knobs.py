"""Values of a book that are turned without seeing its text."""

from decimal import Decimal

import pytest

from core.assessment.book import difference, knobs, presets, reading, typed
from core.assessment.book.knobs import Knob, Setting
from core.assessment.book.lines import Path

CODES = [preset.code for preset in presets.PRESETS]


def settings(text: str) -> list[Setting]:
    """All values of a book."""
    book = reading.read(text)
    found = list(knobs.of_book(book))
    for place, section in enumerate(book.sections):
        found += knobs.of_section(section, place)
        for number, item in enumerate(section.items):
            found += knobs.of_item(item, ("section", place, "item", number))
    for place, grade in enumerate(book.grades):
        found += knobs.of_grade(grade, place)
    return found + [each for of in knobs.of_conditions(book).values() for each in of]


def of_each_place(text: str) -> list[Setting]:
    """The first and the last value of each place in a book that has several such places."""
    found: dict[Path, list[Setting]] = {}
    for each in settings(text):
        shape = tuple(0 if isinstance(step, int) else step for step in each.path)
        found.setdefault(shape, []).append(each)
    return [each for alike in found.values() for each in {alike[0], alike[-1]}]


@pytest.mark.parametrize("code", CODES)
def test_each_value_of_a_preset_can_be_turned_and_comes_back_as_it_was_set(code: str) -> None:
    text = presets.text(code)

    for setting in of_each_place(text):
        changes: knobs.Changes = {setting.path: 7}
        if setting.knob in (Knob.NAME, Knob.NOTE):
            changes = {setting.path: "新名称"}
        turned = knobs.turned(text, changes)

        again = {each.path: each.value for each in settings(turned)}
        assert again[setting.path] == changes[setting.path], (setting, turned)


@pytest.mark.parametrize("code", CODES)
def test_what_is_optional_can_be_left_empty(code: str) -> None:
    text = presets.text(code)

    for setting in of_each_place(text):
        if setting.optional and setting.value is not None:
            turned = knobs.turned(text, {setting.path: None})
            again = {each.path: each.value for each in settings(turned)}
            assert again.get(setting.path) is None


def test_each_value_stands_once() -> None:
    paths: list[Path] = [each.path for each in settings(presets.text("five_colours"))]

    assert len(paths) == len(set(paths))


def test_several_values_are_turned_at_once(small: str) -> None:
    changes: knobs.Changes = {
        ("section", 0, "item", 0, "points"): Decimal("2.5"),
        ("section", 0, "item", 0, "at_most"): 3,
        ("section", 0, "cap"): None,
        ("condition", 0, "at_least"): 2,
        ("grade", 0, "from"): 20,
    }

    book = reading.read(knobs.turned(small, changes))

    item = book.sections[0].items[0]
    assert (item.points, item.at_most, book.sections[0].cap) == (250, 3, None)
    assert book.grades[0].from_points == 2000


@pytest.mark.parametrize("before", ["一\n二\n三", "一\r\n二\r\n三\r\n", "\ufeff一\r\n二\n三\n"])
def test_a_text_seen_in_a_box_and_not_changed_is_the_same_to_the_byte(before: str) -> None:
    assert typed.as_before(before, typed.shown(before)) == before


def test_new_lines_end_as_most_did() -> None:
    assert typed.as_before("一\r\n二\r\n", "一\n新\n二\n") == "一\r\n新\r\n二\r\n"


def test_a_difference_tells_the_lines_around_it() -> None:
    old = "\n".join(str(n) for n in range(20))
    new = old.replace("\n5\n", "\n五\n").replace("\n15\n", "\n15\n十五\n")

    told = difference.lines(old, new)

    assert [(one.sign, one.words) for one in told if one.sign != " "] == [
        ("-", "5"),
        ("+", "五"),
        ("…", ""),
        ("+", "十五"),
    ]
    assert [one.number for one in told if one.sign == "+"] == [6, 17]
    assert difference.lines(old, old) == []
