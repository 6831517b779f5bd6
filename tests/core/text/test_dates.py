"""Dates are read as offices write them, or refused, never guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import RuleBroken
from core.text import read_date

DAY = date(2024, 9, 4)


@pytest.mark.parametrize(
    "typed",
    [
        "2024年9月4日",
        "2024年09月04日",
        "2024年9月4号",
        "2024 年 9 月 4 日",
        "二〇二四年九月四日",
        "二○二四年九月四日",
        "二零二四年九月四日",
        "2024年九月四日",
        "2024.9.4",
        "2024.09.04",
        "2024-09-04",
        "2024-9-4",
        "2024/9/4",
        "20240904",
        "2024-09-04 00:00:00",
        "2024-09-04T00:00",
        "２０２４０９０４",
        "２０２４．９．４",
        "２０２４年９月４日",
        "\u30002024-09-04 ",
        "2024\u200b-09-04",
    ],
)
def test_a_date_is_read(typed: str) -> None:
    assert read_date(typed) == DAY


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("二〇二四年十二月三十一日", date(2024, 12, 31)),
        ("二〇二〇年十月十日", date(2020, 10, 10)),
        ("二〇二〇年十一月二十日", date(2020, 11, 20)),
        ("2024.2.29", date(2024, 2, 29)),
        ("1900-01-01", date(1900, 1, 1)),
        ("2100-12-31", date(2100, 12, 31)),
    ],
)
def test_other_days_are_read(typed: str, day: date) -> None:
    assert read_date(typed) == day


@pytest.mark.parametrize(
    "typed",
    [
        "",
        None,
        "24/9/4",
        "24年9月4日",
        "45539",
        "2024-9/4",
        "2024.9",
        "2024年9月",
        "9月4日",
        "4.9.2024",
        "04/09/2024",
        "2024904",
        "202494",
        "2024 9 4",
        "2024-09-04 12:00",
        "2024年一二月4日",
        "2024年2十月4日",
        "二千零二十四年九月四日",
        "٢٠٢٤-٠٩-٠٤",
        "昨天",
        "2024-09-0四",
        "2024--09-04",
        "-2024-09-04",
    ],
)
def test_anything_else_is_refused_showing_how_to_write_it(typed: str | None) -> None:
    with pytest.raises(RuleBroken, match="Write it like 2024-09-04") as refused:
        read_date(typed, "opened_on")

    assert refused.value.field == "opened_on"


@pytest.mark.parametrize(
    "typed", ["2024-02-30", "2023年2月29日", "20241301", "2024.0.1", "0001-01-01", "9999-12-31"]
)
def test_a_day_that_is_not_in_the_calendar_is_refused(typed: str) -> None:
    with pytest.raises(RuleBroken, match="is not in the calendar") as refused:
        read_date(typed, "opened_on")

    assert refused.value.field == "opened_on"


@given(day=st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_back_from_each_way_of_writing(day: date) -> None:
    ways = [
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
    ]

    assert {read_date(way) for way in ways} == {day}


@given(text=st.text("0123456789年月日-./ 十一", max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        day = read_date(text)
    except RuleBroken:
        return
    assert 1900 <= day.year <= 2100
