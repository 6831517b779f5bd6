"""Bold words in Chinese sentences: Markdown closes them only where it may."""

import unicodedata
from itertools import pairwise

import pytest
from babel.messages.pofile import read_po

from core.i18n import CHINESE, translate
from db.settings import ROOT

CATALOGUE = ROOT / "core/i18n/locale/zh_CN/LC_MESSAGES/lianxin.po"


def stays_open(text: str) -> bool:
    """Whether closing stars stand after a mark and before a word: they would be read as stars."""
    parts = text.split("**")
    return any(
        number % 2 == 1 and is_mark(bold[-1:]) and bool(after) and not ends_it(after[0])
        for number, (bold, after) in enumerate(pairwise(parts))
    )


def is_mark(letter: str) -> bool:
    return letter != "" and letter not in "{}" and unicodedata.category(letter).startswith("P")


def ends_it(letter: str) -> bool:
    return letter.isspace() or is_mark(letter)


def test_no_bold_words_of_a_chinese_sentence_end_with_a_mark() -> None:
    with CATALOGUE.open("rb") as file:
        said = [str(one.string) for one in read_po(file) if "**" in str(one.string)]

    assert said
    assert [text for text in said if stays_open(text)] == []


@pytest.mark.parametrize("text", ["**答复：**已核对", "**答复：**{words}"])
def test_such_words_are_found(text: str) -> None:
    assert stays_open(text)


def test_a_button_that_opens_is_not_called_as_an_opened_studio_is() -> None:
    assert translate("Open", CHINESE) != translate("Opened", CHINESE)
