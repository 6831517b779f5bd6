"""The page and the words on it that are Streamlit's own."""

import json
import re
from pathlib import Path

import pytest
import streamlit as st

from core.i18n import CHINESE, translate
from pages._web import chrome, headers
from pages._web.chrome_words import EXACT, PATTERNS
from pages._web.page import installed, page
from tests.pages.web.conftest import Browser

# Put together by the front end out of pieces, so that they stand in no file as a whole.
COMPOSED = re.compile(
    r"^Error: |Press |Running the app's|\{size\} per file •|only select up to"
    r"|: \{name\}$|, \{\w+\}$"
)
FRONT_END = Path(st.__file__).parent / "static" / "static" / "js"


def test_the_page_is_ours_in_language_title_icon_and_script(visitor: Browser) -> None:
    html = visitor.ask("/").body.decode()

    assert '<html lang="zh-CN" translate="no">' in html
    assert "<title>连心桥</title>" in html
    assert '<script src="/assets/chrome.js"></script></head>' in html
    assert "_stcore/agent" not in html


def test_the_policy_allows_the_one_inline_script_of_the_installed_page() -> None:
    policy = headers.policy(installed())

    assert policy == headers.policy(page().decode())
    assert policy.count("'sha256-") == 1


def test_a_page_of_a_new_shape_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages._web.page.installed", lambda: "<html><head></head></html>")

    with pytest.raises(LookupError):
        page.__wrapped__()


def test_each_word_is_one_that_the_installed_front_end_writes() -> None:
    front_end = b"".join(file.read_bytes() for file in FRONT_END.glob("*.js"))
    whole = [message for message in (*EXACT, *PATTERNS) if not COMPOSED.search(message)]

    unknown = [
        message
        for message in whole
        if not all(piece.encode() in front_end for piece in re.split(r"\{\w+\}", message))
    ]

    assert unknown == []


def test_each_word_has_its_chinese_with_the_same_parts() -> None:
    for message in (*EXACT, *PATTERNS):
        said = translate(message, CHINESE)

        assert said != message
        assert not re.search(r"[A-Za-z]{4,}", re.sub(r"\{\w+\}|Ctrl", "", said)), said
        assert set(re.findall(r"\{\w+\}", said)) == set(re.findall(r"\{\w+\}", message))


def test_the_script_is_served_and_carries_the_dictionary(visitor: Browser) -> None:
    answer = visitor.ask("/assets/chrome.js")

    assert answer.headers["content-type"].startswith("text/javascript")
    assert json.dumps({"Choose an option": "请选择"}, ensure_ascii=False)[1:-1] in (
        answer.body.decode()
    )


def test_parts_of_a_pattern_are_put_back_in_their_chinese_order() -> None:
    pattern, said = chrome.pattern(
        "Number is outside the allowed range. Please enter a value between {low} and {high}."
    )

    assert re.fullmatch(
        pattern, "Number is outside the allowed range. Please enter a value between 1 and 9."
    )
    assert said == "数值超出范围，请输入$1至$2之间的数。"
