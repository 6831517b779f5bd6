"""What the inputs of an opinion item begin with, and a box that chooses one of some rows."""

from dataclasses import dataclass

import streamlit as st

from core.matters.detail import MatterDetail
from pages._ui.edge import input_key, problem
from pages._ui.words import _


@dataclass(frozen=True, slots=True)
class Start:
    """What the inputs show at first: a record to be changed, or an activity that heard it."""

    record: MatterDetail | None = None
    activity_id: int | None = None


def one(form: str, field: str, label: str, found: dict[int, str], kept: int | None) -> int | None:
    """A box of rows by their ids, with its refusal below it; None until one is chosen."""
    chosen: int | None = st.selectbox(
        label,
        list(found),
        list(found).index(kept) if kept in found else None,
        format_func=found.__getitem__,
        key=input_key(form, field),
        placeholder=_("Choose") if found else _("Nothing found"),
    )
    problem(form, field)
    return chosen
