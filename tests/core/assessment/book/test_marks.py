"""Marks of a Chinese keyboard: the line, the column, and what to type instead."""

import pytest

from core.assessment.book import checking, presets

JINAN = presets.text("jinan")
# What was typed, instead of what, the mark told, and what to type.
TYPED = [
    ("base = ７0", "base = 70", "“７” is a full-width mark; type “7” instead.", "７"),
    ("base = 7０", "base = 70", "“０” is a full-width mark; type “0” instead.", "０"),
    ("base =　70", "base = 70", "a blank that is not a plain one", "　"),
    ("　base = 70", "base = 70", "a blank that is not a plain one", "　"),
    ("base = 70　", "base = 70", "a blank that is not a plain one", "　"),
    ("base =\u00a070", "base = 70", "a blank that is not a plain one", "\u00a0"),
    ("base = \u200b70", "base = 70", "a character that cannot be seen", "\u200b"),
    ("base = 70\ufeff", "base = 70", "a character that cannot be seen", "\ufeff"),
    ("base = 70．5", "base = 70", "“．” is a full-width mark; type “.” instead.", "．"),
    ("base = 70。5", "base = 70", "“。” is a full-width mark; type “.” instead.", "。"),
    ("base = 70。", "base = 70", "“。” does not belong here. Delete it.", "。"),
    ("base = 70；", "base = 70", "“；” does not belong here. Delete it.", "；"),
    ("base：70", "base = 70", "“：” is a full-width mark; type “=” instead.", "："),
    ("ｂase = 70", "base = 70", "“ｂ” is a full-width mark; type “b” instead.", "ｂ"),
    ("points = －30", "points = -30", "“－” is a full-width mark; type “-” instead.", "－"),
    ("points = —30", "points = -30", "“—” is a full-width mark; type “-” instead.", "—"),
    (
        "registered = ｔrue",
        "registered = true",
        "“ｔ” is a full-width mark; type “t” instead.",
        "ｔ",
    ),
    (
        '["present"、"late", "left_early"]',
        '["present", "late", "left_early"]',
        "“、” is a full-width mark; type “,” instead.",
        "、",
    ),
    (
        '["present", "late"，"left_early"]',
        '["present", "late", "left_early"]',
        "“，” is a full-width mark; type “,” instead.",
        "，",
    ),
    (
        "scores = 「members」",
        'scores = "members"',
        '“「” is a full-width mark; type “"” instead.',
        "「",
    ),
    (
        "scores = “members”",
        'scores = "members"',
        '““” is a full-width mark; type “"” instead.',
        "“",
    ),
    (
        'scores = "members”',
        'scores = "members"',
        '“”” is a full-width mark; type “"” instead.',
        "”",
    ),
    (
        'scores ＝ "members"',
        'scores = "members"',
        "“＝” is a full-width mark; type “=” instead.",
        "＝",
    ),
    ("【[section]]", "[[section]]", "“【” is a full-width mark; type “[” instead.", "【"),
]


@pytest.mark.parametrize(("typed", "right", "told", "mark"), TYPED)
def test_the_mark_is_named_with_its_line_and_column(
    typed: str, right: str, told: str, mark: str
) -> None:
    before, _, _ = JINAN.partition(right)
    line = before.count("\n") + 1
    text = JINAN.replace(right, typed, 1)
    column = text.splitlines()[line - 1].index(mark) + 1

    (fault,) = checking.faults(text)

    assert fault.said("en").startswith(f"Line {line}: ")
    assert told in fault.said("en")
    assert fault.said("en").endswith(f"Look at column {column}.")


def test_marks_within_texts_and_remarks_are_left_alone() -> None:
    text = JINAN.replace(
        "base = 70", 'note = "满分：１００，「优」、良。"  # 见第３条，　全文\nbase = 70'
    )

    assert checking.faults(text) == ()


def test_a_fault_is_not_put_down_to_a_mark_within_a_text() -> None:
    text = JINAN.replace("base = 70", 'note = "，" 70', 1)

    (fault,) = checking.faults(text)

    assert "Something stands behind the value" in fault.said("en")
