"""Cleaning and reading of what people type."""

from datetime import date

import pytest

from core.errors import RuleBroken
from core.text import clean, clean_block, digits, read_date


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  委员\u200b001\u3000 甲 ", "委员001 甲"),
        ("阿不都·买买提", "阿不都·买买提"),
        ("𬭎𰻞㐂", "𬭎𰻞㐂"),
        ("（一）是；", "（一）是；"),
        ("甲\x00乙\x07丙\u202e丁\ufeff", "甲乙丙丁"),
        ("一\n二\t三", "一 二 三"),
    ],
)
def test_a_line_keeps_what_is_seen_and_loses_what_is_not(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_a_line_that_is_too_long_is_refused_at_its_field() -> None:
    with pytest.raises(RuleBroken, match="5 characters long") as refused:
        clean("一二三四五", limit=4, field="name")

    assert (refused.value.field, refused.value.parts) == ("name", {"length": 5, "limit": 4})


def test_a_block_keeps_its_lines() -> None:
    assert clean_block("\r\n 一 \r\n\r\n\r\n\r\n二\u2028三\x0b\n") == "一\n\n二\n三"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("１３８００１３８０００", "13800138000"),
        (" 0912-123 4567", "0912-1234567"),
        ("Ａ０１", "A01"),
    ],
)
def test_codes_are_read_in_full_width_too(typed: str, read: str) -> None:
    assert digits(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        "2024年9月4日",
        "2024 年 9 月 4 日",
        "2024年09月04号",
        "2024.9.4",
        "2024-09-04",
        "2024/9/4",
        "20240904",
        "２０２４．９．４",
        " 2024-09-04 00:00:00",
    ],
)
def test_a_day_is_read_as_offices_write_it(typed: str) -> None:
    assert read_date(typed) == date(2024, 9, 4)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "4/9/24",
        "9月4日",
        "24.9.4",
        "2024-9/4",
        "2024094",
        "202494",
        "明天",
    ],
)
def test_a_day_that_would_have_to_be_guessed_is_refused(typed: str) -> None:
    with pytest.raises(RuleBroken, match="is not a date") as refused:
        read_date(typed, field="starts_on")

    assert refused.value.field == "starts_on"
