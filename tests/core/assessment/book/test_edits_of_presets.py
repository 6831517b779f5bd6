"""Whatever is edited in the books that come with the program, they are read as was meant."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from core.assessment.book import editing, presets, reading, syntax
from core.assessment.book.writing import number, same
from core.errors import RuleBroken
from tests.core.assessment.book.test_editing import gone


def paths_of(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every path of a document."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    found = [path] if path else []
    if isinstance(value, dict | list):
        for key, each in inner:
            found += (
                paths_of(each, (*path, key)) if isinstance(each, dict | list) else [(*path, key)]
            )
    return found


PLAIN = st.one_of(
    st.text(max_size=12),
    st.booleans(),
    st.integers(-1000, 1000),
    st.integers(-99999, 99999).map(number),
    st.lists(st.text(max_size=4), max_size=3),
    st.dictionaries(st.text(max_size=4), st.booleans(), max_size=3),
)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_is_edited_the_text_is_read_and_says_just_that(data: st.DataObject) -> None:
    text = presets.text(data.draw(st.sampled_from([each.code for each in presets.PRESETS])))
    remarks = {line for line in text.splitlines() if line.startswith("#")}

    for _ in range(data.draw(st.integers(1, 4))):
        said = syntax.parse(text)
        path = data.draw(st.sampled_from(paths_of(said)))
        try:
            if data.draw(st.booleans()):
                text = editing.set_value(text, path, data.draw(PLAIN))
                assert remarks <= set(text.splitlines())
            else:
                text = editing.remove(text, path)
                remarks &= set(text.splitlines())
        except RuleBroken:
            assert same(syntax.parse(text), said)
            continue

        reading.draft(text)


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_items_added_anywhere_are_read_there(data: st.DataObject) -> None:
    text = presets.text(data.draw(st.sampled_from([each.code for each in presets.PRESETS])))
    sections = reading.read(text).sections
    section = data.draw(st.integers(0, len(sections) - 1))
    before = data.draw(st.none() | st.integers(0, len(sections[section].items) - 1))

    changed = editing.add(
        text, ("section", section, "item"), {"key": "n", "name": "新", "entered": True}, before
    )

    keys = [item.key for item in sections[section].items]
    keys.insert(len(keys) if before is None else before, "n")
    assert [item.key for item in reading.read(changed).sections[section].items] == keys
    assert gone(text, changed) == []
