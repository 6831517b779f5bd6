"""Targets against what was done, in words."""

from collections.abc import Sequence

import streamlit as st

from core.permissions import Actor
from core.plans.drafts import Subject
from core.plans.models import Every
from core.plans.rules import Light
from core.reports import progress
from core.reports.progress import Progress
from pages._ui.edge import reading
from pages._ui.words import _, word

NOTHING = "–"
SIGNS = {
    Light.REACHED: "✓",
    Light.ON_TRACK: "●",
    Light.BEHIND: "▲",
    Light.MISSED: "✗",
}


def show_subject(actor: Actor, subject: Subject, year: int) -> None:
    """Each target of one subject with its quarters."""
    with reading() as session:
        rows = progress.of_subject(session, actor, subject, year)
    if not rows:
        st.info(_("No targets for {year} yet. Set them under Plans.", year=year))
        return
    table(rows)


def table(rows: Sequence[Progress]) -> None:
    """Targets as rows, quarters as columns."""
    st.dataframe([_line(row) for row in rows], hide_index=True, key="plans.progress")


def said(row: Progress) -> str:
    """A cell of the matrix: done, target and how it stands, in words."""
    if row.line.every is Every.QUARTER:
        reached = _("{n} of 4 quarters", n=row.quarters_reached)
        return f"{SIGNS[row.light]} {reached} {word(row.light)}"
    return f"{SIGNS[row.light]} {row.done} / {row.line.target} {word(row.light)}"


def _line(row: Progress) -> dict[str, object]:
    line: dict[str, object] = {
        _("Measure"): word(row.line.measure),
        _("Target"): row.line.target,
        _("Every"): word(row.line.every),
        _("Done"): f"{row.done:,}",
        _("Standing"): f"{SIGNS[row.light]} {word(row.light)}",
    }
    for n, number in enumerate(row.quarters, start=1):
        line[_("Quarter {n}", n=n)] = f"{number:,}"
    return line
