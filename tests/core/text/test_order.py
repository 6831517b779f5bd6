"""Names in the two orders of offices."""

import pytest

from core.text.order import Order, in_order


def sort(order: Order, names: str) -> str:
    return " ".join(in_order(names.split(), order, str))


def test_by_strokes_a_surname_of_fewer_strokes_stands_first() -> None:
    assert sort(Order.STROKE, "赵一 王一 丁一 李一") == "丁一 王一 李一 赵一"


def test_by_strokes_of_surnames_with_as_many_the_first_stroke_decides() -> None:
    """Across, down, sweep, dot, turn: all four have seven strokes."""
    assert sort(Order.STROKE, "陈甲 沈甲 何甲 吴甲 李甲") == "李甲 吴甲 何甲 沈甲 陈甲"


def test_by_strokes_one_surname_goes_on_with_the_given_name() -> None:
    assert sort(Order.STROKE, "王三 王二 王一二 王一") == "王一 王一二 王二 王三"


def test_by_pinyin_syllables_count_and_not_letters() -> None:
    assert sort(Order.PINYIN, "方国 樊艺 范安") == "樊艺 范安 方国"


@pytest.mark.parametrize(("surname", "before"), [("单", "沈"), ("曾", "张"), ("仇", "曲")])
def test_by_pinyin_a_surname_is_read_as_a_surname(surname: str, before: str) -> None:
    assert sort(Order.PINYIN, f"{before}甲 {surname}甲") == f"{surname}甲 {before}甲"


def test_a_surname_of_two_signs_is_read_as_one() -> None:
    assert sort(Order.PINYIN, "尉迟甲 余甲 喻甲") == "余甲 尉迟甲 喻甲"


def test_what_no_table_knows_stands_last_in_both_orders() -> None:
    assert sort(Order.STROKE, "𬀩甲 龚甲") == "龚甲 𬀩甲"
    assert sort(Order.PINYIN, "𬀩甲 左甲") == "左甲 𬀩甲"
