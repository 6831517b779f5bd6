"""Which organisation raised a matter: the office's own bodies by choice, all others as typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from core.matters import choices
from core.matters.choices import Place
from core.matters.detail import MatterDetail
from core.matters.models import MatterKind, Organisation
from core.matters.reach import WRITE
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

    @property
    def row(self) -> tuple[int | None, int | None]:
        """Which of the office's bodies it is, whatever it is called."""
        return self.special_committee_id, self.raising_group_id


def of(was: MatterDetail) -> Body:
    """The organisation that raised a known matter, by the name that is kept."""
    kind, name = was.organisation_kind, was.organisation
    return Body(kind, name, was.special_committee_id, was.raising_group_id)


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
    is a body, it is meant, unless another of its kind is kept. Only an office chooses among
    its bodies.
    """
    left, right = st.columns([2, 3])
    with left:
        kind = _ask_kind(form, labels[0], _kinds(actor, at, was), was)
    with right:
        body = _ask_name(actor, form, at, was, (kind, labels[1]))
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


def by_name(found: Mapping[int, str], kept: str, kept_id: int | None) -> dict[str, int | None]:
    """Rows by what a box calls them, which knows them by these words alone.

    What is kept comes first, under the name that is kept; without a row it is but a name. Of
    others of one name the first is offered.
    """
    named: dict[str, int | None] = {kept: kept_id} if kept else {}
    for row_id, name in found.items():
        other = name == kept and row_id != kept_id
        named.setdefault(_("{name} (another of this name)", name=name) if other else name, row_id)
    return named


def _is_office(actor: Actor, matter_kind: MatterKind, here: Place | None) -> bool:
    if here:
        return here.kind is ScopeKind.COMMITTEE
    return bool(actor.reach(WRITE[matter_kind], ScopeKind.COMMITTEE))


def _kinds(
    actor: Actor, at: tuple[MatterKind, int, Place | None], was: MatterDetail | None
) -> list[Organisation]:
    """Outside an office, of the kinds that it has bodies of, one's own and what is kept."""
    matter_kind, _committee_id, here = at
    if _is_office(actor, matter_kind, here):
        return list(Organisation)
    own = PLACES.get(here.kind) if here else None
    kept = was.organisation_kind if was else None
    return [one for one in Organisation if one not in _KNOWN or one in (own, kept)]


def _ask_kind(
    form: str, label: str, kinds: list[Organisation], was: MatterDetail | None
) -> Organisation | None:
    kept = was.organisation_kind if was else None
    kind = st.selectbox(
        label,
        kinds,
        kinds.index(kept) if kept else None,
        format_func=word,
        key=input_key(form, "organisation_kind"),
        persist_state=persist(form),
        placeholder=_("Choose"),
        required=True,
    )
    problem(form, "organisation_kind")
    return kind


def _ask_name(
    actor: Actor,
    form: str,
    at: tuple[MatterKind, int, Place | None],
    was: MatterDetail | None,
    of_kind: tuple[Organisation | None, str],
) -> Body:
    (matter_kind, committee_id, here), (kind, label) = at, of_kind
    if here and kind and PLACES.get(here.kind) is kind:
        if not _names_another(was, own(here)):
            say(own(here))
            return own(here)
        return _choose(form, label, kind, {here.id: here.name}, was)
    if kind and kind in _KNOWN and _is_office(actor, matter_kind, here):
        with reading() as session:
            found = _KNOWN[kind][1](session, actor, committee_id, matter_kind)
        return _choose(form, label, kind, found, was)
    return Body(kind, _type(form, label, was.organisation if was else ""))


def _names_another(was: MatterDetail | None, body: Body) -> bool:
    """Whether a known matter names a body of this kind that is not this one."""
    return was is not None and was.organisation_kind is body.kind and of(was).row != body.row


def _type(form: str, label: str, kept: str) -> str:
    return st.text_input(
        label,
        kept,
        key=input_key(form, "organisation"),
        persist_state=persist(form),
        required=True,
    )


def _choose(
    form: str,
    label: str,
    kind: Organisation,
    found: Mapping[int, str],
    was: MatterDetail | None,
) -> Body:
    """One of the office's bodies; a name that it does not know can be typed."""
    column = _KNOWN[kind][0]
    kept = was.organisation if was else ""
    named = by_name(found, kept, getattr(was, column) if was else None)
    chosen = st.selectbox(
        label,
        list(named),
        0 if kept else None,
        key=input_key(form, f"organisation.{kind.value}"),
        persist_state=persist(form),
        placeholder=_("Choose, or type a name"),
        help=_("The people of a body that is chosen see the matter and are told of every step."),
        accept_new_options=True,
    )
    return Body(kind, chosen or "", **{column: named.get(chosen or "")})
