"""Names and their pinyin."""

import pytest

from core.members.names import PINYIN_LIMIT, key_of, pinyin_of, read_name, search_key


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("张  三", "张三"),
        ("阿不都・买买提", "阿不都·买买提"),
        ("阿不都 • 买买提", "阿不都·买买提"),
        ("John  Doe", "John Doe"),
        ("𬭎 𰻞", "𬭎𰻞"),
    ],
)
def test_a_name_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert read_name(typed) == kept


def test_spellings_of_one_name_share_a_key() -> None:
    assert key_of("阿不都·买买提") == key_of("阿不都 ・买买提") == key_of("阿不都买买提")


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("张三", "zhang1san0zhangsan0zs"),
        ("单甲", "shan1jia0shanjia0sj0dan1jia0danjia0dj"),
        ("翟甲", "zhai1jia0zhaijia0zj0di1jia0dijia0dj"),
        ("尉迟甲", "yu1chi1jia0yuchijia0ycj"),
        ("乐正甲", "yue1zheng1jia0yuezhengjia0yzj0le1zheng1jia0lezhengjia0lzj"),
        ("吕甲", "lv1jia0lvjia0lj"),
        ("委员001", "wei1yuan10010weiyuan0010wy001"),
    ],
)
def test_pinyin_reads_the_surname_as_a_surname_and_keeps_the_common_reading(
    name: str, pinyin: str
) -> None:
    assert pinyin_of(name) == pinyin


def test_names_sort_by_syllable() -> None:
    names = ["李安", "连甲", "梁甲", "李甲", "李安甲"]

    assert sorted(names, key=pinyin_of) == ["李安", "李安甲", "李甲", "连甲", "梁甲"]


def test_the_longest_name_fits_its_column() -> None:
    assert len(pinyin_of("单" * 60)) <= PINYIN_LIMIT


def test_a_search_in_pinyin_forgets_blanks_and_width() -> None:
    assert search_key("Ｚhang'San ") == "zhangsan"
