"""Which body makes a collective proposal, and that what a sector group proposes was heard in it."""

from collections.abc import Sequence

import streamlit as st

from core.matters import choices
from core.matters.choices import Place
from core.matters.detail import MatterDetail
from core.matters.models import MatterKind, Source
from core.permissions import Actor, Permission, ScopeKind
from pages._ui.edge import input_key, persist, reading
from pages._ui.matters import bodies, heard
from pages._ui.matters.bodies import Body
from pages._ui.matters.heard import Heard
from pages._ui.words import _

KIND, WRITE = MatterKind.PROPOSAL, Permission.PROPOSAL_WRITE
# Citizens' box entries become opinion items.
SOURCES = (Source.DIRECT, Source.STUDIO, Source.ACTIVITY, Source.GROUP)


def places(actor: Actor, committee_id: int) -> list[Place]:
    """The bodies that an actor proposes for; none where an office writes for all of them."""
    if actor.reach(WRITE, ScopeKind.COMMITTEE):
        return []
    with reading() as session:
        found = choices.places(session, actor, KIND)
    return [one for one in found if one.kind in bodies.PLACES and one.committee_id == committee_id]


def ask(
    actor: Actor, form: str, committee_id: int, own: Sequence[Place], was: MatterDetail | None
) -> Body:
    """The body that proposes: one of those that an actor writes for, else any."""
    if not own:
        labels = (_("Kind of body"), _("Name of the body"))
        return bodies.ask(actor, form, (KIND, committee_id, None), was, labels)
    known = _by_name(own, was)
    names = list(known)
    if len(names) == 1:
        bodies.say(known[names[0]])
        return known[names[0]]
    chosen = st.selectbox(
        _("Name of the body"),
        names,
        key=input_key(form, "organisation"),
        persist_state=persist(form),
    )
    return known[chosen or names[0]]


def _by_name(own: Sequence[Place], was: MatterDetail | None) -> dict[str, Body]:
    """One's own bodies; of one name the newest. What is kept comes first."""
    found = [bodies.own(one) for one in own]
    known = {one.name: one for one in found}
    if was is None or not was.organisation:
        return known
    kept = bodies.of(was)
    kept = next((one for one in found if one.row == kept.row), kept)
    return {kept.name: kept, **{name: one for name, one in known.items() if name != kept.name}}


def heard_at(
    actor: Actor, form: str, committee_id: int, body: Body, was: MatterDetail | None
) -> Heard:
    """Where it was heard; asked unless a sector group proposes what was heard in it."""
    told = heard.in_body(was, body.raising_group_id)
    return told or heard.ask(actor, form, (KIND, committee_id), was, SOURCES)
