"""The documentation of the format: what it shows is read, and it names all there is."""

import re
from pathlib import Path

import pytest

from core.activities.catalogue.presets import PRESETS as CATALOGUE
from core.assessment.book import checking, syntax
from core.assessment.book.choices import Colour
from core.assessment.book.vocabulary import KINDS, MEASURES, Unit
from core.assessment.book.wording import APPROVERS
from core.i18n import ENGLISH

PAGE = (Path(__file__).parents[4] / "docs" / "rule-books.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
HEAD = (
    'format = 1\nname = "办法"\nscores = "members"\n[[section]]\nkey = "section"\nname = "类别"\n'
)


def test_the_whole_book_shown_has_no_fault() -> None:
    (whole,) = [text for text in SHOWN if "format = 1" in text]

    assert checking.faults(whole) == ()


@pytest.mark.parametrize("text", [text for text in SHOWN if text.startswith("[[section.item]]")])
def test_each_example_of_an_item_has_no_fault(text: str) -> None:
    assert [fault.said(ENGLISH) for fault in checking.faults(HEAD + text)] == []


@pytest.mark.parametrize("text", SHOWN)
def test_all_that_is_shown_is_written_as_toml_asks(text: str) -> None:
    assert syntax.parse(text)


def test_it_names_every_word_of_the_vocabulary() -> None:
    measures = [measure for found in MEASURES.values() for measure in found.values()]
    attributes = [attribute for measure in measures for attribute in measure.attributes]
    words = {measure.name for measure in measures}
    words |= {attribute.name for attribute in attributes}
    words |= {value.value for attribute in attributes for value in attribute.values}
    words |= {each.value for kind in (Unit, Colour) for each in kind} | set(APPROVERS)
    words |= {kind.value for kinds in KINDS.values() for kind in kinds}
    words |= {below.code for heading in CATALOGUE for below in heading.below}

    assert sorted(word for word in words if f"`{word}`" not in PAGE) == []
