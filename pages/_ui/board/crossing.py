"""What is chosen in crossed charts: kept in the address, shown as chips, taken back with a click.

The address alone says what is chosen: a click on a bar, a chip and a pill all change it there.
"""

from collections.abc import Mapping, Sequence

import streamlit as st

from core.permissions import Actor
from core.reports.crossed import counting
from core.reports.crossed.choices import Cross, Dimension, read
from core.reports.crossed.counting import Bar, Left
from pages._ui.charts.crossed import name
from pages._ui.charts.panel import View
from pages._ui.edge import reading
from pages._ui.words import _, plain, word

TURNS = "crossed.turns"  # how often each chart was clicked: each click begins with nothing picked
PICKED = "picked"
KEPT = 64
Bars = Mapping[Dimension, Sequence[Bar]]
Key = tuple[int, tuple[int, ...], str]


@st.cache_data(max_entries=KEPT, show_spinner=False)
def figures(
    _actor: Actor,
    cross: Cross,
    asked_by: Key,  # noqa: ARG001  what the answer is kept by: revision, reach and language
) -> tuple[Left, Bars]:
    """What is left, and all bars; asked once for each change of the records and each choice."""
    with reading() as session:
        found = {one: counting.bars(session, _actor, cross, one) for one in Dimension}
        return counting.left(session, _actor, cross), found


def asked(view: View) -> Cross:
    """What the address says."""
    chosen = [(one, read(one, st.query_params.get_all(one.value))) for one in Dimension]
    return Cross(view.committee_id, view.period, tuple((one, keys) for one, keys in chosen if keys))


def chips(cross: Cross, found: Mapping[Dimension, Sequence[Bar]], view: View) -> None:
    """Each choice as a button that takes it back, and one for all."""
    if not cross.chosen:
        st.caption(_("Click bars to choose; the other charts follow. Several choices add up."))
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for dimension, keys in cross.chosen:
            names = {bar.key: name(dimension, bar, view) for bar in found[dimension]}
            for key in keys:
                _chip(dimension, key, names.get(key, _("not on record")))
        st.button(_("Clear all"), type="tertiary", key="crossed.clear", on_click=clear)


def _chip(dimension: Dimension, key: str, called: str) -> None:
    st.button(
        _("{chart}: {bar}", chart=word(dimension), bar=plain(called)),
        key=f"crossed.chip.{dimension.value}.{key}",
        icon=":material/close:",
        help=_("Take this choice back"),
        on_click=toggle,
        args=(dimension, key),
    )


def toggle(dimension: Dimension, key: str) -> None:
    """Choose a bar, or no longer."""
    chosen = read(dimension, st.query_params.get_all(dimension.value))
    keep(dimension, [one for one in chosen if one != key] if key in chosen else [*chosen, key])


def keep(dimension: Dimension, keys: Sequence[str]) -> None:
    """Put what is chosen in one chart into the address."""
    if keys:
        st.query_params[dimension.value] = list(keys)
    else:
        st.query_params.pop(dimension.value, None)


def clear() -> None:
    """Choose nothing any more."""
    for dimension in Dimension:
        st.query_params.pop(dimension.value, None)


def chart_key(dimension: Dimension) -> str:
    """The key of a chart: another one after each click, so that nothing stays picked in it."""
    return f"crossed.{dimension.value}.{st.session_state.get(TURNS, {}).get(dimension, 0)}"


def clicked(dimension: Dimension, key: str) -> None:
    """A bar was clicked: choose it, or no longer."""
    picked = st.session_state[key].selection.get(PICKED) or []
    if not picked:
        return
    turns = st.session_state.setdefault(TURNS, {})
    turns[dimension] = turns.get(dimension, 0) + 1
    for one in picked:
        toggle(dimension, str(one["key"]))


def ticked(dimension: Dimension, key: str) -> None:
    """Pills below a chart were ticked or unticked."""
    keep(dimension, st.session_state[key])
