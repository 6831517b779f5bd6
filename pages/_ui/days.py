"""A day typed as people write it, such as 2024年9月4日: read or refused, never guessed."""

from datetime import date

import streamlit as st

from core.errors import RuleBroken
from core.text import read_date
from pages._ui.edge import hold, input_key, persist, problem
from pages._ui.words import _


def ask(
    label: str, usual: date | None, form: str, field: str, *, required: bool = False
) -> date | None:
    """An input for a day, inside a form, with its refusal below it.

    What cannot be read is refused when the form is sent, and is None until then.
    """
    typed = st.text_input(
        label,
        usual.isoformat() if usual else "",
        key=input_key(form, field),
        persist_state=persist(form),
        placeholder="2024-09-04",
        help=_("In any usual way: 2024-09-04, 2024.9.4, 20240904 or 2024年9月4日."),
        required=required,
    )
    day, error = None, None
    try:
        if typed.strip() or required:
            day = read_date(typed, field)
    except RuleBroken as refused:
        error = refused
    hold(form, field, error)
    problem(form, field)
    return day
