"""Members: the roster, one member's file, and liaison."""

import streamlit as st

from core.members import service
from core.permissions import Actor, Permission, ScopeKind
from pages._ui import lists, pickers
from pages._ui.edge import action
from pages._ui.login import require_actor
from pages._ui.members import choices, coverage, file, forms, roster
from pages._ui.members.choices import Bodies
from pages._ui.members.forms import Kept
from pages._ui.words import _, plain

READ = Permission.MEMBER_READ
REGISTER = "members.register"


def show_roster(actor: Actor) -> None:
    """The roster of the committee chosen, the form to register, and liaison coverage."""
    committee = pickers.committee(actor, READ)
    if committee is None:
        st.info(_("Your role reaches no committee."), icon=":material/info:")
        return
    titles = [_("Roster")]
    if actor.reach(READ, ScopeKind.COMMITTEE):
        titles.append(_("Liaison coverage"))
    tabs = st.tabs(titles, key="members.view", on_change="rerun")
    with tabs[0]:
        if tabs[0].open:
            show_members(actor, committee.id)
    if tabs[-1].open and len(tabs) > 1:
        with tabs[-1]:
            coverage.show(actor, committee.id)


def show_members(actor: Actor, committee_id: int) -> None:
    """The form to register, for those who may, above the roster."""
    bodies = choices.bodies(actor, committee_id)
    if actor.may(Permission.MEMBER_WRITE):
        with st.expander(_("Register a member"), icon=":material/person_add:"):
            register(actor, committee_id, bodies)
    roster.show(actor, committee_id, bodies)


def register(actor: Actor, committee_id: int, bodies: Bodies) -> None:
    """The empty form."""
    draft = forms.ask(REGISTER, bodies, Kept(), _("Register"))
    if draft:
        with action(_("{name} registered.", name=plain(draft.name)), REGISTER) as session:
            service.register(session, actor, committee_id, draft)


def own_file(actor: Actor) -> int | None:
    """The one member that a person reaches who reaches no one else."""
    others = [kind for kind in ScopeKind if kind is not ScopeKind.MEMBER]
    own = actor.reach(READ, ScopeKind.MEMBER)
    return own[0] if len(own) == 1 and not any(actor.reach(READ, k) for k in others) else None


actor = require_actor(READ)
st.title(_("Members"))

if own := own_file(actor):
    file.show(actor, own, back=False)
elif asked := lists.record_id():
    file.show(actor, asked)
else:
    show_roster(actor)
