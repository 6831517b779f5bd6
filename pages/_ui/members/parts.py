"""What the tabs of posts, liaison and appointments share: a table, and a step on its row."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

import streamlit as st

from core import clock
from core.permissions import Actor, Permission
from pages._ui.edge import fresh, problem
from pages._ui.members.forms import EARLIEST
from pages._ui.words import _

Row = TypeVar("Row")


def may_write(actor: Actor) -> bool:
    """Whether the steps are shown at all."""
    return actor.may(Permission.MEMBER_WRITE)


def table(
    rows: Sequence[Row], lines: Sequence[dict[str, str]], key: str, *, choose: bool
) -> Row | None:
    """The rows as a table; the one chosen where rows may be chosen."""
    if not choose:
        st.dataframe(lines, hide_index=True, key=f"{key}.read")
        return None
    event = st.dataframe(
        lines,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=fresh(key),
    )
    st.caption(_("Choose a row to end or remove it."))
    picked = event.selection.rows
    return rows[picked[0]] if picked and picked[0] < len(rows) else None


def ask_end(form: str, title: str, ends_on: date | None) -> date | None:
    """The form that ends a row; its day in the run in which it is sent."""
    with st.form(fresh(form)):
        st.markdown(f"**{title}**")
        chosen = day_input(_("Ends on"), ends_on or clock.today())
        problem(form, "ends_on")
        problem(form)
        return chosen if st.form_submit_button(_("End on this day"), type="primary") else None


def asked_to_remove(key: str) -> bool:
    """Whether the row is to be taken out as a mistake."""
    with st.popover(_("Written down by mistake"), icon=":material/delete:"):
        st.caption(_("Takes the row out. What was ended regularly is ended, not taken out."))
        return st.button(_("Take it out"), key=key)


def day_input(label: str, value: date) -> date:
    """A day; the calendar reaches back far enough for old posts."""
    return st.date_input(label, value, min_value=EARLIEST, format="YYYY-MM-DD")


def open_end(label: str) -> date | None:
    """A day that may stay open."""
    return st.date_input(label, None, min_value=EARLIEST, format="YYYY-MM-DD")
