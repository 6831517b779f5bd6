"""Amounts are read in yuan and kept in fen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import RuleBroken
from core.text import read_money


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("0", 0),
        ("12", 1_200),
        ("12.5", 1_250),
        ("1234.50", 123_450),
        ("1,234.50", 123_450),
        ("1，234.50", 123_450),
        ("￥12", 1_200),
        ("¥12", 1_200),
        ("12元", 1_200),
        ("１２．３", 1_230),
        ("1.2万", 1_200_000),
        ("1.2万元", 1_200_000),
        ("3 万", 3_000_000),
        ("0.000001万", 1),
        ("20000000", 2_000_000_000),
    ],
)
def test_an_amount_is_read(typed: str, fen: int) -> None:
    assert read_money(typed) == fen


@pytest.mark.parametrize(
    "typed",
    [
        "",
        None,
        "-1",
        "+1",
        "1.234",
        "12,34",
        "1,2345",
        "1e5",
        "一万",
        "1.2亿",
        "$5",
        ".5",
        "5.",
        "1 2",
    ],
)
def test_anything_else_is_refused_showing_how_to_write_it(typed: str | None) -> None:
    with pytest.raises(RuleBroken, match="Write the amount in yuan") as refused:
        read_money(typed, "amount")

    assert refused.value.field == "amount"


@pytest.mark.parametrize("typed", ["20000000.01", "2001万", "999,999,999,999"])
def test_an_amount_that_no_column_holds_is_refused_naming_the_most(typed: str) -> None:
    with pytest.raises(RuleBroken, match="20,000,000 yuan at most"):
        read_money(typed, "amount")


@given(fen=st.integers(0, 2_000_000_000))
def test_every_amount_is_read_back(fen: int) -> None:
    assert read_money(f"{fen // 100:,}.{fen % 100:02}") == fen
