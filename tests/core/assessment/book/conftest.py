"""A small book to change one thing of."""

import pytest

SMALL = """\
format = 1
name = "示例办法"
scores = "members"
cap = 100
[[section]]
key = "duty"
name = "履职"
cap = 50
[[section.item]]
key = "proposals"
name = "提案"
counts = "proposal"
where = { registered = true }
points = 5
[[section.item]]
key = "notebook"
name = "学习笔记"
entered = true
points = 2
[[condition]]
key = "one"
name = "一件"
item = "proposals"
at_least = 1
[[minimum]]
condition = "one"
otherwise = "fail"
[[grade]]
key = "pass"
name = "合格"
from = 30
[[grade]]
key = "fail"
name = "不合格"
"""


@pytest.fixture
def small() -> str:
    return SMALL
