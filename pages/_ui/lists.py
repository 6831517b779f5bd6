"""What each list screen shares: search and filters kept in the address, paging done in SQL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st

from db.base import Choice
from pages._ui.words import _, word

ROWS = 50
Kind = TypeVar("Kind", bound=Choice)


@dataclass(frozen=True, slots=True)
class Window:
    """Which rows of a list to fetch."""

    offset: int
    limit: int = ROWS


def search(key: str, placeholder: str) -> str:
    """A search box; what is typed is in the address."""
    typed: str = st.text_input(
        _("Search"), key=key, type="search", placeholder=placeholder, bind="query-params"
    )
    return typed.strip()


def pick(label: str, kinds: Sequence[Kind], key: str) -> Kind | None:
    """A filter over the members of an enum; None means all."""
    by_value = {kind.value: kind for kind in kinds}
    return by_value.get(choose(label, {value: word(kind) for value, kind in by_value.items()}, key))


def choose(label: str, options: Mapping[str, str], key: str, first: str = "") -> str:
    """A filter over named values, kept in the address; "" means `first`, which is all if unsaid."""
    names = {"": first or _("All"), **options}
    chosen: str | None = st.selectbox(
        label,
        list(names),
        format_func=names.__getitem__,
        key=key,
        bind="query-params",
    )
    return chosen or ""


def window(key: str) -> Window:
    """The rows of the page that the pager below the list stands at."""
    page = st.session_state.get(key)
    if page is None:
        page = st.query_params.get(key, "1")
    number = int(page) if str(page).isdecimal() else 1
    return Window(offset=(max(number, 1) - 1) * ROWS)


def pager(total: int, key: str) -> None:
    """Below a list: how many there are, and its pages."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(_("{total} in all", total=f"{total:,}"))
        if total > ROWS:
            st.pagination(-(-total // ROWS), key=key, bind="query-params")


def record_id() -> int | None:
    """The record that the address asks for (`?id=12`)."""
    asked = st.query_params.get("id", "")
    return int(asked) if asked.isdecimal() and len(asked) < 12 else None


def open_record(record: int) -> None:
    """Show one record of this screen."""
    st.query_params["id"] = str(record)
    st.rerun()


def close_record() -> None:
    """Go back to the list."""
    st.query_params.pop("id", None)
    st.rerun()
