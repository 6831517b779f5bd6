"""Text that people type is cleaned of what nobody sees, and nothing else."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import RuleBroken
from core.text import clean, clean_block, clean_name, digits, required

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  张三 ", "张三"),
        ("\u3000张三\u3000", "张三"),
        ("张\u3000\u3000三", "张 三"),
        ("a \t\n b", "a b"),
        ("a\x00b\x1b[31mc\x9f", "ab[31mc"),
        ("零\u200b宽\u200d字\ufeff符", "零宽字符"),
        ("\u202eabc\u202c\u2066d\u2069", "abcd"),
        ("\u3164\u2800", ""),
        ("e\u0301", "\xe9"),
        ("\ufffe\U0001ffff好", "好"),
        ("𠮷㛃\U0002ebf1", "𠮷㛃\U0002ebf1"),
        ("葛\U000e0100城", "葛\U000e0100城"),
        ("\ue5e5", "\ue5e5"),
        ("买买提•艾力", "买买提·艾力"),
        ("买买提・艾力‧吾甫尔", "买买提·艾力·吾甫尔"),
        ("• 第一条", "• 第一条"),
        ("\u0602", "\u0602"),
        ("'; DROP TABLE member; --", "'; DROP TABLE member; --"),
        ("<b>=1+1</b>", "<b>=1+1</b>"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_line_is_cleaned(typed: str | None, kept: str) -> None:
    assert clean(typed, 80) == kept


@pytest.mark.parametrize("dot", "··•‧∙⋅・･᛫⸱")
def test_every_middle_dot_of_a_name_becomes_one(dot: str) -> None:
    assert clean_name(f"买买提 {dot} 艾力", 80) == "买买提·艾力"


def test_a_block_keeps_its_lines() -> None:
    typed = "  第一行 \r\n第二\t行\u2028\x0b\n\n\n第三行\n\n"

    assert clean_block(typed, 80) == "第一行\n第二 行\n\n第三行"


@pytest.mark.parametrize("cleaner", [clean, clean_block, clean_name, digits])
def test_a_broken_character_is_refused(cleaner: object) -> None:
    with pytest.raises(RuleBroken, match="broken character") as refused:
        cleaner("a\ud800b", 80, "title")  # type: ignore[operator]  # one of four functions

    assert refused.value.field == "title"


def test_a_text_at_its_limit_is_kept() -> None:
    assert clean("字" * 80, 80) == "字" * 80


@pytest.mark.parametrize("length", [81, 20_000, 10_000_000])
def test_a_text_that_is_too_long_is_refused_naming_the_limit(length: int) -> None:
    with pytest.raises(RuleBroken, match="Shorten it to 80 at most") as refused:
        clean("字" * length, 80, "title")

    assert refused.value.field == "title"
    assert refused.value.parts == {"length": length, "limit": 80}


@pytest.mark.parametrize("typed", ["", "  ", "\u3000", "\u200b\x00", None])
def test_what_is_required_may_not_be_empty_or_invisible(typed: str | None) -> None:
    with pytest.raises(RuleBroken, match="A studio needs a name") as refused:
        required(typed, 80, "name", "A studio needs a name.")

    assert refused.value.field == "name"


def test_what_is_required_is_cleaned() -> None:
    assert required(" 示例\u200b工作室 ", 80, "name", "") == "示例工作室"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("１３８ ００１３\u3000８０００", "13800138000"),
        ("ＧＺＳ－００１", "GZS-001"),
        ("0357—1234567", "0357-1234567"),
        ("٣٤", "34"),
        ("①", "1"),
        (" a-1 ", "a-1"),
        (None, ""),
    ],
)
def test_codes_and_phones_are_made_narrow(typed: str | None, kept: str) -> None:
    assert digits(typed) == kept


@pytest.mark.parametrize("cleaner", [clean, clean_block, clean_name, digits])
@given(text=ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(cleaner: object, text: str) -> None:
    once = cleaner(text, 4000)  # type: ignore[operator]  # one of four functions

    assert cleaner(once, 4000) == once  # type: ignore[operator]  # one of four functions


@given(text=ANY_TEXT)
def test_no_control_or_zero_width_character_is_kept(text: str) -> None:
    line, block = clean(text, 4000), clean_block(text, 4000)

    for character in line + block.replace("\n", ""):
        assert unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"}
        assert character not in "\u200b\u200c\u200d\u2060\ufeff\u202a\u202e\u2066\u2069\xad"
    assert line == line.strip()


@given(text=st.text("\u4e00\u4e8c\U00020bb7\U0002ebf1\ue000aZ9", max_size=40))
def test_what_can_be_seen_is_kept_as_it_is(text: str) -> None:
    assert clean(text, 4000) == text
