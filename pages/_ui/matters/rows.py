"""A box that chooses one of some rows, or one of a few choices."""

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

from db.base import Choice
from pages._ui.edge import input_key, persist, problem
from pages._ui.words import _, word

Chosen = TypeVar("Chosen", bound=Choice)


def one(form: str, field: str, label: str, found: dict[int, str], kept: int | None) -> int | None:
    """A box of rows by their ids, with its refusal below it; None until one is chosen."""
    chosen: int | None = st.selectbox(
        label,
        list(found),
        list(found).index(kept) if kept in found else None,
        format_func=found.__getitem__,
        key=input_key(form, field),
        persist_state=persist(form),
        placeholder=_("Choose") if found else _("Nothing found"),
    )
    problem(form, field)
    return chosen


def choice(
    form: str, field: str, label: str, kinds: Sequence[Chosen], kept: Chosen | None = None
) -> Chosen:
    """A box of choices, the first of them unless one is kept."""
    place = kinds.index(kept) if kept in kinds else 0
    chosen = st.selectbox(
        label,
        kinds,
        place,
        format_func=word,
        key=input_key(form, field),
        persist_state=persist(form),
    )
    return chosen or kinds[place]
