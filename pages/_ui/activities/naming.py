"""What owners, categories and states are called on the screens of activities."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from core.activities.catalogue.queries import CategoryName, CategoryRow
from core.activities.models import ActivityState, OwnerKind, Stage
from core.activities.owners import OwnerRow
from core.activities.queries import ActivityRow
from core.i18n import ENGLISH
from pages._ui.words import _, language, name_of, word

_COLOURS = {
    ActivityState.DRAFT: "gray",
    ActivityState.SUBMITTED: "blue",
    ActivityState.RETURNED: "orange",
    ActivityState.CONFIRMED: "green",
}


def either(chinese: str, english: str) -> str:
    """The name in the language that is read, the Chinese one where there is no other."""
    return english if language() == ENGLISH and english else chinese


def owner_labels(owners: Sequence[OwnerRow]) -> dict[str, str]:
    """What each owner is called in a box, by `kind/id`; committees told where there are several."""
    several = len({one.committee_id for one in owners}) > 1
    named = {f"{one.kind.value}/{one.id}": _owner(one, several) for one in owners}
    often = Counter(named.values())
    return {
        key: f"{label} #{key.partition('/')[2]}" if often[label] > 1 else label
        for key, label in named.items()
    }


def _owner(one: OwnerRow, several: bool) -> str:
    if one.kind is OwnerKind.COMMITTEE:
        return name_of(one)
    label = f"{word(one.kind)}｜{name_of(one)}"
    return f"{label}（{either(one.committee, one.committee_en)}）" if several else label


def category_labels(tree: Sequence[CategoryRow]) -> dict[int, str]:
    """The categories of the second level, each after its heading."""
    return {
        row.id: f"{name_of(heading)} / {name_of(row)}" for heading in tree for row in heading.below
    }


def filter_labels(names: Sequence[CategoryName]) -> dict[str, str]:
    """Headings, each followed by the categories below it, as a filter offers them."""
    labels: dict[str, str] = {}
    for heading in (one for one in names if not one.heading):
        labels[f"{heading.code}/"] = _("{name} (all)", name=name_of(heading))
        for one in names:
            if one.heading == heading.code:
                labels[f"{heading.code}/{one.code}"] = f"{name_of(heading)} / {name_of(one)}"
    return labels


def standing(row: ActivityRow) -> str:
    """The state of a record; a plan says so."""
    return word(row.stage) if row.stage is Stage.PLANNED else word(row.state)


def badges(stage: Stage, state: ActivityState) -> None:
    """State and stage at the head of a record."""
    st.badge(word(state), color=_COLOURS[state])  # type: ignore[arg-type]  # one of its names
    if stage is Stage.PLANNED:
        st.badge(word(stage), color="violet")
