"""What came of an activity, in numbers."""

from typing import Any

import streamlit as st

from core.activities.detail import ActivityDetail
from core.activities.drafts import Figures
from core.i18n import N_
from pages._ui.edge import problem
from pages._ui.words import _, yuan

COUNTS = {
    "served": N_("People served"),
    "opinions_heard": N_("Opinions heard"),
    "problems_raised": N_("Problems raised"),
    "problems_solved": N_("Problems solved"),
    "suggestions": N_("Suggestions"),
    "lecturers": N_("Lecturers sent"),
}
SUMS = {"money": N_("Money (yuan)"), "goods": N_("Goods (yuan)")}


def ask(form: str, was: ActivityDetail | None) -> Figures:
    """The inputs, four beside each other."""
    st.caption(_("Figures"))
    cells = [*st.columns(4), *st.columns(4)]
    counts: dict[str, Any] = {}
    for place, (name, label) in zip(cells, COUNTS.items(), strict=False):
        with place:
            start = getattr(was, name) if was else 0
            counts[name] = st.number_input(_(label), min_value=0, value=start, step=1)
            problem(form, name)
    sums: dict[str, Any] = {}
    for place, (name, label) in zip(cells[len(COUNTS) :], SUMS.items(), strict=False):
        with place:
            fen = getattr(was, f"{name}_fen") if was else 0
            sums[name] = st.text_input(
                _(label), yuan(fen) if fen else "", placeholder=_("1,200 or 1.2万")
            )
            problem(form, name)
    return Figures(**counts, **sums)


def show(was: ActivityDetail) -> None:
    """The figures that there are."""
    told = {
        label: f"{getattr(was, name):,}" for name, label in COUNTS.items() if getattr(was, name)
    }
    told |= {
        label: yuan(fen) for name, label in SUMS.items() if (fen := getattr(was, f"{name}_fen"))
    }
    if not told:
        return
    with st.container(horizontal=True):
        for label, value in told.items():
            st.metric(_(label), value, border=True, width=150)
