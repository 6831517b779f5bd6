"""The tree of committees that somebody reaches, and the one chosen in it."""

from collections.abc import Sequence

import streamlit as st

from core.committees.queries import CommitteeOption
from pages._ui import pickers
from pages._ui.words import _, name_of

_MOST_HEIGHT = 520
_ROW_HEIGHT = 36


def choose(options: Sequence[CommitteeOption]) -> CommitteeOption:
    """Show the tree; a click on a row opens it. The top at first."""
    ids = [option.id for option in options]
    asked = st.query_params.get(pickers.COMMITTEE, "")
    place = next((n for n, one in enumerate(ids) if str(one) == asked), 0)
    key = f"committees.tree.{len(ids)}"  # rows that moved are not the rows that were chosen
    shown = [
        {_("Committee or township"): pickers.INDENT * option.depth + name_of(option)}
        for option in options
    ]
    st.dataframe(
        shown,
        hide_index=True,
        key=key,
        height=min(_ROW_HEIGHT * (len(options) + 1), _MOST_HEIGHT),
        selection_mode="single-row-required",
        selection_default={"selection": {"rows": [place]}},
        on_select=lambda: _open(key, ids),
    )
    return options[place]


def _open(key: str, ids: Sequence[int]) -> None:
    for row in st.session_state[key]["selection"]["rows"]:
        st.query_params[pickers.COMMITTEE] = str(ids[row])
        st.query_params.pop("edit", None)
