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
    known = {one.name: bodies.own(one) for one in own}
    names = list(known)
    if len(names) == 1:
        bodies.say(known[names[0]])
        return known[names[0]]
    chosen = st.selectbox(
        _("Name of the body"),
        names,
        names.index(was.organisation) if was and was.organisation in known else 0,
        key=input_key(form, "organisation"),
        persist_state=persist(form),
    )
    return known[chosen or names[0]]


def heard_at(
    actor: Actor, form: str, committee_id: int, body: Body, was: MatterDetail | None
) -> Heard:
    """Where it was heard; asked unless a sector group proposes what was heard in it."""
    if body.raising_group_id and heard.of(was).source in (Source.DIRECT, Source.GROUP):
        return Heard(Source.GROUP, sector_group_id=body.raising_group_id)
    return heard.ask(actor, form, (KIND, committee_id), was, SOURCES)
