"""A box for typing that bears line numbers, those of faulty lines in red.

The numbers are one drawing behind the text that scrolls with it; lines are not broken, so that
each has the same height.
"""

from collections.abc import Collection
from urllib.parse import quote

import streamlit as st

from pages._ui.charts.palette import INK, RED

KEY = "books_numbered"
LINE, TOP, WIDE = 20, 10, 44  # pixels: the height of a line, above the first, for the numbers
SPARE = 200  # lines that may be typed before the text is checked again
_STYLE = """<style>
.st-key-{key} textarea {{
  font-family: "Source Code Pro", "Noto Sans Mono CJK SC", monospace;
  font-size: 13px; line-height: {line}px; padding: {top}px 8px {top}px {wide}px;
  white-space: pre; overflow: auto;
  background: url("data:image/svg+xml,{drawing}") no-repeat local 0 0;
}}
</style>"""
_DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">{rows}</svg>'
_ROW = '<text x="{x}" y="{y}" text-anchor="end" font-family="monospace" {look}>{number}</text>'
_PLAIN = f'font-size="11" fill="{INK}"'
_FAULTY = f'font-size="12" font-weight="bold" fill="{RED}"'


def style(text: str, faulty: Collection[int]) -> None:
    """Draw the numbers of a text's lines behind the box in the container of this key."""
    number = text.count("\n") + 1 + SPARE
    told = quote(_drawing(number, frozenset(faulty)), safe="")
    st.html(_STYLE.format(key=KEY, line=LINE, top=TOP, wide=WIDE, drawing=told))


def _drawing(number: int, faulty: frozenset[int]) -> str:
    rows = (
        _ROW.format(
            x=WIDE - 10,
            y=TOP + LINE * n - 6,
            look=_FAULTY if n in faulty else _PLAIN,
            number=n,
        )
        for n in range(1, number + 1)
    )
    height = TOP * 2 + LINE * number
    return _DRAWING.format(width=WIDE, height=height, rows="".join(rows))
