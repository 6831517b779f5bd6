"""Names to choose from in the forms and filters of studios."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st

from core.i18n import ENGLISH
from core.permissions import Actor
from core.studios import choices
from core.studios.choices import Option
from db.base import Choice
from pages._ui.edge import reading
from pages._ui.words import language, name_of, word

Kind = TypeVar("Kind", bound=Choice)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a studio of a committee may refer to, by id."""

    members: dict[int, str]
    sectors: dict[int, str]
    townships: dict[int, str]


def of_committee(actor: Actor, committee_id: int) -> Choices:
    """What a studio of a committee may refer to."""
    with reading() as session:
        return Choices(
            choices.members(session, actor, committee_id),
            labels(choices.sectors(session, actor, committee_id)),
            labels(choices.townships(session, actor, committee_id)),
        )


def either(name: str | None, name_en: str | None) -> str:
    """The English name where English is read and there is one, else the Chinese."""
    return (language() == ENGLISH and name_en) or name or ""


def words(kinds: Iterable[Kind]) -> dict[Kind, str]:
    """What each of some choices is called."""
    return {kind: word(kind) for kind in kinds}


def labels(options: Sequence[Option]) -> dict[int, str]:
    """Names by id; where two are alike, told apart by a number."""
    often, seen = Counter(name_of(one) for one in options), Counter[str]()
    told = {}
    for option in options:
        name = name_of(option)
        seen[name] += 1
        told[option.id] = f"{name} ({seen[name]})" if often[name] > 1 else name
    return told


def choose(
    label: str, names: Mapping[int, str], chosen: int | None, *, placeholder: str
) -> int | None:
    """A box that may stay empty. One chosen before that is no longer offered stays chosen."""
    ids = list(names)
    found: int | None = st.selectbox(
        label,
        ids,
        index=ids.index(chosen) if chosen is not None and chosen in names else None,
        format_func=lambda number: names[number],
        placeholder=placeholder,
    )
    return found
