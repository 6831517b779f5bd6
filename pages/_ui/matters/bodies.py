"""Which organisation raised a matter: the office's own bodies by choice, all others as typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from core.matters import choices
from core.matters.choices import Place
from core.matters.detail import MatterDetail
from core.matters.models import MatterKind, Organisation
from core.permissions import Actor, ScopeKind
from pages._ui.edge import input_key, persist, problem, reading
from pages._ui.words import _, plain, word

# Bodies whose people have accounts: chosen by name, so that they are told.
_KNOWN: Mapping[Organisation, tuple[str, Callable[..., dict[int, str]]]] = {
    Organisation.SPECIAL_COMMITTEE: ("special_committee_id", choices.special_committees),
    Organisation.GROUP: ("raising_group_id", choices.groups),
}
# The places that are bodies.
PLACES = {
    ScopeKind.SPECIAL_COMMITTEE: Organisation.SPECIAL_COMMITTEE,
    ScopeKind.GROUP: Organisation.GROUP,
}


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation as a matter names it, with its row where it is one of the office's."""

    kind: Organisation | None = None
    name: str = ""
    special_committee_id: int | None = None
    raising_group_id: int | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """By the names of a draft's fields."""
        return {
            "organisation_kind": self.kind,
            "organisation": self.name,
            "special_committee_id": self.special_committee_id,
            "raising_group_id": self.raising_group_id,
        }


def own(place: Place) -> Body:
    """The body that a place is: a special committee, or a sector group."""
    kind = PLACES[place.kind]
    return Body(kind, place.name, **{_KNOWN[kind][0]: place.id})


def say(body: Body) -> None:
    """For which body one writes, where there is nothing to choose."""
    st.caption(_("Raised by {name}", name=plain(body.name)))


def ask(
    actor: Actor,
    form: str,
    at: tuple[MatterKind, int, Place | None],
    was: MatterDetail | None,
    labels: tuple[str, str],
) -> Body:
    """The kind of organisation and its name. `labels` is what the two are called.

    `at` is the kind of matter, its committee, and the place that one writes for: where that
    is a body, it is meant and no other of its kind.
    """
    matter_kind, committee_id, here = at
    left, right = st.columns([2, 3])
    kinds = list(Organisation)
    with left:
        kind = st.selectbox(
            labels[0],
            kinds,
            kinds.index(was.organisation_kind) if was and was.organisation_kind else None,
            format_func=word,
            key=input_key(form, "organisation_kind"),
            persist_state=persist(form),
            placeholder=_("Choose"),
            required=True,
        )
        problem(form, "organisation_kind")
    with right:
        kept = was.organisation if was else ""
        if here and kind and PLACES.get(here.kind) is kind:
            body = own(here)
            say(body)
        elif kind and kind in _KNOWN:
            of = (kind, kept)
            body = _choose(actor, form, (matter_kind, committee_id), of, labels[1])
        else:
            body = Body(kind, _type(form, labels[1], kept))
        problem(form, "organisation")
    return body


def nameable(
    actor: Actor,
    at: tuple[MatterKind, int],
    special_committee_id: int,
    members: Mapping[int, str],
    first: int | None,
) -> dict[int, str]:
    """Of members by name, whom a special committee may name first: its own, and who stands."""
    with reading() as session:
        own = choices.members_of(session, actor, at[1], at[0], special_committee_id)
    return {key: name for key, name in members.items() if key in own or key == first}


def _type(form: str, label: str, kept: str) -> str:
    return st.text_input(
        label,
        kept,
        key=input_key(form, "organisation"),
        persist_state=persist(form),
        required=True,
    )


def _choose(
    actor: Actor,
    form: str,
    at: tuple[MatterKind, int],
    of: tuple[Organisation, str],
    label: str,
) -> Body:
    """One of the office's bodies; a name that it does not know can be typed."""
    (matter_kind, committee_id), (kind, kept) = at, of
    column, find = _KNOWN[kind]
    with reading() as session:
        found = find(session, actor, committee_id, matter_kind)
    by_name: dict[str, int] = {}
    for row_id, name in found.items():
        by_name.setdefault(name, row_id)  # of one name, the newest
    names = list(by_name) + ([kept] if kept and kept not in by_name else [])
    named = st.selectbox(
        label,
        names,
        names.index(kept) if kept else None,
        key=input_key(form, f"organisation.{kind.value}"),
        persist_state=persist(form),
        placeholder=_("Choose, or type a name"),
        help=_("The people of a body that is chosen see the matter and are told of every step."),
        accept_new_options=True,
    )
    chosen = by_name.get(named or "")
    return Body(kind, named or "", **({column: chosen} if chosen else {}))
