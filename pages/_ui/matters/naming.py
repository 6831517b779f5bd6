"""What matters, their states and who raised them are called."""

from collections.abc import Mapping, Sequence
from typing import Literal

import streamlit as st

from core.i18n import ENGLISH
from core.matters.category_list import CategoryRow
from core.matters.models import Source, State, Submitter, Urgency
from pages._ui.words import _, language, name_of, plain, word

Colour = Literal["red", "orange", "blue", "green", "gray"]
_COLOURS: dict[State, Colour] = {
    State.RETURNED: "orange",
    State.WITHDRAWN: "gray",
    State.DRAFT: "gray",
    State.KEPT: "gray",
    State.MERGED: "gray",
    State.REFUSED: "red",
    State.REPLIED: "green",
    State.FED_BACK: "green",
    State.CLOSED: "green",
}
_URGENT: dict[Urgency, Colour] = {Urgency.URGENT: "orange", Urgency.VERY_URGENT: "red"}


def state(one: State, own: Mapping[State, str]) -> str:
    """What a state is called where the office has a name of its own for it, in Chinese."""
    return (own.get(one) if language() != ENGLISH else "") or word(one)


def badge(one: State, own: Mapping[State, str]) -> None:
    """A state as a badge."""
    st.badge(plain(state(one, own)), color=_COLOURS.get(one, "blue"))


def urgency(one: Urgency) -> None:
    """A badge for what is urgent; nothing for the rest."""
    if colour := _URGENT.get(one):
        st.badge(word(one), icon=":material/priority_high:", color=colour)


def number(series: int | None, count: int | None) -> str:
    """The number of an opinion item: 2026-0012; a dash before it is handed in."""
    return f"{series}-{count:04}" if series and count else "—"


def issue(year: int | None, count: int | None) -> str:
    """The issue that an item was printed in."""
    return _("No. {number} of {year}", number=count, year=year) if count else ""


def author(submitter: Submitter, name: str) -> str:
    """Who raised a matter; citizens have no name here."""
    return name or word(submitter)


def heard(source: Source, place: str) -> str:
    """Where a voice was heard."""
    return f"{word(source)}｜{place}" if place else word(source)


def category_labels(tree: Sequence[CategoryRow]) -> dict[int, str]:
    """The categories that a matter can bear: those below a heading, or single ones."""
    labels: dict[int, str] = {}
    for top in tree:
        if top.below:
            labels |= {row.id: f"{name_of(top)} / {name_of(row)}" for row in top.below}
        else:
            labels[top.id] = name_of(top)
    return labels


def filter_labels(tree: Sequence[CategoryRow]) -> dict[str, str]:
    """Headings, each followed by those below it, as a filter offers them."""
    labels: dict[str, str] = {}
    for top in tree:
        labels[str(top.id)] = _("{name} (all)", name=name_of(top)) if top.below else name_of(top)
        labels |= {str(row.id): f"{name_of(top)} / {name_of(row)}" for row in top.below}
    return labels


def either(chinese: str, english: str) -> str:
    """The name in the language that is read, the Chinese one where there is no other."""
    return english if language() == ENGLISH and english else chinese
