"""A table whose rows open a form below it; which one is in the address (`?edit=sector.12`)."""

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

import streamlit as st

from pages._ui.edge import fresh
from pages._ui.words import _

_EDIT = "edit"


class Row(Protocol):
    """Whatever has an id."""

    @property
    def id(self) -> int:
        """The id of the row."""


Kind = TypeVar("Kind", bound=Row)


def table(
    kind: str,
    rows: Sequence[Kind],
    shown: Sequence[Mapping[str, object]],
    *,
    writes: bool,
) -> Kind | None:
    """Show rows; the one that is being edited, if any. Nobody edits who may not write."""
    if not writes:
        st.dataframe(shown, hide_index=True, key=f"committees.{kind}")
        return None
    key = fresh(f"committees.{kind}")
    st.caption(_("Tick a row to change it."))
    st.dataframe(
        shown,
        hide_index=True,
        key=key,
        selection_mode="single-row",
        on_select=lambda: _open(key, kind, [row.id for row in rows]),
    )
    asked = st.query_params.get(_EDIT, "")
    return next((row for row in rows if asked == f"{kind}.{row.id}"), None)


def close_button(kind: str) -> None:
    """A way out of the form without saving."""
    st.button(_("Close"), key=f"committees.{kind}.close", on_click=_close)


def _open(key: str, kind: str, ids: Sequence[int]) -> None:
    chosen = st.session_state[key]["selection"]["rows"]
    if chosen:
        st.query_params[_EDIT] = f"{kind}.{ids[chosen[0]]}"
    else:
        _close()


def _close() -> None:
    st.query_params.pop(_EDIT, None)
