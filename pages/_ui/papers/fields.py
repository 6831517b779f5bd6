"""The fields that a template may use: what to type, what it is, and an example."""

import streamlit as st

from core.papers import fields
from core.papers.fields import COMMON, FieldRow
from core.papers.paper import Paper
from core.papers.words import Words
from pages._ui.words import _, plain

ROWS_SHOWN = 18


def show(paper: Paper, spoken: str) -> None:
    """All fields of a kind of paper as one table, and how rows are written."""
    described = fields.described(paper.facts_type)
    words = Words(spoken)
    st.caption(_("Type a field into the Word file as it stands here, double braces and all."))
    lines = [line for row in (*described, *COMMON) for line in _lines(row, words)]
    st.dataframe(lines, hide_index=True, height=min(len(lines), ROWS_SHOWN) * 35 + 38)
    with_rows = next((row for row in described if row.below), None)
    if with_rows:
        _tell_rows(with_rows)


def _lines(row: FieldRow, words: Words) -> list[dict[str, str]]:
    if row.below:
        return [_line(f"{row.name}: row.{one.name}", one, words, row) for one in row.below]
    return [_line(row.name, row, words)]


def _line(name: str, row: FieldRow, words: Words, of: FieldRow | None = None) -> dict[str, str]:
    label = f"{_(of.label)} · {_(row.label)}" if of else _(row.label)
    return {
        _("To type"): "{{ " + name.rpartition(": ")[2] + " }}",
        _("What it is"): label,
        _("Example"): _example(row, words),
        _("In rows of"): of.name if of else "",
    }


def _example(row: FieldRow, words: Words) -> str:
    if row.is_picture:
        return _("a picture")
    if isinstance(row.sample, bool):
        return _("says yes or no, for conditions")
    return str(fields.shown(row.sample, words))


def _tell_rows(row: FieldRow) -> None:
    said = _("A line for each row of a table: these stand in the first cell of lines of their own.")
    st.caption(said)
    inner = " | ".join("{{ row." + one.name + " }}" for one in row.below[:3])
    begin = "{%tr for row in " + row.name + " %}"
    st.code(f"{begin}\n{inner}\n" + "{%tr endfor %}", language=None)
    st.caption(plain(_("A paragraph that stands there only if a field says something:")))
    st.code("{%p if " + row.name + " %}\n…\n{%p endif %}", language=None)
