"""What each list screen shares: search and filters kept in the address, paging done in SQL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.text import clean
from db.base import Choice
from pages._ui.words import _, word

ROWS = 50
PAGE = "page"
VIEW = "view"
LONGEST_SEARCH = 200
Kind = TypeVar("Kind", bound=Choice)


@dataclass(frozen=True, slots=True)
class Window:
    """Which rows of a list to fetch."""

    offset: int
    limit: int = ROWS


def search(key: str, placeholder: str) -> str:
    """A search box; what is typed is in the address."""
    state = _shown(key, st.query_params.get(key, ""))
    typed: str = st.text_input(
        _("Search"),
        key=state,
        type="search",
        placeholder=placeholder,
        on_change=_keep,
        args=(key,),
    )
    return sought(typed)


def sought(typed: str) -> str:
    """What is typed into a search box, as it is looked for: cleaned as what is kept was."""
    return clean(typed[:LONGEST_SEARCH], LONGEST_SEARCH)


def pick(label: str, kinds: Sequence[Kind], key: str) -> Kind | None:
    """A filter over the members of an enum; None means all."""
    by_value = {kind.value: kind for kind in kinds}
    return by_value.get(choose(label, {value: word(kind) for value, kind in by_value.items()}, key))


def choose(label: str, options: Mapping[str, str], key: str, first: str = "") -> str:
    """A filter over named values; "" means `first`, which is all if unsaid.

    The address keeps the value and not the words shown, as Streamlit's own binding does, so
    that a link means the same in both languages.
    """
    names = {"": first or _("All"), **options}
    asked = st.query_params.get(key, "")
    state = _shown(key, asked if asked in names else "")
    chosen: str | None = st.selectbox(
        label,
        list(names),
        format_func=names.__getitem__,
        key=state,
        on_change=_keep,
        args=(key,),
    )
    return chosen or ""


def tick(label: str, key: str) -> bool:
    """A box to tick, kept in the address."""
    state = f"_ui.lists.{key}"
    st.session_state[state] = st.query_params.get(key) == "1"
    return st.checkbox(label, key=state, on_change=_ticked, args=(key,))


def several(label: str, options: Mapping[str, str], key: str, usual: Sequence[str]) -> list[str]:
    """Some of several values, at least one; the address keeps them (`?m=served,rate`)."""
    asked = st.query_params.get(key, "").split(",")
    known = [value for value in options if value in asked] or list(usual)
    state = _shown(key, known)
    chosen: list[str] = st.pills(
        label,
        list(options),
        selection_mode="multi",
        format_func=options.__getitem__,
        key=state,
        on_change=_keep_several,
        args=(key,),
    )
    return chosen or list(usual)


def one_of(label: str, kinds: Sequence[Kind], key: str) -> Kind:
    """One member of an enum, the first one unless another is chosen."""
    by_value = {kind.value: kind for kind in kinds}
    rest = {kind.value: word(kind) for kind in kinds[1:]}
    return by_value.get(choose(label, rest, key, first=word(kinds[0])), kinds[0])


def a_day(place: DeltaGenerator, label: str, key: str, help_: str = "") -> date | None:
    """A filter over days, kept in the address; None means any."""
    day: date | None = place.date_input(
        label,
        None,
        min_value=date(1950, 1, 1),
        format="YYYY-MM-DD",
        key=key,
        bind="query-params",
        help=help_ or None,
    )
    return day


def view(names: Mapping[str, str], key: str) -> str:
    """Which of several ways to look is chosen; the first one does not show in the address."""
    usual = next(iter(names))
    asked = st.query_params.get(VIEW, usual)
    chosen: str = st.segmented_control(
        _("View"),
        list(names),
        format_func=names.__getitem__,
        default=asked if asked in names else usual,
        required=True,
        label_visibility="collapsed",
        key=key,
    )
    if chosen == usual:
        st.query_params.pop(VIEW, None)
    else:
        st.query_params[VIEW] = chosen
    return chosen


def window(key: str) -> Window:
    """The rows of the page that the address asks for."""
    return Window(offset=(_page(key) - 1) * ROWS)


def is_empty(total: int, key: str = PAGE) -> bool:
    """Whether a list has no rows at all. A page past its end is turned back to the last one."""
    if total and _page(key) > _pages(total):
        st.query_params[key] = str(_pages(total))
        st.rerun()
    return total == 0


def pager(total: int, key: str) -> None:
    """Below a list: how many there are, and its pages."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(_("{total} in all", total=f"{total:,}"))
        if total > ROWS:
            state = _shown(key, _page(key))
            st.pagination(_pages(total), key=state, on_change=_turn, args=(key,))


def _pages(total: int) -> int:
    return -(-total // ROWS)


def _page(key: str) -> int:
    asked = st.query_params.get(key, "1")
    return max(int(asked), 1) if asked.isdecimal() and len(asked) < 8 else 1


def _shown(key: str, value: str | int | list[str]) -> str:
    """The widget's key, after its value was taken from the address."""
    state = f"_ui.lists.{key}"
    if st.session_state.get(state) != value:
        st.session_state[state] = value
    return state


def _keep(key: str) -> None:
    """A filter changed: keep it in the address, and begin at the first page."""
    value = st.session_state[f"_ui.lists.{key}"]
    st.query_params.pop(PAGE, None)
    if value:
        st.query_params[key] = value
    else:
        st.query_params.pop(key, None)


def _keep_several(key: str) -> None:
    values = st.session_state[f"_ui.lists.{key}"]
    if values:
        st.query_params[key] = ",".join(values)
    else:
        st.query_params.pop(key, None)


def _ticked(key: str) -> None:
    """A box was ticked, or no longer: begin at the first page."""
    st.query_params.pop(PAGE, None)
    if st.session_state[f"_ui.lists.{key}"]:
        st.query_params[key] = "1"
    else:
        st.query_params.pop(key, None)


def _turn(key: str) -> None:
    st.query_params[key] = str(st.session_state[f"_ui.lists.{key}"])


def record_id() -> int | None:
    """The record that the address asks for (`?id=12`)."""
    asked = st.query_params.get("id", "")
    return int(asked) if asked.isdecimal() and len(asked) < 10 else None


def open_record(record: int) -> None:
    """Show one record of this screen."""
    st.query_params["id"] = str(record)
    st.rerun()


def close_record() -> None:
    """Go back to the list."""
    st.query_params.pop("id", None)
    st.rerun()
